"""The 36 months of a courtyard as arithmetic. They belong to the courtyard: firm, scheme, street and name may change.

Months run by the calendar from the first one; a month outside the subsidy is counted and not made up for. A month counts only
if it is whole. No clock, no database.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from governance.common.periods import Month, months

LIMIT = 36


@dataclass(frozen=True)
class Away:
    """A time outside: from the day it left to the day it came back (the first day inside again), or until now."""

    left_on: date
    back_on: date | None = None

    def covers(self, month: Month) -> bool:
        """Whether the month is not whole inside."""
        return self.left_on < month.next().first and (self.back_on is None or month.first < self.back_on)


@dataclass(frozen=True)
class Counter:
    """A courtyard's months as of one of them: `used` have begun (those away among them), `left` are still to come."""

    first: Month
    last: Month
    limit: int
    used: int
    away: int
    here: Month

    @property
    def left(self) -> int:
        return self.limit - self.used

    @property
    def is_over(self) -> bool:
        """Whether the last month is past; in the last one itself nothing is left, but it runs."""
        return self.here > self.last

    def ends_within(self, count: int) -> bool:
        """Whether the last month is one of the next `count`, the running one among them."""
        return self.first <= self.here <= self.last and self.last.since(self.here) < count


def count(first: Month, here: Month, away: Collection[Away] = (), limit: int = LIMIT) -> Counter:
    """The counter of a courtyard whose first month is `first`, in the month `here`; never above 36."""
    limit = max(1, min(limit, LIMIT))
    used = max(0, min(here.since(first) + 1, limit))
    passed = months(first, first.plus(used))
    return Counter(first, first.plus(limit - 1), limit, used, sum(is_away(month, away) for month in passed), here)


def is_away(month: Month, away: Collection[Away]) -> bool:
    """Whether the courtyard is outside in the month."""
    return any(one.covers(month) for one in away)


def every(counter: Counter) -> Iterator[tuple[int, Month]]:
    """All months of the counter with their number, from 1."""
    return enumerate(months(counter.first, counter.last.next()), start=1)
