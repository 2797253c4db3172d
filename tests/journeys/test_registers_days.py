"""Whole days of the departments: pairing from the board, a change of firm, a move between streets, a wrong entry."""

from collections import Counter
from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from psycopg2.extras import DateRange

from tests.journeys.conftest import fits_a_phone
from tests.journeys.test_portal import RULES
from tests.journeys.test_registers import check, fill, save

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

HOME, OLD, NEW = "/410104", "410104001", "410104007"
UNPAIRED_SINCE, LAST_YEAR = date(2022, 8, 1), "2021-12-31"
# One courtyard for each day, so that they may come in any order.
REPLACED, MOVED, WRONG, SHOWN = f"{OLD}-0010", f"{OLD}-0040", f"{OLD}-0003", f"{OLD}-0005"
BY_STREET = (
    "party_cover", "self_governance_coverage", "volunteer_cover", "branch_pairing", "cadre_assignment",
    "long_term_mode_coverage", "covenant_coverage", "courtyard_count",
)
PAGES = {
    "bin": "/bin/", "board": "/party/board/?on=2022-07-07", "pairings": "/party/board/pairings/?on=2020-03-01&street=410104001",
    "cadres": "/party/board/cadres/?on=2020-03-01&street=410104001", "tree": "/party/tree/?on=2022-07-07&street=410104001",
    "cross-posts": "/party/cross-posts/?on=2022-07-07", "credit": "/firms/credit/", "credit rules": "/firms/credit/rules/",
    "move": f"/courtyards/{SHOWN}/move/", "merge": f"/courtyards/{SHOWN}/merge/", "split": f"/courtyards/{SHOWN}/split/",
    "tasks": "/tasks/",
}


@pytest.fixture
def visit(visit):
    """Who does not find a button looks for it no longer than a person would."""

    def come(*who, **how):
        visitor = visit(*who, **how)
        visitor.context.set_default_timeout(6000)
        return visitor

    return come


@pytest.fixture
def unpaired(own_case_database):
    """The pairings have run out; nobody has paired the branches anew."""
    from governance.audit.services import change
    from governance.tenancy import scope
    from party_org.models import BranchPairing
    from tests.support.cast import person

    by = person("organisation")
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)):
        with change(district=410104, by=by, reason="联建届满"):
            for pairing in BranchPairing.objects.filter(district_id=410104, valid__contains=UNPAIRED_SINCE):
                pairing.valid = DateRange(pairing.valid.lower, UNPAIRED_SINCE)
                pairing.save(update_fields=["valid"])


def look(visitor, path):
    """Opens a page of the district; the pages of this file are whole when they are loaded."""
    return visitor.page.goto(f"{visitor.address}{HOME}{path}").status


def press(visitor, name):
    """A button that leads to a page."""
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("button", name=name, exact=True).click()


def follow(visitor, name, *, more=False):
    """A link; with `more` one that stands below “更多”."""
    if more:
        visitor.page.locator("summary", has_text="更多").click()
    with visitor.page.expect_navigation():
        visitor.page.get_by_role("link", name=name, exact=True).click()


def message(visitor):
    return visitor.page.inner_text("#portal-messages")


def asked(visitor, path, **query):
    """What REST answers to the visitor's own session."""
    answer = visitor.context.request.get(f"{visitor.address}/api/v1/districts/410104/{path}", params=query)
    assert answer.status == 200, answer.text()
    return answer.json()


def listed(visitor, path):
    """How many records a list says it has."""
    assert look(visitor, path) == 200
    return int(visitor.page.locator(".filter-bar span.ms-auto").inner_text().split()[0])


def assert_clean(visitor):
    """The page that stands on the screen, as `check` would judge its address; for answers to a form."""
    where = visitor.page.url
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(where, v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    fits_a_phone(visitor.page)


def pairing_figure(visitor):
    look(visitor, f"/?on={UNPAIRED_SINCE}")
    cards = visitor.page.locator(".dash-rate")
    return cards.filter(has=visitor.page.locator("a[href*='/figures/branch_pairing/']")).inner_text()


def test_the_department_pairs_162_branches_with_577_courtyards_from_the_board(visit, unpaired):
    department = visit("organisation")
    page = department.page
    assert "0 / 577" in pairing_figure(department)
    look(department, f"/party/board/?on={UNPAIRED_SINCE}")
    assert page.locator("tfoot td[data-label=已联建]").inner_text() == "0"
    assert page.locator("#streets").is_visible() and page.locator("tbody a.gap-cell").count() > 10
    follow(department, "生成联建方案")
    lines = page.locator("input[list=bearers]")
    chosen = lines.evaluate_all("fields => fields.map(field => field.value)")
    loads = Counter(chosen)
    # Some branches cover several courtyards: a line for each branch.
    assert 162 < len(chosen) <= 577 and len(loads) == 162
    assert max(loads.values()) - min(loads.values()) == 1

    # One branch that has more hands a courtyard to one that has less: the loads stay even.
    giver, taker = max(loads, key=loads.get), min(loads, key=loads.get)
    place = chosen.index(giver)
    name = lines.nth(place).get_attribute("name")
    lines.nth(place).fill(taker)
    press(department, "重新统计负担")
    assert page.locator(f"tr:has(input[name={name}])").inner_text().endswith("您的选择")
    fill(department, agreement="支部联建协议（2022）", reason="组织部统一安排")
    press(department, "全部登记")
    assert f"已作为一次变更登记 {len(chosen)} 条" in message(department)

    assert page.url.endswith(f"/party/board/?on={UNPAIRED_SINCE}")
    assert page.locator("tfoot td[data-label=已联建]").inner_text() == "577"
    branches = page.locator("section[aria-labelledby=loads] tr", has_text="机关党支部")
    told = [int(branches.locator(f"td[data-label={label}]").inner_text()) for label in ("数量", "最少", "最多", "尚无任务")]
    assert told == [162, min(loads.values()), max(loads.values()), 0]
    assert "100.00 %" in pairing_figure(department) and "577 / 577" in pairing_figure(department)
    # The changed line stands in the register as it was chosen.
    branch = taker.partition(" ")[0].partition("#")[0]
    assert listed(department, f"/registers/pairings/?q={branch}&on={UNPAIRED_SINCE}") == loads[taker] + 1


def test_a_firm_replaces_another_in_mid_year(visit):
    centre = visit("housing")
    before, after = "2023-06-30", "2023-07-01"
    [old] = asked(centre, "firms", q="亮典", kind="street_platform")["items"]
    new = asked(centre, "firms", kind="market", limit=1)["items"][0]

    def figures(day):
        """Contracts in the list, and contracted courtyards in the statistics, of the old and the new firm."""
        found = []
        for firm in (old, new):
            count = {"indicator": "contracted_courtyard_count", "firm": firm["uscc"], "on": day}
            [cell] = asked(centre, "statistics", **count)["cells"]
            found.append((listed(centre, f"/registers/contracts/?q={firm['name']}&on={day}"), cell["numerator"]))
        return found

    (had, _n), (took, _m) = counts = figures(before)
    assert had == 108 and figures(after) == counts == [(had, had), (took, took)]
    assert listed(centre, f"/registers/contracts/?q={REPLACED}") == 1
    with centre.page.expect_navigation():
        centre.page.locator("tbody tr td.lead a").click()
    follow(centre, "更换企业", more=True)
    assert old["name"] in centre.text()
    assert_clean(centre)
    fill(centre, firm=new["uscc"], from_day="2019-01-01", reason="业主委员会另行选聘")
    press(centre, "更换")
    assert "不在原合同期内" in centre.text() and centre.page.locator("#id_from_day[aria-invalid=true]").count() == 1
    assert_clean(centre)
    fill(centre, from_day=after)
    press(centre, "更换")
    assert f"自 {after} 起由{new['name']}承接合同" in message(centre)
    assert new["name"] in centre.text()

    assert figures(before) == counts
    assert figures(after) == [(had - 1, had - 1), (took + 1, took + 1)]
    for day, firm in ((before, old), (after, new)):
        look(centre, f"/courtyards/{REPLACED}/?on={day}")
        assert firm["name"] in centre.text()


def test_a_courtyard_moves_to_another_street_and_last_years_figures_stay(visit):
    office, left, right = visit("governance"), visit("clerk-beixiajie"), visit("clerk-longhaimalu")

    def street_lines():
        look(office, f"/?on={LAST_YEAR}")
        rows = office.page.locator(".dash-heat tbody tr")
        return [rows.filter(has_text=name).inner_text() for name in ("北下街街道", "陇海马路街道")]

    def cells(**query):
        found = asked(office, "statistics", indicator=",".join(BY_STREET), by="street", **query)["cells"]
        return [cell for cell in found if cell["division"] in (OLD, NEW)]

    def today():
        return {cell["division"]: cell["numerator"] for cell in cells() if cell["key"] == "courtyard_count"}

    shown, told, now = street_lines(), cells(on=LAST_YEAR), today()
    assert len(told) == 2 * len(BY_STREET)
    assert listed(left, f"/courtyards/?q={MOVED}") == 1 and listed(right, f"/courtyards/?q={MOVED}") == 0
    look(office, f"/courtyards/{MOVED}/")
    name = office.page.inner_text("h1").split("\n")[0].strip()
    follow(office, "划转", more=True)
    community = office.page.locator("#id_community optgroup[label=陇海马路街道] option").first
    fill(office, community=community.get_attribute("value"), reason="区划调整")
    press(office, "预览")
    preview = office.page.inner_text("section[aria-labelledby=preview]")
    assert "北下街街道" in preview and "陇海马路街道" in preview
    assert_clean(office)
    assert today() == now, "a preview moves nothing"
    press(office, "划转")
    assert name in message(office) and "划归陇海马路街道" in message(office) and "此前日期的统计不变" in message(office)

    assert street_lines() == shown
    assert cells(on=LAST_YEAR) == told
    assert today() == {OLD: now[OLD] - 1, NEW: now[NEW] + 1}
    assert look(left, f"/courtyards/{MOVED}/") == 404 and listed(left, f"/courtyards/?q={MOVED}") == 0
    assert look(right, f"/courtyards/{MOVED}/") == 200 and listed(right, f"/courtyards/?q={MOVED}") == 1


def remove_a_wrong_building(visitor, code, name):
    """Enters a building and takes it out again, as one does who was in the wrong courtyard; how many there are without it."""
    buildings = listed(visitor, f"/registers/buildings/?q={code}")
    look(visitor, f"/registers/buildings/new/?courtyard={code}")
    fill(visitor, name=name, valid_from="2020-01-01", reason="补录楼栋")
    save(visitor)
    follow(visitor, "删除错误录入", more=True)
    fill(visitor, reason="院落选错了")
    press(visitor, "删除")
    assert listed(visitor, f"/registers/buildings/?q={code}") == buildings
    return buildings


def test_a_wrong_entry_goes_to_the_bin_and_back_and_a_clerk_sees_the_own_streets_bin(visit):
    left, right, office = visit("clerk-beixiajie"), visit("clerk-longhaimalu"), visit("governance")
    buildings = remove_a_wrong_building(left, WRONG, "18号楼")
    remove_a_wrong_building(right, f"{NEW}-0003", "19号楼")
    for visitor, seen, unseen in ((left, "18号楼", "19号楼"), (right, "19号楼", "18号楼")):
        look(visitor, "/bin/")
        assert seen in visitor.text() and "院落选错了" in visitor.text() and unseen not in visitor.text()
    look(office, "/bin/")
    assert "18号楼" in office.text() and "19号楼" in office.text()

    look(left, "/bin/")
    with left.page.expect_navigation():
        left.page.locator("tr", has_text="18号楼").get_by_role("button").click()
    assert "18号楼" in message(left) and "18号楼" in left.page.inner_text("h1")
    assert listed(left, f"/registers/buildings/?q={WRONG}") == buildings + 1
    look(office, "/bin/")
    assert "18号楼" not in office.text() and "19号楼" in office.text()


def test_a_courtyards_card_opens_to_be_printed(visit):
    clerk = visit("clerk-beixiajie")
    look(clerk, f"/courtyards/{SHOWN}/")
    name = clerk.page.inner_text("h1").split("\n")[0].strip()
    follow(clerk, "打印卡片", more=True)
    assert name in clerk.text() and SHOWN in clerk.text()
    clerk.page.emulate_media(media="print")
    assert clerk.page.locator("header.navbar").is_hidden() and clerk.page.locator("h1").is_visible()
    clerk.page.emulate_media(media="screen")
    assert_clean(clerk)


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_the_pages_of_the_departments_are_accessible_and_fit_a_phone(walker, path):
    check(walker, HOME + path)


def test_the_pages_of_a_firms_credit_and_contract_are_accessible_and_fit_a_phone(visit):
    office = visit("governance")
    [firm] = asked(office, "firms", q="亮典", kind="street_platform")["items"]
    [contract] = asked(office, "contracts", courtyard=SHOWN, on="2022-07-07")["items"]
    for path in (f"/firms/{firm['uscc']}/credit/", f"/firms/contracts/{contract['id']}/replace/"):
        check(office, HOME + path)


def test_the_page_that_changes_many_is_accessible_and_fits_a_phone(visit):
    office = visit("governance")
    look(office, "/registers/renovations/")
    for number in range(3):
        office.page.locator("input[name=record]").nth(number).check()
    press(office, "更改所选")
    assert_clean(office)
    office.page.select_option("#bulk-field", "document")
    with office.page.expect_navigation():
        office.page.locator("#bulk-field + button").click()
    fill(office, document="管住建验〔2022〕8号", reason="补录文号")
    press(office, "预览")
    assert "3 条将更改" in office.text()
    assert_clean(office)
