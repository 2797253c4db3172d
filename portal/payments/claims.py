"""Claims to what was paid too much: the list, one of them, and what may be done with it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.common.periods import EVER, FOREVER
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.payments import forms
from portal.payments.doors import found, may, of
from portal.registers.doors import said
from subsidies.models import ClawbackClaim, ClawbackLine, Repayment
from subsidies.payments import dues, services
from subsidies.payments.choices import ClaimState
from subsidies.payments.services import clawbacks
from subsidies.rules.capitals import capitals
from subsidies.rules.clawbacks import WAY, ClaimDeed, ClaimStep

PER_PAGE = 50
TONES = {
    ClaimState.CLAIMED: "bad", ClaimState.NOTICED: "warn", ClaimState.WAIVER: "warn", ClaimState.SETTLED: "good",
}
PERMISSIONS = {
    ClaimDeed.NOTICE: "clawback.claim", ClaimDeed.REPAY: "clawback.repay", ClaimDeed.PROPOSE: "clawback.waive",
    ClaimDeed.WAIVE: "clawback.waive", ClaimDeed.DECLINE: "clawback.waive",
}


@requires("records.read")
def ClawbackList(request: Any) -> HttpResponse:
    """The claims in sight, the newest first, with what is open of each."""
    back = Repayment.objects.filter(district=OuterRef("district"), claim=OuterRef("pk")).order_by().values("claim")
    rows: Any = ClawbackClaim.objects.filter(district_id=request.portal.district.pk).annotate(
        back_fen=Coalesce(Subquery(back.annotate(fen=Sum("amount_fen")).values("fen")), 0)
    )
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state in ClaimState.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(courtyard__name__icontains=words) | Q(number__icontains=words))
    owing = _owing(request) if may(request, "clawback.claim") else []
    page = Paginator(rows.select_related("courtyard__street").order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "payments/clawback_list.html",
        {
            "page": page, "state": state, "q": words, "states": ClaimState.choices, "owing": owing,
            "back": of(request, "batch-list"),
            "rows": [(one, one.amount_fen - one.back_fen, TONES.get(ClaimState(one.state), "plain")) for one in page],
        },
    )


def _owing(request: Any) -> list[tuple[Courtyard, int]]:
    """Courtyards whose open lines come to less than nothing, and that no claim speaks of yet; with how much."""
    sums: dict[int, int] = {}
    for due in dues.read(request.portal.district.pk, EVER, FOREVER):
        sums[due.courtyard] = sums.get(due.courtyard, 0) + due.remains_fen
    rows = Courtyard.objects.filter(pk__in=[pk for pk, fen in sums.items() if fen < 0]).select_related("street")
    return [(courtyard, -sums[courtyard.pk]) for courtyard in rows.order_by("code")]


@requires("clawback.claim")
def ClawbackCreate(request: Any, code: str) -> HttpResponse:
    """A claim for a courtyard whose corrections come to less than nothing."""
    portal = request.portal
    courtyard = found(Courtyard.objects.filter(district_id=portal.district.pk), code=code)
    form = forms.ClaimForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = services.claim(courtyard=courtyard, why=form.cleaned_data["why"], on=portal.clock.today, by=portal.user)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            return redirect(of(request, "clawback-detail", claim=made.pk))
    return render(
        request, "payments/form.html",
        {
            "form": form, "title": _("Claim back"), "about": courtyard.name, "submit": _("Claim back"),
            "back": of(request, "clawback-list"),
            "text": _("The claim is what the open corrections of this courtyard come to, all months together."),
        },
    )


@requires("records.read")
def ClawbackDetail(request: Any, claim: int) -> HttpResponse:
    """A claim: why, from which lines, what came back, and the deeds allowed."""
    rows = ClawbackClaim.objects.filter(district_id=request.portal.district.pk)
    one = found(rows.select_related("courtyard__street"), pk=claim)
    deeds = _deeds(request, one)
    forms_of = _forms(request, deeds)
    if request.method == "POST" and _done(request, one, deeds, forms_of):
        return redirect(of(request, "clawback-detail", claim=claim))
    left = clawbacks.outstanding(one)
    lines = ClawbackLine.objects.filter(district_id=one.district_id, claim=one).select_related("line")
    repayments = Repayment.objects.filter(district_id=one.district_id, claim=one).select_related("item__batch", "change")
    return render(
        request, "payments/clawback_detail.html",
        {
            "claim": one, "tone": TONES.get(ClaimState(one.state), "plain"), "capitals": capitals(one.amount_fen), "left": left,
            "lines": lines.order_by("line__month", "line"), "repayments": repayments, "deeds": [deed.value for deed in deeds],
            "forms": {deed.value: form for deed, form in forms_of.items()}, "back": of(request, "clawback-list"),
        },
    )


def _deeds(request: Any, claim: ClawbackClaim) -> list[ClaimDeed]:
    """What the person's role lets them do with the claim where it stands."""
    step = ClaimStep(claim.state)
    allowed = [
        deed for deed, permission in PERMISSIONS.items()
        if (step, deed) in WAY and may(request, permission, claim.street_id)
    ]
    own = request.portal.user is not None and claim.proposed_by_id == request.portal.user.pk
    return [deed for deed in allowed if not (own and deed in (ClaimDeed.WAIVE, ClaimDeed.DECLINE))]


def _forms(request: Any, deeds: list[ClaimDeed]) -> dict[ClaimDeed, Any]:
    """The forms of the deeds that have one; that of the pressed button is filled, and stays where the claim has moved on."""
    kinds = {ClaimDeed.NOTICE: forms.NoticeForm, ClaimDeed.REPAY: forms.RepayForm, ClaimDeed.PROPOSE: forms.WaiverForm}
    today = request.portal.clock.today
    return {
        deed: kinds[deed](
            request.POST if deed.value in request.POST else None, initial={"on": today}, auto_id=f"id_{deed.value}_%s"
        )
        for deed in kinds if deed in deeds or deed.value in request.POST
    }


def _done(request: Any, claim: ClawbackClaim, deeds: list[ClaimDeed], given: dict[ClaimDeed, Any]) -> bool:
    """Does what the button says; False where its form is to be shown again."""
    deed = next((one for one in PERMISSIONS if one.value in request.POST), None)
    if deed is None:
        raise Http404
    if not may(request, PERMISSIONS[deed], claim.street_id):
        raise PermissionDenied
    request.portal.stand_for(PERMISSIONS[deed])
    form, portal = given.get(deed), request.portal
    if form is not None and deed not in deeds:
        # Somebody else was quicker: what was typed stays on the page, beside where the claim stands.
        form.add_error(None, clawbacks.stands(claim))
    if form is not None and not form.is_valid():
        return False
    try:
        _do(claim, deed, form.cleaned_data if form else {}, portal, said(request, "reason"))
    except Refused as refused:
        if form is None:
            messages.error(request, str(refused))
            return True
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    messages.success(request, _("It is kept with the claim."))
    return True


def _do(claim: ClawbackClaim, deed: ClaimDeed, told: dict[str, Any], portal: Any, reason: str) -> None:
    today, by = portal.clock.today, portal.user
    if deed is ClaimDeed.NOTICE:
        services.notice(claim=claim, document=told["document"], due_on=told["due_on"], on=today, by=by)
    elif deed is ClaimDeed.REPAY:
        services.repay(
            claim=claim, amount_fen=told["amount"], document=told["document"], on=told["on"], today=today, by=by
        )
    elif deed is ClaimDeed.PROPOSE:
        services.propose_waiver(claim=claim, document=told["document"], ground=told["ground"], by=by)
    else:
        waive = deed is ClaimDeed.WAIVE
        words = reason or (_("waiver decided") if waive else _("waiver declined"))
        services.decide_waiver(claim=claim, waive=waive, on=today, by=by, reason=words[:300])
