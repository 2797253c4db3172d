"""What a supposition comes to, for the pages: sums in their order, names of places, and every line that differs."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.common import money
from governance.divisions.models import Street
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from portal.registers.sheets import attachment
from ratings.choices import Star
from subsidies.choices import Outcome
from subsidies.models import SubsidyBudget
from subsidies.rules.what_if import Change, Comparison, Line, Sum
from subsidies.scenarios import computing
from subsidies.scenarios.supposing import Supposition

MOST_SHOWN, PER_PAGE = 8, 50


def shown(district: int, said: Supposition, found: Comparison, page: Any) -> dict[str, Any]:
    """Everything a page says of a result; a bounded number of statements."""
    streets = dict(Street.objects.filter(district_id=district).values_list("pk", "name"))
    winners, losers = found.winners, found.losers
    changes = Paginator(found.changes, PER_PAGE).get_page(page)
    courtyards = _names(district, [
        *(key for key, _sum in (*winners[:MOST_SHOWN], *losers[:MOST_SHOWN])), *(change.any.courtyard for change in changes)
    ])
    return {
        "total": found.total, "years": years(district, said, found), "count": len(found.changes), "changes": changes,
        "streets": sorted(((streets.get(key, ""), one) for key, one in found.streets.items()), key=lambda pair: pair[0]),
        "stars": [(Star(star).label if star is not None else _("no star counts"), one) for star, one in found.stars.items()],
        "rows": _rows(changes, courtyards, streets), "winner_count": len(winners), "loser_count": len(losers),
        "winners": [(courtyards.get(key), one) for key, one in winners[:MOST_SHOWN]],
        "losers": [(courtyards.get(key), one) for key, one in losers[:MOST_SHOWN]],
    }


def years(district: int, said: Supposition, found: Comparison) -> list[dict[str, Any]]:
    """Each year against its budget: what the ledger has before the first month counts too. Fen of the district."""
    budgets = dict(SubsidyBudget.objects.filter(district_id=district).values_list("year", "amount_fen"))
    told = []
    for year in range(said.first.year, said.last.year + 1):
        one = found.years.get(year, Sum())
        earlier = (
            computing.in_the_ledger(district, date(year, 1, 1), said.first.first) if year == said.first.year else 0
        )
        budget = budgets.get(year)
        left = None if budget is None else budget - earlier - one.district_after
        told.append({"year": year, "sum": one, "earlier": earlier, "budget": budget, "left": left})
    return told


def _names(district: int, keys: Iterable[int]) -> dict[int, Courtyard]:
    return Courtyard.objects.filter(district_id=district).in_bulk(list(set(keys)))


def _rows(changes: Page | Iterable[Change], courtyards: dict[int, Courtyard], streets: dict[int, str]) -> list[dict[str, Any]]:
    return [
        {
            "courtyard": courtyards.get(change.any.courtyard), "street": streets.get(change.any.street, ""),
            "month": change.any.month, "before": change.before, "after": change.after, "more": change.more,
            "was": _why(change.before), "now": _why(change.after),
        }
        for change in changes
    ]


def _why(line: Line | None) -> str:
    return str(Outcome(line.outcome).label) if line else ""


def sheet(district: int, title: str, found: Comparison) -> HttpResponse:
    """Every line that differs, as a workbook."""
    streets = dict(Street.objects.filter(district_id=district).values_list("pk", "name"))
    courtyards = _names(district, (change.any.courtyard for change in found.changes))
    heads = [_("Courtyard"), _("code"), _("Street"), _("Month"), _("Star"), _("before"), _("after"), _("difference (yuan)"),
             _("rate before"), _("rate after"), _("reason before"), _("reason after")]
    rows = (
        [
            row["courtyard"].name if row["courtyard"] else "", row["courtyard"].code if row["courtyard"] else "", row["street"],
            row["month"].strftime("%Y-%m"), (row["after"] or row["before"]).star,
            *(money.to_yuan(line.fen) if line else None for line in (row["before"], row["after"])),
            money.to_yuan(row["more"]), *(line.rate if line else None for line in (row["before"], row["after"])),
            row["was"], row["now"],
        ]
        for row in _rows(found.changes, courtyards, streets)
    )
    content = SheetContent(_("Lines that differ"), [SheetColumn(str(head)) for head in heads], rows)
    return attachment(workbook([content]), f"{title}.xlsx")
