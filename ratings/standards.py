"""Reading a rating standard from a file: all its faults are named at once, in plain words."""

from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

PARTS = ("key", "version", "title", "items", "thresholds", "vetoes", "total")
STARS = (1, 2, 3, 4, 5)
MARK = Decimal("0.01")


class StandardFaults(ValueError):
    """The standard can't be used. `faults` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def demand_sound(data: Mapping[str, Any]) -> None:
    """Raises StandardFaults for missing parts, marks that do not sum to the total, or bounds that leave holes."""
    faults = [_("“%(part)s” is missing.") % {"part": name} for name in PARTS if name not in data]
    faults = faults or [*_totals(data), *_items(data), *_thresholds(data), *_vetoes(data)]
    if faults:
        raise StandardFaults(faults)


def mark(value: object) -> Decimal | None:
    """A mark: a text or whole number of at least 0 with at most two decimals; None for anything else."""
    if isinstance(value, float | bool):
        return None
    try:
        number = Decimal(str(value))
        return number if number.is_finite() and number >= 0 and number == number.quantize(MARK) else None
    except InvalidOperation:
        return None


def _totals(data: Mapping[str, Any]) -> Iterator[str]:
    for name in ("total", "bonus_cap"):
        if mark(data.get(name, "0")) is None:
            yield _("“%(part)s” must be a number with at most two decimals, written as text.") % {"part": name}


def _items(data: Mapping[str, Any]) -> Iterator[str]:
    yield from _twice([item.get("code") for item in data["items"]], _("Item"))
    total = Decimal(0)
    for item in data["items"]:
        code = item.get("code")
        if not all(str(item.get(part) or "").strip() for part in ("code", "category", "title")):
            yield _("Item %(code)s needs a code, a category and a title.") % {"code": code}
        full, per = mark(item.get("full_mark")), mark(item.get("per_occurrence"))
        if full is None or per is None:
            yield _("Item %(code)s needs full_mark and per_occurrence: at least 0, at most two decimals, as text.") % {
                "code": code
            }
        elif not item.get("is_bonus"):
            total += full
    wanted = mark(data["total"])
    if wanted is not None and total != wanted:
        yield _("The full marks sum to %(sum)s, not to %(total)s.") % {"sum": total, "total": wanted}


def _thresholds(data: Mapping[str, Any]) -> Iterator[str]:
    bounds = {str(star): mark(bound) for star, bound in data["thresholds"].items()}
    if sorted(bounds) != [str(star) for star in STARS] or None in bounds.values():
        yield _("Each of the stars 1 to 5 needs a lower bound with at most two decimals.")
        return
    known = {star: bounds[str(star)] or Decimal(0) for star in STARS}
    for star in STARS[:-1]:
        if known[star] >= known[star + 1]:
            yield _("The bound of %(above)s stars must lie above that of %(star)s.") % {"above": star + 1, "star": star}
    total, bonus = mark(data["total"]), mark(data.get("bonus_cap", "0"))
    if total is not None and bonus is not None and known[5] > total + bonus:
        yield _("Five stars can't be reached.")


def _vetoes(data: Mapping[str, Any]) -> Iterator[str]:
    yield from _twice([veto.get("code") for veto in data["vetoes"]], _("Veto"))
    for veto in data["vetoes"]:
        cap = veto.get("star_cap")
        if isinstance(cap, bool) or cap not in range(5):
            yield _("Veto %(code)s must cap the star at 0 to 4.") % {"code": veto.get("code")}


def _twice(codes: list[Any], what: str) -> Iterator[str]:
    for code in sorted({str(code) for code in codes if codes.count(code) > 1}):
        yield _("%(what)s %(code)s stands twice.") % {"what": what, "code": code}
