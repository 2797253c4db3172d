"""Reads of the surveys: how far they have come, and what they say once they are closed."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import connection
from django.db.models import Count, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from governance.common import sql
from ratings.rules import surveys as rules
from ratings.surveys.models import PublishedIn, SatisfactionSurvey, SurveySite


@dataclass(frozen=True)
class Progress:
    """A courtyard of a survey: households asked, answers by link and on paper, valid ones, slips that are still out."""

    site: int
    code: str
    name: str
    street_code: str
    street: str
    households: int | None
    planned: int
    link: int
    paper: int
    valid: int
    out: int

    @property
    def answered(self) -> int:
        return self.link + self.paper


@dataclass(frozen=True)
class Result:
    """What a place (district, street or courtyard) answered to one question; figures of too few answers are None."""

    level: str
    code: str | None
    name: str | None
    street: str | None
    street_code: str | None
    position: int
    sent: int
    answered: int
    valid: int
    stated: int
    satisfied: int
    points: int
    households: int | None
    published_in: str | None
    needed: int | None = None

    @property
    def is_told(self) -> bool:
        return self.stated >= rules.FEWEST_TOLD

    @property
    def share(self) -> Decimal | None:
        """Percent satisfied."""
        return rules.share(self.satisfied, self.stated) if self.is_told else None

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        return rules.interval(self.satisfied, self.stated) if self.is_told else None

    @property
    def score(self) -> Decimal | None:
        return rules.score(self.points, self.stated) if self.is_told else None

    @property
    def published_in_words(self) -> str:
        """In whose figures the answers of a courtyard are told."""
        return str(PublishedIn(self.published_in).label) if self.published_in else ""

    @property
    def meets_minimum(self) -> bool | None:
        """Whether a courtyard's valid answers are enough for its score to count; None of other places."""
        return None if self.needed is None else self.valid >= self.needed


def surveys(district: int) -> QuerySet[SatisfactionSurvey]:
    """The surveys of a district, the newest first, with `places` and `asked`: courtyards and households in sight."""
    # Counted beside, not by a join: the views of the past know no key by which one could group.
    sites = SurveySite.objects.filter(district=OuterRef("district"), survey=OuterRef("pk")).order_by().values("survey")
    return (
        SatisfactionSurvey.objects.filter(district_id=district)
        .select_related("questionnaire")
        .annotate(
            places=Coalesce(Subquery(sites.annotate(n=Count("pk")).values("n")), 0),
            asked=Coalesce(Subquery(sites.annotate(n=Sum("planned")).values("n")), 0),
        )
        .order_by("-valid_from", "-pk")
    )


def progress(survey: SatisfactionSurvey) -> list[Progress]:
    """Every courtyard in sight, by street and name."""
    return [Progress(**row) for row in _rows("progress", survey, straight_from=survey.questionnaire.straight_from)]


def results(survey: SatisfactionSurvey, *, positions: int = 0) -> list[Result]:
    """District, streets and courtyards in sight, by street; of courtyards the questions up to `positions`.

    Empty while the survey is not closed: from a figure read before and after an answer one could tell the answer.
    """
    found = [Result(**row) for row in _rows("results", survey, positions=positions)]
    return [_with_minimum(survey, one) if one.level == "courtyard" else one for one in found]


def _with_minimum(survey: SatisfactionSurvey, one: Result) -> Result:
    needed = rules.needed(one.households, survey.minimum_share, survey.minimum_least)
    return Result(**{**one.__dict__, "needed": needed})


def _rows(name: str, survey: SatisfactionSurvey, **more: int) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("ratings", f"surveys/{name}"), {"district": survey.district_id, "survey": survey.pk, **more})
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        row.pop("pinyin", None)
    return rows
