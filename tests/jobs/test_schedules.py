"""What beat starts by the clock in Shanghai, and that firing twice asks once."""

from datetime import UTC, datetime

import pytest
from django_celery_beat.models import PeriodicTask

from governance.common.periods import Month
from governance.jobs import schedules
from governance.jobs.models import Job
from governance.jobs.tasks import run
from ratings import services as ratings
from ratings import tasks as rating_tasks
from subsidies import services as subsidies
from subsidies import tasks as subsidy_tasks
from subsidies.models import EntitlementLine
from tests.subsidies import ground


@pytest.fixture
def at(monkeypatch):
    def set_clock(*moment):
        monkeypatch.setattr("django.utils.timezone.now", lambda: datetime(*moment, tzinfo=UTC))

    return set_clock


def test_schedules_are_written_once_in_shanghai_time(db):
    before = set(PeriodicTask.objects.values_list("name", flat=True))
    expected = [
        "governance.jobs.relay", "governance.quality.count_tonight", "governance.seals.open_reports",
        "governance.summaries.check_tonight", "governance.summaries.round", "ratings.compute_last_year",
        "subsidies.compute_last_month", "subsidies.correct_ledger",
    ]
    assert schedules.install() == schedules.install() == expected
    assert set(PeriodicTask.objects.values_list("name", flat=True)) - before <= set(expected)
    crontabs = {task.name: task.crontab for task in PeriodicTask.objects.filter(name__in=expected)}
    assert {str(crontab.timezone) for crontab in crontabs.values()} == {"Asia/Shanghai"}
    monthly, yearly = crontabs["subsidies.compute_last_month"], crontabs["ratings.compute_last_year"]
    assert (monthly.minute, monthly.hour, monthly.day_of_month, monthly.month_of_year) == ("0", "2", "1", "*")
    assert (yearly.minute, yearly.hour, yearly.day_of_month, yearly.month_of_year) == ("0", "3", "5", "1")


def test_a_schedule_switched_off_stays_off(db):
    schedules.install()
    PeriodicTask.objects.filter(name="governance.jobs.relay").update(enabled=False)
    schedules.install()
    assert not PeriodicTask.objects.get(name="governance.jobs.relay").enabled


def test_the_first_of_a_month_asks_for_the_month_before_in_every_district(laid, at, sent):
    # 02:00 on 1 March in Shanghai is still February in UTC.
    at(2021, 2, 28, 18)
    subsidy_tasks.compute_last_month()
    subsidy_tasks.compute_last_month()
    jobs = list(Job.objects.filter(kind=subsidies.COMPUTE_MONTH))
    assert [(job.district_id, job.arguments) for job in jobs] == [(laid.district, {"month": "2021-02"})]
    assert jobs[0].requested_by.is_service


def test_all_districts_are_reached(laid, at, sent, cast):
    at(2021, 2, 28, 18)
    subsidy_tasks.compute_last_month()
    for side in (cast.home, cast.neighbour):
        with side.scope():
            assert Job.objects.filter(kind=subsidies.COMPUTE_MONTH).count() == 1


def test_by_night_what_was_corrected_is_asked_for_in_the_months_that_have_lines(laid, at, sent):
    """An area corrected after its months were computed becomes lines of its own, without anybody's pressing a button."""
    at(2021, 4, 10, 18, 30)
    subsidy_tasks.correct_ledger()
    assert not Job.objects.exists(), "no month is computed yet"
    for month in (Month(2021, 2), Month(2021, 3)):
        subsidies.compute_month(district=laid.district, month=month, by=laid.by, now=ground.NOW)
    laid.set_area(laid.courtyards[0], "500.00")
    subsidy_tasks.correct_ledger()
    subsidy_tasks.correct_ledger()
    (job,) = Job.objects.all()
    assert (job.kind, job.arguments) == (subsidies.COMPUTE_MONTHS, {"from": "2021-02", "to": "2021-03"})
    run(laid.district, job.pk)
    corrections = EntitlementLine.objects.filter(sequence=1)
    assert {line.courtyard_id for line in corrections} == {laid.courtyards[0].pk} and len(corrections) == 2


def test_january_asks_for_the_round_of_the_year_before_unless_it_is_announced(laid, at, sent):
    at(2022, 1, 4, 19)
    rating_tasks.compute_last_year()
    rating_tasks.compute_last_year()
    (job,) = Job.objects.filter(kind=ratings.COMPUTE_ROUND)
    assert job.arguments == {"round": laid.round.pk}
    Job.objects.all().delete()
    ratings.announce(round=laid.round, on=datetime(2022, 1, 5).date(), by=laid.by, reason="announced")
    rating_tasks.compute_last_year()
    assert not Job.objects.filter(kind=ratings.COMPUTE_ROUND).exists()


def test_a_year_without_a_round_asks_for_nothing(laid, at, sent):
    at(2030, 1, 4, 19)
    rating_tasks.compute_last_year()
    assert not Job.objects.filter(kind=ratings.COMPUTE_ROUND).exists()
