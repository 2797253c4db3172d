"""`demonstration-board`: how many demonstration points of each level stand where, by street."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.divisions.models import Street
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from ratings.choices import DemonstrationLevel
from ratings.models import DemonstrationPoint


@extend_schema_view(
    get=extend_schema(
        operation_id="demonstration_board",
        parameters=[
            OpenApiParameter("level", enum=DemonstrationLevel.values, description="default all"),
            OpenApiParameter("street", description="code of a street; default all in sight"), *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.DemonstrationBoard, 304: None, **PROBLEMS},
    )
)
class DemonstrationBoard(Endpoint):
    """Counts of points by level, street and state on the day; combinations that nobody has are left out.

    In the scope of creation are all but the withdrawn; I15 in `statistics` divides the designated by that scope.
    """

    token_scope = "records"
    rows = "counts"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, level, street = asked.clock(), asked.choice("level", DemonstrationLevel.values, ""), asked.street()
        district = asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                counts = DemonstrationPoint.objects.filter(district_id=district).standing(clock.on)
                streets = {s.pk: s for s in Street.objects.filter(district_id=district)}
            found = [
                {"level": at, "division": streets[pk].code, "division_name": streets[pk].name, "state": state, "count": count}
                for (at, pk, state), count in counts.items()
                if level in ("", at) and street in (None, pk)
            ]
            return stamps(clock) | {"counts": sorted(found, key=lambda row: (row["level"], row["division"], row["state"]))}

        return build
