"""`standards`, `standards/{key}/{version}`: by what the courtyards of a district are rated."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound

from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, RECORD_FORMAT, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from ratings import reading
from ratings.choices import VersionStatus
from ratings.models import RatingStandard


def _head(standard: RatingStandard) -> Body:
    """What a list tells of a version."""
    released = standard.released_at
    return {
        "key": standard.key, "version": standard.version, "title": standard.title, "status": standard.status,
        "is_example": standard.is_example, "released_at": released.isoformat() if released else None,
        "released_for": standard.released_for,
    }


@extend_schema_view(
    get=extend_schema(
        operation_id="standards",
        parameters=[
            OpenApiParameter("state", enum=VersionStatus.values, description="default all"), CLOCKS[1], *SHEETS,
        ],
        responses={200: shapes.RatingStandards, 304: None, **PROBLEMS},
    )
)
class StandardList(Endpoint):
    """The versions of the district's rating standards, by key and version."""

    token_scope = "records"
    rows = "standards"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, state = asked.clock(), asked.choice("state", VersionStatus.values, "")
        asked.known.discard("on")
        district = asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                found = RatingStandard.objects.filter(district_id=district, **({"status": state} if state else {}))
                listed = [_head(one) for one in found.defer("draft").order_by("key", "version")]
            return {"as_of": stamps(clock)["as_of"], "standards": listed}

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="standard", parameters=[CLOCKS[1], RECORD_FORMAT],
        responses={200: shapes.RatingStandardVersion, 304: None, **PROBLEMS},
    )
)
class StandardDetail(Endpoint):
    """A version whole: its tree of categories and items, weights of sources, bounds of the stars, vetoes, who may be rated.

    Marks, weights and bounds are decimal texts. `bounds` are inclusive lower bounds of the score, or, where `bands` is
    `rank`, the percentage of better ones below which the star is given. What stands in a draft may still be faulty.
    """

    token_scope = "records"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock = asked.clock()
        asked.known.discard("on")
        wanted = {"district_id": asked.portal.district.pk, "key": path["key"], "version": path["version"]}

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                found = RatingStandard.objects.filter(**wanted).first()
                if found is None:
                    raise NotFound
                return {"as_of": stamps(clock)["as_of"]} | reading.data_of(found) | _head(found)

        return build
