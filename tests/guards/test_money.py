"""No float where money or a rating is computed: a float cannot hold 0.1, and a fen would go missing."""

import ast
from pathlib import Path

import pytest

from tests.support.sources import ROOT, name_of, python_files, tree

MONEY = ("subsidies", "ratings", "property_firms", "party_org", "courtyards", "reference_case", "governance/indicators")
# Floats that are no money, and what they are.
ALLOWED: dict[str, str] = {
    "ratings/standards/faults.py": "refuses a float where a decimal text is due",
    "reference_case/surveys.py": "how likely a household of the demonstration gives which answer; no figure",
    **dict.fromkeys(
        (
            f"reference_case/{name}.py"
            for name in ("places", "scores", "party", "dates", "firms", "names", "coordinates", "boundaries", "surveys")
        ),
        "chances and places of the generator; every amount it draws is an integer or a Decimal",
    ),
}


def floats(path: Path) -> list[str]:
    found = []
    for node in ast.walk(tree(path)):
        literal = isinstance(node, ast.Constant) and isinstance(node.value, float)
        named = isinstance(node, ast.Name) and node.id == "float"
        field = isinstance(node, ast.Attribute) and node.attr == "FloatField"
        if literal or named or field:
            found.append(f"{name_of(path)}:{node.lineno}")  # type: ignore[attr-defined]
    return found


def test_no_float_where_money_is_computed():
    files = [*python_files(*MONEY), ROOT / "governance/common/money.py"]
    assert [line for path in files for line in floats(path) if name_of(path) not in ALLOWED] == []


@pytest.mark.parametrize("word", ["double precision", "::float", "::real", "float8"])
def test_no_float_in_sql(word):
    found = [
        name_of(path)
        for package in ("subsidies", "ratings", "property_firms", "courtyards", "party_org", "governance", "portal")
        for path in (ROOT / package / "sql").rglob("*.sql")
        if word in path.read_text().lower()
    ]
    assert found == []


def test_rules_see_no_django_no_clock_and_no_settings():
    """Facts in, explained decision out."""
    found = []
    for path in python_files(*(f"{app}/rules" for app in ("subsidies", "ratings", "courtyards", "property_firms", "party_org"))):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Attribute) and node.attr in ("today", "now", "utcnow", "environ"):
                found.append(f"{name_of(path)}:{node.lineno} {node.attr}")
    assert found == []
