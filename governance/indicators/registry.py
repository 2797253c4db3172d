"""Finds indicators by key or by the code of the catalogue, and the populations they count."""

import hashlib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType

from django.apps import apps

from governance.indicators.definitions import ALL, POPULATION_WORDS, Indicator, Population, Words


class UnknownIndicator(LookupError):
    """No app declares an indicator of this name."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _declarations() -> Iterator[ModuleType]:
    # What the ground floor counts comes last: reports are about the figures before them.
    for app in sorted(apps.get_app_configs(), key=lambda app: app.name == "governance"):
        # On the ground floor `indicators` is this room; what it counts itself is declared where the records are.
        name = "governance.seals.indicators" if app.name == "governance" else f"{app.name}.indicators"
        if find_spec(name):
            yield import_module(name)


@cache
def every() -> dict[str, Indicator]:
    """All indicators by key, in the order of the apps and their declarations."""
    found: dict[str, Indicator] = {}
    for module in _declarations():
        for indicator in getattr(module, "INDICATORS", ()):
            if indicator.key in found:
                raise ValueError(f"two indicators are called {indicator.key}")
            found[indicator.key] = indicator
    populations()
    return found


@cache
def populations() -> dict[tuple[str, str], Population]:
    """All populations by base and code."""
    found: dict[tuple[str, str], Population] = {}
    for module in _declarations():
        for population in getattr(module, "POPULATIONS", ()):
            found[population.base, population.code] = population
            POPULATION_WORDS.setdefault(population.code, population.label)
    return found


@cache
def subjects() -> dict[str, Words]:
    """What each app's indicators are about, by app."""
    return {module.__name__.partition(".")[0]: module.SUBJECT for module in _declarations()}


def find(name: str) -> Indicator:
    """The indicator of a key (`party_cover`) or code (`I5`, in any case). Raises UnknownIndicator."""
    known = every()
    if name in known:
        return known[name]
    try:
        return _by_code()[name.lower()]
    except KeyError:
        raise UnknownIndicator(name) from None


@cache
def _by_code() -> dict[str, Indicator]:
    return {indicator.code.lower(): indicator for indicator in every().values() if indicator.code}


def register_of(indicator: Indicator) -> str:
    """The key of the register in which the members of the indicator have their pages."""
    return indicator.register or populations()[indicator.base, ALL].register


@cache
def fingerprint() -> str:
    """Changes with any definition or its SQL, so that no cached answer outlives a release that counts otherwise."""
    digest = hashlib.sha256()
    for indicator in every().values():
        digest.update(repr((indicator, indicator.statement)).encode())
    for population in populations().values():
        digest.update(repr((population, population.statement)).encode())
    return digest.hexdigest()[:16]
