"""What people do with one application by a button; and the confirmation of an area that changed."""

from decimal import Decimal, InvalidOperation
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courtyards.models import Courtyard
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.applications import doors, pages, words
from portal.applications.forms import ConfirmForm
from portal.registers.doors import said
from subsidies.applications import areas, kinds
from subsidies.models import Application
from subsidies.rules.applications import Deed, Step
from subsidies.services import applications as services


@require_POST
@requires("records.read")
def ApplicationDeed(request: Any, application: int) -> HttpResponse:
    """Hands on, gives back, rejects, withdraws or enrols, as the button says."""
    found = doors.application_for(request, application)
    deed = next((one for one in doors.BY_HAND if one.value in request.POST), None)
    if deed is None:
        raise Http404
    if request.POST.get("step") not in (None, found.step):
        # Somebody was faster: what the button said is no longer so.
        messages.error(request, _("It no longer stands at this step. Here it is as it stands now; what you typed is kept."))
        return pages.page(request, found, status=409, comment=said(request, "comment")[:600])
    permission = doors.permission_for(found.step, deed)
    if permission is None or not doors.may(request, permission, found.street_id):
        raise PermissionDenied
    request.portal.stand_for(permission)
    comment = said(request, "comment")[:600]
    try:
        after = _do(request, found, deed, comment)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return pages.page(request, doors.application_for(request, application), status=400, comment=comment)
    told = words.stands(after.step, kinds.wish_of(after).kind)
    messages.success(request, _("%(number)s: %(step)s.") % {"number": found.number, "step": told})
    return redirect(doors.of(request, "application-detail", application=found.pk))


def _do(request: Any, found: Application, deed: Deed, comment: str) -> Application:
    portal = request.portal
    if deed is Deed.ENROL:
        return services.enrol_application(
            application=found, on=portal.clock.today, now=portal.now, by=portal.user,
            reason=comment or _("publicity over"),
        )
    community = found.courtyard.community.name if found.step == Step.OPINION else ""
    if found.step == Step.DRAFT:
        community = found.applicant_name
    return services.act(
        application=found, deed=deed, on=portal.clock.today, by=portal.user, comment=comment, on_behalf_of=community
    )


@requires("records.read")
def AreaChangeList(request: Any) -> HttpResponse:
    """Courtyards whose area changed after their approval, until the housing centre confirms it."""
    return render(
        request, "applications/area_change_list.html",
        {
            "changes": areas.changes(request.portal.district.pk), "may_confirm": doors.may(request, "application.approve"),
            "back": doors.of(request, "application-list"),
        },
    )


@requires("application.approve")
def AreaConfirm(request: Any, code: str) -> HttpResponse:
    """Confirms one with a reason; the area that was seen goes with it, so that nobody confirms another one."""
    portal = request.portal
    yard: Courtyard = doors.found(
        Courtyard.objects.filter(district_id=portal.district.pk).select_related("street"), code=code
    )
    back, waiting = doors.of(request, "area-change-list"), areas.changes(portal.district.pk, yard.pk)
    if not waiting:
        messages.success(request, _("The area of %(name)s is the approved one.") % {"name": yard.name})
        return redirect(back)
    form = ConfirmForm(request.POST or None, initial={"seen": "" if yard.area_m2 is None else str(yard.area_m2)})
    if request.method == "POST" and form.is_valid():
        try:
            seen = Decimal(form.cleaned_data["seen"]) if form.cleaned_data["seen"] else None
            services.confirm_area(courtyard=yard, area_m2=seen, by=portal.user, reason=form.cleaned_data["reason"])
        except InvalidOperation as odd:
            raise Http404 from odd
        except Refused as refused:
            form.add_error(None, str(refused.message))
        else:
            messages.success(request, _("The area of %(name)s is confirmed.") % {"name": yard.name})
            return redirect(back)
    return render(
        request, "applications/area_confirm.html", {"form": form, "change": waiting[0], "courtyard": yard, "back": back},
        status=400 if form.errors else 200,
    )


