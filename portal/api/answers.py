"""How an answer leaves: in its format, with an ETag that is known before any big table is read."""

import hashlib
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from governance.indicators import registry
from governance.registers import values
from portal.api import limits
from portal.api.formats import JSON, TABLES, Format
from portal.api.tables import WRITERS, as_csv, plain

__all__ = ["Body", "as_csv", "etag", "holds", "plain", "release", "respond", "unchanged"]

DATA_VERSION = "SELECT version FROM governance_dataversion WHERE district_id = %s"
# The same of every district in sight, with the moments of their summaries.
DATA_VERSIONS = (
    "SELECT md5(string_agg(concat_ws(':', version.district_id, version.version, state.as_of, state.trusted), ','"
    " ORDER BY version.district_id)) FROM governance_dataversion version"
    " LEFT JOIN governance_summarystate state ON state.district_id = version.district_id"
)
Body = dict[str, Any]
Tagged = TypeVar("Tagged", bound=HttpResponseBase)


def respond(
    request: HttpRequest, build: Callable[[], Body], *, resolved: Sequence[str | None], form: Format = JSON, rows: str = "",
    cost: int = 1, prefix: str = "",
) -> HttpResponseBase:
    """The built answer, or 304 when the caller's copy still holds.

    `rows` names the list of the body that a sheet shows; `resolved` is what defaults such as today came to; `cost` is
    how many cells or records were asked for; `prefix` stands in the tag as it is (the version of a record, which
    `If-Match` asks for). What a 304 spares us is not counted.
    """
    tag = etag(request, form, resolved, prefix)
    if holds(tag, request.headers.get("If-None-Match", "")):
        return unchanged(tag)
    standing = limits.charge(request, cost)
    return limits.told(_tagged(written(request, build(), form, rows), tag), standing)


def written(request: HttpRequest, body: Body, form: Format, rows: str) -> HttpResponseBase:
    """The body in the format."""
    if form in TABLES:
        clocks: Body = {name: body[name] for name in ("on", "as_of") if name in body}
        listed = [{**clocks, **row} for row in body[rows]]
        answer: HttpResponseBase = WRITERS[form](listed, bom=request.GET.get("bom") != "false", name=rows)
    else:
        answer = HttpResponse(json.dumps(body, ensure_ascii=False, default=plain), form.media_type)
    if body.get("next"):
        answer["Link"] = f'<{body["next"]}>; rel="next"'
    return answer


def unchanged(tag: str) -> HttpResponse:
    """304: the caller's copy still holds."""
    answer = HttpResponse(status=304)
    del answer["Content-Type"]
    return _tagged(answer, tag)


def _tagged(answer: Tagged, tag: str) -> Tagged:
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ["Authorization", "Accept", "Accept-Language", "Cookie"])
    return answer


def holds(tag: str, wanted: str) -> bool:
    """Whether the caller has this answer. A proxy that compresses makes a tag weak; it still names the same answer."""
    return wanted.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in wanted.split(",")]


def etag(request: HttpRequest, form: Format, resolved: Sequence[str | None], prefix: str = "") -> str:
    """A strong tag of: the data version of the district (of all districts, where the answer is about many), our
    definitions, the whole query with its resolved clocks, the asker's sight, and the language."""
    portal: Any = request.portal  # type: ignore[attr-defined]
    version: object
    if portal.district is None:
        version = _data_versions()
    else:
        # What `portal.api.unchanged` compares when the same program asks the same again.
        version = request.data_version = _data_version(portal.district.pk)  # type: ignore[attr-defined]
    parts = (
        version, release(), request.build_absolute_uri(), tuple(resolved), portal.scope.districts,
        portal.scope.streets, sorted(portal.permissions), get_language(), form.name,
    )
    return f'"{prefix}{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"'


def _data_version(district: int) -> int:
    """Moved on by every change of the district's records."""
    with connection.cursor() as cursor:
        cursor.execute(DATA_VERSION, [district])
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _data_versions() -> str:
    """What moves on with every change of any district in sight, and with every summary that is brought up to date."""
    with connection.cursor() as cursor:
        cursor.execute(DATA_VERSIONS)
        return str(cursor.fetchone()[0])


@cache
def release() -> str:
    """Changes with the definitions, their SQL and the shape of the answers."""
    digest = hashlib.sha256(registry.fingerprint().encode())
    here, declared = Path(__file__).parent, [Path(app.path) / "registers.py" for app in apps.get_app_configs()]
    told = [*here.rglob("*.py"), *(here.parent / "sql" / "api").glob("*.sql"), *Path(values.__file__).parent.glob("*.py")]
    for path in sorted([*told, *(path for path in declared if path.is_file())]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
