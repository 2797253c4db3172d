"""A payment with all its people: prepared, reviewed, published, objected to, approved, sent, answered, tried again."""

import csv
import io
from datetime import timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from governance.tenancy import scope
from subsidies.models import BatchPublicity, PaymentBatch, PaymentItem, PaymentObjection
from subsidies.payments import fund
from tests.journeys.conftest import settle
from tests.journeys.test_portal import RULES
from tests.journeys.test_rounds import press
from tests.payments.office import fen_of
from tests.support.cast import person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

DISTRICT, STREET, NUMBER = 410104, "410104001", "410104-2022Q2-01"
BASE = f"/{DISTRICT}/subsidies/payments/"


@pytest.fixture(scope="module")
def office(own_case_database, people):
    """The years that the portal does not ship yet."""
    by, today = person("governance"), timezone.localdate()
    with whole(by):
        for year in {today.year, today.year + 1} - set(national.years()):
            calendar.know_year(district=DISTRICT, year=year, document="试验", by=by, reason="试验")
    return by


def whole(by):
    return scope.enter(scope.Scope(districts=(DISTRICT,), actor=by.pk))


def pleasant(visitor):
    """No violation at the desk, nothing wider than a phone."""
    found = Axe().run(visitor.page, options=RULES).response["violations"]
    assert [(v["id"], [n["target"] for n in v["nodes"]][:3]) for v in found] == []
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.page.wait_for_timeout(150)
    assert visitor.page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    visitor.page.set_viewport_size({"width": 1366, "height": 768})


def told(visitor):
    return visitor.page.inner_text("#portal-messages")


def offered(visitor, name):
    return visitor.page.get_by_role("button", name=name, exact=True).count() > 0


def days_pass(by):
    """The publicity began, and ended, a month earlier: what was shown again says so."""
    with whole(by), change(district=DISTRICT, by=by, reason="时间过去"):
        one = BatchPublicity.objects.filter(batch__number=NUMBER).latest("pk")
        BatchPublicity.objects.create(
            district_id=DISTRICT, batch_id=one.batch_id, published_on=one.published_on - timedelta(days=30), days=one.days,
            last_on=one.last_on - timedelta(days=30), place=one.place, document=one.document,
        )


def batch_of(by, number=NUMBER):
    with whole(by):
        return PaymentBatch.objects.with_step().get(number=number)


def filled(content, *, failed="", odd=False, off_by=0):
    """What the bank sends back: one line `failed`, or one that nobody sent, or a sum that is wrong by some fen."""
    head, *lines, total = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    for cells in lines:
        is_failed = cells[2] == failed
        cells[9:12] = ["0", "失败", "账号户名不符"] if is_failed else [cells[7], "成功", ""]
    if odd:
        lines[0][2] = "410104-2022Q2-01-9999"
    paid = sum(fen_of(cells[9]) for cells in lines) + off_by
    total[9] = f"{paid // 100}.{paid % 100:02d}"
    buffer = io.StringIO()
    csv.writer(buffer).writerows([head, *lines, total])
    return buffer.getvalue().encode("utf-8-sig")


def test_a_payment_from_the_ledger_to_the_courtyard(visit, office):
    housing, second = visit("housing"), visit("housing-second")
    finance, payer, clerk = visit("finance"), visit("finance-second"), visit("clerk-beixiajie")
    batch = prepared(housing, office)
    page = f"{BASE}{batch.pk}/"
    reviewed(housing, second, finance, page)
    published(housing, page)
    objector = visit(None)
    held = objected(clerk, objector, page, office)
    approved(finance, payer, page, office)
    failed = sent_and_answered(payer, housing, page, office, held)
    tried_again(housing, second, objector, page, office, held, failed)
    asked_after(housing, clerk, page)


def prepared(housing, office):
    housing.open(f"{BASE}prepare/")
    housing.page.fill("[name=period]", "2022Q2")
    press(housing, "查看测算")
    assert "2022Q2 测算" in housing.text() and "元" in housing.text()
    pleasant(housing)
    press(housing, "编制批次")
    assert NUMBER in housing.page.inner_text("h1")
    pleasant(housing)
    return batch_of(office)


def reviewed(housing, second, finance, page):
    """The housing centre's second person, then finance; whoever prepared it is not offered its review."""
    press(housing, "提交审核")
    assert not offered(housing, "审核同意") and "本批次由您编制" in housing.text()
    finance.open(page)
    assert not offered(finance, "审核同意") and "住房保障中心" in finance.text()
    second.open(f"/{DISTRICT}/home/")
    second.page.get_by_role("link", name="打开批次").first.click()
    settle(second.page)
    press(second, "审核同意")
    finance.open(page)
    press(finance, "附意见退回")
    assert "请在意见中写明" in finance.page.inner_text("[role=alert]")
    pleasant(finance)
    finance.page.fill("[name=comment]", "请附面积核对说明")
    press(finance, "附意见退回")
    housing.open(page)
    assert "请附面积核对说明" in housing.text()
    housing.page.fill("[name=comment]", "面积已逐一核对")
    press(housing, "提交审核")
    second.open(page)
    press(second, "审核同意")
    finance.open(page)
    press(finance, "审核同意")


def published(housing, page):
    housing.open(page)
    housing.page.get_by_role("link", name="公示批次").click()
    settle(housing.page)
    housing.page.fill("[name=document]", "补贴公示〔2022〕2号")
    housing.page.fill("[name=place]", "楼院公告栏和区政府网站")
    press(housing, "公示")
    assert "大写" in housing.text() and "6200" not in housing.text()
    pleasant(housing)


def objected(clerk, objector, page, office):
    """The street writes an objection down, and is refused everything else; the objector follows it by its number."""
    clerk.open(page)
    for name in ("审核同意", "批准支付", "生成支付文件"):
        assert not offered(clerk, name)
    assert clerk.open(f"{page}file/") == 403
    clerk.open(page)
    clerk.page.get_by_role("link", name="异议").first.click()
    settle(clerk.page)
    clerk.page.fill("[name=objector]", "3 号楼业主")
    clerk.page.fill("[name=grounds]", "建筑面积与测绘报告不符。")
    press(clerk, "登记异议")
    pleasant(clerk)
    assert clerk.page.get_by_role("button", name="打印回执").is_visible()
    followed(objector, clerk.page.inner_text(".track-number"))
    with whole(office):
        held = PaymentObjection.objects.select_related("item").get(state="open").item
    clerk.open(page)
    assert "因异议暂停" in clerk.text()
    return held


def followed(objector, number):
    """Without an account, on a phone: the number is typed, and tells what is held until the answer."""
    objector.page.set_viewport_size({"width": 390, "height": 844})
    objector.open("/o/")
    objector.page.fill("#code", number)
    objector.page.get_by_role("button").click()
    settle(objector.page)
    assert "待答复" in objector.text() and "暂不向该楼院支付" in objector.text() and "测绘报告" not in objector.text()
    pleasant(objector)


def approved(finance, payer, page, office):
    finance.open(page)
    assert not offered(finance, "批准支付") and "公示尚未期满" in finance.text()
    days_pass(office)
    payer.open(page)
    assert offered(payer, "批准支付"), "whoever has no hand in it yet may still choose one"
    finance.open(page)
    press(finance, "批准支付")
    assert "已在基金中占用" in told(finance)
    assert not offered(finance, "生成支付文件")


def sent_and_answered(payer, housing, page, office, held):
    payer.open(page)
    press(payer, "生成支付文件")
    with payer.page.expect_download() as download:
        payer.page.get_by_role("link", name="支付文件 CSV").click()
    content = Path(download.value.path()).read_bytes()
    assert held.reference.encode() not in content and "大写：".encode() in content
    with whole(office):
        failed = PaymentItem.objects.filter(batch__number=NUMBER, sent__isnull=False).order_by("reference")[3]
    payer.open(page)
    answer(payer, filled(content, failed=failed.reference, odd=True))
    assert "第 2 行" in payer.text() and "410104-2022Q2-01-9999" in payer.text()
    pleasant(payer)
    payer.open(page)
    answer(payer, filled(content, failed=failed.reference))
    assert "已录入" in told(payer)
    payer.open(f"{page}?state=failed")
    assert "账号户名不符" in payer.text()
    pleasant(payer)
    press(payer, "办结批次")
    housing.open(page)
    assert not offered(housing, "办结批次")
    return failed


def answer(payer, content):
    payer.page.set_input_files("[name=file]", {"name": "结果.csv", "mimeType": "text/csv", "buffer": content})
    payer.page.fill("[name=voucher]", "财拨〔2022〕88号")
    press(payer, "录入支付结果")


def tried_again(housing, second, objector, page, office, held, failed):
    """The objection is answered; what it held and what failed come with the next batch, and nothing else."""
    second.open(f"/{DISTRICT}/home/")
    second.page.get_by_role("link", name="答复").first.click()
    settle(second.page)
    second.page.fill("[name=answer]", "以不动产测绘报告为准，面积无误。")
    press(second, "以此理由驳回")
    objector.page.reload()
    settle(objector.page)
    assert "面积无误" in objector.text() and "由以后的批次支付" in objector.text()
    housing.open(f"{BASE}prepare/")
    housing.page.fill("[name=period]", "2022Q2")
    press(housing, "查看测算")
    press(housing, "编制批次")
    again = batch_of(office, "410104-2022Q2-02")
    with whole(office):
        assert set(again.items.values_list("courtyard", flat=True)) == {held.courtyard_id, failed.courtyard_id}
        assert again.total_fen == held.amount_fen + failed.amount_fen
        assert fund.balance(DISTRICT, timezone.localdate()).committed_fen == 0
    housing.open(page)


def asked_after(housing, clerk, page):
    housing.page.fill("[name=percent]", "10")
    press(housing, "抽样")
    assert "已核实 0" in housing.text()
    pleasant(housing)
    clerk.open(f"{page}sample/")
    clerk.page.locator("[name=comment]").first.fill("自管会出纳说已到账")
    press(clerk, "保存")
    assert "自管会出纳说已到账" in clerk.text()
