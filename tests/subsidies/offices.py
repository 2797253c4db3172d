"""The offices of an application in the cast's first district, each with a browser: what they type, tick and press."""

import re
from datetime import date, timedelta
from decimal import Decimal

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from courtyards.models import Committee, Courtyard, Covenant, Renovation, ThreeNoBaseline
from governance.audit.services import change
from governance.calendar import national
from governance.calendar import services as calendar
from portal.tracking import pages as public
from ratings.models import RatingResult
from subsidies.models import Application, ApplicationPublicity, Enrolment, SubsidyScheme
from tests.support import cast as people

PDF = b"%PDF-1.4 sealed"


def opened(cast, as_user):
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
