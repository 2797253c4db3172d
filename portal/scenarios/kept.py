"""Kept scenarios: their list, one with what it comes to today, and up to four side by side."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.scenarios import results
from portal.scenarios.doors import of, scenario_for
from portal.schemes import comparing
from ratings.choices import Star
from subsidies import reading
from subsidies.models import Scenario
from subsidies.scenarios import computing, supposing
from subsidies.scenarios.supposing import Supposition
from subsidies.schemes.comparing import differences

PER_PAGE, MOST = 50, 4


@requires("scenario.play")
def ScenarioList(request: Any) -> HttpResponse:
    """What was kept, the newest first; tick up to four to lay them side by side."""
    found = Scenario.objects.filter(district_id=request.portal.district.pk).select_related("scheme").defer("scheme__draft")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "scenarios/scenario_list.html", {"page": page, "most": MOST})


@requires("scenario.play")
def ScenarioDetail(request: Any, scenario: int) -> HttpResponse:
    """One with its result as the records are now, and what may be done with it."""
    kept, portal = scenario_for(request, scenario), request.portal
    told: dict[str, Any] = {
        "scenario": kept, "back": of(request, "scenario-list"), "is_own": kept.kept_by_id == portal.user.pk,
        "may_propose": portal.may("scheme.propose") and not portal.clock.is_past,
    }
    try:
        said = supposing.read(kept.content)
        known = computing.known_month(portal.district.pk, portal.clock.on)
        found = computing.compared(portal.district.pk, said, known)
    except Refused as wrong:
        return render(request, "scenarios/scenario_detail.html", told | {"refused": str(wrong.message)})
    if request.GET.get("format") == "xlsx":
        return results.sheet(portal.district.pk, kept.title, found)
    return render(
        request, "scenarios/scenario_detail.html",
        told | {
            "said": said, "known": known, "found": found, "groups": supposed(kept, said),
            **results.shown(portal.district.pk, said, found, request.GET.get("page")),
        },
    )


@requires("scenario.play")
def ScenarioCompare(request: Any) -> HttpResponse:
    """Up to four side by side: what each supposes, and what it comes to."""
    numbers = [text for text in request.GET.getlist("id") if text.isascii() and text.isdigit() and len(text) < 10]
    if not numbers:
        raise Http404
    portal = request.portal
    known = computing.known_month(portal.district.pk, portal.clock.on)
    columns: list[dict[str, Any]] = []
    for number in dict.fromkeys(numbers[:MOST]):
        kept = scenario_for(request, int(number))
        try:
            said = supposing.read(kept.content)
            found = computing.compared(portal.district.pk, said, known)
        except Refused as wrong:
            columns.append({"scenario": kept, "refused": str(wrong.message)})
            continue
        columns.append({
            "scenario": kept, "said": said, "found": found, "groups": supposed(kept, said),
            "years": {row["year"]: row for row in results.years(portal.district.pk, said, found)},
        })
    years = sorted({year for column in columns for year in column.get("years", {})})
    return render(
        request, "scenarios/scenario_compare.html",
        {
            "columns": columns, "left_off": len(set(numbers)) > MOST, "back": of(request, "scenario-list"), "most": MOST,
            "years": [(year, [column.get("years", {}).get(year) for column in columns]) for year in years],
        },
    )


def supposed(kept: Scenario, said: Supposition) -> list[str]:
    """What is supposed, in a few words each, against the version that it starts from."""
    found = []
    if said.scheme is not None:
        for one in differences(reading.data_of(kept.scheme), said.scheme, clauses=False):
            where = comparing.where(one)
            told: dict[str, Any] = {
                "what": f"{where} {comparing.part(one)}".strip(), "before": comparing.said(one.part, one.before) or "—",
                "after": comparing.said(one.part, one.after) or "—",
            }
            found.append(_("%(what)s: %(before)s → %(after)s") % told)
    for star, score in said.bounds.items():
        found.append(_("%(star)s from a score of %(score)s on") % {"star": Star(int(star)).label, "score": score})
    for new in said.renovations:
        told = {"place": new.place, "month": new.first, "star": Star(new.star).label}
        found.append(_("%(place)s renovated, subsidised from %(month)s with %(star)s") % told)
    return found
