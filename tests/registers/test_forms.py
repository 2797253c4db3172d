"""What a form refuses, it says at the field, keeps what was typed, and writes nothing."""

import re
from contextlib import contextmanager

import pytest

from courtyards.models import Committee, Courtyard, Covenant
from governance.audit.models import Change
from property_firms.models import Firm, ServiceContract
from tests.registers.conftest import shown
from tests.support.entries import reference


@pytest.fixture
def desk(cast, as_user):
    return as_user("clerk")


@contextmanager
def nothing_written(cast):
    def counts():
        with cast.home.scope():
            return [model._default_manager.count() for model in (Courtyard, Firm, ServiceContract, Committee, Change)]

    before = counts()
    yield
    assert counts() == before


def courtyard(cast, **given):
    row = cast.home.get(Courtyard, 0)
    return {
        "name": "顺河路88号院", "kind": "courtyard", "community": row.community_id, "area_m2": "3521.60",
        "valid_from": "2022-07-07", "reason": "新接收",
    } | given


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"area_m2": "0"}, "面积必须大于 0"),
        ({"area_m2": "3521.605"}, "位小数"),
        ({"area_m2": "很大"}, "请填写数字"),
        ({"valid_from": "2022-02-30"}, "日期"),
        ({"valid_from": "1022-02-20"}, "年份"),
        ({"valid_from": "2022-07-07", "valid_until": "2022-07-06"}, "截止日不能早于开始日"),
        ({"reason": ""}, "请用几个字说明原因"),
        ({"name": ""}, "必填"),
        ({"households": "-1"}, "不能小于 0"),
        ({"households": "99999999999"}, "过大"),
        ({"longitude": "200"}, "136"),
        ({"owner_unit": "联系人身份证 11010519491231002X"}, "身份证"),
    ],
)
def test_a_courtyard_with_a_fault_is_refused_at_its_field(cast, desk, given, said):
    with nothing_written(cast):
        answer = desk.post(f"/{cast.home.district}/registers/courtyards/new/", courtyard(cast, **given))
    page, field = answer.content.decode(), list(given)[-1]
    assert answer.status_code == 400 and said in page, answer.context["form"].errors
    assert answer.context["form"].errors.keys() == {field}
    assert f"id_{field}_error" in page
    if field != "name":
        assert "顺河路88号院" in page


def test_what_the_database_refuses_is_said_in_words(cast, desk):
    with nothing_written(cast):
        answer = desk.post(
            f"/{cast.home.district}/registers/courtyards/new/", courtyard(cast, built_year="1066")
        )
    assert answer.status_code == 400 and "1900" in answer.content.decode()


def test_full_width_digits_are_read_as_digits(cast, desk):
    answer = desk.post(f"/{cast.home.district}/registers/courtyards/new/", courtyard(cast, area_m2="３５２１．６０"))
    assert answer.status_code == 302
    assert "3,521.60 ㎡" in desk.get(answer["Location"]).content.decode()


def test_an_unusual_figure_is_asked_about_and_can_be_confirmed(cast, desk):
    path, given = f"/{cast.home.district}/registers/courtyards/new/", courtyard(cast, households="3")
    with nothing_written(cast):
        answer = desk.post(path, given)
    page = answer.content.decode()
    assert answer.status_code == 400 and "户均 1173.9 ㎡" in page and 'name="confirm"' in page
    assert desk.post(path, given | {"confirm": "on"}).status_code == 302


def test_a_community_of_elsewhere_is_no_choice(cast, desk):
    for side, street in ((cast.home, 1), (cast.neighbour, 0)):
        foreign = side.get(Courtyard, street).community_id
        with nothing_written(cast):
            answer = desk.post(f"/{cast.home.district}/registers/courtyards/new/", courtyard(cast, community=foreign))
        assert "请从所列选项中选择" in answer.content.decode()


def test_a_courtyard_of_elsewhere_cannot_be_named(cast, desk):
    for side, street in ((cast.home, 1), (cast.neighbour, 0)):
        row = side.get(Courtyard, street)
        for named in (row.code, row.name, f"#{row.pk}", str(row.pk)):
            given = {"courtyard": named, "name": "9号楼", "valid_from": "2022-07-07", "reason": "越界"}
            answer = desk.post(f"/{cast.home.district}/registers/buildings/new/", given)
            assert answer.status_code == 400 and "权限范围内没有" in answer.content.decode(), named


def test_an_ambiguous_name_offers_what_is_meant(cast, ground, desk):
    with cast.home.scope():
        for number in (1, 2):
            ground.enter("volunteers", called=f"v{number}", name="同名队", street=ground.street, volunteers=number)
        code = ground.courtyard.code
    given = {"organisation": "同名队", "courtyard": code, "valid_from": "2023-01-01", "reason": "登记"}
    page = desk.post(f"/{cast.home.district}/registers/volunteer-services/new/", given).content.decode()
    assert "有多条同名记录" in page and len(set(re.findall(r"同名队 #\d+", page))) == 2


def test_both_versions_are_shown_side_by_side_and_nothing_typed_is_lost(cast, desk, as_user):
    row = cast.home.get(Courtyard, 0)
    path = f"/{cast.home.district}/registers/courtyards/{row.pk}/edit/"
    stale = shown(desk.get(path).context["form"])
    office = as_user("governance")
    answer = office.post(path, stale | {"residents": "777", "reason": "人口核对"})
    assert answer.status_code == 302, answer.context["form"].errors
    with nothing_written(cast):
        answer = desk.post(path, stale | {"households": "123", "residents": "301", "reason": "入户核查"})
    page = answer.content.decode()
    assert answer.status_code == 409 and "人口核对" in page and 'value="123"' in page
    (conflict,) = answer.context["overtaken"].conflicts
    assert (conflict.before, conflict.now, conflict.typed) == ("300 人", "777 人", "301 人")
    # Sent again, it is saved over the version that was shown.
    again = shown(answer.context["form"]) | {"residents": "777"}
    assert desk.post(path, again).status_code == 302
    with cast.home.scope():
        row.refresh_from_db()
    assert (row.residents, row.households) == (777, 123)


def test_a_contract_may_not_overlap_another(cast, as_user):
    contract = cast.home.get(ServiceContract, 0)
    with cast.home.scope():
        given = {
            "courtyard": contract.courtyard.code, "firm": contract.firm.code, "valid_from": str(contract.valid.lower),
            "fee_yuan_per_m2_month": "0.50", "reason": "续签",
        }
    with nothing_written(cast):
        answer = as_user("governance").post(f"/{cast.home.district}/registers/contracts/new/", given)
    assert answer.status_code == 400 and "请先终止原合同" in answer.content.decode()
    assert "valid_from" in answer.context["form"].errors


@pytest.mark.parametrize("uscc", ["91410104X2K69BNJ59", "123", "91410104I2K69BNJ58"])
def test_a_credit_code_that_cannot_be_is_refused(cast, as_user, uscc):
    given = {"name": "试验物业", "uscc": uscc, "kind": "market", "staff": "1", "party_members": "0", "reason": "新设",
             "valid_from": "2022-07-07"}
    with nothing_written(cast):
        answer = as_user("governance").post(f"/{cast.home.district}/registers/firms/new/", given)
    assert answer.status_code == 400 and "uscc" in answer.context["form"].errors


def test_personal_data_is_kept_when_its_field_is_left_empty_and_taken_out_by_a_dash(cast, ground, desk):
    with cast.home.scope():
        member = ground.enter("committee-members", committee=ground.committee, name="赵钱孙", phone="13812345678")
    path = f"/{cast.home.district}/registers/committee-members/{member.pk}/edit/"
    page = desk.get(path)
    assert "赵钱孙" not in page.content.decode() and "13812345678" not in page.content.decode()
    form = shown(page.context["form"])
    assert desk.post(path, form | {"post": "head", "phone": "-", "reason": "更正"}).status_code == 302
    with cast.home.scope():
        member.refresh_from_db()
    assert (member.name, member.phone, member.post) == ("赵钱孙", "", "head")


def test_a_covenant_of_an_owners_committee_needs_the_quorum(cast, ground, desk):
    with cast.home.scope():
        ground.enter("committees", courtyard=ground.courtyard, kind="owners", name="业委会")
        code = ground.courtyard.code
    given = {"courtyard": code, "title": "管理规约", "valid_from": "2023-06-01", "reason": "备案"}
    path = f"/{cast.home.district}/registers/covenants/new/"
    assert "第二百七十八条" in desk.post(path, given | {"adopted_how": "residents"}).content.decode()
    votes = {"adopted_how": "owners_vote", "owners_total": "90", "owners_voting": "59", "owners_for": "40",
             "area_total_m2": "9000.00", "area_voting_m2": "6000.00", "area_for_m2": "3000.01"}
    assert "三分之二以上" in desk.post(path, given | votes).content.decode()
    assert desk.post(path, given | votes | {"owners_voting": "60"}).status_code == 302
    with cast.home.scope():
        assert Covenant.objects.filter(courtyard=ground.courtyard).count() == 1


def test_a_reference_is_found_by_code_by_name_and_by_number(cast, ground, desk):
    with cast.home.scope():
        yard = ground.courtyard
    for number, named in enumerate((yard.code, yard.name, f"{yard.code} {yard.name}", f"#{yard.pk}", reference(yard))):
        given = {"courtyard": named, "name": f"{number}号楼", "valid_from": "2023-01-01", "reason": "登记"}
        assert desk.post(f"/{cast.home.district}/registers/buildings/new/", given).status_code == 302, named
