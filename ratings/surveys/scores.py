"""The survey as a source of scores: what the ratings read beside the official score."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection

from governance.common import sql
from ratings.surveys.models import SatisfactionSurvey, SurveyStatus


@dataclass(frozen=True)
class SurveyScore:
    """Of a courtyard: `score` 0 to 100 (None below five valid answers), answers, valid ones, and how many it needs."""

    score: Decimal | None
    n: int
    valid: int
    needed: int
    meets_minimum: bool


def latest_of(district: int, year: int) -> SatisfactionSurvey | None:
    """The survey that a year is rated by: of the closed ones whose last day fell in it, the one closed last."""
    year_long = {"valid_to__gt": date(year, 1, 1), "valid_to__lte": date(year + 1, 1, 1)}
    found = SatisfactionSurvey.objects.filter(district_id=district, status=SurveyStatus.CLOSED, **year_long)
    return found.select_related("questionnaire").order_by("-closed_on", "-pk").first()


def by_courtyard(survey: SatisfactionSurvey, position: int = 0) -> dict[int, SurveyScore]:
    """The scores of a closed survey by the id of the courtyard; empty while it is not closed. 0 is the overall question.

    Set-based use has the same in `sql/surveys/scores.sql`.
    """
    parameters = {"district": survey.district_id, "survey": survey.pk, "position": position}
    with connection.cursor() as cursor:
        cursor.execute(sql.load("ratings", "surveys/scores"), parameters)
        return {courtyard: SurveyScore(*told) for courtyard, *told in cursor.fetchall()}
