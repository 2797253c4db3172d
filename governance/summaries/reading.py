"""Figures of many districts at once: from their summaries, and counted live where these are older than the records."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from governance.common import sql
from governance.indicators import registry, statistics
from governance.indicators.definitions import Measure
from governance.indicators.questions import Question, figure, run
from governance.indicators.statements import Asked
from governance.tenancy.scope import Scope, as_known_at, as_known_now, enter

# Districts that are counted live within one answer: at most a second's work at their usual size.
LIVE_AT_ONCE = 25
# The code of the line of all districts together.
TOTAL = "total"
# Numerator and denominator by position of the figure, district and number of the day.
Pairs = dict[tuple[int, int, int], tuple[int, int]]


class TooManyDistricts(ValueError):
    """More districts would have to be counted live than one answer bears."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


class NotReady(Exception):
    """So many districts have no summary by the definitions of now that no complete answer can be given yet."""

    def __init__(self, count: int) -> None:
        super().__init__(count)
        self.count = count


@dataclass(frozen=True)
class State:
    """What is known of a district's summary."""

    district: int
    name: str
    # Its version is the records' present one.
    abreast: bool
    # Made by the definitions of now, and not known to be wrong.
    usable: bool
    as_of: datetime | None
    last_year: int

    @property
    def current(self) -> bool:
        return self.abreast and self.usable


@dataclass(frozen=True)
class Line:
    """A district's figure, and the moment of knowledge of which it speaks; `current`: nothing was written since."""

    cell: statistics.Cell
    on: date
    as_of: datetime
    current: bool


def states(districts: Sequence[int]) -> list[State]:
    """What is known of the summaries of those districts that are in sight."""
    found = run(sql.load("governance", "summaries/states"), {"districts": list(districts)})
    known = registry.fingerprint()
    return [
        State(pk, name, bool(abreast), bool(trusted and definitions == known), as_of, last_year or 0)
        for pk, name, abreast, definitions, as_of, last_year, trusted in found
    ]


def kept(chosen: Sequence[State], asked: Sequence[Asked], days: Sequence[date]) -> Pairs:
    """The pairs as the summaries have them; a figure that is 0 of 0 may be absent."""
    found: Pairs = {}
    # All districts have the same last year, but for some minutes of New Year's night.
    for last in {state.last_year for state in chosen}:
        districts = {state.district for state in chosen if state.last_year == last}
        years = [min(day.year, last) for day in days]
        parameters = {
            "days": list(days), "year_of_days": years, "years": sorted(set(years)),
            "indicators": [indicator.key for indicator, _code in asked], "populations": [code for _indicator, code in asked],
        }
        for position, district, day, numerator, denominator in run(sql.load("governance", "summaries/read"), parameters):
            if district in districts:
                found[position, district, day] = (numerator, denominator)
    return found


def live(district: int, asked: Sequence[Asked], days: Sequence[date]) -> Pairs:
    """The same counted from the records, each pair of them."""
    question = Question(district, days[0])
    counted = statistics.pairs(question, asked, days)
    return {
        (position, district, number): (int(numerator), int(denominator or 0))
        for position, line in enumerate(counted) for number, (numerator, denominator) in enumerate(line)
    }


def across(
    within: Scope, asked: Sequence[Asked], days: Sequence[date], *, now: datetime, as_of: datetime | None = None,
    fresh: bool = False,
) -> list[Line]:
    """The figures of every district of the scope on the days: by figure, day and district, and after the districts
    of each day their total.

    Summaries older than the records are passed over for the records themselves while they are few, and else told by
    the moment of which they speak. `fresh` and a past moment of knowledge count every district live. Raises
    TooManyDistricts where that asks too much, NotReady while too many summaries are missing.
    """
    # Which districts there are is asked of today, also by a page that stands in the past.
    with nullcontext() if as_of is None else as_known_now():
        known = states(within.districts)
    counted = {state.district for state in _to_count(known, always=fresh or as_of is not None)}
    pairs = kept([state for state in known if state.district not in counted], asked, days)
    for district in sorted(counted):
        with enter(within.of_district(district)), as_known_at(as_of):
            pairs |= live(district, asked, days)
    moments = {
        state.district: ((as_of or now), True) if state.district in counted or state.as_of is None
        else (state.as_of, state.current)
        for state in known
    }
    return [
        line
        for position, one in enumerate(asked) for number, day in enumerate(days)
        for line in _lines(
            one, day, known, moments, {state.district: pairs.get((position, state.district, number), (0, 0)) for state in known}
        )
    ]


def _to_count(known: Sequence[State], *, always: bool) -> list[State]:
    missing = [state for state in known if not state.usable]
    behind = [state for state in known if not state.current]
    if always:
        if len(known) > LIVE_AT_ONCE:
            raise TooManyDistricts(len(known))
        return list(known)
    if len(missing) > LIVE_AT_ONCE:
        raise NotReady(len(missing))
    return behind if len(behind) <= LIVE_AT_ONCE else missing


def _lines(
    asked: Asked, on: date, known: Sequence[State], moments: dict[int, tuple[datetime, bool]],
    pair: Mapping[int, tuple[int, int]],
) -> list[Line]:
    """A line for each district, and their total: summed first and divided after."""
    found = [
        Line(_cell(asked, statistics.Division(str(state.district), state.name), *pair[state.district]), on,
             *moments[state.district])
        for state in known
    ]
    if not known:
        return found
    sums = [sum(numbers) for numbers in zip(*pair.values(), strict=True)]
    whole = statistics.Division(TOTAL, _("Total"))
    oldest = min(moment for moment, _current in moments.values())
    return [*found, Line(_cell(asked, whole, *sums), on, oldest, all(line.current for line in found))]


def _cell(asked: Asked, division: statistics.Division, numerator: int, denominator: int) -> statistics.Cell:
    indicator, code = asked
    below = figure(indicator, denominator) if indicator.measure is Measure.PERCENT else None
    return statistics.Cell(indicator, code, division, figure(indicator, numerator), below)
