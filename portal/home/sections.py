"""What the clerk's home is made of: sections of things that wait, each one click from being done."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from governance.registers.declarations import Text


class Rank(IntEnum):
    """In which order the sections stand: what somebody waits for and what is late before what only should be better."""

    RETURNED = 1
    OVERDUE = 2
    DUE = 3
    WAITING = 4
    ENDING = 5
    SERIOUS = 6
    NOTABLE = 7


# How a section looks; the words say the same.
TONES = {Rank.RETURNED: "bad", Rank.OVERDUE: "bad", Rank.SERIOUS: "bad", Rank.NOTABLE: "plain"}


@dataclass(frozen=True)
class Item:
    """One thing to do. `deed` are the button's words, `url` where it is done; `page` the record that it is about."""

    text: str
    detail: str
    url: str
    deed: Text
    due: date | None = None
    page: str = ""


@dataclass(frozen=True)
class Part:
    """A kind of things within a section: how many, and the list of them all."""

    text: Text
    count: int
    url: str


@dataclass(frozen=True)
class Section:
    """Things of one kind that wait: the first of them, how many there are, and where all of them are."""

    key: str
    rank: Rank
    title: Text
    todo: Text
    items: tuple[Item, ...]
    count: int
    url: str
    parts: tuple[Part, ...] = ()

    @property
    def tone(self) -> str:
        """Of the number beside the title: bad, warn or plain."""
        return TONES.get(self.rank, "warn")


# Gives the sections of one part of the house for the person who asks; each asks the database equally often for all.
Provider = Callable[[Any], Iterable[Section]]


def is_theirs(portal: Any, right: str) -> bool:
    """Whether something is the person's to do. Who writes nothing at all looks after everything they may read."""
    writes = any(permission.endswith(".write") for permission in portal.permissions)
    return portal.may(right) if writes else portal.may(f"{right.removesuffix('.write')}.read")


def in_order(request: Any, providers: Iterable[Provider]) -> list[Section]:
    """The sections of all providers in which something waits, the most pressing first."""
    found = [section for provider in providers for section in provider(request) if section.count]
    return sorted(found, key=lambda section: section.rank)
