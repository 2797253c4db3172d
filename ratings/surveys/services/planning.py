"""A survey before anybody answers: its questions, its courtyards with their samples, its opening, its slips."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.common import codes
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.rules import surveys as rules
from ratings.surveys.models import (
    AnswerChannel,
    SatisfactionSurvey,
    SurveyAnswer,
    SurveyCode,
    SurveyQuestion,
    SurveyQuestionnaire,
    SurveySite,
    SurveyStatus,
)

TURN = "ratings.survey"
# More slips of a courtyard than this are no sample, and no sheet that anybody cuts.
MOST_ASKED = 2000


@dataclass(frozen=True)
class Sample:
    """How many households are asked in a courtyard, and how many valid answers its score needs; shares in percent."""

    share: Decimal
    least: int
    minimum_share: Decimal
    minimum_least: int


def load_questionnaire(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> SurveyQuestionnaire:
    """A questionnaire from a file as the next version of its key; position 0 of its questions is the overall one."""
    with change(district=district, by=by, reason=reason):
        turns.take(district, TURN, str(data["key"]))
        last = SurveyQuestionnaire.objects.filter(district_id=district, key=data["key"]).order_by("-version").first()
        made = SurveyQuestionnaire.objects.create(
            district_id=district, key=data["key"], version=last.version + 1 if last else 1, title=data["title"],
            opening=data.get("opening", ""), is_example=data.get("is_example", False),
            straight_from=data.get("straight_from", 0),
        )
        SurveyQuestion.objects.bulk_create(
            SurveyQuestion(
                district_id=district, questionnaire=made, position=position, group=question.get("group", ""),
                title=question["title"], text=question["text"],
            )
            for position, question in enumerate(data["questions"])
        )
    return made


def plan_survey(
    *, questionnaire: SurveyQuestionnaire, title: str, days: tuple[date, date], sample: Sample, courtyards: Iterable[Courtyard],
    by: User, reason: str,
) -> SatisfactionSurvey:
    """A survey on `days` (half-open) in `courtyards`, each with its sample by the households that the register knows.

    Raises Refused where there is nothing to ask.
    """
    district, asked = questionnaire.district_id, list(courtyards)
    if days[0] >= days[1]:
        raise Refused(_("The last day lies before the first. Choose the days again."), "last_on")
    sizes = [(yard, rules.needed(yard.households, sample.share, sample.least)) for yard in asked]
    sizes = [(yard, min(size, MOST_ASKED)) for yard, size in sizes if size]
    if not sizes:
        raise Refused(_("No courtyard with households fits. Choose another street or population."), "streets")
    with change(district=district, by=by, reason=reason):
        survey = SatisfactionSurvey.objects.create(
            district_id=district, title=title, questionnaire=questionnaire, valid=DateRange(*days), sample_share=sample.share,
            sample_least=sample.least, minimum_share=sample.minimum_share, minimum_least=sample.minimum_least,
            seed=secrets.token_hex(8),
        )
        SurveySite.objects.bulk_create(
            SurveySite(
                district_id=district, street_id=yard.street_id, courtyard=yard, survey=survey, households=yard.households,
                planned=size,
            )
            for yard, size in sizes
        )
    survey.refresh_from_db()
    return survey


def open_survey(*, survey: SatisfactionSurvey, by: User) -> SatisfactionSurvey:
    """From now on slips can be printed and, on its days, answers come in. Raises Refused when it is open already or over."""
    with change(district=survey.district_id, by=by, reason=_("survey opened")):
        found = locked(survey)
        if found.status != SurveyStatus.DRAFT:
            raise Refused(_("This survey was opened before."))
        found.status = SurveyStatus.OPEN
        found.save()
    return found


def make_slips(*, site: SurveySite, by: User, today: date) -> list[str]:
    """New codes for the households of a courtyard that have not answered; earlier slips that are unused lose their codes.

    The codes come back once and are kept as hashes alone, in an order that says nothing. Raises Refused when the survey
    takes no answers any more.
    """
    with change(
        district=site.district_id, by=by, reason=_("survey slips printed"), street=site.street_id,
    ):
        survey = locked(site.survey, alone=False)
        turns.take(site.district_id, TURN, f"site:{site.pk}")
        demand_open(survey)
        if today >= survey.valid_to:
            raise Refused(_("The days of this survey are over: a link would take no answer any more."))
        left = site.planned - answers_of(site).count()
        made = [codes.make() for _turn in range(max(left, 0))]
        SurveyCode.objects.filter(district_id=site.district_id, survey=survey, courtyard=site.courtyard_id).delete()
        SurveyCode.objects.bulk_create(
            SurveyCode(
                district_id=site.district_id, street_id=site.street_id, courtyard_id=site.courtyard_id, survey=survey,
                digest=digest,
            )
            for digest in sorted(map(codes.digest, made))
        )
    return made


def locked(survey: SatisfactionSurvey, *, alone: bool = True) -> SatisfactionSurvey:
    """The survey as it stands now. With `alone` nobody answers or enters until the transaction ends."""
    (turns.take if alone else turns.share)(survey.district_id, TURN, str(survey.pk))
    return SatisfactionSurvey.objects.select_related("questionnaire").get(pk=survey.pk)


def demand_open(survey: SatisfactionSurvey) -> None:
    """Raises Refused unless the survey takes answers."""
    if survey.status == SurveyStatus.DRAFT:
        raise Refused(_("This survey is only planned. The governance office opens it first."))
    if survey.status == SurveyStatus.CLOSED:
        raise Refused(_("This survey is closed and counted; nothing can be added to it."))


def answers_of(site: SurveySite, channel: AnswerChannel | None = None) -> Any:
    """The answers of a courtyard, of one channel or of both."""
    found = SurveyAnswer.objects.filter(district_id=site.district_id, survey=site.survey_id, courtyard=site.courtyard_id)
    return found if channel is None else found.filter(channel=channel)
