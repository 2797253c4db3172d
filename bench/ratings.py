"""A round's stars of a thousand courtyards with explanations, against the bare INSERT … SELECT of the same sums; and many
districts by two workers against one."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection, transaction
from psycopg2.extras import DateRange

from bench import database, province, timing
from governance.audit.services import change
from governance.common import sql
from governance.people.models import User
from governance.tenancy import scope
from ratings.choices import VersionStatus
from ratings.models import Finding, RatingEntry, RatingRound
from ratings.rules.standard import COUNTED
from ratings.services import compute_round, parts
from tests.subsidies import ground

COURTYARDS, ITEMS, REPETITIONS = 1000, 20, 9
LIMIT = 3.0
# The district of the great round, and the code of the first of many.
DISTRICT, FIRST = 990_303, 980_001


def standard() -> dict[str, Any]:
    """Twenty items of four categories, counted, measured and given, three sources, a bonus."""
    kinds = ("faults", "faults", "shortfall", "points", "share")
    items = [
        {"code": f"I{n:02}", "category": "ABCD"[n % 4], "title": f"I{n:02}", "full_mark": "5", "per_unit": "0.5",
         "kind": kinds[n % 5], "target": "90" if kinds[n % 5] == "shortfall" else None, "source": ("street", "expert")[n % 2]}
        for n in range(ITEMS)
    ]
    return {
        "key": "bench", "version": 1, "title": "bench", "total": "100", "items": items, "vetoes": [],
        "bounds": {"5": "90", "4": "80", "3": "70", "2": "65", "1": "60"},
        "categories": [{"code": code, "title": code} for code in "ABCD"],
    }


def measures(name: str) -> Iterator[timing.Measure]:
    """The computation is the service's, rolled back on both sides so that each repetition finds the same."""
    with ground.standing(DISTRICT) as by:
        round_ = _lay(by, DISTRICT, COURTYARDS)
    database.analyze(name)
    here = scope.Scope(districts=(DISTRICT,), actor=by.pk)
    _demand_equal(here, by, round_)

    def ours() -> None:
        with scope.enter(here):
            _compute(round_, by, COURTYARDS)
            transaction.set_rollback(True)

    def bare() -> None:
        with scope.enter(here):
            _insert(round_, by)
            transaction.set_rollback(True)

    spent = timing.interleaved({"ours": ours, "bare": bare}, REPETITIONS)
    title = f"stars of {COURTYARDS:,} courtyards x {ITEMS} items, explained, against INSERT of the sums"
    yield timing.Measure(title, spent["ours"], LIMIT, spent["bare"])
    yield province.scaling(
        name, "stars", FIRST, lambda somebody, district: _lay(somebody, district, province.EACH),
        lambda somebody, _district, laid: _compute(laid, somebody, province.EACH),
    )


def _lay(by: User, district: int, courtyards: int) -> RatingRound:
    """A round with a finding for every item at every courtyard."""
    laid = ground.lay(by, areas=["1000.00"] * courtyards, district=district)
    random = Random(district)
    with change(district=district, by=by, reason="bench"):
        made = parts.write(district, standard())
        made.status = VersionStatus.RELEASED
        made.save()
        round_ = RatingRound.objects.create(
            district_id=district, standard=made, year=2025, applies=DateRange(date(2026, 1, 1), date(2027, 1, 1))
        )
        at = [{"district_id": district, "street_id": c.street_id, "courtyard": c, "round": round_} for c in laid.courtyards]
        RatingEntry.objects.bulk_create((RatingEntry(**place) for place in at), batch_size=2000)
        Finding.objects.bulk_create(
            (Finding(**place, item=item, **_found(item, random)) for place in at for item in made.items.all()), batch_size=4000
        )
        with connection.cursor() as cursor:
            cursor.execute(sql.load("ratings", "standard_reading"), {"district": district, "round": round_.pk})
    return round_


def _found(item: Any, random: Random) -> dict[str, Any]:
    if item.kind in COUNTED:
        return {"occurrences": random.randint(0, 6)}
    return {"value": Decimal(random.randint(0, 500 if item.kind == "points" else 10_000)) / 100}


def _compute(round_: RatingRound, by: User, courtyards: int) -> None:
    report = compute_round(round=round_, by=by, now=ground.NOW)
    if report.inserted != courtyards:
        raise RuntimeError(f"{round_}: {report}")


def _insert(round_: RatingRound, by: User) -> None:
    with change(district=round_.district_id, by=by, reason="bench"), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(database.statement("bare_stars"), {"district": round_.district_id, "round": round_.pk})


def _demand_equal(here: scope.Scope, by: User, round_: RatingRound) -> None:
    """Both come to the same scores and stars; rolled back."""
    told = []
    for work in (lambda: _compute(round_, by, COURTYARDS), lambda: _insert(round_, by)):
        with scope.enter(here):
            work()
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT courtyard_id, score, star FROM ratings_ratingresult WHERE round_id = %s ORDER BY 1", [round_.pk]
                )
                told.append(cursor.fetchall())
            transaction.set_rollback(True)
    if told[0] != told[1]:
        raise RuntimeError("The two computations differ.")
