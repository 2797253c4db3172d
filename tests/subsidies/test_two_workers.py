"""Two workers on one month: each waits for the other, and no line, result or enrolment is double."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, connections

from governance.common.periods import Month
from ratings import services as ratings
from ratings.models import RatingResult, RatingRound
from subsidies import services
from subsidies.models import Enrolment, EntitlementLine, SubsidyScheme
from tests.subsidies import ground

JANUARY = Month(2021, 1)
WORKERS = 4
pytestmark = pytest.mark.faults


@pytest.fixture
def laid(own_database):
    with ground.standing() as by:
        return ground.lay(by, areas=[f"{number}.25" for number in range(1, 41)])


def together(work):
    """Runs `work` in several threads at once, each on a connection of its own; their results or exceptions."""
    gate = threading.Barrier(WORKERS)

    def once():
        try:
            with ground.standing() as by:
                gate.wait()
                return work(by)
        except Exception as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(WORKERS) as pool:
        return [future.result() for future in [pool.submit(once) for _ in range(WORKERS)]]


def test_a_round_is_rated_once(laid):
    with ground.standing() as by:
        ratings.enter_courtyards(round=laid.round, courtyards=laid.courtyards, by=by, reason="scope")
    reports = together(lambda by: ratings.compute_round(round=RatingRound.objects.get(pk=laid.round.pk), by=by, now=ground.NOW))
    assert sorted(report.inserted for report in reports) == [0, 0, 0, 40]
    with ground.standing():
        assert RatingResult.objects.count() == 40


def test_a_month_is_computed_once(laid):
    with ground.standing():
        laid.enrol_all()
        laid.rate_all()
    reports = together(lambda by: services.compute_month(district=laid.district, month=JANUARY, by=by, now=ground.NOW))
    assert sorted(report.inserted for report in reports) == [0, 0, 0, 40]
    with ground.standing():
        assert EntitlementLine.objects.count() == 40


def test_a_courtyard_is_enrolled_once(laid):
    with ground.standing():
        scheme = SubsidyScheme.objects.get(pk=laid.scheme.pk)
    enrolments = together(
        lambda by: services.enrol(courtyard=laid.courtyards[0], scheme=scheme, first_month=JANUARY, by=by, reason="enrolled")
    )
    assert sorted(type(enrolment).__name__ for enrolment in enrolments) == ["AlreadyEnrolled"] * 3 + ["Enrolment"]
    with ground.standing():
        assert Enrolment.objects.count() == 1


def test_without_the_turn_the_unique_keys_alone_hold(laid, monkeypatch):
    """The lock is a courtesy; the constraint is the guarantee."""
    monkeypatch.setattr("governance.audit.turns.take", lambda *subject: None)
    with ground.standing():
        laid.enrol_all()
        laid.rate_all()
    reports = together(lambda by: services.compute_month(district=laid.district, month=JANUARY, by=by, now=ground.NOW))
    assert sum(report.inserted for report in reports) == 40
    with ground.standing(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*), count(DISTINCT courtyard_id) FROM subsidies_entitlementline WHERE month = %s",
            [JANUARY.first],
        )
        assert cursor.fetchone() == (40, 40)
