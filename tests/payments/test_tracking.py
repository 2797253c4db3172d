"""An objection to a payment is followed by its tracking number alone: by whoever has it, and by nobody who guesses."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client

from governance.audit.services import change
from governance.common import codes
from governance.tenancy import scope
from governance.tenancy.tracking import NumberUnknown
from portal.tracking import kinds, pages
from subsidies.models import BatchPublicity, PaymentObjection
from subsidies.payments import services
from tests.payments.office import AFTER, LAST, ON
from tests.subsidies import ground

BASE = f"/{ground.DISTRICT}/subsidies/payments/"
GROUNDS, OBJECTOR, ANSWER = "建筑面积与测绘报告不符", "业主王某", "以不动产测绘报告为准，面积无误。"


@pytest.fixture(autouse=True)
def fresh():
    """Wrong numbers are counted in the process."""
    pages.tries.cache_clear()
    yield
    pages.tries.cache_clear()


@pytest.fixture
def objected(office):
    """The first courtyard's line is objected to while its batch is in publicity."""
    batch = office.published()
    return batch, lodge(office, batch)


def lodge(office, batch, number=0):
    told = services.Objected(OBJECTOR, ON, GROUNDS)
    return services.lodge(item=office.item(batch, number), told=told, today=AFTER, by=office.finance2)


def answer(office, objection, *, upheld, on=LAST):
    return services.answer(objection=objection, upheld=upheld, words=ANSWER, on=on, by=office.housing2)


def look(number, status=200):
    """What everybody reads at the number's address, with the status that is expected."""
    page = Client().get(f"/o/{number}/")
    assert page.status_code == status, page.status_code
    assert not page.cookies and page["Referrer-Policy"] == "no-referrer"
    return page.content.decode()


def test_an_objection_is_written_down_by_the_street_and_answered_by_the_centre(office, browse):
    batch = office.published()
    item = office.item(batch)
    told = {"objector": "业主", "received_on": str(ON), "grounds": "面积不符"}
    assert "2021-04-09" in browse("clerk").get(f"{BASE}items/{item.pk}/object/").content.decode()
    assert browse("leader").post(f"{BASE}items/{item.pk}/object/", told).status_code == 403
    assert browse("clerk").post(f"{BASE}items/{item.pk}/object/", told).status_code == 302
    made = PaymentObjection.objects.get()
    path = f"{BASE}objections/{made.pk}/"
    held = browse("housing").get(f"{BASE}{batch.pk}/").content.decode()
    assert "因异议暂停" in held and path in held
    receipt = browse("clerk").get(path).content.decode()
    assert receipt.count(codes.shown(made.number)) == 2 and "异议回执" in receipt and "http://testserver/o/" in receipt
    assert made.reference in receipt and "2021-04-09" in receipt
    assert browse("clerk").post(path, {"answer": "不成立", "reject": "1"}).status_code == 403
    assert "请说明理由" in browse("housing").post(path, {"answer": " ", "reject": "1"}).content.decode()
    assert browse("housing").post(path, {"answer": "以测绘报告为准", "reject": "1"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "rejected"


def test_each_objection_has_its_own_number_and_keeps_the_office_s(office, objected):
    batch, first = objected
    second = lodge(office, batch, 1)
    assert (first.reference, second.reference) == ("990301-202101-01-0001-Y1", "990301-202101-01-0002-Y1")
    assert codes.is_ours(first.number) and codes.is_ours(second.number) and first.number != second.number
    answer(office, first, upheld=False)
    third = lodge(office, batch)
    assert third.reference.endswith("-0001-Y2") and third.number != first.number


def test_the_number_tells_state_and_days_and_nothing_of_people_or_money(objected):
    batch, kept = objected
    told = services.tracked(f" {kept.number[:5].lower()}-{kept.number[5:]} ")
    assert told == {
        "district": told["district"], "courtyard": "1号院", "batch": batch.number, "step": "published", "state": "open",
        "received_on": "2021-04-01", "last_on": "2021-04-09", "answer": "", "answered_on": None, "is_dropped": False,
    }


def test_an_open_objection_says_what_it_holds(objected):
    batch, kept = objected
    shown = look(codes.shown(kept.number))
    for text in ("待答复", "1号院", batch.number, "2021-04-01", "2021-04-09", "尚未答复", "暂不向该楼院支付", "公示中"):
        assert text in shown, text
    for secret in (GROUNDS, OBJECTOR, "300.00", "30,000", "finance2某", kept.reference):
        assert secret not in shown, secret


def test_rejected_in_time_the_courtyard_goes_on(office, objected):
    batch, kept = objected
    answer(office, kept, upheld=False)
    shown = look(kept.number)
    assert ANSWER in shown and LAST.isoformat() in shown and "继续在本批次内" in shown and "尚未答复" not in shown
    assert "housing2某" not in shown
    # Paid, its lines are closed; it was not taken out for that.
    office.approve(batch)
    services.send(batch=batch, on=AFTER, by=office.finance2)
    assert services.tracked(kept.number)["is_dropped"] is False


def test_rejected_too_late_a_later_batch_pays(office, objected):
    batch, kept = objected
    office.approve(batch)
    answer(office, kept, upheld=False, on=AFTER)
    assert "由以后的批次支付" in look(kept.number)


def test_found_right_the_courtyard_has_left_the_batch(office, objected):
    _batch, kept = objected
    answer(office, kept, upheld=True)
    shown = look(kept.number)
    assert "异议成立" in shown and "已移出本批次" in shown and ANSWER in shown


def test_a_batch_that_is_shown_again_tells_the_publicity_in_which_it_came(office, objected):
    batch, kept = objected
    with change(district=ground.DISTRICT, by=office.housing, reason="再次公示"):
        BatchPublicity.objects.create(
            district_id=ground.DISTRICT, batch=batch, published_on=AFTER, days=5, last_on=date(2021, 4, 19), place="公告栏",
            document="公示2号",
        )
    assert services.tracked(kept.number)["last_on"] == LAST.isoformat()


def test_nobody_comes_to_another_by_guessing(office, objected):
    batch, kept = objected
    neighbour = lodge(office, batch, 1)
    guesses = [
        kept.reference, neighbour.reference, codes.make(), "",
        *(kept.number[:at] + sign + kept.number[at + 1:] for at in range(10) for sign in "2Z" if kept.number[at] != sign),
    ]
    for guess in guesses:
        assert guess != neighbour.number
        with pytest.raises(NumberUnknown):
            services.tracked(guess)
    assert "2号院" not in look(kept.number)


def test_wrong_numbers_are_limited_and_right_ones_never(objected):
    _batch, kept = objected
    for _turn in range(15):
        look(kept.number)
    for _turn in range(10):
        look(kept.reference, 404)
    assert "错误次数过多" in look(kept.reference, 429)


def test_the_database_shows_the_row_to_its_number_alone(office, objected):
    batch, kept = objected
    lodge(office, batch, 1)

    def seen(**said):
        with scope.enter(scope.Scope(**said)):
            return list(PaymentObjection.objects.values_list("pk", flat=True))

    assert seen() == [] and seen(credential=kept.reference) == [] and seen(credential=codes.make()) == []
    assert seen(credential=kept.number) == [kept.pk]


def test_the_function_leaves_the_caller_where_they_stand(objected):
    _batch, kept = objected
    before = scope.read()
    with connection.cursor() as cursor:
        asked = "SELECT portal.payment_objection_tracked(%s), portal.payment_objection_tracked(%s)"
        cursor.execute(asked, [kept.number, codes.make()])
        told, nothing = cursor.fetchone()
    assert "1号院" in str(told) and nothing is None
    assert scope.read() == before and str(ground.DISTRICT) in before["districts"]


def test_every_kind_knows_its_own_numbers_alone(objected):
    _batch, kept = objected
    star, application, payment = kinds.KINDS
    for other in (star, application):
        with pytest.raises(NumberUnknown):
            other.ask(kept.number)
    assert payment.tell(payment.ask(kept.number)) == kinds.find(kept.number)
