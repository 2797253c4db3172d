"""The editor's fields: what a form that was sent says as data, and data as the cells of the form with their faults."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.registers.entries import tidy
from ratings.choices import Star
from subsidies.schemes import Data, Fault, words
from subsidies.schemes.parameters import CHOICES, FLAGS
from subsidies.schemes.shape import ALL, CLAUSE, MOST_LINES, STARS, YEARS

# Empty lines below the filled ones, for what comes next.
SPARE = {"clauses": 2, "shares": 2}
MONEY = ("cap", "months", "tiers", "area_basis", "start_rule", "proration", "unit_fen", "income_percent", "district_percent")
ASKED = ("star_least", "fees_least", "needs_baseline", "needs_renovation", "needs_committee", "needs_covenant", "needs_mode",
         "keeps_covenant", "keeps_mode", "no_veto", "no_blacklist")
WHOLE = ("months", "unit_fen", "star_least")
NUMBERS = ("cap", "months", "income_percent", "district_percent", "fees_least", "rate", "from", "share")
# A clause's number is no figure to be set right.
LOOKS = {"number": "numbered"}
# Sentences, whose full-width signs are meant.
WRITTEN = ("title", "document", "text", "number", "clause")


@dataclass(frozen=True)
class Cell:
    """One field: its name in the form, what it is called, what stands in it, and what is wrong there."""

    name: str
    label: str
    value: Any
    part: str
    look: str = "text"
    choices: Sequence[tuple[Any, Any]] = ()
    most: int = 0
    faults: tuple[str, ...] = ()


def field_of(place: str) -> str:
    """The field at which a fault of this place stands."""
    return place.replace(".", "-")


def posted(sent: Mapping[str, str], before: Data) -> dict[str, Any]:
    """The data that a sent form says. Numbers stay as they were typed where they are none: their fault is told at them."""
    return {
        "key": before["key"], "version": before["version"], "is_example": False,
        **{part: _said(sent, part) for part in ("title", "document")},
        "in_force": [_said(sent, "in_force-0"), _said(sent, "in_force-1") or None],
        **{part: parameter(part, _said(sent, part)) for part in (*MONEY, *ASKED)},
        "clause_of": {part: clause for part in (*MONEY, *ASKED) if (clause := _said(sent, f"clause_of-{part}"))},
        "clauses": _lines(sent, "clauses", tuple(CLAUSE)), "rates": rates(sent),
        "shares": _lines(sent, "shares", ("from", "share", "clause")),
    }


def parameter(part: str, text: str) -> Any:
    """What was typed for a parameter, as the data writes it."""
    if part in FLAGS:
        return bool(text)
    if part in WHOLE:
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else text
    if part == "fees_least":
        return text or None
    return text or ("0" if part == "income_percent" else "")


def rates(sent: Mapping[str, str]) -> dict[str, dict[str, dict[str, str]]]:
    """The table of rates; a cell that is left empty is not there."""
    table: dict[str, dict[str, dict[str, str]]] = {}
    for year in YEARS:
        for star in (*STARS, ALL):
            if typed := _said(sent, f"rates-{year}-{star}"):
                clause = _said(sent, f"rates-{year}-{star}-clause")
                table.setdefault(year, {})[star] = {"rate": typed, "clause": clause}
    return table


def _lines(sent: Mapping[str, str], table: str, parts: tuple[str, ...]) -> list[dict[str, str]]:
    count = _said(sent, f"{table}-count")
    most = int(count) if count.isascii() and count.isdigit() and len(count) < 4 else 0
    found = []
    for number in range(min(most, MOST_LINES)):
        line = {part: _said(sent, f"{table}-{number}-{part}") for part in parts}
        if f"{table}-{number}-drop" not in sent and any(line[part] for part in parts if part != "clause"):
            found.append(line)
    return found


def _said(sent: Mapping[str, str], name: str) -> str:
    """What was typed: numbers and codes in plain signs, texts with the punctuation that they have."""
    text = sent.get(name, "").replace("\x00", "")
    is_text = name.rpartition("-")[2] in WRITTEN or name.startswith("clause_of-")
    return " ".join(text.split()) if is_text else tidy(text)


class Editor:
    """A version's data as the fields of the page, with each fault at its place."""

    def __init__(self, data: Data, faults: Iterable[Fault]) -> None:
        self.data = data
        self.at: dict[str, list[str]] = {}
        for fault in faults:
            self.at.setdefault(field_of(fault.place), []).append(fault.sentence)

    def heads(self) -> list[Cell]:
        """What it is called, and from when to when it is in force."""
        days = self.data["in_force"] if isinstance(self.data["in_force"], list) else ["", None]
        return [
            self._cell("title", "title", words.PLAIN["title"], self.data["title"], most=120),
            self._cell("document", "document", words.PLAIN["document"], self.data["document"], most=160),
            self._cell("in_force-0", "day", words.PLAIN["begins"], days[0], most=10),
            self._cell("in_force-1", "day", words.PLAIN["ends"], days[-1], most=10),
        ]

    def money(self) -> list[tuple[Cell, Cell]]:
        """How much for how long: each parameter beside the clause that sets it."""
        return [self._parameter(part) for part in MONEY]

    def asked(self) -> list[tuple[Cell, Cell]]:
        """What is asked of a courtyard, each beside its clause."""
        return [self._parameter(part) for part in ASKED]

    def _parameter(self, part: str) -> tuple[Cell, Cell]:
        clause = self.data["clause_of"].get(part, "")
        label = _("clause of “%(part)s”") % {"part": words.PLAIN[part]}
        return (
            self._cell(part, part, words.PLAIN[part], self.data[part]),
            self._clause(f"clause_of-{part}", clause, label),
        )

    def years(self) -> list[tuple[str, list[tuple[Cell, Cell]]]]:
        """The table of rates: for each year a cell and its clause for five stars down to one, and for all."""
        return [(year, [self._rate(year, star) for star in (*STARS, ALL)]) for year in YEARS]

    def _rate(self, year: str, star: str) -> tuple[Cell, Cell]:
        cell = self.data["rates"].get(year, {}).get(star, {})
        of = _("all stars") if star == ALL else Star(int(star)).label
        label = _("year %(year)s, %(star)s") % {"year": year, "star": of}
        name = f"rates-{year}-{star}"
        default = cell.get("clause", self._usual_clause())
        return (
            self._cell(name, "rate", label, cell.get("rate", ""), most=8),
            self._clause(f"{name}-clause", default, _("clause of “%(part)s”") % {"part": label}),
        )

    def _usual_clause(self) -> str:
        """The clause that most rates have, for a cell that is still empty."""
        given = [cell["clause"] for row in self.data["rates"].values() for cell in row.values()]
        return max(given, key=given.count) if given else ""

    def clauses(self) -> list[tuple[int, list[Cell], bool]]:
        """The clauses, and a few empty lines."""
        return self._table("clauses", CLAUSE)

    def shares(self) -> list[tuple[int, list[Cell], bool]]:
        """The shares of the score, and a few empty lines."""
        return self._table("shares", {"from": 8, "share": 6, "clause": 20})

    def share_faults(self) -> list[str]:
        """What is wrong with the shares as a whole."""
        return self.at.get("shares", [])

    def _table(self, table: str, parts: Mapping[str, int]) -> list[tuple[int, list[Cell], bool]]:
        told = [*self.data[table], *({} for _turn in range(SPARE[table]))]
        found = []
        for number, line in enumerate(told):
            cells = [
                self._clause(f"{table}-{number}-{part}", line.get(part, ""), words.LINES[table][part]) if part == "clause"
                else self._cell(
                    f"{table}-{number}-{part}", LOOKS.get(part, part), words.LINES[table][part], line.get(part, ""), most=most
                )
                for part, most in parts.items()
            ]
            found.append((number, cells, not line))
        return found

    def _clause(self, name: str, value: str, label: Any) -> Cell:
        numbers = [clause["number"] for clause in self.data["clauses"] if clause["number"]]
        if value and value not in numbers:
            numbers.append(value)
        choices = [("", "—"), *((number, number) for number in numbers)]
        return Cell(name, str(label), value, "clause-of", "select", choices, faults=tuple(self.at.get(name, ())))

    def _cell(self, name: str, part: str, label: Any, value: Any, most: int = 12) -> Cell:
        choices: Sequence[tuple[Any, Any]] = CHOICES[part].choices if part in CHOICES else ()
        if part == "star_least":
            choices = Star.choices
        look = "check" if part in FLAGS else "select" if choices else "number" if part in NUMBERS else "text"
        told = "" if value is None else value
        return Cell(name, str(label), told, part, look, choices, most, tuple(self.at.get(name, ())))
