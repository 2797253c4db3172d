"""The texts that are asked: every change is the next version, and surveys keep theirs."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from portal.registers.doors import said
from portal.surveys.doors import of
from ratings.surveys import examples, services
from ratings.surveys.models import SurveyQuestionnaire

MOST = 12
FIELDS = {"group": 60, "title": 40, "text": 200}


@requires("survey.manage")
def QuestionnaireRevise(request: Any) -> HttpResponse:
    """The newest texts, to be kept as the next version; where a district has none yet, the example's."""
    portal = request.portal
    papers = SurveyQuestionnaire.objects.filter(district_id=portal.district.pk)
    latest = papers.order_by("key", "-version").first()
    told = _posted(request) if request.method == "POST" else _standing(latest)
    errors = _errors(told) if request.method == "POST" else []
    if request.method == "POST" and not errors:
        data = told | {"key": latest.key if latest else "satisfaction"}
        made = services.load_questionnaire(
            district=portal.district.pk, data=data, by=portal.user, reason=said(request, "reason") or _("questions revised")
        )
        messages.success(request, _("These texts are version %(n)d. Surveys planned before keep theirs.") % {"n": made.version})
        return redirect(of(request, "survey-plan"))
    spare = [dict.fromkeys(FIELDS, "") for _turn in range(MOST - len(told["questions"]))]
    return render(
        request, "surveys/questions.html",
        {
            "told": told, "lines": list(enumerate([*told["questions"], *spare])), "errors": errors, "latest": latest,
            "back": of(request, "survey-list"),
        },
    )


def _standing(latest: SurveyQuestionnaire | None) -> dict[str, Any]:
    if latest is None:
        return examples.questionnaire()
    rows = [{name: getattr(one, name) for name in FIELDS} for one in latest.questions.all()]
    return {"title": latest.title, "opening": latest.opening, "straight_from": latest.straight_from, "questions": rows}


def _posted(request: Any) -> dict[str, Any]:
    lines = [{name: _text(request, f"{name}{n}")[:most] for name, most in FIELDS.items()} for n in range(MOST)]
    number = said(request, "straight_from", "0")
    return {
        "title": _text(request, "title")[:120], "opening": _text(request, "opening")[:300],
        "straight_from": int(number) if number.isascii() and number.isdigit() and len(number) < 3 else 0,
        "questions": [line for line in lines if line["text"] or line["title"]],
    }


def _text(request: Any, name: str) -> str:
    """A text as it was typed, in one line: what people read keeps its full-width signs."""
    return " ".join(request.POST.get(name, "").replace("\x00", "").split())


def _errors(told: dict[str, Any]) -> list[str]:
    found = []
    if not told["title"]:
        found.append(_("The questionnaire needs a title."))
    if not told["questions"]:
        found.append(_("Ask at least the overall question."))
    if any(not line["text"] or not line["title"] for line in told["questions"]):
        found.append(_("Each question needs a short title and a text."))
    return found
