"""A standard as a JSON file and as a workbook; what goes out comes in again as it was."""

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.spreadsheets import reading
from governance.spreadsheets.sheets import Raw, Sheet, Unreadable
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from governance.versions import files
from governance.versions.files import MOST_BYTES, in_both, names, text
from ratings.choices import ItemKind, Source, Star, StarBands
from ratings.standards import words
from ratings.standards.faults import Data
from ratings.standards.shape import OF_CATEGORY, OF_ITEM, OF_VETO, PLAIN, complete

CHOICES: dict[str, Any] = {"kind": ItemKind, "source": Source, "bands": StarBands}
FLAGS = ("is_bonus", "needs_covenant")
WHOLE = ("version", "months_of_service", "survey_least", "publicity_days", "answer_days", "recheck_percent")
# What an empty cell says.
EMPTY = {"categories": OF_CATEGORY, "items": OF_ITEM | {"full_mark": "0"}, "vetoes": OF_VETO}
# The same standard is the same bytes.
MADE = datetime(2021, 1, 1, tzinfo=UTC)


def as_json(data: Data) -> bytes:
    """A file that people can read and compare line by line."""
    return files.as_json(complete(data))


def as_workbook(data: Data) -> bytes:
    """A sheet for each part, headed in the person's language, with the lists to choose from."""
    told = complete(data)
    bounds, tops = told["bounds"], told["tops"]
    plain = [[str(words.PLAIN[name]), _cell(name, told[name])] for name in words.PLAIN]
    sheets = [
        SheetContent(str(words.SHEETS["standard"]), [SheetColumn(_("part")), SheetColumn(_("value"))], plain),
        SheetContent(
            str(words.SHEETS["sources"]), [_column("source"), SheetColumn(str(words.TABLES["weights"]))],
            [[_cell("source", source), weight] for source, weight in told["weights"].items()],
        ),
        SheetContent(
            str(words.SHEETS["stars"]),
            [SheetColumn(_("star")), *(SheetColumn(str(words.TABLES[name])) for name in ("bounds", "tops"))],
            [[star, bound, tops.get(star)] for star, bound in bounds.items()],
        ),
    ]
    for name, parts in words.LINES.items():
        rows = [[_cell(part, line.get(part)) for part in parts] for line in told[name]]
        sheets.append(SheetContent(str(words.SHEETS[name]), [_column(part, str(label)) for part, label in parts.items()], rows))
    return workbook(sheets, created=MADE)


def read(name: str, content: bytes) -> Any:
    """The data of a file, of whatever shape (`standards.faults_of` says what is wrong with it). Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than a standard can be. Choose the file of one standard."))
    if name.lower().endswith(".json") or content.lstrip()[:1] == b"{":
        return files.read_json(content, _("This is no JSON file, or a damaged one. Export a standard to see how it is written."))
    return _read_workbook(reading.read(name, content).sheets)


def _read_workbook(sheets: tuple[Sheet, ...]) -> dict[str, Any]:
    tables = dict(files.tables(sheets, words.SHEETS))
    lacking = [label for name, label in words.SHEETS.items() if name not in tables and name not in ("sources", "vetoes")]
    if lacking:
        told = _("The sheet “%(sheet)s” is missing. Export a standard to see how it is written.")
        raise Unreadable(told % {"sheet": lacking[0]})
    parts = names(words.PLAIN)
    said = [(parts.get(text(row[0])), row[1] if len(row) > 1 else None) for row in tables["standard"][1:] if row]
    data: dict[str, Any] = dict(PLAIN) | {"key": "", "version": 1, "title": "", "total": "0"}
    data |= {part: _value(part, cell, data.get(part)) for part, cell in said if part}
    pairs = [[text(cell) for cell in [*row, None, None][:3]] for row in tables["stars"][1:] if any(row)]
    sources = [[*row, None][:2] for row in tables.get("sources", [])[1:] if any(row)]
    return data | {
        "weights": {_value("source", source, ""): text(weight) for source, weight in sources},
        "bounds": {star: bound for star, bound, _top in pairs}, "tops": {star: top for star, _bound, top in pairs if top},
        **{name: _lines(name, tables.get(name, [[]])) for name in words.LINES},
    }


def _lines(name: str, rows: list[list[Raw]]) -> list[dict[str, Any]]:
    heads = names(words.LINES[name])
    parts = [heads.get(text(cell)) for cell in (rows[0] if rows else [])]
    if rows and any(rows[1:]) and "code" not in parts:
        told = {"sheet": words.SHEETS[name], "column": words.LINES[name]["code"]}
        raise Unreadable(_("The sheet “%(sheet)s” needs a column “%(column)s” in its first row.") % told)
    found = []
    for row in rows[1:]:
        if any(cell is not None for cell in row):
            cells = dict(zip(parts, [*row, *[None] * len(parts)], strict=False))
            found.append({part: _value(part, cells.get(part), EMPTY[name].get(part, "")) for part in words.LINES[name]})
    return found


def _value(part: str, cell: Raw, empty: Any) -> Any:
    """A cell as the data writes it: codes for words, whole numbers and yes or no as such, all other numbers as texts."""
    said = text(cell)
    if said == "":
        return empty
    if part in CHOICES:
        return names({value: CHOICES[part](value).label for value in CHOICES[part].values}).get(said, said)
    if part in FLAGS:
        return {"1": True, "0": False}.get(said, said in in_both(lambda: _("yes")))
    if part == "star_cap":
        said = str(names({str(star.value): star.label for star in Star}).get(said, said))
    if part in (*WHOLE, "star_cap"):
        return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else said
    return said


def _cell(part: str, value: Any) -> Any:
    """What stands in a cell; numbers are texts, so that Excel changes none."""
    if part in CHOICES:
        return str(CHOICES[part](value).label) if value in CHOICES[part].values else value
    if part in FLAGS:
        return _("yes") if value else _("no")
    return None if value is None else str(value)


def _column(part: str, head: str = "") -> SheetColumn:
    choices = tuple(str(label) for label in CHOICES[part].labels) if part in CHOICES else ()
    return SheetColumn(head or _("source"), choices=(_("yes"), _("no")) if part in FLAGS else choices)
