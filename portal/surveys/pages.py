"""The surveys of a district, how far one has come, and the plan of the next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courtyards.models import Courtyard, Renovation, ThreeNoBaseline
from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.surveys.doors import of, survey_for
from portal.surveys.forms import PlanForm
from ratings.rules import surveys as rules
from ratings.surveys import querysets, services
from ratings.surveys.models import SurveyQuestionnaire, SurveyStatus
from ratings.surveys.querysets import Progress

PER_PAGE = 50
TONES = {SurveyStatus.DRAFT: "plain", SurveyStatus.OPEN: "warn", SurveyStatus.CLOSED: "good"}


@requires("records.read")
def SurveyList(request: Any) -> HttpResponse:
    """Every survey, the newest first, with what it asks."""
    portal = request.portal
    page = Paginator(querysets.surveys(portal.district.pk), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "surveys/survey_list.html",
        {"page": page, "rows": [(one, TONES[SurveyStatus(one.status)]) for one in page], "may_manage": _may(request, "manage")},
    )


@dataclass(frozen=True)
class Tally:
    """A street of a survey, or all of it: what its courtyards add up to."""

    name: str
    code: str
    places: int
    planned: int
    link: int
    paper: int
    valid: int

    @property
    def answered(self) -> int:
        return self.link + self.paper

    @property
    def rate(self) -> Any:
        return rules.share(self.answered, self.planned)


def summed(name: str, code: str, rows: Iterable[Progress]) -> Tally:
    told = list(rows)
    numbers = [sum(getattr(one, field) for one in told) for field in ("planned", "link", "paper", "valid")]
    return Tally(name, code, len(told), *numbers)


@requires("records.read")
def SurveyDetail(request: Any, survey: int) -> HttpResponse:
    """How far a survey has come: by street, and by courtyard with what can be done there."""
    portal, found = request.portal, survey_for(request, survey)
    rows = querysets.progress(found)
    streets = list(dict.fromkeys((one.street, one.street_code) for one in rows))
    chosen = request.GET.get("street", "")
    listed = [one for one in rows if not chosen or one.street_code == chosen]
    return render(
        request, "surveys/survey_detail.html",
        {
            "survey": found, "tone": TONES[SurveyStatus(found.status)], "last_on": rules.last_day(found.valid_to),
            "total": summed(portal.district.name, "", rows),
            "streets": [summed(name, code, (one for one in rows if one.street_code == code)) for name, code in streets],
            "chosen": chosen, "page": Paginator(listed, PER_PAGE).get_page(request.GET.get("page")),
            "questions": found.questionnaire.questions.all(), "is_open": found.status == SurveyStatus.OPEN,
            "is_closed": found.status == SurveyStatus.CLOSED, "may_manage": _may(request, "manage"),
            "may_enter": _may(request, "enter") and found.status == SurveyStatus.OPEN,
            "is_over": portal.clock.today >= found.valid_to,
        },
    )


def _may(request: Any, verb: str) -> bool:
    """The past can only be read."""
    return request.portal.may(f"survey.{verb}") and not request.portal.clock.is_past


@requires("survey.manage")
def SurveyPlan(request: Any) -> HttpResponse:
    """The plan of a survey; what it comes to is shown before it is kept."""
    portal = request.portal
    papers = SurveyQuestionnaire.objects.filter(district_id=portal.district.pk)
    latest = list({one.key: one for one in papers.order_by("version")}.values())
    if not latest:
        return redirect(of(request, "questionnaire-revise"))
    streets = Street.objects.filter(district_id=portal.district.pk).order_by("code")
    form = PlanForm(request.POST or None, questionnaires=latest, streets=streets)
    preview = None
    if request.method == "POST" and form.is_valid():
        chosen = courtyards(portal.district.pk, form.cleaned_data)
        if "keep" in request.POST:
            try:
                made = services.plan_survey(
                    questionnaire=next(one for one in latest if str(one.pk) == form.cleaned_data["questionnaire"]),
                    title=form.cleaned_data["title"], days=form.days(), sample=form.sample(), courtyards=chosen,
                    by=portal.user, reason=form.cleaned_data["reason"],
                )
            except Refused as refused:
                form.add_error(refused.field or None, str(refused.message))
            else:
                messages.success(request, _("The survey is planned. Look at the samples, then open it."))
                return redirect(of(request, "survey-detail", survey=made.pk))
        else:
            preview = _preview(chosen, form)
    return render(
        request, "surveys/survey_plan.html", {"form": form, "preview": preview, "back": of(request, "survey-list")}
    )


def courtyards(district: int, told: dict[str, Any]) -> list[Courtyard]:
    """The courtyards of the register on the first day that the plan asks, by street and name."""
    found = Courtyard.objects.filter(district_id=district).on(told["first_on"]).select_related("street")
    if told["streets"]:
        found = found.filter(street__in=told["streets"])
    if told["population"] == "three_no":
        found = found.filter(pk__in=ThreeNoBaseline.objects.filter(district_id=district).values("courtyard"))
    if told["population"] == "renovated":
        accepted = Renovation.objects.filter(district_id=district, accepted_on__lte=told["first_on"])
        found = found.filter(pk__in=accepted.values("courtyard"))
    return list(found.order_by("street__code", "name_pinyin", "id"))


def _preview(chosen: list[Courtyard], form: PlanForm) -> dict[str, int]:
    """How many are asked, how many of the courtyards have no households in the register, how many are too small."""
    sample = form.sample()
    sizes = [rules.needed(yard.households, sample.share, sample.least) for yard in chosen]
    needs = [rules.needed(yard.households, sample.minimum_share, sample.minimum_least) for yard in chosen]
    return {
        "places": sum(size > 0 for size in sizes), "households": sum(sizes),
        "unknown": sum(yard.households is None for yard in chosen),
        "short": sum(need > size for need, size in zip(needs, sizes, strict=True)),
    }
