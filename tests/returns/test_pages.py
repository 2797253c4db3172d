"""The pages of monthly returns: who may do what where, what is asked of the database, what waits for whom."""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month
from governance.divisions.models import Street
from governance.people.permissions import BY_ROLE
from governance.returns import reading
from governance.returns.months import range_of
from governance.tenancy import scope
from portal.returns.waiting import waiting as waiting_of
from property_firms.models import FeeReturn, Firm, ServiceContract
from property_firms.returns import FEES
from tests.registers.test_query_counts import OF_THE_SCOPE
from tests.support.cast.places import mark

ROLES = ("leader", "governance", "housing", "organisation", "finance", "clerk", "reviewer", "auditor")
LAST = Month.of(timezone.localdate()).plus(-1)


@pytest.fixture
def home(cast):
    """The cast's first street: one contract, with a return of the month before the last one."""
    with cast.home.scope(), change(district=cast.home.district, by=cast.home.user("governance"), reason="x"):
        give(cast.home, LAST.plus(-1))
    return cast.home


def give(side, month, street=0, **figures):
    contract = ServiceContract.objects.get(pk=side.pk(ServiceContract, street))
    told = {"receivable_fen": 500_00, "received_fen": 400_00, "households_liable": 20, "households_paid": 16} | figures
    return FeeReturn.objects.create(
        district_id=side.district, street_id=side.streets[street], courtyard_id=contract.courtyard_id,
        firm_id=contract.firm_id, period=range_of(month), **told,
    )


def path(side, street=0, deed="", month=LAST, form="fee-returns"):
    with side.scope():
        code = Street.objects.get(pk=side.streets[street]).code
    return f"/{side.district}/returns/{form}/{month}/{code}/{deed}"


def row_of(side, street=0, month=LAST):
    with side.scope():
        [row] = reading.rows(FEES, district=side.district, street=side.streets[street], month=month)
    return row


def cell(row, figure):
    return f"{row.key}.{figure}"


def waiting(browser, side):
    """The queues as the home page would get them."""
    request = browser.get(f"/{side.district}/returns/").wsgi_request
    with scope.enter(request.portal.scope):
        return {queue["key"]: queue for queue in waiting_of(request)}


def urls(queue):
    return [item["url"] for item in queue["items"]]


def test_the_roles_that_hand_in_and_decide():
    submit = {role for role, may in BY_ROLE.items() if "return.submit" in may}
    decide = {role for role, may in BY_ROLE.items() if "return.decide" in may}
    assert (submit, decide) == ({"clerk", "governance"}, {"reviewer", "governance"})


@pytest.mark.parametrize("role", ROLES)
def test_who_may_do_what(home, as_user, role):
    browser, may = as_user(role), BY_ROLE[role]
    answers = {
        "read": browser.get(path(home)).status_code,
        "type": browser.post(path(home), {"save": "1"}).status_code,
        "submit": browser.post(path(home, deed="submit/"), {"submit": "1"}).status_code,
        "decide": browser.post(path(home, deed="decide/"), {"accept": "1"}).status_code,
    }
    assert answers == {
        "read": 200, "type": 302 if "fee-returns.write" in may else 403,
        "submit": 302 if "return.submit" in may else 403, "decide": 302 if "return.decide" in may else 403,
    }
    page = browser.get(path(home)).content.decode()
    assert ('name="save"' in page) == ("fee-returns.write" in may)


def test_a_clerk_neither_sees_nor_writes_another_street(home, as_user):
    other, row = as_user("clerk2"), row_of(home)
    data = {"unchanged": row.key, cell(row, "received_fen"): "1"}
    assert [other.get(path(home)).status_code, other.post(path(home), data).status_code] == [404, 404]
    assert other.post(path(home, deed="submit/"), {"submit": "1"}).status_code == 404
    # The row of the first street, sent to the page of the own street.
    other.post(path(home, street=1), data)
    assert row_of(home).given is None
    assert mark(home.district, 1) not in other.get(f"/{home.district}/returns/").content.decode()


def test_another_district_is_as_missing_as_none(home, cast, as_user):
    browser = as_user("governance", cast.neighbour)
    for method, deed in ((browser.get, ""), (browser.post, ""), (browser.post, "submit/"), (browser.post, "decide/")):
        assert method(path(home, deed=deed)).status_code == 404


@pytest.mark.parametrize("place", ["no-return/2024-05", "fee-returns/2024-13", "fee-returns/24-05", "fee-returns/2199-01"])
def test_what_is_no_return_or_no_month_yet_is_missing(home, as_user, place):
    code = path(home).split("/")[-2]
    assert as_user("clerk").get(f"/{home.district}/returns/{place}/{code}/").status_code == 404


def test_no_change_for_one_row_keeps_what_was_typed_elsewhere(home, cast, as_user):
    with home.scope(), change(district=home.district, by=home.user("governance"), reason="x"):
        second = Courtyard.objects.get(pk=home.pk(Courtyard, 0))
        firm = Firm.objects.get(pk=home.pk(Firm, None))
        second.pk, second.code, second.name = None, f"{second.code}-2", "Another"
        second.save()
        ServiceContract.objects.create(
            district_id=home.district, street_id=home.streets[0], courtyard=second, firm=firm, valid=range_of(LAST)
        )
        rows = {row.title: row for row in reading.rows(FEES, district=home.district, street=home.streets[0], month=LAST)}
    other, mine = rows.pop("Another"), next(iter(rows.values()))
    browser = as_user("clerk")
    answer = browser.post(path(home), {"unchanged": mine.key, cell(other, "received_fen"): "３ 0x"})
    page = answer.content.decode()
    assert answer.status_code == 200 and "３ 0x" in page and "invalid-feedback" not in page
    with home.scope():
        given = {row.title: row.given for row in reading.rows(FEES, district=home.district, street=home.streets[0], month=LAST)}
    assert given[mine.title].received_fen == 400_00 and given["Another"] is None


def test_a_refused_page_shows_every_fault_at_its_cell_and_keeps_the_texts(home, as_user):
    row = row_of(home)
    answer = as_user("clerk").post(path(home), {
        "save": "1", cell(row, "received_fen"): "99999", cell(row, "households_paid"): "几户"
    })
    page = answer.content.decode()
    assert answer.status_code == 400 and 'value="99999"' in page and 'value="几户"' in page
    assert f'id="cell-{row.key}-households_paid-error"' in page and "aria-invalid" in page
    assert row_of(home).given is None


def test_the_whole_way_on_the_pages(home, as_user):
    clerk, reviewer, row = as_user("clerk"), as_user("reviewer"), row_of(home)
    assert path(home) in urls(waiting(clerk, home)["returns-due"])
    clerk.post(path(home), {"all": "1", cell(row, "received_fen"): "450"})
    assert row_of(home).given.received_fen == 450_00 and row_of(home).given.households_paid == 16
    # What is typed and not saved is neither handed in nor lost.
    unsaved = clerk.post(path(home, deed="submit/"), {cell(row, "received_fen"): "451"})
    assert unsaved.status_code == 400 and 'value="451"' in unsaved.content.decode()
    assert clerk.post(path(home, deed="submit/"), {"submit": "1"}).status_code == 302
    [item] = waiting(reviewer, home)["returns-to-decide"]["items"]
    assert item["url"] == path(home) and item["due"] == FEES.due(LAST)
    reviewer.post(path(home, deed="decide/"), {"give_back": "1", "comment": "实收请核对"})
    back = waiting(clerk, home)
    [item] = [item for item in back["returns-returned"]["items"] if item["url"] == path(home)]
    assert item["detail"] == "实收请核对" and path(home) not in urls(back["returns-due"])
    assert "实收请核对" in clerk.get(path(home)).content.decode()
    clerk.post(path(home), {"save": "1", cell(row, "received_fen"): "440", f"{row.key}.version": row_of(home).version})
    clerk.post(path(home, deed="submit/"), {"submit": "1"})
    reviewer.post(path(home, deed="decide/"), {"accept": "1"})
    page = clerk.get(path(home)).content.decode()
    assert 'name="save"' not in page and "440.00" in page and "88.00 %" in page
    assert path(home) not in [url for queue in waiting(clerk, home).values() for url in urls(queue)]
    assert waiting(reviewer, home) == {}
    reviewer.post(path(home, deed="decide/"), {"reopen": "1", "comment": "补交一户"})
    assert 'name="save"' in clerk.get(path(home)).content.decode()


def test_whoever_handed_in_is_not_offered_to_accept(home, as_user):
    office, row = as_user("governance"), row_of(home)
    office.post(path(home), {"unchanged": row.key})
    office.post(path(home, deed="submit/"), {"submit": "1"})
    assert 'name="accept"' not in office.get(path(home)).content.decode()
    told = office.post(path(home, deed="decide/"), {"accept": "1"}, follow=True).content.decode()
    assert "须由他人审核" in told and "returns-to-decide" not in waiting(office, home)


def test_what_is_overdue_is_said_and_comes_first(home, as_user):
    items = waiting(as_user("clerk"), home)["returns-due"]["items"]
    fees = [item for item in items if "/fee-returns/" in item["url"]]
    assert [item["url"] for item in fees] == [path(home), path(home, month=LAST.next())]
    today = timezone.localdate()
    assert ("逾期" in fees[0]["detail"]) == (today > FEES.due(LAST)) and "逾期" not in fees[1]["detail"]
    assert fees[0]["due"] == FEES.due(LAST) and FEES.due(Month(2024, 12)) == date(2025, 1, 5)


def test_a_month_of_the_past_is_read_and_not_written(home, as_user):
    yesterday = timezone.localdate() - timedelta(days=1)
    page = as_user("clerk").get(path(home), {"on": str(yesterday)}).content.decode()
    assert 'name="save"' not in page and 'name="unchanged"' not in page


@pytest.mark.parametrize("page", ["fee-returns/2024-06", "activity-returns/2022-07"])
def test_the_pages_ask_equally_often_for_few_rows_and_for_many(case, as_user, district_scope, page):
    browser = as_user("governance", False)
    with district_scope(case):
        codes = list(Street.objects.order_by("code").values_list("code", flat=True))

    def asked(address):
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(address).status_code == 200
        return len([q for q in captured.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)])

    asked(f"/{case}/returns/")
    assert len({asked(f"/{case}/returns/{page}/{code}/") for code in (codes[0], codes[-2])}) == 1
    assert asked(f"/{case}/returns/{page}/{codes[0]}/") <= 12
    assert asked(f"/{case}/returns/?on=2022-07-07") == asked(f"/{case}/returns/?on=2015-07-07") <= 12


def test_a_large_streets_page_is_quick_and_sends_fewer_fields_than_a_form_may(case, as_user, district_scope, record_property):
    browser = as_user("governance", False)
    with district_scope(case):
        code = Street.objects.order_by("code")[0].code
    address = f"/{case}/returns/activity-returns/2022-07/{code}/"
    browser.get(address)
    began = time.perf_counter()
    page = browser.get(address).content.decode()
    took = time.perf_counter() - began
    record_property("tally", f"month page of a street with 216 organisations: {took * 1000:.0f} ms")
    assert page.count("<tr id=") == 100 and page.count("<input") < 700 and "第 1 页，共 3 页" in page
    assert took < 1


@pytest.mark.parametrize(("show", "shown"), [("", True), ("missing", False), ("changed", True)])
def test_missing_and_changed_rows_can_be_looked_at_alone(home, as_user, show, shown):
    with home.scope(), change(district=home.district, by=home.user("governance"), reason="x"):
        give(home, LAST, received_fen=399_00)
    page = as_user("clerk").get(path(home), {"show": show}).content.decode()
    assert (f'id="row-{row_of(home).key}"' in page) == shown


def test_the_districts_staff_are_told_what_to_decide_and_not_what_to_fill_in(home, as_user):
    clerk = as_user("clerk")
    clerk.post(path(home), {"all": "1"})
    clerk.post(path(home, deed="submit/"), {"submit": "1"})
    assert set(waiting(as_user("governance"), home)) == {"returns-to-decide"}
    assert waiting(as_user("leader"), home) == {}
