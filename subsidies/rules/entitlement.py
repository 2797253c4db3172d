"""The tiered subsidy as arithmetic: facts of one courtyard and one month in, an explained amount out.

The policy (《…加强老旧小区物业管理工作的实施意见(试行)》): renovated three-no courtyards in the scope of the star
rating are subsidised for three years, tiered, at most 0.3 yuan/㎡/month. An amount is floor area × rate for a
whole month, rounded to the fen per line, halves up. No clock, no database: `subsidies/sql/entitlements.sql` is
the production run, this is the readable law and the independent check.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from governance.common import money
from governance.common.periods import Month
from subsidies.choices import Outcome

# 不超过 0.3 元/㎡/月, 分 3 年: above every scheme.
CEILING = Decimal("0.30")
CEILING_MONTHS = 36
MONTHS_PER_YEAR = 12
STARS = (1, 2, 3, 4, 5)


class RateFault(ValueError):
    """The scheme's table can't be used at a subsidy year and star."""

    def __init__(self, year: int, star: int, rate: Decimal | None, cap: Decimal) -> None:
        super().__init__(f"year {year}, {star} stars: rate {rate}, cap {cap}")
        self.year, self.star, self.rate, self.cap = year, star, rate, cap


class RateAboveCap(RateFault):
    """A rate above the scheme's cap, or a cap above 0.30 yuan/㎡/month: no amount is computed with it."""


class RateMissing(RateFault):
    """The scheme has no rate for a subsidy year and a star: its table has a hole."""


@dataclass(frozen=True)
class Terms:
    """What the scheme says: a rate for each subsidy year (1 to 3) and star (1 to 5), the cap, the months."""

    rates: Mapping[tuple[int, int], Decimal]
    cap: Decimal = CEILING
    months: int = CEILING_MONTHS


@dataclass(frozen=True)
class Facts:
    """What is known about a courtyard in a month. `star` None: not rated. `ended_on`: first day outside."""

    month: Month
    first_month: Month
    area_m2: Decimal | None
    star: int | None
    is_vetoed: bool = False
    ended_on: date | None = None


@dataclass(frozen=True)
class Entitlement:
    """The month's subsidy with its reasons."""

    month_index: int
    year_index: int
    outcome: Outcome
    rate: Decimal
    entitled_fen: int


def entitle(terms: Terms, facts: Facts) -> Entitlement | None:
    """The subsidy of a month; None before the first month and after the last of the (at most) 36.

    Raises RateAboveCap and RateMissing rather than pay by a faulty table.
    """
    index = facts.month.since(facts.first_month) + 1
    if not 1 <= index <= min(terms.months, CEILING_MONTHS):
        return None
    year = (index + MONTHS_PER_YEAR - 1) // MONTHS_PER_YEAR
    outcome = _outcome(facts)
    if outcome != Outcome.ENTITLED:
        return Entitlement(index, year, outcome, Decimal(0), 0)
    assert facts.star is not None and facts.area_m2 is not None
    rate = _rate(terms, year, facts.star)
    return Entitlement(index, year, outcome, rate, money.to_fen(facts.area_m2 * rate))


def _outcome(facts: Facts) -> Outcome:
    """Why the month is paid or not; the first reason that holds. A month counts only if it is served whole."""
    if facts.ended_on is not None and facts.ended_on < facts.month.next().first:
        return Outcome.LEFT
    if facts.star is None:
        return Outcome.NOT_RATED
    if facts.star == 0:
        return Outcome.VETOED if facts.is_vetoed else Outcome.NO_STAR
    if facts.area_m2 is None:
        return Outcome.NO_AREA
    return Outcome.ENTITLED


def demand_whole(terms: Terms) -> None:
    """Raises RateAboveCap or RateMissing unless every month and star of the scheme has a rate within the cap."""
    years = (min(terms.months, CEILING_MONTHS) + MONTHS_PER_YEAR - 1) // MONTHS_PER_YEAR
    for year in range(1, years + 1):
        for star in STARS:
            _rate(terms, year, star)


def _rate(terms: Terms, year: int, star: int) -> Decimal:
    rate = terms.rates.get((year, star))
    if rate is None:
        raise RateMissing(year, star, rate, terms.cap)
    if not 0 <= rate <= terms.cap <= CEILING:
        raise RateAboveCap(year, star, rate, terms.cap)
    return rate
