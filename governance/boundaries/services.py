"""The only writers of boundaries: a file is kept as a draft, and its boundaries are taken over from a day on."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from governance.audit import turns
from governance.audit.services import change
from governance.boundaries.geometry import Geometry, simplified, wound
from governance.boundaries.matching import Match
from governance.boundaries.models import Boundary, BoundaryDraft
from governance.boundaries.reading import read
from governance.people.models import User

# Ten metres; no screen shows a district finer.
DRAWN_WITHIN = 0.0001


class NothingToTake(ValueError):
    """No feature of the file is both right and a street or community of the district."""


class NothingToEnd(ValueError):
    """The boundary does not hold on that day; `message` says so."""

    def __init__(self) -> None:
        super().__init__("not in force")
        self.message = _("This boundary does not hold on that day. Choose a day from its first to its last.")


@dataclass(frozen=True)
class Taken:
    """What became of the boundaries of a file."""

    new: int = 0
    replaced: int = 0
    unchanged: int = 0


def receive(*, district: int, file_name: str, content: bytes, by: User) -> BoundaryDraft:
    """Reads a file and keeps it as the person's draft in place of the one before. Raises UnreadableBoundaries."""
    shapes = [asdict(shape) for shape in read(content)]
    draft, _is_new = BoundaryDraft.objects.update_or_create(
        district_id=district, owner=by, defaults={"file_name": file_name[-160:], "shapes": shapes}
    )
    return draft


def discard(*, draft: BoundaryDraft) -> None:
    """The file is not taken over."""
    draft.delete()


def take_over(
    *, draft: BoundaryDraft, matches: Iterable[Match], valid_from: date, source: str, by: User, reason: str
) -> Taken:
    """Puts the matched boundaries in force from a day on, all at once. Raises NothingToTake.

    What held on that day ends there; what begins later stays, and the new one ends where it begins.
    """
    good = [match for match in matches if match.is_good]
    if not good:
        raise NothingToTake
    outcomes = []
    with change(district=draft.district_id, by=by, reason=reason):
        turns.take(draft.district_id, "governance.boundaries", "boundary")
        for match in good:
            assert match.place is not None and match.shape.geometry is not None
            where = {"district_id": draft.district_id, "street_id": match.place.street, "community_id": match.place.community}
            outcomes.append(put(where, wound(match.shape.geometry), valid_from=valid_from, source=source.strip()))
        draft.delete()
    return Taken(**{name: outcomes.count(name) for name in ("new", "replaced", "unchanged")})


def put(where: dict[str, int | None], geometry: Geometry, *, valid_from: date, source: str) -> str:
    """The boundary of one place from a day on, inside the caller's change; what became of it."""
    said = {"geometry": geometry, "drawn": simplified(geometry, DRAWN_WITHIN), "source": source[:160]}
    known = list(Boundary.objects.filter(**where).order_by("valid_from"))
    held = next((each for each in known if each.valid_from <= valid_from < each.valid_to), None)
    later = [each.valid_from for each in known if each.valid_from > valid_from]
    if held is None:
        Boundary.objects.create(**where, **said, valid=DateRange(valid_from, min(later, default=None)))
        return "new"
    if held.geometry == geometry:
        return "unchanged"
    if held.valid_from == valid_from:
        for name, value in said.items():
            setattr(held, name, value)
        held.save()
        return "replaced"
    until = held.valid.upper
    held.valid = DateRange(held.valid.lower, valid_from)
    held.save()
    Boundary.objects.create(**where, **said, valid=DateRange(valid_from, until))
    return "replaced"


def end(*, boundary: Boundary, on: date, by: User, reason: str) -> None:
    """From the day on the place has no boundary; on its first day it goes as if it had never been. Raises NothingToEnd."""
    if not boundary.valid_from <= on < boundary.valid_to:
        raise NothingToEnd
    with change(district=boundary.district_id, by=by, reason=reason, street=boundary.street_id):
        if on == boundary.valid_from:
            boundary.delete()
        else:
            boundary.valid = DateRange(boundary.valid.lower, on)
            boundary.save()
