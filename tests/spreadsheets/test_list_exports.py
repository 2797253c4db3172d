"""A list taken out as a workbook: exactly what is seen, in cells that a clerk can go on with."""

import io
import time
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from governance.registers import registry
from governance.registers.models import ExportLog
from governance.registers.services.entering import version_of
from governance.spreadsheets import exporting
from governance.tenancy import scope
from portal.registers import columns
from portal.registers.lists import Listing

ON = "2022-07-07"
OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")


@pytest.fixture
def taken(case, as_user):
    """`taken("committees", street=…)`: the sheet of a list as openpyxl reads it, in Chinese."""
    browser = as_user("governance", False)

    def take(key: str, who=browser, district=case, **query):
        answer = who.get(
            f"/{district}/registers/{key}/", {"format": "xlsx", "on": ON, **query}, headers={"Accept-Language": "zh-hans"}
        )
        assert answer.status_code == 200, answer.content[:300]
        return openpyxl.load_workbook(io.BytesIO(answer.content))

    return take


def heads(sheet):
    return [cell.value for cell in sheet[1]]


def column(sheet, head):
    at = heads(sheet).index(head) + 1
    return [sheet.cell(row, at) for row in range(2, sheet.max_row + 1)]


def test_the_courtyards_of_a_street_with_numbers_as_numbers(taken, case):
    sheet = taken(
        "courtyards", street="410104001", columns="name,code,street,community,households,area_m2,built_year,three_no,valid"
    ).worksheets[0]
    assert heads(sheet) == [
        "名称", "编号", "街道", "社区", "户数 (户)", "建筑面积 (㎡)", "建成年份", "三无", "有效期起始日", "有效期截止日",
        "系统标识（请勿改动）",
    ]
    with scope.enter(scope.Scope(districts=(case,))), translation.override("zh-hans"):
        register = registry.every()["courtyards"]
        listing = Listing(register, district=case, day=date(2022, 7, 7), query={"street": "410104001"})
        records = list(listing.rows)
        rows = [
            (r.name, r.code, r.street.name, r.community.name, r.households, r.area_m2, r.built_year,
             "是" if r.three_no else "否", r.valid.lower, None, f"courtyards#{r.pk}@{version_of(register, r)}")
            for r in records
        ]
    assert len(rows) == sheet.max_row - 1 > 100
    for row, expected in zip(sheet.iter_rows(min_row=2), rows, strict=True):
        found = [c.value.date() if isinstance(c.value, datetime) else c.value for c in row]
        found[5] = None if found[5] is None else Decimal(str(found[5]))
        assert tuple(found) == expected
    assert {c.number_format for c in column(sheet, "户数 (户)")} == {"#,##0"}
    assert {c.number_format for c in column(sheet, "建筑面积 (㎡)")} == {"#,##0.00"}
    assert {c.number_format for c in column(sheet, "建成年份")} == {"0"}
    assert {c.number_format for c in column(sheet, "有效期起始日")} == {"yyyy-mm-dd"}
    assert {c.data_type for c in column(sheet, "编号")} == {"s"}


def test_the_head_stays_the_widths_fit_and_the_key_is_hidden(taken):
    sheet = taken("committees").worksheets[0]
    assert sheet.freeze_panes == "B2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(1, sheet.max_column).column_letter}{sheet.max_row}"
    name = sheet.column_dimensions["B"]
    assert 20 < name.width <= 46, "names of committees are long"
    last = sheet.column_dimensions[sheet.cell(1, sheet.max_column).column_letter]
    assert last.hidden and heads(sheet)[-1] == "系统标识（请勿改动）"


def test_cells_offer_what_may_stand_there(taken):
    book = taken("courtyards", columns="name,kind,community,three_no")
    sheet = book.worksheets[0]
    rules = {str(rule.sqref).split(":")[0][0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["B"].formula1 == '"楼院,住宅小区,单体楼"'
    assert str(rules["B"].sqref) == f"B2:B{sheet.max_row + 201}", "rows added below are offered the same"
    assert rules["C"].formula1.startswith("_lists!$A$1"), "72 communities do not fit into a cell's rule"
    offered = [cell.value for cell in book["_lists"]["A"]]
    assert "D" not in rules and book["_lists"].sheet_state == "hidden"
    assert {c.value for c in column(sheet, "社区")} <= set(offered)
    flags = taken("three-no").worksheets[0]
    assert {rule.formula1 for rule in flags.data_validations.dataValidation} == {'"是,否"'}


def test_several_words_say_in_the_cell_which_there_are(taken):
    [rule] = taken("stations", columns="name,functions").worksheets[0].data_validations.dataValidation
    assert rule.prompt.startswith("可填一项或多项：") and "、" in rule.prompt


def test_what_nobody_types_is_grey(taken):
    sheet = taken("courtyards", columns="name,code,three_no").worksheets[0]
    grey = [sheet.cell(2, at).fill.fgColor.rgb for at in (1, 2, 3)]
    assert grey == ["00000000", "FFF1F3F6", "FFF1F3F6"], "a code and what other registers say are not typed"


def test_money_stands_in_yuan_and_a_period_on_its_two_days(taken, case):
    sheet = taken("fee-returns").worksheets[0]
    with scope.enter(scope.Scope(districts=(case,))):
        key = exporting.read_key(column(sheet, "系统标识（请勿改动）")[0].value)
        first = registry.every()["fee-returns"].rows(case).get(pk=key[1])
    row = dict(zip(heads(sheet), [c.value for c in sheet[2]], strict=True))
    assert Decimal(str(row["应收 (元)"])) * 100 == first.receivable_fen
    assert column(sheet, "应收 (元)")[0].number_format == "#,##0.00"
    assert row["期间起始日"].date() == first.period.lower
    assert (first.period.upper - row["期间截止日"].date()).days == 1


def test_names_and_numbers_of_people_stay_masked(taken):
    sheet = taken("building-heads", columns="building,name,phone").worksheets[0]
    assert all(str(c.value)[1:].strip("*") == "" for c in column(sheet, "姓名"))
    assert all("****" in str(c.value) for c in column(sheet, "电话") if c.value)


def test_the_file_says_where_it_comes_from(taken, case):
    said = {p.name: p.value for p in taken("firms").custom_doc_props.props}
    assert said["portal"] == "yuanzhi" and said["district"] == str(case) and said["register"] == "firms"
    assert said["on"] == ON and said["language"] == "zh-hans" and said["exported_at"]


def test_a_base_counts_in_the_version_as_it_does_in_the_form(taken, case):
    key = column(taken("firms").worksheets[0], "系统标识（请勿改动）")[0].value
    name, pk, version = exporting.read_key(key)
    with scope.enter(scope.Scope(districts=(case,))):
        register = registry.every()[name]
        assert version == version_of(register, register.rows(case).select_related("unit").get(pk=pk))


@pytest.mark.parametrize("key", sorted(registry.every()))
def test_every_column_of_every_register_can_be_taken_out(taken, case, key):
    register = registry.every()[key]
    every = list(columns.offered(register))
    sheet = taken(key, columns=",".join(every)).worksheets[0]
    assert len(set(heads(sheet))) == len(heads(sheet)), "two columns of one name could not be told apart"
    with scope.enter(scope.Scope(districts=(case,))):
        assert sheet.max_row - 1 == register.on(register.rows(case), ON).count()


def test_what_the_export_wrote_can_be_compared_field_by_field(case, district_scope):
    """The import asks the same function what stands in a cell that nobody touched."""
    register = registry.every()["committees"]
    with district_scope(case), translation.override("zh-hans"):
        made = exporting.columns_of(register, register.columns, district=case)
        record = register.rows(case).select_related("courtyard", "street").first()
        assert [c.target for c in made] == ["courtyard", "name", "", "kind", "head", "members", "valid_from", "valid_until"]
        cells = {c.target or c.name: c.cell(record) for c in made}
    assert cells["head"].endswith("*") and cells["courtyard"] == record.courtyard.name
    assert cells["valid_from"] == record.valid.lower and cells["kind"] in ("自管会", "业委会", "物管会")


def test_a_past_moment_exports_the_version_of_that_moment(taken, case, as_user):
    sheet = taken("committees", as_of="2022-07-08").worksheets[0]
    assert sheet.max_row == 1, "the demonstration was not known in 2022"


def asked(browser, path, **query):
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path, {"format": "xlsx", "on": ON, **query})
    assert answer.status_code == 200
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)]


def test_an_export_asks_equally_often_for_few_and_for_many(case, as_user):
    browser = as_user("governance", False)
    few = asked(browser, f"/{case}/registers/courtyards/", q="410104001-0001")
    many = asked(browser, f"/{case}/registers/courtyards/")
    assert len(few) == len(many), "\n".join(q[:100] for q in many)


def test_a_thousand_rows_take_less_than_a_second(case, as_user):
    browser = as_user("governance", False)
    browser.get(f"/{case}/registers/courtyards/")
    took = []
    for _round in range(3):
        began = time.perf_counter()
        browser.get(f"/{case}/registers/courtyards/", {"format": "xlsx", "on": ON})
        took.append(time.perf_counter() - began)
    assert min(took) < 1.0, took


def test_a_clerk_takes_out_the_own_street_alone(cast, as_user, taken):
    sheet = taken("courtyards", who=as_user("clerk"), district=cast.home.district).worksheets[0]
    names = [c.value for c in column(sheet, "名称")]
    assert names and all(cast.home.mark(1) in name for name in names)


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_every_file_is_logged_and_an_auditor_reads_the_log(cast, as_user, file_format):
    path = f"/{cast.home.district}/registers/building-heads/"
    before = as_user("auditor").get(f"/{cast.home.district}/exports/").context["page"].paginator.count
    answer = as_user("clerk").get(path, {"format": file_format, "columns": "building,name", "q": "1"})
    assert answer.status_code == 200
    page = as_user("auditor").get(f"/{cast.home.district}/exports/")
    assert page.context["page"].paginator.count == before + 1
    log = page.context["rows"][0]["log"]
    assert (log.register, log.file_format, log.columns) == ("building-heads", file_format, ["building", "name"])
    assert "q=1" in log.query and log.change.actor_name == cast.home.user("clerk").name
    assert as_user("clerk").get(f"/{cast.home.district}/exports/").status_code == 403


def test_a_list_of_the_past_is_logged_as_well(cast, as_user):
    with cast.home.scope():
        before = ExportLog.objects.count()
    answer = as_user("auditor").get(
        f"/{cast.home.district}/registers/committees/", {"format": "xlsx", "as_of": "2023-01-01", "on": "2022-01-01"}
    )
    assert answer.status_code == 200
    with cast.home.scope():
        assert ExportLog.objects.count() == before + 1


@pytest.mark.parametrize("text", ["=1+1", "+8613800000000", "-1", "@SUM(A1)", "\tx", "\rx"])
def test_nothing_that_a_clerk_wrote_is_run_by_a_spreadsheet(text):
    from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
    from portal.api.answers import as_csv

    body = as_csv([{"name": text}], bom=True, name="x").content.decode("utf-8-sig")
    assert "'" + text[0] in body
    book = openpyxl.load_workbook(io.BytesIO(workbook([SheetContent("x", [SheetColumn("名称")], [[text]])])))
    assert book["x"]["A2"].data_type == "s"
