"""What a figure counts, and the records behind it: the numerator, the denominator, the gap with the deed that closes it."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.common.periods import SHANGHAI
from governance.divisions.models import Street
from governance.indicators import statistics
from governance.indicators.definitions import POPULATION_WORDS, Indicator, Measure
from governance.indicators.statistics import Cell, Member
from governance.people.choices import Role
from governance.people.permissions import requires
from portal import figures
from portal.cells import addresses, asked, closing, sheets
from portal.templatetags.portal_tags import figure, parts

# What the tabs ask for, and how they are called: of a figure of records, and of one of amounts.
TABS: tuple[tuple[str, str | Promise, str | Promise], ...] = (
    ("yes", gettext_lazy("Numerator list"), gettext_lazy("Complete")),
    ("", gettext_lazy("Denominator list"), gettext_lazy("All records")),
    ("no", gettext_lazy("Gap list"), gettext_lazy("Incomplete")),
)


@dataclass(frozen=True)
class Tab:
    """One of the lists behind a figure; `count` only where the figure itself says it."""

    covered: str
    label: str | Promise
    count: Any
    is_shown: bool


@dataclass(frozen=True)
class Line:
    """A member with its page and, where its gap can be closed here and now, the deed."""

    member: Member
    url: str
    deed: closing.Deed | None
    reason: str


@requires("statistics.read")
def FigureDetail(request: Any, indicator: str) -> HttpResponse:
    """A figure with its definition, its lists one page at a time, and the citation that finds it again."""
    portal = request.portal
    found = asked.indicator_of(request, indicator)
    population = asked.population_of(request, found)
    place, division = asked.place_of(request, request.GET.get("community") or request.GET.get("street") or "")
    question = statistics.Question(portal.district.pk, portal.clock.on, **place)
    shown = request.GET.get("covered", "")
    wanted: dict[str, Any] = {
        "population": population, "covered": {"yes": True, "no": False}.get(shown),
        "search": request.GET.get("q", "").replace("\x00", "").strip(),
    }
    if request.GET.get("format") in sheets.FORMATS:
        return sheets.members(request, found, question, wanted, division)
    number = asked.page_number(request)
    members, total = statistics.members(
        question, found, **wanted, limit=asked.PER_PAGE, offset=(number - 1) * asked.PER_PAGE
    )
    [cell] = statistics.values(question, [found], population=population, district_name=portal.district.name)
    told = closing.deeds(request, found, members) if not portal.clock.is_past else {}
    shown_cells = [] if "community" in place else [cell]
    cards = figures.cards(portal.district.pk, portal.clock.on, shown_cells, street=place.get("street"))
    return render(
        request, "portal/figure_detail.html",
        {
            "indicator": found, "card": cards.get(found.key, figures.Card(cell)), "total": total, "division": division,
            "lines": [_line(request, found, member, told) for member in members],
            "page": Paginator(range(total), asked.PER_PAGE).get_page(number), "covered": shown,
            "tabs": _tabs(found, cell, shown), "has_deeds": bool(told), "is_shortfall": found.closed_by and shown != "yes",
            "board": closing.board(request, found, population) if cell.gap else "",
            "population": POPULATION_WORDS.get(population, ""), "chosen": population,
            "populations": [(name, POPULATION_WORDS[name]) for name in found.populations],
            "streets": Street.objects.filter(district_id=portal.district.pk), "street": request.GET.get("street", ""),
            "has_denominator": found.measure is Measure.PERCENT, "citation": citation(request, cell),
            "cited_version": _cited_version(request, found), "owner": Role(found.owner).label,
        },
    )


def _tabs(indicator: Indicator, cell: Cell, shown: str) -> list[Tab]:
    """The lists of a percentage; a count and a sum of money have only the one."""
    if indicator.measure is not Measure.PERCENT:
        return []
    counts = {"yes": cell.numerator, "": cell.denominator, "no": cell.gap} if indicator.population else {}
    return [
        Tab(covered, of_records if indicator.population else of_amounts, counts.get(covered), covered == shown)
        for covered, of_records, of_amounts in TABS
    ]


def _line(request: Any, indicator: Indicator, member: Member, told: dict[int, closing.Deed]) -> Line:
    portal = request.portal
    url = addresses.of_member(indicator, member.id, member.code, portal.district.code, portal.clock.query)
    # Of an amount the columns beside it say already how much is missing.
    return Line(member, url, told.get(member.id), "" if member.why == "partly" else member.reason)


def citation(request: Any, cell: Cell) -> str:
    """The figure in one line, with the address at which it stays as it is: its day, its moment and its definition."""
    portal = request.portal
    known = (portal.clock.as_of or portal.now).astimezone(SHANGHAI)
    query = {
        "on": portal.clock.on.isoformat(), "as_of": known.isoformat(), "population": cell.population,
        "street": request.GET.get("street", ""), "community": request.GET.get("community", ""),
        "definition": str(cell.indicator.version),
    }
    named = urlencode({name: text for name, text in query.items() if text})
    said = parts(cell)
    told = _("%(name)s of %(place)s: %(value)s%(parts)s, valid on %(on)s, as known at %(known)s, definition %(version)d. %(url)s")
    return told % {
        "name": cell.indicator.label, "place": cell.division.name, "value": figure(cell),
        "parts": f" ({said})" if said else "", "on": query["on"], "known": query["as_of"],
        "version": cell.indicator.version, "url": request.build_absolute_uri(f"{request.path}?{named}"),
    }


def _cited_version(request: Any, indicator: Indicator) -> str:
    """The version of the definition under which a figure was cited, where that is not the present one."""
    text = request.GET.get("definition", "")
    return text if text.isascii() and text.isdigit() and text != str(indicator.version) else ""
