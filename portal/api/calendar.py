"""`calendar`, `calendar/deadline`: the working days of a year, and when a publication is over."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.calendar import reading
from governance.calendar.models import FIRST, LAST
from governance.calendar.rules.working_days import CalendarMissing, Mode, count_working_days
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, RECORD_FORMAT, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters

MOST = 365


@extend_schema_view(
    get=extend_schema(
        operation_id="calendar",
        parameters=[OpenApiParameter("year", int, description="2000 to 2100; default this year"), CLOCKS[1], *SHEETS],
        responses={200: shapes.CalendarOfYear, 304: None, **PROBLEMS},
    )
)
class Calendar(Endpoint):
    """A year: every day of which something is said, nationally or by the district. All others are as their day of the week.

    `working_days` is null, and nothing may be counted, where the year's arrangement is not known.
    """

    token_scope = "records"
    rows = "days"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock = asked.clock()
        year = asked.number("year", FIRST, LAST) or clock.today.year
        asked.known.discard("on")

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                known = reading.years(asked.portal.district.pk)
            is_known = year in known.calendar.years
            return {
                "as_of": stamps(clock)["as_of"], "year": year, "is_known": is_known, "documents": list(known.documents(year)),
                "working_days": count_working_days(known.calendar, date(year, 1, 1), date(year + 1, 1, 1)) if is_known else None,
                "days": [
                    {"on": day.on, "is_working": day.is_working, "name": day.name, "document": day.document,
                     "is_own": day.own is not None}
                    for day in known.told(year).values()
                ],
            }

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="calendar_deadline",
        parameters=[
            OpenApiParameter("published", required=True, description="day of publishing, YYYY-MM-DD; it does not count"),
            OpenApiParameter("days", int, required=True, description="1 to 365"),
            OpenApiParameter("mode", enum=[mode.value for mode in Mode], description="default working"), CLOCKS[1], RECORD_FORMAT,
        ],
        responses={200: shapes.CalendarDeadline, 304: None, **PROBLEMS},
    )
)
class CalendarDeadline(Endpoint):
    """When a publication of so many days is over: `until` is the day after the last, `ends_at` its first moment."""

    token_scope = "records"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, days = asked.clock(), asked.number("days", 1, MOST)
        asked.known.discard("on")
        mode = Mode(asked.choice("mode", [mode.value for mode in Mode], Mode.WORKING.value))
        published = _day(asked)
        if days is None and not asked.text("days"):
            asked.refuse("days", "required", _("Say for how many days, such as 5."), "")
        deadline = None
        if published is not None and days is not None:
            try:
                with scope.as_known_at(clock.as_of):
                    deadline = reading.publicity(asked.portal.district.pk, published_on=published, days=days, mode=mode)
            except CalendarMissing as missing:
                asked.refuse("published", "calendar_missing", reading.missing_in_words(missing), str(published))

        def build() -> Body:
            assert deadline is not None
            return {
                "as_of": stamps(clock)["as_of"], "published": published, "days": days, "mode": mode.value,
                "first": deadline.first, "last": deadline.last, "until": deadline.until, "ends_at": deadline.ends_at.isoformat(),
            }

        return build


def _day(asked: Parameters) -> date | None:
    text = asked.text("published")
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or len(text) != 10 or not FIRST <= day.year <= LAST:
        asked.refuse("published", "invalid_date", _("“%(text)s” is not a date. Write it as 2022-07-07.") % {"text": text}, text)
        return None
    return day
