"""What people do in a round by a button: hand on, give back, draw, announce, give plaques, confirm or decline."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.registers.doors import said
from portal.rounds.doors import PERMISSIONS, deeds_at, entry_for, found, may, of, round_for
from portal.rounds.entries import listed
from ratings import services as ratings
from ratings.choices import EntryStep
from ratings.models import RatingEntry, RatingRound, StarDecision
from ratings.rounds import services
from ratings.rules.rounds import Deed

# Whose word is written down at a step.
ON_BEHALF = {EntryStep.SELF: _lazy("its committee or firm"), EntryStep.OPINION: _lazy("its community")}
SHOWN = 5


@require_POST
@requires("records.read")
def EntryDeeds(request: Any, year: int) -> HttpResponse:
    """Hands on, gives back or closes one courtyard (`code`), the ticked ones, or all of the list that was shown."""
    round_ = round_for(request, year)
    deed = next((one for one in Deed if one.value in request.POST), None)
    if deed is None:
        raise Http404
    if request.POST.get("code"):
        entry = entry_for(request, year, request.POST["code"])
        rows, back = [entry], of(request, "entry-detail", year=year, code=entry.courtyard.code)
        step, street = entry.step, entry.street_id
    else:
        chosen = listed(request, round_, request.POST)
        if "all" not in request.POST:
            chosen = chosen.filter(pk__in=[pk for pk in request.POST.getlist("entry") if pk.isdigit()])
        rows, step, street = list(chosen), request.POST.get("step", ""), None
        back = f"{of(request, 'entry-list', year=year)}?step={step}&street={said(request, 'street')}"
    if step not in EntryStep.values or deed not in deeds_at(request, round_, step, street):
        raise PermissionDenied
    request.portal.stand_for(PERMISSIONS[EntryStep(step)])
    _do(request, round_, rows, deed, EntryStep(step))
    return redirect(back)


def _do(request: Any, round: RatingRound, rows: list[RatingEntry], deed: Deed, step: EntryStep) -> None:
    portal, comment = request.portal, said(request, "comment")[:300]
    try:
        if deed is Deed.CLOSE:
            [entry] = rows
            after = services.close_reinspection(
                entry=entry, comment=comment or _("re-inspection closed"), on=portal.clock.today, by=portal.user, now=portal.now
            )
            messages.success(request, _("The re-inspection is closed. The star that holds: %(star)s (%(score)s points).")
                             % {"star": after.get_star_display(), "score": after.score})
            return
        told = services.act(
            round=round, entries=[entry.pk for entry in rows], deed=deed, on=portal.clock.today, by=portal.user,
            comment=comment, on_behalf_of=str(ON_BEHALF.get(step, "")), street=portal.street_id,
        )
    except (Refused, ratings.RoundAnnounced, ratings.HandedOn) as refused:
        messages.error(request, str(refused))
        return
    _tell(request, told, rows)


def _tell(request: Any, told: services.Done, rows: list[RatingEntry]) -> None:
    if told.done:
        messages.success(
            request, ngettext("Done with %(n)d courtyard.", "Done with %(n)d courtyards.", told.done) % {"n": told.done}
        )
    names = dict(RatingEntry.objects.filter(pk__in=list(told.refused)[:SHOWN]).values_list("pk", "courtyard__name"))
    for pk, why in list(told.refused.items())[:SHOWN]:
        messages.error(request, f"{names.get(pk, '')}：{why}")
    if len(told.refused) > SHOWN:
        messages.error(request, _("and %(n)s more") % {"n": len(told.refused) - SHOWN})
    if not rows:
        messages.warning(request, _("Tick at least one courtyard."))


@require_POST
@requires("rating.manage")
def RoundDeed(request: Any, year: int) -> HttpResponse:
    """Draws the re-check, announces, or gives plaques, as the button says."""
    portal, round_ = request.portal, round_for(request, year)
    today, why = portal.clock.today, said(request, "reason")[:300]
    try:
        if "draw" in request.POST:
            made = services.draw_recheck(round=round_, on=today, by=portal.user, reason=why or _("sample drawn"))
            messages.success(request, _("%(drawn)s of %(n)s are re-checked; the others passed. The seed is %(seed)s.")
                             % {"drawn": len(made.drawn), "n": len(made.codes), "seed": made.seed})
            return redirect(of(request, "draw-detail", year=year, draw=made.number))
        if "announce" in request.POST:
            ratings.announce(round=round_, on=today, by=portal.user, reason=why or _("stars announced"))
            messages.success(request, _("The stars are announced. Give the plaques next."))
        elif "plaques" in request.POST:
            given = services.give_plaques(round=round_, on=today, by=portal.user, reason=why or _("plaques given"))
            messages.success(request, _("%(n)s plaques have their numbers.") % {"n": given})
        else:
            raise Http404
    except (Refused, ratings.RoundAnnounced, ratings.RoundNotComputed, ratings.RoundNotReady) as refused:
        messages.error(request, str(refused))
    return redirect(of(request, "round-way", year=year))


@require_POST
@requires("rating.confirm")
def DecisionDeed(request: Any, decision: int) -> HttpResponse:
    """Confirms or declines what another person proposed."""
    portal = request.portal
    rows = StarDecision.objects.filter(district_id=portal.district.pk).select_related("round", "courtyard")
    one = found(rows, pk=decision)
    if not may(request, "rating.confirm", one.street_id):
        raise PermissionDenied
    try:
        if "confirm" in request.POST:
            services.confirm_decision(decision=one, on=portal.clock.today, by=portal.user, now=portal.now)
            messages.success(request, _("The decision is confirmed and counts."))
        elif "decline" in request.POST:
            services.decline(
                decision=one, on=portal.clock.today, by=portal.user, reason=said(request, "reason", _("declined"))[:300]
            )
            messages.success(request, _("The proposal is declined; nothing changed."))
        else:
            raise Http404
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(of(request, "entry-detail", year=one.round.year, code=one.courtyard.code))
