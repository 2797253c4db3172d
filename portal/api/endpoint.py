"""What every endpoint does alike: read the parameters, answer from a build that runs only when it is needed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotAcceptable
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from governance.people.clock import Clock
from portal.api import shapes
from portal.api.answers import Body, respond
from portal.api.parameters import Parameters

CLOCKS = [
    OpenApiParameter("on", description="day on which the records are valid, YYYY-MM-DD; default today in Shanghai"),
    OpenApiParameter(
        "as_of", description="moment of knowledge, ISO 8601, or a day (its end in Shanghai); default now"
    ),
]
SHEETS = [
    OpenApiParameter("format", enum=["json", "csv"], description="or the suffix .csv, or Accept: text/csv"),
    OpenApiParameter("bom", enum=["true", "false"], description="byte order mark of the CSV, for Excel; default true"),
]
# What a single record takes: it has no sheet.
RECORD_FORMAT = OpenApiParameter("format", enum=["json"])
PAGING = [
    OpenApiParameter("limit", int, description="1 to 1000, default 50"),
    OpenApiParameter("after", description="cursor, from the next link"),
]
PROBLEMS = {400: shapes.Problem, 401: shapes.Problem, 403: shapes.Problem, 404: shapes.Problem, 406: shapes.Problem}


class Formats(BaseContentNegotiation):
    """The views themselves write JSON or CSV; here only a wish for something else is refused."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None) -> Any:
        chosen = next(iter(renderers))
        return chosen, chosen.media_type


class Endpoint(APIView):
    """An address of a district, for reading alone unless it says otherwise.

    `rows` names the list of its body that a sheet shows, where it has one.
    """

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Formats
    rows = ""

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        """Reads the parameters; what it gives back builds the body, and runs only if they were all right."""
        raise NotImplementedError

    def get(self, request: Request, suffix: str = "", **path: Any) -> HttpResponse:
        http: Any = request._request
        asked = Parameters(http)
        build = self.read(asked, **path)
        as_sheet = self._as_sheet(http, asked, suffix)
        asked.done()
        return respond(http, build, rows=self.rows, as_sheet=as_sheet, resolved=asked.resolved())

    def finalize_response(self, request: Any, response: Any, *arguments: Any, **named: Any) -> Any:
        """What is not there says nothing of what could be done there."""
        answer = super().finalize_response(request, response, *arguments, **named)
        if answer.status_code == 404 and "Allow" in answer:
            del answer["Allow"]
        return answer

    def _as_sheet(self, http: Any, asked: Parameters, suffix: str) -> bool:
        """CSV by suffix, by `format`, or by Accept, in this order."""
        formats = ["json", "csv"] if self.rows else ["json"]
        chosen = asked.choice("format", formats, "")
        if self.rows:
            asked.flag("bom")
        if suffix or chosen:
            return "csv" in (suffix, chosen)
        offered = ["application/json", "application/problem+json", "text/csv"][: 3 if self.rows else 2]
        wanted = http.get_preferred_type(offered)
        if wanted is None:
            raise NotAcceptable
        return bool(wanted == "text/csv")


def stamps(clock: Clock) -> Body:
    """The clocks of an answer."""
    return {"on": clock.on, "as_of": None if clock.as_of is None else clock.as_of.isoformat()}
