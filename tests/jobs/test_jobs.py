"""A job from the wish to the end: the row is the truth, a message only a nudge."""

from datetime import timedelta

import pytest
from django.db import OperationalError, connection

from governance.common.periods import Month
from governance.jobs import services, tasks
from governance.jobs.models import Job, JobState
from governance.jobs.runs import KindUnknown, Refused, handler_of, handles
from governance.tenancy import scope
from ratings import services as ratings
from ratings.models import RatingResult
from subsidies import services as subsidies
from subsidies.models import EntitlementLine
from tests.subsidies import ground

NOW = ground.NOW


def job(pk):
    return Job.objects.get(pk=pk)


@pytest.fixture
def month_job(laid):
    return subsidies.request_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=NOW)


def test_a_wish_is_sent_when_its_transaction_commits(laid, sent, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        wished = subsidies.request_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=NOW)
        assert not sent
    assert sent == [(services.TASK, [laid.district, wished.pk])]
    assert (job(wished.pk).state, job(wished.pk).sent_at) == (JobState.QUEUED, NOW)


def test_with_the_broker_down_the_wish_waits_and_is_sent_later(laid, no_broker, request, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        wished = subsidies.request_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=NOW)
    assert (job(wished.pk).state, job(wished.pk).sent_at) == (JobState.QUEUED, None)
    assert services.relay(now=NOW + timedelta(minutes=1)) == 0
    messages = request.getfixturevalue("sent")
    assert services.relay(now=NOW + timedelta(seconds=29)) == 0
    assert services.relay(now=NOW + timedelta(seconds=31)) == 1
    assert messages == [(services.TASK, [laid.district, wished.pk])]
    # Sent a moment ago: not again at once.
    assert services.relay(now=NOW + timedelta(seconds=40)) == 0


def test_a_run_does_the_work_and_tells_it(laid, month_job):
    tasks.run(laid.district, month_job.pk)
    done = job(month_job.pk)
    assert (done.state, done.done, done.total) == (JobState.DONE, 1, 1)
    assert done.finished_at is not None and "3" in done.message
    assert EntitlementLine.objects.count() == 3


def test_a_message_that_comes_again_changes_nothing(laid, month_job):
    tasks.run(laid.district, month_job.pk)
    before = Job.objects.values().get(pk=month_job.pk), list(EntitlementLine.objects.values_list("pk", flat=True))
    tasks.run(laid.district, month_job.pk)
    services.finish(district=laid.district, job=month_job.pk, message="again", now=NOW)
    services.fail(district=laid.district, job=month_job.pk, message="again", now=NOW)
    services.progress(district=laid.district, job=month_job.pk, done=0, total=9, message="again", now=NOW)
    after = Job.objects.values().get(pk=month_job.pk), list(EntitlementLine.objects.values_list("pk", flat=True))
    assert before == after


def test_months_tell_their_progress_one_by_one(laid, monkeypatch):
    told = []
    monkeypatch.setattr(services, "progress", lambda **told_now: told.append((told_now["done"], told_now["total"])))
    wished = subsidies.request_months(district=laid.district, first=Month(2021, 11), last=Month(2022, 2), by=laid.by, now=NOW)
    tasks.run(laid.district, wished.pk)
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4), (4, 4)]
    assert EntitlementLine.objects.count() == 12


def test_progress_never_goes_back(laid, month_job):
    services.start(district=laid.district, job=month_job.pk, now=NOW)
    for done in (3, 1):
        services.progress(district=laid.district, job=month_job.pk, done=done, total=5, message="", now=NOW)
    assert job(month_job.pk).done == 3


def test_a_round_is_computed_on_behalf_of_the_person_who_asked(laid):
    wished = ratings.request_round(round=laid.round, by=laid.by, now=NOW)
    tasks.run(laid.district, wished.pk)
    assert job(wished.pk).state == JobState.DONE
    assert set(RatingResult.objects.values_list("change__actor", flat=True)) == {laid.by.pk}


@pytest.mark.parametrize(
    ("kind", "arguments"),
    [
        (subsidies.COMPUTE_MONTH, {}),
        (subsidies.COMPUTE_MONTH, {"month": "2021-13"}),
        (subsidies.COMPUTE_MONTHS, {"from": "2021-01"}),
        (subsidies.COMPUTE_MONTH, {"month": "2999-01"}),
        (ratings.COMPUTE_ROUND, {"round": 0}),
        ("nobody.knows", {}),
    ],
)
def test_what_cannot_be_done_fails_with_a_sentence(laid, kind, arguments):
    wished = services.request(district=laid.district, kind=kind, arguments=arguments, by=laid.by, now=NOW)
    tasks.run(laid.district, wished.pk)
    failed = job(wished.pk)
    assert failed.state == JobState.FAILED and failed.message
    assert not EntitlementLine.objects.exists()


def test_an_error_of_the_program_fails_the_job_without_its_details(laid, caplog):
    @handles("tests.breaks")
    def breaks(run):
        raise ZeroDivisionError("secret of the house")

    wished = services.request(district=laid.district, kind="tests.breaks", arguments={}, by=laid.by, now=NOW)
    tasks.run(laid.district, wished.pk)
    assert job(wished.pk).state == JobState.FAILED
    assert "secret" not in job(wished.pk).message and "secret of the house" in caplog.text


def test_a_database_that_went_away_leaves_the_job_to_the_relay(laid, sent):
    @handles("tests.interrupted")
    def interrupted(run):
        raise OperationalError("server closed the connection unexpectedly")

    wished = services.request(district=laid.district, kind="tests.interrupted", arguments={}, by=laid.by, now=NOW)
    tasks.run(laid.district, wished.pk)
    running = job(wished.pk)
    assert running.state == JobState.RUNNING
    assert services.relay(now=running.sent_at + timedelta(seconds=110)) == 0
    assert services.relay(now=running.sent_at + timedelta(seconds=130)) == 1
    assert sent == [(services.TASK, [laid.district, wished.pk])]


def test_the_relay_sees_every_district(laid, sent, cast):
    wished = []
    for side in (cast.home, cast.neighbour):
        with side.scope(actor=side.user("housing").pk):
            wished.append(
                services.request(district=side.district, kind="tests.x", arguments={}, by=side.user("housing"), now=NOW)
            )
    with scope.enter(scope.NOBODY):
        assert services.relay(now=NOW + timedelta(minutes=1)) == 2
    assert sorted(args for _, args in sent) == sorted([job.district_id, job.pk] for job in wished)


def test_a_job_is_not_seen_from_another_district(laid, month_job, cast):
    with cast.home.scope():
        assert not Job.objects.filter(pk=month_job.pk).exists()
    # Not even by a message with a wrong district.
    tasks.run(cast.home.district, month_job.pk)
    assert job(month_job.pk).state == JobState.QUEUED


def test_the_same_wish_within_the_time_is_one_job(laid):
    def wish(arguments, since):
        return services.request_once(
            district=laid.district, kind="tests.once", arguments=arguments, by=laid.by, now=NOW, since=since
        )

    hour = timedelta(hours=1)
    first = wish({"month": "2021-01"}, NOW - hour)
    assert first and wish({"month": "2021-01"}, NOW - hour) is None
    assert wish({"month": "2021-02"}, NOW - hour)
    assert wish({"month": "2021-01"}, NOW + hour)
    services.fail(district=laid.district, job=first.pk, message="x", now=NOW)


def test_unknown_kinds_are_named():
    with pytest.raises(KindUnknown, match=r"nobody\.knows"):
        handler_of("nobody.knows")
    assert issubclass(Refused, Exception)


def test_a_run_opens_the_scope_of_its_district_only(laid, cast):
    seen = []

    @handles("tests.looks")
    def looks(run):
        with run.tenant() as by, connection.cursor() as cursor:
            cursor.execute("SELECT portal.allowed_districts(), portal.actor_id()")
            seen.append((*cursor.fetchone(), by.pk))
        return ""

    wished = services.request(district=laid.district, kind="tests.looks", arguments={}, by=laid.by, now=NOW)
    tasks.run(laid.district, wished.pk)
    assert seen == [([laid.district], laid.by.pk, laid.by.pk)]
