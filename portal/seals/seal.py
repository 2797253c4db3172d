"""One seal: what was sealed, every revision side by side, what the same day gives as known now, and its verification."""

import json
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from governance.indicators import registry
from governance.people.permissions import requires
from governance.seals import reading, replaying
from governance.seals.models import Seal
from governance.seals.reading import Number
from portal.seals import addresses, words

PER_PAGE = 50


@dataclass(frozen=True)
class SealedLine:
    """An indicator of a seal: the value of every revision, and of the same day as known now."""

    name: str
    numerator: str
    denominator: str
    version: int
    values: list[tuple[str, str]]
    now: str
    difference: str
    url: str


@requires("statistics.read")
def SealDetail(request: Any, number: int) -> HttpResponse:
    """`content=json` gives the sealed bytes themselves, of which the hash is made; `verify=yes` counts them again."""
    seal = addresses.seal_for(request, number)
    if request.GET.get("content") == "json":
        answer = HttpResponse(seal.content.encode(), "application/json; charset=utf-8")
        answer["Content-Disposition"] = f'attachment; filename="seal-{seal.district_id}-{seal.number}.json"'
        return answer
    revisions = list(Seal.objects.filter(report_id=seal.report_id).order_by("revision"))
    told = json.loads(seal.content)
    may_verify = request.portal.may("seal.verify") and request.portal.scope.streets is None
    return render(
        request, "seals/seal.html",
        {
            "seal": seal, "place": told["seal"]["place"]["name"], "report": seal.report, "revisions": revisions,
            "lines": _lines(seal, told, revisions), "may_verify": may_verify,
            "verdict": _verdict(seal) if may_verify and request.GET.get("verify") == "yes" else None,
            "others": [(one, addresses.of_seal(one)) for one in revisions],
            "report_url": addresses.of(seal.district_id, seal.period, told["seal"]["place"]["code"]),
        },
    )


@requires("statistics.read")
def SealList(request: Any) -> HttpResponse:
    """The chain of the district's seals in sight, the newest first; `verify=yes` goes through all of it."""
    portal = request.portal
    found = Seal.objects.filter(district_id=portal.district.pk).select_related("street").defer("content").order_by("-number")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    may_verify = portal.may("seal.verify") and portal.scope.streets is None
    verdicts = list(replaying.verify_all(portal.district.pk)) if may_verify and request.GET.get("verify") == "yes" else None
    return render(
        request, "seals/seal_list.html",
        {
            "page": page, "seals": [(seal, addresses.of_seal(seal)) for seal in page], "may_verify": may_verify,
            "verdicts": verdicts, "broken": [verdict for verdict in verdicts or () if not verdict.is_sound],
            "board_url": addresses.board(portal.district.pk),
        },
    )


def _verdict(seal: Seal) -> replaying.Verdict:
    return replaying.verify(seal, before=replaying.before(seal))


def _lines(seal: Seal, told: dict[str, Any], revisions: list[Seal]) -> list[SealedLine]:
    """The indicators that the seal holds; what the program still counts also as known now."""
    sealed = [reading.sealed_numbers(one) for one in revisions]
    kept = [registry.every()[key] for key in told["definitions"] if key in registry.every()]
    now = reading.numbers(reading.place_of(seal.report), seal.on, kept) if kept else {}
    own = sealed[revisions.index(seal)]
    # The canonical text has its keys by the alphabet; people read them as the catalogue does.
    places = {key: place for place, key in enumerate(registry.every())}
    ordered = sorted(told["definitions"], key=lambda key: places.get(key, len(places)))
    return [_line(seal, key, told["definitions"][key], sealed, own.get(key), now.get(key)) for key in ordered]


def _line(
    seal: Seal, key: str, definition: dict[str, Any], sealed: list[dict[str, Number]], own: Number | None, now: Number | None
) -> SealedLine:
    measure = definition["measure"]
    difference = words.difference(own, now)
    return SealedLine(
        name=f"{definition['code']} {words.both(definition['label'])}".strip(), numerator=words.both(definition["numerator"]),
        denominator=words.both(definition["denominator"]), version=definition["version"],
        values=[(words.value(one.get(key), measure), words.parts(one.get(key), measure)) for one in sealed],
        now=words.value(now, measure), difference=words.moved(difference, measure) if difference else "",
        url=addresses.comparison(seal, key) if difference else "",
    )
