"""What a request for statistics selects: which figures, of where, when, and as known at which moments; and its cells.

One statement reads all the places and days of a population, however many are asked for.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.divisions.models import Community, Street
from governance.indicators import statistics
from governance.indicators.definitions import Indicator
from governance.people.clock import Clock
from governance.tenancy import scope
from portal.api import periods, vintages
from portal.api.answers import Body
from portal.api.parameters import Parameters
from portal.api.tables import plain

MOST_CELLS = 20_000
MOST_PLACES = 100
# A level to read by, and the codes of the divisions that are wanted of it; None for all.
Reading = tuple[str, frozenset[str] | None]
Place = tuple[type[Any], int, str, str]
Found = list[tuple[str, str | None, date, statistics.Cell]]


@dataclass(frozen=True)
class Selection:
    """`named`: the indicators as the caller called them; `times`: the period, if any, and the day of its figures."""

    named: list[tuple[str, Indicator]]
    populations: list[str]
    question: statistics.Question
    readings: list[Reading]
    times: list[tuple[str | None, date]]
    clock: Clock
    district_name: str
    latest: int | None = None
    # The moments of its history before that of the clock; None where none is wanted.
    moments: list[datetime] | None = None
    # The divisions as they are known now, read once to count the cells and to name them.
    lines: list[statistics.Division] | None = None

    def cells(self) -> list[Body]:
        """A cell for each indicator, population, division and day, in this order."""
        found = self._known(self.clock.as_of)
        if self.latest:
            found = _newest(found, self.latest)
        cells = [told(name, period, day, cell) for name, period, day, cell in found]
        if self.moments is not None:
            earlier = [(moment, self._known(moment)) for moment in self.moments]
            vintages.attach(cells, found, [*earlier, (self.clock.as_of, found)])
        return cells

    def _known(self, moment: datetime | None) -> Found:
        """The figures as they were known at the moment, of the selection's places."""
        by_indicator: dict[str, list[tuple[date, statistics.Cell]]] = {}
        with scope.as_known_at(moment):
            for level, codes in self.readings:
                for key, line in self._read(level, self.lines if moment is None else None).items():
                    kept = line if codes is None else [one for one in line if one[1].division.code in codes]
                    by_indicator.setdefault(key, []).extend(kept)
        return [
            (name, period, day, cell) for name, indicator in self.named
            for period, day, cell in self._timed(by_indicator.get(indicator.key, []))
        ]

    def _read(self, by: str, lines: list[statistics.Division] | None) -> Mapping[str, Iterable[tuple[date, statistics.Cell]]]:
        indicators = list(dict.fromkeys(indicator for _name, indicator in self.named))
        wanted = self.populations or None
        days = [day for _period, day in self.times]
        if self.times[0][0] is not None:
            return statistics.series(
                self.question, indicators, days, by=by, population=wanted, district_name=self.district_name, lines=lines
            )
        found: dict[str, list[tuple[date, statistics.Cell]]] = {}
        for cell in statistics.values(
            self.question, indicators, by=by, population=wanted, district_name=self.district_name, lines=lines
        ):
            found.setdefault(cell.indicator.key, []).append((days[0], cell))
        return found

    def _timed(self, line: list[tuple[date, statistics.Cell]]) -> Iterable[tuple[str | None, date, statistics.Cell]]:
        """The line with its periods; two that end on the same day have a cell each."""
        if self.times[0][0] is None:
            return ((None, day, cell) for day, cell in line)
        step = len({day for _period, day in self.times})
        groups = (dict(line[start : start + step]) for start in range(0, len(line), step))
        return ((period, day, group[day]) for group in groups for period, day in self.times)


def read(asked: Parameters) -> Selection:
    """The selection of the query; what is wrong with it is among the faults of `asked`."""
    named, clock = asked.indicators(), asked.clock()
    by = asked.choice("by", statistics.LEVELS, "district")
    places, populations = _places(asked), list(dict.fromkeys(asked.many("population")))
    question = statistics.Question(district=asked.portal.district.pk, on=clock.on, firm=asked.firm())
    indicators = list(dict.fromkeys(indicator for _name, indicator in named))
    wanted: Sequence[str | None] = populations or [None]
    for population in wanted:
        asked.check(question, indicators, population)
    if len(places) == 1:
        question = _within(question, places[0])
    latest = asked.number("latest", 1, periods.MOST_PERIODS)
    named_periods = periods.read(asked, clock.on, periods.RECENT if latest else ())
    readings = _readings(places, by, asked)
    lines = statistics.divisions(question, by, asked.portal.district.name) if readings == [(by, None)] else None
    selection = Selection(
        named, populations, question, readings,
        [(str(period), periods.day(period, clock.on)) for period in named_periods] or [(None, clock.on)],
        clock, asked.portal.district.name, latest, vintages.read(asked, clock), lines,
    )
    _hold(asked, selection)
    return selection


def _places(asked: Parameters) -> list[Place]:
    """`within`: streets and communities by code; the district's own code means all of it."""
    codes = dict.fromkeys(asked.many("within"))
    if len(codes) > MOST_PLACES:
        message = _("These are %(count)d places; name at most %(most)d at a time.")
        asked.refuse("within", "too_many", message % {"count": len(codes), "most": MOST_PLACES}, str(len(codes)))
        return []
    found = [asked.place(code) for code in codes if code != str(asked.portal.district.pk)]
    return [place for place in found if place is not None]


def _within(question: statistics.Question, place: Place) -> statistics.Question:
    model, pk, code, name = place
    if model is Street:
        return replace(question, street=pk, place=(code, name))
    return replace(question, community=pk, place=(code, name))


def _readings(places: list[Place], by: str, asked: Parameters) -> list[Reading]:
    """Which levels must be read for the places: several of them are picked out of one reading of their level."""
    if len(places) < 2:
        return [(by, None)]
    streets = [place for place in places if place[0] is Street]
    codes = {code for model, _pk, code, _name in places if model is Community}
    if by == "community" and streets:
        inside = Community.objects.filter(district_id=asked.portal.district.pk, street_id__in=[p[1] for p in streets])
        codes |= set(inside.values_list("code", flat=True))
        streets = []
    readings: list[Reading] = [("street", frozenset(place[2] for place in streets))] if streets else []
    return [*readings, ("community", frozenset(codes))] if codes else readings


def _hold(asked: Parameters, selection: Selection) -> None:
    """Counts the cells, which are the cost of the request, and refuses more than an answer holds."""
    picked = sum(len(codes or ()) for _level, codes in selection.readings)
    sizes = {
        "indicator": len(selection.named) * max(1, len(selection.populations)), "period": len(selection.times),
        "by": picked if selection.lines is None else len(selection.lines),
        "include_history": len(selection.moments or ()) + 1,
    }
    asked.cost = max(1, sizes["indicator"] * sizes["period"] * sizes["by"] * sizes["include_history"])
    if asked.cost > MOST_CELLS:
        largest = max(sizes, key=lambda name: sizes[name])
        message = _("This asks for %(cells)d cells; an answer holds at most %(most)d. Ask for less of %(name)s at a time.")
        told = message % {"cells": asked.cost, "most": MOST_CELLS, "name": largest}
        asked.refuse(largest, "too_many_cells", told, str(asked.cost))


def _newest(found: Found, most: int) -> Found:
    """Of each figure the newest so many that have a value."""
    kept: dict[Any, list[int]] = {}
    for index, (name, _period, _day, cell) in enumerate(found):
        if cell.value is not None:
            kept.setdefault((name, cell.population, cell.division.code), []).append(index)
    return [found[index] for index in sorted(index for line in kept.values() for index in line[-most:])]


def told(name: str, period: str | None, day: date, cell: statistics.Cell) -> Body:
    """A cell as answers tell it."""
    indicator, value = cell.indicator, cell.value
    return {
        "indicator": name, "key": indicator.key, "code": indicator.code, "population": cell.population,
        "division": cell.division.code, "division_name": cell.division.name, "period": period, "on": day,
        "unit": indicator.measure.value, "value": None if value is None else plain(value),
        "numerator": cell.numerator, "denominator": cell.denominator, "definition_version": indicator.version,
    }
