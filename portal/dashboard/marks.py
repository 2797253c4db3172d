"""Marks of a trend: the months whose report of the place is sealed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _

from portal.dashboard.places import Place


@dataclass(frozen=True)
class Mark:
    """The day that stands for a sealed month, and what the mark says."""

    day: date
    label: str


def sealed(place: Place, days: Sequence[date]) -> list[Mark]:
    """The sealed months among `days`, in their order: one statement. Communities hand in no reports.

    The model is asked for by name: where reports of periods are not installed, nothing is sealed.
    """
    seals: Any = apps.all_models["governance"].get("seal")
    if seals is None or place.level == "community":
        return []
    rows = seals.objects.filter(
        district_id=place.district, street=place.street, period__in=[f"{day:%Y-%m}" for day in days]
    )
    return marks_of(rows.order_by("number").values_list("period", "number", "revision"), days)


def marks_of(seals: Iterable[tuple[str, int, int]], days: Sequence[date]) -> list[Mark]:
    """From (period, number, revision) in the order of the numbers: the latest seal of a month is its mark."""
    latest = {period: (number, revision) for period, number, revision in seals}
    return [Mark(day, _label(*latest[f"{day:%Y-%m}"])) for day in days if f"{day:%Y-%m}" in latest]


def _label(number: int, revision: int) -> str:
    text = _("sealed, no. %(number)d") % {"number": number}
    return text if revision == 1 else _("%(sealed)s, revision %(revision)d") % {"sealed": text, "revision": revision}
