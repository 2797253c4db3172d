"""How the stars of a round are spread over streets and over the modes of management."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from courtyards.choices import ManagementMode
from governance.common import sql
from ratings.choices import Star
from ratings.models import RatingRound

STARS = (5, 4, 3, 2, 1, 0)


@dataclass
class Group:
    """A street or a mode (or the whole), and how many of its courtyards have which star."""

    grouping: str
    code: str
    name: str
    counts: dict[int, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def in_order(self) -> list[tuple[str, int]]:
        """The counts from five stars to none, each with its name."""
        return [(str(Star(star).label), self.counts.get(star, 0)) for star in STARS]


def groups(round: RatingRound, on: date) -> list[Group]:
    """Streets by code, then modes in their own order; a mode's code is '' where none is confirmed. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.load("ratings", "star_distribution"), {"district": round.district_id, "round": round.pk, "on": on}
        )
        rows = cursor.fetchall()
    found: dict[tuple[str, str], Group] = {}
    for grouping, code, name, star, count in rows:
        label = name if grouping == "street" else _mode(code)
        found.setdefault((grouping, code), Group(grouping, code, label)).counts[star] = count
    order = {mode: place for place, mode in enumerate(ManagementMode.values)}
    return sorted(
        found.values(),
        key=lambda one: (one.grouping != "street", order.get(one.code, len(order)) if one.grouping == "mode" else 0, one.code),
    )


def whole(found: Iterable[Group], name: str) -> Group:
    """All streets together."""
    total = Group("all", "", name)
    for group in found:
        if group.grouping == "street":
            for star, count in group.counts.items():
                total.counts[star] = total.counts.get(star, 0) + count
    return total


def _mode(code: str) -> str:
    return str(ManagementMode(code).label) if code else _("no mode confirmed")
