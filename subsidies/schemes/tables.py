"""The table of rates and the shares of the score: whole, without overlap, each within the cap and tied to its clause."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from subsidies.choices import Tiers
from subsidies.rules.entitlement import CEILING, CEILING_MONTHS, MONTHS_PER_YEAR
from subsidies.schemes.faults import Data, Fault, bound, percent, rate
from subsidies.schemes.shape import ALL, STARS


@dataclass(frozen=True)
class Cell:
    """A rate of the table and the clause that sets it."""

    year: int
    star: int | None
    rate: Decimal
    clause: str


def faults(data: Data) -> Iterator[Fault]:
    """Holes, rates above the cap or where no month falls; shares with holes or overlaps."""
    yield from _rates(data)
    yield from _shares(data)


def wanted(data: Data) -> list[tuple[str, str]]:
    """The cells that a whole table has, by year and star (or `all`)."""
    months = data["months"] if isinstance(data["months"], int) and not isinstance(data["months"], bool) else CEILING_MONTHS
    years = range(1, (min(max(months, 1), CEILING_MONTHS) + MONTHS_PER_YEAR - 1) // MONTHS_PER_YEAR + 1)
    return [(str(year), star) for year in years for star in ((ALL,) if data["tiers"] == Tiers.SHARE else STARS)]


def _rates(data: Data) -> Iterator[Fault]:
    cap = rate(data["cap"])
    # A cap at fault is named already; the rates are then held to the policy's own.
    ceiling = cap if cap is not None and cap <= CEILING else CEILING
    asked = wanted(data)
    given = {(year, star): cell for year, row in data["rates"].items() for star, cell in row.items()}
    for year, star in asked:
        if (year, star) not in given:
            yield Fault(f"rates.{year}.{star}", _told(star, _("Year %(year)s and %(star)s stars have no rate."),
                                                      _("Year %(year)s has no rate.")) % {"year": year, "star": star})
    for (year, star), cell in sorted(given.items()):
        at = {"year": year, "star": star, "rate": cell["rate"], "cap": ceiling}
        number = rate(cell["rate"])
        if (year, star) not in asked:
            told = _told(star, _("Year %(year)s and %(star)s stars can't have a rate: no month falls there."),
                         _("Year %(year)s can't have one rate for all: the rates follow the stars, or no month falls there."))
        elif number is None:
            told = _("Year %(year)s, %(star)s stars: %(rate)s is not a rate with at most four decimals, as text.")
        elif number > ceiling:
            told = _("Year %(year)s, %(star)s stars: the rate %(rate)s is above the cap of %(cap)s yuan/㎡/month.")
        else:
            continue
        yield Fault(f"rates.{year}.{star}", told % at)


def _told(star: str, of_star: str, of_all: str) -> str:
    return of_all if star == ALL else of_star


def _shares(data: Data) -> Iterator[Fault]:
    """Shares of the score: from 0 on without a hole, none twice; only where rates follow the score."""
    shares = data["shares"]
    if data["tiers"] != Tiers.SHARE:
        if shares:
            yield Fault("shares", _("Shares of the score belong to a scheme whose rates follow the score."))
        return
    bounds = [bound(share["from"]) for share in shares]
    for place, (share, begins) in enumerate(zip(shares, bounds, strict=True)):
        if begins is None:
            told = _("A share begins at a score of 0 or more with at most two decimals, as text.")
            yield Fault(f"shares.{place}.from", told)
        elif begins in bounds[:place]:
            told = _("Two shares begin at a score of %(score)s: they overlap.")
            yield Fault(f"shares.{place}.from", told % {"score": begins})
        if percent(share["share"]) is None:
            told = _("“%(part)s” must be a percentage of 0 to 100 with at most two decimals, as text.")
            yield Fault(f"shares.{place}.share", told % {"part": _("share (%)")})
    if None not in bounds and Decimal(0) not in bounds:
        yield Fault("shares", _("The shares leave a hole: one must begin at a score of 0."))


def clauses(data: Data) -> Iterator[Fault]:
    """Every rate and share names a clause of the scheme."""
    numbers = {clause["number"] for clause in data["clauses"]}
    asked = wanted(data)
    for year, row in sorted(data["rates"].items()):
        for star, cell in sorted(row.items()):
            if cell["clause"] not in numbers and (year, star) in asked:
                told = _("Year %(year)s, %(star)s stars: the rate names clause %(number)s, which the scheme does not have.")
                yield Fault(f"rates.{year}.{star}.clause", told % {"year": year, "star": star, "number": cell["clause"] or "—"})
    for place, share in enumerate(data["shares"]):
        if share["clause"] not in numbers:
            told = _("“%(part)s” names clause %(number)s, which the scheme does not have.")
            yield Fault(f"shares.{place}.clause", told % {"part": _("share (%)"), "number": share["clause"] or "—"})
