"""Under which scheme a courtyard receives in which month. The counter of months knows nothing of it: a scheme may change.

A scheme is its key; which of its versions counts is said by the month. No clock, no database.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from governance.common.periods import Month
from subsidies.rules.counter import LIMIT


class DecidedAlready(ValueError):
    """The months before `since` have their scheme: another one is possible from that month on."""

    def __init__(self, since: Month) -> None:
        super().__init__(str(since))
        self.since = since


@dataclass(frozen=True)
class Era:
    """The months from `first` until before `until` (None: all that follow), under one scheme."""

    first: Month
    until: Month | None
    scheme: str


@dataclass(frozen=True)
class Eras:
    """From `first` on, first under those of `earlier`, each until a month, exclusive, in their order; then under `latest`."""

    first: Month
    latest: str
    earlier: tuple[tuple[Month, str], ...] = ()

    @property
    def since(self) -> Month:
        """The first month of the scheme that holds last."""
        return self.earlier[-1][0] if self.earlier else self.first

    def of(self, month: Month) -> str:
        """The scheme of a month: of the earliest that was not over by then."""
        return next((scheme for until, scheme in self.earlier if month < until), self.latest)

    def spans(self) -> Iterator[Era]:
        """All eras in their order; neighbours under the same scheme are one."""
        first, scheme = self.first, self.of(self.first)
        for until, _scheme in self.earlier:
            if self.of(until) != scheme:
                yield Era(first, until, scheme)
                first, scheme = until, self.of(until)
        yield Era(first, None, scheme)

    def changed(self, month: Month, scheme: str) -> "Eras":
        """With another scheme from a month on. What was decided before is never rewritten: raises DecidedAlready."""
        if month < self.first or any(kept != scheme for until, kept in self.earlier if month < until):
            raise DecidedAlready(self.since)
        if scheme == self.latest or month <= self.since:
            # Nothing ends: the scheme stays, or the one it follows has no month of its own.
            return replace(self, latest=scheme)
        return replace(self, latest=scheme, earlier=(*self.earlier, (month, self.latest)))


def is_within(month: Month, first: Month, limit: int) -> bool:
    """Whether the month is one of those that a scheme of `limit` months pays for, counted from the courtyard's first one."""
    return 0 <= month.since(first) < min(limit, LIMIT)
