"""Categories, items, sources, weights and vetoes: whether each says what it must."""

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.indicators import registry
from ratings.choices import READ_SOURCES, ItemKind, Source, StarBands
from ratings.standards.faults import WHOLE, Data, Fault, mark, marked

PER_UNIT = (ItemKind.FAULTS, ItemKind.MERITS, ItemKind.SHORTFALL)
WHOLE_NUMBERS = (
    ("months_of_service", 600), ("publicity_days", 60), ("answer_days", 60), ("recheck_percent", 100),
    ("survey_least", 30000),
)


def faults(data: Data) -> Iterator[Fault]:
    """Of everything but bounds, sums and vetoes."""
    yield from _numbers(data)
    yield from _categories(data)
    yield from _items(data)
    yield from _weights(data)


def _numbers(data: Data) -> Iterator[Fault]:
    if not data["title"].strip():
        yield Fault("title", _("The standard needs a title."))
    for name in ("total", "bonus_cap", "survey_percent"):
        if mark(data.get(name, "0")) is None:
            yield Fault(name, _("“%(part)s” must be a number with at most two decimals, written as text.") % {"part": name})
    if marked(data.get("survey_percent", "0")) > WHOLE:
        yield Fault("survey_percent", _("The sample can't be more than 100 percent of the households."))
    if data.get("bands", StarBands.SCORE) not in StarBands.values:
        yield Fault("bands", _("Stars are given by “score” or by “rank”."))
    if ("courtyards", data.get("population", "all")) not in registry.populations():
        yield Fault("population", _("Choose a population of courtyards that the portal knows."))
    for name, most in WHOLE_NUMBERS:
        number = data.get(name, 0)
        if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= most:
            yield Fault(name, _("“%(part)s” must be a whole number from 0 to %(most)s.") % {"part": name, "most": most})


def _categories(data: Data) -> Iterator[Fault]:
    known = {c.get("code"): c for c in data["categories"]}
    yield from _twice("categories", data["categories"], _("Category"))
    used = {item.get("category") for item in data["items"]} | {c.get("parent") for c in data["categories"]}
    for number, category in enumerate(data["categories"]):
        at, told, parent = f"categories.{number}.", {"code": category.get("code")}, category.get("parent")
        for part in ("code", "title"):
            if not str(category.get(part) or "").strip():
                yield Fault(f"{at}{part}", _("Category %(code)s needs a code and a title.") % told)
                break
        if category.get("cap") is not None and mark(category["cap"]) is None:
            wrong = _("The cap of category %(code)s must be at least 0 with at most two decimals, as text.")
            yield Fault(f"{at}cap", wrong % told)
        if category.get("code") not in used:
            yield Fault(f"{at}code", _("Category %(code)s is empty: give it an item, or take it out.") % told)
        if parent is None:
            continue
        above = known.get(parent)
        if above is None or above.get("parent") is not None:
            yield Fault(f"{at}parent", _("Category %(code)s must stand in a category at the top.") % told)
        elif bool(above.get("is_bonus")) != bool(category.get("is_bonus")):
            yield Fault(f"{at}is_bonus", _("Category %(code)s and the one it stands in must both be bonus, or neither.") % told)


def _items(data: Data) -> Iterator[Fault]:
    categories = {c.get("code"): c for c in data["categories"]}
    if not data["items"]:
        yield Fault("items", _("A standard needs at least one item."))
    yield from _twice("items", data["items"], _("Item"))
    for number, item in enumerate(data["items"]):
        yield from _item(item, f"items.{number}.", categories)


def _item(item: Data, at: str, categories: dict[Any, Any]) -> Iterator[Fault]:
    code, kind, source = {"code": item.get("code")}, item.get("kind", ItemKind.FAULTS), item.get("source", Source.STREET)
    lacking = [part for part in ("code", "category", "title") if not str(item.get(part) or "").strip()]
    if lacking:
        yield Fault(f"{at}{lacking[0]}", _("Item %(code)s needs a code, a category and a title.") % code)
    elif item["category"] not in categories:
        yield Fault(f"{at}category", _("Item %(code)s stands in a category that is not there.") % code)
    if kind not in ItemKind.values or source not in Source.values:
        part = "source" if kind in ItemKind.values else "kind"
        yield Fault(f"{at}{part}", _("Item %(code)s needs a known kind and a known source.") % code)
        return
    if not mark(item.get("full_mark")):
        yield Fault(f"{at}full_mark", _("Item %(code)s needs a full mark above 0 with at most two decimals, as text.") % code)
    if not mark(item.get("per_unit")) if kind in PER_UNIT else mark(item.get("per_unit", "0")) is None:
        told = _("Item %(code)s needs the points for each, above 0 with at most two decimals, as text.")
        yield Fault(f"{at}per_unit", told % code)
    target = item.get("target")
    if not 0 < marked(target) <= WHOLE if kind == ItemKind.SHORTFALL or target is not None else False:
        yield Fault(f"{at}target", _("Item %(code)s needs a target above 0 and up to 100 percent.") % code)
    if kind == ItemKind.FAULTS and categories.get(item.get("category"), {}).get("is_bonus"):
        yield Fault(f"{at}kind", _("Item %(code)s deducts, so it can't stand in a bonus category.") % code)
    if source in READ_SOURCES and kind not in (ItemKind.SHARE, ItemKind.SHORTFALL):
        told = _("Item %(code)s reads a percentage, so it must be a share of the full mark or deduct below a target.")
        yield Fault(f"{at}kind", told % code)
    if source == Source.INDICATOR:
        indicator = registry.every().get(item.get("reads") or "")
        if indicator is None or indicator.population != "courtyards":
            told = _("Item %(code)s must name an indicator that says of each courtyard whether it is covered.")
            yield Fault(f"{at}reads", told % code)


def _weights(data: Data) -> Iterator[Fault]:
    weights = {source: mark(weight) for source, weight in data.get("weights", {}).items()}
    if not weights:
        return
    wrong = [source for source, weight in weights.items() if not weight or source not in Source.values]
    if wrong:
        told = _("Each weight needs a known source and a percentage with at most two decimals, as text.")
        yield from (Fault(f"weights.{source}", told) for source in wrong)
        return
    whole = sum((weight or Decimal(0) for weight in weights.values()), Decimal(0))
    if whole != WHOLE:
        yield Fault("weights", _("The weights of the sources sum to %(sum)s %%, not to 100 %%.") % {"sum": whole})
    bonus = {c.get("code") for c in data["categories"] if c.get("is_bonus")}
    used = {item.get("source", Source.STREET) for item in data["items"] if item.get("category") not in bonus}
    for source in sorted(used - weights.keys()):
        yield Fault(f"weights.{source}", _("The source “%(source)s” of some items has no weight.") % {"source": said(source)})
    for source in sorted(weights.keys() - used):
        yield Fault(f"weights.{source}", _("The source “%(source)s” has a weight, but no item.") % {"source": said(source)})


def said(source: str) -> str:
    """A source in words."""
    return str(Source(source).label) if source in Source.values else source


def vetoes(data: Data) -> Iterator[Fault]:
    """Facts that cap the star: each with a title and a star below five."""
    yield from _twice("vetoes", data["vetoes"], _("Veto"))
    for number, veto in enumerate(data["vetoes"]):
        cap, told = veto.get("star_cap"), {"code": veto.get("code")}
        if not str(veto.get("code") or "").strip():
            yield Fault(f"vetoes.{number}.code", _("Each veto needs a code."))
        titled = str(veto.get("title") or "").strip()
        if not titled or isinstance(cap, bool) or not isinstance(cap, int) or cap not in range(5):
            part = "star_cap" if titled else "title"
            yield Fault(f"vetoes.{number}.{part}", _("Veto %(code)s needs a title and must cap the star at 0 to 4.") % told)


def _twice(name: str, lines: list[Any], what: str) -> Iterator[Fault]:
    counts = Counter(line.get("code") for line in lines)
    seen: set[Any] = set()
    for number, line in enumerate(lines):
        code = line.get("code")
        if code in seen and counts[code] > 1:
            yield Fault(f"{name}.{number}.code", _("%(what)s %(code)s stands twice.") % {"what": what, "code": code})
            counts[code] = 1
        seen.add(code)
