"""Two people, or a person and the ledger, at one application at once: one is done, the other is told; nothing is double."""

import threading
import time

import pytest

from governance.audit.services import change
from governance.registers.declarations import Refused
from subsidies import services
from subsidies.models import Application, ApplicationAct, ApprovedArea, EarlierScheme, Enrolment, EntitlementLine
from subsidies.rules.applications import Deed
from tests.subsidies import changing, ground
from tests.subsidies import desks as office
from tests.support import databases
from tests.support.parallel import in_parallel

pytestmark = pytest.mark.faults


@pytest.fixture
def desks(own_database):
    with ground.standing() as by:
        found = office.open_desks(by)
        found.laid.rate_all()
        return found


def test_one_application_is_approved_once(desks):
    found = desks.enter()
    desks.complete(found)
    for who, words in office.FORWARD[:3]:
        found = desks.act(found, who, comment=words)
    gate = threading.Barrier(2)

    def approve(who):
        gate.wait()
        return desks.act_on_seen(found, who)

    done = in_parallel(lambda: approve("housing"), lambda: approve("housing2"))
    assert sorted(type(one).__name__ for one in done) == ["Application", "Refused"]
    [refused] = [one for one in done if isinstance(one, Refused)]
    assert "已不在这一步" in str(refused.message)
    with ground.standing():
        assert Application.objects.get().step == "finance" and ApprovedArea.objects.count() == 1
        assert ApplicationAct.objects.filter(came_from="housing").count() == 1


def test_one_approves_while_another_returns_it(desks):
    found = desks.enter()
    desks.complete(found)
    for who, words in office.FORWARD[:3]:
        found = desks.act(found, who, comment=words)
    gate = threading.Barrier(2)

    def deed(who, what):
        gate.wait()
        return desks.act_on_seen(found, who, what, "面积不清")

    done = in_parallel(lambda: deed("housing", Deed.HAND_ON), lambda: deed("housing2", Deed.RETURN))
    with ground.standing():
        now = Application.objects.get()
        assert (now.step, now.approved_by_id) in {("finance", desks.people["housing"].pk), ("draft", None)}
        assert sum(isinstance(one, Refused) for one in done) == ApplicationAct.objects.filter(came_from="housing").count() == 1


def test_one_courtyard_is_entered_and_enrolled_once(desks):
    with ground.standing():
        entered = in_parallel(lambda: desks.enter(), lambda: desks.enter())
    assert sorted(type(one).__name__ for one in entered) == ["Application", "Refused"]
    with ground.standing():
        found = Application.objects.get()
    desks.complete(found)
    for who, words in office.FORWARD:
        found = desks.act(found, who, comment=words)
    desks.publish(found)
    done = in_parallel(lambda: desks.enrol(found), lambda: desks.enrol(found, "housing2"))
    assert sorted(type(one).__name__ for one in done) == ["Application", "Refused"]
    with ground.standing():
        assert Enrolment.objects.count() == 1


def test_who_acts_on_an_application_that_is_being_enrolled_is_not_locked_out(desks, own_database):
    """Enrolling holds the courtyard and waits for the application; whoever has that may still write what names the courtyard."""
    found = desks.approved()
    desks.publish(found)
    enrolling = threading.Thread(target=lambda: outcome.append(in_parallel(lambda: desks.enrol(found))[0]))
    outcome = []
    with desks.at("housing2") as by, change(district=found.district_id, by=by, reason="同时办理"):
        Application.objects.select_for_update().get(pk=found.pk)
        enrolling.start()
        until_one_waits(own_database)
        ApplicationAct.objects.create(
            district_id=found.district_id, street_id=found.street_id, courtyard_id=found.courtyard_id, application=found,
            deed="hand_on", came_from="published", went_to="published", acted_on=office.AFTER,
        )
    enrolling.join(30)
    assert isinstance(outcome[0], Application)


def until_one_waits(database):
    """Until a connection to the database waits for a lock."""
    deadline = time.monotonic() + 20
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND wait_event_type = 'Lock'"
    with databases.server() as cursor:
        while True:
            cursor.execute(waiting, [database])
            if cursor.fetchone()[0]:
                return
            assert time.monotonic() < deadline, "nobody waits"
            time.sleep(0.02)


@pytest.mark.parametrize("turn", range(3))
def test_a_month_is_computed_by_the_scheme_that_holds_then_while_it_changes(desks, turn):
    """Neither waits for the other for ever: the change is refused with the next month, or the line is by the new scheme."""
    with ground.standing():
        desks.laid.enrol_all()
        other = changing.scheme(desks)
    found = desks.enter(scheme=other)
    desks.complete(found)
    for who, words in office.FORWARD:
        found = desks.act(found, who, comment=words)
    desks.publish(found)
    gate = threading.Barrier(2)

    def compute():
        gate.wait()
        with ground.standing() as by:
            return services.compute_month(district=desks.laid.district, month=office.MAY, by=by, now=ground.NOW)

    def enrol():
        gate.wait()
        return desks.enrol(found)

    report, done = in_parallel(compute, enrol)
    assert report.inserted == 2, report
    with ground.standing():
        line = EntitlementLine.objects.select_related("scheme").get(courtyard=desks.laid.courtyards[0])
        if isinstance(done, Refused):
            assert "2022-06" in str(done.message)
            assert line.scheme == desks.laid.scheme and not EarlierScheme.objects.exists()
        else:
            assert done.step == "enrolled" and line.scheme == other and EarlierScheme.objects.count() == 1
