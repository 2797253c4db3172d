"""Checks a subsidy scheme before it is used: all its faults are named at once, in plain words, each at its place.

A scheme is written as data (a file, a sheet, the editor of the page), whose shape `docs/schemes.md` tells. `rates` is the table
by subsidy year and star, or by year and `all` where `shares` of the score are given. `clause_of` names by parameter the clause
that sets it: of the cap, of the months, and of whatever differs from the plain.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from subsidies.schemes import parameters, shape, tables
from subsidies.schemes.faults import Data, Fault, SchemeFaults
from subsidies.schemes.tables import Cell

__all__ = ["Cell", "Data", "Fault", "SchemeFaults", "cells", "demand_shape", "demand_sound", "faults_of", "first_and_last_day"]


def demand_sound(data: Data) -> None:
    """Raises SchemeFaults: a rate above the cap, a cap above 0.30, a hole in the table, a parameter without clause."""
    if faults := faults_of(data):
        raise SchemeFaults(faults)


def demand_shape(data: Any) -> None:
    """Raises SchemeFaults for what is no scheme at all; rates and clauses may still be wrong."""
    if faults := shape.faults(data):
        raise SchemeFaults(faults)


def faults_of(data: Any, *, clauses: bool = True) -> list[Fault]:
    """Every fault; empty for a scheme that can be released. Without `clauses` nothing need be tied to one: to compute only."""
    if broken := shape.faults(data):
        return broken
    told = shape.complete(data)
    found = [*parameters.faults(told), *tables.faults(told)]
    return [*found, *parameters.clauses(told), *tables.clauses(told)] if clauses else found


def cells(data: Data) -> Iterator[Cell]:
    """The rate table of sound data, row by row."""
    for year, row in shape.complete(data)["rates"].items():
        for star, cell in row.items():
            yield Cell(int(year), None if star == shape.ALL else int(star), Decimal(cell["rate"]), cell["clause"])


def first_and_last_day(data: Data) -> tuple[date, date | None]:
    """The half-open days in force of sound data."""
    first, last = data["in_force"]
    return date.fromisoformat(first), None if last is None else date.fromisoformat(last)
