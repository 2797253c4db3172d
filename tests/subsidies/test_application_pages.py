"""The pages of the applications, with the client: each role does its own, and is refused the rest; REST and home agree."""

import io
import re
import zipfile
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courtyards.models import Committee, Courtyard, Covenant, Renovation, ThreeNoBaseline
from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from governance.common.periods import Month
from governance.registers.models import Attachment
from portal.rounds import public
from ratings.models import RatingResult
from subsidies import services
from subsidies.models import Application, ApplicationObjection, ApplicationPublicity, EarlierScheme, Enrolment, SubsidyScheme
from subsidies.rules.entitlement import STARS, Terms
from tests.subsidies import written
from tests.support import cast as people

PDF = b"%PDF-1.4 sealed"


@pytest.fixture
def office(cast, as_user):
    """The first street's courtyard stands outside the subsidy, eligible, in a year whose holidays are known."""
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        yard = cast.home.get(Courtyard, 0)
        at = {"district_id": people.HOME, "street_id": yard.street_id, "courtyard": yard}
        Enrolment.objects.filter(courtyard=yard).update(left_on=None)
        if not ThreeNoBaseline.objects.filter(courtyard=yard).exists():
            ThreeNoBaseline.objects.create(**at, on=date(2019, 12, 31), source="x")
        Renovation.objects.filter(courtyard=yard).update(accepted_on=date(2020, 12, 1))
        assert Covenant.objects.filter(courtyard=yard).exists() and RatingResult.objects.filter(courtyard=yard).exists()
        Courtyard.objects.filter(pk=yard.pk).update(area_m2=Decimal("1000.00"))
        SubsidyScheme.objects.filter(pk=cast.home.pk(SubsidyScheme)).update(status="released")
        for year in {date.today().year, date.today().year + 1} - set(national.years()):
            calendar.know_year(district=people.HOME, year=year, document="x", by=cast.home.user("governance"), reason="x")
    public.tries.cache_clear()
    return {who: as_user(who) for who in ("clerk", "clerk2", "reviewer", "housing", "finance", "governance", "auditor")}


def url(page, **where):
    return reverse(f"applications:{page}", kwargs={"district": people.HOME, **where})


def newcomer(cast):
    """A second courtyard of the first street, alike but never enrolled."""
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        old = cast.home.get(Courtyard, 0)
        at = {"district_id": people.HOME, "street_id": old.street_id}
        yard = Courtyard.objects.create(
            **at, community=old.community, code="990101001-0177", name="新申请院", name_pinyin="xin", valid=old.valid,
            area_m2=Decimal("1234.50"),
        )
        ThreeNoBaseline.objects.create(**at, courtyard=yard, on=date(2019, 12, 31), source="x")
        Renovation.objects.create(**at, courtyard=yard, project="改造", accepted_on=date(2020, 12, 1))
        Covenant.objects.create(**at, courtyard=yard, number=1, title="规约", valid=old.valid)
        Committee.objects.create(**at, courtyard=yard, kind="self_management", name="新院自管会", valid=old.valid)
    return yard


def entered(office, cast):
    yard = newcomer(cast)
    shown = office["clerk"].get(url("application-create") + "?courtyard=990101001-0177").content.decode()
    scheme = re.search(r'name="scheme".*?<option value="(\d+)"', shown, re.S)[1]
    today = timezone.localdate()
    first = (today.replace(day=1) + timedelta(days=62)).replace(day=1)
    answer = office["clerk"].post(url("application-create"), {
        "courtyard": yard.pk, "applicant": "committee", "scheme": scheme, "first_month": f"{first:%Y-%m}", "why": "修路灯",
        "applied_on": today.isoformat(), "reason": "窗口受理",
    }, follow=True)
    assert "已录入" in answer.content.decode()
    with cast.home.scope():
        return Application.objects.get(courtyard=yard)


def material(client, application, **said):
    return client.post(url("material-check", application=application.pk), said, follow=True)


def complete(client, application):
    assert "已按台账核对" in material(client, application, known="1").content.decode()
    for item in ("1", "2", "8"):
        material(client, application, item=item, file=SimpleUploadedFile("扫描.pdf", PDF, "application/pdf"))


def deed(client, application, what="hand_on", comment="", **said):
    return client.post(
        url("application-deed", application=application.pk), {what: "1", "comment": comment} | said, follow=True
    )


def step(cast, application):
    with cast.home.scope():
        return Application.objects.get(pk=application.pk).step


def approved(office, cast):
    found = entered(office, cast)
    complete(office["clerk"], found)
    for who, words in (("clerk", ""), ("clerk", "居民代表同意"), ("reviewer", ""), ("housing", ""), ("finance", "")):
        assert deed(office[who], found, comment=words).status_code == 200
    assert step(cast, found) == "approved"
    return found


def published(office, cast):
    found = approved(office, cast)
    answer = office["housing"].post(url("publicity-create"), {
        "application": found.pk, "street": "", "document": "补贴公示〔2026〕1号", "place": "公告栏", "days": 7}, follow=True)
    assert "补贴公示〔2026〕1号" in answer.content.decode()
    return found


def days_pass(cast):
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="时间过去"):
        for one in ApplicationPublicity.objects.exclude(document__startswith="Notice"):
            one.published_on, one.last_on = one.published_on - timedelta(days=60), one.last_on - timedelta(days=60)
            one.save()


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
    assert "已不在这一步" in answer.content.decode() and step(cast, found) == "opinion"


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
    assert objection.number[:5] in answer.content.decode()
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


@pytest.fixture
def another(cast):
    """A second scheme, released, without what the first courtyard lacks."""
    with cast.home.scope():
        own = cast.home.get(SubsidyScheme, 0)
        return services.load_scheme(
            district=people.HOME, by=cast.home.user("governance"), reason="x",
            data=written.data_of(Terms(rates={(year, star): Decimal("0.05") for year in (1, 2, 3) for star in STARS}), "another")
            | {"title": "另一办法", "in_force": ["2021-01-01", None], "needs_committee": False},
        ), own


def changing(office, cast, first):
    """The first courtyard, that is inside, applies for the other scheme."""
    with cast.home.scope():
        enrolment = Enrolment.objects.get(courtyard=cast.home.get(Courtyard, 0))
    page = office["clerk"].get(url("enrolment-detail", enrolment=enrolment.pk)).content.decode()
    where = re.search(r'href="([^"]+)">申请变更办法', page)[1]
    form = office["clerk"].get(where).content.decode()
    schemes = re.findall(r'<option value="(\d+)"[^>]*>另一办法', form)
    assert "最早可自" in form and len(schemes) == 1
    today = timezone.localdate()
    answer = office["clerk"].post(where, {
        "courtyard": enrolment.courtyard_id, "applicant": "street", "scheme": schemes[0], "first_month": first, "why": "换办法",
        "applied_on": today.isoformat(), "reason": "窗口受理",
    }, follow=True)
    return enrolment, answer


def test_a_change_of_scheme_says_what_it_is_from_the_desk_to_the_end(office, cast, api, another):
    first = Month.of(timezone.localdate())
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        # Its 36 months are not over yet.
        Enrolment.objects.filter(courtyard=cast.home.get(Courtyard, 0)).update(first_month=first.plus(-20).first)
    enrolment, answer = changing(office, cast, str(first.plus(2)))
    page = answer.content.decode()
    assert "变更办法" in page and "此前的办法" in page and str(first.plus(-20)) in page
    with cast.home.scope():
        found = Application.objects.get(courtyard=enrolment.courtyard_id, step="draft")
    assert "新办法要求的条件" in page and "该月起仍可变更办法" in page and "如不变更" in page
    shown = office["clerk"].get(url("enrolment-detail", enrolment=enrolment.pk)).content.decode()
    assert "办理中的申请" in shown and "申请变更办法" not in shown
    complete(office["clerk"], found)
    for who, words in (("clerk", ""), ("clerk", "居民代表同意"), ("reviewer", ""), ("housing", ""), ("finance", "")):
        deed(office[who], found, comment=words)
    assert "变更办法" in office["housing"].get(url("publicity-create")).content.decode()
    office["housing"].post(url("publicity-create"), {
        "application": found.pk, "street": "", "document": "补贴公示〔2026〕2号", "place": "公告栏", "days": 7})
    with cast.home.scope():
        notice = ApplicationPublicity.objects.get(document="补贴公示〔2026〕2号")
    paper = office["clerk"].get(url("publicity-detail", notice=notice.pk)).content.decode()
    assert "（变更办法）" in paper and "其中 1 个楼院此前已纳入补贴" in paper
    assert "变更办法" in office["clerk"].get(url("application-print", application=found.pk)).content.decode()
    days_pass(cast)
    page = office["housing"].get(url("application-detail", application=found.pk)).content.decode()
    button = re.search(r'name="enrol"[^>]*>([^<]+)<', page)[1]
    assert button == "变更办法"
    end = deed(office["housing"], found, "enrol").content.decode()
    assert "已变更办法" in end and "已纳入" not in end
    assert "已变更办法" in office["clerk"].get(url("application-list")).content.decode()
    shown = office["clerk"].get(url("enrolment-detail", enrolment=enrolment.pk)).content.decode()
    assert "另一办法" in shown and f"自 {first.plus(2)} 起" in shown and f"{first.plus(-20)} – {first.plus(1)}" in shown
    base = f"/api/v1/districts/{people.HOME}/subsidies"
    [kept] = api(street=0).get(f"{base}/enrolments").json()["items"]
    # The cast's earlier scheme and the one that was left now have the same key.
    assert kept["scheme"] == "another" and kept["earlier_schemes"][-1] == {"scheme": another[1].key, "until": str(first.plus(2))}
    told = {one["number"]: one["kind"] for one in api(street=0).get(f"{base}/applications").json()["items"]}
    assert told[found.number] == "change"


def test_a_change_is_refused_with_the_month_from_which_it_is_possible(office, cast, another):
    first = Month.of(timezone.localdate())
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        Enrolment.objects.filter(courtyard=cast.home.get(Courtyard, 0)).update(first_month=first.plus(-20).first)
        since = EarlierScheme.objects.get(enrolment__courtyard=cast.home.get(Courtyard, 0)).until
    _enrolment, answer = changing(office, cast, str(Month.of(since).plus(-1)))
    assert answer.status_code == 400 and f"只能自 {Month.of(since)} 起变更办法" in answer.content.decode()


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
