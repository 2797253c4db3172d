"""Rows as files: CSV, Excel workbook, and one JSON object a line."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TypeVar

from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from portal.api.formats import CSV, NDJSON, XLSX, Format

Row = Mapping[str, Any]
Answer = TypeVar("Answer", bound=HttpResponseBase)
# A cell that begins like a formula would be run by a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
# Columns of figures: in a workbook they are numbers, also where JSON has a decimal text.
FIGURES = ("value", "numerator", "denominator")
# A strong tag names bytes, so a workbook does not tell when it was made.
UNDATED = datetime(2000, 1, 1)
DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)


def plain(value: Any) -> str:
    """Decimals and dates as strings, for JSON."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if hasattr(value, "isoformat"):
        return str(value.isoformat())
    return str(value)


def as_csv(rows: Sequence[Row], *, bom: bool, name: str) -> HttpResponse:
    """UTF-8 with BOM, so that Excel shows Chinese; without it for programs."""
    columns, lines = table(rows)
    buffer = io.StringIO()
    if columns:
        writer = csv.writer(buffer, lineterminator="\r\n")
        writer.writerow(columns)
        writer.writerows([cell(value) for value in line] for line in lines)
    text = (b"\xef\xbb\xbf" if bom else b"") + buffer.getvalue().encode()
    return _attached(HttpResponse(text, "text/csv; charset=utf-8"), name, CSV)


def as_workbook(rows: Sequence[Row], *, bom: bool, name: str) -> HttpResponse:
    """An .xlsx with one sheet. Codes and dates are texts, as in JSON; figures are numbers."""
    columns, lines = table(rows)
    looks = [_look(column, (line[index] for line in lines)) for index, column in enumerate(columns)]
    shown = [SheetColumn(column, look) for column, look in zip(columns, looks, strict=True)]
    typed = ([_typed(value, look) for value, look in zip(line, looks, strict=True)] for line in lines)
    content = workbook([SheetContent(name, shown, typed)], created=UNDATED)
    return _attached(HttpResponse(content, XLSX.media_type), name, XLSX)


def as_lines(rows: Sequence[Row], *, bom: bool, name: str) -> StreamingHttpResponse:
    """One JSON object a line, sent line by line."""
    answer = StreamingHttpResponse(_lines(rows), NDJSON.media_type)
    return _attached(answer, name, NDJSON)


def _lines(rows: Sequence[Row]) -> Iterator[str]:
    for row in rows:
        yield json.dumps(row, ensure_ascii=False, default=plain) + "\n"


WRITERS: dict[Format, Callable[..., Any]] = {CSV: as_csv, XLSX: as_workbook, NDJSON: as_lines}


def _attached(answer: Answer, name: str, form: Format) -> Answer:
    answer["Content-Disposition"] = f'attachment; filename="{name}.{form.name}"'
    return answer


def table(rows: Sequence[Row]) -> tuple[list[str], list[list[Any]]]:
    """The columns that any of the rows has, and every row in their order."""
    flat = [flattened(row) for row in rows]
    columns = list(dict.fromkeys(column for row in flat for column in row))
    return columns, [[row.get(column) for column in columns] for row in flat]


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
    if isinstance(value, int | Decimal):
        return plain(value)
    text = told(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def told(value: Any) -> str:
    """A value as the text of a cell; what has parts of its own as JSON."""
    if isinstance(value, list | tuple) and not any(isinstance(part, Mapping) for part in value):
        return "; ".join(plain(part) for part in value)
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=plain)
    return plain(value)


def _look(column: str, values: Iterator[Any]) -> str:
    """How a column of a workbook is shown: whole numbers, amounts, or texts."""
    present = [value for value in values if value is not None]
    if column in FIGURES and all(DECIMAL.fullmatch(plain(value)) for value in present):
        return "amount" if any("." in plain(value) for value in present) else "plain"
    whole = bool(present) and all(isinstance(value, int) and not isinstance(value, bool) for value in present)
    return "plain" if whole else "text"


def _typed(value: Any, look: str) -> Any:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return Decimal(value) if look in ("amount", "plain") else told(value)
