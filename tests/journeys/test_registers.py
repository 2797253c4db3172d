"""Use cases of the registers: a clerk's day at the forms, the lists and the record pages."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from governance.registers import registry
from tests.journeys.conftest import fits_a_phone, settle
from tests.journeys.test_portal import RULES

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

KEYS = sorted(registry.every())
# The further pages of a record once for each kind: with parts, dependants, personal data, ties.
WHOLE = {"courtyards", "committees", "building-heads", "contracts", "party-organisations", "persons"}


def save(visitor):
    """Presses the form's first button and waits for what follows."""
    with visitor.page.expect_navigation():
        visitor.page.locator("form.card button.btn-primary").last.click()
    settle(visitor.page)


def fill(visitor, **fields):
    for name, value in fields.items():
        field = visitor.page.locator(f"#id_{name}")
        if field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


def correct(visitor, code):
    """Opens the form of a courtyard from its page."""
    visitor.open(f"/410104/courtyards/{code}/")
    visitor.page.get_by_role("link", name="更正").click()
    settle(visitor.page)


def test_a_clerk_enters_a_courtyard_and_mends_what_was_wrong(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/courtyards/new/")
    clerk.page.select_option("#id_community", index=1)
    fill(clerk, name="顺河路８８号院", area_m2="0", reason="新接收楼院", valid_from="2022-07-07")
    save(clerk)
    assert "面积必须大于 0" in clerk.text()
    fill(clerk, area_m2="3521.605")
    save(clerk)
    assert "最多 2 位小数" in clerk.text()
    fill(clerk, area_m2="３５２１．６０")
    save(clerk)
    assert "顺河路88号院" in clerk.page.inner_text("h1")
    assert "3,521.60 ㎡" in clerk.text() and "新接收楼院" in clerk.text()


def test_a_clerk_records_a_newly_elected_committee_with_five_members_and_a_covenant(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/courtyards/410104001-0121/")
    yard = clerk.page.inner_text("h1").split("\n")[0].strip()
    clerk.page.get_by_role("link", name="新增 居民自治组织").click()
    settle(clerk.page)
    assert "410104001-0121" in clerk.page.input_value("#id_courtyard")
    fill(clerk, kind="self_management", name=f"{yard}自管会", members="5", election_form="election",
         elected_on="2026-10-20", valid_from="2026-11-01", valid_until="2029-10-31", reason="换届选举结果备案")
    save(clerk)
    assert f"已录入“{yard}自管会”" in clerk.page.inner_text("#portal-messages")
    committee = clerk.page.url
    for number, (name, post) in enumerate(
        [("赵建国", "head"), ("钱秀英", "deputy"), ("孙志强", "member"), ("李桂兰", "member"), ("周长海", "supervisor")]
    ):
        clerk.open(committee.removeprefix(clerk.address))
        clerk.page.get_by_role("link", name="组织成员").last.click()
        settle(clerk.page)
        fill(clerk, name=name, post=post, phone=f"1380000000{number}", valid_from="2026-11-01", reason="选举产生")
        save(clerk)
        assert name not in clerk.page.content() and f"{name[0]}**" in clerk.text()
    clerk.open(committee.removeprefix(clerk.address))
    for masked in ("赵**", "钱**", "孙**", "李**", "周**"):
        assert masked in clerk.text()

    clerk.open("/410104/courtyards/410104001-0121/")
    clerk.page.get_by_role("link", name="新增 管理规约").click()
    settle(clerk.page)
    assert clerk.page.locator("#id_owners_total").is_hidden()
    fill(clerk, title=f"{yard}管理规约", adopted_how="residents", adopted_on="2026-11-10", valid_from="2026-11-15",
         reason="居民会议通过")
    for covered in ("charging", "management", "use", "publicity"):
        clerk.page.check(f"#id_covers_{covered}")
    save(clerk)
    clerk.open("/410104/courtyards/410104001-0121/")
    assert f"{yard}自管会" in clerk.text() and f"{yard}管理规约" in clerk.text()


def test_both_versions_stand_side_by_side_and_nothing_typed_is_lost(visit):
    clerk, office = visit("clerk-beixiajie"), visit("governance")
    correct(clerk, "410104001-0003")
    correct(office, "410104001-0003")
    fill(office, residents="777", reason="人口核对")
    save(office)
    fill(clerk, households="123", residents="301", reason="入户核查")
    save(clerk)
    assert "有人修改了这条记录" in clerk.text() and "人口核对" in clerk.text()
    row = clerk.page.locator(".alert-warning tbody tr", has_text="常住人口").inner_text()
    assert "777" in row and "301" in row
    assert clerk.page.input_value("#id_households") == "123"
    fill(clerk, residents="777")
    save(clerk)
    assert "入户核查" in clerk.text()


def test_what_was_typed_survives_an_expired_login(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/buildings/new/?courtyard=410104001-0003")
    fill(clerk, name="9号楼", floors="6", reason="补录楼栋")
    clerk.context.clear_cookies()
    save(clerk)
    assert "sign-in" in clerk.page.url
    clerk.sign_in("clerk-beixiajie")
    clerk.open("/410104/registers/buildings/new/?courtyard=410104001-0003")
    clerk.page.get_by_role("button", name="恢复所填内容").click()
    assert clerk.page.input_value("#id_name") == "9号楼" and clerk.page.input_value("#id_reason") == "补录楼栋"
    save(clerk)
    assert "已录入“9号楼”" in clerk.page.inner_text("#portal-messages")
    clerk.open("/410104/registers/buildings/new/?courtyard=410104001-0003")
    assert clerk.page.get_by_role("button", name="恢复所填内容").count() == 0


def test_a_form_is_filled_in_by_the_keyboard_alone(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/volunteers/new/")
    page = clerk.page
    page.locator("#id_name").focus()
    page.keyboard.type("晨光互助队")
    for key in ("Tab", "Tab"):
        page.keyboard.press(key)
    page.keyboard.type("15")
    while page.evaluate("document.activeElement.id") != "id_reason":
        page.keyboard.press("Tab")
    page.keyboard.type("新成立")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "已录入“晨光互助队”" in page.inner_text("#portal-messages")


def test_a_name_is_suggested_while_it_is_typed(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/buildings/new/")
    clerk.page.locator("#id_courtyard").press_sequentially("城南路82")
    clerk.page.locator("#id_courtyard_list option[value*='城南路82号院']").wait_for(state="attached")


def test_a_list_takes_the_columns_filters_and_order_of_its_reader(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/courtyards/")
    page = clerk.page
    page.locator("summary", has_text="列").click()
    page.locator("[data-portal-column][value=built_year]").check()
    page.locator("[data-portal-column][value=provider]").uncheck()
    page.locator("[data-portal-columns] button").click()
    settle(page)
    heads = page.locator("thead").inner_text()
    assert "建成年份" in heads and "服务主体" not in heads
    page.locator("thead").get_by_role("link", name="建成年份").click()
    settle(page)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("建成年份")
    page.locator("summary", has_text="视图").click()
    page.fill("#view-name", "按年代")
    page.get_by_role("button", name="保存视图").click()
    settle(page)
    assert "按年代" in page.inner_text("h1")


def test_many_are_changed_after_a_preview(visit):
    clerk = visit("clerk-beixiajie")
    clerk.open("/410104/registers/renovations/")
    page = clerk.page
    page.locator("input[name=record]").nth(0).check()
    page.locator("input[name=record]").nth(1).check()
    page.get_by_role("button", name="更改所选").click()
    settle(page)
    page.select_option("#bulk-field", "document")
    page.get_by_role("button", name="选择").click()
    settle(page)
    fill(clerk, document="管住建验〔2022〕7号", reason="补录文号")
    page.get_by_role("button", name="预览").click()
    settle(page)
    assert "2 条将更改" in clerk.text()
    page.get_by_role("button", name="更改 2 条记录").click()
    settle(page)
    assert "已更改 2 条记录" in page.inner_text("#portal-messages")
    assert page.get_by_text("管住建验〔2022〕7号").count() == 2


def test_a_masked_number_is_opened_for_a_reason(visit):
    office = visit("governance")
    office.open("/410104/registers/cadres/")
    office.page.locator("tbody tr td.lead a").first.click()
    settle(office.page)
    assert "*" in office.page.inner_text("dl.facts")
    office.page.get_by_text("显示", exact=True).first.click()
    office.page.fill("#why-name", "核对分包名单")
    office.page.locator("#why-name + button").click()
    settle(office.page)
    assert "*" not in office.page.locator("dl.facts dd").first.inner_text()


@pytest.mark.parametrize("key", KEYS)
def test_forms_are_accessible_and_fit_a_phone(walker, visit, key):
    # The budget is finance's to enter.
    check(visit("finance") if key == "subsidy-budgets" else walker, f"/410104/registers/{key}/new/")


@pytest.mark.parametrize("key", KEYS)
def test_lists_and_their_records_are_accessible_and_fit_a_phone(walker, key):
    check(walker, f"/410104/registers/{key}/")
    first = walker.page.locator("tbody tr td.lead a")
    if first.count():
        path = first.first.get_attribute("href")
        check(walker, path)
        pk = walker.page.locator("a", has_text="打印卡片").get_attribute("href")
        for page in ("card/", "edit/", "remove/") if key in WHOLE else ():
            check(walker, pk.partition("card/")[0] + page)


def check(office, path):
    office.page.set_viewport_size({"width": 1366, "height": 768})
    assert office.open(path) == 200, path
    found = Axe().run(office.page, options=RULES).response["violations"]
    assert [(path, v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    fits_a_phone(office.page)
