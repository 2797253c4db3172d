"""How the house is kept: names that say something, files and functions that fit on a screen or two."""

import ast

from tests.support.sources import PACKAGES, ROOT, name_of, python_files, tree

NAMELESS = {"utils.py", "helpers.py", "common.py", "misc.py", "tools.py", "selectors.py"}
LONGEST_FILE, LONGEST_FUNCTION = 300, 45
# A file past the limit becomes a package, split by noun; these wait for it, with their reason.
LONG_FILES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def every_file():
    return [*python_files(), *python_files("tests")]


def test_no_file_is_called_after_nothing():
    assert [name_of(path) for path in every_file() if path.name in NAMELESS] == []


def test_files_are_shorter_than_300_lines():
    long = {name_of(p): n for p in every_file() if (n := len(p.read_text().splitlines())) >= LONGEST_FILE}
    assert set(long) == set(LONG_FILES), long


def test_functions_are_shorter_than_45_lines():
    long = {}
    for path in every_file():
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                length = (node.end_lineno or node.lineno) - node.lineno + 1
                if length >= LONGEST_FUNCTION:
                    long[f"{name_of(path)}:{node.name}"] = length
    assert set(long) == set(LONG_FUNCTIONS), long


def test_every_module_says_what_it_is():
    """The first line of a file that does something is a sentence about it."""
    spared = {"__init__.py", "apps.py", "urls.py", "choices.py", "signals.py", "forms.py", "conftest.py"}
    silent = [
        name_of(path)
        for path in python_files()
        if path.name not in spared and path.read_text().strip() and len(path.read_text().splitlines()) > 15
        and not ast.get_docstring(tree(path))
    ]
    assert silent == []


def test_every_model_says_what_it_is_in_the_life_of_a_district():
    from django.apps import apps

    silent = [
        model._meta.label
        for model in apps.get_models()
        if model.__module__.split(".")[0] in PACKAGES and (model.__doc__ or "").startswith(f"{model.__name__}(")
    ]
    assert silent == []


def test_sql_files_open_with_what_they_say():
    silent = [
        name_of(path)
        for package in PACKAGES
        for path in (ROOT / package / "sql").rglob("*.sql")
        if not path.read_text().startswith("--")
    ]
    assert silent == []
