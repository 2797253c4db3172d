"""What a form says: its columns, which records, how they are grouped. Read from a file or from the designer, checked whole.

A column is a fact, or a blank one with its reason; a blank one that asks for a fact that is held is refused.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.indicators.definitions import Words
from governance.registers.declarations import Refused, Text
from governance.reports import catalogue
from governance.reports.facts import Fact, Known, Label

MOST_COLUMNS, MOST_CONDITIONS, MOST_LEVELS = 60, 6, 2
LONGEST_HEAD, LONGEST_TITLE = 40, 80
# From which likeness on a heading asks for the same fact.
ALIKE = 0.8
TESTS: tuple[tuple[str, Text], ...] = (
    ("is", gettext_lazy("is")), ("not", gettext_lazy("is not")), ("filled", gettext_lazy("is given")),
    ("missing", gettext_lazy("is missing")), ("at_least", gettext_lazy("at least")), ("at_most", gettext_lazy("at most")),
)
PERIODS: tuple[tuple[str, Text], ...] = (
    ("", gettext_lazy("everything up to the day")), ("month", gettext_lazy("of the month")),
    ("quarter", gettext_lazy("of the quarter")), ("year", gettext_lazy("of the year")),
)


class HeldAlready(Refused):
    """A blank column asks for a fact that the registers hold; `fact` is the one to take instead."""

    def __init__(self, head: str, known: Known) -> None:
        super().__init__(
            _("“%(head)s” asks for what is held already: take the fact “%(fact)s” (%(group)s) instead.")
            % {"head": head, "fact": known.fact.label, "group": known.group}
        )
        self.known = known


@dataclass(frozen=True)
class Column:
    """A column of a form. `fact` is a key of the catalogue; a blank one is filled in by hand, or says `text` in every row."""

    fact: str = ""
    head: Label = ""
    # The heading over the heading; the fact's own group where empty.
    group: Label = ""
    text: str = ""
    reason: str = ""
    may_be_empty: bool | None = None

    @property
    def is_blank(self) -> bool:
        return not self.fact


@dataclass(frozen=True)
class Condition:
    """Which records stand in the form."""

    fact: str
    test: str
    value: str = ""


@dataclass(frozen=True)
class Definition:
    """A form, whole. `in_street` names a count that must not be 0 where a register is shared by all streets."""

    subject: str
    title: Label
    columns: tuple[Column, ...]
    conditions: tuple[Condition, ...] = ()
    group_by: tuple[str, ...] = ()
    order: tuple[str, ...] = ()
    period: str = ""
    signatures: tuple[Label, ...] = ()
    in_street: str = ""
    # As it was read, so that it can be kept.
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def facts(self) -> set[str]:
        """Every fact that must be read to fill it."""
        named = {column.fact for column in self.columns if column.fact}
        return named | {c.fact for c in self.conditions} | {*self.group_by, *self.order} | ({self.in_street} - {""})


def read(data: Mapping[str, Any]) -> Definition:
    """The form that the data say. Raises Refused in words for the first thing that is wrong, HeldAlready."""
    subject, known = str(data.get("subject", "")), catalogue.of(str(data.get("subject", "")))
    if not known:
        raise Refused(_("Choose the register whose records the form lists."), "subject")
    title = _words(data.get("title", ""))
    if not str(title).strip() or len(str(title)) > LONGEST_TITLE:
        raise Refused(_("Give the form a title of at most %(n)s characters.") % {"n": LONGEST_TITLE}, "title")
    columns = tuple(_column(item, known) for item in data.get("columns", ()))
    if not 0 < len(columns) <= MOST_COLUMNS:
        raise Refused(_("A form has between 1 and %(n)s columns.") % {"n": MOST_COLUMNS}, "columns")
    twice = [c.fact for c in columns if c.fact and sum(c.fact == other.fact for other in columns) > 1]
    if twice:
        raise Refused(_("“%(fact)s” stands in the form twice.") % {"fact": known[twice[0]].fact.label}, "columns")
    conditions = tuple(_condition(item, known) for item in data.get("conditions", ()))
    levels, order = tuple(data.get("group_by", ())), tuple(data.get("order", ()))
    for key in (*levels, *order):
        _fact(key, known)
    if len(levels) > MOST_LEVELS or len(conditions) > MOST_CONDITIONS or data.get("period", "") not in dict(PERIODS):
        raise Refused(_("A form groups by two facts at most, and has at most %(n)s conditions.") % {"n": MOST_CONDITIONS})
    return Definition(
        subject, title, columns, conditions, levels, order, data.get("period", ""),
        tuple(_words(text) for text in data.get("signatures", ())), data.get("in_street", ""), dict(data),
    )


def _words(given: Any) -> Label:
    """A text in one language, or in both."""
    return Words(given["zh"], given["en"]) if isinstance(given, Mapping) else str(given).strip()


def _fact(key: str, known: Mapping[str, Known]) -> Fact:
    if key not in known:
        raise Refused(_("The registers know no fact “%(key)s” of these records.") % {"key": key}, "columns")
    return known[key].fact


def _column(item: Mapping[str, Any], known: Mapping[str, Known]) -> Column:
    head = _words(item.get("head", ""))
    if len(str(head)) > LONGEST_HEAD:
        raise Refused(_("A heading has at most %(n)s characters.") % {"n": LONGEST_HEAD}, "columns")
    if item.get("fact"):
        _fact(item["fact"], known)
        return Column(item["fact"], head, _words(item.get("group", "")), may_be_empty=item.get("may_be_empty"))
    if not str(head):
        raise Refused(_("A blank column needs a heading."), "columns")
    if not item.get("reason") and not item.get("text"):
        raise Refused(_("Say why “%(head)s” can't come from the registers.") % {"head": head}, "columns")
    if not item.get("text") and (held := held_as(str(head), known.values())):
        raise HeldAlready(str(head), held)
    text, reason = (str(_words(item.get(name, "")))[:LONGEST_TITLE] for name in ("text", "reason"))
    return Column("", head, _words(item.get("group", "")), text, reason)


def _condition(item: Mapping[str, Any], known: Mapping[str, Known]) -> Condition:
    _fact(item["fact"], known)
    if item["test"] not in dict(TESTS):
        raise Refused(_("Choose how “%(fact)s” is compared.") % {"fact": known[item["fact"]].fact.label}, "conditions")
    return Condition(item["fact"], item["test"], str(item.get("value", "")).strip())


def held_as(head: str, known: Iterable[Known]) -> Known | None:
    """The fact that a heading asks for, by its name, its other names, or likeness; None where nothing is held."""
    asked = bare(head)
    if not asked:
        return None
    likest, found = ALIKE, None
    for one in known:
        label = one.fact.label
        names = (label.zh, label.en) if isinstance(label, Words) else (str(label),)
        for name in filter(None, map(bare, (*names, *one.fact.synonyms))):
            likeness = SequenceMatcher(None, asked, name).ratio()
            if likeness > likest or (likeness == likest and found is None):
                likest, found = likeness, one
    return found


def bare(head: str) -> str:
    """A heading without its unit, spaces and marks: 建筑面积（㎡） asks for the same as 建筑面积."""
    text = unicodedata.normalize("NFKC", head).casefold()
    text = text.split("(")[0] or text
    return "".join(sign for sign in text if sign.isalnum())
