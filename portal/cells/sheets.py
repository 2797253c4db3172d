"""The lists behind a figure as files: exactly what is seen, all its pages; who took it is logged."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from governance.indicators import statistics
from governance.indicators.definitions import Indicator
from governance.indicators.statistics import Division
from governance.registers import services
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from portal.api.answers import as_csv
from portal.registers.sheets import attachment

FORMATS = ("csv", "xlsx")
# A list longer than every district's register is a fault of ours, not a list.
MOST = 1_000_000
# A column: its name in the log and in CSV, its head, its look, and what stands in it.
Column = tuple[str, str | Promise, str, Callable[[Any], Any]]

MEMBERS: tuple[Column, ...] = (
    ("code", _("Code"), "text", lambda member: member.code),
    ("name", _("Name"), "text", lambda member: member.name),
    ("street", _("Street"), "text", lambda member: member.street),
    ("covered", _("State"), "text", lambda member: str(_("covered") if member.covered else _("missing"))),
    ("reason", _("Why not"), "text", lambda member: member.reason),
    ("numerator", _("Numerator"), "count", lambda member: member.numerator),
    ("denominator", _("Denominator"), "count", lambda member: "" if member.denominator is None else member.denominator),
)


def members(
    request: Any, indicator: Indicator, question: statistics.Question, wanted: dict[str, Any], division: Division
) -> HttpResponse:
    """One of the lists behind a figure."""
    found, _total = statistics.members(question, indicator, **wanted, limit=MOST)
    title = f"{indicator.label} · {division.name} · {question.on.isoformat()}"
    return respond(request, indicator, MEMBERS, found, title)


def respond(
    request: Any, indicator: Indicator, columns: Sequence[Column], rows: Sequence[Any], title: str
) -> HttpResponse:
    """The rows as CSV or workbook, as `format` says."""
    portal, file_format = request.portal, request.GET["format"]
    services.log_export(
        district=portal.district.pk, street=(portal.scope.streets or [None])[0], register=indicator.key[:40],
        file_format=file_format, query=request.GET.urlencode(), on=portal.clock.on, rows=len(rows),
        columns=[name for name, _head, _look, _read in columns], by=portal.user,
    )
    if file_format == "csv":
        answer = as_csv(
            [{name: read(row) for name, _head, _look, read in columns} for row in rows], bom=True, name=indicator.key
        )
        answer["Cache-Control"] = "private, no-store"
        return answer
    amounts = "amount" if indicator.fen else "count"
    heads = [SheetColumn(str(head), amounts if look == "count" else look) for _name, head, look, _read in columns]
    content = SheetContent(
        str(indicator.label)[:31], heads, ([read(row) for _name, _head, _look, read in columns] for row in rows), title=title
    )
    return attachment(workbook([content]), f"{title.replace(' · ', '-')}.xlsx")
