"""How an answer leaves: JSON or CSV, with an ETag that is known before any big table is read."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

from governance.indicators import registry
from governance.registers import values

DATA_VERSION = "SELECT version FROM governance_dataversion WHERE district_id = %s"
# The same of every district in sight, with the moments of their summaries.
DATA_VERSIONS = (
    "SELECT md5(string_agg(concat_ws(':', version.district_id, version.version, state.as_of, state.trusted), ','"
    " ORDER BY version.district_id)) FROM governance_dataversion version"
    " LEFT JOIN governance_summarystate state ON state.district_id = version.district_id"
)
Body = dict[str, Any]
Row = Mapping[str, Any]
# A cell that begins like a formula would be run by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def respond(
    request: HttpRequest, build: Callable[[], Body], *, rows: str, as_sheet: bool, resolved: Sequence[str | None],
    prefix: str = "",
) -> HttpResponse:
    """The built answer, or 304 when the caller's copy still holds.

    `rows` names the list of the body that a sheet shows; `resolved` is what defaults such as today came to; `prefix`
    stands in the tag as it is (the version of a record, which `If-Match` asks for).
    """
    tag = etag(request, as_sheet, resolved, prefix)
    if holds(tag, request.headers.get("If-None-Match", "")):
        return unchanged(tag)
    if as_sheet:
        body = build()
        clocks: Body = {name: body[name] for name in ("on", "as_of") if name in body}
        answer = as_csv([{**clocks, **row} for row in body[rows]], bom=request.GET.get("bom") != "false", name=rows)
        answer = _with_next(answer, body)
    else:
        body = build()
        answer = _with_next(HttpResponse(json.dumps(body, ensure_ascii=False, default=plain), "application/json"), body)
    return _tagged(answer, tag)


def unchanged(tag: str) -> HttpResponse:
    """304: the caller's copy still holds."""
    answer = HttpResponse(status=304)
    del answer["Content-Type"]
    return _tagged(answer, tag)


def _tagged(answer: HttpResponse, tag: str) -> HttpResponse:
    answer["ETag"] = tag
    answer["Cache-Control"] = "private, no-cache"
    patch_vary_headers(answer, ["Authorization", "Accept", "Accept-Language", "Cookie"])
    return answer


def holds(tag: str, wanted: str) -> bool:
    """Whether the caller has this answer. A proxy that compresses makes a tag weak; it still names the same answer."""
    return wanted.strip() == "*" or tag in [part.strip().removeprefix("W/") for part in wanted.split(",")]


def _with_next(answer: HttpResponse, body: Body) -> HttpResponse:
    if body.get("next"):
        answer["Link"] = f'<{body["next"]}>; rel="next"'
    return answer


def etag(request: HttpRequest, as_sheet: bool, resolved: Sequence[str | None], prefix: str = "") -> str:
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
        portal.scope.streets, sorted(portal.permissions), get_language(), as_sheet,
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


def plain(value: Any) -> str:
    """Decimals and dates as strings, for JSON."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def as_csv(rows: Sequence[Row], *, bom: bool, name: str) -> HttpResponse:
    """UTF-8 with BOM, so that Excel shows Chinese; without it for programs."""
    flat = [flattened(row) for row in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    buffer = io.StringIO()
    if columns:
        writer = csv.DictWriter(buffer, fieldnames=columns, lineterminator="\r\n", restval="")
        writer.writeheader()
        writer.writerows({key: cell(value) for key, value in row.items()} for row in flat)
    answer = HttpResponse((b"\xef\xbb\xbf" if bom else b"") + buffer.getvalue().encode(), "text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


def flattened(row: Row) -> dict[str, Any]:
    """A row of plain columns: `street: {code, name}` becomes `street_code` and `street_name`."""
    flat: dict[str, Any] = {}
    for key, value in row.items():
        if isinstance(value, Mapping):
            flat |= {f"{key}_{inner}": part for inner, part in value.items()}
        else:
            flat[key] = value
    return flat


def cell(value: Any) -> str:
    """A CSV cell that a spreadsheet shows and never runs."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list | tuple):
        value = "; ".join(plain(part) for part in value)
    if isinstance(value, Mapping):
        value = json.dumps(value, ensure_ascii=False, default=plain)
    if isinstance(value, int | Decimal):
        return plain(value)
    text = plain(value)
    return f"'{text}" if text.startswith(FORMULA) else text
