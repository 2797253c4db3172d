"""Marks of a trend: the days that end a period whose report of the place is sealed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.seals.models import Seal
from portal.dashboard.places import Place


@dataclass(frozen=True)
class Mark:
    """The last day of sealed periods, and what the mark says."""

    day: date
    label: str


def sealed(place: Place, days: Sequence[date]) -> list[Mark]:
    """The days among `days` that end a sealed month, quarter or year: one statement. Communities hand in no reports."""
    if place.level == "community":
        return []
    found = Seal.objects.filter(district_id=place.district, street=place.street, on__in=days)
    return marks_of(found.order_by("number").values_list("on", "period", "number", "revision"))


def marks_of(seals: Iterable[tuple[date, str, int, int]]) -> list[Mark]:
    """From (day, period, number, revision) in the order of the numbers: of each period its latest seal, by day."""
    latest = {(day, period): (number, revision) for day, period, number, revision in seals}
    by_day: dict[date, list[str]] = {}
    for (day, period), (number, revision) in sorted(latest.items(), key=lambda seal: (seal[0][0], len(seal[0][1]), seal[0][1])):
        by_day.setdefault(day, []).append(_label(period, number, revision))
    return [Mark(day, "；".join(labels)) for day, labels in by_day.items()]


def _label(period: str, number: int, revision: int) -> str:
    text = _("%(period)s sealed, no. %(number)d") % {"period": period, "number": number}
    return text if revision == 1 else _("%(sealed)s, revision %(revision)d") % {"sealed": text, "revision": revision}
