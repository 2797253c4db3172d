"""`surveys`, `surveys/{survey}/results`: what closed surveys say of places; never a single answer."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.tenancy import scope
from portal.api import cursors, shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PAGING, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from ratings.rules import surveys as rules
from ratings.surveys import querysets
from ratings.surveys.querysets import Result

LEVELS = ["district", "street", "courtyard"]


@extend_schema_view(
    get=extend_schema(
        operation_id="surveys", parameters=[*PAGING, CLOCKS[1], *SHEETS],
        responses={200: shapes.SurveyPage, 304: None, **PROBLEMS},
    )
)
class SurveyList(Endpoint):
    """Satisfaction surveys, the oldest first."""

    token_scope = "statistics"
    rows = "items"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, limit, after = asked.clock(), asked.limit(), asked.after(kind="surveys")
        asked.known.discard("on")

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                found = list(_surveys(asked).filter(pk__gt=after[0] if after else 0).order_by("pk")[: limit + 1])
            page = found[:limit]
            more = len(found) > limit
            return stamps(clock) | {
                "next": cursors.next_link(asked.request, "surveys", [page[-1].pk]) if more else None, "count": None,
                "items": [_survey(one) for one in page],
            }

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="survey_results",
        parameters=[
            OpenApiParameter("level", enum=LEVELS, description="only these; comma list or repeated"), CLOCKS[1], *SHEETS,
        ],
        responses={200: shapes.SurveyResults, 304: None, **PROBLEMS},
    )
)
class SurveyResults(Endpoint):
    """A closed survey by district, street and courtyard: every question of the first two, the overall one of courtyards."""

    token_scope = "statistics"
    rows = "results"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, levels = asked.clock(), asked.choices("level", LEVELS)
        asked.known.discard("on")

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                survey = _surveys(asked).filter(pk=path["survey"]).first()
                if survey is None:
                    raise Http404
                titles = [one.title for one in survey.questionnaire.questions.all()]
                rows = [one for one in querysets.results(survey) if not levels or one.level in levels]
            return stamps(clock) | {
                "survey": _survey(survey), "results": [_result(one, titles, asked.portal.district) for one in rows],
            }

        return build


def _surveys(asked: Parameters) -> Any:
    return querysets.surveys(asked.portal.district.pk)


def _survey(one: Any) -> Body:
    return {
        "id": one.pk, "title": one.title, "questionnaire": one.questionnaire.title,
        "questionnaire_version": one.questionnaire.version, "first_on": one.valid_from,
        "last_on": rules.last_day(one.valid_to), "status": one.status, "closed_on": one.closed_on, "courtyards": one.places,
        "households_asked": one.asked,
    }


def _result(one: Result, titles: list[str], district: Any) -> Body:
    low, high = one.interval or (None, None)
    return {
        "place_level": one.level, "code": one.code or district.code, "name": one.name or district.name, "position": one.position,
        "question": titles[one.position], "sent": one.sent, "answered": one.answered, "valid": one.valid,
        "satisfied": one.satisfied if one.is_told else None, "stated": one.stated if one.is_told else None,
        "share_percent": _text(one.share), "low_percent": _text(low), "high_percent": _text(high), "score": _text(one.score),
        "needed": one.needed, "meets_minimum": one.meets_minimum, "published_in": one.published_in or None,
    }


def _text(number: Any) -> str | None:
    return None if number is None else str(number)
