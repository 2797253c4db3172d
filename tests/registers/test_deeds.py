"""Lists, views, bulk edits, files, opened names, and what depends on a record."""

import re
from urllib.parse import unquote

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from courtyards.models import Building, Courtyard, Placement
from governance.audit.models import Change
from governance.registers.models import Attachment, Disclosure, SavedView
from tests.registers.conftest import shown

PDF = b"%PDF-1.4 akte"


@pytest.fixture
def buildings(cast, ground):
    with cast.home.scope():
        return [
            ground.enter("buildings", called=f"b{n}", courtyard=ground.courtyard, name=f"{n}号楼", floors=n) for n in (1, 2, 3)
        ]


@pytest.mark.parametrize("text", ["试验路1号院", "shiyanlu", "syl1", "SYL", "验路1", "990101001"])
def test_a_courtyard_is_found_by_name_pinyin_initials_and_code(cast, ground, as_user, text):
    with cast.home.scope():
        code = ground.courtyard.code
    page = as_user("clerk").get(f"/{cast.home.district}/courtyards/", {"q": text}).content.decode()
    assert code in page


def test_letters_that_are_not_initials_find_nothing(cast, ground, as_user):
    with cast.home.scope():
        code = ground.courtyard.code
    page = as_user("clerk").get(f"/{cast.home.district}/courtyards/", {"q": "xyl"}).content.decode()
    assert code not in page


def test_columns_filters_and_order_are_in_the_address_and_in_the_export(cast, buildings, as_user):
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/buildings/"
    query = {"columns": "name,floors", "q": "试验路", "sort": "-floors"}
    page = browser.get(home, query).content.decode()
    assert page.index("3号楼") < page.index("2号楼") < page.index("1号楼") and "单元数</a>" not in page
    text = browser.get(home, query | {"format": "csv"}).content.decode("utf-8-sig")
    assert text.splitlines() == ["楼栋,层数", "3号楼,3", "2号楼,2", "1号楼,1"]


def test_a_view_is_kept_shared_and_opened_first(cast, buildings, as_user):
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/buildings/"
    saved = browser.post(f"{home}views/save/", {"name": "高层", "query": "q=3号", "is_default": "on", "is_shared": "on"})
    assert saved.status_code == 302
    opened = browser.get(home)
    assert opened.status_code == 302 and "q=3号" in unquote(opened["Location"])
    page = browser.get(opened["Location"]).content.decode()
    assert "3号楼" in page and "2号楼" not in page and "高层" in page
    # The others see it and open their own list first; only its owner forgets it.
    other = as_user("clerk2").get(home)
    assert other.status_code == 200 and "高层" in other.content.decode()
    with cast.home.scope():
        view = SavedView.objects.get(name="高层")
    assert as_user("clerk2").post(f"{home}views/{view.pk}/delete/").status_code == 403
    assert browser.post(f"{home}views/{view.pk}/delete/").status_code == 302


def test_a_private_view_is_nobody_elses(cast, as_user):
    home = f"/{cast.home.district}/registers/buildings/"
    as_user("clerk").post(f"{home}views/save/", {"name": "私用", "query": "q=3"})
    assert "私用" in as_user("clerk").get(home, {"q": ""}).content.decode()
    assert "私用" not in as_user("clerk2").get(home).content.decode()


def test_many_are_changed_as_one_after_a_preview(cast, buildings, as_user):
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/buildings/"
    given = {"record": [b.pk for b in buildings], "criteria": "", "field": "floors", "floors": "3", "reason": "核对层数"}
    with cast.home.scope():
        before = Change.objects.count()
    preview = browser.post(f"{home}bulk/", given | {"preview": "1"})
    page = preview.content.decode()
    assert preview.status_code == 200 and "2 条将更改，1 条不变，0 条无法更改" in page
    with cast.home.scope():
        assert Change.objects.count() == before and Building.objects.get(pk=buildings[0].pk).floors == 1
    assert browser.post(f"{home}bulk/", given | {"apply": "1"}).status_code == 302
    with cast.home.scope():
        assert Change.objects.count() == before + 1
        assert {Building.objects.get(pk=b.pk).floors for b in buildings} == {3}


def test_all_that_match_are_changed_and_nothing_beside(cast, buildings, as_user):
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/buildings/"
    given = {"all_matching": "1", "criteria": "q=2号楼", "field": "units", "units": "4", "reason": "核对"}
    assert browser.post(f"{home}bulk/", given | {"apply": "1"}).status_code == 302
    with cast.home.scope():
        assert [Building.objects.get(pk=b.pk).units for b in buildings] == [None, 4, None]


def test_records_of_another_street_are_not_in_a_bulk_edit(cast, buildings, as_user):
    given = {"record": [b.pk for b in buildings], "criteria": "", "field": "floors", "floors": "9", "reason": "越界"}
    as_user("clerk2").post(f"/{cast.home.district}/registers/buildings/bulk/", given | {"apply": "1"})
    with cast.home.scope():
        assert [Building.objects.get(pk=b.pk).floors for b in buildings] == [1, 2, 3]


def test_a_field_outside_the_bulk_list_is_not_offered_or_taken(cast, buildings, as_user):
    given = {"record": [b.pk for b in buildings], "field": "name", "name": "同名", "reason": "试", "apply": "1"}
    as_user("clerk").post(f"/{cast.home.district}/registers/buildings/bulk/", given)
    with cast.home.scope():
        assert not Building.objects.filter(name="同名").exists()


def test_a_file_is_kept_given_back_and_taken_off(cast, buildings, as_user):
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/buildings/{buildings[0].pk}/"
    given = {"file": SimpleUploadedFile("鉴定报告.pdf", PDF, "text/html")}
    assert browser.post(f"{home}files/", given).status_code == 302
    with cast.home.scope():
        kept = Attachment.objects.get(name="鉴定报告.pdf")
    path = f"/{cast.home.district}/files/{kept.pk}/"
    answer = browser.get(path)
    assert answer.content == PDF and answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment") and answer["X-Content-Type-Options"] == "nosniff"
    assert as_user("clerk2").get(path).status_code == 404
    assert browser.post(f"{path}detach/").status_code == 302
    assert browser.get(path).status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [("a.pdf", b"", "空"), ("a.pdf", b"<html>", "仅支持"), ("a.html", PDF, "仅支持"), ("a.exe", b"MZ", "仅支持")],
)
def test_a_file_of_another_kind_is_refused(cast, buildings, as_user, name, content, said):
    home = f"/{cast.home.district}/registers/buildings/{buildings[0].pk}/"
    answer = as_user("clerk").post(f"{home}files/", {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code == 400
    with cast.home.scope():
        assert not Attachment.objects.filter(name=name).exists()
    if content:
        assert said in answer.content.decode()


def test_a_name_is_masked_everywhere_until_it_is_opened_for_a_reason(cast, ground, as_user):
    with cast.home.scope():
        member = ground.enter("committee-members", committee=ground.committee, name="欧阳建国", phone="13812345678")
        before, committee = Disclosure.objects.count(), ground.committee.pk
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/committee-members/"
    pages = [browser.get(path).content.decode() for path in (
        home, f"{home}{member.pk}/", f"{home}{member.pk}/card/", f"{home}{member.pk}/end/",
        f"/{cast.home.district}/registers/committees/{committee}/", f"{home}?format=csv",
    )]
    assert not any("欧阳建国" in page or "13812345678" in page for page in pages)
    assert "欧**" in pages[0] and "138****5678" in pages[1]

    refused = browser.post(f"{home}{member.pk}/reveal/", {"field": "name", "reason": " "})
    assert refused.status_code == 400 and "欧阳建国" not in refused.content.decode()
    opened = browser.post(f"{home}{member.pk}/reveal/", {"field": "phone", "reason": "通知开会"})
    assert "13812345678" in opened.content.decode() and opened["Cache-Control"] == "no-store"
    with cast.home.scope():
        assert Disclosure.objects.count() == before + 1
        logged = Disclosure.objects.latest("pk")
        assert (logged.register, logged.record_id, logged.field) == ("committee-members", member.pk, "phone")
        assert logged.change.reason == "通知开会" and logged.change.actor == cast.home.user("clerk")


def test_only_personal_fields_can_be_opened(cast, ground, as_user):
    with cast.home.scope():
        pk = ground.committee.pk
    browser = as_user("clerk")
    for field in ("name", "nonsense", ""):
        answer = browser.post(f"/{cast.home.district}/registers/committees/{pk}/reveal/", {"field": field, "reason": "试"})
        assert answer.status_code == 404


def test_what_others_depend_on_is_not_removed_and_says_what_depends(cast, ground, as_user):
    with cast.home.scope():
        ground.committee, ground.contract  # noqa: B018
        yard = ground.courtyard
    browser, path = as_user("governance"), f"/{cast.home.district}/registers/courtyards/{yard.pk}/remove/"
    page = browser.get(path).content.decode()
    assert "居民自治组织：1" in page and "服务合同：1" in page
    form = {"reason": "录错", "version": "0"}
    assert browser.post(path, form).status_code == 400
    with cast.home.scope():
        assert Courtyard.objects.filter(pk=yard.pk).exists() and Placement.objects.filter(courtyard=yard).count() == 1


def test_a_committee_takes_its_members_into_the_bin_and_back(cast, ground, as_user):
    with cast.home.scope():
        ground.enter("committee-members", committee=ground.committee, name="赵一")
        committee = ground.committee
    browser, home = as_user("clerk"), f"/{cast.home.district}/registers/committees/{committee.pk}/"
    form = shown(browser.get(f"{home}remove/").context["form"])
    assert browser.post(f"{home}remove/", form | {"reason": "重复录入"}).status_code == 302
    assert browser.get(home).status_code == 404
    back = re.search(r"/bin/\d+/restore/", browser.get(f"/{cast.home.district}/bin/").content.decode())[0]
    assert browser.post(f"/{cast.home.district}{back}").status_code == 302
    assert "赵*" in browser.get(home).content.decode()


def test_somebody_on_whose_behalf_it_was_recorded_stands_in_the_history(cast, ground, as_user):
    with cast.home.scope():
        code = ground.courtyard.code
    given = {"courtyard": code, "name": "7号楼", "valid_from": "2023-01-01", "reason": "来电登记", "on_behalf_of": "居民王女士"}
    answer = as_user("clerk").post(f"/{cast.home.district}/registers/buildings/new/", given)
    assert "代 居民王女士 录入" in as_user("clerk").get(answer["Location"]).content.decode()
