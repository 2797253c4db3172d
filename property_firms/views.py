"""Entering and correcting firms and contracts."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit import history, locking
from governance.divisions.models import Street
from governance.people.permissions import requires
from property_firms import services
from property_firms.forms import ContractForm, FirmForm
from property_firms.models import Firm

TAKEN = "A firm with this credit code is registered in the district already."


def _form_page(request: Any, form: Any, context: dict[str, Any], status: int = 200) -> HttpResponse:
    code = 400 if form.errors else status
    return render(request, "property_firms/firm_form.html", {"form": form, **context}, status=code)


@requires("firm.write")
def FirmCreate(request: Any) -> HttpResponse:
    """A new firm."""
    portal = request.portal
    streets = Street.objects.filter(district_id=portal.district.pk)
    form = FirmForm(request.POST or None, streets=streets, initial={"registered_on": portal.clock.today})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                firm = services.register_firm(
                    district=portal.district.pk, data=data, by=portal.user, reason=data["reason"],
                    on=data["registered_on"],
                )
        except services.FirmRegistered:
            form.add_error("uscc", _(TAKEN))
        else:
            messages.success(request, _("%(name)s is entered.") % {"name": firm.unit.name})
            return redirect("registers:firm-detail", district=portal.district.code, uscc=firm.unit.uscc)
    return _form_page(request, form, {"back": reverse("registers:firm-list", kwargs={"district": portal.district.code})})


@requires("firm.write")
def FirmEdit(request: Any, uscc: str) -> HttpResponse:
    """Corrects a firm; a form that is older than the record says what changed meanwhile."""
    portal = request.portal
    firm = get_object_or_404(Firm.objects.select_related("unit"), district_id=portal.district.pk, unit__uscc=uscc)
    version = locking.version_of(firm.unit)
    initial = {name: getattr(firm.unit, name) for name in services.UNIT_FIELDS}
    initial |= {name: getattr(firm, name) for name in services.FIRM_FIELDS} | {"version": version}
    streets = Street.objects.filter(district_id=portal.district.pk)
    form = FirmForm(request.POST or None, streets=streets, editing=True, initial=initial)
    context: dict[str, Any] = {
        "firm": firm, "back": reverse("registers:firm-detail", kwargs={"district": portal.district.code, "uscc": uscc})
    }
    status = 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            with transaction.atomic():
                services.edit_firm(
                    firm=firm, data=data, version=data["version"] or 0, by=portal.user, reason=data["reason"]
                )
        except locking.StaleRecord:
            known = data["version"] or 0
            context["stale"] = [event for event in history.of(firm.unit) if event.version_id > known]
            form.data = {**request.POST.dict(), "version": str(version)}
            status = 409
        except services.FirmRegistered:
            form.add_error("uscc", _(TAKEN))
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": data["name"]})
            return redirect("registers:firm-detail", district=portal.district.code, uscc=data["uscc"])
    return _form_page(request, form, context, status)


@requires("firm.write")
def ContractCreate(request: Any, uscc: str) -> HttpResponse:
    """Contracts the firm for a courtyard."""
    portal = request.portal
    firm = get_object_or_404(Firm.objects.select_related("unit"), district_id=portal.district.pk, unit__uscc=uscc)
    form = ContractForm(request.POST or None, courtyards=Courtyard.objects.filter(district_id=portal.district.pk))
    back = reverse("registers:firm-detail", kwargs={"district": portal.district.code, "uscc": uscc})
    if request.method == "POST" and form.is_valid():
        try:
            services.contract(firm=firm, by=portal.user, **form.cleaned_data)
        except services.OverlappingContract as overlap:
            form.add_error("courtyard", _overlap(overlap))
        else:
            messages.success(request, _("The contract is entered."))
            return redirect(back)
    return _form_page(request, form, {"back": back, "firm": firm, "is_contract": True})


def _overlap(overlap: services.OverlappingContract) -> str:
    if overlap.standing is None:
        return _("This courtyard is already under contract in part of this period. End that contract first.")
    return _("This courtyard is under contract with %(firm)s from %(since)s. End that contract first.") % {
        "firm": overlap.standing.firm.unit.name, "since": overlap.standing.valid_from.isoformat()
    }
