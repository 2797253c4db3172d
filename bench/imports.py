"""A clerk's workbook taken in: a thousand rows of forty columns step by step, its commit against a bare COPY and
INSERT … SELECT of the same rows, and sixty thousand rows in the worker's way.
"""

import io
import resource
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import xlsxwriter
from django.db import connection, transaction

from bench import database, timing
from bench.database import CASE
from governance.common.periods import SHANGHAI
from governance.divisions.models import Community
from governance.people.models import User
from governance.people.services import service_account
from governance.registers import registry
from governance.spreadsheets import services
from governance.spreadsheets.models import SheetImport
from governance.spreadsheets.plans import Plan
from governance.tenancy import scope

FEW, MANY, REPETITIONS = 1_000, 60_000, 7
# Milliseconds for each step of a thousand rows, and for all of sixty thousand; the commit against bare SQL.
STEP_LIMIT, MANY_LIMIT, COMMIT_LIMIT = 4_000, 90_000, 4.0
# What fifty thousand more rows may take, in megabytes: the reader holds the file's two million cells packed (a row of
# forty takes about 4 kB), and nothing else grows with them.
GROWTH_LIMIT = 300
NOW = datetime(2022, 7, 7, 10, tzinfo=SHANGHAI)
HEADS = (
    "序号", "楼院名称", "社区", "地址", "建筑面积(㎡)", "楼栋数", "户数", "常住人口", "建成年代", "产权/原单位", "起始日期",
    "经度", "纬度",
)
COLUMNS = 40


def measures(name: str) -> Iterator[timing.Measure]:
    by = service_account()
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)):
        communities = list(Community.objects.filter(district_id=CASE).values_list("code", flat=True))
    yield from _few(name, by, book(FEW, communities))
    yield from _many(by, book(10_000, communities), book(MANY, communities))


def book(rows: int, communities: list[str]) -> bytes:
    """A district's own workbook: thirteen columns that fill something, the rest notes of all kinds."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"constant_memory": True}) as made:
        sheet = made.add_worksheet("台账")
        sheet.write_row(0, 0, [*HEADS, *(f"备注{number}" for number in range(COLUMNS - len(HEADS)))])
        for row in range(1, rows + 1):
            told = [
                row, f"甓甓甓路{row}号院", communities[row % len(communities)], f"甓甓甓路{row}号", 75.25 * (60 + row % 40), 3,
                60 + row % 40, 150, 1980 + row % 30, "市第二建筑公司", "2021.3.5", 113.68, 34.75,
            ]
            sheet.write_row(row, 0, [*told, *("无" for _ in range(COLUMNS - len(told)))])
    return buffer.getvalue()


@contextmanager
def _standing(by: User) -> Iterator[None]:
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)):
        yield


def _checked(by: User, content: bytes, **options: Any) -> SheetImport:
    register = registry.every()["courtyards"]
    with _standing(by):
        found = services.receive(register, district=CASE, street=None, name="台账.xlsx", content=content, by=by, again=True)
        proposed = Plan.read(found.mapping)
        services.plan(
            sheet_import=found, signature=proposed.signature, sheets=proposed.sheets, columns=proposed.columns, blanks=[],
            fixed={},
        )
    if options:
        return services.check(sheet_import=found, by=by, now=NOW, **options)
    with _standing(by):
        return services.check(sheet_import=found, by=by, now=NOW)


def _few(name: str, by: User, content: bytes) -> Iterator[timing.Measure]:
    found, spent = _timed(lambda: _checked(by, content))
    if found.counts["outcomes"] != {"new": FEW}:
        raise RuntimeError(str(found.counts))
    yield timing.Measure(f"import of {FEW:,} rows by {COLUMNS} columns: read, check and compare", spent, STEP_LIMIT)
    yield _against_bare(name, by, found)
    with _standing(by):
        found, spent = _timed(lambda: services.commit(sheet_import=found, by=by, reason="bench", now=NOW, confirmed=True))
    yield timing.Measure(f"import of {FEW:,} rows: commit", spent, STEP_LIMIT)
    with _standing(by):
        _undone, spent = _timed(lambda: services.undo(sheet_import=found, by=by, reason="bench"))
    yield timing.Measure(f"import of {FEW:,} rows: undo", spent, STEP_LIMIT)


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    begun = time.perf_counter()
    answer = work()
    return answer, (time.perf_counter() - begun) * 1000


def _against_bare(name: str, by: User, found: SheetImport) -> timing.Measure:
    """The commit, taken back each time, against COPY and INSERT … SELECT of the same rows under the same policies."""
    with _standing(by), connection.cursor() as cursor:
        cursor.execute(
            "SELECT written -> 'own' || jsonb_build_object('code', 'BARE-' || number)"
            " FROM governance_importrow WHERE sheet_import_id = %s ORDER BY number", [found.pk]
        )
        lines = [str(row) for (row,) in cursor.fetchall()]
    here = scope.Scope(districts=(CASE,), actor=by.pk)

    def ours() -> None:
        with _standing(by):
            services.commit(sheet_import=found, by=by, reason="bench", now=NOW, confirmed=True)
            transaction.set_rollback(True)

    with database.bare(name) as bare_connection, bare_connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        columns = _bare_columns(cursor)

        def bare() -> None:
            database.enter(cursor, here.settings())
            _copy(cursor, lines, columns, by)
            bare_connection.rollback()

        bare_connection.rollback()
        spent = timing.interleaved({"ours": ours, "bare": bare}, REPETITIONS)
    title = f"import of {FEW:,} rows: commit against COPY and INSERT … SELECT"
    return timing.Measure(title, spent["ours"], COMMIT_LIMIT, spent["bare"])


def _bare_columns(cursor: Any) -> str:
    cursor.execute(
        "SELECT string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) FROM information_schema.columns"
        " WHERE table_schema = 'public' AND table_name = 'courtyards_courtyard' AND is_generated = 'NEVER'"
        " AND column_name <> 'id'"
    )
    return str(cursor.fetchone()[0])


def _copy(cursor: Any, lines: list[str], columns: str, by: User) -> None:
    """The rows and their placements, as plain SQL would bring them in: typed columns, no checks, no receipts."""
    cursor.execute(database.statement("bare_change"), {"district": CASE, "actor": by.pk})
    cursor.execute(database.statement("bare_import_table").format(columns=columns))
    buffer = io.StringIO("".join(f"{_escaped(line)}\n" for line in lines))
    cursor.copy_expert("COPY incoming (line) FROM STDIN", buffer)
    cursor.execute(database.statement("bare_import").format(columns=columns))


def _escaped(line: str) -> str:
    return line.replace("\\", "\\\\")


def _many(by: User, some: bytes, many: bytes) -> Iterator[timing.Measure]:
    """As the worker does it, a thousand rows a transaction; memory is the process's greatest, which only grows."""

    @contextmanager
    def step() -> Iterator[Any]:
        with _standing(by):
            yield

    _found, _spent = _timed(lambda: _checked(by, some, step=step))
    before = _peak()
    found, checking = _timed(lambda: _checked(by, many, step=step))
    if found.counts["outcomes"] != {"new": MANY}:
        raise RuntimeError(str(found.counts))
    with _standing(by):
        _done, writing = _timed(lambda: services.commit(sheet_import=found, by=by, reason="bench", now=NOW, confirmed=True))
    title = f"import of {MANY:,} rows by {COLUMNS} columns: check, difference and commit"
    yield timing.Measure(title, checking + writing, MANY_LIMIT)
    yield timing.Measure(f"import of {MANY:,} rows: MB of memory more than 10,000 rows take", _peak() - before, GROWTH_LIMIT)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
