"""The life of a scheme's version: drafted, checked, released by another, ended by the next one, and stone from then on."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.common.periods import Month
from governance.jobs.models import Job
from governance.registers.declarations import Refused
from governance.seals.models import PeriodReport
from governance.versions.services import MovedOn, NotInTheMaking, OwnVersion
from subsidies import reading, schemes, services
from subsidies.models import EntitlementLine, ScoreShare, SubsidyScheme
from subsidies.schemes import shape
from tests.payments import office as offices
from tests.ratings.drafting import person
from tests.subsidies import drafting as office
from tests.subsidies import ground


@pytest.fixture
def side(cast):
    with cast.home.scope():
        yield cast.home


@pytest.fixture
def first(side):
    return person(side, "housing")


@pytest.fixture
def second(side):
    return person(side, "governance")


def test_a_version_goes_from_draft_to_released_and_its_text_becomes_rows(side, first, second):
    made = office.draft(side.district, first)
    assert (made.status, made.version, made.rates.count(), made.is_example) == ("draft", 1, 0, False)
    made = services.check_scheme(scheme=made, seen=made.drafted_at, by=second, now=office.later(1))
    assert (made.status, made.checked_by_name) == ("checked", second.name)
    made = services.release_scheme(scheme=made, seen=made.drafted_at, by=second, now=office.later(2), reason="管政〔2026〕1 号")
    assert (made.status, made.released_by, made.released_for, made.draft) == ("released", second, "管政〔2026〕1 号", None)
    written = office.data(version=1, is_example=False)
    assert reading.data_of(SubsidyScheme.objects.get(pk=made.pk)) == shape.complete(written)
    assert reading.terms(made) == reading.terms_of(shape.complete(written))


@pytest.mark.parametrize("name", ["year_by_star", "falling", "by_score"])
def test_every_example_survives_the_way_into_rows_and_back(side, first, name):
    data = office.examples.scheme(name)
    made = services.load_scheme(district=side.district, data=data, by=first, reason="示例")
    assert reading.data_of(SubsidyScheme.objects.get(pk=made.pk)) == shape.complete(data)
    assert reading.terms(made) == reading.terms_of(shape.complete(data))


def test_the_next_version_ends_the_days_of_the_one_before(side, first, second):
    before = office.released(side.district, first, second)
    draft = services.begin_next_scheme(scheme=before, by=second, now=office.later(3), reason="修订")
    assert (draft.version, draft.status) == (2, "draft")
    with pytest.raises(Refused, match="已在起草"):
        services.begin_next_scheme(scheme=before, by=first, now=office.later(4), reason="又一版")
    data = reading.data_of(draft) | {"in_force": ["2030-01-01", None]}
    draft = services.save_scheme(scheme=draft, seen=draft.drafted_at, data=data, by=second, now=office.later(5))
    office.through(draft, first, minute=6)
    told = SubsidyScheme.objects.filter(key="own").order_by("version").values_list("status", "in_force")
    assert list(told) == [
        ("superseded", DateRange(date(2020, 1, 1), date(2030, 1, 1))), ("released", DateRange(date(2030, 1, 1), None))
    ]


def test_a_version_begins_after_the_one_that_it_follows(side, first, second):
    before = office.released(side.district, first, second)
    draft = services.begin_next_scheme(scheme=before, by=first, now=office.later(3), reason="修订")
    with pytest.raises(services.NotInForceThen, match="2020-01-01"):
        services.check_scheme(scheme=draft, seen=draft.drafted_at, by=second, now=office.later(4))


def test_the_drafter_neither_checks_nor_releases(side, first, second):
    made = office.draft(side.district, first)
    with pytest.raises(OwnVersion):
        services.check_scheme(scheme=made, seen=made.drafted_at, by=first, now=office.later(1))
    made = services.check_scheme(scheme=made, seen=made.drafted_at, by=second, now=office.later(1))
    with pytest.raises(OwnVersion):
        services.release_scheme(scheme=made, seen=made.drafted_at, by=first, now=office.later(2), reason="自己发布")
    with pytest.raises(IntegrityError, match="checked_by_another"), transaction.atomic(), change(
        district=side.district, by=first, reason="绕过"
    ):
        SubsidyScheme.objects.filter(pk=made.pk).update(checked_by=first)


def test_a_check_names_every_fault_at_its_place_and_a_draft_may_have_them(side, first, second):
    broken = office.data(cap="0.28", months="x", in_force=["heute", None])
    broken["rates"]["2"].pop("3")
    broken["clause_of"].pop("cap")
    made = services.draft_scheme(district=side.district, data=broken, by=first, now=office.NOW, reason="起草")
    assert made.in_force.isempty
    with pytest.raises(schemes.SchemeFaults) as refused:
        services.check_scheme(scheme=made, seen=made.drafted_at, by=second, now=office.later(1))
    assert sorted(fault.place for fault in refused.value.faults) == [
        "clause_of.cap", "in_force.0", "months", "rates.1.5", "rates.2.3"
    ]


def test_somebody_who_looked_at_an_older_text_is_told(side, first, second):
    made = office.draft(side.district, first)
    services.save_scheme(scheme=made, seen=made.drafted_at, data=office.data(title="新"), by=second, now=office.later(1))
    with pytest.raises(MovedOn):
        services.check_scheme(scheme=made, seen=made.drafted_at, by=second, now=office.later(2))


def test_a_draft_is_discarded_and_a_released_one_is_not(side, first, second):
    made = office.draft(side.district, first)
    services.discard_scheme(scheme=made, seen=made.drafted_at, by=first, reason="不再需要")
    assert not SubsidyScheme.objects.filter(key="own").exists()
    kept = office.released(side.district, first, second)
    with pytest.raises(NotInTheMaking):
        services.discard_scheme(scheme=kept, seen=kept.drafted_at, by=first, reason="不要")


@pytest.mark.parametrize("statement", [
    "UPDATE subsidies_subsidyscheme SET title = 'x' WHERE id = {scheme}",
    "UPDATE subsidies_subsidyscheme SET status = 'draft' WHERE id = {scheme}",
    "UPDATE subsidies_subsidyscheme SET in_force = '[2019-01-01,)' WHERE id = {scheme}",
    "UPDATE subsidies_subsidyscheme SET in_force = 'empty' WHERE id = {scheme}",
    "DELETE FROM subsidies_subsidyscheme WHERE id = {scheme}",
    "UPDATE subsidies_raterow SET rate_yuan_per_m2_month = 0.01 WHERE scheme_id = {scheme}",
    "DELETE FROM subsidies_raterow WHERE scheme_id = {scheme}",
    "UPDATE subsidies_schemeclause SET text = 'x' WHERE scheme_id = {scheme}",
    "INSERT INTO subsidies_scoreshare (district_id, scheme_id, clause_id, score_from, share_percent)"
    " SELECT district_id, scheme_id, id, 0, 100 FROM subsidies_schemeclause WHERE scheme_id = {scheme} LIMIT 1",
])
def test_the_database_refuses_every_edit_of_what_was_released(side, first, second, statement):
    made = office.released(side.district, first, second)
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), change(
        district=side.district, by=first, reason="篡改"
    ), connection.cursor() as cursor:
        cursor.execute(statement.format(scheme=made.pk))
    assert refused.value.__cause__.pgcode == "YZ003"


def test_the_days_in_force_of_a_released_version_may_end(side, first, second):
    made = office.released(side.district, first, second)
    with change(district=side.district, by=first, reason="停止执行"):
        SubsidyScheme.objects.filter(pk=made.pk).update(in_force=DateRange(date(2020, 1, 1), date(2027, 1, 1)))
    assert not ScoreShare.objects.filter(scheme=made).exists()


def next_of(laid, begins, other):
    data = reading.data_of(laid.scheme) | {"in_force": [begins, None]}
    data["rates"]["1"]["5"]["rate"] = "0.20"
    draft = services.draft_scheme(district=laid.district, data=data, by=laid.by, now=ground.NOW, reason="修订")
    return services.check_scheme(scheme=draft, seen=draft.drafted_at, by=other, now=office.later(1))


@pytest.fixture
def other(laid, cast):
    return cast.home.user("housing")


def compute(laid, month):
    return services.compute_month(district=laid.district, month=month, by=laid.by, now=ground.NOW)


@pytest.mark.parametrize(("period", "kind", "last"), [
    ("2021-03", "month", date(2021, 3, 31)), ("2021Q1", "quarter", date(2021, 3, 31)), ("2021", "year", date(2021, 12, 31)),
])
def test_a_version_back_dated_into_a_sealed_period_is_refused_naming_the_seal(laid, other, period, kind, last):
    report = {
        "district_id": laid.district, "period": period, "kind": kind, "last_on": last, "due_on": date(2022, 1, 10),
        "state": "approved", "submitted_by": laid.by, "submitted_at": ground.NOW, "decided_by": other,
        "approved_on": date(2022, 1, 12), "handed_in_on": date(2022, 1, 5),
    }
    with change(district=laid.district, by=laid.by, reason="封存"):
        PeriodReport.objects.create(**report)
    with pytest.raises(services.NotInForceThen, match="已封存") as refused:
        next_of(laid, "2021-03-15", other)
    assert refused.value.field == "in_force.0" and str(last) in str(refused.value)
    assert next_of_day_after(laid, last, other).status == "checked"


def next_of_day_after(laid, last, other):
    draft = SubsidyScheme.objects.get(district_id=laid.district, status="draft")
    data = reading.data_of(draft) | {"in_force": [date.fromordinal(last.toordinal() + 1).isoformat(), None]}
    draft = services.save_scheme(scheme=draft, seen=draft.drafted_at, data=data, by=laid.by, now=office.later(3))
    return services.check_scheme(scheme=draft, seen=draft.drafted_at, by=other, now=office.later(4))


def test_a_version_that_begins_in_a_paid_month_is_refused(laid, other):
    for month in (Month(2021, 1), Month(2021, 2)):
        compute(laid, month)
    offices.paid(laid)
    with pytest.raises(services.NotInForceThen, match="2021-02-01"):
        next_of(laid, "2020-12-15", other)


@pytest.mark.parametrize(("said", "field"), [
    ({"months": 1, "rates": {"1": None}}, "months"), ({"in_force": ["2021-01-15", "2021-02-01"]}, "in_force.1"),
])
def test_a_version_that_would_no_longer_give_what_is_computed_is_refused(laid, other, said, field):
    """By it nothing would be due for February, and no line would take back what stands there."""
    for month in (Month(2021, 1), Month(2021, 2)):
        compute(laid, month)
    data = reading.data_of(laid.scheme) | {"in_force": ["2021-01-15", None]}
    if "rates" in said:
        said = said | {"rates": {"1": data["rates"]["1"]}}
    draft = services.draft_scheme(district=laid.district, data=data | said, by=laid.by, now=ground.NOW, reason="修订")
    with pytest.raises(services.NotInForceThen, match="2021-02") as refused:
        services.check_scheme(scheme=draft, seen=draft.drafted_at, by=other, now=office.later(1))
    assert refused.value.field == field


def test_unpaid_months_of_a_back_dated_version_are_computed_again(laid, other):
    for month in (Month(2021, 1), Month(2021, 2)):
        compute(laid, month)
    offices.paid(laid)
    checked = next_of(laid, "2021-02-01", other)
    services.release_scheme(scheme=checked, seen=checked.drafted_at, by=other, now=office.later(2), reason="管政 2 号")
    job = Job.objects.filter(district_id=laid.district).latest("pk")
    assert job.arguments == {"from": "2021-02", "to": "2021-02"}
    assert compute(laid, Month(2021, 1)).written == 0
    compute(laid, Month(2021, 2))
    lines = EntitlementLine.objects.of_month(date(2021, 2, 1)).order_by("courtyard_id", "sequence")
    assert [(line.scheme.version, line.entitled_fen) for line in lines][:2] == [(1, 30_000), (2, 20_000)]
