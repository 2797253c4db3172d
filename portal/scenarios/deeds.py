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
from portal.schemes.doors import scheme_for
from portal.versions import demand_present
from subsidies import schemes, services
from subsidies.scenarios import supposing


@require_POST
@requires("scenario.play")
def ScenarioKeep(request: Any) -> HttpResponse:
    """Keeps what was supposed under a name, or anew under the one it has."""
    demand_present(request)
    portal, number = request.portal, request.POST.get("scheme", "")
    if not (number.isascii() and number.isdigit() and len(number) < 10):
        raise Http404
    scheme, again = scheme_for(request, int(number)), request.POST.get("scenario", "")
    is_again = "again" in request.POST and again.isascii() and again.isdigit() and len(again) < 10
    try:
        content = json.loads(request.POST.get("content", ""))
        kept = services.keep_scenario(
            scheme=scheme, title=typed(request, "title"), note=typed(request, "note"), said=supposing.read(content),
            by=portal.user, now=portal.now, scenario=scenario_for(request, int(again)) if is_again else None,
        )
    except (json.JSONDecodeError, RecursionError):
        messages.error(request, _("This is no scenario that the portal wrote. Begin a new one."))
        return redirect(of(request, "scenario-play"))
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(of(request, "scenario-play"))
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
