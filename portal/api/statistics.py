"""`statistics`, `statistics/series`, `statistics/members`."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.boundaries.models import Boundary
from governance.common.periods import Month, months
from governance.indicators import statistics
from governance.people.clock import Clock
from governance.tenancy import scope
from portal.api import cursors, geojson, jsonstat, selections, shapes
from portal.api.answers import Body
from portal.api.endpoint import BOM, CLOCKS, PAGING, PROBLEMS, SHEETS, Endpoint, formats_parameter, stamps
from portal.api.formats import GEOJSON, JSONSTAT, TABLES, Format
from portal.api.parameters import Parameters

FIGURE = [
    OpenApiParameter("indicator", required=True, description="code or key; comma list or repeated"),
    OpenApiParameter("population", description="all, three_no, renovated …; default: the indicator's own"),
    OpenApiParameter("within", description="code of a street or community"),
    OpenApiParameter("firm", description="unified social credit code: contracts, fees and income of one firm"),
]
CUBE = [
    FIGURE[0],
    OpenApiParameter("population", description="a cell for each; comma list or repeated; default: the indicator's own"),
    OpenApiParameter("within", description="codes of streets and communities, a cell for each; comma list or repeated"),
    FIGURE[3],
    OpenApiParameter("by", enum=list(statistics.LEVELS), description="default district"),
    OpenApiParameter(
        "period", description="2022-06, 2021Q4, 2022, LAST_12_MONTHS, LAST_4_QUARTERS, LAST_5_YEARS …; comma list or repeated, "
        "at most 120. The figure is that of the period's last day, of a running one that of `on`",
    ),
    OpenApiParameter(
        "latest", int, description="of each figure only the newest so many periods that have a value, 1 to 120; of the last 24 "
        "months unless period names others",
    ),
    OpenApiParameter(
        "include_history", enum=["true", "false"],
        description="also what the figure was known to be at the ends of the last 24 months, where it was another",
    ),
]
MONTHS_BY_DEFAULT, MOST_MONTHS = 24, 120


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics",
        parameters=[*CUBE, *CLOCKS, formats_parameter(*TABLES, GEOJSON, JSONSTAT), BOM],
        responses={200: shapes.Statistics, 304: None, **PROBLEMS},
    )
)
class Statistics(Endpoint):
    """Figures of the district on a day or over periods, as known at a moment. At most 20,000 cells.

    What lies in no street (market firms) has, by street, a cell of its own with an empty `division`.
    """

    token_scope = "statistics"
    rows = "cells"
    further_formats = (GEOJSON, JSONSTAT)
    selection: selections.Selection

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        self.selection = selection = selections.read(asked)
        return lambda: stamps(selection.clock) | {"cells": selection.cells()}

    def reshaped(self, body: Body, form: Format, asked: Parameters) -> Body:
        clocks = {"on": body["on"], "as_of": body["as_of"]}
        if form is GEOJSON:
            geometries = boundaries(asked.portal.district.pk, self.selection.clock)
            return geojson.areas(body["cells"], geometries, **clocks)
        labels = {name: str(indicator.label) for name, indicator in self.selection.named}
        return jsonstat.dataset(body["cells"], labels, label=asked.portal.district.name, **clocks)


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics_series",
        parameters=[
            *FIGURE,
            OpenApiParameter("from", description="first month, YYYY-MM; default 24 months before the last"),
            OpenApiParameter("to", description="last month, YYYY-MM; default the current one. At most 120 months"),
            CLOCKS[1], *SHEETS,
        ],
        responses={200: shapes.Series, 304: None, **PROBLEMS},
    )
)
class StatisticsSeries(Endpoint):
    """Figures month by month, each on the last day of the month (of the current month: today)."""

    token_scope = "statistics"
    rows = "cells"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        named, clock = asked.indicators(), asked.clock()
        asked.known.discard("on")
        question, population = asked.figure(clock.today, [indicator for _name, indicator in named])
        days = _month_ends(asked, clock.today)
        asked.cost = max(1, len(named) * len(days))

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                lines = statistics.series(
                    question, [indicator for _name, indicator in named], days, population=population,
                    district_name=asked.portal.district.name,
                )
            return {"as_of": stamps(clock)["as_of"], "cells": [
                selections.told(name, str(Month.of(day)), day, cell)
                for name, indicator in named for day, cell in lines[indicator.key]
            ]}

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics_members",
        parameters=[
            *FIGURE, OpenApiParameter("covered", enum=["true", "false"], description="only these; default both"),
            OpenApiParameter("q", description="a part of the name or code"), *PAGING, *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.Members, 304: None, **PROBLEMS},
    )
)
class StatisticsMembers(Endpoint):
    """The records behind one figure: who is covered, who is missing, and why."""

    token_scope = "statistics"
    rows = "members"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        named, covered, clock = asked.indicators(), asked.flag("covered"), asked.clock()
        if len(named) > 1:
            asked.refuse("indicator", "too_many", _("Ask for the members of one indicator."), None)
        question, population = asked.figure(clock.on, [indicator for _name, indicator in named])
        limit, after, search = asked.limit(), asked.after(kind="members"), asked.text("q")

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                found, total = statistics.members(
                    question, named[0][1], population=population, covered=covered, search=search, limit=limit + 1,
                    after=(after[0], after[1]) if after else ("", 0),
                )
            page = found[:limit]
            more = len(found) > limit
            last = [page[-1].pinyin, page[-1].id] if more else []
            return stamps(clock) | {
                "total": total, "next": cursors.next_link(asked.request, "members", last) if more else None,
                "members": [member(one) for one in page],
            }

        return build


def boundaries(district: int, clock: Clock) -> dict[str, geojson.Geometry]:
    """The boundaries of streets and communities in force on the day, as known at the moment, by code."""
    with scope.as_known_at(clock.as_of):
        found = Boundary.objects.filter(district_id=district).on(clock.on)
        rows = found.values_list("street__code", "community__code", "geometry")
        return {community or street: geometry for street, community, geometry in rows}


def _month_ends(asked: Parameters, today: date) -> list[date]:
    last = asked.month("to") or Month.of(today)
    first = asked.month("from") or last.plus(1 - MONTHS_BY_DEFAULT)
    if not 0 <= last.since(first) < MOST_MONTHS:
        message = _("from must lie before to, by less than %(most)d months.") % {"most": MOST_MONTHS}
        asked.refuse("from", "out_of_range", message, str(first))
        return []
    ends = [month.next().first - timedelta(days=1) for month in months(first, last.next())]
    return [today if Month.of(day) == Month.of(today) else day for day in ends]


def member(found: statistics.Member) -> Body:
    """A record behind a figure, as answers tell it."""
    return {
        "id": found.id, "code": found.code, "name": found.name, "street": found.street,
        "covered": found.covered, "why": found.why or None, "reason": found.reason, "ended_on": found.ended_on,
        "begins_on": found.begins_on, "numerator": found.numerator, "denominator": found.denominator,
    }
