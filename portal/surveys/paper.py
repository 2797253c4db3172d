"""Paper answers of a courtyard, typed line by line: a line is an answer, a digit a step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.registers.doors import said
from portal.surveys.doors import of, site_for
from ratings.surveys import services
from ratings.surveys.models import STEPS, PaperBatch, SurveyAnswer, SurveySite

LINES = 10
DIGITS = {str(step): step for step in range(1, STEPS + 1)} | {"１２３４５"[step - 1]: step for step in range(1, STEPS + 1)}


@requires("survey.enter")
def PaperEntry(request: Any, survey: int, code: str) -> HttpResponse:
    """The form of ten answers, what was typed so far, and how many are left."""
    site = site_for(request, survey, code)
    questions = list(site.survey.questionnaire.questions.all())
    lines = [[request.POST.get(f"a{line}q{place.position}", "").strip() for place in questions] for line in range(LINES)]
    bad = [
        (line + 1, questions[place].title, text)
        for line, texts in enumerate(lines) for place, text in enumerate(texts) if text and text not in DIGITS
    ]
    if request.method == "POST" and not bad:
        answers = [[DIGITS.get(text) for text in texts] for texts in lines if any(texts)]
        try:
            batch = services.enter_paper(site=site, answers=answers, on=request.portal.clock.today, by=request.portal.user)
        except Refused as refused:
            messages.error(request, str(refused.message))
        else:
            messages.success(request, _("%(n)d answers are kept. Go on with the next pile.") % {"n": batch.answers})
            return redirect(of(request, "paper-entry", survey=survey, code=code))
    return render(request, "surveys/paper.html", _context(request, site, questions, lines, bad))


def _context(request: Any, site: SurveySite, questions: Any, lines: list[list[str]], bad: list[Any]) -> dict[str, Any]:
    answered = SurveyAnswer.objects.filter(
        district_id=site.district_id, survey=site.survey_id, courtyard=site.courtyard_id
    ).count()
    batches = PaperBatch.objects.filter(
        district_id=site.district_id, survey=site.survey_id, courtyard=site.courtyard_id
    ).order_by("-pk")
    return {
        "site": site, "survey": site.survey, "questions": questions, "bad": bad, "batches": batches[:50],
        "left": max(site.planned - answered, 0), "answered": answered,
        "lines": [
            (number + 1, [(f"a{number}q{q.position}", q.title, text, bool(text) and text not in DIGITS)
                          for q, text in zip(questions, texts, strict=True)])
            for number, texts in enumerate(lines)
        ],
        "back": of(request, "survey-detail", survey=site.survey_id),
    }


@require_POST
@requires("survey.enter")
def PaperWithdraw(request: Any, survey: int, code: str) -> HttpResponse:
    """A mistyped pile comes out as a whole, for a reason."""
    site = site_for(request, survey, code)
    number = request.POST.get("batch", "")
    batch = get_object_or_404(
        PaperBatch, district_id=site.district_id, survey=survey, courtyard=site.courtyard_id,
        pk=int(number) if number.isascii() and number.isdigit() and len(number) < 18 else 0,
    )
    try:
        services.withdraw_paper(batch=batch, by=request.portal.user, reason=said(request, "reason") or _("mistyped"))
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("These answers are taken out. Type the pile again."))
    return redirect(of(request, "paper-entry", survey=survey, code=code))
