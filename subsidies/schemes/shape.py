"""Whether something is the data of a scheme at all: its parts, their kinds, and what the columns can hold."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from subsidies.reading import PLAIN, rate_text, text
from subsidies.schemes.faults import Data, Fault, bound, percent, rate

PARTS = ("key", "version", "title", "in_force", "cap", "months", "clauses", "rates", "clause_of")
ALL = "all"
STARS = ("5", "4", "3", "2", "1")
YEARS = ("1", "2", "3")
MOST_LINES = 60
# Texts with their longest.
TEXTS = {"key": 40, "title": 120, "document": 160, "rate_clause": 20, "tiers": 12, "area_basis": 12, "start_rule": 12,
         "proration": 12}
CLAUSE = {"number": 20, "text": 400}
SHARE = ("from", "share", "clause")
KNOWN = {*PARTS, *PLAIN, *TEXTS, "is_example", "shares"}


def faults(data: Any) -> list[Fault]:
    """What keeps the data from being read any further."""
    if not isinstance(data, Mapping):
        return [Fault("", _("This is not a scheme: it must be an object with “key”, “title”, “rates” and so on."))]
    if missing := [name for name in PARTS if name not in data]:
        return [Fault(name, _("“%(part)s” is missing.") % {"part": name}) for name in missing]
    return [*_plain(data), *_lines(data), *_table(data)]


def _plain(data: Data) -> Iterator[Fault]:
    for name in data:
        if name not in KNOWN:
            yield Fault(str(name), _("“%(part)s” is no part of a scheme: take it out.") % {"part": name})
    for name, most in TEXTS.items():
        yield from _text(name, data.get(name, ""), most)
    version, key = data["version"], data["key"]
    if isinstance(version, bool) or not isinstance(version, int) or not 1 <= version <= 9999:
        yield Fault("version", _("“%(part)s” must be a whole number from 1 to %(most)s.") % {"part": "version", "most": 9999})
    if not (isinstance(key, str) and key.isascii() and key.replace("-", "").isalnum() and key == key.lower()):
        yield Fault("key", _("“key” is the scheme's short name: small letters, figures and hyphens, such as year-by-star."))
    if not isinstance(data.get("is_example", False), bool):
        yield Fault("is_example", _("“%(part)s” must be true or false.") % {"part": "is_example"})
    said = data["clause_of"]
    if not isinstance(said, Mapping) or not all(isinstance(number, str) and len(number) <= 20 for number in said.values()):
        yield Fault("clause_of", _("“%(part)s” has another shape than a scheme's.") % {"part": "clause_of"})
    elif unknown := [name for name in said if name not in (*PLAIN, "cap", "months")]:
        yield Fault("clause_of", _("“%(part)s” is no part of a scheme: take it out.") % {"part": f"clause_of.{unknown[0]}"})


def _lines(data: Data) -> Iterator[Fault]:
    for name, parts in (("clauses", CLAUSE), ("shares", dict.fromkeys(SHARE, 20))):
        lines = data.get(name, [])
        if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
            yield Fault(name, _("“%(part)s” must be a list of objects.") % {"part": name})
            continue
        if len(lines) > MOST_LINES:
            yield Fault(name, _("“%(part)s” has more than %(most)s lines.") % {"part": name, "most": MOST_LINES})
        for number, line in enumerate(lines):
            for part in line:
                if part not in parts:
                    told = _("“%(part)s” is no part of a scheme: take it out.")
                    yield Fault(f"{name}.{number}.{part}", told % {"part": f"{name}.{number}.{part}"})
            for part, most in parts.items():
                yield from _text(f"{name}.{number}.{part}", line.get(part, ""), most)


def _table(data: Data) -> Iterator[Fault]:
    rates = data["rates"]
    if not isinstance(rates, Mapping) or not all(isinstance(row, Mapping) for row in rates.values()):
        yield Fault("rates", _("“%(part)s” has another shape than a scheme's.") % {"part": "rates"})
        return
    for year, row in rates.items():
        for star, cell in row.items():
            at = f"rates.{year}.{star}"
            if str(year) not in YEARS or str(star) not in (*STARS, ALL):
                told = _("Year %(year)s and %(star)s stars can't have a rate: no month falls there.")
                yield Fault(at, told % {"year": year, "star": star})
            elif isinstance(cell, Mapping) and not (
                set(cell) <= {"rate", "clause"} and isinstance(cell.get("clause", ""), str) and len(cell.get("clause", "")) <= 20
            ):
                yield Fault(at, _("“%(part)s” has another shape than a scheme's.") % {"part": at})


def _text(at: str, value: Any, most: int) -> Iterator[Fault]:
    if not isinstance(value, str) or "\x00" in value:
        yield Fault(at, _("“%(part)s” must be a text.") % {"part": at})
    elif len(value) > most:
        yield Fault(at, _("“%(part)s” takes at most %(most)s characters.") % {"part": at, "most": most})


def complete(data: Data) -> dict[str, Any]:
    """Data of the right shape with every part that may be left out, so that two ways of writing one scheme are equal."""
    plain = {name: data.get(name, otherwise) for name, otherwise in PLAIN.items()}
    for name in ("income_percent", "district_percent", "fees_least"):
        plain[name] = _tidy(plain[name], percent, text)
    return {
        "key": data["key"], "version": data["version"], "title": data["title"], "document": data.get("document", ""),
        "is_example": data.get("is_example", False),
        "in_force": list(data["in_force"]) if isinstance(data["in_force"], list | tuple) else data["in_force"],
        "cap": _tidy(data["cap"], rate, rate_text), "months": data["months"], **plain,
        "clause_of": {str(name): number for name, number in data["clause_of"].items() if number},
        "clauses": [{"number": line.get("number", ""), "text": line.get("text", "")} for line in data["clauses"]],
        "rates": {
            str(year): {str(star): _cell(data, cell) for star, cell in row.items()} for year, row in data["rates"].items()
        },
        "shares": [
            {"from": _tidy(line.get("from", ""), bound, text), "share": _tidy(line.get("share", ""), percent, text),
             "clause": line.get("clause", "")}
            for line in data.get("shares", [])
        ],
    }


def _cell(data: Data, cell: Any) -> dict[str, Any]:
    given = cell.get("rate") if isinstance(cell, Mapping) else cell
    clause = cell.get("clause") if isinstance(cell, Mapping) else None
    return {"rate": _tidy(given, rate, rate_text), "clause": data.get("rate_clause", "") if clause is None else clause}


def _tidy(value: Any, read: Callable[[object], Decimal | None], write: Callable[[Decimal], str]) -> Any:
    """A number as it is always written; what is none stays as it was typed, for its fault is told at it."""
    number = read(value)
    return value if number is None else write(number)
