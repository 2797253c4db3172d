"""The reference case: its sealed periods give the golden figures, and stay the same after ten thousand edits."""

import json
from decimal import Decimal

import pytest
from django.db.models import F

from courtyards.models import BuildingHead, Committee, Courtyard, Covenant
from governance.audit.services import change
from governance.common.periods import Period
from governance.indicators import registry
from governance.people.services import service_account
from governance.seals import reading, replaying
from governance.seals.models import PeriodReport, Seal

EDITS = 10_000


@pytest.fixture
def sealed(case, district_scope):
    with district_scope(case):
        yield {seal.period: seal for seal in Seal.objects.filter(district_id=case, street=None)}


@pytest.mark.parametrize(
    ("period", "key", "value"),
    [("2019", "three_no_share", "58.46"), ("2022Q2", "courtyard_count", "987"), ("2022Q2", "self_governance_coverage", "100.00")],
)
def test_a_seal_holds_the_golden_figures(sealed, period, key, value):
    assert reading.sealed_numbers(sealed[period])[key].value == Decimal(value)


def test_years_and_quarters_are_sealed_by_two_people_in_a_chain(sealed, case):
    assert set(sealed) == {"2019", "2020", "2021", "2021Q1", "2021Q2", "2021Q3", "2021Q4", "2022Q1", "2022Q2"}
    chain = list(Seal.objects.filter(district_id=case).order_by("number"))
    assert [seal.number for seal in chain] == list(range(1, 11))
    assert all(seal.submitted_by_id != seal.approved_by_id for seal in chain)
    assert [seal.previous for seal in chain] == ["", *(seal.sha256 for seal in chain[:-1])]
    assert all(seal.on == Period.parse(seal.period).last < seal.as_of.date() for seal in chain)


def test_the_districts_report_names_the_streets_that_are_missing(case, sealed):
    report = PeriodReport.objects.get(district_id=case, street=None, period="2022Q2")
    missing = {street.name: found.state if found else None for street, found in reading.missing(report)}
    assert "北下街街道" not in missing and len(missing) == 13
    assert missing["陇海马路街道"] == "returned"


def test_sealed_reports_are_identical_after_ten_thousand_later_edits(case, sealed):
    """Edits of every kind, in few changes: moved, ended, renamed, removed. The sealed days themselves are edited."""
    by = service_account()
    before = {period: reading.numbers(reading.place_of(seal.report), seal.on, _kept(seal)) for period, seal in sealed.items()}
    edits = 0
    for deed in (_rename, _households, _end, _rename, _remove, _end, _rename, _households, _rename, _households):
        with change(district=case, by=by, reason="事后更正"):
            edits += deed(case)
        if edits >= EDITS:
            break
    assert edits >= EDITS
    for period in ("2019", "2021Q4", "2022Q2"):
        seal = sealed[period]
        again = replaying.replay(seal)
        assert again.content == seal.content and again.is_identical
        now = reading.numbers(reading.place_of(seal.report), seal.on, _kept(seal))
        assert now != before[period], "the edits changed nothing that is counted"


def _kept(seal):
    return [registry.find(key) for key in json.loads(seal.content)["definitions"]]


def _rename(case):
    return sum(
        model.objects.filter(district_id=case).update(name="更名") for model in (BuildingHead, Committee)
    ) + Courtyard.objects.filter(district_id=case).update(name="更名", name_pinyin="geng ming")


def _households(case):
    return Courtyard.objects.filter(district_id=case).update(households=F("households") + 1)


def _end(case):
    return Committee.objects.filter(district_id=case).update(valid="empty") + Covenant.objects.filter(
        district_id=case
    ).update(valid="empty")


def _remove(case):
    heads = BuildingHead.objects.filter(district_id=case)
    gone = heads.count()
    heads.delete()
    return gone
