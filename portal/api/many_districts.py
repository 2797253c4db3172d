"""`/api/v1/statistics`: figures of every district that the asker reads as a whole, in one answer."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.indicators.definitions import Indicator
from governance.indicators.questions import PopulationNotDefined, population_of
from governance.people.authentication import MayReadAcross
from governance.summaries import reading
from governance.tenancy import scope
from portal.api import periods, shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.selections import told
from portal.problems import Declined, ParameterProblem, fault

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
                "period", description="2022-06, 2021Q4, 2022, LAST_12_MONTHS …: the last day of each, of a running one `on`"
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
        days = _days(asked, clock.on) or [clock.on]
        fresh = bool(asked.flag("fresh"))
        within = _chosen(asked)
        asked.cost = max(1, len(named) * len(days) * len(within.districts))

        def build() -> Body:
            try:
                lines = reading.across(
                    within, figures, days, now=asked.portal.now, as_of=clock.as_of, fresh=fresh
                )
            except reading.TooManyDistricts as many:
                raise ParameterProblem([_too_many(many.count, "as_of" if clock.as_of else "fresh")]) from many
            except reading.NotReady as wait:
                sentence = ngettext(
                    "The figures of %(n)d district are still being prepared. Ask again in a minute, or for some districts.",
                    "The figures of %(n)d districts are still being prepared. Ask again in a minute, or for some districts.",
                    wait.count,
                )
                raise Declined(503, "not_ready", sentence % {"n": wait.count}, headers={"Retry-After": "60"}) from wait
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
            names = {"indicator": indicator.name, "population": wanted, "known": ", ".join(indicator.populations)}
            asked.refuse("population", "unknown_population", message % names, wanted)
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


def _days(asked: Parameters, on: date) -> list[date]:
    """The day of each period; of one that still runs: the day that counts as today."""
    found = {periods.day(period, on) for period in periods.read(asked, on)}
    if len(found) > MOST_DAYS:
        message = _("These are %(n)d days; one answer has at most %(most)d.") % {"n": len(found), "most": MOST_DAYS}
        asked.refuse("period", "too_many", message, None)
    return sorted(found)


def _too_many(count: int, parameter: str) -> dict[str, Any]:
    sentence = _("To count anew, one answer takes at most %(most)d districts; these are %(n)d. Name some with “districts”.")
    return fault(parameter, "too_many_districts", sentence % {"most": reading.LIVE_AT_ONCE, "n": count})


def _cell(line: reading.Line, name: str) -> Body:
    return told(name, None, line.on, line.cell) | {"as_of": line.as_of.isoformat(), "current": line.current}
