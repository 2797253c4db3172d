"""A change of scheme on its pages: from the desk to the enrolment's page it says what it is, and from when it is possible."""

import re
from decimal import Decimal

import pytest
from django.utils import timezone

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month
from subsidies import services
from subsidies.models import Application, ApplicationPublicity, EarlierScheme, Enrolment
from subsidies.rules.entitlement import STARS, Terms
from tests.subsidies import written
from tests.subsidies.offices import complete, days_pass, deed, url
from tests.support import cast as people


@pytest.fixture
def another(cast):
    """The first courtyard receives under a whole scheme, and another one is released."""
    with cast.home.scope(), change(district=people.HOME, by=cast.home.user("governance"), reason="x"):
        made = [
            services.load_scheme(
                district=people.HOME, by=cast.home.user("governance"), reason="x",
                data=written.data_of(Terms(rates={(year, star): rate for year in (1, 2, 3) for star in STARS}), key)
                | {"title": title, "in_force": ["2021-01-01", None]},
            ) for key, title, rate in (("present", "现行办法", Decimal("0.1")), ("another", "另一办法", Decimal("0.05")))
        ]
        Enrolment.objects.filter(courtyard=cast.home.get(Courtyard, 0)).update(scheme=made[0])


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
    assert "（变更办法）" in paper and "拟对 1 个此前已纳入补贴的楼院" in paper
    assert "变更办法" in office["clerk"].get(url("application-print", application=found.pk)).content.decode()
    days_pass(cast)
    page = office["housing"].get(url("application-detail", application=found.pk)).content.decode()
    button = re.search(r'name="enrol"[^>]*>([^<]+)<', page)[1]
    assert button == "变更办法"
    end = deed(office["housing"], found, "enrol").content.decode()
    assert "已变更办法" in end and "已纳入" not in end
    assert "已变更办法" in office["clerk"].get(url("application-list")).content.decode()
    shown = office["clerk"].get(url("enrolment-detail", enrolment=enrolment.pk)).content.decode()
    assert "另一办法" in shown and f"{first.plus(2)} – {first.plus(15)}" in shown
    assert f"{first.plus(-20)} – {first.plus(1)}" in shown
    base = f"/api/v1/districts/{people.HOME}/subsidies"
    [kept] = api(street=0).get(f"{base}/enrolments").json()["items"]
    assert kept["scheme"] == "another" and kept["earlier_schemes"][-1] == {"scheme": "present", "until": str(first.plus(2))}
    told = {one["number"]: one["kind"] for one in api(street=0).get(f"{base}/applications").json()["items"]}
    assert told[found.number] == "change"


def test_a_change_is_refused_with_the_month_from_which_it_is_possible(office, cast, another):
    with cast.home.scope():
        since = EarlierScheme.objects.get(enrolment__courtyard=cast.home.get(Courtyard, 0)).until
    _enrolment, answer = changing(office, cast, str(Month.of(since).plus(-1)))
    assert answer.status_code == 400 and f"只能自 {Month.of(since)} 起变更办法" in answer.content.decode()
