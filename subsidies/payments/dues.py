"""Reads what of the ledger is still to be paid, and what courtyards owe.

Whoever takes lines out of it, or ends a claim, takes the turn.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import connection

from governance.common import sql
from subsidies.rules.settlement import Owed

TURN = "subsidies.payments"


@dataclass(frozen=True)
class Due:
    """A ledger line of which something remains. Amounts in fen."""

    courtyard: int
    street: int
    line: int
    month: date
    remains_fen: int
    area_m2: Decimal
    star: int | None
    rate: Decimal


def read(district: int, first: date, until: date) -> list[Due]:
    """What remains of the ledger lines of some months, by courtyard, the oldest first."""
    rows = _rows("payments/due", {"district": district, "first": first, "until": until})
    return [Due(*row) for row in rows]


def owed(district: int) -> dict[int, list[Owed]]:
    """The open claims by courtyard, the oldest first."""
    found: dict[int, dict[int, Owed]] = {}
    for courtyard, claim, outstanding, line, remains in _rows("payments/owed", {"district": district}):
        mine = found.setdefault(courtyard, {})
        before = mine.get(claim, Owed(claim, outstanding, ()))
        mine[claim] = Owed(claim, outstanding, (*before.lines, (line, remains)))
    return {courtyard: list(claims.values()) for courtyard, claims in found.items()}


def _rows(name: str, parameters: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", name), parameters)
        return list(cursor.fetchall())
