"""Moving, merging and splitting courtyards: each shows what it will do before it does it."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from courtyards import services
from courtyards.forms import FEWEST_PARTS, MergeForm, MoveForm, SplitForm
from courtyards.models import Courtyard
from governance.audit import locking
from governance.divisions.models import Community
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.registers.entries import Entry


@requires("courtyards.write")
def CourtyardMove(request: Any, code: str) -> HttpResponse:
    """Into another community from a day on. Between streets only district staff move it."""
    portal, courtyard = request.portal, _courtyard(request, code)
    communities = Community.objects.filter(district_id=portal.district.pk).select_related("street")
    if not portal.may("courtyard.move"):
        communities = communities.filter(street_id=courtyard.street_id)
    form = MoveForm(
        request.POST or None, communities=communities.order_by("street__code", "name"), initial=_known(request, courtyard)
    )

    def deed(data: dict[str, Any], dry_run: bool) -> services.Moved:
        return services.move(
            courtyard=courtyard, to=data["community"], on=data["on"], today=portal.clock.today, by=portal.user,
            version=data["version"] or 0, reason=data["reason"], dry_run=dry_run,
        )

    def told(done: services.Moved) -> str:
        return _("%(name)s lies in %(place)s from %(day)s. Figures of earlier days stay as they were.") % {
            "name": courtyard.name, "place": f"{done.after.street.name} · {done.after.name}", "day": done.on,
        }

    return _act(request, courtyard, form, deed, told, "courtyards/courtyard_move.html", code)


@requires("courtyards.write")
def CourtyardMerge(request: Any, code: str) -> HttpResponse:
    """With others into one, existing or new."""
    portal, courtyard = request.portal, _courtyard(request, code)
    rows = Courtyard.objects.filter(district_id=portal.district.pk)
    form = MergeForm(request.POST or None, courtyard=courtyard, rows=rows, initial=_known(request, courtyard))

    def deed(data: dict[str, Any], dry_run: bool) -> services.Succeeded:
        return services.merge(
            courtyards=form.ending(), into=data["into"], name=data["name"], on=data["on"], today=portal.clock.today,
            versions={courtyard.pk: data["version"] or 0}, by=portal.user, reason=data["reason"], carry=data["carry"],
            dry_run=dry_run,
        )

    def told(done: services.Succeeded) -> str:
        return _("%(ended)s are merged: %(successor)s (%(code)s) stands for them from %(day)s.") % {
            "ended": "、".join(c.name for c in done.ended), "successor": done.successors[0].name,
            "code": done.successors[0].code, "day": done.on,
        }

    return _act(request, courtyard, form, deed, told, "courtyards/courtyard_merge.html")


@requires("courtyards.write")
def CourtyardSplit(request: Any, code: str) -> HttpResponse:
    """Into several new ones."""
    portal, courtyard = request.portal, _courtyard(request, code)
    lines, known = _lines(request), _known(request, courtyard)
    if "more" in request.POST:
        # One more line; what was typed stays, and is judged when it is sent.
        typed = {name: value for name, value in request.POST.items() if name != "parts"}
        form = SplitForm(lines=lines + 1, initial={**typed, "version": known["version"]})
    else:
        form = SplitForm(request.POST or None, lines=lines, initial=known)

    def deed(data: dict[str, Any], dry_run: bool) -> services.Succeeded:
        return services.split(
            courtyard=courtyard, parts=form.named(), on=data["on"], today=portal.clock.today, by=portal.user,
            version=data["version"] or 0, reason=data["reason"], confirmed=data["confirm"], dry_run=dry_run,
        )

    def told(done: services.Succeeded) -> str:
        return _("%(name)s is split from %(day)s into %(parts)s.") % {
            "name": courtyard.name, "day": done.on, "parts": "、".join(f"{c.name} ({c.code})" for c in done.successors),
        }

    return _act(request, courtyard, form, deed, told, "courtyards/courtyard_split.html")


def _courtyard(request: Any, code: str) -> Courtyard:
    """The courtyard of the address, as the person may see it."""
    if "\x00" in code:
        raise Http404
    rows = Courtyard.objects.select_related("street", "community", "cluster")
    return get_object_or_404(rows, district_id=request.portal.district.pk, code=code)


def _known(request: Any, courtyard: Courtyard) -> dict[str, Any]:
    return {"on": request.portal.clock.today, "version": locking.version_of(courtyard)}


def _lines(request: Any) -> int:
    text = request.POST.get("parts", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 3 else FEWEST_PARTS


def _act(
    request: Any, courtyard: Courtyard, form: Entry, deed: Callable[[dict[str, Any], bool], Any], told: Callable[[Any], str],
    template: str, stays: str = "",
) -> HttpResponse:
    """A preview first, then the deed; `stays` is the code under which the page of the result is found."""
    outcome, status = None, 200
    if form.is_bound and form.is_valid():
        try:
            outcome = deed(form.cleaned_data, "apply" not in request.POST)
        except locking.StaleRecord:
            form.open_again(locking.version_of(courtyard))
            form.add_error(None, _("Somebody changed this record meanwhile. Look at it again before you go on."))
            status = 409
        except Refused as refused:
            _refuse(form, refused)
        else:
            if "apply" in request.POST:
                messages.success(request, told(outcome))
                return redirect(_page(request, stays or outcome.successors[0].code))
    context = {"courtyard": courtyard, "form": form, "outcome": outcome, "back": _page(request, courtyard.code)}
    return render(request, template, context, status=400 if form.errors and status == 200 else status)


def _page(request: Any, code: str) -> str:
    return reverse("registers:courtyard-detail", kwargs={"district": request.portal.district.code, "code": code})


def _refuse(form: forms.Form, refused: Refused) -> None:
    """Puts a refusal beside the field it speaks of."""
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
