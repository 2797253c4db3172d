"""The two clocks of a request: `on` (valid on which day) and `as_of` (as known at which moment)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from governance.common.periods import SHANGHAI, day_of


class ClockError(ValueError):
    """A clock parameter that is not a day or a moment. `field` is its name, `value` what was given."""

    def __init__(self, field: str, value: str, message: str) -> None:
        super().__init__(message)
        self.field, self.value, self.message = field, value, message


@dataclass(frozen=True)
class Clock:
    """The day the records are valid on, and the moment of knowledge (None: now)."""

    on: date
    as_of: datetime | None
    today: date

    @property
    def is_past(self) -> bool:
        return self.as_of is not None or self.on != self.today

    @property
    def query(self) -> str:
        """The parameters that keep a link in the same time; empty for today as known now."""
        parts = [f"on={self.on.isoformat()}"] if self.on != self.today else []
        if self.as_of is not None:
            parts.append("as_of=" + self.as_of.isoformat().replace("+", "%2B"))
        return "&".join(parts)


def parse(params: Mapping[str, str], *, now: datetime) -> Clock:
    """Reads `on` (YYYY-MM-DD) and `as_of` (ISO 8601; a bare day means its end, without a zone: Shanghai).

    Raises ClockError for anything else, and for a moment that has not come yet.
    """
    today = day_of(now)
    on_text, as_of_text = params.get("on") or "", params.get("as_of") or ""
    return Clock(_day(on_text) if on_text else today, _moment(as_of_text, now) if as_of_text else None, today)


def _day(text: str) -> date:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None or len(text) != 10 or not 1900 <= day.year <= 2200:
        raise ClockError("on", text, _("“%(text)s” is not a date. Write it as 2022-07-07.") % {"text": text})
    return day


def _moment(text: str, now: datetime) -> datetime:
    # A "+" that nobody encoded arrives as a space.
    tidy = text.replace(" ", "+") if "T" in text else text
    try:
        day = parse_date(tidy) if len(tidy) == 10 else None
        moment = parse_datetime(tidy) if day is None else datetime.combine(day + timedelta(days=1), time())
    except (ValueError, OverflowError):
        moment = None
    if moment is None or not 1900 <= moment.year <= 2200:
        message = _("“%(text)s” is not a moment. Write it as 2022-07-07T00:00:00+08:00 or 2022-07-07.")
        raise ClockError("as_of", text, message % {"text": text})
    aware = moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)
    if len(tidy) == 10 and aware > now:
        return now
    if aware > now:
        raise ClockError("as_of", text, _("“%(text)s” lies in the future: nothing is known then yet.") % {"text": text})
    return aware
