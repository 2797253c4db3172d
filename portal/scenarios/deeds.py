"""Keeping a scenario, taking it away, proposing it as the next version."""

import json
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.registers.doors import said as typed
from portal.scenarios.doors import of, scenario_for
from portal.scenarios.playing import Unkept, played
from portal.schemes.doors import scheme_for
from portal.versions import demand_present
from subsidies import schemes, services
from subsidies.scenarios import supposing


@requires("scenario.play")
def ScenarioKeep(request: Any) -> HttpResponse:
    """Keeps what was supposed under a name, or anew under the one it has. Refused, the page keeps all of it."""
    if request.method != "POST":
        # The page of a refusal has this address: whoever pages or takes the workbook there goes on supposing.
        return redirect(f"{of(request, 'scenario-play')}?{request.GET.urlencode()}")
    demand_present(request)
    portal, number = request.portal, request.POST.get("scheme", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    scheme, again = scheme_for(request, int(number)), request.POST.get("scenario", "")
    before = scenario_for(request, int(again)) if again.isascii() and again.isdigit() and len(again) < 10 else None
    try:
        said = supposing.read(json.loads(request.POST.get("content", "")))
    except (json.JSONDecodeError, RecursionError):
        messages.error(request, _("This is no scenario that the portal wrote. Begin a new one."))
        return redirect(of(request, "scenario-play"))
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "scenario-play"))
    title, note = typed(request, "title"), typed(request, "note")
    try:
        kept = services.keep_scenario(
            scheme=scheme, title=title, note=note, said=said, by=portal.user, now=portal.now,
            scenario=before if "again" in request.POST else None,
        )
    except Refused as refused:
        return played(request, scheme, before, unkept=Unkept(said, title, note, str(refused.message)))
    messages.success(request, _("The scenario is kept. Whoever reads the whole district can open it by its address."))
    return redirect(of(request, "scenario-detail", scenario=kept.pk))


@require_POST
@requires("scenario.play")
def ScenarioDrop(request: Any, scenario: int) -> HttpResponse:
    """Takes a kept scenario away."""
    demand_present(request)
    kept = scenario_for(request, scenario)
    try:
        services.drop_scenario(scenario=kept, by=request.portal.user)
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "scenario-detail", scenario=kept.pk))
    messages.success(request, _("The scenario is taken away; its history stays."))
    return redirect(of(request, "scenario-list"))


@require_POST
@requires("scheme.propose")
def ScenarioPropose(request: Any, scenario: int) -> HttpResponse:
    """Opens the next version of the scheme as a draft, with what is supposed."""
    demand_present(request)
    kept, portal = scenario_for(request, scenario), request.portal
    try:
        made = services.propose_scenario(
            scenario=kept, by=portal.user, now=portal.now,
            reason=typed(request, "reason") or _("proposed from the scenario “%(title)s”") % {"title": kept},
        )
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "scenario-detail", scenario=kept.pk))
    except schemes.SchemeFaults as faults:
        messages.error(request, str(faults))
        return redirect(of(request, "scenario-detail", scenario=kept.pk))
    told = _("The next version is drafted. The office completes its clauses, somebody else checks and releases it.")
    messages.success(request, told)
    return redirect("schemes:scheme-detail", district=portal.district.code, scheme=made.pk)
