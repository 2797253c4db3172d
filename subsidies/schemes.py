"""Reading a subsidy scheme from data: all its faults are named at once, in plain words.

`rates` is the table by subsidy year and star, or by year and `all` where `shares` of the score are given. A cell is a rate,
tied to `rate_clause`, or `{"rate", "clause"}`. `clause_of` names by parameter the clause that sets it: of the cap, of the
months, and of whatever differs from the plain.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from subsidies.choices import AreaBasis, Proration, RoundingUnit, StartRule, Tiers
from subsidies.reading import PLAIN
from subsidies.rules.entitlement import CEILING, CEILING_MONTHS, MONTHS_PER_YEAR

PARTS = ("key", "version", "title", "in_force", "cap", "months", "clauses", "rates", "clause_of")
ALL = "all"
PERCENT = Decimal("0.01")
STARS = (1, 2, 3, 4, 5)
RATE = Decimal("0.0001")


class SchemeFaults(ValueError):
    """The scheme can't be used. `faults` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Cell:
    """A rate of the table and the clause that sets it."""

    year: int
    star: int | None
    rate: Decimal
    clause: str


def demand_sound(data: Mapping[str, Any]) -> None:
    """Raises SchemeFaults: a rate above the cap, a cap above 0.30, a hole in the table, a parameter without clause."""
    faults = [_("“%(part)s” is missing.") % {"part": name} for name in PARTS if name not in data]
    faults = faults or [*_limits(data), *_parameters(data), *_clauses(data), *_rates(data), *_shares(data)]
    if faults:
        raise SchemeFaults(faults)


def cells(data: Mapping[str, Any]) -> Iterator[Cell]:
    """The rate table of a sound file, row by row."""
    for year, row in data["rates"].items():
        for star, cell in row.items():
            rate, clause = _cell(data, cell)
            yield Cell(int(year), None if star == ALL else int(star), Decimal(str(rate)), str(clause))


def first_and_last_day(data: Mapping[str, Any]) -> tuple[date, date | None]:
    """The half-open days in force of a sound file."""
    first, last = data["in_force"]
    return date.fromisoformat(first), None if last is None else date.fromisoformat(last)


def _cell(data: Mapping[str, Any], cell: Any) -> tuple[Any, Any]:
    if isinstance(cell, Mapping):
        return cell.get("rate"), cell.get("clause")
    return cell, data.get("rate_clause")


def _rate(value: object) -> Decimal | None:
    """A rate: text, at least 0, at most four decimals; None for anything else (a float above all)."""
    if not isinstance(value, str | Decimal):
        return None
    try:
        number = Decimal(value)
        return number if number.is_finite() and number >= 0 and number == number.quantize(RATE) else None
    except InvalidOperation:
        return None


def _limits(data: Mapping[str, Any]) -> Iterator[str]:
    cap, months = _rate(data["cap"]), data["months"]
    if cap is None or not 0 < cap <= CEILING:
        yield _("The cap must lie above 0 and can't be above %(ceiling)s yuan/㎡/month.") % {"ceiling": CEILING}
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= CEILING_MONTHS:
        yield _("The scheme must run for 1 to %(months)s months.") % {"months": CEILING_MONTHS}
    try:
        first, last = first_and_last_day(data)
        if last is not None and last <= first:
            yield _("The scheme ends before it begins.")
    except (TypeError, ValueError):
        yield _("“in_force” must be two dates (YYYY-MM-DD); the second may be null.")


def _clauses(data: Mapping[str, Any]) -> Iterator[str]:
    numbers = [clause.get("number") for clause in data["clauses"]]
    for number in sorted({str(number) for number in numbers if numbers.count(number) > 1}):
        yield _("Clause %(number)s stands twice.") % {"number": number}
    for clause in data["clauses"]:
        if not clause.get("number") or not str(clause.get("text") or "").strip():
            yield _("A clause needs a number and its text.")
    said = data["clause_of"] if isinstance(data["clause_of"], Mapping) else {}
    for part in sorted({"cap", "months", *said, *_differing(data)}):
        if said.get(part) not in numbers:
            yield _("“%(part)s” names clause %(number)s, which the scheme does not have.") % {
                "part": part, "number": said.get(part, "—")}


def _differing(data: Mapping[str, Any]) -> set[str]:
    """The parameters by which the scheme differs from the plain; each needs its clause."""
    return {name for name, plain in PLAIN.items() if name in data and str(data[name]) != str(plain)} - {"needs_mode"}


def _parameters(data: Mapping[str, Any]) -> Iterator[str]:
    """Every parameter has a value that it can have."""
    choices: dict[str, Any] = {
        "tiers": Tiers, "area_basis": AreaBasis, "start_rule": StartRule, "proration": Proration, "unit_fen": RoundingUnit,
    }
    for name, kind in choices.items():
        if name in data and data[name] not in kind.values:
            yield _("“%(part)s” can't be “%(value)s”. Possible are: %(values)s.") % {
                "part": name, "value": data[name], "values": ", ".join(map(str, kind.values))}
    for name in PLAIN:
        if name.startswith(("needs_", "keeps_", "no_")) and not isinstance(data.get(name, False), bool):
            yield _("“%(part)s” must be true or false.") % {"part": name}
    for name in ("income_percent", "district_percent", "fees_least"):
        value = data.get(name, PLAIN[name])
        if not (name == "fees_least" and value is None) and _percent(value) is None:
            yield _("“%(part)s” must be a percentage of 0 to 100 with at most two decimals, as text.") % {"part": name}
    stars = data.get("star_least", 1)
    if isinstance(stars, bool) or not isinstance(stars, int) or not 0 <= stars <= max(STARS):
        yield _("“%(part)s” must be a number of stars, 0 to 5.") % {"part": "star_least"}
    elif stars == 0 and data.get("tiers", "star") == Tiers.STAR:
        yield _("Rates by star pay from one star on; only shares of the score can pay without a star.")


def _percent(value: object) -> Decimal | None:
    """A percentage as text; None for anything else."""
    if not isinstance(value, str | Decimal):
        return None
    try:
        number = Decimal(value)
        return number if number.is_finite() and 0 <= number <= 100 and number == number.quantize(PERCENT) else None
    except InvalidOperation:
        return None


def _shares(data: Mapping[str, Any]) -> Iterator[str]:
    """Shares of the score: from 0 on without a hole, none twice, each with its clause; only where rates follow the score."""
    shares = data.get("shares", [])
    if data.get("tiers", "star") != Tiers.SHARE:
        if shares:
            yield _("Shares of the score belong to a scheme whose rates follow the score.")
        return
    numbers = {clause.get("number") for clause in data["clauses"]}
    bounds = [_bound(share.get("from")) for share in shares]
    if None in bounds:
        yield _("A share begins at a score of 0 or more with at most two decimals, as text.")
    elif Decimal(0) not in bounds:
        yield _("The shares leave a hole: one must begin at a score of 0.")
    for bound in sorted({bound for bound in bounds if bound is not None and bounds.count(bound) > 1}):
        yield _("Two shares begin at a score of %(score)s: they overlap.") % {"score": bound}
    for share in shares:
        if _percent(share.get("share")) is None:
            yield _("“%(part)s” must be a percentage of 0 to 100 with at most two decimals, as text.") % {"part": "share"}
        if share.get("clause") not in numbers:
            yield _("“%(part)s” names clause %(number)s, which the scheme does not have.") % {
                "part": "share", "number": share.get("clause")}


def _bound(value: object) -> Decimal | None:
    if not isinstance(value, str | Decimal):
        return None
    try:
        number = Decimal(value)
        return number if number.is_finite() and 0 <= number < 100_000 and number == number.quantize(PERCENT) else None
    except InvalidOperation:
        return None


def _rates(data: Mapping[str, Any]) -> Iterator[str]:
    numbers = {clause.get("number") for clause in data["clauses"]}
    cap = _rate(data["cap"])
    # A cap at fault is named already; the rates are then held to the policy's own.
    ceiling = cap if cap is not None and cap <= CEILING else CEILING
    months = data["months"] if isinstance(data["months"], int) else CEILING_MONTHS
    years = range(1, min(months, CEILING_MONTHS) // MONTHS_PER_YEAR + (months % MONTHS_PER_YEAR > 0) + 1)
    stars = (ALL,) if data.get("tiers", "star") == Tiers.SHARE else STARS
    wanted = {(str(year), str(star)) for year in years for star in stars}
    given = {(str(year), str(star)): cell for year, row in data["rates"].items() for star, cell in row.items()}
    for year, star in sorted(wanted - set(given)):
        yield _("Year %(year)s and %(star)s stars have no rate.") % {"year": year, "star": star}
    for year, star in sorted(set(given) - wanted):
        yield _("Year %(year)s and %(star)s stars can't have a rate: no month falls there.") % {"year": year, "star": star}
    for (year, star), cell in sorted(given.items()):
        value, clause = _cell(data, cell)
        at = {"year": year, "star": star, "rate": value, "cap": ceiling, "number": clause}
        rate = _rate(value)
        if rate is None:
            yield _("Year %(year)s, %(star)s stars: %(rate)s is not a rate with at most four decimals, as text.") % at
        elif rate > ceiling:
            yield _("Year %(year)s, %(star)s stars: the rate %(rate)s is above the cap of %(cap)s yuan/㎡/month.") % at
        if clause not in numbers:
            yield _("Year %(year)s, %(star)s stars: the rate names clause %(number)s, which the scheme does not have.") % at
