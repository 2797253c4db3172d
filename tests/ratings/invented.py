"""Standards and sheets that Hypothesis invents: any tree, any kinds, weighted or not, by score or by rank."""

from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ratings.rules.standard import COUNTED, Bands, Category, Item, Kind, Standard

SOURCES = ("street", "expert", "survey")
cents = st.decimals(min_value=0, max_value=30, places=2)
positive = st.decimals(min_value=Decimal("0.01"), max_value=30, places=2)


@st.composite
def standards(draw: Any) -> Standard:
    """A standard of up to three categories with a class each, a bonus block, and up to ten items."""
    categories = [Category(code, cap=draw(st.none() | cents)) for code in "ABC"[: draw(st.integers(1, 3))]]
    if draw(st.booleans()):
        categories.append(Category("A1", parent="A", cap=draw(st.none() | cents)))
    regular = [category.code for category in categories]
    items = [draw(_item(f"I{n}", st.sampled_from(regular), list(Kind))) for n in range(draw(st.integers(1, 8)))]
    if draw(st.booleans()):
        categories.append(Category("X", cap=draw(st.none() | cents), is_bonus=True))
        items += [draw(_item(f"X{n}", st.just("X"), [Kind.MERITS, Kind.POINTS])) for n in range(draw(st.integers(1, 2)))]
    shares = draw(st.sampled_from([{}, {"street": Decimal(50), "expert": Decimal(30), "survey": Decimal(20)}]))
    bands = draw(st.sampled_from(list(Bands)))
    bounds = sorted(draw(st.lists(st.decimals(1, 100, places=2), min_size=5, max_size=5, unique=True)))
    stars = range(1, 6) if bands is Bands.SCORE else range(5, 0, -1)
    return Standard(
        categories=tuple(categories), items=tuple(items), bounds=dict(zip(stars, bounds, strict=True)), bands=bands,
        bonus_cap=draw(cents), weights=shares, vetoes=draw(st.dictionaries(st.sampled_from(["V1", "V2"]), st.integers(0, 4))),
    )


@st.composite
def _item(draw: Any, code: str, categories: Any, kinds: list[Kind]) -> Item:
    kind = draw(st.sampled_from(kinds))
    return Item(
        code, draw(categories), kind, draw(positive), draw(positive),
        draw(st.decimals(1, 100, places=2)) if kind is Kind.SHORTFALL else None, draw(st.sampled_from(SOURCES)),
    )


@st.composite
def sheets(draw: Any, standard: Standard) -> dict[str, Decimal | int]:
    """What one scorer may have found for some of the items."""
    found: dict[str, Decimal | int] = {}
    for item in standard.items:
        if draw(st.booleans()):
            most = item.full_mark if item.kind is Kind.POINTS else Decimal(100)
            found[item.code] = draw(st.integers(0, 200) if item.kind in COUNTED else st.decimals(0, most, places=2))
    return found
