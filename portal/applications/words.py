"""What several pages of the applications say: the steps in a row, the gates with their remedy, the streets of a filter."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from governance.common.periods import Month
from governance.divisions.models import Street
from subsidies.applications.kinds import Wish
from subsidies.applications.materials import Line
from subsidies.choices_applications import ApplicationDeed, ApplicationKind, ApplicationStep
from subsidies.models import Application

ROW = (
    ApplicationStep.DRAFT, ApplicationStep.OPINION, ApplicationStep.VERIFICATION, ApplicationStep.HOUSING,
    ApplicationStep.FINANCE, ApplicationStep.APPROVED, ApplicationStep.PUBLISHED, ApplicationStep.ENROLLED,
)
# Where a gate that is not passed is mended.
REMEDIES = {
    "is_registered": "courtyards", "is_three_no": "three-no-baselines", "is_renovated": "renovations",
    "has_committee": "committees", "has_covenant": "covenants", "has_mode": "modes",
}


@dataclass(frozen=True)
class Gate:
    """A condition of the policy on the first day of the first month; `url`: where it is mended."""

    label: str
    holds: bool
    url: str


def gates(request: Any, application: Application, passed: Mapping[str, bool], wish: Wish) -> list[Gate]:
    """The conditions of the subsidy by the scheme applied under, each with whether it holds."""
    labels = {
        "is_registered": _("stands in the register"), "is_three_no": _("on a roster of three-no courtyards"),
        "is_renovated": _("renovation accepted before the first month"), "has_committee": _("committee in office"),
        "has_covenant": _("covenant in effect"), "has_mode": _("management mode confirmed"),
    }
    scheme = application.scheme
    asked = {
        "is_registered": True, "is_three_no": scheme.needs_baseline, "is_renovated": scheme.needs_renovation,
        "has_committee": scheme.needs_committee, "has_covenant": scheme.needs_covenant, "has_mode": scheme.needs_mode,
    }
    told = [
        Gate(labels[key], holds, "" if holds else remedy(request, REMEDIES[key], application))
        for key, holds in passed.items() if asked[key]
    ]
    if wish.free_from is not None:
        free = _("its scheme can still change in that month (from %(month)s on)") % {"month": wish.free_from}
        told.append(Gate(free, month(application.first_month) >= wish.free_from, ""))
    return told


def remedy(request: Any, register: str, application: Application) -> str:
    """Where a missing record is entered, and from where one comes back; empty where the person may not."""
    district = request.portal.district.code
    if not request.portal.may(f"{register}.write"):
        return ""
    back = reverse("applications:application-detail", kwargs={"district": district, "application": application.pk})
    if register == "courtyards":
        where = {"district": district, "key": register, "record": application.courtyard_id}
        return f"{reverse('registers:record-edit', kwargs=where)}?{urlencode({'next': back})}"
    page = reverse("registers:record-create", kwargs={"district": district, "key": register})
    return f"{page}?{urlencode({'courtyard': application.courtyard.code, 'next': back})}"


def told(request: Any, application: Application, lines: list[Line], writes: bool) -> list[tuple[Line, str, str]]:
    """The lines of the checklist, each with the page of its record and with where a missing one is entered."""
    found = []
    for one in lines:
        # What was checked off may be no more what the registers hold; then it has no page to be sure of.
        is_shown = one.found is not None and (one.kept is None or one.kept.record_id == one.found.pk)
        page = record_page(request, one.found.register, one.found.pk) if is_shown and one.found else ""
        is_asked = one.kept is None and one.found is None and writes and bool(one.register)
        found.append((one, page, remedy(request, one.register, application) if is_asked else ""))
    return found


def record_page(request: Any, register: str, pk: int) -> str:
    """The page of the record that proves a material; a star has its own."""
    district = request.portal.district.code
    if not register:
        return reverse("stars:result-detail", kwargs={"district": district, "result": pk})
    return reverse("registers:record-detail", kwargs={"district": district, "key": register, "record": pk})


def way(step: str, kind: str) -> list[tuple[str, str]]:
    """The steps in their order with `is-past`, `is-here` or nothing; one that ended elsewhere stands nowhere."""
    here = next((at for at, one in enumerate(ROW) if one == step), -1)
    return [(stands(one, kind), "is-here" if at == here else "is-past" if at < here else "") for at, one in enumerate(ROW)]


def stands(step: str, kind: str) -> str:
    """Where an application stands; the end of one by which nobody was enrolled anew says what came about."""
    if step == ApplicationStep.ENROLLED and kind in (ApplicationKind.COME_BACK, ApplicationKind.CHANGE):
        return str(ApplicationDeed(kind).label)
    return str(ApplicationStep(step).label)


def streets(request: Any) -> list[tuple[str, str]]:
    """The streets in sight, for a filter: one statement."""
    rows = Street.objects.filter(district_id=request.portal.district.pk).order_by("code")
    return list(rows.values_list("code", "name"))


def month(first: date) -> Month:
    """The month that a kept day begins."""
    return Month.of(first)
