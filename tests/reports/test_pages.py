"""The pages of forms: filled on the screen, taken out, what is missing; the designer without a script."""

import io
from urllib.parse import unquote

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.reports.models import FormFilling, FormState, ReportForm

ON = {"on": "2022-07-07"}
ZH = {"Accept-Language": "zh-hans"}
OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")


@pytest.fixture
def office(case, as_user):
    return as_user("governance", False)


def at(district, rest=""):
    return f"/{district}/reports/{rest}"


def test_the_forms_are_listed_with_those_of_the_portal_first(case, office):
    answer = office.get(at(case), headers=ZH)
    titles = [str(item["form"].definition.title) for item in answer.context["forms"]]
    assert titles[:4] == ["三无楼院台账", "物业企业台账", "支部联建台账", "干部分包台账"]
    assert f"/{case}/reports/" in office.get(f"/{case}/").content.decode(), "the menu leads there"


def test_a_form_stands_on_the_screen_with_its_gaps_beside_the_title(case, office):
    answer = office.get(at(case, "three-no-courtyards/"), {**ON, "street": "410104001"}, headers=ZH)
    text = answer.content.decode()
    assert answer.status_code == 200 and answer.context["filled"].total.count == 108
    assert f"缺 {answer.context['gaps']} 项" in text and "合计：108" in text
    assert 'class="ledger-gap">缺<' in text


def test_any_day_and_any_moment(case, office):
    early = office.get(at(case, "firms/"), {"on": "2021-01-31"}, headers=ZH)
    assert early.context["filled"].total.values[8] == 21
    assert office.get(at(case, "firms/"), {**ON, "as_of": "2022-07-08"}).context["filled"].total.count == 0


@pytest.mark.parametrize("file_format", ["xlsx", "docx"])
def test_a_file_is_taken_out_under_a_chinese_name_and_noted(case, office, district_scope, file_format):
    answer = office.get(at(case, "firms/"), {**ON, "format": file_format}, headers=ZH)
    assert answer.status_code == 200 and answer.content[:2] == b"PK"
    assert unquote(answer["Content-Disposition"]).endswith(f"物业企业台账（管城回族区，2022-07-07）.{file_format}")
    with district_scope(case):
        kept = FormFilling.objects.get(form="firms")
        assert (kept.file_format, kept.rows, kept.street_id, len(kept.sha256)) == (file_format, 162, None, 64)
        assert kept.cells_by_hand == 162, "the remarks are written by hand"


def test_a_form_of_the_past_is_noted_as_well(case, office, district_scope):
    assert office.get(at(case, "firms/print/"), {**ON, "as_of": "2022-07-08"}).status_code == 200
    with district_scope(case):
        assert FormFilling.objects.get(form="firms").as_of is not None


def test_paper_has_every_row_in_parts(case, office):
    answer = office.get(at(case, "three-no-courtyards/print/"), {**ON, "street": "410104001"}, headers=ZH)
    text = answer.content.decode()
    assert answer.context["is_lying"] and len(answer.context["parts"]) > 1
    assert text.count('<td class="number">108</td>') >= len(answer.context["parts"])
    assert "第 1 部分，共" in text and "填报单位（盖章）：" in text


def test_a_clerk_sees_and_takes_out_the_own_street_alone(cast, as_user):
    clerk = as_user("clerk")
    with cast.home.scope():
        from courtyards.models import Courtyard
        from governance.divisions.models import Street

        codes = list(Street.objects.order_by("code").values_list("code", flat=True))
        assert Courtyard.objects.count() >= 2
    key = f"form-{cast.home.district}0"
    answer = clerk.get(at(cast.home.district, f"{key}/"))
    assert answer.status_code == 200 and cast.home.mark(1) in answer.content.decode()
    assert cast.home.mark(2) not in answer.content.decode()
    assert clerk.get(at(cast.home.district, f"{key}/"), {"street": codes[1]}).status_code == 404
    taken = clerk.get(at(cast.home.district, f"{key}/"), {"format": "xlsx"})
    cells = [str(cell.value) for row in openpyxl.load_workbook(io.BytesIO(taken.content)).active.iter_rows() for cell in row]
    assert any(cast.home.mark(1) in cell for cell in cells) and not any(cast.home.mark(2) in cell for cell in cells)
    with cast.home.scope():
        assert FormFilling.objects.filter(form=key, street__isnull=False, file_format="xlsx").count() >= 1


def test_what_is_filled_for_a_street_is_the_same_whoever_fills_it(cast, as_user):
    key = f"form-{cast.home.district}0"
    with cast.home.scope():
        from governance.divisions.models import Street

        code = Street.objects.order_by("code").first().code
    as_user("clerk").get(at(cast.home.district, f"{key}/"), {"format": "xlsx"})
    as_user("governance").get(at(cast.home.district, f"{key}/"), {"format": "xlsx", "street": code})
    with cast.home.scope():
        kept = FormFilling.objects.filter(form=key, street__code=code)
        assert kept.count() == 1, "the same content of the same day is noted once"


def test_a_form_of_the_neighbour_is_not_there(cast, as_user):
    assert as_user("governance").get(at(cast.home.district, f"form-{cast.neighbour.district}0/")).status_code == 404


def test_the_gaps_say_who_can_give_them_and_lead_to_the_field(case, office):
    answer = office.get(at(case, "three-no-courtyards/missing/"), {"street": "410104001", "fact": "cadre_phones"}, headers=ZH)
    text = answer.content.decode()
    gap = answer.context["chosen"]
    assert gap.key == "cadre_phones" and "组织部" in gap.givers
    assert answer.context["count"] == sum(len(one.lines) for one in answer.context["missing"])
    assert f"/{case}/registers/cadres/" in text
    covenant = office.get(at(case, "three-no-courtyards/missing/"), {"street": "410104001", "fact": "has_mode"})
    assert covenant.context["chosen"] is not None


def test_the_way_to_a_missing_record_names_the_courtyard(case, office):
    answer = office.get(at(case, "three-no-courtyards/missing/"), {**ON, "fact": "mode"}, headers=ZH)
    rows = [row for row in answer.context["rows"] if row["url"]]
    assert rows and answer.context["chosen"].key == "mode"
    assert "registers/modes/new/?courtyard=" in rows[0]["url"] and rows[0]["url"].endswith("#id_mode")
    page = office.get(rows[0]["url"].partition("#")[0])
    assert rows[0]["line"].record.code in page.content.decode() and 'id="id_mode"' in page.content.decode()


def asked(browser, path, **query):
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path, query)
    assert answer.status_code == 200
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)]


@pytest.mark.parametrize("page", ["", "print/", "missing/"])
def test_a_page_asks_equally_often_for_a_street_and_for_the_district(case, office, page):
    path = at(case, f"three-no-courtyards/{page}")
    few, many = asked(office, path, street="410104002", **ON), asked(office, path, **ON)
    assert len(few) == len(many) <= 40, "\n".join(sql[:90] for sql in many)


def posted(**said):
    return {"subject": "committees", "title": "组织表", "do": "preview", "column_0_fact": "name", "column_0_wanted": "on", **said}


def test_a_form_is_designed_by_plain_links_and_forms(cast, as_user):
    browser, home = as_user("governance"), cast.home.district
    begin = browser.get(at(home, "new/"))
    assert "committees" in begin.content.decode()
    page = browser.get(at(home, "new/"), {"subject": "committees"})
    assert page.context["columns"] == [] and page.context["filled"] is None
    added = browser.post(at(home, "new/") + "?subject=committees", posted(do="add", add=["head", "kind"]))
    assert [item["column"]["fact"] for item in added.context["columns"]] == ["name", "head", "kind"]
    moved = browser.post(
        at(home, "new/") + "?subject=committees",
        posted(do="up-2", column_1_fact="head", column_2_fact="kind", group_0="street", condition_0_fact="kind",
               condition_0_test="filled"),
    )
    assert [item["column"]["fact"] for item in moved.context["columns"]] == ["name", "kind", "head"]
    assert moved.context["filled"].total.count == 2 and cast.home.mark(1) in moved.content.decode()
    dropped = browser.post(at(home, "new/") + "?subject=committees", posted(do="drop-0", column_1_fact="head"))
    assert [item["column"]["fact"] for item in dropped.context["columns"]] == ["head"]
    no_reason = browser.post(at(home, "new/") + "?subject=committees", posted(do="save"))
    assert no_reason.status_code == 400
    saved = browser.post(at(home, "new/") + "?subject=committees", posted(do="save", reason="摸底"), follow=True)
    assert saved.status_code == 200 and "组织表" in saved.content.decode()
    with cast.home.scope():
        form = ReportForm.objects.get(title="组织表")
        assert form.state == FormState.DRAFT
    assert as_user("clerk").get(at(home, f"{form.key}/")).status_code == 404, "a draft is nobody's form yet"
    browser.post(at(home, f"{form.key}/release/"))
    assert as_user("clerk").get(at(home, f"{form.key}/")).status_code == 200
    browser.post(at(home, f"{form.key}/retire/"))
    assert as_user("clerk").get(at(home, f"{form.key}/")).status_code == 404


def test_the_designer_points_to_the_fact_that_is_held(cast, as_user):
    answer = as_user("governance").post(
        at(cast.home.district, "new/") + "?subject=courtyards",
        {"subject": "courtyards", "title": "表", "do": "save", "reason": "要", "column_0_fact": "name",
         "blank_head": "建筑面积（㎡）", "blank_reason": "核对"}, headers=ZH,
    )
    assert answer.status_code == 400 and "系统已有" in answer.content.decode()
    assert answer.context["held"].fact.key == "area_m2"


def test_a_form_of_the_portal_is_the_start_of_an_own_one(case, office, district_scope):
    page = office.get(at(case, "new/"), {"from": "firms"}, headers=ZH)
    assert page.context["data"]["title"] == "物业企业台账" and len(page.context["columns"]) == 17
    assert office.get(at(case, "firms/design/")).status_code == 302
    assert office.post(at(case, "firms/retire/")).status_code == 403


@pytest.mark.parametrize("role", ["clerk", "leader", "housing", "auditor", "reviewer"])
def test_who_fills_does_not_design(cast, as_user, role):
    home, browser = cast.home.district, as_user(role)
    assert browser.get(at(home)).status_code == 200
    assert browser.get(at(home, "new/")).status_code == 403
    assert browser.post(at(home, f"form-{home}0/retire/")).status_code == 403


def test_the_share_stands_by_form_and_street(case, office):
    office.get(at(case, "firms/"), {**ON, "format": "xlsx"})
    office.get(at(case, "pairings/"), {**ON, "street": "410104001", "format": "docx"})
    answer = office.get(at(case, "shares/"), headers=ZH)
    rows = {(row["filling"].form, str(row["filling"].street or "")): row["share"] for row in answer.context["rows"]}
    assert ("firms", "") in rows and ("pairings", "北下街街道") in rows
    assert all(0 < share < 100 for share in rows.values())
