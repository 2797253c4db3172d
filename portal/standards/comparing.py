"""Two versions side by side: only what differs."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.indicators.definitions import POPULATION_WORDS
from governance.people.permissions import requires
from portal.standards.doors import of, standard_for
from ratings import reading
from ratings.choices import ItemKind, Source, Star, StarBands
from ratings.standards import words
from ratings.standards.comparing import Difference, differences

WORDS: dict[str, Any] = {"kind": ItemKind, "source": Source, "bands": StarBands, "star_cap": Star}


@requires("records.read")
def StandardCompare(request: Any) -> HttpResponse:
    """What the version `after` says otherwise than `before`."""
    numbers = [request.GET.get(name, "") for name in ("before", "after")]
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        raise Http404
    before, after = (standard_for(request, int(number)) for number in numbers)
    found = differences(reading.data_of(before), reading.data_of(after))
    groups: dict[str, list[dict[str, Any]]] = {}
    for one in found:
        title = str(words.SHEETS.get({"": "standard", "weights": "sources", "bounds": "stars", "tops": "stars"}.get(
            one.table, one.table)))
        groups.setdefault(title, []).append(
            {"where": _where(one), "part": _part(one), "before": _said(one.part, one.before), "after": _said(one.part, one.after)}
        )
    return render(
        request, "standards/standard_compare.html",
        {
            "before": before, "after": after, "groups": groups, "count": len(found),
            "back": of(request, "standard-detail", standard=after.pk),
        },
    )


def _where(one: Difference) -> str:
    if one.table == "weights":
        return str(Source(one.code).label) if one.code in Source.values else one.code
    if one.table in ("bounds", "tops"):
        return str(Star(int(one.code)).label) if one.code in map(str, Star.values) else one.code
    return one.code


def _part(one: Difference) -> str:
    if one.table in words.LINES:
        whole = one.part == "title" and None in (one.before, one.after)
        return _("the whole line") if whole else str(words.LINES[one.table][one.part])
    return str((words.PLAIN | words.TABLES)[one.part])


def _said(part: str, value: Any) -> str:
    """A value in words; nothing where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if part == "population":
        return str(POPULATION_WORDS.get(value, value))
    if part in WORDS and value in WORDS[part].values:
        return str(WORDS[part](value).label)
    return str(value)
