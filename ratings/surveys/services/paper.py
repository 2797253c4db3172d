"""Answers on paper, typed by a clerk: who typed is known, whose answers they are is not."""

import secrets
from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.surveys.models import STEPS, AnswerChannel, PaperBatch, SurveyAnswer, SurveySite
from ratings.surveys.services.planning import TURN, answers_of, demand_open, locked

Steps = Sequence[int | None]
# Ids say nothing of the order in which answers came.
ID_BITS = 53


def enter_paper(*, site: SurveySite, answers: Sequence[Steps], on: date, by: User) -> PaperBatch:
    """One batch of a courtyard's paper answers, valid ones and others alike: whether one counts, the rule says.

    Raises Refused: the survey takes none, a step lies off the scale, or there would be more answers than households asked.
    """
    with change(
        district=site.district_id, by=by, street=site.street_id, reason=_("paper answers entered"),
    ):
        survey = locked(site.survey, alone=False)
        turns.take(site.district_id, TURN, f"site:{site.pk}")
        demand_open(survey)
        questions = survey.questionnaire.questions.count()
        if not answers:
            raise Refused(_("No answer is filled in. Type at least one line."))
        if on < survey.valid_from:
            raise Refused(_("This survey begins on %(day)s.") % {"day": survey.valid_from})
        for steps in answers:
            if len(steps) != questions or any(step is not None and not 1 <= step <= STEPS for step in steps):
                raise Refused(_("A step is a number from 1 to 5."))
        left = site.planned - answers_of(site).count()
        if len(answers) > left:
            raise Refused(
                _("%(asked)d households are asked here and %(left)d have not answered; these are %(n)d answers. Check the pile.")
                % {"asked": site.planned, "left": max(left, 0), "n": len(answers)}
            )
        at = {"district_id": site.district_id, "street_id": site.street_id, "courtyard_id": site.courtyard_id, "survey": survey}
        batch = PaperBatch.objects.create(**at, answers=len(answers))
        SurveyAnswer.objects.bulk_create(
            SurveyAnswer(
                **at, pk=secrets.randbits(ID_BITS), on=on, channel=AnswerChannel.PAPER, batch=batch, steps=list(steps)
            )
            for steps in answers
        )
    return batch


def withdraw_paper(*, batch: PaperBatch, by: User, reason: str) -> None:
    """Takes a mistyped batch out again, as a whole. Raises Refused when the survey is closed, or it is out already."""
    with change(district=batch.district_id, by=by, street=batch.street_id, reason=reason):
        survey = locked(batch.survey, alone=False)
        demand_open(survey)
        found = PaperBatch.objects.select_for_update().get(pk=batch.pk)
        if found.is_withdrawn:
            raise Refused(_("These answers are taken out already."))
        SurveyAnswer.objects.filter(district_id=batch.district_id, batch=found).delete()
        found.is_withdrawn = True
        found.save()
