"""Generated districts: the engine against counting by hand, parts against the whole, series against single days."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.models import Covenant, ModeConfirmation, Renovation
from governance.indicators import registry, statistics
from tests.indicators.village import CODE, Village, span

ORIGIN = date(2021, 1, 1)
DAYS = st.integers(0, 8)


@dataclass(frozen=True)
class Span:
    """Days as numbers; `last` is the day after the last one."""

    first: int
    last: int | None

    def holds(self, day: int) -> bool:
        return self.first <= day and (self.last is None or day < self.last)

    @property
    def range(self) -> Any:
        last = None if self.last is None else ORIGIN + timedelta(days=self.last)
        return span(ORIGIN + timedelta(days=self.first), last)


@dataclass(frozen=True)
class Planned:
    """A courtyard: where it lies, when it is in the register, what holds when."""

    street: int
    part: int
    valid: Span
    three_no: int | None
    accepted: int | None
    covenants: tuple[Span, ...]
    modes: tuple[Span, ...]


def spans() -> st.SearchStrategy[Span]:
    return st.builds(
        lambda first, length: Span(first, None if length is None else first + length),
        DAYS, st.none() | st.integers(1, 5),
    )


def apart(found: list[Span]) -> tuple[Span, ...]:
    """Only the first of spans that would overlap, as the database demands."""
    kept: list[Span] = []
    for one in found:
        if not any(one.holds(d) and other.holds(d) for other in kept for d in range(40)):
            kept.append(one)
    return tuple(kept)


several = st.lists(spans(), max_size=3).map(apart)
districts = st.lists(
    st.builds(
        Planned, street=st.integers(0, 1), part=st.integers(0, 1), valid=spans(), three_no=st.none() | DAYS,
        accepted=st.none() | DAYS, covenants=several, modes=several,
    ),
    max_size=6,
)


def build(village: Village, planned: list[Planned]) -> None:
    for one in planned:
        label = None if one.three_no is None else ORIGIN + timedelta(days=one.three_no)
        courtyard = village.courtyard(one.street, one.part, valid=one.valid.range, three_no=label)
        for number, valid in enumerate(one.covenants):
            village.about(Covenant, courtyard, valid.range, number=number + 1, title="c")
        for valid in one.modes:
            village.about(ModeConfirmation, courtyard, valid.range, mode="market", evidence="e")
        if one.accepted is not None:
            Renovation.objects.create(
                district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, project="p",
                accepted_on=ORIGIN + timedelta(days=one.accepted),
            )


def belongs(one: Planned, population: str, day: int) -> bool:
    since = {"all": 0, "three_no": one.three_no, "renovated": one.accepted}[population]
    return one.valid.holds(day) and since is not None and since <= day


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(planned=districts, days=st.sets(st.integers(0, 12), min_size=1, max_size=4))
def test_the_engine_counts_as_one_counts_by_hand(village, planned, days):
    with transaction.atomic():
        build(village, planned)
        for population in ("all", "three_no", "renovated"):
            check(village, planned, sorted(days), population)
        transaction.set_rollback(True)


def check(village: Village, planned: list[Planned], days: list[int], population: str) -> None:
    indicators = [registry.find("covenant_coverage"), registry.find("long_term_mode_coverage")]
    dates = [ORIGIN + timedelta(days=day) for day in days]
    followed = statistics.series(village.question(dates[0]), indicators, dates, population=population)
    parts = statistics.series(village.question(dates[0]), indicators, dates, by="street", population=population)
    for day, on in zip(days, dates, strict=True):
        whole = statistics.values(village.question(on), indicators, population=population)
        streets = statistics.values(village.question(on), indicators, by="street", population=population)
        for cell, facts in zip(whole, ("covenants", "modes"), strict=True):
            members = [one for one in planned if belongs(one, population, day)]
            covered = [one for one in members if any(fact.holds(day) for fact in getattr(one, facts))]
            assert (cell.numerator, cell.denominator) == (len(covered), len(members))
            assert dict(followed[cell.indicator.key])[on] == cell
            lines = [line for line in streets if line.indicator is cell.indicator]
            assert [line for at, line in parts[cell.indicator.key] if at == on] == lines
            assert [(line.numerator, line.denominator) for line in lines] == [
                (sum(one.street == s for one in covered), sum(one.street == s for one in members)) for s in (0, 1)
            ]
            listed, total = statistics.members(village.question(on), cell.indicator, population=population)
            assert (sum(m.covered for m in listed), total) == (len(covered), len(members))
