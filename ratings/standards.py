"""Checks a rating standard before it is used: all its faults are named at once, in plain words.

A standard is written as data (a file, a sheet, the editor of the page), whose shape `docs/standards.md` tells: texts for
numbers, so that no mark is ever a float.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from governance.indicators import registry
from ratings.choices import READ_SOURCES, ItemKind, Source, StarBands

PARTS = ("key", "version", "title", "total", "categories", "items", "bounds", "vetoes")
STARS = (1, 2, 3, 4, 5)
MARK, WHOLE = Decimal("0.01"), Decimal(100)
PER_UNIT = (ItemKind.FAULTS, ItemKind.MERITS, ItemKind.SHORTFALL)
Data = Mapping[str, Any]


class StandardFaults(ValueError):
    """The standard can't be used. `faults` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def demand_sound(data: Data) -> None:
    """Raises StandardFaults for missing parts, marks that do not sum, weights that do not, or bounds that leave holes."""
    if faults := faults_of(data):
        raise StandardFaults(faults)


def faults_of(data: Data) -> list[str]:
    """Every fault as a sentence; empty for a standard that can be released."""
    missing = [_("“%(part)s” is missing.") % {"part": name} for name in PARTS if name not in data]
    if missing:
        return missing
    tree = [*_numbers(data), *_categories(data), *_items(data), *_weights(data)]
    sums, bounds = [] if tree else list(_sums(data)), list(_bounds(data))
    return [*tree, *sums, *bounds, *([] if tree or bounds else _reachable(data)), *_vetoes(data)]


def mark(value: object) -> Decimal | None:
    """A mark: a text or whole number of at least 0 with at most two decimals; None for anything else."""
    if isinstance(value, float | bool):
        return None
    try:
        number = Decimal(str(value))
        return number if number.is_finite() and number >= 0 and number == number.quantize(MARK) else None
    except InvalidOperation:
        return None


def _marked(value: object) -> Decimal:
    return mark(value) or Decimal(0)


def _numbers(data: Data) -> Iterator[str]:
    for name in ("total", "bonus_cap", "survey_percent"):
        if mark(data.get(name, "0")) is None:
            yield _("“%(part)s” must be a number with at most two decimals, written as text.") % {"part": name}
    if data.get("bands", StarBands.SCORE) not in StarBands.values:
        yield _("Stars are given by “score” or by “rank”.")
    for name, most in (("months_of_service", 600), ("publicity_days", 60), ("recheck_percent", 100), ("survey_least", 30000)):
        number = data.get(name, 0)
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= most:
            yield _("“%(part)s” must be a whole number from 0 to %(most)s.") % {"part": name, "most": most}


def _categories(data: Data) -> Iterator[str]:
    known = {str(c.get("code")): c for c in data["categories"]}
    yield from _twice([c.get("code") for c in data["categories"]], _("Category"))
    used = {item.get("category") for item in data["items"]} | {c.get("parent") for c in data["categories"]}
    for category in data["categories"]:
        code, parent = category.get("code"), category.get("parent")
        if not all(str(category.get(part) or "").strip() for part in ("code", "title")):
            yield _("Category %(code)s needs a code and a title.") % {"code": code}
        if category.get("cap") is not None and mark(category["cap"]) is None:
            yield _("The cap of category %(code)s must be at least 0 with at most two decimals, as text.") % {"code": code}
        if code not in used:
            yield _("Category %(code)s is empty: give it an item, or take it out.") % {"code": code}
        if parent is None:
            continue
        above = known.get(parent)
        if above is None or above.get("parent") is not None:
            yield _("Category %(code)s must stand in a category at the top.") % {"code": code}
        elif bool(above.get("is_bonus")) != bool(category.get("is_bonus")):
            yield _("Category %(code)s and the one it stands in must both be bonus, or neither.") % {"code": code}


def _items(data: Data) -> Iterator[str]:
    categories = {c.get("code"): c for c in data["categories"]}
    yield from _twice([item.get("code") for item in data["items"]], _("Item"))
    for item in data["items"]:
        code = {"code": item.get("code")}
        if not all(str(item.get(part) or "").strip() for part in ("code", "category", "title")):
            yield _("Item %(code)s needs a code, a category and a title.") % code
        elif item["category"] not in categories:
            yield _("Item %(code)s stands in a category that is not there.") % code
        kind, source = item.get("kind", ItemKind.FAULTS), item.get("source", Source.STREET)
        if kind not in ItemKind.values or source not in Source.values:
            yield _("Item %(code)s needs a known kind and a known source.") % code
            continue
        if not mark(item.get("full_mark")):
            yield _("Item %(code)s needs a full mark above 0 with at most two decimals, as text.") % code
        if kind in PER_UNIT and not mark(item.get("per_unit")):
            yield _("Item %(code)s needs the points for each, above 0 with at most two decimals, as text.") % code
        if kind == ItemKind.SHORTFALL and not 0 < _marked(item.get("target")) <= WHOLE:
            yield _("Item %(code)s needs a target above 0 and up to 100 percent.") % code
        if kind == ItemKind.FAULTS and categories.get(item.get("category"), {}).get("is_bonus"):
            yield _("Item %(code)s deducts, so it can't stand in a bonus category.") % code
        yield from _reading(item, kind, source)


def _reading(item: Data, kind: str, source: str) -> Iterator[str]:
    code = {"code": item.get("code")}
    if source in READ_SOURCES and kind not in (ItemKind.SHARE, ItemKind.SHORTFALL):
        yield _("Item %(code)s reads a percentage, so it must be a share of the full mark or deduct below a target.") % code
    if source == Source.INDICATOR:
        indicator = registry.every().get(item.get("reads") or "")
        if indicator is None or indicator.population != "courtyards":
            yield _("Item %(code)s must name an indicator that says of each courtyard whether it is covered.") % code


def _weights(data: Data) -> Iterator[str]:
    weights = {source: mark(weight) for source, weight in data.get("weights", {}).items()}
    if not weights:
        return
    if None in weights.values() or any(source not in Source.values for source in weights):
        yield _("Each weight needs a known source and a percentage with at most two decimals, as text.")
        return
    whole = sum((weight or Decimal(0) for weight in weights.values()), Decimal(0))
    if whole != WHOLE:
        yield _("The weights of the sources sum to %(sum)s %%, not to 100 %%.") % {"sum": whole}
    bonus = {c.get("code") for c in data["categories"] if c.get("is_bonus")}
    used = {item.get("source", Source.STREET) for item in data["items"] if item.get("category") not in bonus}
    for source in sorted(used - weights.keys()):
        yield _("The source “%(source)s” of some items has no weight.") % {"source": source}
    for source in sorted(weights.keys() - used):
        yield _("The source “%(source)s” has a weight, but no item.") % {"source": source}


def _bounds(data: Data) -> Iterator[str]:
    bounds = {str(star): mark(bound) for star, bound in data["bounds"].items()}
    stars = sorted(int(star) for star in bounds if star in map(str, STARS))
    if not stars or len(stars) != len(bounds) or None in bounds.values():
        yield _("Each star needs a bound with at most two decimals, as text; stars are numbered 1 to 5.")
        return
    if stars != list(range(stars[0], stars[-1] + 1)):
        yield _("Between two stars one is left out: every star from the lowest to the highest needs a bound.")
    by_rank = data.get("bands") == StarBands.RANK
    for star, above in pairwise(stars):
        lower, upper = _marked(bounds[str(star)]), _marked(bounds[str(above)])
        if lower == upper or (lower > upper) != by_rank:
            wrong = _("Of rank, the bound of %(above)s stars must lie below that of %(star)s.") if by_rank else _(
                "The bound of %(above)s stars must lie above that of %(star)s."
            )
            yield wrong % {"above": above, "star": star}
    if by_rank and not all(0 < _marked(bound) <= WHOLE for bound in bounds.values()):
        yield _("Bounds of rank are percentages above 0 and up to 100.")


def _vetoes(data: Data) -> Iterator[str]:
    yield from _twice([veto.get("code") for veto in data["vetoes"]], _("Veto"))
    for veto in data["vetoes"]:
        cap = veto.get("star_cap")
        if not str(veto.get("title") or "").strip() or isinstance(cap, bool) or cap not in range(5):
            yield _("Veto %(code)s needs a title and must cap the star at 0 to 4.") % {"code": veto.get("code")}


def _sums(data: Data) -> Iterator[str]:
    """The full marks, weighted and capped, sum to the total; with weights, those of each source do."""
    total = _marked(data["total"])
    if data.get("weights"):
        by_source: Counter[str] = Counter()
        bonus = {c["code"] for c in data["categories"] if c.get("is_bonus")}
        for item in data["items"]:
            if item["category"] not in bonus:
                by_source[item.get("source", Source.STREET)] += _marked(item["full_mark"])  # type: ignore[assignment]
        for source, marks in sorted(by_source.items()):
            if marks != total:
                yield _("The full marks of the source “%(source)s” sum to %(sum)s, not to %(total)s.") % {
                    "source": source, "sum": marks, "total": total
                }
    most = reach(data, bonus=False)
    if not data.get("weights") and most != total:
        yield _("The full marks sum to %(sum)s, not to %(total)s.") % {"sum": most, "total": total}


def _reachable(data: Data) -> Iterator[str]:
    if data.get("bands") == StarBands.RANK:
        return
    most = reach(data, bonus=False) + min(reach(data, bonus=True), _marked(data.get("bonus_cap", "0")))
    for star, bound in sorted(data["bounds"].items(), key=lambda pair: int(pair[0])):
        if _marked(bound) > most:
            yield _("%(star)s stars can't be reached: they begin at %(bound)s, and all items give %(most)s.") % {
                "star": star, "bound": bound, "most": most
            }


def reach(data: Data, *, bonus: bool) -> Decimal:
    """The most that the categories give, weighted and capped: those of the bonus, or all others."""
    weights = {source: _marked(weight) for source, weight in data.get("weights", {}).items()}
    sums: dict[str, Decimal] = {c["code"]: Decimal(0) for c in data["categories"]}
    for item in data["items"]:
        sums[item["category"]] += _marked(item["full_mark"]) * weights.get(item.get("source", Source.STREET), WHOLE) / WHOLE
    for inner in (True, False):
        for category in data["categories"]:
            if (category.get("parent") is not None) is inner:
                if category.get("cap") is not None:
                    sums[category["code"]] = min(sums[category["code"]], _marked(category["cap"]))
                if inner:
                    sums[category["parent"]] += sums[category["code"]]
    top = [c for c in data["categories"] if c.get("parent") is None and bool(c.get("is_bonus")) is bonus]
    return sum((sums[c["code"]] for c in top), Decimal(0))


def _twice(codes: list[Any], what: str) -> Iterator[str]:
    for code in sorted({str(code) for code in codes if codes.count(code) > 1}):
        yield _("%(what)s %(code)s stands twice.") % {"what": what, "code": code}
