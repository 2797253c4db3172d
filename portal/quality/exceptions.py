"""Findings that somebody accepted, with a reason: accepting one, the list of them, taking one back."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.quality import findings, services
from governance.quality.declarations import Check
from governance.quality.findings import Asked
from governance.quality.models import QualityException
from governance.quality.registry import every, find
from governance.registers import registry
from governance.registers.declarations import Refused
from governance.registers.entries import Entry
from portal.api.answers import as_csv
from portal.quality import remedies
from portal.quality.forms import AcceptForm
from portal.registers.doors import may_write, record_for, register_for
from portal.registers.entry import refuse

MOST = 500


@requires("records.read")
def FindingAccept(request: Any, check: str, subject: int) -> HttpResponse:
    """Says why a finding is right as it is; from then on it counts as accepted."""
    portal, found = request.portal, _check(check)
    register = register_for(request, found.register, "write")
    record = record_for(request, register, subject)
    finding = findings.of_record(Asked(portal.district.pk, portal.clock.today), found, subject)
    if finding is None:
        messages.info(request, _("This is in order by now; there is nothing to accept."))
        return redirect("quality:check-detail", district=portal.district.code, check=found.key)
    form = AcceptForm(request.POST or None, initial={"until": finding.until, "reason": finding.reason})
    back = remedies.page(finding, portal.district.code)
    if request.method == "POST" and form.is_valid():
        try:
            services.accept(
                found, record=record, reason=form.cleaned_data["reason"], until=form.cleaned_data["until"], by=portal.user,
                now=portal.now, today=portal.clock.today,
            )
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("%(name)s is accepted as an exception.") % {"name": finding.name})
            return redirect(back)
    context = {"finding": finding, "form": form, "back": back, "told": remedies.told(request, finding)}
    return render(request, "quality/finding_accept.html", context, status=400 if form.errors else 200)


def _check(key: str) -> Check:
    found = find(key)
    if found is None:
        raise Http404
    return found


@requires("records.read")
def ExceptionList(request: Any) -> HttpResponse:
    """Everything that was accepted, the latest first; what ran out stays to be seen until it is taken back."""
    portal = request.portal
    kept = QualityException.objects.filter(district_id=portal.district.pk).select_related("street").order_by("-accepted_at")
    rows = shown(request, kept[:MOST])
    if request.GET.get("format") == "csv":
        return as_csv([_line(row) for row in rows], bom=True, name="exceptions")
    return render(request, "quality/exception_list.html", {"accepted": rows})


def shown(request: Any, kept: Iterable[QualityException]) -> list[dict[str, Any]]:
    """Exceptions with their check, whether they still hold, and whether the person may take them back."""
    today, checks, registers = request.portal.clock.today, every(), registry.every()
    return [
        {
            "exception": one, "check": checks[one.check_key], "ran_out": one.until is not None and one.until < today,
            "page": reverse("registers:record-detail", kwargs={
                "district": request.portal.district.code, "key": one.register, "record": one.record_id,
            }),
            "may_withdraw": may_write(request, registers[one.register], record=one),
        }
        for one in kept
        if one.check_key in checks and request.portal.may(f"{one.register}.read")
    ]


def _line(row: dict[str, Any]) -> dict[str, Any]:
    one = row["exception"]
    return {
        _("Check"): str(row["check"].title), _("Which record"): one.label,
        _("Street"): one.street.name if one.street else _("Whole district"), _("Reason"): one.reason,
        _("Accepted by"): one.accepted_by_name, _("Accepted on"): one.accepted_at.date().isoformat(),
        _("Accepted until"): one.until.isoformat() if one.until else "",
    }


@requires("records.read")
def ExceptionWithdraw(request: Any, exception: int) -> HttpResponse:
    """Takes an exception back, with a reason: the finding counts again."""
    portal = request.portal
    kept = get_object_or_404(QualityException, pk=exception, district_id=portal.district.pk)
    register_for(request, kept.register, "write")
    # Asked again: the scope is that of the right by now.
    kept = get_object_or_404(QualityException, pk=exception, district_id=portal.district.pk)
    form, back = Entry(request.POST or None), reverse("quality:exception-list", kwargs={"district": portal.district.code})
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw(exception=kept, by=portal.user, reason=form.cleaned_data["reason"])
        except Refused as refused:
            refuse(form, refused)
        else:
            messages.success(request, _("The exception for %(name)s is taken back.") % {"name": kept.label})
            return redirect(back)
    context = {"exception": kept, "check": find(kept.check_key), "form": form, "back": back}
    return render(request, "quality/exception_withdraw.html", context, status=400 if form.errors else 200)
