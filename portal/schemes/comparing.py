"""Two versions side by side: only what differs."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.versions.comparing import Difference
from portal.schemes.doors import of, scheme_for
from ratings.choices import Star
from subsidies import reading
from subsidies.schemes import words
from subsidies.schemes.comparing import differences
from subsidies.schemes.parameters import CHOICES
from subsidies.schemes.shape import ALL


@requires("records.read")
def SchemeCompare(request: Any) -> HttpResponse:
    """What the version `after` says otherwise than `before`."""
    numbers = [request.GET.get(name, "") for name in ("before", "after")]
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        raise Http404
    before, after = (scheme_for(request, int(number)) for number in numbers)
    found = differences(reading.data_of(before), reading.data_of(after))
    return render(
        request, "schemes/scheme_compare.html",
        {
            "before": before, "after": after, "groups": grouped(found), "count": len(found),
            "back": of(request, "scheme-detail", scheme=after.pk),
        },
    )


def grouped(found: list[Difference]) -> dict[str, list[dict[str, str]]]:
    """The differences in words, by the part of the scheme in which they stand."""
    groups: dict[str, list[dict[str, str]]] = {}
    for one in found:
        title = _("Clauses of the parameters") if one.table == "clause_of" else str(words.SHEETS[one.table or "scheme"])
        groups.setdefault(title, []).append({
            "where": where(one), "part": part(one), "before": said(one.part, one.before), "after": said(one.part, one.after),
        })
    return groups


def where(one: Difference) -> str:
    """The line in which the difference stands; empty for a parameter."""
    if one.table == "rates":
        year, star = one.code.split(".")
        return _("year %(year)s, %(star)s") % {
            "year": year, "star": _("all stars") if star == ALL else Star(int(star)).label}
    if one.table == "clause_of":
        return str(words.PLAIN[one.code])
    if one.table == "shares":
        return _("score from %(score)s") % {"score": one.code}
    return one.code


def part(one: Difference) -> str:
    """What differs."""
    if one.table in words.LINES:
        return str(words.LINES[one.table][one.part])
    if one.part == "in_force":
        return _("in force")
    return _("clause") if one.table == "clause_of" else str(words.PLAIN[one.part])


def said(name: str, value: Any) -> str:
    """A value in words; nothing where there is none."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if name == "in_force" and isinstance(value, list):
        return f"{value[0]} – {value[1] or ''}".strip()
    if name in CHOICES and value in CHOICES[name].values:
        return str(CHOICES[name](value).label)
    return str(Star(value).label) if name == "star_least" and value in Star.values else str(value)
