"""Two figures of one indicator side by side: the sentence, the bridge, and the records that make the difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.divisions.models import Community, Street
from governance.indicators.comparing import (
    Comparison,
    Explained,
    Kind,
    Line,
    Side,
    bridge,
    compare,
    composition,
)
from governance.indicators.definitions import POPULATION_WORDS, Measure
from governance.people import clock
from governance.people.permissions import requires
from portal.cells import addresses, asked, bars, causes, sheets, wording
from portal.cells.causes import Cause


@dataclass(frozen=True)
class Record:
    """An explained record as a row: its words, its page at the time where it stands, and who wrote what made it so."""

    told: Explained
    kind: str | Promise
    how: str | Promise
    url: str
    before: str
    after: str
    cause: Cause | None
    cause_url: str = ""


@dataclass(frozen=True)
class Part:
    """What a community adds to its side of two places."""

    line: Line
    name: str


@requires("statistics.read")
def FigureCompare(request: Any, indicator: str) -> HttpResponse:
    """The difference between two days, two moments of knowledge, or two places, explained record by record."""
    portal = request.portal
    found = asked.indicator_of(request, indicator)
    population = asked.population_of(request, found)
    first, second, faults = _sides(request, population)
    comparison = compare(found, first, second, district=portal.district.pk)
    kind = request.GET.get("kind", "")
    shown = [one for one in comparison.explained if not kind or one.kind == kind]
    if request.GET.get("format") in sheets.FORMATS:
        title = f"{found.label} {first.division.name} {first.on} – {second.division.name} {second.on}"
        return sheets.respond(request, found, COLUMNS, _records(request, comparison, shown), title)
    page = Paginator(shown, asked.PER_PAGE).get_page(asked.page_number(request))
    steps = bridge(comparison)
    return render(
        request, "portal/figure_compare.html",
        {
            "indicator": found, "comparison": comparison, "first": first, "second": second, "faults": faults,
            "sentence": wording.sentence(comparison, steps), "rows": bars.rows(comparison, steps),
            "difference": wording.moved(comparison, comparison.value), "page": page,
            "records": _records(request, comparison, list(page)), "kind": kind, "total": len(shown),
            "meanings": [(wording.KINDS[step.kind], wording.MEANINGS[step.kind]) for step in steps.steps],
            "composition": composition(comparison), "parts": _parts(request, comparison),
            "has_denominator": found.measure is Measure.PERCENT, "chosen": population,
            "populations": [(name, POPULATION_WORDS[name]) for name in found.populations],
            "population": POPULATION_WORDS.get(population, ""),
            "streets": Street.objects.filter(district_id=portal.district.pk).order_by("code"),
            "street": request.GET.get("street", ""), "against": request.GET.get("against", ""),
            "from_as_of": _day_known(first.as_of), "to_as_of": _day_known(second.as_of),
        },
        status=400 if faults else 200,
    )


def _sides(request: Any, population: str) -> tuple[Side, Side, list[str]]:
    """The two sides of the address. Without one: from the end of the month before the page's day to that day."""
    portal, faults = request.portal, []

    def read(name: str, default: date, known: datetime | None) -> tuple[date, datetime | None]:
        given = {"on": request.GET.get(name, ""), "as_of": request.GET.get(f"{name}_as_of", "")}
        try:
            told = clock.parse(given, now=portal.now)
        except clock.ClockError as error:
            faults.append(error.message)
            return default, known
        return (told.on if given["on"] else default), told.as_of or known

    on, known = read("to", portal.clock.on, portal.clock.as_of)
    from_on, from_known = read("from", on.replace(day=1) - timedelta(days=1), known)
    place, division = asked.place_of(request, request.GET.get("community") or request.GET.get("street") or "")
    other, other_division = (place, division)
    if request.GET.get("against"):
        other, other_division = asked.place_of(request, request.GET["against"])
    return (
        Side(from_on, from_known, population=population, division=division, **place),
        Side(on, known, population=population, division=other_division, **other), faults,
    )


def _day_known(moment: datetime | None) -> str:
    return "" if moment is None else moment.isoformat()


def _records(request: Any, comparison: Comparison, shown: Sequence[Explained]) -> list[Record]:
    """The explained records with names of places and causes: three questions, whatever their number."""
    portal = request.portal
    found = causes.of(comparison, shown, district=portal.district.pk) if portal.may("records.read") else {}
    ids = {pk for one in shown for pk in (one.before.street, one.after.street) if pk}
    names = dict(Street.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [_record(request, comparison, one, names, found.get((one.kind, one.id))) for one in shown]


def _record(
    request: Any, comparison: Comparison, one: Explained, names: dict[int, str], cause: Cause | None
) -> Record:
    portal = request.portal
    stands = comparison.sides[1] if one.after.is_present else comparison.sides[0]
    query = clock.Clock(stands.on, stands.as_of, portal.clock.today).query
    register = cause.register if cause and cause.deed != "removed" else None
    return Record(
        one, wording.KINDS[one.kind], wording.KINDS[one.how],
        addresses.of_member(comparison.indicator, one.id, one.code, portal.district.code, query),
        names.get(one.before.street or 0, ""), names.get(one.after.street or 0, ""), cause,
        addresses.of_record(register.key, cause.record, portal.district.code) if register and cause else "",
    )


def _parts(request: Any, comparison: Comparison) -> list[tuple[str, list[Part]]]:
    """The communities of each of two places, with their counts."""
    ids = {line.community for line in comparison.lines if line.community}
    names = dict(Community.objects.filter(pk__in=ids).values_list("pk", "name")) if ids else {}
    sides = ((1, comparison.first), (2, comparison.second))
    return [
        (
            cell.division.name,
            sorted(
                (Part(line, names.get(line.community or 0, "")) for line in comparison.lines if line.side == side),
                key=lambda part: part.name,
            ),
        )
        for side, cell in sides if comparison.lines
    ]


def _by(record: Record) -> str:
    return record.cause.by if record.cause else ""


COLUMNS: tuple[sheets.Column, ...] = (
    ("kind", _("What became of it"), "text", lambda record: str(record.kind)),
    ("how", _("Correction"), "text", lambda record: str(record.how) if record.told.kind is Kind.CORRECTED else ""),
    ("code", _("Code"), "text", lambda record: record.told.code),
    ("name", _("Name"), "text", lambda record: record.told.name),
    ("street_before", _("Street before"), "text", lambda record: record.before),
    ("street_after", _("Street after"), "text", lambda record: record.after),
    ("numerator", _("Adds to the numerator"), "count", lambda record: record.told.numerator),
    ("denominator", _("Adds to the denominator"), "count",
     lambda record: "" if record.told.denominator is None else record.told.denominator),
    ("why", _("Why"), "text", lambda record: record.cause.what if record.cause else ""),
    ("by", _("Entered by"), "text", _by),
    ("at", _("When"), "text", lambda record: record.cause.at.isoformat() if record.cause else ""),
    ("reason", _("Reason"), "text", lambda record: record.cause.reason if record.cause else ""),
)
