"""`/api/v1/statistics`: figures of every district that the asker reads as a whole, in one answer."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.common.periods import Month, months
from governance.indicators.definitions import Indicator
from governance.indicators.questions import PopulationNotDefined, population_of
from governance.people.authentication import MayReadAcross
from governance.summaries import reading
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body, plain
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from portal.problems import Declined, ParameterProblem, fault

PERIOD = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|-(?P<month>0[1-9]|1[0-2]))?|LAST_(?P<last>[1-9]\d?)_MONTHS", re.ASCII)
MOST_DAYS = 62


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics_across",
        parameters=[
            OpenApiParameter("indicator", required=True, description="code or key; comma list or repeated"),
            OpenApiParameter("population", description="all, three_no, renovated …; default: the indicator's own"),
            OpenApiParameter("by", enum=["district"], description="always by district, with their total"),
            OpenApiParameter("districts", description="codes of some of the districts; default all that you may read"),
            OpenApiParameter(
                "period", description="2021, 2021Q4, 2022-06 or LAST_12_MONTHS, comma list: the last day of each, instead of on"
            ),
            OpenApiParameter(
                "fresh", enum=["true", "false"], description="count every district anew; at most 25 districts"
            ),
            *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.AcrossStatistics, 304: None, **PROBLEMS, 503: shapes.Problem},
    )
)
class AcrossStatistics(Endpoint):
    """Figures by district on a day, of every district that you read as a whole today, and their total.

    `as_of` of a cell is the moment of which it speaks; `current` says that nothing was written in the district since.
    The total sums numerators and denominators first and divides after. With `as_of` at most 25 districts.
    """

    token_scope = "statistics"
    permission_classes = [MayReadAcross]
    rows = "cells"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        named, clock = asked.indicators(), asked.clock()
        asked.choice("by", ("district",), "district")
        figures = _figures(asked, [indicator for _name, indicator in named])
        days = _days(asked, clock.today) or [clock.on]
        fresh = bool(asked.flag("fresh"))
        within = _chosen(asked)

        def build() -> Body:
            try:
                lines = reading.across(
                    within, figures, days, now=asked.portal.now, as_of=clock.as_of, fresh=fresh
                )
            except reading.TooManyDistricts as many:
                raise ParameterProblem([_too_many(many.count, "as_of" if clock.as_of else "fresh")]) from many
            except reading.NotReady as wait:
                told = ngettext(
                    "The figures of %(n)d district are still being prepared. Ask again in a minute, or for some districts.",
                    "The figures of %(n)d districts are still being prepared. Ask again in a minute, or for some districts.",
                    wait.count,
                )
                raise Declined(503, "not_ready", told % {"n": wait.count}, headers={"Retry-After": "60"}) from wait
            return stamps(clock) | {"districts": len(within.districts), "cells": [
                _cell(line, name) for name, indicator in named for line in lines if line.cell.indicator is indicator
            ]}

        return build


def _figures(asked: Parameters, indicators: list[Indicator]) -> list[tuple[Indicator, str]]:
    """Each indicator once, with the population to count."""
    wanted, found = asked.text("population") or None, []
    for indicator in dict.fromkeys(indicators):
        try:
            found.append((indicator, population_of(indicator, wanted)))
        except PopulationNotDefined:
            message = _("%(indicator)s is not defined for the population “%(population)s”, only for: %(known)s.")
            told = {"indicator": indicator.name, "population": wanted, "known": ", ".join(indicator.populations)}
            asked.refuse("population", "unknown_population", message % told, wanted)
    return found


def _chosen(asked: Parameters) -> scope.Scope:
    """The districts of the answer, which the transaction then stands in. A foreign code is like one that is none."""
    mine, codes = asked.portal.scope, list(dict.fromkeys(asked.many("districts")))
    by_code = {str(district): district for district in mine.districts}
    for code in codes:
        if code not in by_code:
            message = _("“%(code)s” is no district that you may read as a whole.") % {"code": code}
            asked.refuse("districts", "unknown_division", message, code)
    if codes:
        asked.portal.scope = replace(mine, districts=tuple(sorted(by_code[code] for code in codes if code in by_code)))
        scope.write(asked.portal.scope.settings())
    chosen: scope.Scope = asked.portal.scope
    return chosen


def _days(asked: Parameters, today: date) -> list[date]:
    """The last day of each period; of one that still runs: today."""
    found: set[date] = set()
    for text in asked.many("period"):
        spans = _spans(text, today)
        if not spans:
            message = _("“%(value)s” is no period. Write 2021, 2021Q4, 2022-06 or LAST_12_MONTHS.") % {"value": text}
            asked.refuse("period", "invalid_period", message, text)
        found |= {today if first <= today < last else last for first, last in spans}
    if len(found) > MOST_DAYS:
        message = _("These are %(n)d days; one answer has at most %(most)d.") % {"n": len(found), "most": MOST_DAYS}
        asked.refuse("period", "too_many", message, None)
    if found and asked.query.get("on"):
        asked.refuse("on", "given_twice", _("Ask either on a day or for periods."), asked.query.get("on"))
    return sorted(found)


def _spans(text: str, today: date) -> list[tuple[date, date]]:
    """First and last day of a period, or of each month of the last ones; nothing for what is no period."""
    match = PERIOD.fullmatch(text)
    if match is None or (match["year"] and not 1900 <= int(match["year"]) <= 2200):
        return []
    if match["last"]:
        this = Month.of(today)
        return [_ends(month, 1) for month in months(this.plus(1 - int(match["last"])), this.next())]
    year = int(match["year"])
    if match["quarter"]:
        return [_ends(Month(year, 3 * int(match["quarter"]) - 2), 3)]
    return [_ends(Month(year, int(match["month"])), 1) if match["month"] else _ends(Month(year, 1), 12)]


def _ends(first: Month, count: int) -> tuple[date, date]:
    return first.first, first.plus(count).first - timedelta(days=1)


def _too_many(count: int, parameter: str) -> dict[str, Any]:
    told = _("To count anew, one answer takes at most %(most)d districts; these are %(n)d. Name some with “districts”.")
    return fault(parameter, "too_many_districts", told % {"most": reading.LIVE_AT_ONCE, "n": count})


def _cell(line: reading.Line, name: str) -> Body:
    cell, value = line.cell, line.cell.value
    return {
        "on": line.on, "as_of": line.as_of.isoformat(), "current": line.current, "indicator": name,
        "key": cell.indicator.key, "code": cell.indicator.code, "population": cell.population,
        "division": cell.division.code, "division_name": cell.division.name, "unit": cell.indicator.measure.value,
        "value": None if value is None else plain(value),
        "numerator": cell.numerator, "denominator": cell.denominator, "definition_version": cell.indicator.version,
    }
