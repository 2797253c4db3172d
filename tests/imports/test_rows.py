"""What rows of a sheet become: new records, changes, nothing, faults at their cells, and likely duplicates."""

from decimal import Decimal

import pytest

from courtyards.models import Committee, Courtyard, Covenant, Placement
from governance.spreadsheets import services
from governance.spreadsheets.models import ImportState
from property_firms.models import FeeReturn, Firm
from tests.imports.ground import commit, faults, outcomes, rows

HEAD = ("序号", "楼院名称", "社区", "建筑面积(㎡)", "户数", "建成年代", "登记日期")


def test_rows_of_a_clerks_own_sheet_become_courtyards(bring, desk, community, home):
    found = bring(
        "courtyards", ("某街道三无楼院台账",), HEAD,
        (1, "试验路11号院", community, "3,521.60", 40, 1987, "2021.3.5"),
        (2, "试验路12号院", "同上", "１２００．５㎡", "36户", "1990年", "20210306"),
        ("合计", None, None, 4722.1, 76, None, None),
    )
    assert outcomes(found) == {"new": 2}, [row.faults for row in rows(found)]
    done = commit(found, desk)
    made = Courtyard.objects.filter(district_id=home, name__startswith="试验路1").order_by("code")
    assert [(c.name, c.area_m2, c.households, c.built_year, str(c.valid_from)) for c in made] == [
        ("试验路11号院", Decimal("3521.60"), 40, 1987, "2021-03-05"),
        ("试验路12号院", Decimal("1200.50"), 36, 1990, "2021-03-06"),
    ]
    assert len({c.code for c in made}) == 2 and all(c.code.startswith("990101001-") for c in made)
    assert Placement.objects.filter(courtyard__in=made).count() == 2
    assert done.state == ImportState.COMMITTED and done.change.reason == "台账导入" and done.change.actor_name == desk.name


def test_the_next_file_of_the_same_rows_changes_nothing(bring, desk, community):
    row = (1, "试验路11号院", community, "3521.60", 40, 1987, "2021-03-05")
    commit(bring("courtyards", HEAD, row), desk)
    assert outcomes(bring("courtyards", HEAD, row, again=True)) == {"unchanged": 1}


def test_a_file_that_came_in_before_is_recognised(bring, desk, community):
    rows_ = (HEAD, (1, "试验路11号院", community, 3521.6, 40, 1987, "2021-03-05"))
    from tests.imports.ground import book, receive

    content = book(*rows_)
    from tests.imports.ground import checked

    commit(checked(receive("courtyards", by=desk, district=990101, content=content), desk), desk)
    with pytest.raises(services.AlreadyIn):
        receive("courtyards", by=desk, district=990101, content=content)


def test_changes_are_told_old_and_new_and_empty_cells_keep_what_stands(bring, desk, community, home):
    commit(bring("courtyards", HEAD, (1, "试验路11号院", community, 3521.6, 40, 1987, "2021-03-05")), desk)
    found = bring("courtyards", HEAD, (1, "试验路11号院", community, None, 41, 1987, "2021-03-05"))
    assert outcomes(found) == {"changed": 1}
    [row] = rows(found)
    assert [(d["field"], d["old"], d["new"]) for d in row.differences] == [("households", "40 户", "41 户")]
    commit(found, desk)
    kept = Courtyard.objects.get(district_id=home, name="试验路11号院")
    assert (kept.households, kept.area_m2) == (41, Decimal("3521.60"))


def test_all_faults_stand_at_their_cells_at_once(bring, community):
    found = bring(
        "courtyards", HEAD,
        (1, "试验路11号院", "没有的社区", 3521.6, 40, 1987, "2021-03-05"),
        (2, "试验路12号院", community, "约一千", -4, 1987, "2021-02-30"),
        (3, None, community, 0, 40, 1987, "2021-03-05"),
        (4, "试验路13号院", community, 3000, 40, 1987, "2021-03-05"),
    )
    assert outcomes(found) == {"refused": 3, "new": 1}
    told = faults(found)
    assert (2, "community", "not_found") in told
    assert {field for row, field, _code in told if row == 3} == {"area_m2", "households", "valid_from"}
    assert {field for row, field, _code in told if row == 4} == {"name", "area_m2"}
    with pytest.raises(services.Undecided):
        commit(found, None)


def test_a_fault_is_mended_in_the_page_and_the_rest_is_left_out(bring, desk, community, home):
    found = bring(
        "courtyards", HEAD, (1, "试验路11号院", "没有的社区", 3521.6, 40, 1987, "2021-03-05"),
        (2, "试验路12号院", community, "约一千", 40, 1987, "2021-03-05"),
    )
    assert services.mend(sheet_import=found, cells={(1, 2): community}) == 1
    services.check(sheet_import=found, by=desk, now=found.uploaded_at)
    assert outcomes(found) == {"new": 1, "refused": 1}
    done = commit(found, desk, leave_out=True)
    assert outcomes(done) == {"new": 1, "left_out": 1}
    assert Courtyard.objects.filter(district_id=home, name__startswith="试验路1").count() == 1


def test_what_is_unusual_waits_for_a_word(bring, desk, community):
    found = bring("courtyards", HEAD, (1, "试验路11号院", community, 352160, 40, 1987, "2021-03-05"))
    assert outcomes(found) == {"new": 1} and found.counts["doubts"] == 1
    with pytest.raises(services.Undecided):
        commit(found, desk)
    assert commit(found, desk, confirmed=True).state == ImportState.COMMITTED


def test_a_name_that_sounds_like_a_live_one_is_a_choice(bring, desk, community, home):
    commit(bring("courtyards", HEAD, (1, "试验路11号院", community, 3521.6, 40, 1987, "2021-03-05")), desk)
    found = bring("courtyards", HEAD, (1, "实验路11号院", community, 3521.6, 42, 1987, "2021-03-05"))
    assert outcomes(found) == {"duplicate": 1}
    [row] = rows(found)
    wanted = row.candidates[0]
    services.decide(sheet_import=found, decisions={1: str(wanted["id"])})
    services.check(sheet_import=found, by=desk, now=found.uploaded_at)
    assert outcomes(found) == {"changed": 1}
    commit(found, desk)
    assert Courtyard.objects.get(pk=wanted["id"]).households == 42
    assert Courtyard.objects.filter(district_id=home, households=42).count() == 1


def test_the_same_record_twice_in_a_file_is_refused(bring, community):
    row = ("试验路11号院", community, 3521.6, 40, 1987, "2021-03-05")
    found = bring("courtyards", HEAD, (1, *row), (2, *row))
    assert outcomes(found) == {"new": 1, "refused": 1}
    assert [code for _row, _field, code in faults(found)] == ["twice"]


def test_what_the_database_would_refuse_is_told_beforehand(bring, desk, ground):
    courtyard = ground.courtyard.code
    ground.enter("committees", courtyard=ground.courtyard, kind="self_management", name="老自管会")
    found = bring(
        "committees", ("楼院", "类型", "名称", "起始日期", "最后一日"),
        (courtyard, "自管会", "新自管会", "2024-01-01", "2020-01-01"),
        (courtyard, "自管会", "又一个", "2000-01-01", "2030-01-01"), (courtyard, "自管会", "同时的", "2010-01-01", "2012-01-01"),
    )
    assert outcomes(found) == {"refused": 3}, (outcomes(found), faults(found), [r.differences for r in rows(found)])


def test_every_cell_has_its_fate(bring, community):
    found = bring(
        "courtyards", ("台账", None, None), (*HEAD, "备注"), (1, "试验路11号院", community, 3521.6, 40, 1987, "2021-03-05", "好"),
        ("注：以上为初稿",),
    )
    cells = found.counts["cells"]
    assert cells["used"] == 6 and cells["ignored"] == 2 and cells["outside"] == 1 + 8 + 1
    assert cells["total"] == cells["used"] + cells["ignored"] + cells["outside"]


def test_a_fee_return_names_courtyard_and_firm_and_a_month(bring, desk, ground, home):
    contract = ground.contract
    found = bring(
        "fee-returns", ("楼院", "物业公司", "月份", "应收（万元）", "实收(元)", "应缴户数", "已缴户数"),
        (ground.courtyard.name, ground.firm.unit.name, "2023年6月", 1.25, "9,000.50", 40, 30),
    )
    assert outcomes(found) == {"new": 1}, faults(found)
    commit(found, desk)
    made = FeeReturn.objects.get(courtyard=contract.courtyard, firm=contract.firm)
    assert (made.receivable_fen, made.received_fen, str(made.period.lower), str(made.period.upper)) == (
        1_250_000, 900_050, "2023-06-01", "2023-07-01"
    )


def test_a_firm_comes_in_with_its_unit(bring, desk, home):
    found = bring(
        "firms", ("名称", "统一社会信用代码", "类型", "从业人数", "党员人数", "起始日期"),
        ("安居物业服务有限公司", "91410100MA3X1AAA2H", "market", 12, 2, "2020-01-01"),
    )
    assert outcomes(found) == {"new": 1}, faults(found)
    commit(found, desk, confirmed=True)
    firm = Firm.objects.get(unit__uscc="91410100MA3X1AAA2H")
    assert (firm.unit.name, firm.staff, firm.unit.party_members, firm.street_id) == ("安居物业服务有限公司", 12, 2, None)
    again = bring("firms", ("名称", "统一社会信用代码", "从业人数"), ("安居物业服务有限公司", "91410100MA3X1AAA2H", 14),
                  fixed={"kind": "market", "valid_from": "2020-01-01"})
    assert outcomes(again) == {"changed": 1}, faults(again)
    commit(again, desk, confirmed=True)
    firm.refresh_from_db()
    assert firm.staff == 14


def test_a_covenant_takes_the_place_of_the_one_before(bring, desk, ground):
    """Its law writes to other records: it goes record by record, and the trial leaves nothing."""
    courtyard = ground.courtyard
    ground.enter("covenants", courtyard=courtyard, title="旧规约", adopted_how="residents")
    found = bring(
        "covenants", ("楼院", "title", "adopted_how", "起始日期"), (courtyard.code, "新规约", "residents", "2024-02-01"),
        title="title", adopted_how="adopted_how",
    )
    assert outcomes(found) == {"new": 1}, faults(found)
    assert Covenant.objects.filter(courtyard=courtyard).count() == 1
    commit(found, desk)
    assert [(c.title, c.number, str(c.valid.upper)) for c in Covenant.objects.filter(courtyard=courtyard).order_by("number")] == [
        ("旧规约", 1, "2024-02-01"), ("新规约", 2, "None"),
    ]
    assert Committee.objects.filter(courtyard=courtyard).count() == 0
