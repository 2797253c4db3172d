"""A scheme as a JSON file and as a workbook; what goes out comes in again as it was."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _

from governance.spreadsheets import reading
from governance.spreadsheets.sheets import Raw, Sheet, Unreadable
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from governance.versions import files
from governance.versions.files import MOST_BYTES, in_both, names, text
from ratings.choices import Star
from subsidies.reading import PLAIN
from subsidies.schemes import words
from subsidies.schemes.faults import Data
from subsidies.schemes.parameters import CHOICES, FLAGS
from subsidies.schemes.shape import ALL, complete

__all__ = ["MOST_BYTES", "as_json", "as_workbook", "read"]
WHOLE = ("version", "months", "unit_fen")
# Besides the parameters: what the plain sheet says in its second column, and no clause sets.
OWN = ("key", "version", "title", "document", "begins", "ends")
# The same scheme is the same bytes.
MADE = datetime(2021, 1, 1, tzinfo=UTC)


def as_json(data: Data) -> bytes:
    """A file that people can read and compare line by line."""
    return files.as_json(complete(data))


def as_workbook(data: Data) -> bytes:
    """A sheet for each part, headed in the person's language, with the lists to choose from."""
    told = complete(data)
    days = told["in_force"] if isinstance(told["in_force"], list) and len(told["in_force"]) == 2 else ["", None]
    flat = told | {"begins": days[0], "ends": days[1]}
    plain = [[str(words.PLAIN[name]), _cell(name, flat[name]), told["clause_of"].get(name)] for name in words.PLAIN]
    heads = [SheetColumn(_("part")), SheetColumn(_("value")), SheetColumn(_("clause"))]
    rates = [
        [year, _("all stars") if star == ALL else star, cell["rate"], cell["clause"]]
        for year, row in told["rates"].items() for star, cell in row.items()
    ]
    rows = {
        "clauses": [[line["number"], line["text"]] for line in told["clauses"]], "rates": rates,
        "shares": [[line["from"], line["share"], line["clause"]] for line in told["shares"]],
    }
    return workbook([
        SheetContent(str(words.SHEETS["scheme"]), heads, plain),
        *(
            SheetContent(
                str(words.SHEETS[name]), [SheetColumn(str(label)) for label in words.LINES[name].values()],
                [[None if cell is None else str(cell) for cell in row] for row in lines],
            )
            for name, lines in rows.items()
        ),
    ], created=MADE)


def read(name: str, content: bytes) -> Any:
    """The data of a file, of whatever shape (`schemes.faults_of` says what is wrong with it). Raises Unreadable."""
    if len(content) > MOST_BYTES:
        raise Unreadable(_("The file is larger than a scheme can be. Choose the file of one scheme."))
    if name.lower().endswith(".json") or content.lstrip()[:1] == b"{":
        return files.read_json(content, _("This is no JSON file, or a damaged one. Export a scheme to see how it is written."))
    return _read_workbook(reading.read(name, content).sheets)


def _read_workbook(sheets: tuple[Sheet, ...]) -> dict[str, Any]:
    tables = dict(files.tables(sheets, words.SHEETS))
    if lacking := [label for name, label in words.SHEETS.items() if name not in tables and name != "shares"]:
        told = _("The sheet “%(sheet)s” is missing. Export a scheme to see how it is written.")
        raise Unreadable(told % {"sheet": lacking[0]})
    parts = names(words.PLAIN)
    data: dict[str, Any] = PLAIN | {"key": "", "version": 1, "title": "", "document": "", "cap": "", "months": ""}
    clause_of, days = {}, ["", None]
    for row in tables["scheme"][1:]:
        label, cell, clause = [*row, None, None, None][:3]
        part = parts.get(text(label))
        if part in ("begins", "ends"):
            days[part == "ends"] = _day(cell) or (None if part == "ends" else "")
        elif part:
            data[part] = _value(part, cell, data[part])
        if part and part not in OWN and text(clause):
            clause_of[part] = text(clause)
    return data | {
        "in_force": days, "clause_of": clause_of, "clauses": _lines(tables, "clauses"), "rates": _rates(tables),
        "shares": _lines(tables, "shares"),
    }


def _lines(tables: dict[str, list[list[Raw]]], name: str) -> list[dict[str, str]]:
    rows = tables.get(name) or [[]]
    heads = names(words.LINES[name])
    parts = [heads.get(text(cell)) for cell in rows[0]]
    first = next(iter(words.LINES[name]))
    if any(rows[1:]) and first not in parts:
        told = _("The sheet “%(sheet)s” needs a column “%(column)s” in its first row.")
        raise Unreadable(told % {"sheet": words.SHEETS[name], "column": words.LINES[name][first]})
    found = []
    for row in rows[1:]:
        if any(cell is not None for cell in row):
            cells = dict(zip(parts, [*row, *[None] * len(parts)], strict=False))
            found.append({part: text(cells.get(part)) for part in words.LINES[name]})
    return found


def _rates(tables: dict[str, list[list[Raw]]]) -> dict[str, dict[str, dict[str, str]]]:
    """The table of rates; two lines of one year and star overlap, and it would be chance which one holds. Raises Unreadable."""
    stars = names({str(star.value): star.label for star in Star}) | dict.fromkeys(in_both(lambda: _("all stars")), ALL)
    rates: dict[str, dict[str, dict[str, str]]] = {}
    for line in _lines(tables, "rates"):
        star = stars.get(line["star"], line["star"])
        row = rates.setdefault(line["year"], {})
        if star in row:
            told = _("Year %(year)s and %(star)s stars stand twice in the table of rates: they overlap. Take one out.")
            raise Unreadable(told % {"year": line["year"], "star": star})
        row[star] = {"rate": line["rate"], "clause": line["clause"]}
    return rates


def _day(cell: Raw) -> str | None:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    return cell.isoformat() if isinstance(cell, date) else text(cell) or None


def _value(part: str, cell: Raw, empty: Any) -> Any:
    """A cell as the data writes it: codes for words, whole numbers and yes or no as such, all other numbers as texts."""
    said = text(cell)
    if said == "":
        return empty
    if part in CHOICES:
        said = str(names({str(one): label for one, label in CHOICES[part].choices}).get(said, said))
    if part in FLAGS:
        return {"1": True, "0": False}.get(said, said in in_both(lambda: _("yes")))
    if part == "star_least":
        said = str(names({str(star.value): star.label for star in Star}).get(said, said))
    if part in (*WHOLE, "star_least"):
        return int(said) if said.isascii() and said.isdigit() and len(said) < 6 else said
    return said


def _cell(part: str, value: Any) -> Any:
    """What stands in a cell; numbers are texts, so that Excel changes none."""
    if part in CHOICES:
        return str(CHOICES[part](value).label) if value in CHOICES[part].values else value
    if part in FLAGS:
        return _("yes") if value else _("no")
    return None if value is None else str(value)
