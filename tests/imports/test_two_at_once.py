"""Sheets and live data move apart: newer edits, exported lists, and two imports over each other."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.models import Courtyard
from governance.registers import registry, services
from governance.registers.services.entering import version_of
from governance.spreadsheets import services as sheets
from tests.imports.ground import NOW, book, bring, commit, outcomes, rows

HEAD = ("楼院名称", "社区", "建筑面积", "户数", "登记日期")
KEY = "系统标识（请勿改动）"


@pytest.fixture
def two(desk, home, community):
    """Two courtyards that stand in the register."""
    content = book(HEAD, *[(f"双院路{n}号院", community, 3000, 40, "2021-01-01") for n in (1, 2)])
    commit(bring("courtyards", content, by=desk, district=home), desk)
    return list(Courtyard.objects.filter(name__startswith="双院路").order_by("name"))


def correct(record, by, **data):
    register = registry.every()["courtyards"]
    return services.correct(register, record=record, data=data, version=version_of(register, record), by=by, reason="核实")


def exported(record, households=40, area=3000):
    register = registry.every()["courtyards"]
    return (record.name, households, area, f"courtyards#{record.pk}@{version_of(register, record)}")


def test_an_exported_row_changes_only_what_was_changed_in_it(desk, home, two):
    """Somebody else corrected the area after the export: it stands, though the sheet says the old one."""
    sheet = book(("名称", "户数", "建筑面积", KEY), exported(two[0], households=44), exported(two[1]))
    correct(two[0], desk, area_m2="3100.00")
    found = bring("courtyards", sheet, by=desk, district=home)
    assert outcomes(found) == {"changed": 1, "unchanged": 1}
    assert [d["field"] for d in rows(found)[0].differences] == ["households"]
    assert any("3,100.00" in note["message"] for note in rows(found)[0].notes)
    commit(found, desk)
    two[0].refresh_from_db()
    assert (two[0].households, str(two[0].area_m2)) == (44, "3100.00")


@pytest.mark.parametrize(("decision", "stands"), [("mine", 44), ("theirs", 43)])
def test_both_changed_the_same_cell_and_a_person_decides(desk, home, two, decision, stands):
    sheet = book(("名称", "户数", "建筑面积", KEY), exported(two[0], households=44), exported(two[1], area=3333))
    correct(two[0], desk, households=43)
    found = bring("courtyards", sheet, by=desk, district=home)
    assert outcomes(found) == {"conflict": 1, "changed": 1}
    with pytest.raises(sheets.Undecided):
        commit(found, desk)
    sheets.decide(sheet_import=found, decisions={1: decision})
    sheets.check(sheet_import=found, by=desk, now=NOW)
    commit(found, desk)
    two[0].refresh_from_db()
    assert two[0].households == stands


def test_an_emptied_cell_of_an_exported_list_empties_the_field(desk, home, two):
    content = book(("名称", "户数", "建筑面积", KEY), exported(two[0], households=None))
    found = bring("courtyards", content, by=desk, district=home)
    assert outcomes(found) == {"changed": 1}
    commit(found, desk)
    two[0].refresh_from_db()
    assert two[0].households is None


def test_a_key_of_another_list_or_a_removed_record_is_refused(desk, home, two):
    content = book(("名称", "户数", KEY), ("甲", 1, "firms#1@1"), ("乙", 2, "courtyards#999999999@1"))
    found = bring("courtyards", content, by=desk, district=home)
    assert outcomes(found) == {"refused": 2}


def test_an_edit_between_check_and_commit_is_seen(desk, home, two, community):
    found = bring("courtyards", book(HEAD, (two[0].name, community, 3000, 44, "2021-01-01")), by=desk, district=home)
    correct(two[0], desk, households=43)
    with pytest.raises(sheets.Outdated):
        commit(found, desk)
    found.refresh_from_db()
    sheets.check(sheet_import=found, by=desk, now=NOW)
    assert outcomes(found) == {"conflict": 1}


def test_an_edit_elsewhere_does_not_disturb(desk, home, two, community):
    found = bring("courtyards", book(HEAD, (two[0].name, community, 3000, 44, "2021-01-01")), by=desk, district=home)
    correct(two[1], desk, households=43)
    commit(found, desk)
    two[0].refresh_from_db()
    assert two[0].households == 44


figure = st.integers(30, 50)
sheet_of = st.dictionaries(st.integers(1, 6), figure, min_size=1)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=sheet_of, second=sheet_of)
def test_two_overlapping_imports_end_as_one_after_the_other(desk, home, community, first, second):
    """Both checked before either is taken over; the later one wins where its owner says so."""
    from django.db import transaction

    with transaction.atomic():
        def content(said):
            return book(HEAD, *[(f"重叠路{n}号院", community, 3000, households, "2021-01-01") for n, households in said.items()])

        one = bring("courtyards", content(first), by=desk, district=home, again=True)
        two_ = bring("courtyards", content(second), by=desk, district=home, again=True)
        commit(one, desk)
        try:
            commit(two_, desk)
        except sheets.Outdated:
            two_.refresh_from_db()
            sheets.check(sheet_import=two_, by=desk, now=NOW)
            conflicts = {row.number: "mine" for row in rows(two_) if row.outcome == "conflict"}
            sheets.decide(sheet_import=two_, decisions=conflicts)
            sheets.check(sheet_import=two_, by=desk, now=NOW)
            if set(outcomes(two_)) & {"new", "changed"}:
                commit(two_, desk)
        stands = {
            int(c.name.removeprefix("重叠路").removesuffix("号院")): c.households
            for c in Courtyard.objects.filter(district_id=home, name__startswith="重叠路")
        }
        assert stands == {**first, **second}
        transaction.set_rollback(True)
