"""Workers killed in mid-run, a broker restarted or emptied, beat started twice: no line missing, none double."""

import time
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from django_celery_beat.models import IntervalSchedule, PeriodicTask

from governance.common.periods import Month
from governance.jobs import broker, services
from governance.jobs.models import Job, JobState
from governance.models import Change
from subsidies import services as subsidies
from subsidies import tasks as subsidy_tasks
from subsidies.models import EntitlementLine
from subsidies.rules.explanation import recompute
from tests.subsidies import ground
from tests.support import databases
from tests.support.workers import Shift, kill, wait

pytestmark = pytest.mark.faults
FIRST, LAST, MONTHS = Month(2021, 1), Month(2023, 12), 36
PLACES = 150


@pytest.fixture
def laid(own_database: str) -> ground.Ground:
    with ground.standing() as by:
        place = ground.lay(by, areas=[f"{number}00.37" for number in range(1, PLACES + 1)])
        place.enrol_all()
        place.rate_all()
    return place


def wish(laid: ground.Ground) -> int:
    with ground.standing() as by:
        return subsidies.request_months(district=laid.district, first=FIRST, last=LAST, by=by, now=timezone.now()).pk


def job(pk: int) -> Job:
    with ground.standing():
        return Job.objects.get(pk=pk)


def killed_in_mid_run(shift: Shift, laid: ground.Ground) -> int:
    """A job whose worker was killed after some of its months."""
    worker, wished = shift.worker(), wish(laid)
    wait(shift, "the third month", lambda: job(wished).done >= 3)
    kill(worker)
    assert (job(wished).state, job(wished).done < MONTHS) == (JobState.RUNNING, True)
    return wished


def assert_whole(laid: ground.Ground) -> None:
    """Every courtyard has one line for each of the 36 months, each follows from its explanation, all in 36 changes."""
    with ground.standing(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT (courtyard_id, month)), count(DISTINCT change_id), max(sequence)"
            " FROM subsidies_entitlementline"
        )
        assert cursor.fetchone() == (PLACES * MONTHS, PLACES * MONTHS, MONTHS, 0)
        assert all(recompute(line.explanation) == line.amount_fen for line in EntitlementLine.objects.all())
        written = set(EntitlementLine.objects.values_list("change_id", flat=True))
        # A run that was killed or came again has left no change without lines.
        assert set(Change.objects.filter(pk__gte=min(written)).values_list("pk", flat=True)) == written


def test_killed_worker_restarted_broker_two_beats(shift, laid, record_property):
    begun = time.monotonic()
    wished = killed_in_mid_run(shift, laid)
    shift.restart_broker(emptied=False)
    often = IntervalSchedule.objects.create(every=1, period=IntervalSchedule.SECONDS)
    for task in (subsidy_tasks.MONTHLY, "governance.jobs.relay"):
        PeriodicTask.objects.update_or_create(name=f"often {task}", defaults={"task": task, "interval": often, "crontab": None})
    shift.worker()
    for number in (1, 2):
        shift.beat(number)
    wait(shift, "the job's end", lambda: job(wished).state == JobState.DONE)

    def monthly() -> list[Job]:
        with ground.standing():
            return list(Job.objects.filter(kind=subsidies.COMPUTE_MONTH))

    wait(shift, "the month that beat asked for", lambda: [j.state for j in monthly()] == [JobState.DONE])
    assert_whole(laid)
    record_property(
        "tally",
        f"killed worker, restarted broker, two beats: {PLACES * MONTHS} lines, 0 missing, 0 double"
        f" ({time.monotonic() - begun:.0f} s)",
    )


def test_a_broker_that_forgot_everything_is_told_again(shift, laid):
    wished = killed_in_mid_run(shift, laid)
    shift.restart_broker(emptied=True)
    shift.worker()
    # The relay's minute, played here: the job has told nothing for two.
    assert services.relay(now=timezone.now() + services.SILENT_FOR + timedelta(seconds=10)) == 1
    wait(shift, "the job's end", lambda: job(wished).state == JobState.DONE)
    assert_whole(laid)


def test_a_database_that_cuts_its_connections_leaves_the_job_to_the_relay(shift, laid, own_database):
    shift.worker()
    wished = wish(laid)
    wait(shift, "the third month", lambda: job(wished).done >= 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (mine,) = cursor.fetchone()
    with databases.server() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s AND pid <> %s",
            [own_database, mine],
        )
    time.sleep(1)
    assert job(wished).state == JobState.RUNNING
    assert services.relay(now=timezone.now() + services.SILENT_FOR + timedelta(seconds=10)) == 1
    wait(shift, "the job's end", lambda: job(wished).state == JobState.DONE)
    assert_whole(laid)


def test_one_job_sent_many_times_to_many_workers(shift, laid):
    for _ in range(2):
        shift.worker()
    wished = wish(laid)
    for _ in range(5):
        broker.send(services.TASK, [laid.district, wished])
    wait(shift, "the job's end", lambda: job(wished).state == JobState.DONE)
    # The others may still be at it: let them finish, or show that finishing changes nothing.
    time.sleep(2)
    assert_whole(laid)


def test_a_worker_lives_through_a_restart_of_the_broker(shift, laid):
    shift.worker()
    months = []
    for month in (FIRST, FIRST.next()):
        with ground.standing() as by:
            months.append(subsidies.request_month(district=laid.district, month=month, by=by, now=timezone.now()).pk)
        wait(shift, f"{month}", lambda: job(months[-1]).state == JobState.DONE)
        shift.restart_broker(emptied=True)
    with ground.standing():
        assert EntitlementLine.objects.count() == 2 * PLACES


def test_without_a_broker_a_wish_is_written_at_once_and_waits(shift, laid):
    shift.broker.stop()
    begun = time.monotonic()
    wished = wish(laid)
    assert time.monotonic() - begun < 2
    assert (job(wished).state, job(wished).sent_at) == (JobState.QUEUED, None)
