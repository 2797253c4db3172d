"""Two courses of the subsidy laid side by side: what each costs, for whom it is more and for whom less. Pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple


class Line(NamedTuple):
    """A courtyard's month as the statement gives it. Amounts in fen, `rate` in yuan/㎡/month."""

    courtyard: int
    street: int
    month: date
    outcome: str
    star: int | None
    rate: Decimal
    area_m2: Decimal
    fen: int
    district_fen: int


@dataclass
class Sum:
    """What a part costs: as it stands, and as supposed. `district`: of it the district's."""

    before: int = 0
    after: int = 0
    district_before: int = 0
    district_after: int = 0

    @property
    def more(self) -> int:
        return self.after - self.before

    def add(self, was: Line | None, now: Line | None) -> None:
        """Takes a courtyard's month in."""
        if was is not None:
            self.before += was.fen
            self.district_before += was.district_fen
        if now is not None:
            self.after += now.fen
            self.district_after += now.district_fen


@dataclass(frozen=True)
class Change:
    """A courtyard's month of which the amount or its reason differs. None: there is no such month on this side."""

    before: Line | None
    after: Line | None

    @property
    def any(self) -> Line:
        found = self.after or self.before
        assert found is not None
        return found

    @property
    def more(self) -> int:
        return (self.after.fen if self.after else 0) - (self.before.fen if self.before else 0)


@dataclass
class Comparison:
    """The whole: sums by year, street and star, courtyards by how much more they get, and every line that differs."""

    total: Sum = field(default_factory=Sum)
    years: dict[int, Sum] = field(default_factory=dict)
    streets: dict[int, Sum] = field(default_factory=dict)
    stars: dict[int | None, Sum] = field(default_factory=dict)
    courtyards: dict[int, Sum] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)

    @property
    def winners(self) -> list[tuple[int, Sum]]:
        """Courtyards that get more, the most first."""
        return sorted(((key, one) for key, one in self.courtyards.items() if one.more > 0), key=lambda pair: -pair[1].more)

    @property
    def losers(self) -> list[tuple[int, Sum]]:
        """Courtyards that get less, the most first."""
        return sorted(((key, one) for key, one in self.courtyards.items() if one.more < 0), key=lambda pair: pair[1].more)


def compare(before: Iterable[Line], after: Iterable[Line]) -> Comparison:
    """Lays the lines of both side by side, by courtyard and month. A star is that of the supposed side, where it has one."""
    old = {(line.courtyard, line.month): line for line in before}
    new = {(line.courtyard, line.month): line for line in after}
    found = Comparison()
    years: dict[int, Sum] = defaultdict(Sum)
    streets: dict[int, Sum] = defaultdict(Sum)
    stars: dict[int | None, Sum] = defaultdict(Sum)
    courtyards: dict[int, Sum] = defaultdict(Sum)
    for key in dict.fromkeys([*old, *new]):
        was, now = old.get(key), new.get(key)
        either = now or was
        assert either is not None
        star = either.star if either.outcome not in ("vetoed", "not_rated") else None
        parts: tuple[Sum, ...] = (
            found.total, years[either.month.year], streets[either.street], stars[star], courtyards[either.courtyard]
        )
        for part in parts:
            part.add(was, now)
        if (was and (was.fen, was.outcome)) != (now and (now.fen, now.outcome)):
            found.changes.append(Change(was, now))
    found.years, found.streets, found.courtyards = dict(sorted(years.items())), dict(streets), dict(courtyards)
    found.stars = dict(sorted(stars.items(), key=lambda pair: -(pair[0] if pair[0] is not None else -1)))
    found.changes.sort(key=lambda change: (-abs(change.more), change.any.month, change.any.courtyard))
    return found
