"""The sheet of one courtyard, typed to try a version: the score and star that the rule gives, and why. Nothing is kept."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.entries import tidy
from portal.standards.doors import of, standard_for
from ratings import reading, standards
from ratings.choices import Source, Star
from ratings.rules.standard import COUNTED, Bands, Item, Kind, Standard
from ratings.rules.stars import MarkOutOfRange, points, rate
from ratings.scores import law


@requires("records.read")
def StandardTry(request: Any, standard: int) -> HttpResponse:
    """The form and, under what was typed, the outcome."""
    found = standard_for(request, standard)
    data = reading.data_of(found)
    is_sound = not standards.faults_of(data)
    shown: dict[str, Any] = {"standard": found, "is_sound": is_sound, "back": of(request, "standard-detail", standard=found.pk)}
    if is_sound:
        shown |= _tried(reading.rule_of_data(data), data, request.GET)
    return render(request, "standards/standard_try.html", shown)


def _tried(rule: Standard, data: Mapping[str, Any], sent: Mapping[str, str]) -> dict[str, Any]:
    titles = {item["code"]: item["title"] for item in data["items"]}
    typed = {item.code: tidy(sent.get(f"f-{item.code}", "")) for item in rule.items}
    read = {item.code: _number(item, typed[item.code]) for item in rule.items}
    vetoes = [veto["code"] for veto in data["vetoes"] if f"v-{veto['code']}" in sent]
    found = {code: number for code, number in read.items() if isinstance(number, Decimal)}
    by_rank = rule.bands is Bands.RANK
    rating = rate(rule, found, vetoes)
    marks = {mark.item.code: mark for mark in rating.marks}
    return {
        "rows": [
            {
                "item": item, "title": titles[item.code], "typed": typed[item.code], "mark": marks[item.code],
                "said_by": Source(item.source).label, "law": law(item.kind, item.full_mark, item.per_unit, item.target),
                "error": read[item.code] if isinstance(read[item.code], str) else "",
            }
            for item in rule.items
        ],
        "rating": rating, "by_rank": by_rank, "star": Star(rating.star).label, "missing": rating.missing,
        "vetoes": [(veto, veto["code"] in vetoes, Star(veto["star_cap"]).label) for veto in data["vetoes"]],
        "blocks": [(block, _title(data, block.category.code)) for block in rating.blocks],
    }


def _title(data: Mapping[str, Any], code: str) -> str:
    return next(str(category["title"]) for category in data["categories"] if category["code"] == code)


def _number(item: Item, text: str) -> Decimal | str | None:
    """What was typed as a number, None where nothing was, or a sentence that says what can be typed."""
    if not text:
        return None
    told = {
        Kind.POINTS: _("Write 0 to %(full)s points.") % {"full": item.full_mark},
        **dict.fromkeys(COUNTED, _("Write a whole number, such as 2.")),
    }.get(item.kind, _("Write a percentage from 0 to 100."))
    number = standards.mark(text)
    if number is None or (item.kind in COUNTED and number != number.to_integral_value()):
        return told
    try:
        points(item, number)
    except MarkOutOfRange:
        return told
    return number
