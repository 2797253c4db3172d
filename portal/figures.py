"""What the dashboard shows, in the shapes that its templates take."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from governance.claims import querysets
from governance.claims.checking import Checked, settle
from governance.claims.models import FigureClaim
from governance.claims.rules.verdicts import Verdict
from governance.common import sql
from governance.common.money import to_yuan
from governance.indicators import statistics
from governance.indicators.definitions import Better, Indicator
from portal.claims.showing import badge
from ratings.choices import Star


@dataclass(frozen=True)
class Card:
    """A figure with the value that a document declares for it, and why the two differ."""

    cell: statistics.Cell
    claim: FigureClaim | None = None
    checked: Checked | None = None

    @property
    def indicator(self) -> Indicator:
        return self.cell.indicator

    @property
    def missing(self) -> int | Decimal:
        """Records that the figure lacks to be whole; a share or a sum of money lacks none."""
        return self.cell.gap if self.indicator.population and self.indicator.better is Better.HIGHER else 0

    @property
    def difference(self) -> str:
        """The difference in a person's words, or else by the rule; empty where the document says the same."""
        if self.claim is None or self.checked is None:
            return ""
        english = (get_language() or "").startswith("en")
        text = self.claim.explanation_en if english else self.claim.explanation_zh
        return text or ("" if self.checked.verdict is Verdict.EQUAL else str(self.checked.sentence))

    @property
    def verdict(self) -> SafeString | str:
        """The verdict's sign and words."""
        return badge(self.checked.verdict) if self.checked else ""


def cards(
    district: int, on: date, cells: Sequence[statistics.Cell], *, street: int | None = None
) -> dict[str, Card]:
    """Figures with what documents declare of them, by key."""
    claims = querysets.declared(district, on, cells, street=street)
    beside = [(querysets.claimed(claims[cell.indicator.key]), cell) for cell in cells if cell.indicator.key in claims]
    checked = {one.claimed.indicator.key: one for one in settle(district, beside)}
    return {
        cell.indicator.key: Card(cell, claims.get(cell.indicator.key), checked.get(cell.indicator.key)) for cell in cells
    }


def star_distribution(district: int, on: date) -> dict[str, Any]:
    """How many courtyards have which star in the round that is latest on the day."""
    rows = dict(_run("star_distribution", {"district": district, "on": on}))
    labels = [str(Star(star).label) for star in Star.values]
    values = [rows.get(star, 0) for star in Star.values]
    chart = {
        "type": "bar", "labels": labels, "series": [{"name": _("Courtyards"), "values": values}],
        "description": _("Star distribution"),
    }
    return {"chart": chart, "rows": list(zip(labels, values, strict=True)), "total": sum(values)}


def subsidy_by_month(district: int, on: date) -> dict[str, Any]:
    """Entitled and paid per month of the ledger, in yuan, as of the day."""
    rows = _run("subsidy_by_month", {"district": district, "on": on})
    chart = {
        "type": "bar", "labels": [f"{month:%Y-%m}" for month, _e, _p in rows],
        "series": [
            {"name": _("Entitled (yuan)"), "values": [str(to_yuan(e)) for _m, e, _p in rows]},
            {"name": _("Paid (yuan)"), "values": [str(to_yuan(p)) for _m, _e, p in rows]},
        ],
        "description": _("Subsidy by month"),
    }
    return {
        "chart": chart, "rows": rows, "entitled": sum(row[1] for row in rows), "paid": sum(row[2] for row in rows)
    }


def _run(name: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("portal", name), parameters)
        return cursor.fetchall()
