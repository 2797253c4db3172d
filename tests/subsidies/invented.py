"""Schemes and months that Hypothesis invents: every tier, basis, condition, rounding, and whatever a place may be like."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from governance.common.periods import Month
from subsidies.rules.entitlement import ANY_STAR, STARS, Conditions, Facts, Terms

MONTH = Month(2022, 6)
rates = st.decimals("0", "0.3", places=4)
percents = st.decimals(0, 100, places=2)


@st.composite
def terms(draw: Any) -> Terms:
    """Sound terms: a whole table, or a rate a year with shares from a score of 0 on."""
    by_star = draw(st.booleans())
    months = draw(st.integers(1, 36))
    years = range(1, (months + 11) // 12 + 1)
    table = {(year, star): draw(rates) for year in years for star in (STARS if by_star else (ANY_STAR,))}
    bounds = [] if by_star else [Decimal(0), *draw(st.lists(st.decimals(1, 120, places=2), max_size=4, unique=True))]
    return Terms(
        rates=table, months=months, tiers="star" if by_star else "share", shares={bound: draw(percents) for bound in bounds},
        area_basis=draw(st.sampled_from(["total", "paying"])), proration=draw(st.sampled_from(["whole", "days"])),
        unit_fen=draw(st.sampled_from([1, 10, 100])), income_percent=draw(st.just(Decimal(0)) | percents),
        district_percent=draw(st.just(Decimal(100)) | percents), conditions=draw(conditions(1 if by_star else 0)),
    )


@st.composite
def conditions(draw: Any, least: int) -> Conditions:
    return Conditions(
        star_least=draw(st.sampled_from(range(least, 6))), no_veto=draw(st.booleans()), covenant=draw(st.booleans()),
        mode=draw(st.booleans()),
        fees_least=draw(st.none() | percents),
    )


@st.composite
def facts(draw: Any, month: Month = MONTH) -> Facts:
    """A place in a month; areas whose product with a rate lies at or beside half a fen occur often."""
    first = month.plus(draw(st.integers(-40, 2)))
    begun = draw(st.none() | st.integers(0, 27))
    ends = draw(st.none() | st.none() | st.integers(0, 1500))
    star = draw(st.none() | st.integers(0, 5))
    receivable = draw(st.none() | st.integers(0, 10_000_000))
    return Facts(
        month=month, first_month=first,
        area_m2=draw(st.none() | st.decimals("0.01", "99999.99", places=2) | st.decimals("0.01", "9.99", places=2)),
        star=star, is_vetoed=star is not None and draw(st.booleans()), score=draw(st.decimals(0, 120, places=2)),
        started_on=None if begun is None else first.first + timedelta(days=begun),
        ended_on=None if ends is None else first.first + timedelta(days=ends),
        has_covenant=draw(st.booleans()), has_mode=draw(st.booleans()), receivable_fen=receivable,
        received_fen=None if receivable is None else draw(st.integers(0, receivable)), income_fen=draw(st.integers(0, 9_000_000)),
    )
