"""Finds the records that the cells of many rows name: by code, by name, by `#id`, or by what they tie together."""

import difflib
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from governance.divisions.models import Cluster, Community, Street
from governance.registers import references
from governance.registers.values import code_of

# What clerks add to the names of divisions, or leave out.
SUFFIX = re.compile(r"(街道办事处|街道办|街道|办事处|社区居民委员会|社区居委会|居民委员会|居委会|社区|片区)$")
# Names are offered where one was nearly right; a table with more of them is not searched for it.
SEARCHED = 5_000
ASKED_AT_ONCE = 2_000


@dataclass(frozen=True)
class Found:
    """The rows that a text names: none, one, or several."""

    rows: tuple[Any, ...]
    # Names that are nearly the same, where none is.
    near: tuple[str, ...] = ()


NONE = Found(())


@dataclass
class Names:
    """The rows of one table that a column may name, asked for by the hundred and remembered.

    `rows` are those in sight that the register allows.
    """

    rows: QuerySet[Any]
    _known: dict[str, Found] = field(default_factory=dict)
    _all: dict[str, list[Any]] | None = None
    _names: list[str] | None = None

    def learn(self, texts: Iterable[str]) -> None:
        """Asks for every text that is not known yet, in a few statements whatever their number."""
        asked = {text for text in texts if text and text not in self._known}
        if not asked:
            return
        if self.rows.model in (Street, Community, Cluster):
            self._learn_divisions(asked)
            return
        for text in [text for text in asked if "\x00" in text or len(text) > 300]:
            self._known[text] = NONE
            asked.discard(text)
        for path in ("#id", *references.paths(self.rows.model), "id"):
            left = [text for text in asked if text not in self._known]
            for at in range(0, len(left), ASKED_AT_ONCE):
                self._ask(path, left[at : at + ASKED_AT_ONCE])
        for number, text in enumerate(sorted(text for text in asked if text not in self._known)):
            self._known[text] = Found((), tuple(self._near(text)) if number < 50 else ())

    def of(self, text: str) -> Found:
        return self._known.get(text, NONE)

    def _ask(self, path: str, texts: list[str]) -> None:
        """One column of the table, asked for all texts that may stand in it."""
        words = {text: self._word(path, text) for text in texts}
        wanted = {word for word in words.values() if word is not None}
        if not wanted:
            return
        column = "pk" if path in ("#id", "id") else path
        found: dict[Any, list[Any]] = defaultdict(list)
        for row in self.rows.filter(**{f"{column}__in": wanted}).order_by("pk"):
            found[_read(row, column)].append(row)
        for text, word in words.items():
            if word in found:
                self._known[text] = Found(tuple(found[word]))
            elif path == "#id" and word is not None:
                self._known[text] = NONE

    def _word(self, path: str, text: str) -> Any:
        """What of the text stands in the column; None where it can't."""
        if path == "#id":
            marked = references.ENDS_WITH_ID.search(text)
            return int(marked[1]) if marked else None
        if path == "id":
            by_id = references.BY_ID.fullmatch(text) if text.startswith("#") else None
            return int(by_id[1]) if by_id else None
        return text.split()[0] if path.endswith(("code", "uscc")) else text

    def _learn_divisions(self, asked: set[str]) -> None:
        """Streets, communities and clusters are few: all are fetched, and found with or without their suffix."""
        if self._all is None:
            self._all = defaultdict(list)
            joined = [name for name in ("street",) if self.rows.model is not Street]
            for row in self.rows.select_related(*joined):
                for name in {row.name, bare(row.name), code_of(row)} - {""}:
                    self._all[name].append(row)
        for text in asked:
            tidy = text.replace(" ", "")
            rows = self._all.get(tidy) or self._all.get(bare(tidy)) or self._all.get(text.split()[0]) or []
            near = [] if rows else difflib.get_close_matches(tidy, list(self._all), 3, 0.6)
            self._known[text] = Found(tuple(rows), tuple(name for name in near if not name.isdigit()))

    def _near(self, text: str) -> list[str]:
        if self._names is None:
            paths = [path for path in references.paths(self.rows.model) if path.endswith("name")]
            few = bool(paths) and self.rows.count() <= SEARCHED
            self._names = list(self.rows.values_list(paths[0], flat=True)) if few and not self._is_personal(paths[0]) else []
        return difflib.get_close_matches(text, self._names, 3, 0.7)

    def _is_personal(self, path: str) -> bool:
        """People are found by their whole name alone, and never offered."""
        from governance.common.fields import PersonalField

        return isinstance(references.column(self.rows.model, path), PersonalField)


def _read(row: Any, path: str) -> Any:
    if path == "pk":
        return row.pk
    for name in path.split("__"):
        row = getattr(row, name)
    return row


def bare(name: str) -> str:
    """The name of a division without what it is."""
    return SUFFIX.sub("", unicodedata.normalize("NFKC", name).replace(" ", "")) or name


@dataclass
class Ties:
    """Rows that tie others together (an assignment: cadre and courtyard), found by those."""

    rows: QuerySet[Any]
    parts: tuple[str, ...]
    _by: dict[tuple[int, ...], list[Any]] | None = None

    def of(self, keys: Mapping[str, Iterable[int]], day: date | None) -> Found:
        """The rows whose parts are among the keys; of several, those in force on the day."""
        if self._by is None:
            self._by = defaultdict(list)
            for row in self.rows:
                self._by[tuple(getattr(row, f"{part}_id") for part in self.parts)].append(row)
        first, *others = [list(keys[part]) for part in self.parts]
        wanted: list[tuple[int, ...]] = [(key,) for key in first]
        for other in others:
            wanted = [(*before, key) for before in wanted for key in other]
        found = [row for key in wanted for row in self._by.get(key, ())]
        if len(found) > 1 and day is not None:
            found = [row for row in found if not hasattr(row, "valid_from") or row.valid_from <= day < row.valid_to] or found
        return Found(tuple(found))


def within(found: Found, street: Any) -> Found:
    """Of several of one name, those of the street that the row names."""
    if street is None or len(found.rows) < 2:
        return found
    mine = tuple(row for row in found.rows if getattr(row, "street_id", None) == street.pk)
    return Found(mine) if mine else found


def refusal(found: Found, text: str) -> str:
    """Why a text names no record, and what to do."""
    if len(found.rows) > 1:
        some = "、".join(_told(row) for row in found.rows[:5])
        return _("Several are called “%(text)s”: %(some)s. Write the code, or fill the column of the street.") % {
            "text": text, "some": some
        }
    if found.near:
        return _("“%(text)s” is not in the registers in your sight. Did you mean %(near)s?") % {
            "text": text, "near": _(" or ").join(found.near)
        }
    return _("“%(text)s” is not in the registers in your sight. Check the name, write its code, or enter it first.") % {
        "text": text
    }


def _told(row: Any) -> str:
    """A row with its street, by which namesakes are told apart."""
    street = getattr(row, "street", None)
    return f"{references.written(row)}（{street}）" if street else references.written(row)
