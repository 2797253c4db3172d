"""Finds the registers that the apps declare in their `registers.py`, and rooms of the ground floor in theirs."""

from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db.models import Model

from governance.registers.declarations import Register, by_key

# Rooms above this one that keep registers of their own.
ROOMS = ("governance.targets.registers",)


@cache
def every() -> dict[str, Register]:
    """All registers by key, in the order of the apps and their declarations."""
    of_apps = [
        f"{app.name}.registers" for app in apps.get_app_configs()
        if app.name != "governance" and find_spec(f"{app.name}.registers")
    ]
    declared = [
        register for name in (*of_apps, *ROOMS) for register in getattr(import_module(name), "REGISTERS", ())
    ]
    return by_key(declared)


def find(key: str) -> Register | None:
    """The register of a key; None for an unknown one."""
    return every().get(key)


def of_model(model: type[Model]) -> Register | None:
    """The first register of a table."""
    return next((register for register in every().values() if register.model is model), None)
