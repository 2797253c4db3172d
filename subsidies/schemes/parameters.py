"""The cap, the months, the days in force, every other parameter, and the clauses that set them."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from subsidies.choices import AreaBasis, Proration, RoundingUnit, StartRule, Tiers
from subsidies.reading import PLAIN
from subsidies.rules.entitlement import CEILING, CEILING_MONTHS
from subsidies.schemes import words
from subsidies.schemes.faults import Data, Fault, percent, rate

CHOICES: dict[str, Any] = {
    "tiers": Tiers, "area_basis": AreaBasis, "start_rule": StartRule, "proration": Proration, "unit_fen": RoundingUnit,
}
FLAGS = tuple(name for name in PLAIN if name.startswith(("needs_", "keeps_", "no_")))
MOST_STARS = 5
MOST_WORDS = 400


def faults(data: Data) -> Iterator[Fault]:
    """Every parameter has a value that it can have."""
    if not data["title"].strip():
        yield Fault("title", _("The scheme needs a title."))
    cap, months = rate(data["cap"]), data["months"]
    if cap is None or not 0 < cap <= CEILING:
        told = _("The cap must lie above 0 and can't be above %(ceiling)s yuan/㎡/month.")
        yield Fault("cap", told % {"ceiling": CEILING})
    if isinstance(months, bool) or not isinstance(months, int) or not 1 <= months <= CEILING_MONTHS:
        yield Fault("months", _("The scheme must run for 1 to %(months)s months.") % {"months": CEILING_MONTHS})
    yield from _days(data["in_force"])
    for name, kind in CHOICES.items():
        if isinstance(data[name], bool) or data[name] not in kind.values:
            yield Fault(name, _("“%(part)s” can't be “%(value)s”. Possible are: %(values)s.") % {
                "part": words.PLAIN[name], "value": data[name], "values": ", ".join(map(str, kind.values))})
    for name in FLAGS:
        if not isinstance(data[name], bool):
            yield Fault(name, _("“%(part)s” must be true or false.") % {"part": words.PLAIN[name]})
    for name in ("income_percent", "district_percent", "fees_least"):
        if not (name == "fees_least" and data[name] is None) and percent(data[name]) is None:
            told = _("“%(part)s” must be a percentage of 0 to 100 with at most two decimals, as text.")
            yield Fault(name, told % {"part": words.PLAIN[name]})
    stars = data["star_least"]
    if isinstance(stars, bool) or not isinstance(stars, int) or not 0 <= stars <= MOST_STARS:
        yield Fault("star_least", _("“%(part)s” must be a number of stars, 0 to 5.") % {"part": words.PLAIN["star_least"]})
    elif stars == 0 and data["tiers"] == Tiers.STAR:
        told = _("Rates by star pay from one star on; only shares of the score can pay without a star.")
        yield Fault("star_least", told)


def _days(in_force: Any) -> Iterator[Fault]:
    told = _("“in_force” must be two dates (YYYY-MM-DD); the second may be null.")
    if not isinstance(in_force, list) or len(in_force) != 2:
        yield Fault("in_force", told)
        return
    days = [day(one) for one in in_force]
    if days[0] is None:
        yield Fault("in_force.0", _("Say from which day on the scheme is in force, such as 2022-01-01."))
    if in_force[1] is not None and days[1] is None:
        yield Fault("in_force.1", _("This is not a day. Write it as 2024-12-31, or leave it empty."))
    if days[0] and days[1] and days[1] <= days[0]:
        yield Fault("in_force.1", _("The scheme ends before it begins."))


def day(value: Any) -> date | None:
    """A day written as YYYY-MM-DD; None for anything else."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 else None
    except ValueError:
        return None


def clauses(data: Data) -> Iterator[Fault]:
    """The clauses themselves, and whether whatever differs from the plain is tied to one."""
    numbers = [clause["number"] for clause in data["clauses"]]
    for place, clause in enumerate(data["clauses"]):
        if not clause["number"].strip() or not clause["text"].strip():
            part = "text" if clause["number"].strip() else "number"
            yield Fault(f"clauses.{place}.{part}", _("A clause needs a number and its text."))
        elif clause["number"] in numbers[:place]:
            yield Fault(f"clauses.{place}.number", _("Clause %(number)s stands twice.") % {"number": clause["number"]})
    said = data["clause_of"]
    for part in sorted({"cap", "months", *(name for name in said if said[name]), *differing(data)}):
        if not said.get(part):
            told = _("“%(part)s” names no clause: say which one sets it.")
            yield Fault(f"clause_of.{part}", told % {"part": words.PLAIN[part]})
        elif said[part] not in numbers:
            told = _("“%(part)s” names clause %(number)s, which the scheme does not have.")
            yield Fault(f"clause_of.{part}", told % {"part": words.PLAIN[part], "number": said[part]})


def differing(data: Data) -> set[str]:
    """The parameters by which the scheme differs from the plain; each needs its clause."""
    return {name for name, plain in PLAIN.items() if str(data[name]) != str(plain)} - {"needs_mode"}
