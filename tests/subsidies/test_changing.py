"""Another scheme for a courtyard that is inside, or comes back: the same counter, each month by its own scheme."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from courtyards.models import Covenant
from governance.audit.services import change
from governance.common.periods import Month
from governance.registers.declarations import Refused
from subsidies import services as subsidies
from subsidies.applications import counters, eras, kinds
from subsidies.approvals import approvals
from subsidies.choices_applications import ApplicationStep
from subsidies.models import ApplicationAct, EarlierScheme
from subsidies.services.enrolments import NotEligible, SchemeNotInForce
from tests.subsidies import desks as office
from tests.subsidies import ground, written
from tests.subsidies.changing import FIRST, back, compute, enrolment, leave, lines, scheme, take, terms


@pytest.fixture
def desks(db):
    with ground.standing() as by:
        found = office.open_desks(by)
        found.laid.rate_all()
        found.laid.enrol_all()
        yield found


def test_the_months_go_on_under_the_new_scheme(desks):
    compute(desks, FIRST, FIRST.plus(1))
    other = scheme(desks)
    take(desks, other, FIRST.plus(2))
    compute(desks, *(FIRST.plus(number) for number in range(14)))
    told = [(line.month_index, line.scheme.key, line.entitled_fen) for line in lines(desks)]
    own = desks.laid.scheme.key
    assert told[:4] == [(1, own, 30_000), (2, own, 30_000), (3, "other", 20_000), (4, "other", 20_000)]
    assert told[12:] == [(13, "other", 19_000), (14, "other", 19_000)]
    assert {line.sequence for line in lines(desks)} == {0}, "no month was corrected"
    assert [one.explanation["scheme"]["key"] for one in lines(desks)[1:3]] == [own, "other"]
    kept = EarlierScheme.objects.get()
    assert (kept.scheme, kept.until, enrolment(desks).scheme) == (desks.laid.scheme, date(2021, 3, 1), other)
    spans = [(str(one.first), one.last and str(one.last), one.scheme.key) for one in eras.course_of(enrolment(desks)).spans]
    assert spans == [("2021-01", "2021-02", own), ("2021-03", None, "other")]


@pytest.mark.parametrize("month", [Month(2021, 2), Month(2021, 3), Month(2020, 11)])
def test_what_the_ledger_has_keeps_its_scheme(desks, month):
    compute(desks, FIRST, FIRST.plus(2))
    other = scheme(desks)
    with pytest.raises(Refused, match="2021-04") as refused:
        take(desks, other, month)
    assert refused.value.field == "first_month" and not EarlierScheme.objects.exists()
    take(desks, other, Month(2021, 4))


def test_its_own_scheme_is_no_change(desks):
    with pytest.raises(Refused, match="36 个月") as refused:
        take(desks, desks.laid.scheme, Month(2021, 5))
    assert refused.value.field == "courtyard"


def test_the_months_of_the_new_scheme_are_counted_from_the_first_one(desks):
    short = scheme(desks, months=12)
    with pytest.raises(Refused, match="2022-01") as refused:
        take(desks, short, Month(2022, 1))
    assert refused.value.field == "first_month"
    take(desks, short, Month(2021, 12))
    told = counters.counter_of(enrolment(desks), date(2021, 11, 5))
    assert (told.limit, told.left, str(told.last)) == (12, 1, "2021-12")
    compute(desks, Month(2021, 12), Month(2022, 1))
    assert [(line.month_index, line.scheme.key) for line in lines(desks)] == [(12, "other")]


def test_after_a_short_scheme_a_longer_one_goes_on_and_tells_the_months_between(desks):
    take(desks, scheme(desks, "short", months=6), FIRST)
    assert not EarlierScheme.objects.exists(), "the scheme before had no month of its own"
    compute(desks, *(FIRST.plus(number) for number in range(9)))
    assert len(lines(desks)) == 6
    take(desks, scheme(desks), FIRST.plus(9))
    compute(desks, FIRST.plus(9))
    assert [line.month_index for line in lines(desks)] == [1, 2, 3, 4, 5, 6, 10]
    found = enrolment(desks)
    told = counters.months_of(found, counters.counter_of(found, date(2021, 10, 5)), eras.course_of(found))
    assert [one.state for one in told[5:11]] == ["entitled", "over", "over", "over", "entitled", "coming"]
    assert [one.number for one in told if one.scheme] == [10] and len(told) == 36


def test_the_gates_of_the_new_scheme_are_asked(desks):
    other = scheme(desks)
    with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
        Covenant.objects.filter(courtyard=desks.laid.courtyards[0]).delete()
    with pytest.raises(NotEligible):
        take(desks, other, Month(2021, 5))
    assert enrolment(desks).scheme == desks.laid.scheme
    lenient = subsidies.load_scheme(
        district=desks.laid.district, data=written.data_of(terms("0.1"), "lenient") | {
            "needs_covenant": False, "in_force": ["2021-06-01", None],
            "clause_of": written.data_of(terms("0.1"))["clause_of"]},
        by=desks.laid.by, reason="x",
    )
    with pytest.raises(SchemeNotInForce):
        take(desks, lenient, Month(2021, 5))
    take(desks, lenient, Month(2021, 6))


def test_it_comes_back_under_another_scheme(desks):
    compute(desks, *(FIRST.plus(number) for number in range(8)))
    leave(desks, date(2021, 4, 15))
    other = scheme(desks)
    back(desks, other, Month(2021, 7))
    compute(desks, *(FIRST.plus(number) for number in range(8)))
    told = [(line.outcome, line.scheme.key, line.entitled_fen) for line in lines(desks)]
    own = desks.laid.scheme.key
    assert told == [("entitled", own, 30_000)] * 3 + [("away", own, 0)] * 3 + [("entitled", "other", 20_000)] * 2
    assert [line.month_index for line in lines(desks)] == list(range(1, 9))


def test_nobody_comes_back_before_a_change_that_was_decided(desks):
    other, third = scheme(desks), scheme(desks, "third")
    take(desks, other, Month(2021, 9))
    leave(desks, date(2021, 4, 15))
    for chosen in (other, third):
        with pytest.raises(Refused, match="2021-09") as refused:
            back(desks, chosen, Month(2021, 7))
        assert refused.value.field == "first_month"
    assert enrolment(desks).left_on is not None
    back(desks, third, Month(2021, 9))
    assert [str(one.first) for one in eras.course_of(enrolment(desks)).spans] == ["2021-01", "2021-09"]
    assert enrolment(desks).scheme == third


def test_who_left_does_not_change_meanwhile(desks):
    leave(desks, date(2021, 4, 15))
    with pytest.raises(Refused, match="2021-04-15"):
        take(desks, scheme(desks), Month(2021, 7))


def test_nobody_comes_back_under_a_scheme_that_is_over_before_what_is_entitled(desks):
    """Lines beyond its months would be computed by nobody any more."""
    compute(desks, *(FIRST.plus(number) for number in range(8)))
    leave(desks, date(2021, 4, 1))
    short = scheme(desks, months=6)
    with pytest.raises(Refused, match="2021-06"):
        back(desks, short, Month(2021, 5))
    compute(desks, *(FIRST.plus(number) for number in range(3, 8)))
    back(desks, short, Month(2021, 5))
    compute(desks, *(FIRST.plus(number) for number in range(8)))
    assert [line.entitled_fen for line in lines(desks)] == [30_000] * 3 + [0, 20_000, 20_000, 0, 0]


def walked(desks, application):
    """Through all offices into the publicity."""
    desks.complete(application)
    for who, words in office.FORWARD:
        application = desks.act(application, who, comment=words)
    desks.publish(application)
    return application


def test_an_application_changes_the_scheme_and_says_so(desks):
    other = scheme(desks, months=24)
    asked = desks.enter(scheme=other)
    wish = kinds.wish_of(asked)
    assert (wish.kind, str(wish.since), wish.before, str(wish.free_from)) == ("change", "2021-01", desks.laid.scheme, "2021-01")
    asked = walked(desks, asked)
    shown = asked.publicity_lines.get()
    # May 2022 is month 17; of 24 there are 8 left, at the second year's rate.
    assert (shown.kind, shown.months, shown.rate_yuan_per_m2_month) == ("change", 8, Decimal("0.19"))
    done = desks.enrol(asked)
    assert (done.step, done.enrolment, enrolment(desks).scheme) == (ApplicationStep.ENROLLED, enrolment(desks), other)
    assert ApplicationAct.objects.filter(application=done).last().deed == "change"
    wish = kinds.wish_of(done)
    assert (wish.kind, wish.before) == ("change", desks.laid.scheme)
    compute(desks, Month(2022, 4), Month(2022, 5))
    before, after = lines(desks)
    assert (before.scheme.key, after.scheme.key, after.month_index) == (desks.laid.scheme.key, "other", 17)
    assert approvals(before) == [], "the month before knows nothing of the change"
    [step] = approvals(after)
    assert asked.number in step.title and "变更办法" in step.sentence


def test_a_month_that_was_computed_meanwhile_is_refused_at_the_end(desks):
    asked = walked(desks, desks.enter(scheme=scheme(desks)))
    compute(desks, office.MAY)
    assert str(kinds.wish_of(asked).free_from) == "2022-06"
    with pytest.raises(Refused, match="2022-06"):
        desks.enrol(asked)
    assert enrolment(desks).scheme == desks.laid.scheme


def test_an_application_is_refused_where_it_is_entered(desks):
    for said, place in (
        ({"scheme": desks.laid.scheme}, "courtyard"), ({"scheme": scheme(desks, "short", months=16)}, "first_month"),
    ):
        with pytest.raises(Refused) as refused:
            desks.enter(**said)
        assert refused.value.field == place


def test_the_act_of_coming_back_says_so(desks):
    leave(desks, date(2022, 2, 1))
    asked = walked(desks, desks.enter(scheme=scheme(desks)))
    assert asked.publicity_lines.get().kind == "come_back"
    done = desks.enrol(asked)
    assert ApplicationAct.objects.filter(application=done).last().deed == "come_back"
    assert kinds.wish_of(done).before == desks.laid.scheme


def wrong(desks, **said):
    yard = said.pop("courtyard", desks.laid.courtyards[0])
    with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
        EarlierScheme.objects.create(
            district_id=desks.laid.district, street_id=yard.street_id, courtyard=yard, enrolment=enrolment(desks),
            scheme=desks.laid.scheme, **said,
        )


@pytest.mark.parametrize(("until", "name"), [
    (date(2021, 10, 2), "until_a_whole_month"), (date(2021, 1, 1), "after its first month"),
    (date(2020, 6, 1), "after its first month"),
    (date(2021, 9, 1), "one_until_a_month"), (date(2021, 8, 1), "after those before it"),
])
def test_the_database_holds_the_months(desks, until, name):
    take(desks, scheme(desks), Month(2021, 9))
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        wrong(desks, until=until)


def test_the_database_holds_the_courtyard_and_that_nothing_is_rewritten(desks):
    with pytest.raises(IntegrityError, match="own courtyard"), transaction.atomic():
        wrong(desks, until=date(2021, 9, 1), courtyard=desks.laid.courtyards[1])
    take(desks, scheme(desks), Month(2021, 9))
    for rewrite in (lambda rows: rows.update(until=date(2021, 10, 1)), lambda rows: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            with change(district=desks.laid.district, by=desks.laid.by, reason="x"):
                rewrite(EarlierScheme.objects.all())
