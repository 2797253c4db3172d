"""The tiered subsidy as arithmetic: facts of one courtyard and one month in, an explained amount out.

The policy (《…加强老旧小区物业管理工作的实施意见(试行)》): renovated three-no courtyards in the scope of the star
rating are subsidised for three years, tiered, at most 0.3 yuan/㎡/month. A scheme says how: a rate for each subsidy year and
star, or one rate a year of which the score gives a share; on which area, under which conditions, for whole months or days.
No clock, no database: `subsidies/sql/entitlements.sql` is the production run, this is the readable law and the independent
check.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from governance.common import money
from governance.common.periods import Month
from subsidies.choices import AreaBasis, Outcome, Proration, Tiers

# 不超过 0.3 元/㎡/月, 分 3 年: above every scheme.
CEILING = Decimal("0.30")
CEILING_MONTHS = 36
MONTHS_PER_YEAR = 12
STARS = (1, 2, 3, 4, 5)
# Where a rate is one for all stars.
ANY_STAR = -1
WHOLE = Decimal(100)
RATE = Decimal("0.0001")


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
class Conditions:
    """What must hold in every month. `fees_least`: percent collected of the twelve months before; None asks for none."""

    star_least: int = 1
    no_veto: bool = False
    covenant: bool = False
    mode: bool = False
    no_blacklist: bool = False
    fees_least: Decimal | None = None


@dataclass(frozen=True)
class Terms:
    """What a scheme says.

    `rates`: yuan/㎡/month by subsidy year (1 to 3) and star (1 to 5; ANY_STAR where the score gives a share of one rate).
    `shares`: percent by inclusive lower bound of the score. `income_percent` of a twelfth of the year's public income is
    deducted; amounts are rounded to `unit_fen` (1: halves up; else down). `district_percent` of each amount is the district's.
    """

    rates: Mapping[tuple[int, int], Decimal]
    cap: Decimal = CEILING
    months: int = CEILING_MONTHS
    tiers: str = Tiers.STAR
    shares: Mapping[Decimal, Decimal] = field(default_factory=dict)
    area_basis: str = AreaBasis.TOTAL
    proration: str = Proration.WHOLE
    unit_fen: int = 1
    income_percent: Decimal = Decimal(0)
    district_percent: Decimal = WHOLE
    conditions: Conditions = Conditions()


@dataclass(frozen=True)
class Facts:
    """What is known about a courtyard in a month. `star` None: not rated. `ended_on`: first day outside.

    `started_on`: the first day inside, of the first month. Fees in fen of the twelve months that end with this one, None
    without a return; public income in fen of the year before.
    """

    month: Month
    first_month: Month
    area_m2: Decimal | None
    star: int | None
    is_vetoed: bool = False
    ended_on: date | None = None
    score: Decimal = Decimal(0)
    started_on: date | None = None
    is_away: bool = False
    has_covenant: bool = True
    has_mode: bool = True
    is_blacklisted: bool = False
    receivable_fen: int | None = None
    received_fen: int | None = None
    income_fen: int = 0


@dataclass(frozen=True)
class Entitlement:
    """The month's subsidy with its reasons. `area_m2` is that of the basis; `days` of `of_days` are paid."""

    month_index: int
    year_index: int
    outcome: Outcome
    rate: Decimal
    entitled_fen: int
    area_m2: Decimal = Decimal(0)
    days: int = 0
    of_days: int = 0
    deducted_fen: int = 0
    district_fen: int = 0


def entitle(terms: Terms, facts: Facts) -> Entitlement | None:
    """The subsidy of a month; None before the first month and after the last of the (at most) 36.

    Raises RateAboveCap and RateMissing rather than pay by a faulty table.
    """
    index = facts.month.since(facts.first_month) + 1
    if not 1 <= index <= min(terms.months, CEILING_MONTHS):
        return None
    year = (index + MONTHS_PER_YEAR - 1) // MONTHS_PER_YEAR
    outcome, days, of_days = _outcome(terms, facts), *_days(terms, facts)
    if outcome != Outcome.ENTITLED:
        return Entitlement(index, year, outcome, Decimal(0), 0, of_days=of_days)
    assert facts.star is not None
    rate, area = rate_for(terms, year, facts.star, facts.score), _area(terms, facts)
    gross = money.half_up(area * rate * money.FEN_PER_YUAN * days, of_days)
    deducted = min(money.half_up(facts.income_fen * terms.income_percent, 100 * MONTHS_PER_YEAR), gross)
    fen = (gross - deducted) // terms.unit_fen * terms.unit_fen
    district = money.half_up(fen * terms.district_percent, 100)
    return Entitlement(index, year, outcome, rate, fen, area, days, of_days, deducted, district)


def _outcome(terms: Terms, facts: Facts) -> Outcome:
    """Why the month is paid or not; the first reason that holds."""
    asked = terms.conditions
    if facts.ended_on is not None and _days(terms, facts)[0] == 0:
        return Outcome.LEFT
    if facts.is_away:
        return Outcome.AWAY
    if facts.star is None:
        return Outcome.NOT_RATED
    if facts.is_vetoed and (asked.no_veto or facts.star == 0):
        return Outcome.VETOED
    # A rate for each star says nothing of no star.
    if facts.star < max(asked.star_least, terms.tiers == Tiers.STAR):
        return Outcome.LOW_STAR if facts.star else Outcome.NO_STAR
    if asked.covenant and not facts.has_covenant:
        return Outcome.NO_COVENANT
    if asked.mode and not facts.has_mode:
        return Outcome.NO_MODE
    if asked.no_blacklist and facts.is_blacklisted:
        return Outcome.BLACKLISTED
    return _of_fees(terms, facts) or (Outcome.NO_AREA if facts.area_m2 is None else Outcome.ENTITLED)


def _of_fees(terms: Terms, facts: Facts) -> Outcome | None:
    """What the collected fees say against the month."""
    least = terms.conditions.fees_least
    if least is None and terms.area_basis != AreaBasis.PAYING:
        return None
    if not facts.receivable_fen or facts.received_fen is None:
        return Outcome.NO_RETURNS
    if least is not None and facts.received_fen * WHOLE < least * facts.receivable_fen:
        return Outcome.LOW_FEES
    return None


def _days(terms: Terms, facts: Facts) -> tuple[int, int]:
    """How many days of the month are paid, and how many it has. By whole months it is all of them or none."""
    first, following = facts.month.first, facts.month.next().first
    begun = max(facts.started_on or first, first)
    ended = following if facts.ended_on is None else min(facts.ended_on, following)
    of_days = (following - first).days
    days = max((ended - begun).days, 0)
    if terms.proration == Proration.DAYS:
        return days, of_days
    return (of_days if ended == following else 0), of_days


def _area(terms: Terms, facts: Facts) -> Decimal:
    """The floor area that is paid for: all of it, or the part that the collected fees are of the receivable ones."""
    assert facts.area_m2 is not None
    if terms.area_basis == AreaBasis.TOTAL:
        return facts.area_m2
    assert facts.receivable_fen and facts.received_fen is not None
    paid = min(facts.received_fen, facts.receivable_fen)
    return Decimal(money.half_up(facts.area_m2 * 100 * paid, facts.receivable_fen)).scaleb(-2)


def demand_whole(terms: Terms) -> None:
    """Raises RateAboveCap or RateMissing unless every month and star of the scheme has a rate within the cap."""
    years = (min(terms.months, CEILING_MONTHS) + MONTHS_PER_YEAR - 1) // MONTHS_PER_YEAR
    for year in range(1, years + 1):
        for star in STARS if terms.tiers == Tiers.STAR else (0,):
            rate_for(terms, year, star, Decimal(0))


def rate_for(terms: Terms, year: int, star: int, score: Decimal) -> Decimal:
    """The rate of a subsidy year for a star, or for a score where it gives a share. Raises RateAboveCap and RateMissing."""
    by_star = terms.tiers == Tiers.STAR
    rate = terms.rates.get((year, star if by_star else ANY_STAR))
    if rate is None:
        raise RateMissing(year, star, rate, terms.cap)
    if not 0 <= rate <= terms.cap <= CEILING:
        raise RateAboveCap(year, star, rate, terms.cap)
    return rate if by_star else (rate * _share(terms, year, star, score) / WHOLE).quantize(RATE, ROUND_HALF_UP)


def _share(terms: Terms, year: int, star: int, score: Decimal) -> Decimal:
    bounds = [bound for bound in terms.shares if bound <= score]
    if not bounds:
        raise RateMissing(year, star, None, terms.cap)
    share = terms.shares[max(bounds)]
    if not 0 <= share <= WHOLE:
        raise RateAboveCap(year, star, share, terms.cap)
    return share
