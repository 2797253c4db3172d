"""`statistics/batch`: many questions of statistics in one request, answered out of one state of the records."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, QueryDict
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework.request import Request

from portal.api import limits, selections, shapes
from portal.api.answers import Body
from portal.api.endpoint import PROBLEMS, Endpoint, stamps
from portal.api.parameters import Parameters
from portal.api.registers import bodies
from portal.api.registers.writing import answer
from portal.problems import Declined, ParameterProblem, fault

MOST = 50
Query = Mapping[str, Any]


@extend_schema_view(
    post=extend_schema(
        operation_id="statistics_batch", request={"application/json": shapes.Batch},
        responses={200: shapes.BatchAnswer, **PROBLEMS, 413: shapes.Problem, 415: shapes.Problem},
    )
)
class StatisticsBatch(Endpoint):
    """Up to 50 queries with the parameters of `statistics`, answered in their order, each with its cells or its faults.

    All of them are answered out of one state of the records, so that they agree with each other. Nothing is written. It
    is a POST because an address would be too long, and therefore has no `304`: what is asked again and again is asked with GET.
    """

    http_method_names = ["post", "options"]
    token_scope = "statistics"

    def post(self, request: Request, **path: Any) -> HttpResponse:
        http: Any = request._request
        Parameters(http).done()
        read = [_read(http, query) for query in _queries(bodies.read(http))]
        cost = sum(asked.cost for asked, _selection in read)
        if cost > selections.MOST_CELLS:
            message = _("This asks for %(cells)d cells; an answer holds at most %(most)d. Ask for less of %(name)s at a time.")
            told = message % {"cells": cost, "most": selections.MOST_CELLS, "name": "queries"}
            raise ParameterProblem([fault("queries", "too_many_cells", told, str(cost))])
        standing = limits.charge(http, cost)
        answers = [_answer(number, *one) for number, one in enumerate(read)]
        return limits.told(answer({"answers": answers}), standing)


def _queries(given: Mapping[str, Any]) -> list[QueryDict]:
    """The queries as an address would say them. Raises Declined with everything that is wrong."""
    faults = bodies.unknown(given, ["queries"])
    queries = given.get("queries")
    if not isinstance(queries, list) or not 1 <= len(queries) <= MOST:
        faults.append(fault("queries", "out_of_range", _("Send 1 to %(most)d queries as a list.") % {"most": MOST}, None))
        queries = []
    read = []
    for number, query in enumerate(queries):
        if not isinstance(query, dict):
            message = _("This must be %(what)s.") % {"what": _("an object")}
            faults.append(fault(f"queries[{number}]", "wrong_type", message, bodies.shown(query)))
            continue
        found = QueryDict(mutable=True)
        for name, value in query.items():
            texts = [_text(part) for part in (value if isinstance(value, list) else [value])]
            if None in texts:
                message = _("This must be %(what)s.") % {"what": _("a text, a whole number, true or false, or a list of these")}
                faults.append(fault(f"queries[{number}].{name}", "wrong_type", message, bodies.shown(value)))
            else:
                # An empty list is refused as an empty value is.
                found.setlist(name, texts or [""])  # type: ignore[arg-type]
        read.append(found)
    if faults:
        raise Declined(400, "invalid_fields", " ".join(one["message"] for one in faults), faults)
    return read


def _text(value: Any) -> str | None:
    """A value as it stands in an address; None for what can't stand there."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int) else None


def _read(http: Any, query: QueryDict) -> tuple[Parameters, selections.Selection | None]:
    """What a query selects; None where it has faults, which its parameters know."""
    asked = Parameters.of(http, query)
    selection = selections.read(asked)
    try:
        asked.done()
    except ParameterProblem:
        asked.cost = 1
        return asked, None
    return asked, selection


def _answer(number: int, asked: Parameters, selection: selections.Selection | None) -> Body:
    if selection is None:
        return {"index": number, "status": 400, "on": None, "as_of": None, "cells": [], "errors": asked.faults}
    return {"index": number, "status": 200, **stamps(selection.clock), "cells": selection.cells(), "errors": []}
