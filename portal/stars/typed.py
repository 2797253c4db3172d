"""What a score sheet sends: numbers and notes by item, what was seen with its photo, and what is taken out again."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.utils.dateparse import parse_datetime
from django.utils.timezone import is_naive, make_aware
from django.utils.translation import gettext as _

from governance.common.periods import SHANGHAI
from governance.registers.services.files import MOST_BYTES
from ratings import services


class Unreadable(ValueError):
    """A day or time that can't be read. `errors`: sentences by the code of the item."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


def cells(given: Any, codes: Iterable[str]) -> dict[str, str]:
    """The numbers as texts, by item, as far as the form has their fields."""
    return {code: _line(given[f"found-{code}"]) for code in codes if f"found-{code}" in given}


def notes(given: Any, codes: Iterable[str]) -> dict[str, str]:
    """The notes by item."""
    return {code: _line(given[f"note-{code}"]) for code in codes if f"note-{code}" in given}


def read(request: Any, codes: list[str]) -> services.Typed:
    """The whole form. Raises Unreadable naming the items."""
    given, errors, seen = request.POST, dict[str, str](), []
    for code in codes:
        place, note = _line(given.get(f"place-{code}", "")), _line(given.get(f"what-{code}", ""))
        photo = request.FILES.get(f"photo-{code}")
        if not (place or note or photo):
            continue
        at = _moment(given.get(f"at-{code}", ""), request.portal.now)
        if at is None or at > request.portal.now:
            errors[code] = _("Say when it was seen, as a day and time that have passed.")
            continue
        # Of a file that is too large no more is read than shows it.
        kept = services.Photo(photo.name, photo.read(MOST_BYTES + 1)) if photo else None
        seen.append(services.Sighting(code, at, place, note, kept))
    if errors:
        raise Unreadable(errors)
    out = [int(text) for text in given.getlist("out") if text.isascii() and text.isdigit() and len(text) < 18]
    return services.Typed(_version(given.get("version", "")), cells(given, codes), notes(given, codes), seen, out)


def _version(text: str) -> int:
    """The version that was read; -1, which no sheet has, for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _moment(text: str, now: datetime) -> datetime | None:
    """A day and time of the district's clock; now where none was typed."""
    if not text.strip():
        return now
    try:
        found = parse_datetime(text.strip())
    except ValueError:
        return None
    if found is None:
        return None
    return make_aware(found, SHANGHAI) if is_naive(found) else found


def _line(text: str) -> str:
    return text.replace("\x00", "").strip()
