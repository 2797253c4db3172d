"""Entering and correcting a courtyard."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courtyards import services
from courtyards.forms import CourtyardForm
from courtyards.models import Courtyard
from governance.audit import history, locking
from governance.divisions.models import Community
from governance.people.permissions import requires


def _communities(request: Any) -> Any:
    """The communities of the person's streets (the scope shows no others)."""
    return Community.objects.filter(district_id=request.portal.district.pk).select_related("street")


@requires("courtyard.write")
def CourtyardCreate(request: Any) -> HttpResponse:
    """A new courtyard."""
    portal = request.portal
    form = CourtyardForm(
        request.POST or None, communities=_communities(request), initial={"registered_on": portal.clock.today}
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        courtyard = services.register(
            district=portal.district.pk, data=data, by=portal.user, reason=data["reason"], on=data["registered_on"]
        )
        messages.success(request, _("%(name)s is entered.") % {"name": courtyard.name})
        return redirect("registers:courtyard-detail", district=portal.district.code, code=courtyard.code)
    back = reverse("registers:courtyard-list", kwargs={"district": portal.district.code})
    return render(request, "courtyards/courtyard_form.html", {"form": form, "back": back}, status=400 if form.errors else 200)


@requires("courtyard.write")
def CourtyardEdit(request: Any, code: str) -> HttpResponse:
    """Corrects a courtyard; a form that is older than the record says what changed meanwhile."""
    portal = request.portal
    courtyard = get_object_or_404(Courtyard, district_id=portal.district.pk, code=code)
    version = locking.version_of(courtyard)
    back = reverse("registers:courtyard-detail", kwargs={"district": portal.district.code, "code": code})
    form = CourtyardForm(
        request.POST or None, instance=courtyard, initial={"version": version},
        communities=_communities(request).filter(street_id=courtyard.street_id),
    )
    stale, status = None, 200
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.edit(
                courtyard=courtyard, data=data, version=data["version"] or 0, by=portal.user, reason=data["reason"]
            )
        except locking.StaleRecord:
            known = data["version"] or 0
            stale = [event for event in history.of(courtyard) if event.version_id > known]
            form.data = {**form.data, "version": str(version)}
            status = 409
        else:
            messages.success(request, _("%(name)s is saved.") % {"name": data["name"]})
            return redirect(back)
    context = {"form": form, "courtyard": courtyard, "back": back, "stale": stale}
    return render(request, "courtyards/courtyard_form.html", context, status=400 if form.errors else status)
