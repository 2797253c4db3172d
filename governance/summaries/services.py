"""Keeps the summary of a district: brought up to date after its records changed, and held against them."""

from datetime import datetime
from typing import Any

from django.db import connection

from governance.audit import turns
from governance.audit.models import DataVersion
from governance.common import sql
from governance.common.periods import day_of
from governance.indicators import registry
from governance.summaries import checking, series, statements
from governance.summaries.checking import Comparison
from governance.summaries.models import SummaryState

CHECK = "summaries.check"
# A comparison that found this many differences found that something is wrong at large.
DIFFERENCES_KEPT = 200
ATTEMPTS = 5


class DistrictBusy(Exception):
    """The records changed during every attempt to compare the summary with them."""


def is_current(district: int) -> bool:
    """Whether the summary says what the records say now, by the definitions of now."""
    version = DataVersion.objects.filter(district_id=district).values_list("version", flat=True).first()
    return SummaryState.objects.filter(
        district_id=district, data_version=version or 0, definitions=registry.fingerprint()
    ).exists()


def refresh(*, district: int, now: datetime) -> bool:
    """Brings the summary up to date; False where it is. Of several at once one works and the others find it done."""
    if is_current(district):
        return False
    turns.take(district, "governance.summaries", "refresh")
    if is_current(district):
        return False
    _write(district, now)
    return True


def rebuild(*, district: int, now: datetime) -> int:
    """Works the summary out anew, whatever it says of itself; how many of its rows were wrong or missing."""
    turns.take(district, "governance.summaries", "refresh")
    return _write(district, now)


def _write(district: int, now: datetime) -> int:
    asked = series.every()
    parameters: dict[str, Any] = {
        "district": district, "last_year": day_of(now).year, "definitions": registry.fingerprint(),
        "indicators": [indicator.key for indicator, _code in asked], "populations": [code for _indicator, code in asked],
        "on": None, "firm": None,
    }
    with connection.cursor() as cursor:
        # Of the parts the planner knows no size and takes them for single rows: it would loop over them.
        cursor.execute("SELECT set_config('enable_nestloop', 'off', true)")
        statement = sql.load("governance", "summaries/refresh").replace("/* changes */", statements.changes(asked))
        cursor.execute(statement, parameters)
        written, dropped, _state = cursor.fetchone()
        cursor.execute("SELECT set_config('enable_nestloop', 'on', true)")
    return int(written + dropped)


def check(*, district: int, now: datetime) -> Comparison:
    """Holds the summary against the records on every day of change, and keeps what it found.

    One that differs is worked out anew and compared again. Figures of a summary that still differs are counted live
    until a comparison finds none. Raises DistrictBusy where it changed during every attempt.
    """
    found = _compared(district, now)
    state = SummaryState.objects.filter(district_id=district)
    kept: dict[str, Any] = {"checked_at": now, "checked_figures": found.figures, "trusted": True}
    if found.differences:
        rebuild(district=district, now=now)
        kept |= {
            "differed_at": now, "differences": [one.as_json() for one in found.differences[:DIFFERENCES_KEPT]],
            "trusted": not checking.compare(district).differences,
        }
    state.update(**kept)
    return found


def _compared(district: int, now: datetime) -> Comparison:
    """A difference counts only if nothing was written while summary and records were read, one after the other."""
    for _attempt in range(ATTEMPTS):
        refresh(district=district, now=now)
        try:
            found = checking.compare(district)
        except checking.Unreproducible:
            continue
        if not found.differences or is_current(district):
            return found
    raise DistrictBusy(district)


def stale() -> list[int]:
    """The districts in sight whose summary is to be brought up to date, the oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("governance", "summaries/stale"), {"definitions": registry.fingerprint()})
        return [district for (district,) in cursor.fetchall()]
