"""What a closed survey says: by question, street and courtyard, on the screen and as a file. No single answer is told."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from governance.people.permissions import requires
from governance.registers import services as registers
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from portal.api.answers import as_csv
from portal.registers.sheets import FORMATS, attachment
from portal.surveys.doors import of, survey_for
from portal.surveys.pages import PER_PAGE
from ratings.rules import surveys as rules
from ratings.surveys import querysets
from ratings.surveys.models import SatisfactionSurvey, SurveyStatus
from ratings.surveys.querysets import Result

LEVELS = {"district": _lazy("District"), "street": _lazy("Street"), "courtyard": _lazy("Courtyard")}
# A column of the file: its name, its head, its look.
COLUMNS: tuple[tuple[str, str | Promise, str], ...] = (
    ("level", _lazy("Level"), "text"), ("code", _lazy("Code"), "text"), ("name", _lazy("Name"), "text"),
    ("street", _lazy("Street"), "text"), ("question", _lazy("Question"), "text"), ("sent", _lazy("Households asked"), "count"),
    ("answered", _lazy("Answers"), "count"), ("valid", _lazy("Valid answers"), "count"),
    ("stated", _lazy("Answered this question"), "count"), ("satisfied", _lazy("Satisfied"), "count"),
    ("share", _lazy("Share satisfied, %"), "text"), ("low", _lazy("95 % interval from, %"), "text"),
    ("high", _lazy("95 % interval to, %"), "text"), ("score", _lazy("Score, 0 to 100"), "text"),
    ("needed", _lazy("Valid answers needed"), "count"), ("enough", _lazy("Enough for a score"), "text"),
)


@dataclass(frozen=True)
class Bar:
    """A share as a bar of 0 to 100, with its interval as a line over it. All numbers as the drawing needs them."""

    width: str
    low: str
    high: str


@dataclass(frozen=True)
class Line:
    """A question's or a place's result with its bar."""

    title: str
    group: str
    result: Result
    bar: Bar | None


@requires("records.read")
def SurveyResults(request: Any, survey: int) -> HttpResponse:
    """The results, as a page, CSV or workbook. A survey that is not closed has none yet."""
    found = survey_for(request, survey)
    if found.status != SurveyStatus.CLOSED:
        return redirect(of(request, "survey-detail", survey=found.pk))
    rows = querysets.results(found)
    questions = list(found.questionnaire.questions.all())
    if request.GET.get("format") in FORMATS:
        return _file(request, found, rows, [question.title for question in questions])
    whole = [row for row in rows if row.level == "district"]
    chosen = request.GET.get("street", "")
    streets = [row for row in rows if row.level == "street" and row.position == 0]
    shown = [row for row in rows if row.level == "street" and row.street_code == chosen] or whole
    yards = [row for row in rows if row.level == "courtyard" and (not chosen or row.street_code == chosen)]
    return render(
        request, "surveys/results.html",
        {
            "survey": found, "overall": next((row for row in shown if row.position == 0), None),
            "dimensions": [line(row, questions[row.position].title, questions[row.position].group) for row in shown],
            "streets": [line(row, row.name or "", "") for row in streets], "chosen": chosen,
            "chosen_name": next((row.name for row in streets if row.street_code == chosen), ""),
            "page": Paginator([line(row, row.name or "", "") for row in yards], PER_PAGE).get_page(request.GET.get("page")),
            "fewest": rules.FEWEST_TOLD, "last_on": rules.last_day(found.valid_to),
        },
    )


def line(row: Result, title: str, group: str) -> Line:
    """A result ready for its table."""
    if row.share is None or row.interval is None:
        return Line(title, group, row, None)
    low, high = row.interval
    return Line(title, group, row, Bar(_plain(row.share), _plain(low), _plain(high)))


def _plain(number: Decimal) -> str:
    """With a point whatever the language."""
    return format(number, "f")


def _file(request: Any, survey: SatisfactionSurvey, rows: list[Result], titles: list[str]) -> HttpResponse:
    """All places and questions as a file. Who took it is logged."""
    portal, file_format = request.portal, request.GET["format"]
    told = [row_of(row, titles[row.position], portal.district) for row in rows]
    registers.log_export(
        district=portal.district.pk, street=(portal.scope.streets or [None])[0], register="surveys", file_format=file_format,
        query=request.GET.urlencode(), on=portal.clock.on, rows=len(told), columns=[name for name, _head, _look in COLUMNS],
        by=portal.user,
    )
    if file_format == "csv":
        answer = as_csv(told, bom=True, name="survey-results")
        answer["Cache-Control"] = "private, no-store"
        return answer
    heads = [SheetColumn(str(head), look) for _name, head, look in COLUMNS]
    content = SheetContent(
        _("Survey results"), heads, ([row[name] for name, _head, _look in COLUMNS] for row in told), title=survey.title
    )
    return attachment(workbook([content]), f"{survey.title}.xlsx")


def row_of(row: Result, question: str, district: Any) -> dict[str, Any]:
    """A result as a row of a file; what is of too few answers stays empty."""
    low, high = row.interval or ("", "")
    told = row.is_told
    return {
        "level": str(LEVELS[row.level]), "code": row.code or district.code, "name": row.name or district.name,
        "street": row.street or "", "question": question, "sent": row.sent, "answered": row.answered, "valid": row.valid,
        "stated": row.stated if told else "", "satisfied": row.satisfied if told else "",
        "share": "" if row.share is None else str(row.share), "low": str(low), "high": str(high),
        "score": "" if row.score is None else str(row.score), "needed": "" if row.needed is None else row.needed,
        "enough": "" if row.meets_minimum is None else _("yes") if row.meets_minimum else _("no"),
    }
