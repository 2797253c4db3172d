"""The formats of answers: their names, media types and suffixes, and which of them a request wants."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from rest_framework.exceptions import NotAcceptable


@dataclass(frozen=True)
class Format:
    """A format by the name that `format=` and the suffix of an address give it."""

    name: str
    media_type: str
    # Further media types under which it may be wished for.
    also: tuple[str, ...] = ()


JSON = Format("json", "application/json", ("application/problem+json",))
CSV = Format("csv", "text/csv")
XLSX = Format("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
NDJSON = Format("ndjson", "application/x-ndjson", ("application/ndjson", "application/jsonl"))
GEOJSON = Format("geojson", "application/geo+json")
JSONSTAT = Format("jsonstat", "application/json-stat+json", ("application/json;profile=json-stat",))
EVERY = (JSON, CSV, XLSX, NDJSON, GEOJSON, JSONSTAT)
# What a list of rows can be taken out as, beside JSON: the rows, and nothing else of the answer.
TABLES = (CSV, XLSX, NDJSON)
BY_NAME = {form.name: form for form in EVERY}


class SuffixConverter:
    """The suffix of an address: `.csv`, `.xlsx` …"""

    regex = "|".join(form.name for form in EVERY if form is not JSON)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


def accepted(http: Any, offered: Sequence[Format]) -> Format:
    """The offered format that the request's Accept prefers; raises NotAcceptable where it takes none of them."""
    by_type = {media_type: form for form in offered for media_type in (form.media_type, *form.also)}
    wanted = http.get_preferred_type(list(by_type))
    if wanted is None:
        raise NotAcceptable
    return by_type[str(wanted)]
