"""A thousand months computed through faults drawn at random: no line missing, none double. Asked for by `-m deep`."""

import os
import signal
import time
from collections import Counter
from contextlib import closing, nullcontext, suppress
from datetime import UTC, datetime, timedelta
from random import Random

import psycopg2
import pytest
from django.db import connections
from django.utils import timezone

from governance.common.periods import Month
from governance.jobs import broker
from governance.jobs.models import Job, JobState
from governance.jobs.tasks import run
from governance.people.services import service_account
from governance.tenancy import scope
from subsidies import services
from subsidies import tasks as subsidy_tasks
from subsidies.models import EntitlementLine
from subsidies.rules.explanation import recompute
from subsidies.services import chain
from tests.subsidies import ground
from tests.support import databases

pytestmark = [pytest.mark.deep, pytest.mark.faults]
RUNS, PLACES, MONTHS = 1_000, 5, 36
FIRST = Month.of(ground.FIRST_MONTH)
FAULTS = ("killed", "twice", "cut", "restarted", "clock", "two beats", "none")
DISTRICT = 990_400


@pytest.fixture
def laid(own_database, monkeypatch):
    """Districts enough for a month a run; no broker, for here messages are played by hand."""
    monkeypatch.setattr(broker, "send", lambda *_told: None)
    with databases.server() as cursor:
        # As in production: what is committed outlives the server. The throw-away server forgets this for speed.
        cursor.execute(f'ALTER DATABASE "{own_database}" SET synchronous_commit = on')
    connections.close_all()
    for number in range(-(-RUNS // MONTHS)):
        with ground.standing(DISTRICT + number) as by:
            place = ground.lay(by, areas=[f"{n}00.37" for n in range(1, PLACES + 1)], district=DISTRICT + number)
            place.enrol_all()
            place.rate_all()
    return own_database


def here(district):
    return scope.enter(scope.Scope(districts=(district,), actor=service_account().pk))


def worker(district, job):
    """A worker of its own, as a process that can be killed."""
    connections.close_all()
    child = os.fork()
    if child == 0:
        try:
            run(district, job)
        finally:
            os._exit(0)
    return child


def ended(*children):
    for child in children:
        os.waitpid(child, 0)


def killed(random, district, job):
    child = worker(district, job)
    time.sleep(random.random() * 0.12)
    os.kill(child, signal.SIGKILL)
    ended(child)


def twice(random, district, job):
    ended(*(worker(district, job) for _turn in range(random.choice((2, 3)))))


def cut(random, district, job, name):
    child = worker(district, job)
    time.sleep(random.random() * 0.12)
    with databases.server() as cursor:
        cursor.execute("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = %s", [name])
    ended(child)


def restarted(random, district, job):
    """A server process dies by SIGKILL; PostgreSQL throws everybody out, recovers from its log and begins anew."""
    child, witness = worker(district, job), databases.connect("postgres")
    time.sleep(random.random() * 0.12)
    with suppress(psycopg2.OperationalError), databases.server() as cursor:
        cursor.execute("COPY (SELECT 1) TO PROGRAM 'kill -9 $PPID'")
    # Who was connected is thrown out first; until then the server still takes new ones in, and throws them out as well.
    until("everybody was thrown out", lambda: not answers(witness))
    until("PostgreSQL came back", lambda: answers(None))
    ended(child)
    connections.close_all()


def answers(connection):
    """Whether the server answers on a connection, or on a new one."""
    try:
        with closing(databases.connect("postgres")) if connection is None else nullcontext(connection) as it:
            it.cursor().execute("SELECT 1")
            it.rollback()
    except (psycopg2.OperationalError, psycopg2.InterfaceError):
        return False
    return True


def until(what, is_so):
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, f"never: {what}"
        time.sleep(0.02)


def two_beats():
    """The first of the next month, told by two schedulers: one job at most is asked for."""
    for _turn in range(2):
        subsidy_tasks.compute_last_month()


def wish(district, month):
    with here(district):
        return services.request_month(district=district, month=month, by=service_account(), now=timezone.now()).pk


def clock(district, month):
    """The clock stood before the month's end: nothing is computed, and nothing is left behind."""
    early = datetime(month.year, month.month, 27, 15, tzinfo=UTC)
    with here(district), pytest.raises(services.MonthNotOver):
        services.compute_month(district=district, month=month, by=service_account(), now=early)


def state(district, job):
    with here(district):
        return Job.objects.get(pk=job).state


def test_a_thousand_months_through_faults(laid, record_property):
    random, drawn, begun = Random(20261126), Counter(), time.monotonic()
    for number in range(RUNS):
        district, month = DISTRICT + number // MONTHS, FIRST.plus(number % MONTHS)
        job = wish(district, month)
        for fault in random.sample(FAULTS, random.randint(1, 2)):
            drawn[fault] += 1
            match fault:
                case "killed":
                    killed(random, district, job)
                case "twice":
                    twice(random, district, job)
                case "cut":
                    cut(random, district, job, laid)
                case "restarted":
                    restarted(random, district, job)
                case "clock":
                    clock(district, month)
                case "two beats":
                    two_beats()
        deadline = time.monotonic() + timedelta(seconds=20).total_seconds()
        while state(district, job) != JobState.DONE:
            assert time.monotonic() < deadline, (district, month)
            ended(worker(district, job))
    missing, double = _count()
    assert (missing, double) == (0, 0)
    told = ", ".join(f"{fault} {n}" for fault, n in sorted(drawn.items()))
    record_property("tally", f"{RUNS} fault runs ({told}): {RUNS * PLACES} lines, {missing} missing, {double} double"
                             f" ({time.monotonic() - begun:.0f} s)")


def _count():
    missing = double = 0
    for number in range(-(-RUNS // MONTHS)):
        district = DISTRICT + number
        with here(district):
            found = Counter(EntitlementLine.objects.values_list("courtyard_id", "month"))
            wanted = min(MONTHS, RUNS - number * MONTHS) * PLACES
            # Beat asked for the month before today as well; it lies after the 36.
            missing += wanted - len(found)
            double += sum(found.values()) - len(found)
            lines = EntitlementLine.objects.select_related("reading")
            assert all(recompute(line.explanation) == line.amount_fen for line in lines)
            assert all(block.holds for block in chain.verify(district))
    return missing, double
