"""The editor's fields: what a form that was sent says as data, and data as the cells of the form with their faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.indicators import registry
from governance.indicators.definitions import POPULATION_WORDS
from governance.registers.entries import tidy
from ratings.choices import ItemKind, Source, Star, StarBands
from ratings.standards import words
from ratings.standards.faults import Data, Fault
from ratings.standards.shape import FLAGS, LINES, MOST_LINES, TEXTS

# Empty lines below the filled ones, for what comes next.
SPARE = {"categories": 2, "items": 3, "vetoes": 1}
WHOLE = ("months_of_service", "survey_least", "publicity_days", "answer_days", "recheck_percent")
NUMBERS = ("total", "bonus_cap", "survey_percent", *WHOLE)
MARKS = ("cap", "full_mark", "per_unit", "target")
MAY_BE_NONE = ("parent", "cap", "target")
# Sentences, whose full-width signs are meant.
WRITTEN = ("title", "document", "evidence", "clause", "reads")
# What a line says where its cell is left empty.
OTHERWISE: dict[str, Any] = {"per_unit": "0", "full_mark": "0", "kind": "faults", "source": "street"}
PARTS = ("title", "document", "bands", "total", "bonus_cap", "population", "months_of_service", "needs_covenant",
         "survey_percent", "survey_least", "publicity_days", "answer_days", "recheck_percent")


@dataclass(frozen=True)
class Cell:
    """One field: its name in the form, what it is called, what stands in it, and what is wrong there."""

    name: str
    label: str
    value: Any
    part: str
    choices: Sequence[tuple[Any, Any]] = ()
    most: int = 0
    faults: tuple[str, ...] = ()

    @property
    def look(self) -> str:
        """Which kind of field it is: check, select, number or text."""
        if self.part in FLAGS or self.part == "is_bonus":
            return "check"
        if self.choices:
            return "select"
        return "number" if self.part in (*NUMBERS, *MARKS, "weights", "bounds", "tops") else "text"


@dataclass(frozen=True)
class Line:
    """A category, item or veto with its cells; a spare one has nothing in it yet."""

    number: int
    cells: tuple[Cell, ...]
    is_spare: bool

    @property
    def has_faults(self) -> bool:
        return any(cell.faults for cell in self.cells)


def posted(sent: Mapping[str, str], before: Data) -> dict[str, Any]:
    """The data that a sent form says. Numbers stay as they were typed where they are none: their fault is told at them."""
    data: dict[str, Any] = {"key": before["key"], "version": before["version"], "is_example": False}
    for part in PARTS:
        data[part] = _plain(part, _said(sent, part))
    for table, keys in (("weights", Source.values), ("bounds", "54321"), ("tops", "54321")):
        typed = {key: _said(sent, f"{table}-{key}") for key in keys}
        data[table] = {key: text for key, text in typed.items() if text}
    for table in LINES:
        count = _said(sent, f"{table}-count")
        most = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
        lines = (_line(sent, table, number) for number in range(min(most, MOST_LINES)))
        data[table] = [line for line in lines if line is not None]
    return data


def _line(sent: Mapping[str, str], table: str, number: int) -> dict[str, Any] | None:
    typed = {part: _said(sent, f"{table}-{number}-{part}") for part in words.LINES[table]}
    if f"{table}-{number}-drop" in sent or not any(typed[part] for part in ("code", "title")):
        return None
    return {part: _of_line(part, text) for part, text in typed.items()}


def _of_line(part: str, text: str) -> Any:
    if part == "is_bonus":
        return bool(text)
    if part == "star_cap":
        return int(text) if text in map(str, Star.values) else text
    if part in MAY_BE_NONE:
        return text or None
    return text or OTHERWISE.get(part, "")


def _plain(part: str, text: str) -> Any:
    if part in FLAGS:
        return bool(text)
    if part in WHOLE:
        return int(text or 0) if (text or "0").isascii() and (text or "0").isdigit() and len(text) < 6 else text
    return text or ("0" if part in NUMBERS else "")


def _said(sent: Mapping[str, str], name: str) -> str:
    """What was typed: numbers and codes in plain signs, texts with the punctuation that they have."""
    text = sent.get(name, "").replace("\x00", "")
    return " ".join(text.split()) if name.rpartition("-")[2] in WRITTEN else tidy(text)


class Editor:
    """A version's data as the fields of the page, with each fault at its place."""

    def __init__(self, data: Data, faults: Iterable[Fault]) -> None:
        self.data = data
        self.at: dict[str, list[str]] = {}
        for fault in faults:
            self.at.setdefault(fault.place.replace(".", "-"), []).append(fault.sentence)

    def plain(self) -> list[Cell]:
        """The parts of the standard itself."""
        return [self._cell(part, part, words.PLAIN[part], self.data.get(part)) for part in PARTS]

    def sources(self) -> list[Cell]:
        """A weight for each source; all empty means that every point counts whole."""
        return [
            self._cell(f"weights-{source}", "weights", label, self.data.get("weights", {}).get(source, ""))
            for source, label in Source.choices
        ]

    def stars(self) -> list[tuple[Any, Cell, Cell]]:
        """From which score to which, for five stars down to one."""
        return [
            (Star(star).label, self._of_star("bounds", star), self._of_star("tops", star)) for star in (5, 4, 3, 2, 1)
        ]

    def _of_star(self, table: str, star: int) -> Cell:
        label = f"{Star(star).label}: {words.TABLES[table]}"
        return self._cell(f"{table}-{star}", table, label, self.data.get(table, {}).get(str(star), ""))

    def lines(self, table: str) -> list[Line]:
        """The lines of categories, items or vetoes, and a few empty ones."""
        told = [*self.data[table], *({} for _turn in range(SPARE[table]))]
        return [
            Line(number, tuple(self._of_line(table, number, part, label, line) for part, label in words.LINES[table].items()),
                 not line)
            for number, line in enumerate(told)
        ]

    def _of_line(self, table: str, number: int, part: str, label: Any, line: Mapping[str, Any]) -> Cell:
        value = line.get(part, OTHERWISE.get(part, "") if part in ("kind", "source") else 0 if part == "star_cap" else "")
        return self._cell(f"{table}-{number}-{part}", part, label, value, table)

    def _cell(self, name: str, part: str, label: Any, value: Any, table: str = "") -> Cell:
        most = LINES.get(table, TEXTS).get(part, 8)
        return Cell(
            name, str(label), "" if value is None else value, part, self._choices(part, table), most,
            tuple(self.at.get(name, ())),
        )

    def _choices(self, part: str, table: str) -> Sequence[tuple[Any, Any]]:
        match part:
            case "kind":
                return ItemKind.choices
            case "source":
                return Source.choices
            case "bands":
                return StarBands.choices
            case "star_cap":
                return [(star, Star(star).label) for star in range(5)]
            case "population":
                return [(code, POPULATION_WORDS[code]) for base, code in registry.populations() if base == "courtyards"]
            case "category" | "parent":
                top = [c for c in self.data["categories"] if c.get("code") and (part == "category" or not c.get("parent"))]
                none = _("at the top") if part == "parent" else "—"
                return [("", none), *((c["code"], f"{c['code']} {c.get('title') or ''}") for c in top)]
        return ()


def readable() -> list[tuple[str, str]]:
    """The indicators that an item may read, by key, with their names."""
    return [(one.key, str(one.label)) for one in registry.every().values() if one.population == "courtyards"]
