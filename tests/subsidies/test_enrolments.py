"""Who may be enrolled, and what is said to those who may not."""

from dataclasses import replace
from datetime import date

import pytest

from courtyards.models import Committee, Covenant, Renovation, ThreeNoBaseline
from governance.audit.services import change
from governance.common.periods import Month
from reference_case import scores
from subsidies import services
from subsidies.models import Enrolment
from tests.subsidies import ground

JANUARY = Month(2021, 1)


@pytest.fixture
def fresh(db):
    with ground.standing() as by:
        yield ground.lay(by)


def enrol(fresh, month=JANUARY):
    return services.enrol(courtyard=fresh.courtyards[0], scheme=fresh.scheme, first_month=month, by=fresh.by, reason="enrolled")


def test_a_renovated_three_no_courtyard_is_enrolled(fresh):
    assert enrol(fresh).first_month == date(2021, 1, 1)


@pytest.mark.parametrize(
    "model", [ThreeNoBaseline, Renovation, Committee, Covenant], ids=["roster", "renovation", "committee", "covenant"]
)
def test_each_gate_is_named(fresh, model):
    with change(district=fresh.district, by=fresh.by, reason="removed"):
        model.objects.filter(courtyard=fresh.courtyards[0]).delete()
    with pytest.raises(services.NotEligible) as refused:
        enrol(fresh)
    assert len(refused.value.missing) == 1
    assert not Enrolment.objects.exists()


def test_all_missing_gates_are_named_at_once(fresh):
    with change(district=fresh.district, by=fresh.by, reason="removed"):
        for model in (ThreeNoBaseline, Renovation, Committee, Covenant):
            model.objects.all().delete()
    with pytest.raises(services.NotEligible) as refused:
        enrol(fresh)
    assert len(refused.value.missing) == 4


@pytest.mark.parametrize(
    ("model", "values"),
    [
        (Renovation, {"accepted_on": date(2021, 1, 1)}),
        (Renovation, {"accepted_on": None}),
        (Committee, {"valid": (date(2019, 1, 1), date(2021, 1, 1))}),
        (Covenant, {"valid": (date(2021, 1, 2), None)}),
        (ThreeNoBaseline, {"on": date(2021, 1, 2)}),
    ],
)
def test_gates_are_dated(fresh, model, values):
    with change(district=fresh.district, by=fresh.by, reason="changed"):
        model.objects.filter(courtyard=fresh.courtyards[0]).update(**values)
    with pytest.raises(services.NotEligible):
        enrol(fresh)


def test_the_month_of_acceptance_is_not_yet_subsidised(fresh):
    with pytest.raises(services.NotEligible):
        enrol(fresh, Month.of(ground.ACCEPTED))


def test_a_courtyard_has_one_counter(fresh):
    first = enrol(fresh)
    with pytest.raises(services.AlreadyEnrolled, match="2021-01") as refused:
        enrol(fresh, Month(2022, 1))
    assert refused.value.enrolment == first


def test_the_scheme_must_be_in_force(fresh):
    data = scores.scheme() | {"key": "other", "in_force": ["2021-02-01", None]}
    common = {"district": fresh.district, "data": data, "by": fresh.by, "reason": "other"}
    with pytest.raises(services.SchemeNotInForce):
        enrol(replace(fresh, scheme=services.load_scheme(**common)))
    draft = services.begin_next_scheme(scheme=fresh.scheme, by=fresh.by, now=ground.NOW, reason="next")
    with pytest.raises(services.SchemeNotInForce):
        enrol(replace(fresh, scheme=draft))


def test_leaving_is_dated_and_once(fresh):
    enrolment = enrol(fresh)
    with pytest.raises(services.LeavesBeforeItBegan):
        services.leave(enrolment=enrolment, on=date(2020, 12, 31), because="误", by=fresh.by, reason="left")
    services.leave(enrolment=enrolment, on=date(2021, 6, 1), because="拆迁", by=fresh.by, reason="left")
    with pytest.raises(services.AlreadyLeft):
        services.leave(enrolment=enrolment, on=date(2021, 7, 1), because="又", by=fresh.by, reason="left")
    assert list(Enrolment.objects.on(date(2021, 5, 31))) == [enrolment]
    assert not Enrolment.objects.on(date(2021, 6, 1)).exists()
