"""`rating-entries`, `rating-rounds`: where the courtyards of a round stand, and the rounds with their counts."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.records import RecordList, listed, some
from ratings.choices import EntryStep
from ratings.models import RatingRound
from ratings.rounds import pipeline


@listed(
    "rating_entries", shapes.RatingEntryPage, OpenApiParameter("year", int, description="year of the round"),
    some("step", EntryStep.values, "steps"), some("courtyard", ["code"], "codes of courtyards"),
)
class RatingEntryList(RecordList):
    """Courtyards in the rounds up to the day's year, each with its step, latest star and counts of objections."""

    name = "rating_entries"
    record = shapes.RatingEntry

    def filters(self, asked: Parameters) -> dict[str, Any]:
        return {
            "year": asked.number("year", 1900, 2200), "steps": asked.choices("step", EntryStep.values),
            "courtyards": asked.many("courtyard") or None,
        }


@extend_schema_view(
    get=extend_schema(
        operation_id="rating_rounds", parameters=[*CLOCKS, *SHEETS],
        responses={200: shapes.RatingRounds, 304: None, **PROBLEMS},
    )
)
class RatingRoundList(Endpoint):
    """The rounds up to the day's year, the newest first: courtyards in sight by step, objections by state."""

    token_scope = "records"
    rows = "rounds"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, district = asked.clock(), asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                rounds = RatingRound.objects.filter(district_id=district, year__lte=clock.on.year).select_related("standard")
                return stamps(clock) | {"rounds": [_round(one) for one in rounds.order_by("-year")]}

        return build


def _round(one: RatingRound) -> dict[str, Any]:
    lines, objections = pipeline.by_street(one), pipeline.objection_counts(one)
    return {
        "year": one.year, "standard": one.standard.key, "standard_version": one.standard.version, "status": one.status,
        "applies_from": one.applies.lower, "applies_until": one.applies.upper, "opened_on": one.opened_on,
        "eligible_on": one.eligible_on, "announced_on": one.announced_on,
        "steps": {step: sum(line.steps[step] for line in lines) for step in EntryStep.values},
        "objections": objections,
    }
