"""Builders of the satisfaction surveys: one that is being asked, with a code out, an answer on paper, and a tally."""

from datetime import date
from typing import Any

from psycopg2.extras import DateRange

from governance.common import codes
from ratings.models import (
    PaperBatch,
    SatisfactionSurvey,
    SurveyAnswer,
    SurveyCode,
    SurveyQuestion,
    SurveyQuestionnaire,
    SurveySite,
    SurveyTally,
)
from tests.support.cast.places import Place, builds

# Whose code it is: the district and the street's number stand in its random part.
FOR_EVER = DateRange(date(2020, 3, 1), date(2099, 1, 1))


def code(district: int, number: int) -> str:
    """The one-time code of a street's courtyard in the cast."""
    body = f"{district}".replace("0", "Z").replace("1", "Y")[-5:] + "A" + "23456789"[number]
    return body + codes._proof(body)


@builds(SurveyQuestionnaire)
def questionnaire(place: Place) -> dict[str, Any]:
    return {"key": "cast", "version": 1, "title": f"Questionnaire{place.mark}", "opening": f"Opening{place.mark}"}


@builds(SurveyQuestion)
def question(place: Place) -> dict[str, Any]:
    return {
        "questionnaire": place.mine(SurveyQuestionnaire), "position": 0, "title": f"Overall{place.mark}",
        "text": f"Are you satisfied{place.mark}",
    }


@builds(SatisfactionSurvey)
def survey(place: Place) -> dict[str, Any]:
    return {
        "title": f"Survey{place.mark}", "questionnaire": place.mine(SurveyQuestionnaire), "status": "open",
        "valid": FOR_EVER, "seed": "cast",
    }


@builds(SurveySite)
def site(place: Place) -> dict[str, Any]:
    return {"survey": place.mine(SatisfactionSurvey), "households": 100, "planned": 60, "published_in": ""}


@builds(SurveyCode)
def survey_code(place: Place) -> dict[str, Any]:
    return {"survey": place.mine(SatisfactionSurvey), "digest": codes.digest(code(place.district, place.number))}


@builds(PaperBatch)
def batch(place: Place) -> dict[str, Any]:
    return {"survey": place.mine(SatisfactionSurvey), "answers": 1}


@builds(SurveyAnswer)
def answer(place: Place) -> dict[str, Any]:
    return {
        "survey": place.mine(SatisfactionSurvey), "on": date(2020, 3, 5), "channel": "paper", "batch": place.mine(PaperBatch),
        "steps": [4],
    }


@builds(SurveyTally)
def tally(place: Place) -> dict[str, Any]:
    return {
        "survey": place.mine(SatisfactionSurvey), "position": 0, "answered": 6, "valid": 6, "stated": 6, "satisfied": 6,
        "points": 24,
    }
