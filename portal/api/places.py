"""`boundaries`, and the part of the ground that a list of courtyards is asked for."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.boundaries.models import Boundary
from governance.common.periods import FOREVER
from governance.tenancy import scope
from portal.api import geojson, shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, Endpoint, formats_parameter, stamps
from portal.api.formats import GEOJSON, Format
from portal.api.parameters import Parameters

BBOX = OpenApiParameter("bbox", description="west,south,east,north in degrees of WGS 84: only what lies within")
SIDES = ("west", "south", "east", "north")
LONGITUDES, LATITUDES = Decimal(180), Decimal(90)


def box(asked: Parameters) -> dict[str, Decimal | None]:
    """`bbox`: its four sides, or none of them."""
    text = asked.text("bbox")
    if not text:
        return dict.fromkeys(SIDES)
    try:
        sides = [Decimal(part) for part in text.split(",")]
    except InvalidOperation:
        sides = []
    if len(sides) == 4 and all(side.is_finite() for side in sides):
        west, south, east, north = sides
        if -LONGITUDES <= west <= east <= LONGITUDES and -LATITUDES <= south <= north <= LATITUDES:
            return dict(zip(SIDES, sides, strict=True))
    message = _("“%(value)s” is no box. Write it as west,south,east,north in degrees: 113.6,34.7,113.7,34.8.")
    asked.refuse("bbox", "invalid_value", message % {"value": text}, text)
    return dict.fromkeys(SIDES)


@extend_schema_view(
    get=extend_schema(
        operation_id="boundaries",
        parameters=[
            OpenApiParameter("level", enum=["street", "community"], description="default both"),
            OpenApiParameter("within", description="code of a street or community"),
            OpenApiParameter(
                "simplified", enum=["true", "false"], description="with fewer points, exact to ten metres; default false"
            ),
            *CLOCKS, formats_parameter(GEOJSON),
        ],
        responses={200: shapes.Boundaries, 304: None, **PROBLEMS},
    )
)
class Boundaries(Endpoint):
    """Boundaries of streets and communities that hold on the day, as the district brought them in."""

    token_scope = "statistics"
    further_formats = (GEOJSON,)

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, (street, community, _place) = asked.clock(), asked.within()
        level, column = asked.choice("level", ["street", "community"], ""), "drawn" if asked.flag("simplified") else "geometry"
        found = Boundary.objects.filter(district_id=asked.portal.district.pk).on(clock.on).select_related("street", "community")
        found = found if street is None else found.filter(street=street)
        found = found if community is None else found.filter(community=community)
        found = found.of(level) if level else found

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                items = [_told(boundary, getattr(boundary, column)) for boundary in found]
            return stamps(clock) | {"items": sorted(items, key=lambda item: item["code"])}

        return build

    def reshaped(self, body: Body, form: Format, asked: Parameters) -> Body:
        features = (
            geojson.feature({name: value for name, value in item.items() if name != "geometry"}, item["geometry"])
            for item in body["items"]
        )
        return geojson.collection(features, on=body["on"], as_of=body["as_of"])


def _told(boundary: Boundary, geometry: geojson.Geometry) -> Body:
    division, street = boundary.division, boundary.street
    return {
        "id": boundary.pk, "level": "street" if boundary.community_id is None else "community", "code": division.code,
        "name": division.name, "street": {"code": street.code, "name": street.name}, "source": boundary.source,
        "valid_from": boundary.valid_from, "valid_to": None if boundary.valid_to == FOREVER else boundary.valid_to,
        "geometry": geometry,
    }
