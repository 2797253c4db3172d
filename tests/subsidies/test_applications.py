"""Applications on a real database: entered, checked off, handed on, published, objected to, enrolled."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from courtyards.models import Committee, CommitteeMember
from governance.audit.services import change
from governance.common.periods import Month
from governance.jobs.models import Job
from governance.registers.declarations import Refused
from governance.registers.models import Attachment
from governance.tenancy import scope
from subsidies import services as subsidies
from subsidies.applications import materials
from subsidies.choices_applications import Applicant, ApplicationObjector
from subsidies.models import (
    Application,
    ApplicationAct,
    ApplicationObjection,
    ApplicationPublicityLine,
    Enrolment,
)
from subsidies.rules.applications import Deed
from subsidies.services import applications as services
from tests.subsidies import desks as office
from tests.subsidies import ground
from tests.subsidies.desks import AFTER, LAST, MAY, ON, PDF, SHOWN


@pytest.fixture
def desks(db):
    with ground.standing() as by:
        found = office.open_desks(by)
        found.laid.rate_all()
        yield found


def test_it_is_entered_with_a_number_for_whoever_applies(desks):
    first, second = desks.enter(), desks.enter(1, applicant=Applicant.STREET)
    assert (first.number, second.number) == ("990301001-2022-0001", "990301001-2022-0002")
    assert (first.applicant_name, second.applicant_name) == ("自管会", "试验街道")
    assert first.acts.get().change.on_behalf_of == "自管会"
    with pytest.raises(Refused, match="0001"):
        desks.enter()
    with pytest.raises(Refused, match="企业") as refused:
        desks.act(first, "clerk", Deed.WITHDRAW, "重新申请")
        desks.enter(applicant=Applicant.FIRM)
    assert refused.value.field == "applicant"


def test_every_street_counts_its_own_though_none_sees_another_s(desks):
    """Whoever enters for one street has only that street's applications in sight."""
    desks.enter()
    there = ground.second_street(desks.laid)
    with scope.enter(scope.Scope(districts=(there.district_id,), streets=(there.street_id,), actor=desks.people["clerk2"].pk)):
        made = services.enter(
            courtyard=there, given=desks.given(applicant=Applicant.STREET), on=ON, by=desks.people["clerk2"], reason="窗口受理"
        )
    assert made.number == "990301002-2022-0001" and desks.enter(1).number == "990301001-2022-0002"


@pytest.mark.parametrize(
    ("said", "field"), [({"first_month": Month(2099, 1)}, ""), ({"first_month": Month(2001, 1)}, "scheme"),
                        ({"applied_on": date(2022, 3, 15)}, "applied_on")],
)
def test_what_can_not_be_applied_for(desks, said, field):
    if not field:
        assert desks.enter(**said).pk
        return
    with pytest.raises(Refused) as refused:
        desks.enter(**said)
    assert refused.value.field == field and not Application.objects.exists()


def test_what_the_registers_have_is_not_asked_for_again(desks):
    found = desks.enter()
    lines = {one.item.source or one.item.code: one for one in materials.lines(found)}
    assert {key for key, one in lines.items() if one.found} == {"area", "renovation", "covenant", "star"}
    assert "2020-12-20" in lines["renovation"].found.told and "1,000.00" in lines["area"].found.told
    with desks.at("clerk") as by:
        assert services.check_off_known(application=found, on=ON, by=by) == 4
        with pytest.raises(Refused):
            services.check_off_known(application=found, on=ON, by=by)
        with pytest.raises(Refused, match="合同"):
            services.check_off(application=found, code="2", on=ON, by=by)
        with pytest.raises(Refused, match="PDF"):
            services.check_off(application=found, code="2", on=ON, by=by, name="x.exe", content=b"MZ")
        kept = services.check_off(application=found, code="2", on=ON, by=by, name="合同.pdf", content=PDF)
    assert kept.attachment.name == "合同.pdf" and kept.record_id is None
    with desks.at("clerk") as by:
        services.take_off(application=found, code="2", by=by)
    assert not Attachment.objects.filter(register=services.KEY).exists()


def test_it_is_not_handed_on_without_its_materials(desks):
    found = desks.enter()
    with pytest.raises(Refused, match="补贴申请表.*收款账户信息"):
        desks.act(found, "clerk")
    desks.complete(found)
    assert desks.act(found, "clerk").step == "opinion"
    with pytest.raises(Refused), desks.at("clerk") as by:
        services.check_off(application=found, code="1", on=ON, by=by, name="x.pdf", content=PDF)


def test_a_record_that_changed_since_is_told(desks):
    found = desks.enter()
    desks.complete(found)
    assert not any(one.has_changed for one in materials.lines(found))
    desks.laid.set_area(found.courtyard, "990.00")
    found.courtyard.refresh_from_db()
    assert [one.item.source for one in materials.lines(found) if one.has_changed] == ["area"]


def test_the_whole_way_with_deadlines_in_working_days(desks):
    found = desks.enter()
    desks.complete(found)
    due = [desks.act(found, who, comment=words).due_on for who, words in office.FORWARD]
    assert due == [date(2022, 3, 21), date(2022, 3, 28), date(2022, 3, 28), date(2022, 3, 28), None]
    found.refresh_from_db()
    assert (found.step, found.verified_by_id, found.approved_by_id, found.funded_by_id) == (
        "approved", desks.people["reviewer"].pk, desks.people["housing"].pk, desks.people["finance"].pk
    )
    shown = desks.publish(found)
    assert shown.last_on == LAST
    line = ApplicationPublicityLine.objects.get()
    assert (line.area_m2, line.star, line.months, line.month_fen) == (Decimal("1000.00"), 5, 36, 30_000)
    with pytest.raises(Refused, match="公示"):
        desks.enrol(found, on=LAST)
    done = desks.enrol(found)
    assert (done.step, done.enrolment.first_month) == ("enrolled", MAY.first)
    assert [act.deed for act in done.acts.all()] == ["enter", *["hand_on"] * 5, "publish", "enrol"]
    with pytest.raises(Refused, match="2022-05"):
        desks.enter()


def test_whoever_entered_does_not_verify_and_whoever_verified_does_not_approve(desks):
    found = desks.enter()
    desks.complete(found, "clerk2")
    desks.act(found, "clerk")
    desks.act(found, "clerk", comment="社区同意")
    for who in ("clerk", "clerk2"):
        with pytest.raises(Refused, match="他人"):
            desks.act(found, who)
    desks.act(found, "reviewer")
    with pytest.raises(Refused, match="核实"):
        desks.act(found, "reviewer")
    desks.act(found, "housing")
    with pytest.raises(Refused, match="批准"):
        desks.act(found, "housing")


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"verified_by": "clerk"}, "entered_and_verified_by_two"), ({"approved_by": "clerk"}, "approved_by_another"),
        ({"approved_by": "reviewer"}, "approved_by_another"), ({"funded_by": "housing"}, "funded_by_another"),
        ({"funded_by": "reviewer"}, "funded_by_another"), ({"verified_by": None}, "goes_its_way"),
        ({"step": "enrolled"}, "goes_its_way"),
    ],
)
def test_the_database_holds_the_incompatible_roles_itself(desks, values, name):
    found = desks.approved()
    told = {key: desks.people.get(value, value) if key != "step" else value for key, value in values.items()}
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
            Application.objects.filter(pk=found.pk).update(**told)


def test_an_act_is_never_rewritten(desks):
    act = desks.enter().acts.get()
    with pytest.raises(Exception, match="append|written|rewrit"), transaction.atomic():
        with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
            ApplicationAct.objects.filter(pk=act.pk).update(comment="别的")


def test_returned_with_a_comment_and_every_signature_is_given_anew(desks):
    found = desks.approved()
    with pytest.raises(Refused) as refused:
        desks.act(found, "housing", Deed.RETURN)
    assert refused.value.field == "comment"
    back = desks.act(found, "housing", Deed.RETURN, "面积证明看不清")
    assert (back.step, back.verified_by_id, back.approved_by_id, back.funded_by_id) == ("draft", None, None, None)
    for who, words in office.FORWARD:
        back = desks.act(back, who, comment=words)
    back = desks.act(back, "housing", Deed.GIVE_BACK, "请财政再看")
    assert (back.step, back.approved_by_id, back.funded_by_id) == ("finance", desks.people["housing"].pk, None)


def test_rejected_and_withdrawn_are_ends_and_another_application_may_follow(desks):
    found = desks.enter()
    desks.complete(found)
    desks.act(found, "clerk")
    assert desks.act(found, "clerk", Deed.OPPOSE, "居民代表会未通过").step == "verification"
    assert desks.act(found, "reviewer", Deed.REJECT, "社区不同意").step == "rejected"
    with pytest.raises(Refused):
        desks.act(found, "clerk", Deed.WITHDRAW, "撤")
    again = desks.enter()
    assert desks.act(again, "clerk", Deed.WITHDRAW, "明年再报").step == "withdrawn"
    assert desks.enter().number.endswith("0003")


def test_the_own_courtyard_is_somebody_else_s_to_verify(desks):
    found = desks.enter()
    desks.complete(found)
    desks.act(found, "clerk")
    desks.act(found, "clerk", comment="同意")
    with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
        CommitteeMember.objects.create(
            district_id=desks.laid.district, street_id=found.street_id, courtyard=found.courtyard, valid=ground.FOR_EVER,
            committee=Committee.objects.get(courtyard=found.courtyard), name=desks.people["reviewer"].name,
        )
    with pytest.raises(Refused, match="楼院"):
        desks.act(found, "reviewer")


def test_an_objection_stops_one_courtyard_only(desks):
    first, second = desks.approved(), desks.approved(1)
    desks.publish(first, second)
    kept = lodged(desks, first)
    assert len(kept.number) == 10 and kept.due_on == date(2022, 3, 30)
    with pytest.raises(Refused, match="异议"):
        desks.enrol(first)
    assert desks.enrol(second).step == "enrolled"
    told = services.tracked(kept.number)
    assert (told["courtyard"], told["state"], told["application"]) == ("1号院", "lodged", first.number)
    assert "grounds" not in told
    with desks.at("housing") as by:
        services.reject_objection(objection=kept, answer="已现场复核，面积无误。", on=AFTER, by=by)
        with pytest.raises(Refused):
            services.reject_objection(objection=kept, answer="再答", on=AFTER, by=by)
    assert desks.enrol(first).step == "enrolled"
    assert services.tracked(kept.number)["answer"].startswith("已现场")


def lodged(desks, application, on=SHOWN, who="clerk"):
    told = services.Lodged(ApplicationObjector.OWNERS, on, "面积算多了")
    with desks.at(who) as by:
        return services.lodge(application=application, told=told, today=AFTER, by=by, reason="来访")


def test_an_upheld_objection_opens_the_application_again(desks):
    found = desks.approved()
    desks.publish(found)
    kept = lodged(desks, found, who="housing")
    with pytest.raises(Refused, match="他人"), desks.at("housing") as by:
        services.uphold_objection(objection=kept, answer="属实", on=AFTER, by=by)
    with desks.at("housing2") as by:
        services.uphold_objection(objection=kept, answer="属实，重新核定面积。", on=AFTER, by=by)
    found.refresh_from_db()
    assert (found.step, found.approved_by_id, found.funded_by_id) == ("housing", None, None)
    desks.act(found, "housing2")
    desks.act(found, "finance")
    assert desks.publish(found).pk and found.publicity_lines.count() == 2


@pytest.mark.parametrize(("on", "words"), [(date(2022, 3, 15), "2022-03-16"), (date(2022, 3, 28), "2022-03-25")])
def test_objections_come_in_time(desks, on, words):
    found = desks.approved()
    desks.publish(found)
    with pytest.raises(Refused, match=words) as refused:
        lodged(desks, found, on)
    assert refused.value.field == "received_on" and not ApplicationObjection.objects.exists()


def test_months_that_are_over_when_it_is_enrolled_are_asked_for(desks):
    """The way takes weeks: the others' lines of its first months are there by then, its own are not."""
    found = desks.approved()
    desks.publish(found)
    with change(district=found.district_id, by=desks.laid.by, reason="x"):
        Enrolment.objects.create(
            district_id=found.district_id, street_id=found.street_id, courtyard=desks.laid.courtyards[1],
            scheme=desks.laid.scheme, first_month=date(2022, 4, 1),
        )
    for month in (Month(2022, 4), MAY, MAY.next()):
        subsidies.compute_month(district=found.district_id, month=month, by=desks.laid.by, now=ground.NOW)
    with desks.at("housing") as by:
        services.enrol_application(application=found, on=AFTER, now=ground.NOW, by=by, reason="公示无异议")
    assert Job.objects.get().arguments == {"from": "2022-05", "to": "2022-06"}
