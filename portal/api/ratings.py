"""`ratings/{id}`: a star with its stored explanation; `ratings/distribution`: how the stars of a round are spread."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, RECORD_FORMAT, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from ratings import distribution
from ratings.models import RatingResult, RatingRound
from ratings.rules.explanation import recompute
from ratings.rules.telling import tell


@extend_schema_view(
    get=extend_schema(
        operation_id="rating", parameters=[RECORD_FORMAT], responses={200: shapes.ExplainedRating, 304: None, **PROBLEMS}
    )
)
class RatingExplain(Endpoint):
    """Why a courtyard has its star: the explanation as stored, the same in sentences, and what the pure rule makes of it."""

    token_scope = "records"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        def build() -> Body:
            results = RatingResult.objects.select_related("courtyard__street", "round", "reading")
            found = results.filter(district_id=asked.portal.district.pk, pk=path["result"]).first()
            if found is None:
                raise Http404
            again, told = recompute(found.explanation), tell(found.explanation)
            return {
                "id": found.pk, "year": found.round.year, "revision": found.revision, "score": found.score, "star": found.star,
                "vetoed": found.is_vetoed, "recorded_at": found.recorded_at,
                "courtyard": {"code": found.courtyard.code, "name": found.courtyard.name},
                "street": {"code": found.courtyard.street.code, "name": found.courtyard.street.name},
                "explanation": found.explanation, "recomputed_score": again.score, "recomputed_star": again.star,
                "sentences": [*told.outcome, *told.vetoes, *told.next_star],
                "criteria": [
                    {"code": one.code, "title": one.title, "points": one.points, "full_mark": one.full, "why": one.why,
                     "by_whose_word": one.whose}
                    for one in told.criteria
                ],
            }

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="rating_distribution",
        parameters=[
            OpenApiParameter("year", int, description="year of the round; default the latest up to the day's year"),
            OpenApiParameter("by", enum=["street", "mode"], description="default both"), *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.RatingDistribution, 304: None, **PROBLEMS},
    )
)
class RatingDistribution(Endpoint):
    """How many courtyards have which star, by street and by the management mode that is confirmed on the day."""

    token_scope = "records"
    rows = "counts"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, by = asked.clock(), asked.choice("by", ["street", "mode"], "")
        year, district = asked.number("year", 1900, 2200), asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                rounds = RatingRound.objects.filter(district_id=district, year__lte=clock.on.year).order_by("-year")
                found = (rounds.filter(year=year) if year else rounds).first()
                groups = distribution.groups(found, clock.on) if found else []
            counts = [
                {"by": one.grouping, "code": one.code, "name": one.name, "star": star, "count": one.counts[star]}
                for one in groups if by in ("", one.grouping) for star in distribution.STARS if star in one.counts
            ]
            return stamps(clock) | {"year": found.year if found else None, "counts": counts}

        return build
