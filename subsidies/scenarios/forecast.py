"""What is committed: the months that are still to come for whoever is enrolled, beside the budgets and what was spent."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, Sum

from governance.common.periods import Month
from governance.divisions.models import Street
from governance.tenancy import scope
from subsidies.models import ClawbackLine, EntitlementLine, SubsidyBudget
from subsidies.payments.choices import ClaimState
from subsidies.scenarios import computing

MONTHS = 36


@dataclass(frozen=True)
class Year:
    """A year's budget and what becomes of it; fen of the district. `budget`: None where none was entered."""

    year: int
    budget: int | None
    spent: int
    committed: int

    @property
    def free(self) -> int | None:
        return None if self.budget is None else self.budget - self.spent - self.committed


@dataclass(frozen=True)
class Forecast:
    """The next months by month and street in fen, and the years. `known`: the last month of the ledger."""

    known: Month
    months: list[date]
    streets: list[Street]
    fen: dict[tuple[date, int], int]
    district_fen: dict[date, int]
    courtyards: dict[date, int]
    years: list[Year]

    @property
    def total(self) -> int:
        return sum(self.fen.values())

    def of_month(self, month: date) -> int:
        """A month of all streets."""
        return sum(fen for (of, _street), fen in self.fen.items() if of == month)

    def of_street(self, street: int) -> int:
        """A street in all months."""
        return sum(fen for (_month, of), fen in self.fen.items() if of == street)


def forecast(district: int, on: date) -> Forecast:
    """From the month after the last one in the ledger on; five statements whatever the number of courtyards."""
    known = computing.known_month(district, on)
    first, last = known.next(), known.plus(MONTHS)
    fen: dict[tuple[date, int], int] = {}
    of_district: dict[date, int] = defaultdict(int)
    courtyards: dict[date, int] = defaultdict(int)
    for month, street, _lines, paid, total, own in computing.sums(district, first, last, known):
        fen[month, street] = total
        of_district[month] += own
        courtyards[month] += paid
    return Forecast(
        known, [first.plus(number).first for number in range(MONTHS)],
        list(Street.objects.filter(district_id=district).order_by("code")), fen, dict(of_district), dict(courtyards),
        _years(district, known, dict(of_district)),
    )


def _years(district: int, known: Month, coming: dict[date, int]) -> list[Year]:
    """Of the district's share, what was paid is spent; the rest of what is due, and what is to come, is committed.

    Nothing is due any more of a line whose claim was waived. None for whoever is held to some streets: what is spent in those
    is not what the district spent.
    """
    if scope.read()["streets"] != "all":
        return []
    budgets = dict(SubsidyBudget.objects.filter(district_id=district).values_list("year", "amount_fen"))
    committed: dict[int, int] = defaultdict(int)
    for month, fen in coming.items():
        committed[month.year] += fen
    spent: dict[int, int] = defaultdict(int)
    lines = EntitlementLine.objects.filter(district_id=district, month__lte=known.first).with_district_payment()
    waived = ClawbackLine.objects.filter(district=OuterRef("district"), line=OuterRef("pk"), claim__state=ClaimState.WAIVED)
    of_years = lines.annotate(is_waived=Exists(waived)).values("month__year").annotate(
        paid=Sum("district_paid_fen", default=0), due=Sum("district_fen", filter=Q(is_waived=False), default=0),
        of_due=Sum("district_paid_fen", filter=Q(is_waived=False), default=0),
    )
    for row in of_years.order_by():
        spent[row["month__year"]] += row["paid"]
        committed[row["month__year"]] += row["due"] - row["of_due"]
    years = sorted({*budgets, *committed, *spent})
    return [Year(year, budgets.get(year), spent[year], committed[year]) for year in years]
