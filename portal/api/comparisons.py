"""`statistics/compare` and `statistics/explain`: what makes two figures differ, and what one figure is made of."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.divisions.models import Street
from governance.indicators import statistics
from governance.indicators.comparing import Comparison, Explained, Kind, Side, Step, bridge, compare, composition
from governance.indicators.comparing.explaining import ORDER
from governance.indicators.definitions import Indicator
from governance.people import clock
from governance.tenancy import scope
from portal.api import cursors, shapes
from portal.api.answers import Body, plain
from portal.api.endpoint import CLOCKS, PAGING, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.indicators import definition
from portal.api.parameters import Parameters
from portal.api.selections import told
from portal.api.statistics import FIGURE, member
from portal.cells import causes
from portal.cells.causes import Cause

LISTS = {"numerator": True, "denominator": None, "gap": False}


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics_compare",
        parameters=[
            *FIGURE,
            OpenApiParameter("from", description="day of the first side; default the end of the month before `to`"),
            OpenApiParameter("to", description="day of the second side; default today in Shanghai"),
            OpenApiParameter("from_as_of", description="moment of knowledge of the first side; default now"),
            OpenApiParameter("to_as_of", description="moment of knowledge of the second side; default now"),
            OpenApiParameter("against", description="code of the second side's street or community; default `within`"),
            OpenApiParameter("against_population", description="population of the second side; default `population`"),
            OpenApiParameter("kind", enum=[kind.value for kind in Kind], description="only these records"),
            *PAGING, *SHEETS,
        ],
        responses={200: shapes.Compared, 304: None, **PROBLEMS},
    )
)
class StatisticsCompare(Endpoint):
    """The difference between two figures of one indicator, explained record by record.

    The explained numerators add up to the difference of the numerators, and likewise the denominators; so do the steps
    of the bridge. With two days and two moments, what later knowledge changes about the first day comes first
    (`corrected`), then what time changed.
    """

    token_scope = "statistics"
    rows = "explained"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        named = _one(asked)
        first, second = _sides(asked, [indicator for _name, indicator in named])
        kinds, limit = asked.choices("kind", [kind.value for kind in Kind]), asked.limit()
        after, firm = asked.after(kind="explained"), asked.text("firm") or None
        portal = asked.portal

        def build() -> Body:
            found = compare(named[0][1], first, second, district=portal.district.pk, firm=firm)
            chosen = [one for one in found.explained if kinds is None or one.kind in kinds]
            rest = [one for one in chosen if after is None or _place(one) > tuple(after)]
            page, more = rest[:limit], len(rest) > limit
            why = causes.of(found, page, district=portal.district.pk) if portal.may("records.read") else {}
            streets = dict(Street.objects.filter(district_id=portal.district.pk).values_list("pk", "name"))
            return {
                "from": _side(first, found.first, named[0][0]), "to": _side(second, found.second, named[0][0]),
                "difference": _difference(found), "bridge": [_step(step) for step in bridge(found).steps],
                "composition": _composition(found), "total": len(chosen),
                "next": cursors.next_link(asked.request, "explained", list(_place(page[-1]))) if more else None,
                "explained": [_explained(one, streets, why.get((one.kind, one.id))) for one in page],
            }

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="statistics_explain",
        parameters=[
            *FIGURE, OpenApiParameter("list", enum=list(LISTS), description="which records; default denominator"),
            *PAGING, *CLOCKS, *SHEETS,
        ],
        responses={200: shapes.Explained, 304: None, **PROBLEMS},
    )
)
class StatisticsExplain(Endpoint):
    """One figure with its definition, its clocks, the lengths of its lists, and one of them: who counts, or who is missing."""

    token_scope = "statistics"
    rows = "members"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        named, time = _one(asked), asked.clock()
        chosen = asked.choice("list", LISTS, "denominator")
        question, population = asked.figure(time.on, [indicator for _name, indicator in named])
        limit, after = asked.limit(), asked.after(kind="members")

        def build() -> Body:
            indicator = named[0][1]
            wanted: dict[str, Any] = {"population": population}
            with scope.as_known_at(time.as_of):
                [cell] = statistics.values(
                    question, [indicator], population=population, district_name=asked.portal.district.name
                )
                found, _total = statistics.members(
                    question, indicator, **wanted, covered=LISTS[chosen], limit=limit + 1,
                    after=(after[0], after[1]) if after else ("", 0),
                )
                totals = {
                    name: statistics.members(question, indicator, **wanted, covered=covered, limit=1)[1]
                    for name, covered in LISTS.items()
                }
            page, more = found[:limit], len(found) > limit
            last = [page[-1].pinyin, page[-1].id] if more else []
            return stamps(time) | {
                "cell": told(named[0][0], None, time.on, cell), "definition": definition(indicator),
                "list": chosen, "totals": totals,
                "next": cursors.next_link(asked.request, "members", last) if more else None,
                "members": [member(one) for one in page],
            }

        return build


def _one(asked: Parameters) -> list[tuple[str, Indicator]]:
    named = asked.indicators()
    if len(named) > 1:
        asked.refuse("indicator", "too_many", _("Ask for one indicator here."), None)
    return named


def _sides(asked: Parameters, indicators: list[Indicator]) -> tuple[Side, Side]:
    """Both sides, every fault of them refused under the name of its parameter."""
    today = asked.portal.clock.today
    to, to_known = _time(asked, "to", today)
    begin, begin_known = _time(asked, "from", to.replace(day=1) - timedelta(days=1))
    question, population = asked.figure(to, indicators)
    place = Side(begin, begin_known, question.street, question.community, population, _division(asked, question.place))
    against = asked.text("against_population") or population
    for indicator in indicators:
        if against and against not in indicator.populations:
            message = _("%(indicator)s is not defined for the population “%(population)s”, only for: %(known)s.")
            names = {"indicator": indicator.name, "population": against, "known": ", ".join(indicator.populations)}
            if against != population:
                asked.refuse("against_population", "unknown_population", message % names, against)
    street, community, named = asked.within("against") if asked.text("against") else (
        question.street, question.community, question.place
    )
    # Defaults come to another day tomorrow; the answer's tag has to know.
    asked.time = clock.Clock(to, to_known, today)
    return place, Side(to, to_known, street, community, against, _division(asked, named))


def _time(asked: Parameters, name: str, default: date) -> tuple[date, Any]:
    given = {"on": asked.text(name), "as_of": asked.text(f"{name}_as_of")}
    try:
        found = clock.parse(given, now=asked.portal.now)
    except clock.ClockError as error:
        asked.refuse(name if error.field == "on" else f"{name}_as_of", "invalid_date", error.message, error.value)
        return default, None
    return (found.on if given["on"] else default), found.as_of


def _division(asked: Parameters, place: tuple[str, str] | None) -> statistics.Division:
    district = asked.portal.district
    return statistics.Division(*(place or (str(district.pk), district.name)))


def _place(one: Explained) -> tuple[int, str, int]:
    """Where a record stands in the order of the answer."""
    return ORDER[one.kind], one.pinyin, one.id


def _side(side: Side, cell: statistics.Cell, name: str) -> Body:
    return {"as_of": None if side.as_of is None else side.as_of.isoformat()} | told(name, None, side.on, cell)


def _text(number: Any) -> str | None:
    return None if number is None else plain(number) if not isinstance(number, int) else str(number)


def _difference(found: Comparison) -> Body:
    return {"value": _text(found.value), "numerator": found.numerator, "denominator": found.denominator}


def _step(step: Step) -> Body:
    return {
        "kind": step.kind.value, "records": step.records, "numerator": step.numerator, "denominator": step.denominator,
        "before": _text(step.before), "after": _text(step.after), "moves": _text(step.points),
    }


def _composition(found: Comparison) -> Body | None:
    parts = composition(found)
    return None if parts is None else {"size": plain(parts.size), "rate": plain(parts.rate)}


def _explained(one: Explained, streets: dict[int, str], cause: Cause | None) -> Body:
    return {
        "kind": one.kind.value, "how": one.how.value, "id": one.id, "code": one.code, "name": one.name,
        "street_before": streets.get(one.before.street or 0), "street_after": streets.get(one.after.street or 0),
        "numerator": one.numerator, "denominator": one.denominator,
        "cause": None if cause is None else {
            "register": cause.register.key if cause.register else None, "id": cause.record, "version": cause.version,
            "deed": cause.deed, "change": cause.change, "by": cause.by, "at": cause.at.isoformat(),
            "reason": cause.reason,
        },
    }
