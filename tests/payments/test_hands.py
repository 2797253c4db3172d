"""By whom a batch is carried: three hands, a ladder that rises with the amount, and the fund's last word."""

import pytest
from django.db import IntegrityError, transaction

from governance.audit.services import change
from governance.models import Change
from governance.registers.declarations import Refused
from subsidies.models import BatchAct
from subsidies.payments import fund, services
from subsidies.payments.services import steps
from subsidies.rules.payments import Deed, Rung, Step
from tests.payments.office import AFTER, LAST, ON
from tests.payments.test_batches import TOTAL, step


def test_who_prepared_it_does_not_endorse_it_and_nobody_climbs_twice(office):
    batch = office.batch()
    office.act(batch, Deed.SUBMIT, office.housing)
    with pytest.raises(Refused, match="本批次由您编制"):
        office.act(batch, Deed.ENDORSE, office.housing)
    with pytest.raises(Refused, match="住房保障中心"):
        office.act(batch, Deed.ENDORSE, office.finance)
    office.act(batch, Deed.ENDORSE, office.housing2)
    assert step(batch) == Step.REVIEW
    office.act(batch, Deed.ENDORSE, office.finance)
    assert step(batch) == Step.REVIEWED
    with pytest.raises(Refused):
        office.act(batch, Deed.ENDORSE, office.leader)


def test_the_ladder_rises_with_the_amount_and_stays_as_it_was_when_the_batch_was_prepared(office):
    batch = office.batch()
    assert steps.roles_of(batch) == ("housing", "finance")
    services.set_ladder(
        district=batch.district_id, rungs=[Rung(0, "leader")], document="新办法", by=office.housing, reason="调整"
    )
    batch.refresh_from_db()
    assert steps.roles_of(batch) == ("housing", "finance")
    office.act(batch, Deed.WITHDRAW, office.housing)
    assert steps.roles_of(office.batch()) == ("leader",)


@pytest.mark.parametrize(
    "rungs", [[], [Rung(1, "housing")], [Rung(0, "housing"), Rung(0, "leader")], [Rung(0, "clerk")],
              [Rung(0, "housing"), Rung(200, "finance"), Rung(100, "leader")]],
)
def test_a_ladder_with_holes_is_refused(office, rungs):
    with pytest.raises(Refused):
        services.set_ladder(district=office.laid.district, rungs=rungs, document="办法", by=office.housing, reason="x")


def test_given_back_with_a_comment_it_is_reviewed_anew(office):
    batch = office.batch()
    office.act(batch, Deed.SUBMIT, office.housing)
    office.act(batch, Deed.ENDORSE, office.housing2)
    with pytest.raises(Refused, match="意见"):
        office.act(batch, Deed.GIVE_BACK, office.finance)
    office.act(batch, Deed.GIVE_BACK, office.finance, comment="请核对面积")
    assert step(batch) == Step.RETURNED
    office.act(batch, Deed.SUBMIT, office.housing)
    with pytest.raises(Refused, match="住房保障中心"):
        office.act(batch, Deed.ENDORSE, office.finance)
    office.act(batch, Deed.ENDORSE, office.housing2)
    office.act(batch, Deed.ENDORSE, office.finance)
    assert step(batch) == Step.REVIEWED


def test_withdrawn_its_lines_are_free(office):
    batch = office.batch()
    office.act(batch, Deed.WITHDRAW, office.housing)
    assert step(batch) == Step.WITHDRAWN
    assert office.batch().number == "990301-202101-02"


def test_it_is_approved_after_its_publicity_and_not_before(office):
    batch = office.published()
    with pytest.raises(Refused, match="公示"):
        office.approve(batch, on=LAST)
    office.approve(batch, on=AFTER)
    assert step(batch) == Step.APPROVED
    assert fund.free(batch.district_id) == 10_000_000 - TOTAL


def test_it_is_not_approved_beyond_the_fund(laid):
    from tests.payments.office import open_office

    office = open_office(laid, fund_fen=TOTAL - 1)
    office.compute()
    batch = office.published()
    before = Change.objects.count()
    with pytest.raises(Refused, match=r"0\.01"):
        office.approve(batch)
    assert (Change.objects.count(), step(batch), fund.free(batch.district_id)) == (before, Step.PUBLISHED, TOTAL - 1)
    office.fund(1)
    office.approve(batch)
    assert fund.free(batch.district_id) == 0


def test_who_reviewed_or_prepared_it_does_not_pay_it(office):
    batch = office.approved()
    for who in (office.finance, office.housing, office.leader):
        with pytest.raises(Refused):
            services.send(batch=batch, on=AFTER, by=who)
    services.send(batch=batch, on=AFTER, by=office.finance2)
    assert step(batch) == Step.SENT


@pytest.mark.parametrize(
    ("deed", "hand", "constraint"), [("endorse", 2, "one_hand_a_person"), ("send", 3, "one_hand_a_person"),
                                     ("endorse", 1, "hand_of_its_deed"), ("give_back", 2, "back_with_a_comment")],
)
def test_the_database_itself_keeps_the_three_hands_apart(office, deed, hand, constraint):
    batch = office.batch()
    actor = office.housing if constraint == "one_hand_a_person" else office.leader
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        with change(district=batch.district_id, by=actor, reason="raw"):
            BatchAct.objects.create(
                district_id=batch.district_id, batch=batch, number=2, deed=deed, hand=hand, role="housing", actor=actor,
                actor_name="x", came_from="prepared", went_to="review", amount_fen=1, acted_on=ON,
            )
