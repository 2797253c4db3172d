"""One courtyard's subsidy from the desk to the clawback, in a browser; whoever must not do a thing is refused it."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

import subsidies.tasks  # noqa: F401  (its kinds of jobs)
from courtyards.models import Committee, Courtyard, Covenant, Renovation, ThreeNoBaseline
from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from governance.jobs.models import Job
from governance.jobs.tasks import run
from governance.people import services as people_services
from ratings.models import RatingResult
from subsidies.models import ClawbackClaim, Enrolment, EntitlementLine, PaymentItem, PaymentLine
from subsidies.payments import fund
from tests.journeys import test_applications as applying
from tests.journeys import test_payments as paying
from tests.journeys.conftest import PASSWORD, settle
from tests.journeys.test_applications import DISTRICT, STREET, pleasant, whole
from tests.journeys.test_registers import correct, fill, save
from tests.journeys.test_rounds import press
from tests.support.cast import person

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

FROM = date(2022, 4, 1)
LEDGER, PAYMENTS = f"/{DISTRICT}/subsidies/", f"/{DISTRICT}/subsidies/payments/"
CLAIMS = f"{PAYMENTS}claims/"


@pytest.fixture(scope="module")
def office(own_case_database, people):
    """A reviewer of the street, and the years that the portal does not ship yet."""
    by, today = person("governance"), timezone.localdate()
    reviewer = people_services.create_user(username="reviewer-apply", name="北下街核实员", password=PASSWORD)
    with whole(by):
        street = Courtyard.objects.filter(street__code=STREET).first().street
        people_services.grant(
            user=reviewer, district=DISTRICT, role="reviewer", street=street.pk, by=by, reason="试验", valid_from=date(2020, 1, 1)
        )
        for year in {today.year, today.year + 1} - set(national.years()):
            calendar.know_year(district=DISTRICT, year=year, document="试验", by=by, reason="试验")
    return by


@pytest.fixture(scope="module")
def yard(office):
    """The smallest three-no courtyard of the street, renovated by March 2022 and rated: finance has the last word over it."""
    with whole(office), change(district=DISTRICT, by=office, reason="改造验收"):
        held = {"valid_from__lte": FROM, "valid_to__gt": timezone.localdate()}
        found = Courtyard.objects.filter(
            street__code=STREET, area_m2__isnull=False, pk__in=ThreeNoBaseline.objects.values("courtyard")
        ).exclude(pk__in=Enrolment.objects.values("courtyard")).filter(
            pk__in=Committee.objects.filter(**held).values("courtyard")
        ).filter(pk__in=Covenant.objects.filter(**held).values("courtyard")).order_by("area_m2", "code")[0]
        at = {"district_id": DISTRICT, "street_id": found.street_id, "courtyard": found}
        Renovation.objects.create(**at, project="2022 年改造", accepted_on=date(2022, 3, 10))
        like = RatingResult.objects.filter(star=5).first()
        same = {name: getattr(like, name) for name in ("round", "revision", "score", "star", "is_vetoed", "reading", "told")}
        RatingResult.objects.create(**at, **same)
    return found


def post(visitor, path, **said):
    """Sends what a form would, whatever the page offers; the status and the page that follows."""
    token = visitor.page.locator("[name=csrfmiddlewaretoken]").first.input_value()
    answer = visitor.page.request.post(
        visitor.address + path, form={"csrfmiddlewaretoken": token, **said}, headers={"Referer": visitor.page.url}
    )
    return answer.status, answer.text()


def refused(visitors, path, **said):
    """None of them may do it, button or not."""
    assert {post(visitor, path, **said)[0] for visitor in visitors} == {403}


@pytest.fixture
def hands(visit):
    """Everybody with a hand in it."""
    names = {
        "clerk": "clerk-beixiajie", "reviewer": "reviewer-apply", "housing": "housing", "second": "housing-second",
        "finance": "finance", "payer": "finance-second", "leader": "leader", "neighbour": "clerk-longhaimalu",
    }
    return {name: visit(username) for name, username in names.items()}


def test_from_the_desk_to_the_clawback(hands, office, yard):
    enrolled(hands, office, yard)
    computed(hands, office, yard)
    accounted(hands, yard)
    batch = decided(hands, office)
    paid(hands, office, yard, batch)
    corrected(hands, office, yard)
    claim = claimed(hands, office, yard)
    paid_back(hands, office, claim)
    verified(hands, office)


def enrolled(hands, office, yard):
    clerk, housing = hands["clerk"], hands["housing"]
    refused([housing, hands["finance"]], f"{applying.HOME}new/", courtyard=str(yard.pk))
    assert post(hands["neighbour"], f"{applying.HOME}new/", courtyard=str(yard.pk))[0] == 400, "it is not of their street"
    url = applied(clerk, yard)
    applying.completed(clerk)
    applying.approved(url, clerk, hands["reviewer"], housing, hands["finance"])
    refused([clerk, hands["reviewer"], hands["finance"]], f"{applying.HOME}publish/", document="一", place="二", days="5")
    applying.public(housing)
    housing.page.goto(url)
    settle(housing.page)
    assert not paying.offered(housing, "纳入补贴"), "nobody is enrolled while the publicity runs"
    applying.days_pass(office)
    assert "已纳入" in applying.stage(housing, url, "", "纳入补贴")
    with whole(office):
        assert Enrolment.objects.get(courtyard=yard).first_month == FROM


def applied(clerk, yard):
    clerk.open(f"{applying.HOME}new/?courtyard={yard.code}")
    clerk.page.select_option("[name=applicant]", "committee")
    clerk.page.fill("[name=first_month]", f"{FROM:%Y-%m}")
    clerk.page.fill("[name=why]", "楼道照明和门禁的日常维护")
    clerk.page.fill("[name=reason]", "自管会来窗口申请")
    press(clerk, "保存并核对材料")
    return clerk.page.url


def computed(hands, office, yard):
    """The housing centre asks for the months, the worker computes them; nobody else may ask."""
    refused([hands["clerk"], hands["finance"], hands["leader"]], f"{LEDGER}compute/", first="2022-04", last="2022-06")
    compute(hands["housing"], office)
    with whole(office):
        lines = EntitlementLine.objects.filter(courtyard=yard).order_by("month")
        assert [(line.month.month, line.month_index, line.outcome) for line in lines] == [
            (4, 1, "entitled"), (5, 2, "entitled"), (6, 3, "entitled")]


def compute(housing, office):
    housing.open(LEDGER)
    fill(housing, first="2022-04", last="2022-06")
    press(housing, "计算")
    with whole(office):
        job = Job.objects.latest("pk")
    run(DISTRICT, job.pk)
    housing.page.reload()
    settle(housing.page)
    assert "已完成" in housing.text()


def accounted(hands, yard):
    """Whoever enters an account does not confirm it."""
    clerk, second = hands["clerk"], hands["second"]
    clerk.open(f"{PAYMENTS}accounts/of/{yard.code}/")
    fill(clerk, holder="居民自治管理委员会专户", bank="中原银行管城支行", account_number="6217000012345678", reason="开户证明")
    press(clerk, "保存账户")
    assert "等待" in paying.told(clerk) and "6217000012345678" not in clerk.page.content()
    clerk.open(f"{PAYMENTS}accounts/?q={yard.code}")
    assert not paying.offered(clerk, f"确认 {yard.name}")
    second.open(f"{PAYMENTS}accounts/?q={yard.code}")
    press(second, f"确认 {yard.name}")
    assert yard.name in paying.told(second)


def decided(hands, office):
    """Prepared, reviewed, public, approved; two press for the last word and one has it."""
    housing, finance, payer = hands["housing"], hands["finance"], hands["payer"]
    refused([hands["clerk"], finance, hands["leader"]], f"{PAYMENTS}prepare/", period="2022Q2")
    batch = paying.prepared(housing, office)
    page = f"{PAYMENTS}{batch.pk}/"
    refused([hands["clerk"], hands["reviewer"]], f"{page}deed/", endorse="1")
    paying.reviewed(housing, hands["second"], finance, page)
    refused([hands["clerk"], finance], f"{page}publish/", document="一", place="二", days="5")
    paying.published(housing, page)
    paying.days_pass(office)
    assert "此步应由" in post(housing, f"{page}deed/", approve="1")[1]
    for visitor in (finance, payer):
        visitor.open(page)
    press(finance, "批准支付")
    assert "已在基金中占用" in paying.told(finance)
    press(payer, "批准支付")
    assert "已不在此步骤" in payer.text(), "whose page is old is told so, and nothing is promised twice"
    return batch


def paid(hands, office, yard, batch):
    """The file goes out and its answer comes in by somebody who decided nothing; the sum must be right, and only once."""
    payer, page = hands["payer"], f"{PAYMENTS}{batch.pk}/"
    refused([hands["clerk"], hands["housing"], hands["leader"]], f"{page}deed/", send="1")
    assert "本批次由您审核" in post(hands["finance"], f"{page}deed/", send="1")[1]
    payer.open(page)
    press(payer, "生成支付文件")
    with payer.page.expect_download() as download:
        payer.page.get_by_role("link", name="支付文件 CSV").click()
    content = Path(download.value.path()).read_bytes()
    payer.open(page)
    paying.answer(payer, paying.filled(content, off_by=1))
    assert "合计" in payer.text()
    with whole(office):
        assert not PaymentLine.objects.filter(batch=batch).exists(), "nothing half-done"
    payer.open(page)
    paying.answer(payer, paying.filled(content))
    assert "已录入" in paying.told(payer)
    press(payer, "办结批次")
    with whole(office):
        item = PaymentItem.objects.get(batch=batch, courtyard=yard)
        line = EntitlementLine.objects.filter(courtyard=yard).earliest("month")
        assert sum(PaymentLine.objects.filter(item=item).values_list("amount_fen", flat=True)) == item.amount_fen
    explained(hands["clerk"], line, batch)


def explained(clerk, line, batch):
    """The street reads why, who let it be paid, and when it was."""
    clerk.open(f"{LEDGER}lines/{line.pk}/")
    text = clerk.text()
    assert "录入" in text and "纳入" in text and f"批次 {batch.number}" in text and "批准支付" in text
    pleasant(clerk)
    clerk.open(f"{LEDGER}lines/{line.pk}/notice/")
    assert "批准支付" in clerk.text() and "校验根" in clerk.text()


def corrected(hands, office, yard):
    """A new survey: the area was too big. The street corrects it, the months are computed again, and the differences stand."""
    correct(hands["clerk"], yard.code)
    fill(hands["clerk"], area_m2=f"{yard.area_m2 / 2:.2f}", reason="重新测绘")
    save(hands["clerk"])
    compute(hands["housing"], office)
    with whole(office):
        corrections = EntitlementLine.objects.filter(courtyard=yard, sequence=1)
        assert corrections.count() == 3 and all(line.amount_fen < 0 for line in corrections)
    hands["housing"].open(f"{LEDGER}?month=2022-05&q={yard.code}")
    assert "更正" in hands["housing"].text()


def claimed(hands, office, yard):
    housing = hands["housing"]
    refused([hands["clerk"], hands["finance"], hands["leader"]], f"{CLAIMS}of/{yard.code}/", why="多付")
    housing.open(CLAIMS)
    pleasant(housing)
    assert yard.name in housing.text()
    housing.open(f"{CLAIMS}of/{yard.code}/")
    housing.page.fill("[name=why]", "重新测绘后面积减半，多付的补贴应当追回。")
    press(housing, "追回")
    pleasant(housing)
    with whole(office):
        claim = ClawbackClaim.objects.get(courtyard=yard)
        owed = EntitlementLine.objects.filter(courtyard=yard, sequence=1).values_list("amount_fen", flat=True)
        assert claim.amount_fen == -sum(owed)
    assert post(housing, f"{CLAIMS}of/{yard.code}/", why="再追一次")[0] == 200
    with whole(office):
        assert ClawbackClaim.objects.filter(courtyard=yard).count() == 1
    return claim


def paid_back(hands, office, claim):
    """A notice, a part in cash, the rest waived by another person than who proposed it."""
    housing, finance, second, page = hands["housing"], hands["finance"], hands["second"], f"{CLAIMS}{claim.pk}/"
    due = (timezone.localdate() + timedelta(days=30)).isoformat()
    refused([hands["clerk"], finance], page, notice="1", document="通知1号", due_on=due)
    housing.open(page)
    fill(housing, notice_document="追回通知〔2026〕1号", notice_due_on=due)
    press(housing, "登记通知")
    part = claim.amount_fen // 2
    refused([hands["clerk"], housing], page, repay="1", amount="1.00", on=timezone.localdate().isoformat(), document="收据")
    finance.open(page)
    fill(finance, repay_amount=f"{(claim.amount_fen + 1) / 100:.2f}", repay_document="收据1号")
    press(finance, "登记退回")
    assert "只剩" in finance.text()
    with whole(office):
        before = fund.balance(DISTRICT, timezone.localdate()).free_fen
    fill(finance, repay_amount=f"{part // 100}.{part % 100:02d}")
    press(finance, "登记退回")
    with whole(office):
        assert fund.balance(DISTRICT, timezone.localdate()).free_fen == before + part
    pleasant(finance)
    waived(finance, second, hands, page)
    with whole(office):
        assert ClawbackClaim.objects.get(pk=claim.pk).state == "waived"


def waived(finance, second, hands, page):
    fill(finance, propose_document="豁免请示1号", propose_ground="自管会已无余款，楼院公共收入不足。")
    press(finance, "提出")
    assert not paying.offered(finance, "豁免余额")
    refused([hands["clerk"], hands["reviewer"]], page, waive="1")
    assert "这是您提出的" in post(finance, page, waive="1")[1]
    second.open(page)
    second.page.fill("#reason", "同意")
    press(second, "豁免余额")
    assert "已豁免" in second.page.inner_text("h1")
    pleasant(second)


def verified(hands, office):
    """What was read, computed, decided and paid stands in one chain."""
    assert hands["leader"].open(f"{LEDGER}chain/") == 200 and "区块相符" in hands["leader"].text()
