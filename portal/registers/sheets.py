"""A list as a file: exactly what is seen, as CSV to read and as a workbook that comes back as changes."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import get_language

from governance.registers import services
from governance.spreadsheets import exporting
from governance.spreadsheets.exporting import ExportColumn
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from portal.api.answers import as_csv
from portal.registers import columns
from portal.registers.lists import Listing

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("csv", "xlsx")
# Rows read at a time.
CHUNK = 2000


def respond(request: Any, listing: Listing, file_format: str) -> HttpResponse:
    """The list as a file, all its pages. Who took it is logged."""
    answer, rows = _csv(listing) if file_format == "csv" else _workbook(request, listing)
    portal = request.portal
    services.log_export(
        district=portal.district.pk, street=(portal.scope.streets or [None])[0], register=listing.register.key,
        file_format=file_format, query=request.GET.urlencode(), on=portal.clock.on, rows=rows,
        columns=[column.name for column in listing.columns], by=portal.user,
    )
    return answer


def attachment(content: bytes, name: str, media_type: str = MEDIA_TYPE) -> HttpResponse:
    """A file under a name that may be Chinese."""
    answer = HttpResponse(content, media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or ""
    answer["Cache-Control"] = "private, no-store"
    return answer


def _csv(listing: Listing) -> tuple[HttpResponse, int]:
    rows = listing.export()
    return as_csv(rows, bom=True, name=listing.register.key), len(rows)


def _workbook(request: Any, listing: Listing) -> tuple[HttpResponse, int]:
    portal, register = request.portal, listing.register
    chosen = [*columns_of(listing), exporting.key_column()]
    counted: list[int] = []
    content = SheetContent(str(register.nouns), [column.sheet for column in chosen], _rows(listing, chosen, counted))
    properties = exporting.properties(
        register, district=portal.district.code, on=portal.clock.on.isoformat(), language=get_language() or "",
        now=portal.now,
    )
    name = f"{portal.district.name}{register.nouns}{portal.clock.on.isoformat()}.xlsx"
    return attachment(workbook([content], properties=properties), name), sum(counted)


def columns_of(listing: Listing) -> list[ExportColumn]:
    """The list's columns in their order; what other registers say can be read, not typed."""
    own = exporting.columns_of(listing.register, [c.name for c in listing.columns], district=listing.district)
    by_name: dict[str, list[ExportColumn]] = {}
    for column in own:
        by_name.setdefault(column.name, []).append(column)
    return [made for c in listing.columns for made in by_name.get(c.name) or [_joined(c)]]


def _joined(column: columns.Column) -> ExportColumn:
    return ExportColumn(column.name, "", SheetColumn(column.head, is_locked=True), column.cell)


def _rows(listing: Listing, chosen: list[ExportColumn], counted: list[int]) -> Iterator[list[Any]]:
    """A record at a time; the database hands them over in portions."""
    for record in exporting.with_keys(listing.register, listing.rows).iterator(chunk_size=CHUNK):
        counted.append(1)
        yield [column.cell(record) for column in chosen]
