"""The pages with a form: opening a round, publishing its stars, proposing to change an announced one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.rounds import forms
from portal.rounds.doors import entry_for, of, round_for
from ratings.choices import DecisionKind, RoundStatus, VersionStatus
from ratings.models import RatingStandard
from ratings.rounds import eligibility, services
from ratings.rounds.services.opening import deadlines
from ratings.rounds.services.publicity import deadline

SHOWN = 200


@requires("rating.manage")
def RoundOpen(request: Any) -> HttpResponse:
    """A round is planned, looked at before it is opened (who, by street; who not, and why; until when), then opened."""
    portal = request.portal
    released = RatingStandard.objects.filter(district_id=portal.district.pk, status=VersionStatus.RELEASED)
    today = portal.clock.today
    form = forms.OpenForm(
        request.POST or None, standards=list(released.order_by("title", "-version")),
        initial={"year": today.year, "eligible_on": today},
    )
    preview = None
    if request.method == "POST" and form.is_valid():
        try:
            if "open" in request.POST:
                made = services.open_with_steps(
                    plan=form.plan(), on=today, by=portal.user, reason=form.cleaned_data["reason"]
                )
                messages.success(request, _("The round is open: every street finds its courtyards among its tasks."))
                return redirect(of(request, "round-way", year=made.year))
            preview = _preview(form.plan(), today)
        except Refused as refused:
            form.add_error(_field(form, refused.field), str(refused))
    return render(request, "rounds/round_open.html", {"form": form, "preview": preview})


def _field(form: Any, name: str) -> str | None:
    if name == "days":
        return "days_self"
    return name if name in form.fields else None


def _preview(plan: services.Plan, today: Any) -> dict[str, Any]:
    due = deadlines(plan, today)
    listed = eligibility.candidates(plan.standard, plan.eligible_on)
    out = [one for one in listed if one.reason]
    return {
        "due": due, "streets": eligibility.by_street(listed), "rated": len(listed) - len(out), "out": out[:SHOWN],
        "left_out": len(out), "more": max(len(out) - SHOWN, 0),
    }


@requires("rating.manage")
def PublicityCreate(request: Any, year: int) -> HttpResponse:
    """The stars of a round, or of a street's part, are computed and published; the last day is shown before."""
    portal, round_ = request.portal, round_for(request, year)
    if round_.status == RoundStatus.ANNOUNCED or round_.opened_on is None:
        messages.error(request, _("The stars of this round are announced; nothing is left to be published."))
        return redirect(of(request, "round-way", year=year))
    streets = list(Street.objects.filter(district_id=portal.district.pk).order_by("code"))
    form, until = forms.PublicityForm(request.POST or None, streets=streets), None
    try:
        until = deadline(portal.district.pk, portal.clock.today, round_.standard.publicity_days)
        if request.method == "POST" and form.is_valid():
            told = form.cleaned_data
            made = services.open_publicity(
                round=round_, street=next((one for one in streets if str(one.pk) == told["street"]), None),
                on=portal.clock.today, place=told["place"], document=told["document"], by=portal.user, now=portal.now,
            )
            messages.success(request, _("The stars are published until %(day)s.") % {"day": made.last_on})
            return redirect(of(request, "publicity-detail", year=year, publicity=made.pk))
    except Refused as refused:
        form.is_valid()
        form.add_error(None, str(refused))
    return render(
        request, "rounds/publicity_form.html",
        {"form": form, "round": round_, "until": until, "back": of(request, "round-way", year=year)},
    )


@requires("rating.manage")
def DecisionCreate(request: Any, year: int, code: str, kind: str) -> HttpResponse:
    """Proposes a revocation, or to follow a late decision; another person confirms it."""
    if kind not in DecisionKind.values:
        raise Http404
    portal, entry, of_kind = request.portal, entry_for(request, year, code), DecisionKind(kind)
    form = forms.DecisionForm(request.POST or None, kind=of_kind, today=portal.clock.today)
    back = of(request, "entry-detail", year=year, code=code)
    if request.method == "POST" and form.is_valid():
        try:
            services.propose(entry=entry, told=form.told(), on=portal.clock.today, by=portal.user)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("It is proposed. Another person confirms it."))
            return redirect(back)
    return render(request, "rounds/decision_form.html", {"form": form, "entry": entry, "kind": of_kind, "back": back})
