"""A firm's credit as arithmetic: its events in, an explained grade out. No clock, no database.

The published schemes (商丘 2022 and its like) start from a base, add the points of good events, take off those of bad
ones, and give the highest grade whose inclusive lower bound is reached. An event counts from its publication on, for
the months of its item (the day after that many months it has run out); while an appeal is pending it rests, and an
appeal that is upheld takes it back for every day. Points are decimals; nothing is rounded, a score is a sum.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from governance.common.periods import Month
from property_firms.choices import Appeal, CreditKind


class Standing(StrEnum):
    """What an event is worth on a day, or why nothing."""

    COUNTED = "counted"
    BEFORE = "before"
    UPHELD = "upheld"
    NOT_PUBLISHED = "not_published"
    PENDING = "pending"
    RUN_OUT = "run_out"
    NO_ITEM = "no_item"


# Whose publication has come and which no appeal holds back; they stand in the firm's file, whatever their points.
ON_FILE = frozenset({Standing.COUNTED, Standing.RUN_OUT, Standing.NO_ITEM})


@dataclass(frozen=True)
class Item:
    """What the rules give for one kind of deed: points above nought for a good one, below it for a bad one."""

    code: str
    name: str
    kind: str
    points: Decimal
    months: int
    blacklist: bool = False


@dataclass(frozen=True)
class RedList:
    """The grade that leads to the red list, and the months that must have gone by without a bad event."""

    grade: str
    months: int


@dataclass(frozen=True)
class Rules:
    """A version of the rules. `grades` fall, each with its inclusive lower bound; `below` is under all of them."""

    base: Decimal
    items: tuple[Item, ...]
    grades: tuple[tuple[str, Decimal], ...]
    below: str
    red: RedList
    # This grade and every lower one stand on the black list.
    black: str

    @property
    def names(self) -> tuple[str, ...]:
        """All grades, best first."""
        return (*(name for name, _bound in self.grades), self.below)

    def grade_of(self, score: Decimal) -> str:
        return next((name for name, bound in self.grades if score >= bound), self.below)

    def is_at_least(self, grade: str, other: str) -> bool:
        """Whether a grade is as good as another, or better."""
        return self.names.index(grade) <= self.names.index(other)


@dataclass(frozen=True)
class Event:
    """One event of a firm with its way: it happens, notice is given, an appeal may follow, it is published."""

    key: int
    item: str
    kind: str
    happened_on: date
    published_on: date | None = None
    appeal: str = Appeal.NONE.value
    appealed_on: date | None = None
    appeal_decided_on: date | None = None
    description: str = ""


@dataclass(frozen=True)
class Line:
    """What one event comes to. `run_out_on` is the first day on which it no longer counts."""

    event: Event
    item: Item | None
    standing: Standing
    points: Decimal
    run_out_on: date | None
    bars_red: bool

    @property
    def is_counted(self) -> bool:
        return self.standing == Standing.COUNTED

    @property
    def blacklists(self) -> bool:
        return self.is_counted and self.item is not None and self.item.blacklist


@dataclass(frozen=True)
class Credit:
    """The outcome with its reasons: the score is the base and the points of the lines, newest event first."""

    base: Decimal
    score: Decimal
    grade: str
    is_red: bool
    is_black: bool
    lines: tuple[Line, ...]

    @property
    def bars_red(self) -> tuple[Line, ...]:
        """The bad events that keep the firm off the red list."""
        return tuple(line for line in self.lines if line.bars_red)

    @property
    def blacklisted_by(self) -> tuple[Line, ...]:
        """The events that put the firm on the black list whatever its grade."""
        return tuple(line for line in self.lines if line.blacklists)


def grade(rules: Rules, events: Iterable[Event], on: date) -> Credit:
    """The credit of one firm on a day. The order in which the events come does not matter."""
    items = {item.code: item for item in rules.items}
    lines = sorted(
        (_line(rules, items.get(event.item), event, on) for event in events),
        key=lambda line: (line.event.happened_on, line.event.key), reverse=True,
    )
    score = rules.base + sum((line.points for line in lines), Decimal(0))
    name = rules.grade_of(score)
    is_black = rules.is_at_least(rules.black, name) or any(line.blacklists for line in lines)
    is_red = rules.is_at_least(name, rules.red.grade) and not any(line.bars_red for line in lines)
    return Credit(
        base=rules.base, score=score, grade=name, is_red=is_red and not is_black, is_black=is_black, lines=tuple(lines)
    )


def _line(rules: Rules, item: Item | None, event: Event, on: date) -> Line:
    # Rules that turned a good deed into a bad one do not reach what was entered as good.
    known = item if item is not None and item.kind == event.kind else None
    run_out_on = after_months(event.published_on, known.months) if known and event.published_on else None
    standing = _standing(known, event, run_out_on, on)
    bars_red = (
        event.kind == CreditKind.BAD and standing in ON_FILE and event.published_on is not None
        and on < after_months(event.published_on, rules.red.months)
    )
    points = known.points if known is not None and standing == Standing.COUNTED else Decimal(0)
    return Line(event, known, standing, points, run_out_on, bars_red)


def _standing(item: Item | None, event: Event, run_out_on: date | None, on: date) -> Standing:
    """The first reason that holds."""
    if on < event.happened_on:
        return Standing.BEFORE
    if event.appeal == Appeal.UPHELD:
        return Standing.UPHELD
    if event.published_on is None or on < event.published_on:
        return Standing.NOT_PUBLISHED
    if _is_pending(event, on):
        return Standing.PENDING
    if item is None:
        return Standing.NO_ITEM
    if run_out_on is not None and run_out_on <= on:
        return Standing.RUN_OUT
    return Standing.COUNTED


def _is_pending(event: Event, on: date) -> bool:
    """Whether the appeal was made by the day and not yet decided on it, whatever was decided later."""
    if event.appeal == Appeal.NONE or event.appealed_on is None or on < event.appealed_on:
        return False
    return event.appeal == Appeal.PENDING or (event.appeal_decided_on is not None and on < event.appeal_decided_on)


def after_months(day: date, months: int) -> date:
    """The same day of the month some months later; the last day of a month that is too short for it."""
    month = Month.of(day).plus(months)
    return month.first.replace(day=min(day.day, monthrange(month.year, month.month)[1]))
