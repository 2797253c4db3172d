"""The applications of the district or the street, and one of them with its materials, acts, estimate and deeds."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from portal.applications import doors, words
from subsidies.applications import areas, checklist, eras, kinds, materials
from subsidies.applications.estimate import Estimate, estimate
from subsidies.choices_applications import APPROVED_STEPS, OPEN_STEPS, ApplicationKind, ApplicationStep, ObjectionOutcome
from subsidies.models import Application, ApplicationAct, ApplicationPublicityLine
from subsidies.querysets import gates
from subsidies.rules.applications import OFFICES, Step
from subsidies.rules.start import accepted_before
from subsidies.services.applications.acting import standing

PER_PAGE = 50


def listed(request: Any, asked: Any) -> QuerySet[Application]:
    """The applications in sight that the list's filters ask for, whatever their step."""
    rows = Application.objects.filter(district_id=request.portal.district.pk)
    if asked.get("street", "").isdigit():
        rows = rows.filter(street__code=asked["street"])
    if asked.get("applicant"):
        rows = rows.filter(applicant=asked["applicant"])
    if text := asked.get("q", "").strip():
        rows = rows.filter(Q(courtyard__name__icontains=text) | Q(courtyard__code=text) | Q(number__icontains=text))
    return rows


def mine(request: Any) -> Q:
    """Those at a step where the person's role acts."""
    wanted = Q(pk__in=[])
    for step, office in OFFICES.items():
        permission = doors.PERMISSIONS[office]
        if doors.may(request, permission):
            streets = request.portal.streets_for(permission)
            wanted |= Q(step=step.value) if streets is None else Q(step=step.value, street__in=streets)
    return wanted


@requires("records.read")
def ApplicationList(request: Any) -> HttpResponse:
    """Applications by step and street, the newest first; the counts open their lists."""
    portal, asked = request.portal, request.GET
    rows = listed(request, asked)
    is_mine = asked.get("mine") == "1"
    if is_mine:
        rows = rows.filter(mine(request))
    counts = dict(rows.order_by().values_list("step").annotate(n=Count("pk")))
    step = asked.get("step", "") if asked.get("step") in ApplicationStep.values else ""
    shown = rows.filter(step=step) if step else rows
    ordered = kinds.with_kind(shown).select_related("courtyard__street", "scheme").order_by("-pk")
    page = Paginator(ordered, PER_PAGE).get_page(asked.get("page"))
    return render(
        request, "applications/application_list.html",
        {
            "page": page, "step": step, "mine": is_mine, "q": asked.get("q", ""), "street": asked.get("street", ""),
            "steps": [(one.value, one.label, counts.get(one.value, 0), doors.TONES.get(one, "warn")) for one in ApplicationStep],
            "total": sum(counts.values()), "streets": words.streets(request),
            "rows": [_row(one) for one in page],
            "may_enter": doors.may(request, "application.enter"), "may_approve": doors.may(request, "application.approve"),
            "acts": any(doors.may(request, permission) for permission in doors.ACTS), "today": portal.clock.today,
        },
    )


def _row(one: Any) -> tuple[Any, str, str, bool, str]:
    """An application of the list: where it stands, in which tone, whether it is open, and what it is for but enrolment."""
    kind = "" if one.kind in ("", ApplicationKind.ENROL) else str(ApplicationKind(one.kind).label)
    tone = doors.TONES.get(ApplicationStep(one.step), "warn")
    return one, words.stands(one.step, one.kind), tone, one.step in OPEN_STEPS, kind


@requires("records.read")
def ApplicationDetail(request: Any, application: int) -> HttpResponse:
    """Where one application stands: materials, conditions, what the rules would pay, its acts, and the deeds allowed."""
    found = doors.application_for(request, application)
    return page(request, found)


def page(request: Any, found: Application, *, status: int = 200, comment: str = "") -> HttpResponse:
    """The page of an application. `comment`: what was typed, where a deed was refused."""
    today = request.portal.clock.today
    at = {"district_id": found.district_id, "application": found}
    stands, lines, wish = standing(found, today), materials.lines(found), kinds.wish_of(found)
    month = words.month(found.first_month)
    is_open = found.step in OPEN_STEPS
    changed = areas.changes(found.district_id, found.courtyard_id) if found.step in (*APPROVED_STEPS, "enrolled") else []
    public = ApplicationPublicityLine.objects.filter(**at).select_related("publicity").order_by("-pk")
    writes = found.step == ApplicationStep.DRAFT and doors.may(request, "application.enter", found.street_id)
    passed = gates(found.courtyard, found.first_month, accepted_before(found.scheme.start_rule, month)) if is_open else {}
    return render(
        request, "applications/application_detail.html",
        {
            "application": found, "tone": doors.TONES.get(ApplicationStep(found.step), "warn"), "is_open": is_open,
            "lines": words.told(request, found, lines, writes), "checklist": checklist.current(), "writes": writes,
            "known": sum(one.kept is None and one.found is not None for one in lines),
            "missing": [one for one in lines if one.is_missing], "gates": words.gates(request, found, passed, wish),
            "estimate": estimate(found.courtyard, found.scheme, month), "instead": _instead(found, wish) if is_open else None,
            "acts": [(one, words.stands(one.went_to, one.deed))
                     for one in ApplicationAct.objects.filter(**at).select_related("change").order_by("pk")],
            "way": words.way(found.step, wish.kind), "choices": doors.choices(request, found, stands, wish.kind),
            "wish": wish, "kind": ApplicationKind(wish.kind).label if wish.kind else "", "changed": changed,
            "standing": words.stands(found.step, wish.kind),
            "objections": [(one, doors.OBJECTION_TONES.get(ObjectionOutcome(one.state), "plain"))
                           for one in found.objections.order_by("pk")],
            "public": public, "is_public": stands.is_public, "comment": comment,
            "may_confirm": bool(changed) and doors.may(request, "application.approve", found.street_id),
            "may_object": found.step == ApplicationStep.PUBLISHED and doors.may(request, "application.object", found.street_id),
            "sees_confidential": any(request.portal.may(permission) for permission in doors.ACTS),
            "office": OFFICES.get(Step(found.step), ""), "today": today,
        },
        status=status,
    )


def _instead(found: Application, wish: kinds.Wish) -> Estimate | None:
    """What the same months would be paid by the scheme that a change leaves; None where nothing is left."""
    if wish.kind != ApplicationKind.CHANGE or wish.before is None:
        return None
    return estimate(found.courtyard, eras.version_on(wish.before, found.first_month), words.month(found.first_month))
