"""What a form refuses, it says at the field, keeps what was typed, and writes nothing."""

from contextlib import contextmanager

import pytest

from courtyards.models import Courtyard
from governance.audit.models import Change
from property_firms.models import Firm, ServiceContract


@pytest.fixture
def desk(cast, as_user):
    return as_user("clerk")


@contextmanager
def nothing_written(cast):
    def counts():
        with cast.home.scope():
            return [model._default_manager.count() for model in (Courtyard, Firm, ServiceContract, Change)]

    before = counts()
    yield
    assert counts() == before


def courtyard(cast, **given):
    row = cast.home.get(Courtyard, 0)
    return {
        "name": "顺河路88号院", "kind": "courtyard", "community": row.community_id, "area_m2": "3521.60",
        "registered_on": "2022-07-07", "reason": "新接收",
    } | given


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"area_m2": "0"}, "面积必须大于 0"),
        ({"area_m2": "-3"}, "面积必须大于 0"),
        ({"area_m2": "3521.605"}, "最多两位小数"),
        ({"area_m2": "很大"}, "面积"),
        ({"registered_on": "2022-02-30"}, "日期"),
        ({"reason": ""}, "请用几个字说明原因"),
        ({"name": ""}, "必填"),
        ({"built_year": "1066"}, "1900"),
        ({"households": "-1"}, "户数"),
    ],
)
def test_a_courtyard_with_a_fault_is_refused_at_its_field(cast, desk, given, said):
    with nothing_written(cast):
        answer = desk.post(f"/{cast.home.district}/courtyards/new/", courtyard(cast, **given))
    page = answer.content.decode()
    assert answer.status_code == 400 and said in page
    field = next(iter(given))
    assert f'id_{field}' in page and 'invalid-feedback' in page
    if field != "name":
        assert "顺河路88号院" in page


def test_a_community_of_elsewhere_is_no_choice(cast, desk):
    for side, street in ((cast.home, 1), (cast.neighbour, 0)):
        foreign = side.get(Courtyard, street).community_id
        with nothing_written(cast):
            answer = desk.post(f"/{cast.home.district}/courtyards/new/", courtyard(cast, community=foreign))
        assert "请选择本街道的社区" in answer.content.decode()


def test_a_courtyard_is_entered_with_its_author_and_reason(cast, desk):
    answer = desk.post(f"/{cast.home.district}/courtyards/new/", courtyard(cast))
    assert answer.status_code == 302
    page = desk.get(answer["Location"]).content.decode()
    assert "3,521.60 ㎡" in page and "新接收" in page
    with cast.home.scope():
        change = Change.objects.latest("pk")
        assert change.actor == cast.home.user("clerk") and change.reason == "新接收"


def test_a_stale_form_writes_nothing_and_shows_what_was_changed(cast, desk, as_user):
    row = cast.home.get(Courtyard, 0)
    path = f"/{cast.home.district}/courtyards/{row.code}/edit/"
    shown = desk.get(path).context["form"]
    stale = {name: "" if shown[name].value() is None else shown[name].value() for name in shown.fields}
    office = as_user("governance")
    assert office.post(path, stale | {"residents": "777", "reason": "人口核对"}).status_code == 302
    with nothing_written(cast):
        answer = desk.post(path, stale | {"households": "123", "reason": "入户核查"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "有人修改了这条记录" in page and "777" in page and 'value="123"' in page
    with cast.home.scope():
        row.refresh_from_db()
    assert (row.residents, row.households) == (777, row.households) and row.households != 123


def test_a_contract_may_not_overlap_another(cast, as_user):
    contract = cast.home.get(ServiceContract, 0)
    with cast.home.scope():
        uscc, code = contract.firm.unit.uscc, contract.courtyard.code
    given = {
        "courtyard": code, "since": str(contract.valid.lower), "until": "", "started_on": "", "reason": "续签",
        "fee_yuan_per_m2_month": "0.50",
    }
    with nothing_written(cast):
        answer = as_user("governance").post(f"/{cast.home.district}/firms/{uscc}/contracts/new/", given)
    assert answer.status_code == 400
    assert "invalid-feedback" in answer.content.decode() or "alert-danger" in answer.content.decode()


@pytest.mark.parametrize("uscc", ["91410104X2K69BNJ59", "123", "91410104I2K69BNJ58"])
def test_a_credit_code_that_cannot_be_is_refused(cast, as_user, uscc):
    given = {"name": "试验物业", "uscc": uscc, "kind": "market", "staff": "1", "party_members": "0", "reason": "新设"}
    with nothing_written(cast):
        answer = as_user("governance").post(f"/{cast.home.district}/firms/new/", given)
    assert "信用代码" in answer.content.decode() and answer.status_code == 400
