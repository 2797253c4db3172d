"""Leaving the subsidy and coming back: one counter, nothing made up for, and the months between are told by a fragment."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from courtyards.models import Covenant
from governance.audit.services import change
from governance.common import sql
from governance.common.periods import Month
from governance.jobs.models import Job
from governance.registers.declarations import Refused
from subsidies import reading
from subsidies import services as subsidies
from subsidies.applications import counters, eras
from subsidies.choices_applications import LeaveReason
from subsidies.models import Absence, Enrolment, EntitlementLine
from subsidies.services import absences
from subsidies.services.enrolments import NotEligible
from tests.payments import office as offices
from tests.subsidies import desks as office
from tests.subsidies import ground
from tests.subsidies.desks import NOW, PDF

LEFT, BACK = date(2021, 6, 15), Month(2021, 9)


@pytest.fixture
def desks(db):
    with ground.standing() as by:
        found = office.open_desks(by)
        found.laid.rate_all()
        found.laid.enrol_all()
        yield found


def enrolment(desks, number=0):
    return counters.enrolments(desks.laid.district).get(courtyard=desks.laid.courtyards[number])


def leave(desks, on=LEFT, **said):
    told = {"on": on, "ground": LeaveReason.FIRM_GONE, "because": "企业撤场", "document": "街道〔2021〕8号"} | said
    with desks.at("housing") as by:
        return absences.leave_with_document(
            enrolment=enrolment(desks), told=absences.Leaving(**told), by=by, now=NOW, reason="退出"
        )


def come_back(desks, month=BACK):
    with desks.at("housing") as by:
        return absences.come_back(
            enrolment=enrolment(desks), scheme=desks.laid.scheme, month=month, by=by, now=NOW, reason="恢复"
        )


def compute(desks, *months):
    for month in months:
        subsidies.compute_month(district=desks.laid.district, month=month, by=desks.laid.by, now=ground.NOW)


def test_it_leaves_with_a_document_and_months_that_have_lines_are_computed_again(desks):
    compute(desks, Month(2021, 5), Month(2021, 6), Month(2021, 7))
    kept = leave(desks, file=("决定.pdf", PDF))
    assert (kept.ground, kept.left_by_name, enrolment(desks).left_on) == ("firm_gone", "housing甲", LEFT)
    job = Job.objects.get()
    assert job.arguments == {"from": "2021-06", "to": "2021-07"}
    compute(desks, Month(2021, 5), Month(2021, 6), Month(2021, 7))
    of = EntitlementLine.objects.filter(courtyard=desks.laid.courtyards[0]).current().order_by("month")
    assert [line.outcome for line in of] == ["entitled", "left", "left"]
    with pytest.raises(Refused) as refused:
        leave(desks, on=date(2021, 8, 1))
    assert refused.value.field == "on"


def test_it_comes_back_to_the_same_counter(desks):
    leave(desks)
    with pytest.raises(Refused, match="2021-06-15"):
        come_back(desks, Month(2021, 6))
    assert not Job.objects.exists()
    back = come_back(desks)
    assert (back.left_on, back.first_month) == (None, date(2021, 1, 1))
    assert Absence.objects.get().back_on == BACK.first
    with pytest.raises(Refused):
        come_back(desks, Month(2021, 10))
    counter = counters.counter_of(enrolment(desks), date(2021, 10, 5))
    assert (counter.used, counter.left, counter.away, str(counter.last)) == (10, 26, 3, "2023-12")
    with pytest.raises(Refused, match="2021-09-01"):
        leave(desks, on=date(2021, 8, 1))
    leave(desks, on=date(2021, 12, 1))
    assert counters.counter_of(enrolment(desks), date(2022, 1, 5)).away == 5


def test_nobody_is_enrolled_on_a_day_away(desks):
    leave(desks)
    come_back(desks)
    days = [date(2021, 6, 14), LEFT, date(2021, 8, 31), BACK.first]
    of = Enrolment.objects.filter(courtyard=desks.laid.courtyards[0])
    assert [of.on(day).exists() for day in days] == [True, False, False, True]


def test_the_gates_are_asked_again(desks):
    leave(desks)
    with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
        Covenant.objects.filter(courtyard=desks.laid.courtyards[0]).delete()
    with pytest.raises(NotEligible):
        come_back(desks)
    assert Absence.objects.get().back_on is None


def test_after_36_months_there_is_nothing_to_come_back_to(desks):
    leave(desks)
    with pytest.raises(Refused, match="月数"):
        come_back(desks, Month(2024, 1))


def test_it_comes_back_by_an_application_under_its_own_scheme(desks):
    leave(desks)
    with pytest.raises(Refused, match="2021-06-15"):
        desks.enter(first_month=Month(2021, 6))
    found = desks.enter(first_month=Month(2022, 5))
    desks.complete(found)
    for who, words in office.FORWARD:
        found = desks.act(found, who, comment=words)
    desks.publish(found)
    # May 2022 is month 17 of the 36: 20 are left to be published.
    assert found.publicity_lines.get().months == 20
    done = desks.enrol(found)
    assert done.enrolment == enrolment(desks) and enrolment(desks).first_month == date(2021, 1, 1)
    assert Absence.objects.get().back_on == date(2022, 5, 1)


@pytest.mark.parametrize(
    ("values", "name"),
    [({"back_on": date(2021, 6, 1)}, "back_after"), ({"back_on": date(2021, 9, 2)}, "back_after")],
)
def test_the_database_holds_the_days(desks, values, name):
    kept = leave(desks)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
            Absence.objects.filter(pk=kept.pk).update(**values)


def test_absences_do_not_overlap(desks):
    kept = leave(desks)
    with pytest.raises(IntegrityError, match="one_at_a_time"), transaction.atomic():
        with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
            kept.pk, kept.left_on = None, date(2021, 10, 1)
            kept.save(force_insert=True)


def absent(district):
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "absences"), {"district": district})
        return sorted((row[0], str(Month.of(row[2]))) for row in cursor.fetchall())


def test_the_fragment_yields_the_absent_months(desks):
    yard = desks.laid.courtyards[0].pk
    leave(desks)
    assert absent(desks.laid.district)[:2] == [(yard, "2021-06"), (yard, "2021-07")]
    assert absent(desks.laid.district)[-1] == (yard, "2023-12"), "until the 36th, where it has not come back"
    come_back(desks)
    assert absent(desks.laid.district) == [(yard, "2021-06"), (yard, "2021-07"), (yard, "2021-08")]
    outside = counters.away(enrolment(desks))
    told = [str(month) for month in (Month(2021, n) for n in range(1, 13)) if any(one.covers(month) for one in outside)]
    assert told == [month for _, month in absent(desks.laid.district)], "the rule says the same as the statement"


def test_the_counter_tells_each_month(desks):
    compute(desks, *(Month(2021, n) for n in range(1, 8)))
    offices.paid(desks.laid)
    leave(desks, on=date(2021, 7, 1))
    compute(desks, Month(2021, 7))
    found = enrolment(desks)
    told = counters.months_of(found, counters.counter_of(found, date(2021, 9, 5)), eras.course_of(found))
    assert [one.state for one in told[:8]] == ["paid", *["entitled"] * 5, "away", "away"]
    assert len(told) == 36 and told[0].paid_fen == told[0].entitled_fen == 30_000


def test_the_counter_is_as_long_as_the_version_says_that_is_in_force_last(desks):
    """The courtyard was enrolled under the version before; what the ledger will give it is the new one's."""
    data = reading.data_of(desks.laid.scheme) | {"in_force": ["2023-01-01", None], "months": 24}
    data["rates"] = {year: cells for year, cells in data["rates"].items() if year != "3"}
    at = {"by": desks.laid.by, "now": ground.NOW}
    draft = subsidies.draft_scheme(district=desks.laid.district, data=data, reason="修订", **at)
    other = desks.people["housing"]
    checked = subsidies.check_scheme(scheme=draft, seen=draft.drafted_at, by=other, now=ground.NOW)
    subsidies.release_scheme(scheme=checked, seen=checked.drafted_at, by=other, now=ground.NOW, reason="2 号")
    assert enrolment(desks).scheme == desks.laid.scheme and counters.counter_of(enrolment(desks), date(2022, 1, 5)).limit == 24
    assert enrolment(desks).until == date(2023, 1, 1)
