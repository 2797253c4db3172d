"""Who let a line be paid: of the applications only that by which it is inside, of the batches only those that pay it."""

from datetime import date

import pytest

from governance.common.periods import Month
from subsidies import services as subsidies
from subsidies.approvals import approvals
from subsidies.choices_applications import LeaveReason
from subsidies.models import Enrolment, EntitlementLine
from subsidies.payments import services
from subsidies.rules.payments import Deed
from subsidies.services import absences
from tests.payments import office as offices
from tests.payments.office import AFTER, ON
from tests.payments.test_claims_and_objections import lodge
from tests.subsidies import desks as work
from tests.subsidies import ground

BACK = Month(2022, 9)


def told(line):
    return {step.key: step.sentence for step in approvals(line)}


@pytest.fixture
def desks(db):
    with ground.standing() as by:
        found = work.open_desks(by)
        found.laid.rate_all()
        yield found


@pytest.fixture
def office(db):
    with ground.standing() as by:
        laid = ground.lay(by, areas=("1000.00", "2000.55"))
        laid.enrol_all()
        laid.rate_all()
        found = offices.open_office(laid)
        found.compute()
        yield found


def line_of(laid, month=date(2021, 1, 1)):
    return EntitlementLine.objects.get(courtyard=laid.courtyards[0], month=month, sequence=0)


def test_each_line_tells_the_application_by_which_it_is_inside(desks):
    first = desks.approved()
    desks.publish(first)
    desks.enrol(first)
    subsidies.compute_month(district=desks.laid.district, month=work.MAY, by=desks.laid.by, now=ground.NOW)
    before = told(line_of(desks.laid, work.MAY.first))
    assert "2022-03-28" in before["enrolled"]
    with desks.at("housing") as by:
        absences.leave_with_document(
            enrolment=Enrolment.objects.get(), by=by, now=work.NOW, reason="退出",
            told=absences.Leaving(on=date(2022, 6, 15), ground=LeaveReason.FIRM_GONE, because="撤场", document="8号"),
        )
    second = desks.enter(first_month=BACK)
    desks.complete(second)
    for who, comment in work.FORWARD:
        second = desks.act(second, who, comment=comment)
    desks.publish(second)
    desks.enrol(second, on=date(2022, 3, 29))
    assert told(line_of(desks.laid, work.MAY.first)) == before
    subsidies.compute_month(district=desks.laid.district, month=BACK, by=desks.laid.by, now=ground.NOW)
    after = told(line_of(desks.laid, BACK.first))["enrolled"]
    assert "2022-03-29" in after and "2022-03-28" not in after


def test_a_batch_that_was_withdrawn_let_nothing_be_paid(office):
    batch = office.batch()
    assert "编制" in told(line_of(office.laid))["batch"]
    office.act(batch, Deed.WITHDRAW, office.housing)
    assert "batch" not in told(line_of(office.laid))
    second = office.approved()
    [step] = approvals(line_of(office.laid))
    assert step.title.endswith(second.number) and "批准" in step.sentence


def test_a_line_that_is_held_or_left_is_not_approved_with_the_batch(office):
    batch = office.published()
    objection = lodge(office, batch)
    office.approve(batch)
    held = told(line_of(office.laid))["batch"]
    assert "公示" in held and f"{AFTER}" not in held, "the last word was not over this line"
    services.answer(objection=objection, upheld=True, words="确有误", on=AFTER, by=office.housing2)
    assert "batch" not in told(line_of(office.laid))
    other = EntitlementLine.objects.get(courtyard=office.laid.courtyards[1])
    assert f"{AFTER}" in told(other)["batch"] and f"{ON}" in told(other)["batch"]
