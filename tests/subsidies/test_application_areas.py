"""What stands before an enrolment: the gates, an area that changed after the approval, and what the rules would pay."""

from dataclasses import replace
from decimal import Decimal

import pytest

from courtyards.models import Covenant, ModeConfirmation, Renovation
from governance.audit.services import change
from governance.registers.declarations import Refused
from subsidies import services as subsidies
from subsidies.applications import areas
from subsidies.applications.estimate import estimate
from subsidies.models import ApprovedArea, Enrolment, EntitlementLine, PublicIncome
from subsidies.rules.entitlement import Conditions
from subsidies.services import applications as services
from tests.subsidies import changing, ground, written
from tests.subsidies import desks as office
from tests.subsidies.desks import MAY


@pytest.fixture
def desks(db):
    with ground.standing() as by:
        found = office.open_desks(by)
        found.laid.rate_all()
        yield found


def test_the_gates_of_enrolling_stay_the_law(desks):
    found = desks.approved()
    desks.publish(found)
    with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
        Renovation.objects.filter(courtyard=found.courtyard).delete()
        Covenant.objects.filter(courtyard=found.courtyard).delete()
    with pytest.raises(Refused, match="改造.*规约"):
        desks.enrol(found)
    found.refresh_from_db()
    assert found.step == "published" and not Enrolment.objects.exists()


def test_an_area_changed_after_the_approval_is_confirmed_before_it_is_enrolled(desks):
    found = desks.approved()
    desks.publish(found)
    desks.laid.set_area(found.courtyard, "1100.00")
    [told] = areas.changes(desks.laid.district)
    assert (told.approved_m2, told.area_m2, told.application_id) == (Decimal("1000.00"), Decimal("1100.00"), found.pk)
    assert (told.changed_by, told.changed_why) == (desks.laid.by.name, "measured again")
    with pytest.raises(Refused, match="建筑面积"):
        desks.enrol(found)
    with pytest.raises(Refused, match="1100"), desks.at("housing") as by:
        services.confirm_area(courtyard=found.courtyard, area_m2=Decimal("1000.00"), by=by, reason="没看")
    with desks.at("housing") as by:
        services.confirm_area(courtyard=found.courtyard, area_m2=Decimal("1100.00"), by=by, reason="测绘报告〔2022〕7号")
        with pytest.raises(Refused):
            services.confirm_area(courtyard=found.courtyard, area_m2=Decimal("1100.00"), by=by, reason="再次")
    assert desks.enrol(found).step == "enrolled"
    kept = ApprovedArea.objects.last()
    assert (kept.deed, kept.before_m2, kept.area_m2) == ("confirmation", Decimal("1000.00"), Decimal("1100.00"))


def test_whoever_changed_the_area_does_not_confirm_it(desks):
    found = desks.approved()
    with desks.at("housing") as by, change(district=desks.laid.district, by=by, reason="x"):
        found.courtyard.area_m2 = Decimal("1.00")
        found.courtyard.save(update_fields=["area_m2"])
    with pytest.raises(Refused, match="他人"), desks.at("housing") as by:
        services.confirm_area(courtyard=found.courtyard, area_m2=Decimal("1.00"), by=by, reason="x")
    with pytest.raises(Refused, match="建筑面积"):
        desks.publish(found)


def test_the_area_of_one_enrolled_without_an_application_is_that_of_its_enrolment(desks):
    desks.laid.enrol_all()
    assert areas.changes(desks.laid.district) == []
    desks.laid.set_area(desks.laid.courtyards[0], "800.00")
    [told] = areas.changes(desks.laid.district, desks.laid.courtyards[0].pk)
    assert told.approved_m2 == Decimal("1000.00") and told.enrolment_id and told.application_id is None
    desks.laid.set_area(desks.laid.courtyards[0], "1000.00")
    assert areas.changes(desks.laid.district) == []


def test_the_estimate_is_the_rule_s(desks):
    told = estimate(desks.laid.courtyards[0], desks.laid.scheme, MAY)
    assert told.star.star == 5 and told.months == 36
    rates = {row.year_index: row.rate_yuan_per_m2_month for row in desks.laid.scheme.rates.filter(star=5)}
    assert [(year.index, year.months, year.month.entitled_fen) for year in told.years] == [
        (index, 12, int(1000 * rates[index] * 100)) for index in (1, 2, 3)
    ]


def test_the_estimate_of_a_month_is_the_ledger_s_line_of_it(desks):
    """Public income is deducted, and what the scheme asks beside the star is asked: the notice prints no more than is paid."""
    yard, district = desks.laid.courtyards[0], desks.laid.district
    asked = Conditions(covenant=True, mode=True, no_blacklist=True)
    terms = replace(changing.terms("0.3"), income_percent=Decimal(100), conditions=asked)
    scheme = written.load(desks.laid, terms)
    with change(district=district, by=desks.laid.by, reason="x"):
        at = {"district_id": district, "street_id": yard.street_id, "courtyard": yard}
        PublicIncome.objects.create(**at, year=2021, amount_fen=240_000)
        Enrolment.objects.create(**at, scheme=scheme, first_month=MAY.first)
    for outcome in ("no_mode", "entitled"):
        subsidies.compute_month(district=district, month=MAY, by=desks.laid.by, now=ground.NOW)
        line = EntitlementLine.objects.filter(courtyard=yard).latest("sequence")
        told = estimate(yard, scheme, MAY).years[0].month
        assert (told.outcome, told.entitled_fen) == (line.outcome, line.entitled_fen) and line.outcome == outcome
        with change(district=district, by=desks.laid.by, reason="x"):
            ModeConfirmation.objects.get_or_create(**at, defaults={
                "mode": "owner_self", "valid": ground.FOR_EVER, "evidence": "会议纪要"})
    assert (line.deducted_fen, line.amount_fen) == (20_000, 10_000)
