"""A figure opened: what it counts, and the records behind it."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from governance.audit.models import FigureClaim
from governance.divisions.models import Community, Street
from governance.indicators import registry, statistics
from governance.indicators.definitions import POPULATION_WORDS, Measure
from governance.people.permissions import requires
from portal import figures

PER_PAGE = 50


def _claims(district: int, on: date) -> dict[str, FigureClaim]:
    """Declared values on the day, by indicator."""
    return {claim.indicator: claim for claim in FigureClaim.objects.filter(district_id=district, on=on)}


@requires("statistics.read")
def FigureDetail(request: Any, indicator: str) -> HttpResponse:
    """What a figure counts, and the records behind it: covered and missing, with the reason."""
    portal = request.portal
    try:
        found = registry.find(indicator)
        population = statistics.population_of(found, request.GET.get("population"))
    except (registry.UnknownIndicator, statistics.PopulationNotDefined) as unknown:
        raise Http404 from unknown
    question = _question(request)
    covered = {"yes": True, "no": False}.get(request.GET.get("covered", ""))
    number = _page_number(request)
    members, total = statistics.members(
        question, found, population=population, covered=covered, search=request.GET.get("q", "").strip(),
        limit=PER_PAGE, offset=(number - 1) * PER_PAGE,
    )
    [cell] = statistics.values(question, [found], population=population, district_name=portal.district.name)
    claim = _claims(portal.district.pk, portal.clock.on).get(found.key) if question.street is None else None
    return render(
        request, "portal/figure_detail.html",
        {
            "indicator": found, "card": figures.Card(cell, claim), "members": members, "total": total,
            "page": Paginator(range(total), PER_PAGE).get_page(number), "covered": request.GET.get("covered", ""),
            "population": POPULATION_WORDS.get(population, ""), "chosen": population,
            "populations": [(name, POPULATION_WORDS[name]) for name in found.populations],
            "streets": Street.objects.filter(district_id=portal.district.pk), "street": request.GET.get("street", ""),
            "is_percent": found.measure is Measure.PERCENT, "is_english": (get_language() or "").startswith("en"),
        },
    )


def _page_number(request: Any) -> int:
    text = request.GET.get("page", "1")
    return int(text) if text.isdigit() and 0 < int(text) < 100_000 else 1


def _question(request: Any) -> statistics.Question:
    """The figure's place from the codes in the query; a code that is not ours is like none at all: 404."""
    portal = request.portal
    question = statistics.Question(portal.district.pk, portal.clock.on)
    for name, model in (("street", Street), ("community", Community)):
        code = request.GET.get(name)
        if code:
            place = model._default_manager.filter(district_id=portal.district.pk, code=code).first()
            if place is None:
                raise Http404
            setattr(question, name, place.pk)
    return question
