"""Finds the rules of data quality that the apps declare in their `quality.py`, the most serious first."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from governance.quality.declarations import Check, Severity

ORDER = list(Severity)


@cache
def every() -> dict[str, Check]:
    """All checks by key, by severity and in the order of their declarations. Raises ValueError for two of one name."""
    declared = [
        check
        for app in apps.get_app_configs()
        if app.name != "governance" and find_spec(f"{app.name}.quality")
        for check in getattr(import_module(f"{app.name}.quality"), "CHECKS", ())
    ]
    found: dict[str, Check] = {}
    for check in sorted(declared, key=lambda check: ORDER.index(check.severity)):
        if check.key in found:
            raise ValueError(f"two checks are called {check.key}")
        found[check.key] = check
    return found


def find(key: str) -> Check | None:
    """The check of a key; None for an unknown one."""
    return every().get(key)


def of_register(key: str) -> list[Check]:
    """The checks whose findings are records of a register."""
    return [check for check in every().values() if check.register == key]
