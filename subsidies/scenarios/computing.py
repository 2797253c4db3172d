"""Runs the ledger's statement for months and suppositions, in a transaction in which nothing can be written."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max, Sum

from governance.common import sql
from governance.common.periods import Month
from governance.tenancy import scope
from subsidies.choices import IN_THE_MAKING
from subsidies.models import EntitlementLine, SubsidyScheme
from subsidies.rules import what_if
from subsidies.rules.what_if import Comparison, Line
from subsidies.scenarios import supposing
from subsidies.scenarios.supposing import Supposition
from subsidies.services.ledger import blacklisted

NESTED_LOOPS = "SELECT set_config('enable_nestloop', %s, true)"


def lines(district: int, first: Month, last: Month, known: Month, scenario: Mapping[str, Any] | None = None) -> list[Line]:
    """The subsidy of every month from `first` to `last`; facts of months after `known` are those of that month."""
    return [Line(*row) for row in _asked("lines", district, first, last, known, scenario)]


def sums(district: int, first: Month, last: Month, known: Month) -> list[tuple[date, int, int, int, int, int]]:
    """What stands, by month and street: month, street, lines, lines that are paid, fen, fen of the district."""
    return _asked("sums", district, first, last, known, None)


def _asked(
    name: str, district: int, first: Month, last: Month, known: Month, scenario: Mapping[str, Any] | None
) -> list[Any]:
    parameters: dict[str, Any] = {
        "district": district, "first": first.first, "last": last.first, "known": known.first,
        "scenario": None if scenario is None else json.dumps(scenario),
        "blacklisted": json.dumps(_blacklisted(district, first, last, known, scenario)),
    }
    statement = sql.load("subsidies", f"scenarios/{name}").replace("{entitlements}", sql.load("subsidies", "entitlements"))
    with scope.read_only(), connection.cursor() as cursor:
        # Months times courtyards meet months times stars, returns and incomes: parts of a statement, which have no statistics.
        cursor.execute(NESTED_LOOPS, ["off"])
        cursor.execute(statement, parameters)
        found = cursor.fetchall()
        cursor.execute(NESTED_LOOPS, ["on"])
        return found


def _blacklisted(
    district: int, first: Month, last: Month, known: Month, scenario: Mapping[str, Any] | None
) -> list[dict[str, Any]]:
    """The firms on the black list in each month whose facts are asked for, where a scheme asks."""
    supposed = (scenario or {}).get("scheme") or {}
    asking = SubsidyScheme.objects.filter(district_id=district, no_blacklist=True).exclude(status__in=IN_THE_MAKING)
    if not supposed.get("no_blacklist") and not asking.exists():
        return []
    return blacklisted(district, dict.fromkeys(min(first.plus(number), known) for number in range(last.since(first) + 1)))


def compared(district: int, said: Supposition, known: Month) -> Comparison:
    """What is supposed beside what stands. Raises Refused naming an unknown place."""
    scenario = supposing.statement_json(district, said)
    before = lines(district, said.first, said.last, known)
    after = before if scenario is None else lines(district, said.first, said.last, known, scenario)
    return what_if.compare(before, after)


def known_month(district: int, on: date) -> Month:
    """The last month that is in the ledger by the day; without one the month before the day's."""
    own = EntitlementLine.objects.filter(district_id=district, month__lte=on)
    last = own.aggregate(last=Max("month"))["last"]
    return Month.of(last) if last else Month.of(on).plus(-1)


def in_the_ledger(district: int, first: date, before: date) -> int:
    """The fen of the district in the ledger's months from `first` until `before`."""
    own = EntitlementLine.objects.filter(district_id=district, month__gte=first, month__lt=before)
    return own.aggregate(total=Sum("district_fen"))["total"] or 0
