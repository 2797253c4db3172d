"""Many districts at once: a province of 160 and a nation of 2,850, from their summaries.

The province's districts have the case's rows, so that the summaries are held against the live join of them all; the
nation's districts have its summary alone. Equal answers are checked first.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from bench import database, timing
from bench.database import CASE, ON
from bench.statistics import KEYS, POPULATION, TABLES
from governance.common.periods import Month, months
from governance.indicators import registry
from governance.people.models import User
from governance.people.services import create_user, issue_token
from governance.summaries import reading, series, services
from governance.tenancy import scope
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.stone import tenant_models
from tests.support import databases

PROVINCE, NATION = 160, 2_850
REPETITIONS = 15
# Against bare SQL over the same rows; milliseconds for what a person waits for at these sizes.
LIMIT, PROVINCE_MS, NATION_MS = 2.0, 1_000, 100
# Of the summary against the live join: at most a twentieth.
LIVE_LIMIT = 0.05
# Of working the summary out anew against counting one day.
REFRESH_LIMIT = 4.0
FIRST = 700_001
SUMMARY = ("governance_dataversion", "governance_summarystate", "governance_summaryyear")
# Ids of copied rows lie this far from each other.
APART = 10_000_000


def measures(name: str) -> Iterator[timing.Measure]:
    yield from _refreshing()
    _copy(name, PROVINCE, ("governance_street", "governance_community", *TABLES, *SUMMARY))
    database.analyze(name)
    yield from _province(name)
    _copy(name, NATION, SUMMARY, above=PROVINCE)
    database.analyze(name)
    yield from _nation(name)


def codes(count: int) -> tuple[int, ...]:
    """The case and its copies: so many districts in all."""
    return (CASE, *range(FIRST, FIRST + count - 1))


def _refreshing() -> Iterator[timing.Measure]:
    """What an edit costs the worker: the whole district worked out anew, and the little that changed written."""
    def again() -> None:
        with scope.enter(scope.Scope(districts=(CASE,))):
            services.rebuild(district=CASE, now=timezone.now())

    def live() -> None:
        with scope.enter(scope.Scope(districts=(CASE,))):
            reading.live(CASE, series.every(), [ON])

    again()
    spent = timing.interleaved({"ours": again, "live": live}, REPETITIONS)
    title = f"all {len(series.every())} figures of a district for every day, against counting them for one"
    yield timing.Measure(title, spent["ours"], REFRESH_LIMIT, spent["live"])


def _province(name: str) -> Iterator[timing.Measure]:
    asked = [(registry.find(key), POPULATION) for key in KEYS]
    here = scope.Scope(districts=codes(PROVINCE))
    with database.bare(name) as connection, connection.cursor() as cursor:
        database.enter(cursor, here.settings())

        def joined() -> dict[int, tuple[int, ...]]:
            cursor.execute("SET LOCAL enable_nestloop = off")
            cursor.execute(database.statement("four_by_district"), {"on": ON})
            return {district: tuple(numbers) for district, *numbers in cursor.fetchall()}

        with scope.enter(here):
            ours = _reader(here, asked, [ON])
            _demand_equal(ours(), joined())
            spent = timing.interleaved({"ours": ours, "bare": joined}, 5)
            title = f"{len(KEYS)} rates of {PROVINCE} districts"
            yield timing.Measure(f"{title}: summary against the live join", spent["ours"], LIVE_LIMIT, spent["bare"])
            days = [month.next().first - timedelta(days=1) for month in months(Month(2021, 7), Month(2022, 7))]
            yield _alone(f"{title}, 12 months", _reader(here, asked, days), PROVINCE_MS)
            yield from _against_rows(cursor, here, f"1 rate of {PROVINCE} districts")
    asker = _city(codes(PROVINCE))
    query = f"indicator={','.join(KEYS)}&population={POPULATION}&on={ON}"
    yield _alone(f"{title}: REST", lambda: _ask(asker, f"/api/v1/statistics?{query}"), PROVINCE_MS)
    tag = _ask(asker, f"/api/v1/statistics?{query}")["ETag"]
    yield _alone(f"{title}: REST, 304", lambda: _ask(asker, f"/api/v1/statistics?{query}", tag), PROVINCE_MS)


def _nation(name: str) -> Iterator[timing.Measure]:
    here = scope.Scope(districts=codes(NATION))
    with database.bare(name) as connection, connection.cursor() as cursor, scope.enter(here):
        database.enter(cursor, here.settings())
        yield from _against_rows(cursor, here, f"1 rate of {NATION:,} districts")
        asked = [(registry.find(key), POPULATION) for key in KEYS]
        yield _alone(f"{len(KEYS)} rates of {NATION:,} districts", _reader(here, asked, [ON]), 4 * NATION_MS)


def _against_rows(cursor: Any, here: scope.Scope, title: str) -> Iterator[timing.Measure]:
    """The reading path, and the statement of it alone, against a hand-written one over the same rows."""
    asked = [(registry.find(KEYS[0]), POPULATION)]
    known = reading.states(here.districts)
    parameters = {"on": ON, "year": ON.year, "indicator": KEYS[0], "population": POPULATION}

    def bare() -> dict[int, tuple[int, ...]]:
        cursor.execute(database.statement("summary_by_district"), parameters)
        return {district: tuple(numbers) for district, *numbers in cursor.fetchall()}

    def rows() -> dict[int, tuple[int, ...]]:
        return {district: pair for (_at, district, _day), pair in reading.kept(known, asked, [ON]).items()}

    whole = _reader(here, asked, [ON])
    _demand_equal(whole(), bare())
    _demand_equal(rows(), bare())
    spent = timing.interleaved({"rows": rows, "whole": whole, "bare": bare}, REPETITIONS)
    yield timing.Measure(f"{title}: rows of the summary against SQL", spent["rows"], LIMIT, spent["bare"])
    limit = NATION_MS if len(here.districts) > PROVINCE else PROVINCE_MS
    yield timing.Measure(f"{title}: with names, states and total", spent["whole"], limit)


def _reader(here: scope.Scope, asked: Sequence[Any], days: list[date]) -> Callable[[], dict[int, tuple[int, ...]]]:
    def read() -> dict[int, tuple[int, ...]]:
        above: dict[str, list[int]] = {}
        below: dict[str, int] = {}
        for line in reading.across(here, asked, days, now=timezone.now()):
            code = line.cell.division.code
            above.setdefault(code, []).append(int(line.cell.numerator))
            below[code] = int(line.cell.denominator or 0)
        return {int(code): (*numbers, below[code]) for code, numbers in above.items() if code != reading.TOTAL}

    return read


def _alone(title: str, work: Callable[[], object], limit: float) -> timing.Measure:
    return timing.Measure(title, timing.interleaved({"": work}, REPETITIONS)[""], limit)


def _demand_equal(ours: object, bare: object) -> None:
    if ours != bare or not ours:
        raise RuntimeError(f"The two answers differ:\n{str(ours)[:500]}\n{str(bare)[:500]}")


def _city(districts: Sequence[int]) -> Client:
    """A program of a person who reads every one of the districts."""
    owner = create_user(username="bench-city", name="bench")
    connection = databases.connect(connection_name())
    with connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "INSERT INTO governance_membership (district_id, user_id, role, valid)"
            " SELECT unnest(%s), %s, 'leader', daterange('2019-01-01', NULL)", [list(districts), owner.pk]
        )
    connection.close()
    return Client(headers={"Authorization": f"Bearer {token(owner)}"}, SERVER_NAME="localhost")


def token(owner: User) -> str:
    with scope.enter(scope.Scope(districts=(CASE,), actor=owner.pk)):
        _token, text = issue_token(
            district=CASE, name="bench", scopes=["statistics"], owner=owner, by=owner, reason="bench", all_districts=True,
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    return text


def connection_name() -> str:
    from django.db import connection

    return str(connection.settings_dict["NAME"])


def _ask(asker: Client, path: str, tag: str = "") -> Any:
    answer = asker.get(path, headers={"If-None-Match": tag} if tag else {})
    if answer.status_code != (304 if tag else 200):
        raise RuntimeError(f"{path} answered {answer.status_code}: {answer.content.decode()[:500]}")
    if not tag and len(json.loads(answer.content)["cells"]) != len(KEYS) * (PROVINCE + 1):
        raise RuntimeError(f"{path} answered {answer.content.decode()[:500]}")
    return answer


def _copy(name: str, count: int, tables: Sequence[str], above: int = 1) -> None:
    """The case's rows for every further district, with ids of their own; triggers and foreign keys rest meanwhile."""
    connection = databases.connect(name)
    with connection, connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "INSERT INTO governance_district (id, name, name_en, city, is_demo)"
            " SELECT %s + n, '区' || n, '', '', true FROM generate_series(%s, %s) n", [FIRST - 1, above, count - 1]
        )
        for model in tenant_models():
            if model._meta.db_table in tables:
                cursor.execute(_copying(model), {"first": FIRST - 1, "case": CASE, "above": above, "last": count - 1})
    connection.close()


def _copying(model: Any) -> str:
    names, values = [], []
    for field in model._meta.concrete_fields:
        if field.generated:
            continue
        names.append(f'"{field.column}"')
        if field.column == "district_id":
            values.append("%(first)s + n")
        elif field.primary_key or isinstance(field, TenantForeignKey):
            values.append(f'"{field.column}" + n::bigint * {APART}')
        else:
            values.append(f'"{field.column}"')
    return (
        f"INSERT INTO {model._meta.db_table} ({', '.join(names)}) SELECT {', '.join(values)}"
        f" FROM generate_series(%(above)s, %(last)s) n, {model._meta.db_table} WHERE district_id = %(case)s"
    )
