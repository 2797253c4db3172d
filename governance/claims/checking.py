"""Sets declared values beside the computed ones, and beside all else that the document may have counted.

First the figures themselves, then, for those that don't agree, the alternatives: two readings of the records, however
many figures there are (one more each where some are of streets, and for every sixty days).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations

from governance.claims.rules.printed import Printed
from governance.claims.rules.sentences import explain
from governance.claims.rules.verdicts import AGREES, Alternative, Figure, Judgement, Verdict, judge
from governance.claims.speaking import UNITS, measure_word
from governance.common.periods import Month, months
from governance.indicators import registry, statistics
from governance.indicators.definitions import POPULATION_WORDS, Indicator, Measure, Words
from governance.indicators.statements import Asked
from governance.indicators.statistics import Cell, Division, Question

# How far back a document's period is taken to go: its figures may be those of any month's end since.
PERIOD_MONTHS = 12
Cells = dict[tuple[Asked, int | None, date], Cell]


@dataclass(frozen=True)
class Claimed:
    """A figure as a document prints it, and of what: kept as a declared value, or only typed."""

    indicator: Indicator
    printed: Printed
    on: date
    population: str = ""
    street: int | None = None
    # The document's own day, up to which its period goes.
    dated: date | None = None

    @property
    def asked(self) -> Asked:
        known = self.population in self.indicator.populations
        return self.indicator, self.population if known else self.indicator.default


@dataclass(frozen=True)
class Checked:
    """A declared value beside the computed one, with the verdict."""

    claimed: Claimed
    cell: Cell
    judgement: Judgement

    @property
    def verdict(self) -> Verdict:
        return self.judgement.verdict

    @cached_property
    def sentence(self) -> Words:
        return explain(self.judgement)


def check(district: int, claims: Sequence[Claimed]) -> list[Checked]:
    """A verdict for each, in their order. Inside `scope.as_known_at` by what was known then."""
    own = _cells(district, {(one.asked, one.street, one.on) for one in claims})
    return settle(district, [(one, _cell(own, one.asked, one.street, one.on)) for one in claims])


def settle(district: int, beside: Sequence[tuple[Claimed, Cell]]) -> list[Checked]:
    """The same beside figures that are computed already: the records are read only for what doesn't agree."""
    checked = [against(claimed, cell) for claimed, cell in beside]
    doubtful = [one.claimed for one in checked if one.verdict not in AGREES]
    others = _cells(district, {wanted for one in doubtful for wanted in _wanted(one)}) if doubtful else {}
    return [
        one if one.verdict in AGREES else against(one.claimed, one.cell, list(_alternatives(one.claimed, others)))
        for one in checked
    ]


def against(claimed: Claimed, cell: Cell, alternatives: Sequence[Alternative] = ()) -> Checked:
    """The verdict beside a figure that is computed already."""
    return Checked(claimed, cell, judge(claimed.printed, figure(cell), alternatives))


def figure(cell: Cell, addends: tuple[int, ...] = ()) -> Figure:
    """A cell as the rule takes it."""
    indicator = cell.indicator
    return Figure(cell.numerator, cell.denominator, UNITS[indicator.measure], measure_word(indicator), addends)


def _cells(district: int, wanted: Iterable[tuple[Asked, int | None, date]]) -> Cells:
    """The cells of a set, in one reading of the records for the district and one for all its streets."""
    wanted, found = set(wanted), {}
    for by, part in (("district", {w for w in wanted if w[1] is None}), ("street", {w for w in wanted if w[1] is not None})):
        if part:
            asked = sorted({w[0] for w in part}, key=lambda one: (one[0].key, one[1]))
            days = sorted({w[2] for w in part})
            read = statistics.grid(Question(district, days[-1]), asked, days, by=by)
            found.update({key: cell for key, cell in read.items() if (key[1] is None) == (by == "district")})
    return found


def _cell(cells: Cells, asked: Asked, street: int | None, day: date) -> Cell:
    """A cell; nought of nought where a street has no record."""
    empty = 0 if asked[0].measure is Measure.PERCENT else None
    return cells.get((asked, street, day)) or Cell(*asked, Division("", ""), 0, empty)


def _wanted(claimed: Claimed) -> Iterator[tuple[Asked, int | None, date]]:
    for code in claimed.indicator.populations:
        yield (claimed.indicator, code), claimed.street, claimed.on
    for day in _days(claimed):
        yield claimed.asked, claimed.street, day
    for one in _siblings(claimed.indicator):
        yield (one, one.default), claimed.street, claimed.on


def _days(claimed: Claimed) -> list[date]:
    """The document's own day and the month ends of its period, nearest to the day of the figure first."""
    last = max(claimed.on, claimed.dated or claimed.on)
    until = Month.of(last)
    ends = [month.first - timedelta(days=1) for month in months(until.plus(1 - PERIOD_MONTHS), until.next())]
    days = {day for day in (*ends, last) if day <= last and day != claimed.on}
    return sorted(days, key=lambda day: (abs((day - claimed.on).days), day))


def _siblings(indicator: Indicator) -> list[Indicator]:
    return [
        one for one in registry.every().values()
        if indicator.kin and one.kin == indicator.kin and one is not indicator and one.measure is indicator.measure
    ]


def _alternatives(claimed: Claimed, cells: Cells) -> Iterator[Alternative]:
    indicator, code = claimed.asked
    street, on = claimed.street, claimed.on
    for other in indicator.populations:
        if other != code:
            cell = _cell(cells, (indicator, other), street, on)
            yield Alternative(Verdict.OTHER_POPULATION, POPULATION_WORDS[other], figure(cell))
    for day in _days(claimed):
        cell = _cell(cells, claimed.asked, street, day)
        yield Alternative(Verdict.OTHER_DAY, Words(f"{day:%Y-%m-%d}", f"{day:%Y-%m-%d}"), figure(cell))
    siblings = {one: _cell(cells, (one, one.default), street, on) for one in _siblings(indicator)}
    for one, cell in siblings.items():
        yield Alternative(Verdict.OTHER_INDICATOR, one.label, figure(cell))
    yield from _sums(claimed, siblings, _cell(cells, claimed.asked, street, on))


def _sums(claimed: Claimed, siblings: dict[Indicator, Cell], own: Cell) -> Iterator[Alternative]:
    """Two figures added up where the indicator counts their union: what is in both is counted twice."""
    for (one, first), (two, second) in combinations(siblings.items(), 2):
        together = first.numerator + second.numerator
        if {one.base, two.base} != {claimed.indicator.base} or together == own.numerator:
            continue
        unit = UNITS[claimed.indicator.measure]
        name = Words(f"{one.label.zh}与{two.label.zh}相加", f"{one.label.en} and {two.label.en} added up")
        yield Alternative(Verdict.OTHER_INDICATOR, name, Figure(
            together, own.denominator, unit, measure_word(claimed.indicator), (first.numerator, second.numerator)
        ))
