"""An objection to what is public: written down as it came in, given its number, answered by another person."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.applications import doors
from portal.applications.forms import ObjectionForm
from portal.tracking import receipts
from portal.tracking.forms import AnswerForm
from subsidies.choices_applications import ObjectionOutcome
from subsidies.models import ApplicationObjection, ApplicationPublicityLine
from subsidies.services import applications as services


@requires("application.object")
def ObjectionCreate(request: Any, application: int) -> HttpResponse:
    """Writes an objection down for whoever brings it."""
    portal, found = request.portal, doors.application_for(request, application)
    lines = ApplicationPublicityLine.objects.filter(district_id=found.district_id, application=found)
    line = doors.found(lines.select_related("publicity").order_by("-pk"))
    form = ObjectionForm(request.POST or None, initial={"received_on": portal.clock.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.lodge(
                application=found, told=form.told(), today=portal.clock.today, by=portal.user, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("The objection is kept. Give the tracking number to the objector."))
            return redirect(doors.of(request, "objection-detail", objection=made.pk))
    return render(
        request, "applications/objection_form.html",
        {"form": form, "application": found, "line": line, "back": doors.of(request, "application-detail", application=found.pk)},
        status=400 if form.errors else 200,
    )


@requires("records.read")
def ObjectionDetail(request: Any, objection: int) -> HttpResponse:
    """An objection with its number and, for the housing centre, its answer."""
    rows = ApplicationObjection.objects.filter(district_id=request.portal.district.pk)
    one = doors.found(rows.select_related("application", "courtyard__street", "line__publicity"), pk=objection)
    decides = doors.may(request, "application.approve", one.street_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not decides:
            raise PermissionDenied
        request.portal.stand_for("application.approve")
        if form.is_valid() and _answer(request, one, form):
            return redirect(doors.of(request, "objection-detail", objection=one.pk))
    return render(
        request, "applications/objection_detail.html",
        {
            "objection": one, "tone": doors.OBJECTION_TONES.get(ObjectionOutcome(one.state), "plain"),
            "form": form if decides and one.state == ObjectionOutcome.LODGED else None,
            "receipt": receipts.of(
                request, one, about=_("application %(number)s") % {"number": one.application.number},
                objector=str(one.get_objector_display()), last_on=one.line.publicity.last_on,
            ),
            "back": doors.of(request, "application-detail", application=one.application_id),
        },
        status=400 if form.errors else 200,
    )


def _answer(request: Any, objection: ApplicationObjection, form: AnswerForm) -> bool:
    portal = request.portal
    told = {"objection": objection, "answer": form.cleaned_data["answer"], "on": portal.clock.today, "by": portal.user}
    try:
        if "uphold" in request.POST:
            services.uphold_objection(**told)
            messages.success(request, _("The application is open again: the housing centre looks at it anew."))
        else:
            services.reject_objection(**told)
            messages.success(request, _("The objection is rejected; the objector reads the reasons by the number."))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        return False
    return True
