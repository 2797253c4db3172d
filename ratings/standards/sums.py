"""The full marks of a standard: what its items and categories give together, weighted and capped."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _

from ratings.choices import Source
from ratings.standards.faults import WHOLE, Data, Fault, marked
from ratings.standards.tree import said

NOTHING = Decimal(0)


def faults(data: Data) -> Iterator[Fault]:
    """The full marks, weighted and capped, must sum to the total; with weights, those of each source must."""
    total = marked(data["total"])
    if data.get("weights"):
        for source, marks in sorted(by_source(data).items()):
            if marks != total:
                told = {"source": said(source), "sum": marks, "total": total}
                yield Fault(
                    f"weights.{source}", _("The full marks of the source “%(source)s” sum to %(sum)s, not to %(total)s.") % told
                )
        return
    most = reach(data, bonus=False)
    if most != total:
        yield Fault("total", _("The full marks sum to %(sum)s, not to %(total)s.") % {"sum": most, "total": total})


def by_source(data: Data) -> dict[str, Decimal]:
    """The full marks of each source, without the bonus and before the weights."""
    bonus = {c.get("code") for c in data["categories"] if c.get("is_bonus")}
    found: dict[str, Decimal] = {}
    for item in data["items"]:
        if item.get("category") not in bonus:
            source = item.get("source", Source.STREET)
            found[source] = found.get(source, NOTHING) + marked(item.get("full_mark"))
    return found


def by_category(data: Data) -> dict[str, Decimal]:
    """The most that each category gives, with its classes: weighted, each capped within the one it stands in."""
    weights = {source: marked(weight) for source, weight in data.get("weights", {}).items()}
    sums: dict[str, Decimal] = {c["code"]: NOTHING for c in data["categories"] if c.get("code")}
    for item in data["items"]:
        if item.get("category") in sums:
            share = weights.get(item.get("source", Source.STREET), WHOLE) / WHOLE
            sums[item["category"]] += marked(item.get("full_mark")) * share
    for inner in (True, False):
        for category in data["categories"]:
            if category.get("code") in sums and (category.get("parent") is not None) is inner:
                _close(category, sums)
    return sums


def _close(category: Mapping[str, str], sums: dict[str, Decimal]) -> None:
    """Caps a category and, where it is a class, adds it to the one it stands in."""
    code, parent = category["code"], category.get("parent")
    if category.get("cap") is not None:
        sums[code] = min(sums[code], marked(category["cap"]))
    if parent is not None and parent in sums and parent != code:
        sums[parent] += sums[code]


def reach(data: Data, *, bonus: bool) -> Decimal:
    """The most that the categories give, weighted and capped: those of the bonus, or all others."""
    sums = by_category(data)
    return sum(
        (
            sums[c["code"]] for c in data["categories"]
            if c.get("code") in sums and c.get("parent") is None and bool(c.get("is_bonus")) is bonus
        ),
        NOTHING,
    )
