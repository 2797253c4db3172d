"""The days that a text names: which of its digits are no figures, and of which day its figures speak."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from governance.claims.rules.printed import PLAIN

DAY = re.compile(
    r"(?P<year>(?:19|20)\d\d)\s*年(?:\s*(?P<month>\d{1,2})\s*月(?:\s*(?P<day>\d{1,2})\s*日)?)?(?P<edge>底|末|初|中)?"
    r"|(?P<y>(?:19|20)\d\d)[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"
    r"|(?<!\d)\d{1,2}\s*月\s*\d{1,2}\s*日|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)", re.ASCII,
)
NOW = re.compile(r"截至目前|目前|截止目前|至今|现有|现已")


@dataclass(frozen=True)
class Mention:
    """A day that a text names at a place; None for a time of day, or a day without a year."""

    start: int
    end: int
    day: date | None


def mentions(text: str) -> Iterator[Mention]:
    """Every day that is named, in order."""
    for found in DAY.finditer(text.translate(PLAIN)):
        yield Mention(found.start(), found.end(), _day(found))


def _day(found: re.Match[str]) -> date | None:
    """The last day that is meant: 2019年底 is 31 December, 2021年初 is 31 January, 2020年3月 its last day."""
    year = found["year"] or found["y"]
    if year is None:
        return None
    month, day = found["month"] or found["m"], found["day"] or found["d"]
    if month is None:
        month = {"初": "1", "中": "6"}.get(found["edge"] or "", "12")
    try:
        last = calendar.monthrange(int(year), int(month))[1]
        return date(int(year), int(month), int(day) if day else last)
    except (ValueError, calendar.IllegalMonthError):
        return None


def spoken_of(text: str, start: int, end: int, named: list[Mention], dated: date) -> date:
    """The day of which a figure at `end` of a sentence from `start` speaks; that of the document where none is named.

    No document tells of a day after its own.
    """
    before = [one for one in named if start <= one.start < end and one.day is not None]
    if not before:
        return dated
    last = before[-1]
    if last.day is None or last.day > dated or NOW.search(text, last.end, end):
        return dated
    return last.day
