"""Pages of paying that refuse something: where it stands by now is said, and nothing that was typed is lost."""

from governance.calendar.rules.working_days import CalendarMissing
from subsidies.models import PaymentBatch
from subsidies.payments import services
from subsidies.rules.payments import Deed
from tests.payments.office import AFTER
from tests.payments.test_pages import BASE, page, press, step


def test_two_people_give_notice_and_the_second_keeps_what_was_typed(office, browse):
    services.close(batch=office.paid(), on=AFTER, by=office.finance2)
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.compute()
    [claim] = office.prepare().claims
    path, told = f"{BASE}claims/{claim.pk}/", {"notice": "1", "due_on": "2099-12-31"}
    assert browse("housing").post(path, told | {"document": "通知1号"}).status_code == 302
    late = browse("housing2").post(path, told | {"document": "通知2号"})
    shown = late.content.decode()
    assert late.status_code == 200 and "追回单已处于“已通知，待退回”" in shown
    assert 'value="通知2号"' in shown and 'name="notice"' not in shown
    claim.refresh_from_db()
    assert claim.notice == "通知1号"


def test_where_the_calendar_is_not_known_the_page_of_the_publicity_says_so(office, browse, monkeypatch):
    def unknown(*_asked, **_told):
        raise CalendarMissing(2031)

    batch = office.reviewed()
    monkeypatch.setattr("governance.calendar.reading.publicity", unknown)
    shown = page(browse("housing"), f"{batch.pk}/publish/")
    assert "2031" in shown and 'name="document"' in shown
    told = {"document": "公示1号", "place": "公告栏", "days": "5"}
    again = browse("housing").post(f"{BASE}{batch.pk}/publish/", told).content.decode()
    assert 'value="公示1号"' in again and 'id="id_days_error"' in again
    assert step(batch) == "reviewed" and PaymentBatch.objects.count() == 1


def test_a_comment_is_kept_where_the_batch_has_moved_on(office, browse):
    batch = office.batch()
    office.act(batch, Deed.SUBMIT, office.housing)
    office.act(batch, Deed.GIVE_BACK, office.housing2, comment="请核对")
    words = "面积与测绘报告不符" * 10
    status, shown = press(browse("housing2"), batch, "give_back", comment=words)
    assert status == 400 and "批次已不在此步骤" in shown and f"<q>{words}</q>" in shown
    office.act(batch, Deed.SUBMIT, office.housing)
    status, shown = press(browse("housing"), batch, "endorse", comment=words)
    assert status == 400 and "本批次由您编制" in shown and words in shown
    office.act(batch, Deed.ENDORSE, office.housing2)
    status, shown = press(browse("finance"), batch, "approve", comment=words)
    assert status == 400 and f">{words}</textarea>" in shown, "it is the turn to endorse"
    assert step(batch) == "review"


def test_the_address_of_a_refusal_leads_back_to_the_batch(office, browse):
    batch = office.batch()
    moved = browse("housing").get(f"{BASE}{batch.pk}/deed/", {"state": "included", "page": "2"})
    assert (moved.status_code, moved.headers["Location"]) == (302, f"{BASE}{batch.pk}/?state=included&page=2")
