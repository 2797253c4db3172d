"""The pages of the applications, with the client: each role does its own, and is refused the rest; REST and home agree."""

import io
import zipfile
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.registers.models import Attachment
from subsidies.models import ApplicationObjection, ApplicationPublicity, Enrolment
from tests.subsidies.offices import PDF, complete, days_pass, deed, entered, material, published, step, url
from tests.support import cast as people


def test_each_role_does_its_own_and_is_refused_the_rest(office, cast):
    found = entered(office, cast)
    assert "尚未核对" in deed(office["clerk"], found).content.decode()
    complete(office["clerk"], found)
    for who in ("reviewer", "housing", "finance", "governance", "auditor"):
        assert office[who].get(url("application-create")).status_code == 403
        assert material(office[who], found, known="1").status_code == 403
    ways = (("clerk", ""), ("clerk", "居民代表同意"), ("reviewer", ""), ("housing", ""), ("finance", ""))
    for right, words in ways:
        here = step(cast, found)
        for wrong in {"clerk", "reviewer", "housing", "finance", "governance", "auditor"} - {right}:
            assert deed(office[wrong], found, comment="越权").status_code == 403, (here, wrong)
        assert step(cast, found) == here
        deed(office[right], found, comment=words)
    assert step(cast, found) == "approved"
    for wrong in ("clerk", "reviewer", "finance", "governance"):
        assert office[wrong].get(url("publicity-create")).status_code == 403
    assert office["clerk2"].get(url("application-detail", application=found.pk)).status_code == 404


def test_a_return_keeps_what_was_typed_and_waits_first_on_the_home(office, cast):
    found = entered(office, cast)
    complete(office["clerk"], found)
    deed(office["clerk"], found)
    deed(office["clerk"], found, comment="同意")
    assert "请在说明中写明理由" in deed(office["reviewer"], found, "return").content.decode()
    assert "录入中" in deed(office["reviewer"], found, "return", "合同缺页，请补").content.decode()
    home = office["clerk"].get(f"/{people.HOME}/home/").content.decode()
    assert "退回的补贴申请" in home and "合同缺页" in home
    assert "合同缺页" in office["clerk"].get(url("application-detail", application=found.pk)).content.decode()


def test_a_button_of_an_older_page_is_refused(office, cast):
    found = entered(office, cast)
    complete(office["clerk"], found)
    deed(office["clerk"], found)
    answer = deed(office["clerk"], found, comment="同意", step="draft")
    assert "您填写的内容已保留" in answer.content.decode() and step(cast, found) == "opinion"


def test_the_home_of_each_office_leads_to_what_waits(office, cast):
    found = entered(office, cast)
    home = f"/{people.HOME}/home/"
    assert "新申请院" in office["clerk"].get(home).content.decode()
    complete(office["clerk"], found)
    deed(office["clerk"], found)
    deed(office["clerk"], found, comment="同意")
    for who in ("reviewer", "housing", "finance"):
        assert url("application-detail", application=found.pk) in office[who].get(home).content.decode(), who
        deed(office[who], found)
    assert url("publicity-create") in office["housing"].get(home).content.decode()
    assert "新申请院" not in office["clerk2"].get(home).content.decode()


def test_publicity_objection_and_enrolment(office, cast, client):
    found = published(office, cast)
    assert "公示尚未期满" in office["housing"].get(url("application-detail", application=found.pk)).content.decode()
    assert "公示尚未期满" in deed(office["housing"], found, "enrol").content.decode()
    today = timezone.localdate().isoformat()
    answer = office["clerk"].post(url("application-object", application=found.pk), {
        "objector": "owners", "received_on": today, "grounds": "面积多算", "reason": "来访"}, follow=True)
    with cast.home.scope():
        objection = ApplicationObjection.objects.get(application=found)
    assert objection.number[:5] in answer.content.decode() and "异议回执" in answer.content.decode()
    told = client.get(f"/o/{objection.number}/").content.decode()
    assert "新申请院" in told and "面积多算" not in told
    days_pass(cast)
    assert "尚未答复" in deed(office["housing"], found, "enrol").content.decode()
    where = url("objection-detail", objection=objection.pk)
    assert office["clerk"].post(where, {"reject": "1", "answer": "x"}).status_code == 403
    assert "新申请院" in office["housing"].get(f"/{people.HOME}/home/").content.decode()
    office["housing"].post(where, {"reject": "1", "answer": "现场复核，面积无误。"})
    assert "现场复核" in client.get(f"/o/{objection.number}/").content.decode()
    assert "已纳入" in deed(office["housing"], found, "enrol").content.decode()
    with cast.home.scope():
        enrolment = Enrolment.objects.get(courtyard=found.courtyard)
    assert "第 0 个月" in office["clerk"].get(url("enrolment-detail", enrolment=enrolment.pk)).content.decode()


def test_the_notice_and_the_form_on_paper_and_in_word(office, cast):
    found = published(office, cast)
    with cast.home.scope():
        notice = ApplicationPublicity.objects.exclude(document__startswith="Notice").get()
    page = office["clerk"].get(url("publicity-detail", notice=notice.pk)).content.decode()
    assert "1,234.50" in page and "新申请院" in page and "扫描" not in page
    for address in (url("publicity-detail", notice=notice.pk), url("application-print", application=found.pk)):
        assert office["clerk"].get(address).status_code == 200
        word = office["clerk"].get(f"{address}?format=docx")
        with zipfile.ZipFile(io.BytesIO(word.content)) as packed:
            assert "新申请院" in packed.read("word/document.xml").decode()


def test_a_confidential_file_is_for_the_offices_alone(office, cast):
    found = entered(office, cast)
    complete(office["clerk"], found)
    with cast.home.scope():
        kept = {one.code: one.pk for one in found.materials.all()}
    account = url("material-file", application=found.pk, material=kept["8"])
    assert office["finance"].get(account).content == PDF
    assert office["auditor"].get(account).status_code == 404
    assert office["clerk2"].get(account).status_code == 404
    assert office["auditor"].get(url("material-file", application=found.pk, material=kept["1"])).status_code == 200


def test_a_changed_area_is_told_listed_and_confirmed(office, cast):
    found = published(office, cast)
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("clerk"), reason="重新测绘"):
        Courtyard.objects.filter(pk=found.courtyard_id).update(area_m2=Decimal("1300.00"))
    page = office["housing"].get(url("application-detail", application=found.pk)).content.decode()
    assert "1,234.50" in page and "1,300.00" in page and "重新测绘" in page
    assert "核定后面积有变化" in office["housing"].get(f"/{people.HOME}/home/").content.decode()
    days_pass(cast)
    assert "须先由住保中心" in deed(office["housing"], found, "enrol").content.decode()
    where = url("area-confirm", code="990101001-0177")
    assert office["clerk"].get(where).status_code == 403
    assert "面积又变为" in office["housing"].post(where, {"seen": "1234.50", "reason": "属实"}).content.decode()
    office["housing"].post(where, {"seen": "1300.00", "reason": "测绘报告属实"})
    office["housing"].get(url("area-change-list"))
    assert "990101001-0177" not in office["housing"].get(url("area-change-list")).content.decode()
    assert "已纳入" in deed(office["housing"], found, "enrol").content.decode()


def test_leaving_has_its_page_its_document_and_its_board(office, cast, client):
    with cast.home.scope():
        enrolment = Enrolment.objects.get(courtyard=cast.home.get(Courtyard, 0))
    where = url("enrolment-leave", enrolment=enrolment.pk)
    assert office["clerk"].get(where).status_code == 403
    told = {"on": "2022-03-01", "ground": "owners", "because": "业主大会决定", "document": "决议一号", "reason": "退出"}
    answer = office["housing"].post(where, told | {"file": SimpleUploadedFile("决议.pdf", PDF, "application/pdf")}, follow=True)
    page = answer.content.decode()
    assert "业主大会决定" in page and "决议一号" in page and "决议.pdf" in page
    board = office["clerk"].get(url("enrolment-board") + "?standing=over").content.decode()
    assert "已退出补贴" in page and "2022-03-01 退出" in board
    with cast.home.scope():
        proof = Attachment.objects.get(register="subsidy-absences").pk
    file = url("absence-file", enrolment=enrolment.pk, proof=proof)
    assert office["clerk"].get(file).content == PDF
    assert office["clerk2"].get(file).status_code == 404 and client.get(file).status_code == 302
    again = office["housing"].post(where, told)
    assert again.status_code == 400 and "已于 2022-03-01 退出" in again.content.decode()


def test_rest_tells_applications_and_counters(office, cast, api):
    found = published(office, cast)
    base = f"/api/v1/districts/{people.HOME}/subsidies"
    [one] = api().get(f"{base}/applications?step=published").json()["items"]
    assert (one["number"], one["kind"], one["approved_area_m2"], one["open_objections"]) == (found.number, "enrol", "1234.50", 0)
    assert api(street=1).get(f"{base}/applications?step=published").json()["items"] == []
    [kept] = api(street=0).get(f"{base}/enrolments?on=2021-10-05").json()["items"]
    assert (kept["months_used"], kept["months_left"], kept["months_away"], kept["last_month"]) == (10, 26, 3, "2023-12")
    assert kept["left_on"] is None and kept["is_running"] and not kept["is_ending"]
    assert api(street=0).get(f"{base}/enrolments?on=2023-08-01&ending=true").json()["items"] != []
    assert api(street=0).get(f"{base}/enrolments?on=2023-06-01&ending=true").json()["items"] == []


def test_lists_ask_equally_often_for_one_record_and_for_many(office, cast, django_assert_max_num_queries):
    entered(office, cast)
    with django_assert_max_num_queries(40):
        office["housing"].get(url("application-list"))
    with django_assert_max_num_queries(40):
        office["housing"].get(url("enrolment-board"))
