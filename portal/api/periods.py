"""`period`: months, quarters and years by name, or the last so many of them."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from governance.common.periods import Period, PeriodKind
from portal.api.parameters import Parameters

MOST_PERIODS = 120
# Among which the latest are looked for, unless the request names others.
RECENT = ("LAST_24_MONTHS",)
LAST = re.compile(r"LAST_([1-9][0-9]{0,2})_(MONTH|QUARTER|YEAR)S", re.ASCII)


def read(asked: Parameters, on: date, default: Sequence[str] = ()) -> list[Period]:
    """The periods of `period`, in the order of time; without it the default. `on` is the day that counts as today."""
    found: dict[Period, None] = {}
    for text in asked.many("period") or default:
        try:
            periods = list(_named(text, on))
        except ValueError:
            message = _("“%(value)s” is not a period. Write it as 2022-06, 2021Q4, 2022 or LAST_12_MONTHS.")
            asked.refuse("period", "invalid_period", message % {"value": text}, text)
            continue
        if periods[0].first > on:
            message = _("“%(value)s” has not begun on %(day)s.") % {"value": text, "day": on}
            asked.refuse("period", "not_begun", message, text)
            continue
        found |= dict.fromkeys(periods)
    if len(found) > MOST_PERIODS:
        message = _("These are %(count)d periods; an answer holds at most %(most)d. Ask for some of them at a time.")
        told = message % {"count": len(found), "most": MOST_PERIODS}
        asked.refuse("period", "too_many_periods", told, str(len(found)))
        return []
    return sorted(found, key=lambda period: (period.last, period.kind.months))


def day(period: Period, on: date) -> date:
    """The day of the period's figures: its last one, or today while it runs."""
    return min(period.last, on)


def _named(text: str, on: date) -> Iterator[Period]:
    """The period of a name, or the running one and those before it. Raises ValueError."""
    relative = LAST.fullmatch(text)
    if relative is None:
        period = Period.parse(text)
        if not 1900 <= period.start.year <= 2200:
            raise ValueError(text)
        yield period
        return
    running = Period.of(PeriodKind(relative[2].lower()), on)
    for back in range(int(relative[1]) - 1, -1, -1):
        yield running.plus(-back)
