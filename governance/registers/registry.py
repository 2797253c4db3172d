"""Finds the registers that the apps, and rooms of the ground floor, declare in their `registers.py`."""

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pkgutil import iter_modules

from django.apps import apps
from django.db.models import Model

from governance.registers.declarations import Register, by_key


@cache
def every() -> dict[str, Register]:
    """All registers by key, in the order of the apps and their declarations."""
    declared = [register for module in declaring() for register in getattr(import_module(module), "REGISTERS", ())]
    return by_key(declared)


def declaring() -> Iterator[str]:
    """The modules that declare registers: those of the apps, then those of rooms of the ground floor."""
    for app in apps.get_app_configs():
        if app.name != "governance" and find_spec(f"{app.name}.registers"):
            yield f"{app.name}.registers"
    rooms = (room.name for room in iter_modules([apps.get_app_config("governance").path]) if room.ispkg)
    yield from (name for room in sorted(rooms) if find_spec(name := f"governance.{room}.registers"))


def find(key: str) -> Register | None:
    """The register of a key; None for an unknown one."""
    return every().get(key)


def of_model(model: type[Model]) -> Register | None:
    """The first register of a table."""
    return next((register for register in every().values() if register.model is model), None)
