"""An objection: written down as it came in, printed with its number, and answered."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.rounds import forms
from portal.rounds.doors import entry_for, found, may, of
from portal.rounds.entries import OBJECTION_TONES
from portal.tracking import receipts
from portal.tracking.forms import AnswerForm
from ratings.choices import ObjectionState
from ratings.models import Objection, PublicityLine
from ratings.rounds import services
from ratings.rules.rounds import signatures_needed


@requires("rating.object")
def ObjectionCreate(request: Any, year: int, code: str) -> HttpResponse:
    """Writes an objection down for whoever brings it; only a published star can be objected to."""
    portal, entry = request.portal, entry_for(request, year, code)
    lines = PublicityLine.objects.filter(district_id=entry.district_id, round=entry.round_id)
    line = found(lines.select_related("publicity", "round", "courtyard__community", "result"), courtyard=entry.courtyard_id)
    form = forms.ObjectionForm(request.POST or None, initial={"received_on": portal.clock.today})
    if request.method == "POST" and form.is_valid():
        try:
            made = services.lodge(
                line=line, told=form.told(), today=portal.clock.today, by=portal.user, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The objection is kept. Give the tracking number to the objector."))
            return redirect(of(request, "objection-detail", objection=made.pk))
    households = line.courtyard.households
    return render(
        request, "rounds/objection_form.html",
        {
            "form": form, "entry": entry, "line": line, "households": households,
            "needed": signatures_needed(households) if households else None,
            "back": of(request, "entry-detail", year=year, code=code),
        },
    )


@requires("records.read")
def ObjectionDetail(request: Any, objection: int) -> HttpResponse:
    """An objection with its number, and, for whoever decides, its answer."""
    rows = Objection.objects.filter(district_id=request.portal.district.pk)
    one = found(
        rows.select_related("round__standard", "courtyard__street", "line__publicity", "line__result", "outcome"), pk=objection
    )
    manages = may(request, "rating.manage", one.street_id)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        if not manages:
            raise PermissionDenied
        request.portal.stand_for("rating.manage")
        if form.is_valid() and _answer(request, one, form):
            return redirect(of(request, "objection-detail", objection=one.pk))
    return render(
        request, "rounds/objection_detail.html",
        {
            "objection": one, "tone": OBJECTION_TONES.get(ObjectionState(one.state), "plain"),
            "form": form if manages and one.state == ObjectionState.LODGED else None,
            "receipt": receipts.of(
                request, one, about=_("star rating of %(year)s") % {"year": one.round.year}, last_on=one.line.publicity.last_on,
                objector=" · ".join(filter(None, (one.get_objector_display(), one.objector_name))),
            ),
            "back": of(request, "entry-detail", year=one.round.year, code=one.courtyard.code),
        },
    )


def _answer(request: Any, objection: Objection, form: AnswerForm) -> bool:
    portal, answer = request.portal, form.cleaned_data["answer"]
    told = {"objection": objection, "answer": answer, "on": portal.clock.today, "by": portal.user}
    try:
        if "order" in request.POST:
            services.order_reinspection(**told)
            messages.success(request, _("The courtyard is open for a re-inspection: mend what was found, then close it."))
        else:
            services.reject(**told)
            messages.success(request, _("The objection is rejected; the objector reads the reasons by the number."))
    except Refused as refused:
        form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        return False
    return True
