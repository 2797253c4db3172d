"""Reading a set of credit rules from a file: all its faults are named at once, in plain words."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from property_firms.choices import CreditKind
from property_firms.rules.credit import Item, RedList, Rules

PARTS = ("title", "base", "items", "grades", "below", "red_list", "black_list")
OPTIONAL = ("is_example",)
ITEM_PARTS = ("code", "name", "kind", "points", "months")
ITEM_OPTIONAL = ("blacklist",)
CODE = re.compile(r"[A-Z][A-Z0-9-]{0,19}")
HUNDREDTH = Decimal("0.01")
MOST_POINTS, MOST_MONTHS, LONGEST_TITLE, LONGEST_GRADE = Decimal(1000), 120, 120, 10


class RulesFaults(ValueError):
    """The rules can't be used. `faults` are sentences."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


def read(data: Any) -> Rules:
    """The rules that a file says. Raises RulesFaults, with every fault, for a file that says none."""
    faults = list(_faults(data))
    if faults:
        raise RulesFaults(faults)
    return Rules(
        base=Decimal(str(data["base"])),
        items=tuple(
            Item(
                code=item["code"], name=item["name"], kind=item["kind"], points=Decimal(str(item["points"])),
                months=item["months"], blacklist=item.get("blacklist", False),
            )
            for item in data["items"]
        ),
        grades=tuple((row["grade"], Decimal(str(row["at_least"]))) for row in data["grades"]),
        below=data["below"],
        red=RedList(data["red_list"]["grade"], data["red_list"]["months_without_bad"]),
        black=data["black_list"]["grade"],
    )


def number(value: object) -> Decimal | None:
    """Points: a whole number, or a text with at most two decimals. None for anything else (a float above all)."""
    if isinstance(value, bool) or not isinstance(value, int | str):
        return None
    try:
        found = Decimal(value)
        return found if found.is_finite() and abs(found) <= MOST_POINTS and found == found.quantize(HUNDREDTH) else None
    except InvalidOperation:
        return None


def _faults(data: Any) -> Iterator[str]:
    if not isinstance(data, Mapping):
        yield _("The rules are not an object in braces with the parts %(parts)s.") % {"parts": ", ".join(PARTS)}
        return
    for name in PARTS:
        if name not in data:
            yield _("“%(part)s” is missing.") % {"part": name}
    for name in data:
        if name not in PARTS + OPTIONAL:
            yield _("“%(part)s” is no part of the rules.") % {"part": name}
    if "title" in data and not _is_text(data["title"], LONGEST_TITLE):
        yield _("“title” must be a text of at most %(most)s characters.") % {"most": LONGEST_TITLE}
    if not isinstance(data.get("is_example", False), bool):
        yield _("“%(part)s” must be true or false.") % {"part": "is_example"}
    if "base" in data and number(data["base"]) is None:
        yield _("“base” must be a number with at most two decimals; with decimals it is written as text.")
    if "items" in data:
        yield from _item_faults(data["items"])
    if "grades" in data and "below" in data:
        yield from _grade_faults(data["grades"], data["below"])
    if all(name in data for name in PARTS):
        yield from _list_faults(data)


def _item_faults(items: Any) -> Iterator[str]:
    if not isinstance(items, list) or not items:
        yield _("“items” must be a list with at least one item.")
        return
    codes = [item.get("code") for item in items if isinstance(item, Mapping)]
    for code in sorted({str(code) for code in codes if codes.count(code) > 1}):
        yield _("Item %(code)s stands twice.") % {"code": code}
    for position, item in enumerate(items, start=1):
        if not isinstance(item, Mapping):
            yield _("Item number %(position)s is not an object in braces.") % {"position": position}
        else:
            yield from _faults_of_item(item, str(item.get("code") or _("number %(position)s") % {"position": position}))


def _faults_of_item(item: Mapping[str, Any], code: str) -> Iterator[str]:
    at = {"code": code}
    if not isinstance(item.get("code"), str) or not CODE.fullmatch(item["code"]):
        yield _("Item %(code)s: a code is a capital letter, then capital letters, digits and hyphens, such as B1.") % at
    for name in item:
        if name not in ITEM_PARTS + ITEM_OPTIONAL:
            yield _("Item %(code)s: “%(part)s” is no part of an item.") % {**at, "part": name}
    if not _is_text(item.get("name"), 200):
        yield _("Item %(code)s needs a name.") % at
    if not _is_month_count(item.get("months")):
        yield _("Item %(code)s: “months” must be a whole number from 1 to %(most)s.") % {**at, "most": MOST_MONTHS}
    if not isinstance(item.get("blacklist", False), bool):
        yield _("Item %(code)s: “blacklist” must be true or false.") % at
    kind = item.get("kind")
    if kind not in list(CreditKind.values):
        yield _("Item %(code)s: “kind” must be good or bad.") % at
        return
    if kind == CreditKind.GOOD and item.get("blacklist") is True:
        yield _("Item %(code)s is good and can't lead to the black list.") % at
    points = number(item.get("points"))
    if points is None:
        yield _("Item %(code)s: “points” must be a number with at most two decimals; with decimals it is written as text.") % at
    elif kind == CreditKind.GOOD and points <= 0:
        yield _("Item %(code)s is good: its points must lie above 0.") % at
    elif kind == CreditKind.BAD and points >= 0:
        yield _("Item %(code)s is bad: its points must lie below 0.") % at


def _grade_faults(grades: Any, below: Any) -> Iterator[str]:
    rows = grades if isinstance(grades, list) else []
    sound = all(
        isinstance(row, Mapping) and set(row) == {"grade", "at_least"} and _is_text(row["grade"], LONGEST_GRADE)
        and number(row["at_least"]) is not None
        for row in rows
    )
    if not rows or not sound:
        yield _("“grades” must be a list of grades, best first, each with “grade” and “at_least”, its lowest score.")
        return
    for higher, lower in pairwise(rows):
        if (number(higher["at_least"]) or 0) <= (number(lower["at_least"]) or 0):
            yield _("The bound of %(higher)s must lie above that of %(lower)s.") % {
                "higher": higher["grade"], "lower": lower["grade"]
            }
    names = [row["grade"] for row in rows]
    if not _is_text(below, LONGEST_GRADE):
        yield _("“below” must name the grade under all bounds.")
        return
    for name in sorted({name for name in [*names, below] if [*names, below].count(name) > 1}):
        yield _("Grade %(grade)s stands twice.") % {"grade": name}


def _list_faults(data: Mapping[str, Any]) -> Iterator[str]:
    """The red list asks for a grade and months without a bad event, the black list names the grade it begins at."""
    red, black, rows = data["red_list"], data["black_list"], data["grades"]
    if not isinstance(red, Mapping) or set(red) != {"grade", "months_without_bad"}:
        yield _("“red_list” must have “grade” and “months_without_bad”.")
    elif not _is_month_count(red["months_without_bad"]):
        yield _("“months_without_bad” must be a whole number from 1 to %(most)s.") % {"most": MOST_MONTHS}
    if not isinstance(black, Mapping) or set(black) != {"grade"}:
        yield _("“black_list” must have “grade”: it and every lower grade stand on the list.")
    if next(_grade_faults(rows, data["below"]), None) is not None:
        return
    names = [*(row["grade"] for row in rows), data["below"]]
    named = [part["grade"] for part in (red, black) if isinstance(part, Mapping) and "grade" in part]
    for grade in named:
        if grade not in names:
            yield _("There is no grade %(grade)s, which one of the lists names.") % {"grade": grade}
    if len(named) < 2 or not all(grade in names for grade in named):
        return
    if names.index(named[0]) >= names.index(named[1]):
        yield _("The grade of the red list must be better than that of the black list.")
    base = number(data["base"])
    reached = next((row["grade"] for row in rows if base is not None and base >= (number(row["at_least"]) or 0)), data["below"])
    if base is not None and names.index(reached) >= names.index(named[1]):
        yield _("With this base a firm without any event would stand on the black list.")


def _is_text(value: object, longest: int) -> bool:
    """A text that says something, without the control characters that no column and no printer takes."""
    return (
        isinstance(value, str) and bool(value.strip()) and len(value) <= longest
        and not any(unicodedata.category(letter).startswith("C") for letter in value)
    )


def _is_month_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= MOST_MONTHS
