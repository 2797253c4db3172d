"""Supposing: a form with the parameters of a version, and beside it what they would cost. Nothing is written."""

import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.common.periods import Month
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.scenarios import asked, results
from portal.scenarios.doors import of, scenario_for
from portal.schemes import fields
from portal.schemes.doors import scheme_for
from ratings.choices import Star
from subsidies import reading
from subsidies.choices import IN_THE_MAKING
from subsidies.models import Scenario, SubsidyScheme
from subsidies.scenarios import computing, supposing
from subsidies.scenarios.supposing import STARS, Supposition
from subsidies.schemes import shape


@dataclass(frozen=True)
class Unkept:
    """A supposition that could not be kept: what was typed for it, and why not."""

    said: Supposition
    title: str
    note: str
    why: str


@requires("scenario.play")
def ScenarioPlay(request: Any) -> HttpResponse:
    """The form, and the result once something was supposed; the address says all of it, so it can be passed on."""
    kept = _number(request.GET.get("scenario", ""))
    scenario = scenario_for(request, kept) if kept else None
    choices = _choices(request)
    scheme = _chosen(request, scenario, choices)
    if scheme is None:
        return render(request, "scenarios/scenario_play.html", {"scheme": None, "back": of(request, "scenario-list")})
    return played(request, scheme, scenario, choices=choices)


def played(
    request: Any, scheme: SubsidyScheme, scenario: Scenario | None, *, choices: list[SubsidyScheme] | None = None,
    unkept: Unkept | None = None,
) -> HttpResponse:
    """The form from a version, with its result where something is supposed; 400 with what could not be kept, all of it."""
    portal = request.portal
    district, known = portal.district.pk, computing.known_month(portal.district.pk, portal.clock.on)
    base = shape.complete(reading.data_of(scheme))
    said, refused = (unkept.said, "") if unkept else _said(request, base, known, scenario)
    faults, is_asked = supposing.faults(said), bool(request.GET.get("go") or unkept)
    found = None
    if not faults and not refused and (is_asked or scenario):
        try:
            found = computing.compared(district, said, known)
        except Refused as wrong:
            refused = str(wrong.message)
    if found and request.GET.get("format") == "xlsx":
        return results.sheet(district, _("what would it cost"), found)
    return render(
        request, "scenarios/scenario_play.html",
        {
            "scheme": scheme, "choices": choices or _choices(request), "said": said, "known": known, "scenario": scenario,
            "refused": unkept.why if unkept else refused, "keep": unkept or scenario,
            "faults": [(fields.field_of(fault.place), fault.sentence) for fault in faults] if is_asked else [],
            "editor": fields.Editor(said.scheme or base, faults), "bounds": [
                (star, Star(int(star)).label, said.bounds.get(star, "")) for star in STARS],
            "renovations": _lines(said), "stars_of": [(star, Star(int(star)).label) for star in STARS],
            "content": json.dumps(said.content(), ensure_ascii=False), "found": found, "parts": asked.PARTS,
            "back": of(request, "scenario-list"),
            **(results.shown(district, said, found, request.GET.get("page")) if found else {}),
        },
        status=400 if unkept else 200,
    )


def _choices(request: Any) -> list[SubsidyScheme]:
    rows = SubsidyScheme.objects.filter(district_id=request.portal.district.pk)
    return list(rows.defer("draft").order_by("key", "-version"))


def _said(request: Any, base: Any, known: Month, scenario: Scenario | None) -> tuple[Supposition, str]:
    """What is supposed: by the form, else as it was kept, else nothing yet, for the next 36 months."""
    plain = Supposition(known.next(), known.plus(supposing.MOST_MONTHS), base)
    try:
        if request.GET.get("go"):
            return asked.supposed(request.GET, base, plain.first, plain.last), ""
        return (supposing.read(scenario.content) if scenario else plain), ""
    except Refused as wrong:
        return plain, str(wrong.message)


def _chosen(request: Any, scenario: Scenario | None, choices: list[SubsidyScheme]) -> SubsidyScheme | None:
    """The version that was named, or of the kept scenario, else the one in force, else any."""
    if number := _number(request.GET.get("scheme", "")):
        return scheme_for(request, number)
    if scenario is not None:
        return scenario.scheme
    day = request.portal.clock.on
    in_force = [one for one in choices if one.status not in IN_THE_MAKING and day in one.in_force]
    # The district's own before what is only shipped; among examples the one by which courtyards are enrolled.
    in_force.sort(key=lambda one: (one.is_example, one.key != "year-by-star"))
    return next(iter(in_force or choices), None)


def _lines(said: Supposition) -> list[tuple[int, Any]]:
    told = [*said.renovations, *[None] * asked.LINES]
    return list(enumerate(told[: asked.LINES]))


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
