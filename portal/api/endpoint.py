"""What every endpoint does alike: read the parameters, answer from a build that runs only when it is needed."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http.response import HttpResponseBase
from drf_spectacular.utils import OpenApiParameter
from rest_framework.exceptions import NotFound
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.request import Request
from rest_framework.views import APIView

from governance.people.clock import Clock
from portal.api import shapes
from portal.api.answers import Body, respond
from portal.api.formats import BY_NAME, JSON, TABLES, Format, accepted
from portal.api.parameters import Parameters

CLOCKS = [
    OpenApiParameter("on", description="day on which the records are valid, YYYY-MM-DD; default today in Shanghai"),
    OpenApiParameter(
        "as_of", description="moment of knowledge, ISO 8601, or a day (its end in Shanghai); default now"
    ),
]
BOM = OpenApiParameter("bom", enum=["true", "false"], description="byte order mark of the CSV, for Excel; default true")


def formats_parameter(*formats: Format) -> OpenApiParameter:
    """`format`, as the document describes it."""
    return OpenApiParameter(
        "format", enum=[JSON.name, *(form.name for form in formats)],
        description="or the suffix of the address (.csv), or Accept; default json",
    )


SHEETS = [formats_parameter(*TABLES), BOM]
# What a single record takes: it has no sheet.
RECORD_FORMAT = OpenApiParameter("format", enum=["json"])
PAGING = [
    OpenApiParameter("limit", int, description="1 to 1000, default 50"),
    OpenApiParameter("after", description="cursor, from the next link"),
]
PROBLEMS = dict.fromkeys((400, 401, 403, 404, 406, 429), shapes.Problem)


class Formats(BaseContentNegotiation):
    """The views themselves write their formats; here only a wish for something else is refused."""

    def select_parser(self, request: Request, parsers: Iterable[Any]) -> Any:
        return next(iter(parsers))

    def select_renderer(self, request: Request, renderers: Iterable[Any], format_suffix: str | None = None) -> Any:
        chosen = next(iter(renderers))
        return chosen, chosen.media_type


class Endpoint(APIView):
    """An address of a district, for reading alone unless it says otherwise.

    `rows` names the list of its body that a sheet shows, where it has one; `further_formats` are those beyond sheets, which
    `reshaped` makes.
    """

    http_method_names = ["get", "head", "options"]
    content_negotiation_class = Formats
    rows = ""
    further_formats: tuple[Format, ...] = ()

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        """Reads the parameters; what it gives back builds the body, and runs only if they were all right."""
        raise NotImplementedError

    def reshaped(self, body: Body, form: Format, asked: Parameters) -> Body:
        """The body in one of the formats of `shapes`."""
        raise NotImplementedError

    def get(self, request: Request, suffix: str = "", **path: Any) -> HttpResponseBase:
        http: Any = request._request
        asked = Parameters(http)
        form = self._format(http, asked, suffix)
        asked.form = form
        build = self.read(asked, **path)
        asked.done()

        def shaped() -> Body:
            return self.reshaped(build(), form, asked) if form in self.further_formats else build()

        return respond(http, shaped, rows=self.rows, form=form, resolved=asked.resolved(), cost=asked.cost)

    def finalize_response(self, request: Any, response: Any, *arguments: Any, **named: Any) -> Any:
        """What is not there says nothing of what could be done there."""
        answer = super().finalize_response(request, response, *arguments, **named)
        if answer.status_code == 404 and "Allow" in answer:
            del answer["Allow"]
        return answer

    def _format(self, http: Any, asked: Parameters, suffix: str) -> Format:
        """By suffix, by `format`, or by Accept, in this order."""
        offered = [JSON, *(TABLES if self.rows else ()), *self.further_formats]
        names = [form.name for form in offered]
        chosen = asked.choice("format", names, "")
        if self.rows:
            asked.flag("bom")
        if suffix and suffix not in names:
            raise NotFound
        return BY_NAME[suffix or chosen] if suffix or chosen else accepted(http, offered)


def stamps(clock: Clock) -> Body:
    """The clocks of an answer."""
    return {"on": clock.on, "as_of": None if clock.as_of is None else clock.as_of.isoformat()}
