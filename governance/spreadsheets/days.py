"""Days and periods as clerks write them: 2021.3.5, 20210305, an Excel serial; 2022年6月, 2022年第二季度, 2022.1-2022.3."""

import re
import unicodedata
from calendar import monthrange
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from governance.spreadsheets.sheets import Raw
from governance.spreadsheets.wording import plain, plain_spaced

# Day 0 of Excel's calendar, and how much later that of old Macintoshes begins; the serials between 1950 and 2099.
EPOCH, LATER_IN_1904 = date(1899, 12, 30), 1462
SERIAL = re.compile(r"^\d{5}(?:\.\d+)?$")
SERIALS = range(18_264, 73_051)
YEARS = range(1901, 2101)
CLOCK = re.compile(r"(?:[\st]+|(?<=日))(?:上午|下午)?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$")
# The time stands apart from its day: in 2022-1-118:30 nobody can say which of the two the second 1 belongs to.
TIMED = re.compile(
    r"^(?P<day>.+?)(?:[\sT]+|(?<=[日号])|(?=[上下]午))(?P<half>[上下]午)?\s*"
    r"(?P<hour>\d{1,2})[:时点](?P<minute>\d{2})?(?::(?P<second>\d{2})(?:\.\d+)?)?分?$"
)
WEEKDAY = re.compile(r"[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?$")
DAY = re.compile(r"^(\d{4})[-./年、,](\d{1,2})[-./月、,](\d{1,2})[日号]?\.?$")
COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
MONTH = re.compile(r"^(\d{4})[-./年、,](\d{1,2})(?:月份?)?\.?$|^(\d{4})(0[1-9]|1[0-2])$")
YEAR = re.compile(r"^(\d{4})(?:年度?|全年|年全年)?$")
QUARTER = re.compile(r"^(\d{4})(?:年度?)?[-/]?(?:第?([一二三四1-4])季度?|q([1-4]))$")
QUARTERS = "一二三四1234"
HALF = re.compile(r"^(\d{4})(?:年度?)?([上下])半年$")
# 21.3.5 and the like.
SHORT_YEAR = re.compile(r"^'?\d{2}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?$|^'?\d{2}年(?:\d{1,2}月)?$")
TURNED = re.compile(r"^\d{1,2}[-./]\d{1,2}[-./]\d{4}$")
NO_YEAR = re.compile(
    r"^\d{1,2}[-./月]\d{1,2}[日号]?$|^\d{1,2}月(?:份)?$|^[上下]半年$|^第?[一二三四1-4]季度$|^[本上当]月$"
)
OLD = re.compile(r"民国|农历|阴历|光绪|宣统|腊月|正月|冬月|初[一二三四五六七八九十]")
RANGE = re.compile(r"至|到|~|[-–—―−]+|/")
OPEN_END = re.compile(r"(?:至今|起|以来|长期)$")
CHINESE = {sign: str(value) for value, sign in enumerate("〇一二三四五六七八九")} | {"零": "0", "○": "0"}
IN_CHINESE = re.compile(
    r"^([〇零○一二三四五六七八九]{4})年(?:([一二三四五六七八九十]{1,2})月(?:([一二三四五六七八九十]{1,3})[日号])?)?$"
)

Answer = tuple[str, str, str]  # text, note, refusal


def day(raw: Raw, *, from_1904: bool = False) -> Answer:
    """An ISO day."""
    if isinstance(raw, datetime):
        noted = _("the time of day was left out") if raw.time() != datetime.min.time() else ""
        return _iso(raw.date(), noted)
    if isinstance(raw, date):
        return _iso(raw)
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return _refused(_("“%(text)s” is no date. Please write it as 2021-03-05.") % {"text": raw})
    text = compact(raw)
    if SERIAL.match(text) and _counted(text, from_1904) in SERIALS:
        return _of_serial(text, from_1904)
    found = DAY.match(text) or COMPACT.match(text)
    if found:
        return _iso(*_day_of(found[1], found[2], found[3], raw))
    return _refused(_why_no_day(text, raw))


def moment(raw: Raw) -> Answer:
    """Day and time to the minute: 2022-07-07 08:30."""
    if isinstance(raw, datetime):
        on = _iso(raw.date())
        # Times that a sheet adds up lie a breath before the minute that it shows.
        shown = raw if on[2] else raw + timedelta(milliseconds=500)
        return _timed(_iso(shown.date()), shown.hour, shown.minute, shown.second)
    found = TIMED.match(unicodedata.normalize("NFKC", raw).strip()) if isinstance(raw, str) else None
    if found is None:
        return _refused(_("The time of day is missing in “%(text)s”. Please write it as 2022-07-07 08:30.") % {"text": raw})
    hour, minute, second = _hour_of(found["half"], int(found["hour"])), int(found["minute"] or 0), int(found["second"] or 0)
    on = day(found["day"].strip())
    if not on[2] and (hour is None or minute > 59 or second > 59):
        return _refused(_("There is no time %(text)s on the clock.") % {"text": str(raw).strip()})
    return _timed(on, hour or 0, minute, second)


def _hour_of(half: str | None, hour: int) -> int | None:
    """The hour of 24, of one that may be told by half days; None where the clock has none such."""
    if half == "下午":
        return hour + 12 if 1 <= hour <= 11 else hour if 12 <= hour <= 23 else None
    return hour if hour <= (11 if half else 23) else None


def _timed(on: Answer, hour: int, minute: int, second: int) -> Answer:
    text, note, refusal = on
    if refusal:
        return on
    return f"{text} {hour:02d}:{minute:02d}", note or (_("the seconds were left out") if second else ""), ""


def compact(raw: int | float | str) -> str:
    """Without spaces, the time of day and the weekday; numerals become digits."""
    if not isinstance(raw, str):
        return format(raw, ".15g") if isinstance(raw, float) else str(raw)
    text = CLOCK.sub("", plain_spaced(raw))
    if re.match(r"^\d{4} \d{1,2} \d{1,2}$", text):
        text = text.replace(" ", "-")
    text = WEEKDAY.sub("", plain(text))
    found = IN_CHINESE.match(text)
    if not found:
        return text
    year = "".join(CHINESE[sign] for sign in found[1])
    return f"{year}年" + (f"{_small(found[2])}月" if found[2] else "") + (f"{_small(found[3])}日" if found[3] else "")


def _small(text: str) -> int:
    """三, 十二, 二十一, 三十."""
    before, ten, after = text.partition("十")
    if not ten:
        return int(CHINESE.get(text, "99"))
    return int(CHINESE.get(before, "9") if before else "1") * 10 + int(CHINESE.get(after, "9") if after else "0")


def _counted(text: str, from_1904: bool) -> int:
    """The serial in the calendar of 1900."""
    return int(float(text)) + (LATER_IN_1904 if from_1904 else 0)


def _of_serial(text: str, from_1904: bool) -> Answer:
    found = EPOCH + timedelta(days=_counted(text, from_1904))
    return _iso(found, _("%(serial)s = %(day)s (Excel's number of the day)") % {"serial": text, "day": found.isoformat()})


def _iso(found: date | None, note: str = "") -> Answer:
    if found is None:
        return _refused(note)
    if found.year not in YEARS:
        return _refused(_("The year %(year)s can't be meant. Please write the date as 2021-03-05.") % {"year": found.year})
    return found.isoformat(), note, ""


def _day_of(year: str, month: str, number: str, raw: Raw) -> tuple[date | None, str]:
    try:
        return date(int(year), int(month), int(number)), ""
    except ValueError:
        return None, _("There is no day %(text)s in the calendar.") % {"text": str(raw).strip()}


def _why_no_day(text: str, raw: Raw) -> str:
    shown = {"text": str(raw).strip()}
    if OLD.search(text):
        return _("“%(text)s” is a date of another calendar. Please write it as 2021-03-05.") % shown
    if MONTH.match(text):
        return _("The day is missing in “%(text)s”. Please write it as 2021-03-05.") % shown
    if YEAR.match(text):
        return _("Month and day are missing in “%(text)s”. Please write it as 2021-03-05.") % shown
    if SHORT_YEAR.match(text):
        return _("The year in “%(text)s” has two digits. Please write it with four, as 2021-03-05.") % shown
    if TURNED.match(text):
        return _("Day and month of “%(text)s” can be read in two ways. Please write it as 2021-03-05.") % shown
    if NO_YEAR.match(text):
        return _("The year is missing in “%(text)s”. Please write it as 2021-03-05.") % shown
    if _ranged(text):
        return _("“%(text)s” names two days; one is asked for. Please write it as 2021-03-05.") % shown
    return _("“%(text)s” is no date. Please write it as 2021-03-05.") % shown


def _refused(why: str) -> Answer:
    return "", "", why


def period(raw: Raw) -> Answer:
    """The first and the last day, joined by a slash."""
    if isinstance(raw, datetime | date):
        if raw.day != 1:
            return _refused(_one_day(f"{raw:%Y-%m-%d}"))
        month = raw.date() if isinstance(raw, datetime) else raw
        return _slashed(month, _end(month), _("Excel made a day of the month %(month)s") % {"month": f"{month:%Y-%m}"})
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return _refused(_no_period(raw))
    text = compact(raw)
    if isinstance(raw, float) and re.fullmatch(r"\d{4}\.1", text):
        told = _("%(text)s may be January or October, since Excel drops the nought. Please write it as 2022-01.")
        return _refused(told % {"text": text})
    if DAY.match(text) or COMPACT.match(text):
        return _refused(_one_day(str(raw).strip()))
    found = _span(text) or _ranged(text)
    if not found:
        return _refused(_no_period(raw, text))
    if found[0] > found[1] or found[0].year not in YEARS or found[1].year not in YEARS:
        return _refused(_("“%(text)s” ends before it begins, or its year can't be meant.") % {"text": str(raw).strip()})
    return _slashed(*found)


def _one_day(text: str) -> str:
    return _("“%(text)s” is one day; a month, a quarter or two days are asked for, as 2022-06.") % {"text": text}


def _slashed(first: date, last: date, note: str = "") -> Answer:
    return f"{first.isoformat()}/{last.isoformat()}", note, ""


def _no_period(raw: Raw, text: str = "") -> str:
    shown = {"text": str(raw).strip()}
    if NO_YEAR.match(text):
        return _("The year is missing in “%(text)s”. Please write a period as 2022-06 or 2022年第二季度.") % shown
    if OPEN_END.search(text):
        return _("The end of “%(text)s” is missing. Please write it as 2022-01-01至2022-03-31.") % shown
    return _("“%(text)s” is no period. Please write it as 2022-06, 2022年第二季度 or 2022-01-01至2022-03-31.") % shown


def _end(month: date) -> date:
    return month.replace(day=monthrange(month.year, month.month)[1])


def _span(text: str) -> tuple[date, date] | None:
    """A year, a half, a quarter or a month."""
    try:
        if found := YEAR.match(text):
            return date(int(found[1]), 1, 1), date(int(found[1]), 12, 31)
        if found := HALF.match(text):
            start = 1 if found[2] == "上" else 7
            return date(int(found[1]), start, 1), _end(date(int(found[1]), start + 5, 1))
        if found := QUARTER.match(text):
            start = QUARTERS.index(found[2] or found[3]) % 4 * 3 + 1
            return date(int(found[1]), start, 1), _end(date(int(found[1]), start + 2, 1))
        if found := MONTH.match(text):
            first = date(int(found[1] or found[3]), int(found[2] or found[4]), 1)
            return first, _end(first)
    except ValueError:
        return None
    return None


def _ranged(text: str) -> tuple[date, date] | None:
    """Two days or two months; where the second one names no year, that of the first. Readable in one way only."""
    found = set()
    for joint in RANGE.finditer(text):
        left, right = text[: joint.start()], text[joint.end() :]
        for ends in (right, *_with_year(left, right)):
            if (pair := _pair(left, ends)) and pair[0] <= pair[1]:
                found.add(pair)
    return found.pop() if len(found) == 1 else None


def _with_year(left: str, right: str) -> list[str]:
    year = re.match(r"^\d{4}", left)
    return [f"{year[0]}年{right}"] if year and re.match(r"^\d{1,2}(?:月份?|月\d{1,2}[日号])$", right) else []


def _pair(left: str, right: str) -> tuple[date, date] | None:
    for form in (DAY, COMPACT):
        first, last = form.match(left), form.match(right)
        if first and last:
            begins, ends = _day_of(first[1], first[2], first[3], left)[0], _day_of(last[1], last[2], last[3], right)[0]
            return (begins, ends) if begins and ends else None
    if MONTH.match(left) and MONTH.match(right):
        begins_in, ends_in = _span(left), _span(right)
        return (begins_in[0], ends_in[1]) if begins_in and ends_in else None
    return None
