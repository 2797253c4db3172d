"""Defining a district's own reading of an indicator: looked at first, then released with a reason."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.indicators import catalogue, registry, services, statistics
from governance.indicators.definitions import Indicator
from governance.indicators.models import IndicatorVariant
from governance.indicators.services import VariantRefused
from governance.people.permissions import requires
from portal.catalogue.forms import VariantForm
from portal.catalogue.pages import can_vary
from portal.registers.doors import said


@requires("indicator.define")
def VariantCreate(request: Any) -> HttpResponse:
    """A new variant: first the indicator that is read in another way, then how."""
    if request.portal.clock.is_past:
        raise PermissionDenied
    try:
        of = registry.find(request.GET.get("of", ""))
    except registry.UnknownIndicator:
        of = None
    if of is None or not can_vary(of):
        subjects = [
            (words, [one for one in registry.every().values() if one.app == app and can_vary(one)])
            for app, words in registry.subjects().items()
        ]
        return render(request, "portal/variant_begin.html", {"subjects": [(w, found) for w, found in subjects if found]})
    return _define(request, of, None)


@requires("indicator.define")
def VariantRevise(request: Any, indicator: str) -> HttpResponse:
    """The next version of a variant; the earlier ones stay as they are."""
    rows = catalogue.versions(indicator, request.portal.district.pk)
    if not rows or rows[0].is_withdrawn or rows[0].of not in registry.every():
        raise Http404
    return _define(request, registry.every()[rows[0].of], rows[0])


@require_POST
@requires("indicator.define")
def VariantWithdraw(request: Any, indicator: str) -> HttpResponse:
    """The variant is no longer asked for; its versions stay readable and computable."""
    portal, reason, seen = request.portal, said(request, "reason"), request.POST.get("seen", "")
    if not catalogue.versions(indicator, portal.district.pk):
        raise Http404
    here = reverse("district:variant-versions", kwargs={"district": portal.district.code, "indicator": indicator})
    if not reason:
        messages.error(request, _("Say in a few words why; it stands in the history."))
        return redirect(here)
    try:
        row = services.withdraw(
            district=portal.district.pk, key=indicator, seen=int(seen) if seen.isdigit() else 0, today=portal.clock.today,
            by=portal.user, reason=reason,
        )
    except VariantRefused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("%(name)s is no longer asked for.") % {"name": row.label})
    return redirect(here)


def _define(request: Any, of: Indicator, last: IndicatorVariant | None) -> HttpResponse:
    if request.portal.clock.is_past:
        raise PermissionDenied
    kind, today = VariantForm.for_indicator(of), request.portal.clock.today
    initial = {"population": of.default, "in_force_from": today} | (VariantForm.told(last) if last else {})
    form = kind(request.POST or None, of=of, initial=initial)
    preview, status = None, 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                preview = _preview(request, of, services.draft(of, form.reading))
                if request.POST.get("do") == "release":
                    return _released(request, _release(request, form, of, last))
                status = 200
            except VariantRefused as refused:
                form.add_error(refused.field or None, refused.message)
    [cell] = statistics.values(statistics.Question(request.portal.district.pk, today), [of])
    return render(
        request, "portal/variant_form.html",
        {"form": form, "of": of, "last": last, "preview": preview, "cell": cell, "seen": last.version if last else 0},
        status=status,
    )


def _release(request: Any, form: VariantForm, of: Indicator, last: IndicatorVariant | None) -> IndicatorVariant:
    portal, since, seen = request.portal, form.cleaned_data["in_force_from"], request.POST.get("seen", "")
    given = {"reading": form.reading, "by": portal.user, "reason": form.cleaned_data["reason"]}
    if last is None:
        return services.release(district=portal.district.pk, of=of.key, in_force_from=since, **given)
    return services.revise(
        district=portal.district.pk, key=last.key, seen=int(seen) if seen.isdigit() else 0, in_force_from=since,
        today=portal.clock.today, **given,
    )


def _released(request: Any, row: IndicatorVariant) -> HttpResponse:
    told = {"name": row.label, "version": row.version, "day": row.in_force_from}
    messages.success(request, _("%(name)s is released as version %(version)s, in force from %(day)s.") % told)
    here = {"district": request.portal.district.code, "indicator": row.key}
    return redirect(reverse("district:variant-versions", kwargs=here))


def _preview(request: Any, of: Indicator, row: IndicatorVariant) -> statistics.Cell | None:
    """The figure as the variant would have it today."""
    row.version, row.in_force_from = 1, date.min
    shaped = catalogue.shaped(row, of.key)
    if shaped is None:
        return None
    portal = request.portal
    [cell] = statistics.values(statistics.Question(portal.district.pk, portal.clock.today), [shaped])
    return cell
