"""The pages of paying: what each role sees, may do and is refused; notices, files, faults in sentences."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.audit import history
from governance.registers.models import Disclosure, ExportLog
from subsidies.models import ApprovalRung, FundEntry, PayeeAccount, PaymentBatch, ResultFile
from subsidies.payments import services
from subsidies.payments.choices import ClaimState
from subsidies.rules.payments import Deed
from tests.payments.office import AFTER, AMOUNTS, FEBRUARY, answer, changed_cell
from tests.subsidies import ground

BASE = f"/{ground.DISTRICT}/subsidies/payments/"


def page(client, path, **query):
    answer = client.get(f"{BASE}{path}", query)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def press(client, batch, deed, **said):
    answer = client.post(f"{BASE}{batch.pk}/deed/", {deed: "1", **said}, follow=True)
    return answer.status_code, answer.content.decode()


def step(batch):
    return PaymentBatch.objects.with_step().get(pk=batch.pk).step


def test_a_batch_is_looked_at_before_it_is_prepared(office, browse):
    housing = browse("housing")
    shown = housing.post(f"{BASE}prepare/", {"period": "2021q1", "look": "1"}).content.decode()
    assert "4,603.87" in shown and "肆仟陆佰零叁元捌角柒分" in shown
    assert not PaymentBatch.objects.exists()
    made = housing.post(f"{BASE}prepare/", {"period": "2021Q1", "prepare": "1"}, follow=True).content.decode()
    assert "990301-2021Q1-01" in made and PaymentBatch.objects.count() == 1
    again = housing.post(f"{BASE}prepare/", {"period": "2021Q1", "prepare": "1"}).content.decode()
    assert "没有未支付的明细" in again


@pytest.mark.parametrize("period", ["", "2021Q5", "soon", "2999", "２０２１"])
def test_odd_periods_are_refused_in_a_sentence(office, browse, period):
    answer = browse("housing").post(f"{BASE}prepare/", {"period": period, "prepare": "1"})
    if period == "２０２１":
        # Full-width digits are digits.
        assert answer.status_code == 302
        return
    assert answer.status_code == 200 and "is-invalid" in answer.content.decode() or "alert-danger" in answer.content.decode()
    assert not PaymentBatch.objects.exists()


@pytest.mark.parametrize("who", ["finance", "leader", "clerk"])
def test_only_the_housing_centre_comes_to_the_form(office, browse, who):
    assert browse(who).get(f"{BASE}prepare/").status_code == 403


def test_each_role_is_offered_its_own_deeds_and_refused_the_others(office, browse):
    batch = office.batch()
    assert 'name="submit"' in page(browse("housing"), f"{batch.pk}/")
    for who in ("finance", "leader", "clerk"):
        assert 'name="submit"' not in page(browse(who), f"{batch.pk}/")
        assert press(browse(who), batch, "submit")[0] == 403
    press(browse("housing"), batch, "submit")
    own = page(browse("housing"), f"{batch.pk}/")
    assert 'name="endorse"' not in own and "本批次由您编制" in own
    assert "本批次由您编制" in press(browse("housing"), batch, "endorse")[1]
    assert 'name="endorse"' in page(browse("housing2"), f"{batch.pk}/")
    assert 'name="endorse"' not in page(browse("finance"), f"{batch.pk}/")
    press(browse("housing2"), batch, "endorse")
    assert "请在意见中写明" in press(browse("finance"), batch, "give_back")[1]
    press(browse("finance"), batch, "give_back", comment="请核对面积")
    assert step(batch) == "returned" and "请核对面积" in page(browse("housing"), f"{batch.pk}/")


def test_the_notice_says_the_total_in_capitals_and_no_account(office, browse):
    batch = office.published()
    shown = page(browse("clerk"), f"{batch.pk}/notice/")
    assert "肆仟陆佰零叁元捌角柒分" in shown and "12,345.67" in shown and "公告栏" in shown
    assert "书面提出异议" in shown and "凭查询码可在 http://testserver/o/ 查看" in shown
    assert "6222000000000001" not in shown and "自管会账户" not in shown
    word = browse("clerk").get(f"{BASE}{batch.pk}/notice/", {"format": "docx"}).content
    with zipfile.ZipFile(io.BytesIO(word)) as packed:
        text = packed.read("word/document.xml").decode()
    assert "3,703.70" in text and "6222000000000001" not in text and "http://testserver/o/" in text
    office.compute(FEBRUARY)
    assert "查询码" not in page(browse("clerk"), f"{office.batch('2021-02').pk}/notice/"), "nothing is public yet"


def test_the_bank_file_is_for_who_pays_and_its_taking_is_logged(office, browse):
    batch = office.sent()
    for who in ("housing", "leader", "clerk"):
        assert browse(who).get(f"{BASE}{batch.pk}/file/").status_code == 403
    for form in ("csv", "xlsx"):
        assert browse("finance2").get(f"{BASE}{batch.pk}/file/", {"format": form}).status_code == 200
    assert browse("finance2").get(f"{BASE}{batch.pk}/file/", {"format": "pdf"}).status_code == 404
    assert [log.rows for log in ExportLog.objects.all()] == [3, 3]
    listed = page(browse("finance2"), "accounts/")
    assert "6222000000000001" not in listed and "0001" in listed


def upload(client, batch, content, **said):
    told = {"file": SimpleUploadedFile("结果.csv", content), "paid_on": "2021-04-12", "voucher": "凭证1"}
    return client.post(f"{BASE}{batch.pk}/result/", told | said)


def test_a_result_that_does_not_fit_is_told_row_by_row(office, browse):
    batch, finance = office.sent(), browse("finance2")
    told = upload(finance, batch, changed_cell(batch, 2, 2, "990301-202101-01-0099"))
    assert told.status_code == 400 and "第 3 行" in told.content.decode()
    assert upload(finance, batch, b"").status_code == 400
    early = upload(finance, batch, answer(batch), paid_on="2021-04-11").content.decode()
    assert "不可能在 2021-04-11 支付" in early and 'id="id_paid_on_error"' in early
    assert not ResultFile.objects.exists()
    good = answer(batch, _0001="0")
    assert upload(finance, batch, good).status_code == 302
    shown = page(finance, f"{batch.pk}/", state="failed")
    assert "账号有误" in shown and "1号院" in shown and "2号院" not in shown
    assert "同一文件" in upload(finance, batch, good).content.decode()
    assert upload(browse("housing"), batch, good).status_code == 403


def test_a_number_is_opened_for_a_reason_alone(office, browse):
    account = PayeeAccount.objects.first()
    path = f"{BASE}accounts/{account.pk}/reveal/"
    finance = browse("finance")
    assert "6222000000000001" not in finance.post(path, {"reason": " "}, follow=True).content.decode()
    assert not Disclosure.objects.exists()
    assert "6222000000000001" in finance.post(path, {"reason": "核对退票"}).content.decode()
    assert Disclosure.objects.get().change.reason == "核对退票"
    assert browse("clerk").post(path, {"reason": "看看"}).status_code == 403


def reason_of(account):
    return history.of(account)[0].reason


def test_an_account_is_entered_by_one_and_confirmed_by_another(office, browse):
    code = office.laid.courtyards[0].code
    told = {"holder": "新户名", "bank": "某行", "account_number": "6222 0000 0000 0009", "reason": "变更"}
    assert browse("clerk").post(f"{BASE}accounts/of/{code}/", told).status_code == 302
    made = PayeeAccount.objects.get(state="proposed")
    assert browse("clerk").post(f"{BASE}accounts/{made.pk}/deed/", {"confirm": "1"}).status_code == 403
    assert "新户名" in page(browse("finance"), "accounts/", state="proposed")
    browse("finance").post(f"{BASE}accounts/{made.pk}/deed/", {"confirm": "1"})
    made.refresh_from_db()
    assert made.state == "confirmed"
    assert reason_of(made) == "确认收款账户"
    browse("clerk").post(f"{BASE}accounts/of/{code}/", told)
    wrong = PayeeAccount.objects.get(state="proposed")
    decline = f"{BASE}accounts/{wrong.pk}/deed/"
    refused = browse("finance").post(decline, {"decline": "1", "reason": " "}, follow=True)
    assert "请写明不予确认的原因" in refused.content.decode()
    assert PayeeAccount.objects.get(pk=wrong.pk).state == "proposed"
    browse("finance").post(decline, {"decline": "1", "reason": "户名与证明不符"})
    assert PayeeAccount.objects.get(pk=wrong.pk).state == "declined" and reason_of(wrong) == "户名与证明不符"
    odd = browse("clerk").post(f"{BASE}accounts/of/{code}/", told | {"account_number": "abc"})
    assert odd.status_code == 200 and "8 至 34 位数字" in odd.content.decode()


def test_the_sample_is_asked_by_the_street(office, browse):
    batch = office.paid()
    browse("housing").post(f"{BASE}{batch.pk}/sample/draw/", {"percent": "100"})
    shown = page(browse("clerk"), f"{batch.pk}/sample/")
    assert "3号院" in shown and "已核实 0 / 3" in shown
    item = office.item(batch)
    note = {"item": item.pk, "found": "missing", "comment": ""}
    assert "请在备注中写明" in browse("clerk").post(f"{BASE}{batch.pk}/sample/", note, follow=True).content.decode()
    browse("clerk").post(f"{BASE}{batch.pk}/sample/", note | {"comment": "出纳称未到账"})
    assert "出纳称未到账" in page(browse("housing"), f"{batch.pk}/sample/")
    assert browse("finance").post(f"{BASE}{batch.pk}/sample/", note | {"comment": "x"}).status_code == 403
    assert browse("clerk").post(f"{BASE}{batch.pk}/sample/", {"item": "9" * 30, "found": "arrived"}).status_code == 404


def test_a_claim_runs_through_its_page(office, browse):
    services.close(batch=office.paid(), on=AFTER, by=office.finance2)
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.compute()
    assert "1号院" in page(browse("housing"), "claims/")
    code = office.laid.courtyards[0].code
    assert browse("finance").get(f"{BASE}claims/of/{code}/").status_code == 403
    path = browse("housing").post(f"{BASE}claims/of/{code}/", {"why": "面积更正"}).headers["Location"]
    assert browse("finance").post(path, {"notice": "1"}).status_code == 403
    odd = browse("housing").post(path, {"notice": "1", "document": "通知1号", "due_on": "2021-01-01"})
    assert "请给楼院留出时间" in odd.content.decode()
    assert browse("housing").post(path, {"notice": "1", "document": "通知1号", "due_on": "2099-12-31"}).status_code == 302
    too_much = browse("finance").post(path, {"repay": "1", "amount": "30.01", "on": "2021-04-12", "document": "收据"})
    assert "只剩 30.00 元" in too_much.content.decode()
    browse("finance").post(path, {"repay": "1", "amount": "10", "on": "2021-04-12", "document": "收据"})
    browse("finance").post(path, {"propose": "1", "document": "豁免1号", "ground": "拆除"})
    browse("finance").post(path, {"waive": "1"})
    shown = browse("leader").get(path).content.decode()
    assert "20.00" in shown and 'name="waive"' in shown
    browse("leader").post(path, {"waive": "1", "reason": "同意"})
    from subsidies.models import ClawbackClaim

    assert ClawbackClaim.objects.get().state == ClaimState.WAIVED


def test_the_fund_is_entered_by_finance_and_told_by_month(office, browse):
    told = {"kind": "grant", "amount": "1,234.56", "on": "2021-04-10", "document": "补助1号", "note": ""}
    assert browse("housing").post(f"{BASE}fund/enter/", told).status_code == 403
    assert browse("finance").post(f"{BASE}fund/enter/", told).status_code == 302
    assert FundEntry.objects.last().amount_fen == 123_456
    shown = page(browse("leader"), "fund/")
    assert "1,234.56" in shown and "101,234.56" in shown
    sheet = browse("leader").get(f"{BASE}fund/", {"format": "xlsx"})
    assert sheet.content.startswith(b"PK")
    for amount in ("0", "-1", "x", "1.234", "999999999999999"):
        assert browse("finance").post(f"{BASE}fund/enter/", told | {"amount": amount}).status_code == 200
    assert FundEntry.objects.count() == 2


def test_the_ladder_is_set_by_the_centre(office, browse):
    told = {"role_0": "housing", "above_1": "5000", "role_1": "leader", "document": "新办法"}
    assert browse("leader").post(f"{BASE}ladder/", told).status_code == 403
    assert browse("housing").post(f"{BASE}ladder/", told).status_code == 302
    assert list(ApprovalRung.objects.values_list("above_fen", "role")) == [(0, "housing"), (500_000, "leader")]
    assert browse("housing").post(f"{BASE}ladder/", told | {"role_1": ""}).status_code == 200
    falling = told | {"above_2": "4000", "role_2": "finance"}
    assert "必须高于上一级" in browse("housing").post(f"{BASE}ladder/", falling).content.decode()


def test_each_home_tells_what_waits_for_its_role(office, browse):
    def home(who):
        return browse(who).get(f"/{ground.DISTRICT}/home/").content.decode()

    batch = office.batch()
    office.act(batch, Deed.SUBMIT, office.housing)
    assert batch.number in home("housing2") and batch.number not in home("housing")
    assert batch.number not in home("finance"), "first the rung below"
    assert batch.number not in home("clerk")
    office.act(batch, Deed.ENDORSE, office.housing2)
    assert batch.number in home("finance")
    office.act(batch, Deed.GIVE_BACK, office.finance, comment="请核对面积")
    assert "被退回的支付批次" in home("housing") and "请核对面积" in home("housing")
    office.account(0, confirm=False)
    assert "待确认的收款账户" in home("finance") and "待确认的收款账户" not in home("housing")


def test_the_lists_ask_equally_often_for_one_batch_and_for_many(office, browse, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def asked(path):
        client = browse("leader")
        with CaptureQueriesContext(connection) as queries:
            page(client, path)
        return sum(not one["sql"].startswith(("SAVEPOINT", "RELEASE")) for one in queries.captured_queries)

    batch = office.sent()
    counts = {path: asked(path) for path in ("", f"{batch.pk}/", "accounts/", "claims/", "fund/")}
    office.compute(FEBRUARY)
    office.take_in(batch, answer(batch))
    services.close(batch=batch, on=AFTER, by=office.finance2)
    office.batch("2021-02")
    for path, before in counts.items():
        assert asked(path) <= before + 1, path
    assert max(counts.values()) <= 30, counts


assert AMOUNTS
