"""The survey as a source of scores: what the ratings read beside the official score."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import connection

from governance.common import sql
from ratings.surveys.models import SatisfactionSurvey


@dataclass(frozen=True)
class SurveyScore:
    """Of a courtyard: `score` 0 to 100 (None below five valid answers), answers, valid ones, and how many it needs."""

    score: Decimal | None
    n: int
    valid: int
    needed: int
    meets_minimum: bool


def by_courtyard(survey: SatisfactionSurvey) -> dict[int, SurveyScore]:
    """The scores of a closed survey by the id of the courtyard; empty while it is not closed.

    Set-based use has the same in `sql/surveys/scores.sql`.
    """
    parameters = {"district": survey.district_id, "survey": survey.pk}
    with connection.cursor() as cursor:
        cursor.execute(sql.load("ratings", "surveys/scores"), parameters)
        return {courtyard: SurveyScore(*told) for courtyard, *told in cursor.fetchall()}
