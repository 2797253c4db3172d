"""The catalogue of indicators as a page: what each counts, how, since when, and how it stands on the day."""

from datetime import timedelta
from itertools import accumulate
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from governance.indicators import catalogue, registry, statistics
from governance.indicators.definitions import POPULATION_WORDS, Indicator
from governance.people.choices import Role
from governance.people.permissions import requires
from portal.figures import Card


@requires("statistics.read")
def FigureList(request: Any) -> HttpResponse:
    """Every indicator of the district by subject, with its definition and its figure. Made to be printed as well."""
    portal = request.portal
    known = catalogue.every(portal.district.pk, portal.clock.on)
    text = request.GET.get("q", "").strip()
    found = [indicator for indicator in known.values() if _names(indicator, text)]
    question = statistics.Question(portal.district.pk, portal.clock.on)
    cells = statistics.values(question, found, district_name=portal.district.name)
    by_subject: dict[str, list[dict[str, Any]]] = {app: [] for app in registry.subjects()}
    for cell in cells:
        by_subject[cell.indicator.app].append(described(cell.indicator) | {"card": Card(cell)})
    groups = [(registry.subjects()[app], rows) for app, rows in by_subject.items() if rows]
    return render(
        request, "portal/figure_list.html",
        {"groups": groups, "count": len(found), "text": text, "may_define": may_define(request)},
    )


@requires("statistics.read")
def VariantVersions(request: Any, indicator: str) -> HttpResponse:
    """The versions of a variant: what each says, from when to when it is in force, by whom and why."""
    portal = request.portal
    rows = catalogue.versions(indicator, portal.district.pk)
    if not rows:
        raise Http404
    # A version ends when any later one begins: a withdrawal may come before a version that was still to begin.
    begins = [None, *accumulate((row.in_force_from for row in rows), min)]
    told = [
        {
            "row": row, "last_day": until and until - timedelta(days=1),
            "is_replaced": bool(until and until <= row.in_force_from),
            "says": described(says) if (says := catalogue.shaped(row, f"{row.key}@{row.version}")) else None,
        }
        for row, until in zip(rows, begins, strict=False)
    ]
    return render(
        request, "portal/variant_versions.html",
        {
            "versions": told, "last": rows[0], "of": registry.every().get(rows[0].of),
            "may_define": may_define(request) and not rows[0].is_withdrawn,
        },
    )


def may_define(request: Any) -> bool:
    """Whether the person may release a variant here; the past can only be read."""
    return bool(request.portal.may("indicator.define")) and not request.portal.clock.is_past


def described(indicator: Indicator) -> dict[str, Any]:
    """An indicator with the words of what it names by code."""
    return {
        "indicator": indicator, "population": POPULATION_WORDS.get(indicator.default, "") if indicator.base else "",
        "owner": Role(indicator.owner).label, "can_vary": can_vary(indicator),
    }


def can_vary(indicator: Indicator) -> bool:
    """Whether a district can read it in another way at all."""
    return not indicator.variant_of and (bool(indicator.options) or len(indicator.populations) > 1)


def _names(indicator: Indicator, text: str) -> bool:
    """Whether an indicator is meant by a part of its code, names or definition."""
    words = (indicator.label, indicator.why, indicator.numerator, indicator.denominator)
    told = " ".join([indicator.code, indicator.key, *(f"{one.zh} {one.en}" for one in words)])
    return text.lower() in told.lower()
