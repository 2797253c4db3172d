"""Finds the monthly returns that the apps declare in their `returns.py`."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from governance.returns.declarations import MonthlyReturn


@cache
def every() -> dict[str, MonthlyReturn]:
    """All monthly returns by key, in the order of the apps. Raises ValueError for two of one name."""
    found: dict[str, MonthlyReturn] = {}
    for app in apps.get_app_configs():
        if app.name == "governance" or not find_spec(f"{app.name}.returns"):
            continue
        for declared in getattr(import_module(f"{app.name}.returns"), "RETURNS", ()):
            if declared.key in found:
                raise ValueError(f"two monthly returns are called {declared.key}")
            found[declared.key] = declared
    return found


def find(key: str) -> MonthlyReturn | None:
    """The monthly return of a key; None for an unknown one."""
    return every().get(key)
