"""`statistics/availability`: which figures there are, over which populations, by what, and from when to when."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.indicators import availability, catalogue, statistics
from governance.indicators.definitions import Indicator
from governance.seals.models import Seal
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics_availability",
        parameters=[
            OpenApiParameter("indicator", description="code or key; comma list or repeated; default all"),
            OpenApiParameter("within", description="code of a street or community"), *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.Availability, 304: None, **PROBLEMS},
    )
)
class StatisticsAvailability(Endpoint):
    """Which figures can be asked for: an entry per indicator and population, with the days on which there is something to count.

    Between the two days every day, month, quarter and year has a figure; `last` is null where the records go on.
    """

    token_scope = "statistics"
    rows = "available"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        named = asked.indicators() if asked.query.get("indicator") else None
        asked.known.add("indicator")
        clock, district = asked.clock(), asked.portal.district.pk
        street, community, place = asked.within()
        question = statistics.Question(district, clock.on, street=street, community=community, place=place)

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                chosen = _every(district, clock.on) if named is None else [indicator for _name, indicator in named]
                found = availability.available(question, list(dict.fromkeys(chosen)))
                sealed = _sealed(district, street, community)
            return stamps(clock) | {"sealed": sealed, "available": [_told(one) for one in found]}

        return build


def _sealed(district: int, street: int | None, community: int | None) -> list[str]:
    """The periods whose reports of the street, or of the whole district, are sealed. A community has none of its own."""
    if community is not None:
        return []
    seals = Seal.objects.filter(district_id=district, street=street)
    return sorted(set(seals.values_list("period", flat=True)))


def _every(district: int, on: Any) -> list[Indicator]:
    return list(catalogue.every(district, on).values())


def _told(one: availability.Available) -> Body:
    indicator = one.indicator
    return {
        "indicator": indicator.name, "key": indicator.key, "code": indicator.code, "population": one.population,
        "is_default": one.population == indicator.default, "levels": list(statistics.LEVELS),
        "filters": list(indicator.filters), "first": one.first, "last": one.last,
    }
