"""`claims/verdicts`, `claims/check`: declared values beside the computed ones. Nothing is written here."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.request import Request

from governance.claims import querysets
from governance.claims.checking import Checked, Claimed, check
from governance.claims.models import FigureClaim
from governance.claims.rules import printed
from governance.claims.rules.verdicts import AGREES, Verdict
from governance.common.periods import day_of
from governance.divisions.models import Street
from governance.indicators import registry
from governance.tenancy import scope
from portal.api import cursors, shapes
from portal.api.answers import Body, plain
from portal.api.endpoint import CLOCKS, PAGING, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.registers import bodies
from portal.api.registers.writing import answer
from portal.claims import asked as reports
from portal.claims.text import MOST_SIGNS
from portal.problems import Declined, fault

MOST_CLAIMS = 200
KNOWN = ["dated", "text", "claims"]
CLAIM = ["indicator", "printed", "on", "population", "within"]


@extend_schema_view(
    get=extend_schema(
        operation_id="claims_verdicts",
        parameters=[
            OpenApiParameter("source", description="only of this document"),
            OpenApiParameter("verdict", enum=[verdict.value for verdict in Verdict], description="comma list or repeated"),
            *PAGING, *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.ClaimVerdicts, 304: None, **PROBLEMS},
    )
)
class ClaimVerdictList(Endpoint):
    """Declared values of documents up to a day, each beside the computed figure of its own day, with the verdict.

    A page is a page of declared values: with `verdict` it may hold fewer. A token of some streets sees theirs alone.
    """

    token_scope = "statistics"
    rows = "items"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, source = asked.clock(), asked.text("source")
        verdicts = asked.choices("verdict", [verdict.value for verdict in Verdict])
        limit, after = asked.limit(), asked.after(kind="claims")
        district = asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                claims = querysets.published(district, clock.on).order_by("pk")
                claims = claims.filter(pk__gt=after[0]) if after else claims
                found = list((claims.filter(source=source) if source else claims)[: limit + 1])
                checked = querysets.checked(district, found[:limit])
                items = [_claim(*one) for one in checked if not verdicts or one[1].verdict.value in verdicts]
            last = [found[limit - 1].pk] if len(found) > limit else []
            return stamps(clock) | {
                "next": cursors.next_link(asked.request, "claims", last) if last else None, "items": items,
            }

        return build


@extend_schema_view(
    post=extend_schema(
        operation_id="claims_check", parameters=[CLOCKS[1]], request=shapes.ClaimCheck,
        responses={200: shapes.ClaimsChecked, 413: shapes.Problem, 415: shapes.Problem, **PROBLEMS},
    )
)
class ClaimCheck(Endpoint):
    """Checks a report before it goes out: its text, or its figures. Nothing is kept; the scope is `statistics`."""

    http_method_names = ["post", "options"]
    token_scope = "statistics"

    def post(self, request: Request, **path: Any) -> HttpResponse:
        http: Any = request._request
        asked = Parameters(http)
        clock = asked.clock()
        asked.known.discard("on")
        asked.done()
        given = bodies.read(http)
        dated = _valid(given, day_of(http.portal.now))
        district = http.portal.district.pk
        with scope.as_known_at(clock.as_of):
            streets = {street.code: street for street in Street.objects.filter(district_id=district)}
            told: Body = {"as_of": stamps(clock)["as_of"], "numbers": [], "items": []}
            if "text" in given:
                places = {street.pk: street for street in streets.values()}
                told["numbers"] = [_number(line, places) for line in reports.read(district, given["text"], dated)]
            else:
                claims = _claims(given["claims"], dated, streets)
                checked = check(district, [claimed for claimed, _street in claims])
                told["items"] = [_checked(one, street) for one, (_c, street) in zip(checked, claims, strict=True)]
        return answer(told)


def _valid(given: Mapping[str, Any], today: date) -> date:
    """The day of the document, of a body that is otherwise whole. Raises Declined with all its faults."""
    faults = bodies.unknown(given, KNOWN)
    dated = bodies.day(given.get("dated"))
    if dated is None or dated > today:
        faults.append(fault("dated", "invalid_date", _("Give the day of the document as 2022-07-07, today at the latest."),
                            bodies.shown(given.get("dated"))))
    if ("text" in given) == ("claims" in given):
        faults.append(fault("text", "required", _("Send either text or claims.")))
    elif "text" in given and (not isinstance(given["text"], str) or not given["text"].strip() or "\x00" in given["text"]):
        faults.append(fault("text", "wrong_type", _("This must be %(what)s.") % {"what": _("a text")}))
    elif "text" in given and len(given["text"]) > MOST_SIGNS:
        faults.append(fault("text", "too_long", _("At most %(n)d signs.") % {"n": MOST_SIGNS}))
    elif "claims" in given and not _is_listed(given["claims"]):
        message = _("claims must be a list of 1 to %(n)d objects.") % {"n": MOST_CLAIMS}
        faults.append(fault("claims", "wrong_type", message))
    _refuse(faults)
    assert dated is not None
    return dated


def _is_listed(claims: Any) -> bool:
    return isinstance(claims, list) and 0 < len(claims) <= MOST_CLAIMS and all(isinstance(one, dict) for one in claims)


def _claims(given: list[Any], dated: date, streets: Mapping[str, Street]) -> list[tuple[Claimed, Street | None]]:
    """The figures to check. Raises Declined with every fault of every one."""
    faults: list[dict[str, Any]] = []
    found = [_one(f"claims[{at}]", one, dated, streets, faults) for at, one in enumerate(given)]
    _refuse(faults)
    return [one for one in found if one is not None]


def _one(
    at: str, given: Mapping[str, Any], dated: date, streets: Mapping[str, Street], faults: list[dict[str, Any]]
) -> tuple[Claimed, Street | None] | None:
    before = len(faults)
    faults += [{**one, "path": f"{at}.{one['path']}"} for one in bodies.unknown(given, CLAIM)]

    def refuse(name: str, code: str, message: str) -> None:
        faults.append(fault(f"{at}.{name}", code, message, bodies.shown(given.get(name))))

    indicator = figure = None
    try:
        indicator = registry.find(str(given.get("indicator", "")))
    except registry.UnknownIndicator as unknown:
        message = _("There is no indicator “%(name)s”; /indicators lists them.") % {"name": unknown.name}
        refuse("indicator", "unknown_indicator", message)
    try:
        figure = printed.read(str(given.get("printed", ""))[:40])
    except printed.Unreadable:
        refuse("printed", "unreadable", _("Write the figure as it is printed, such as 59%, 1200余 or 约100万元."))
    on = bodies.day(given["on"]) if "on" in given else dated
    if on is None or on > dated:
        refuse("on", "invalid_date", _("No document tells of a day after its own date."))
    population = given.get("population", "")
    if indicator is not None and population and population not in indicator.populations:
        message = _("This indicator is counted for: %(known)s.") % {"known": ", ".join(indicator.populations)}
        refuse("population", "unknown_population", message)
    street = streets.get(str(given["within"])) if given.get("within") else None
    if given.get("within") and street is None:
        message = _("“%(code)s” is no street that you can see here.") % {"code": given["within"]}
        refuse("within", "unknown_division", message)
    if len(faults) > before or indicator is None or figure is None or on is None:
        return None
    return Claimed(indicator, figure, on, population, street.pk if street else None, dated), street


def _refuse(faults: list[dict[str, Any]]) -> None:
    if faults:
        raise Declined(400, "invalid_fields", " ".join(one["message"] for one in faults), faults)


def _number(line: reports.Line, streets: Mapping[int, Street]) -> Body:
    return {
        "start": line.found.start, "end": line.found.end, "text": line.quote[1], "kind": line.kind.value,
        "candidates": line.candidates,
        "checked": _checked(line.checked, streets.get(line.street or 0)) if line.checked else None,
    }


def _claim(claim: FigureClaim, checked: Checked) -> Body:
    return _checked(checked, claim.street) | {
        "id": claim.pk, "source": claim.source, "source_on": claim.source_on, "quote": claim.quote,
        "explanation_zh": claim.explanation_zh, "explanation_en": claim.explanation_en,
    }


def _checked(one: Checked, street: Street | None) -> Body:
    cell, claimed = one.cell, one.claimed
    return {
        "indicator": claimed.indicator.key, "population": claimed.population,
        "street": {"code": street.code, "name": street.name} if street else None, "on": claimed.on,
        "printed": claimed.printed.text, "value": plain(claimed.printed.value),
        "computed": {
            "population": cell.population, "unit": cell.indicator.measure.value,
            "value": None if cell.value is None else plain(cell.value), "numerator": cell.numerator,
            "denominator": cell.denominator, "definition_version": cell.indicator.version,
        },
        "verdict": one.verdict.value, "agrees": one.verdict in AGREES,
        "sentence": {"zh": one.sentence.zh, "en": one.sentence.en},
    }
