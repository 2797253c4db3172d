"""Payee accounts: masked in every list, entered by one person, confirmed by another, opened for a logged reason."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Exists, OuterRef, Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courtyards.models import Courtyard
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.payments import forms
from portal.payments.doors import found, may, of
from portal.registers.doors import said
from subsidies.models import Enrolment, PayeeAccount
from subsidies.payments import services
from subsidies.payments.choices import AccountState

PER_PAGE = 50
TONES = {AccountState.PROPOSED: "warn", AccountState.CONFIRMED: "good", AccountState.DECLINED: "bad"}
STATES = (AccountState.PROPOSED, AccountState.CONFIRMED)


@requires("records.read")
def PayeeList(request: Any) -> HttpResponse:
    """The accounts in force and those that wait; `?missing=1` the enrolled courtyards without a confirmed one."""
    portal = request.portal
    at = {"district_id": portal.district.pk}
    rows: Any = PayeeAccount.objects.filter(**at, state__in=STATES).select_related("courtyard__street")
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state in STATES:
        rows = rows.filter(state=state)
    confirmed = PayeeAccount.objects.filter(**at, courtyard=OuterRef("courtyard"), state=AccountState.CONFIRMED)
    missing = Enrolment.objects.filter(**at).on(portal.clock.today).filter(~Exists(confirmed)).select_related("courtyard__street")
    if words:
        named = Q(courtyard__name__icontains=words) | Q(courtyard__code=words)
        rows, missing = rows.filter(named), missing.filter(named)
    listed: Any = missing if "missing" in request.GET else rows
    page = Paginator(listed.order_by("courtyard__code", "pk"), PER_PAGE).get_page(request.GET.get("page"))
    is_missing = "missing" in request.GET
    return render(
        request, "payments/payee_list.html",
        {
            "page": page, "is_missing": is_missing, "state": state, "q": words, "missing": missing.count(),
            "states": [(value.value, value.label) for value in STATES],
            "rows": [] if is_missing else [(one, TONES[AccountState(one.state)], _may_decide(request, one)) for one in page],
            "may_enter": may(request, "payee.enter"), "may_reveal": may(request, "payee.reveal"),
            "back": of(request, "batch-list"),
        },
    )


def _may_decide(request: Any, account: PayeeAccount) -> bool:
    return (
        account.state == AccountState.PROPOSED and may(request, "payee.confirm", account.street_id)
        and account.entered_by_id != request.portal.user.pk
    )


@requires("payee.enter")
def PayeeCreate(request: Any, code: str) -> HttpResponse:
    """An account for a courtyard in sight."""
    portal = request.portal
    courtyard = found(Courtyard.objects.filter(district_id=portal.district.pk), code=code)
    form = forms.AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.enter_account(
                courtyard=courtyard, told=form.told(), on=portal.clock.today, by=portal.user, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The account is kept and waits for another person to confirm it."))
            return redirect(of(request, "payee-list"))
    return render(
        request, "payments/form.html",
        {
            "form": form, "title": _("Payee account"), "about": courtyard.name, "submit": _("Keep the account"),
            "back": of(request, "payee-list"), "text": _("It counts when another person has confirmed it."),
        },
    )


def _account_for(request: Any, account: int, permission: str) -> PayeeAccount:
    rows = PayeeAccount.objects.filter(district_id=request.portal.district.pk).select_related("courtyard")
    one: PayeeAccount = found(rows, pk=account)
    if not may(request, permission, one.street_id):
        raise PermissionDenied
    return one


@require_POST
@requires("payee.confirm")
def PayeeDeed(request: Any, account: int) -> HttpResponse:
    """Confirms an account that another person entered, or declines it for a reason."""
    one, portal = _account_for(request, account, "payee.confirm"), request.portal
    if not {"confirm", "decline"} & set(request.POST):
        raise Http404
    confirm, reason = "confirm" in request.POST, said(request, "reason")[:300]
    if not confirm and not reason:
        messages.error(request, _("Say why the account is declined; it is kept with it."))
        return redirect(of(request, "payee-list"))
    try:
        services.decide_account(
            account=one, confirm=confirm, on=portal.clock.today, by=portal.user, reason=reason or _("account confirmed")
        )
        messages.success(request, _("The account of %(name)s is decided.") % {"name": one.courtyard.name})
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(of(request, "payee-list"))


@require_POST
@requires("payee.reveal")
def PayeeReveal(request: Any, account: int) -> HttpResponse:
    """The whole number, for a reason that is kept before it is shown."""
    one, reason = _account_for(request, account, "payee.reveal"), said(request, "reason")[:300]
    if not reason:
        messages.error(request, _("Say what you need the number for; it is logged."))
        return redirect(of(request, "payee-list"))
    number = services.reveal(account=one, by=request.portal.user, reason=reason)
    return render(
        request, "payments/payee_reveal.html", {"account": one, "number": number, "back": of(request, "payee-list")}
    )
