"""An application is entered at a desk or on a phone, corrected, and its materials are checked off."""

from typing import Any

from django.contrib import messages
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from courtyards.models import Courtyard, ThreeNoBaseline
from governance.common.periods import Month
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.registers.services.files import content_of
from portal.applications import doors
from portal.applications.forms import ApplicationForm, first_wish
from portal.registers.doors import said
from subsidies.applications import checklist, eras
from subsidies.choices import SchemeStatus
from subsidies.choices_applications import OPEN_STEPS
from subsidies.models import Application, ApplicationMaterial, Enrolment, SubsidyScheme
from subsidies.rules.counter import LIMIT
from subsidies.services import applications as services


def candidates(request: Any) -> Any:
    """Three-no courtyards in sight that are not in the subsidy and have no application under way."""
    of = {"district": OuterRef("district"), "courtyard": OuterRef("pk")}
    rows = Courtyard.objects.filter(district_id=request.portal.district.pk).on(request.portal.clock.today)
    return rows.filter(
        Exists(ThreeNoBaseline.objects.filter(**of)), ~Exists(Enrolment.objects.filter(**of, left_on__isnull=True)),
        ~Exists(Application.objects.filter(**of, step__in=OPEN_STEPS)),
    ).select_related("street").order_by("street__code", "name_pinyin", "pk")


def inside(request: Any, code: str) -> Enrolment | None:
    """The enrolment of a courtyard that is in the subsidy and has no application under way: its scheme may change."""
    rows = Enrolment.objects.filter(district_id=request.portal.district.pk, courtyard__code=code, left_on__isnull=True)
    under_way = Application.objects.filter(
        district=OuterRef("district"), courtyard=OuterRef("courtyard"), step__in=OPEN_STEPS
    )
    return rows.filter(~Exists(under_way)).select_related("scheme", "courtyard").first()


def _form(
    request: Any, courtyards: Any, application: Application | None = None, enrolled: Enrolment | None = None, **initial: Any
) -> ApplicationForm:
    """`enrolled`: of a courtyard that is inside; then another scheme than its own is chosen."""
    schemes = SubsidyScheme.objects.filter(district_id=request.portal.district.pk, status=SchemeStatus.RELEASED)
    if enrolled is not None:
        schemes = schemes.exclude(key=enrolled.scheme.key)
    under = Enrolment.objects.filter(district=OuterRef("district"), scheme__key=OuterRef("key")).order_by()
    # The one under which most courtyards receive is offered first.
    schemes = schemes.annotate(n=Coalesce(Subquery(under.values("scheme__key").annotate(n=Count("pk")).values("n")), 0))
    return ApplicationForm(
        request.POST or None, initial=initial, schemes=list(schemes.order_by("-n", "-in_force", "-version")),
        courtyards=courtyards, application=application,
    )


@requires("application.enter")
def ApplicationCreate(request: Any) -> HttpResponse:
    """Enters an application; the address may name its courtyard (`?courtyard=CODE`), also one that is to change its scheme."""
    portal, code, rows = request.portal, request.GET.get("courtyard", ""), candidates(request)
    enrolled = inside(request, code) if code else None
    wished = first_wish(portal.clock.today)
    if enrolled is not None:
        rows = Courtyard.objects.filter(pk=enrolled.courtyard_id).select_related("street")
        free, end = str(eras.free_from(enrolled)), str(Month.of(enrolled.first_month).plus(LIMIT))
        wished = max(wished, free) if wished < end else free
    known = rows.filter(code=code).first() if code else None
    form = _form(
        request, rows, enrolled=enrolled, courtyard=known, applied_on=portal.clock.today, first_month=wished
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = services.enter(
                courtyard=form.cleaned_data["courtyard"], given=form.given(), on=portal.clock.today, by=portal.user,
                reason=form.cleaned_data["reason"],
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            told = _("Application %(number)s is entered. Check its materials off, then submit it.")
            messages.success(request, told % {"number": made.number})
            return redirect(doors.of(request, "application-detail", application=made.pk))
    return render(
        request, "applications/application_form.html",
        {
            "form": form, "application": None, **_changing(enrolled),
            "back": doors.of(request, "enrolment-detail", enrolment=enrolled.pk) if enrolled
            else doors.of(request, "application-list"),
        },
        status=400 if form.errors else 200,
    )


def _changing(enrolled: Enrolment | None) -> dict[str, Any]:
    """What the form says where a courtyard changes its scheme."""
    if enrolled is None:
        return {"enrolled": None}
    return {
        "enrolled": enrolled, "first": Month.of(enrolled.first_month), "free_from": eras.free_from(enrolled),
        "last": Month.of(enrolled.first_month).plus(LIMIT - 1),
    }


@requires("application.enter")
def ApplicationEdit(request: Any, application: int) -> HttpResponse:
    """Corrects an application that is not handed on, or was returned."""
    portal, found = request.portal, doors.application_for(request, application)
    back = doors.of(request, "application-detail", application=found.pk)
    enrolled = Enrolment.objects.filter(
        district_id=found.district_id, courtyard=found.courtyard_id, left_on__isnull=True
    ).select_related("scheme").first()
    form = _form(
        request, candidates(request), found, enrolled, applicant=found.applicant, scheme=str(found.scheme_id), why=found.why,
        applied_on=found.applied_on, first_month=f"{found.first_month:%Y-%m}",
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.correct(
                application=found, given=form.given(), on=portal.clock.today, by=portal.user, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("Application %(number)s is saved.") % {"number": found.number})
            return redirect(back)
    return render(
        request, "applications/application_form.html",
        {"form": form, "application": found, "back": back, **_changing(enrolled)},
        status=400 if form.errors else 200,
    )


@require_POST
@requires("application.enter")
def MaterialCheck(request: Any, application: int) -> HttpResponse:
    """Checks an item (`item`) off by its file or by the register's record, takes it off, or checks all off that is known."""
    portal, found = request.portal, doors.application_for(request, application)
    today, code, file = portal.clock.today, said(request, "item"), request.FILES.get("file")
    try:
        if "known" in request.POST:
            count = services.check_off_known(application=found, on=today, by=portal.user)
            told = ngettext("%(n)d item is checked off by the registers.", "%(n)d items are checked off by the registers.", count)
            messages.success(request, told % {"n": count})
        elif "take_off" in request.POST:
            services.take_off(application=found, code=code, by=portal.user)
            messages.success(request, _("The item is open again."))
        else:
            content = {"name": file.name or "", "content": file.read()} if file else {}
            services.check_off(application=found, code=code, on=today, by=portal.user, **content)
            messages.success(request, _("The item is checked off."))
    except Refused as refused:
        messages.error(request, str(refused.message))
    return redirect(f"{doors.of(request, 'application-detail', application=found.pk)}#materials")


@requires("records.read")
def MaterialFile(request: Any, application: int, material: int) -> HttpResponse:
    """The file of a material; a confidential one for whoever acts on applications alone."""
    found = doors.application_for(request, application)
    kept = get_object_or_404(
        ApplicationMaterial.objects.select_related("attachment"), pk=material, application=found,
        district_id=found.district_id, attachment__isnull=False,
    )
    item = checklist.current().item(kept.code)
    if item is not None and item.is_confidential and not any(request.portal.may(one) for one in doors.ACTS):
        raise Http404
    file: Any = kept.attachment
    answer = HttpResponse(content_of(file), content_type=file.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, file.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
