"""The worker killed in mid-import: nothing half-written, and the import goes on with the next worker."""

from typing import Any

import pytest
from django.utils import timezone

from courtyards.models import Courtyard, Placement
from governance.divisions.models import Community
from governance.jobs.models import Job, JobState
from governance.registers import registry
from governance.spreadsheets import services, work
from governance.spreadsheets.models import ImportRow, ImportState, SheetImport
from governance.spreadsheets.plans import Plan
from tests.imports.ground import book
from tests.support.workers import Shift, kill, wait

pytestmark = pytest.mark.faults
ROWS = 2_500
HEAD = ("楼院名称", "社区", "建筑面积", "户数", "登记日期")


@pytest.fixture
def planned(own_database: str, loaded_cast: Any) -> SheetImport:
    """A clerk's file of thousands of courtyards, its columns confirmed."""
    home, street = loaded_cast.home, loaded_cast.home.streets[0]
    with home.scope():
        by = home.user("clerk")
        name = Community.objects.filter(street_id=street).order_by("code")[0].name
        content = book(HEAD, *[(f"深夜路{n}号院", name, 3000, 40, "2021-01-01") for n in range(ROWS)])
        found = services.receive(
            registry.every()["courtyards"], district=home.district, street=street, name="台账.xlsx", content=content, by=by
        )
        proposed = Plan.read(found.mapping)
        services.plan(
            sheet_import=found, signature=proposed.signature, sheets=proposed.sheets, columns=proposed.columns, blanks=[],
            fixed={},
        )
    return found


def ask(planned: SheetImport, cast: Any, kind: str, state: str, **arguments: Any) -> int:
    with cast.home.scope():
        by = cast.home.user("clerk")
        found = services.hand_over(
            sheet_import=SheetImport.objects.get(pk=planned.pk), kind=kind, state=state, streets=[cast.home.streets[0]], by=by,
            now=timezone.now(), arguments=arguments,
        )
        assert found.job is not None
        return int(found.job.pk)


def test_a_check_begins_again_where_its_worker_died(shift: Shift, planned: SheetImport, loaded_cast: Any):
    home = loaded_cast.home

    def job(pk: int) -> Job:
        with home.scope():
            return Job.objects.get(pk=pk)

    worker, asked = shift.worker(), ask(planned, loaded_cast, work.CHECK, ImportState.CHECKING)
    wait(shift, "the first thousand", lambda: job(asked).done >= 1_000)
    kill(worker)
    with home.scope():
        assert SheetImport.objects.get(pk=planned.pk).state == ImportState.CHECKING
        assert 0 < ImportRow.objects.filter(sheet_import=planned).count() < ROWS
    shift.worker()
    wait(shift, "the whole check", lambda: job(asked).state == JobState.DONE, 60)
    with home.scope():
        found = SheetImport.objects.get(pk=planned.pk)
        assert found.state == ImportState.CHECKED and found.counts["outcomes"] == {"new": ROWS}
        assert ImportRow.objects.filter(sheet_import=planned).count() == ROWS


def test_a_commit_whose_worker_died_wrote_nothing_and_is_done_by_the_next(
    shift: Shift, planned: SheetImport, loaded_cast: Any, raw: Any, own_database: str
):
    home = loaded_cast.home
    with home.scope():
        services.check(sheet_import=planned, by=home.user("clerk"), now=timezone.now())

    def waits() -> bool:
        """The worker has written the courtyards and stands before the placements."""
        with watcher.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%%placement%%'")
            return bool(cursor.fetchone()[0])

    def count() -> tuple[int, int]:
        with home.scope():
            return (
                Courtyard.objects.filter(name__startswith="深夜路").count(),
                Placement.objects.filter(courtyard__name__startswith="深夜路").count(),
            )

    watcher, holder = raw(None, own_database), raw("yuanzhi_owner", own_database)
    watcher.autocommit = True
    with holder.cursor() as cursor:
        cursor.execute("LOCK TABLE courtyards_placement IN SHARE MODE")
    worker = shift.worker()
    asked = ask(planned, loaded_cast, work.COMMIT, ImportState.COMMITTING, reason="导入", confirmed=True, leave_out=False)
    wait(shift, "the middle of the commit", waits)
    kill(worker)
    holder.rollback()
    wait(shift, "the death of its transaction", lambda: not waits())
    assert count() == (0, 0)
    shift.worker()

    def is_done() -> bool:
        with home.scope():
            return Job.objects.get(pk=asked).state == JobState.DONE

    wait(shift, "the whole commit", is_done, 60)
    assert count() == (ROWS, ROWS)
    with home.scope():
        assert SheetImport.objects.get(pk=planned.pk).state == ImportState.COMMITTED
