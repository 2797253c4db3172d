"""The pages of credit and of contracts that change hands, for each role."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.audit.models import Change
from property_firms.choices import FirmKind
from property_firms.models import CreditRuleSet, Firm, ServiceContract

ROLES = ("leader", "governance", "housing", "organisation", "finance", "clerk", "reviewer", "auditor")
ON = "?on=2022-07-07"


@pytest.fixture
def home(cast):
    return f"/{cast.home.district}"


def uscc_of(cast, street=None):
    firm = cast.home.get(Firm, street)
    with cast.home.scope():
        return firm.unit.uscc


def given(data, **more):
    text = json.dumps(data, ensure_ascii=False)
    return {"in_force_from": "2021-01-01", "document": "住保〔2021〕3号", "rules": text, "reason": "发布细则"} | more


@pytest.fixture
def released(home, as_user, rules):
    """The cast's own first version says nothing; this is the second."""
    answer = as_user("housing").post(f"{home}/firms/credit/rules/release/", given(rules))
    assert answer.status_code == 302, answer.content.decode()[-3000:]


@pytest.mark.parametrize("role", ROLES)
def test_everybody_reads_and_who_may_write(cast, home, as_user, released, role):
    browser = as_user(role)
    for path in ("firms/credit/", f"firms/{uscc_of(cast, 0)}/credit/", "firms/credit/rules/"):
        assert browser.get(f"{home}/{path}").status_code == 200, path
    assert browser.get(f"{home}/firms/credit/rules/release/").status_code == (200 if role == "housing" else 403)
    replace = browser.get(f"{home}/firms/contracts/{cast.home.pk(ServiceContract, 0)}/replace/")
    assert replace.status_code == (200 if role in ("governance", "housing", "clerk") else 403)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "housing"])
def test_rules_are_released_by_the_housing_centre_alone(cast, home, as_user, rules, role):
    assert as_user(role).post(f"{home}/firms/credit/rules/release/", given(rules)).status_code == 403
    page = as_user(role).get(f"{home}/firms/credit/rules/").content.decode()
    assert "rules/release/" not in page
    with cast.home.scope():
        assert CreditRuleSet.objects.count() == 1


def test_rules_that_cannot_be_read_are_said_and_not_guessed(cast, home, as_user):
    """The cast's version was written past the service."""
    for path in ("firms/credit/", f"firms/{uscc_of(cast)}/credit/", "firms/credit/rules/"):
        page = as_user("leader").get(f"{home}/{path}").content.decode()
        assert "base" in page and "alert-warning" in page


def test_without_rules_the_page_says_so(cast, home, as_user):
    for path in ("firms/credit/", f"firms/{uscc_of(cast)}/credit/"):
        page = as_user("housing").get(f"{home}/{path}?on=2019-01-01").content.decode()
        assert "2019-01-01" in page and "rules/release/" in page and "alert-warning" in page


def test_a_release_is_shown_with_its_author(cast, home, as_user, released, rules):
    page = as_user("leader").get(f"{home}/firms/credit/rules/").content.decode()
    assert "v2" in page and "v1" in page and "挪用或侵占公共收益" in page and "住保〔2021〕3号" in page
    with cast.home.scope():
        made = CreditRuleSet.objects.get(version=2)
        change = Change.objects.latest("pk")
    # Letter by letter: the full-width brackets of the title are the document's own.
    assert made.rules == rules and made.title == "物业服务企业信用评价办法（示例，非本区正式办法）"
    assert (change.actor_id, change.reason) == (cast.home.user("housing").pk, "发布细则")


def test_the_example_is_offered_for_a_start(home, as_user, rules, released):
    browser = as_user("housing")
    offered = browser.get(f"{home}/firms/credit/rules/release/?example=1").context["form"]["rules"].value()
    assert json.loads(offered) == rules
    assert json.loads(browser.get(f"{home}/firms/credit/rules/release/").context["form"]["rules"].value()) == rules


def test_a_file_is_read_instead_of_the_text(cast, home, as_user, rules):
    file = SimpleUploadedFile("rules.json", b"\xef\xbb\xbf" + json.dumps(rules | {"title": "文件"}).encode())
    answer = as_user("housing").post(f"{home}/firms/credit/rules/release/", given(rules, file=file))
    assert answer.status_code == 302
    with cast.home.scope():
        assert CreditRuleSet.objects.get(version=2).title == "文件"


@pytest.mark.parametrize(
    ("more", "field", "kept"),
    [
        ({"rules": '{"base": 80,\n "items": [}'}, "rules", "&quot;items&quot;: [}"),
        ({"rules": '{"base": 80}'}, "rules", "&quot;base&quot;: 80"),
        ({"rules": "[" * 100_000}, "rules", ""),
        ({"rules": '{"base": ' + "9" * 5000 + "}"}, "rules", ""),
        ({"rules": ""}, "rules", ""),
        ({"in_force_from": "2020-01-01"}, "in_force_from", ""),
        ({"in_force_from": "2021-02-30"}, "in_force_from", ""),
        ({"reason": " "}, "reason", ""),
        ({"file": SimpleUploadedFile("r.json", b'{"below": "E"}')}, "rules", "&quot;below&quot;: &quot;E&quot;"),
        ({"file": SimpleUploadedFile("r.json", "规则".encode("gbk"))}, "file", ""),
        ({"file": SimpleUploadedFile("r.json", b" " * 200_001)}, "file", ""),
    ],
)
def test_what_is_wrong_with_a_release_stands_at_its_field(cast, home, as_user, rules, more, field, kept):
    if "file" in more:
        more["file"].seek(0)
    answer = as_user("housing").post(f"{home}/firms/credit/rules/release/", given(rules, **more))
    page = answer.content.decode()
    assert answer.status_code == 400 and set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in page and kept in page
    with cast.home.scope():
        assert CreditRuleSet.objects.count() == 1


def test_every_fault_of_a_file_stands_on_the_page(home, as_user, rules):
    rules["items"][0]["points"], rules["items"][6]["months"] = -1, 0
    page = as_user("housing").post(f"{home}/firms/credit/rules/release/", given(rules)).content.decode()
    assert "G1" in page and "B2" in page


def test_a_new_event_changes_the_grade_line_by_line(cast, home, as_user, released):
    uscc, desk = uscc_of(cast, 0), as_user("governance")
    assert "80 → A" in desk.get(f"{home}/firms/{uscc}/credit/").content.decode()
    event = {
        "firm": uscc, "kind": "bad", "item": "B6", "description": "挪用公共收益", "happened_on": "2022-03-01",
        "notified_on": "2022-03-05", "appeal": "none", "published_on": "2022-04-01", "reason": "查实",
    }
    answer = desk.post(f"{home}/registers/credit-events/new/", event)
    assert answer.status_code == 302, answer.content.decode()[-3000:]
    answer = desk.get(f"{home}/firms/{uscc}/credit/?on=2022-04-01")
    page = answer.content.decode()
    assert "50 → D" in page and "badge-bad" in page and "2025-03-31" in page and "挪用公共收益" in page
    assert answer.context["credit"].is_black
    before = desk.get(f"{home}/firms/{uscc}/credit/?on=2022-03-31").content.decode()
    assert "80 → A" in before and "badge-bad" not in before and "2022-04-01" in before
    listed = desk.get(f"{home}/firms/credit/?on=2022-04-01&list=black")
    assert [one.firm.unit.uscc for _rank, one in listed.context["page"]] == [uscc]


def test_a_clerk_sees_no_firm_of_another_street(cast, home, as_user, released):
    clerk = as_user("clerk")
    seen = {one.firm.unit.uscc for _rank, one in clerk.get(f"{home}/firms/credit/").context["page"]}
    assert seen == {uscc_of(cast, 0), uscc_of(cast)}
    assert clerk.get(f"{home}/firms/{uscc_of(cast, 1)}/credit/").status_code == 404
    assert clerk.get(f"{home}/firms/contracts/{cast.home.pk(ServiceContract, 1)}/replace/").status_code == 404
    foreign = cast.neighbour.pk(ServiceContract, 0)
    assert as_user("governance").get(f"{home}/firms/contracts/{foreign}/replace/").status_code == 404


@pytest.mark.parametrize("code", ["91350100M000100Y43", "%00", "credit"])
def test_an_unknown_firm_is_not_found(home, as_user, code):
    assert as_user("leader").get(f"{home}/firms/{code}/credit/").status_code == 404


def replacing(cast, **more):
    return {
        "firm": uscc_of(cast), "from_day": "2022-07-01", "until": "2023-06-30", "started_on": "", "fee": "0.65",
        "reason": "业主大会更换",
    } | more


def test_a_clerk_replaces_the_firm_of_an_own_courtyard(cast, home, as_user):
    old, clerk = cast.home.get(ServiceContract, 0), as_user("clerk")
    path = f"{home}/firms/contracts/{old.pk}/replace/"
    shown = clerk.get(path)
    assert shown.context["take_back"] is None and "2020-01-01" in shown.content.decode()
    answer = clerk.post(path, replacing(cast))
    assert answer.status_code == 302
    with cast.home.scope():
        old.refresh_from_db()
        new = ServiceContract.objects.get(pk=old.replaced_by_id)
    assert (str(old.valid.upper), str(new.valid.lower), str(new.valid.upper)) == ("2022-07-01", "2022-07-01", "2023-07-01")
    assert new.firm_id == cast.home.pk(Firm) and str(new.fee_yuan_per_m2_month) == "0.65"
    assert clerk.get(answer["Location"]).status_code == 200

    page = clerk.get(path)
    assert page.context["take_back"] is not None
    assert clerk.post(path, {"take_back": "1", "reason": ""}).status_code == 400
    assert clerk.post(path, {"take_back": "1", "reason": "选错了"}).status_code == 302
    with cast.home.scope():
        old.refresh_from_db()
        assert old.replaced_by_id is None and not ServiceContract.objects.filter(pk=new.pk).exists()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"firm": "没有这家"}, "firm"), ({"firm": ""}, "firm"), ({"from_day": "2019-12-31"}, "from_day"),
        ({"from_day": "2022-13-01"}, "from_day"), ({"until": "2022-06-30"}, "until"), ({"fee": "-1"}, "fee"),
        ({"fee": "很多"}, "fee"), ({"started_on": "2022-06-30"}, "started_on"), ({"reason": ""}, "reason"),
    ],
)
def test_what_is_wrong_with_a_replacement_stands_at_its_field(cast, home, as_user, more, field):
    old = cast.home.get(ServiceContract, 0)
    answer = as_user("clerk").post(f"{home}/firms/contracts/{old.pk}/replace/", replacing(cast, **more))
    assert answer.status_code == 400 and set(answer.context["form"].errors) == {field}
    assert f'id="id_{field}_error"' in answer.content.decode()
    with cast.home.scope():
        assert ServiceContract.objects.get(pk=old.pk).valid == old.valid


def test_the_same_firm_is_refused_in_words(cast, home, as_user):
    old = cast.home.get(ServiceContract, 0)
    answer = as_user("clerk").post(f"{home}/firms/contracts/{old.pk}/replace/", replacing(cast, firm=uscc_of(cast, 0)))
    assert answer.status_code == 400 and "firm" in answer.context["form"].errors


def test_the_case_has_firms_of_every_kind_of_credit(case, as_user):
    office = as_user("governance", False)
    page = office.get(f"/{case}/firms/credit/{ON}")
    assert page.context["page"].paginator.count == 162 and page.context["page"].paginator.num_pages == 4
    first = page.context["page"][0]
    assert first[0] == 1 and first[1].firm.unit.name == "郑州亮典物业管理有限公司"
    assert first[1].credit.grade == "AAA" and first[1].credit.is_red
    assert first[1].firm.kind == FirmKind.STREET_PLATFORM
    black = office.get(f"/{case}/firms/credit/{ON}&list=black").context["page"]
    assert black.paginator.count and all(one.credit.is_black for _rank, one in black)
    counts = dict(page.context["counts"])
    assert sum(counts.values()) == 162 and all(counts[grade] for grade in ("AAA", "A", "B"))
    for grade, count in counts.items():
        assert office.get(f"/{case}/firms/credit/{ON}&grade={grade}").context["page"].paginator.count == count
    found = office.get(f"/{case}/firms/credit/{ON}&q=liangdian").context["page"]
    assert [one.firm.unit.name for _rank, one in found] == ["郑州亮典物业管理有限公司"]


def test_the_days_before_the_events_have_other_grades(case, as_user):
    office = as_user("governance", False)
    early = dict(office.get(f"/{case}/firms/credit/?on=2020-06-30").context["counts"])
    assert early["A"] == sum(early.values())
    on = date(2022, 7, 7)
    uscc = office.get(f"/{case}/firms/credit/?on={on}").context["page"][0][1].firm.unit.uscc
    told = office.get(f"/{case}/firms/{uscc}/credit/?on={on}").content.decode()
    assert "100 → AAA" in told and "badge-good" in told and "80 +" in told
