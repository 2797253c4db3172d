"""A finding is accepted with a reason, for good or until a day; it is taken back; and it goes with its record."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from courtyards.services import move
from governance.audit import locking
from governance.audit.models import Change
from governance.audit.services import ReasonMissing
from governance.divisions.models import Community
from governance.quality import registry, services
from governance.quality.models import QualityException
from governance.registers.declarations import Refused
from tests.quality.conftest import DAY

CHECK = "three-no-without-cadre"


@pytest.fixture
def check():
    return registry.every()[CHECK]


def accept(works, check, record, **given):
    return services.accept(check, **{
        "record": record, "reason": "楼院即将拆迁", "until": None, "by": works.by, "now": timezone.now(), "today": DAY,
    } | given)


def test_an_accepted_finding_counts_no_more_and_says_who_and_why(cast, works, check):
    with cast.home.scope():
        courtyard = works.three_no
        kept = accept(works, check, courtyard)
        assert courtyard.pk not in works.found(CHECK)
        # Only this check is silent about the courtyard.
        assert courtyard.pk in works.found("three-no-without-cover")
        change = Change.objects.latest("pk")
    assert (kept.reason, kept.accepted_by_name, kept.label) == ("楼院即将拆迁", works.by.name, courtyard.name)
    assert (change.reason, change.actor_id, change.street_id) == ("楼院即将拆迁", works.by.pk, courtyard.street_id)


def test_it_is_found_again_after_the_last_day(cast, works, check):
    with cast.home.scope():
        accept(works, check, works.three_no, until=DAY + timedelta(days=30))
        assert works.three_no.pk not in works.found(CHECK, DAY + timedelta(days=30))
        assert works.three_no.pk in works.found(CHECK, DAY + timedelta(days=31))
        again = accept(works, check, works.three_no, today=DAY + timedelta(days=31), reason="拆迁推迟")
        assert (again.until, again.reason) == (None, "拆迁推迟") and QualityException.objects.filter(check_key=CHECK).count() == 1
        assert works.three_no.pk not in works.found(CHECK, DAY + timedelta(days=31))


def test_it_is_taken_back_with_a_reason_and_its_past_stays_known(cast, works, check):
    with cast.home.scope():
        kept = accept(works, check, works.three_no)
        services.withdraw(exception=kept, by=works.by, reason="不再拆迁")
        assert works.three_no.pk in works.found(CHECK)
        assert Change.objects.latest("pk").reason == "不再拆迁"
        assert not QualityException.objects.filter(check_key=CHECK).exists()
        with connection.cursor() as cursor:
            cursor.execute("SELECT reason FROM history.governance_qualityexception WHERE check_key = %s", [CHECK])
            assert cursor.fetchall() == [("楼院即将拆迁",)]


def test_nothing_is_accepted_that_is_in_order_or_for_a_day_that_is_over(cast, works, check):
    with cast.home.scope():
        with pytest.raises(Refused) as over:
            accept(works, check, works.three_no, until=DAY - timedelta(days=1))
        assert over.value.field == "until"
        works.assignment  # noqa: B018  (mends it)
        with pytest.raises(services.NothingFound):
            accept(works, check, works.three_no)


def test_an_exception_needs_a_reason(cast, works, check):
    with cast.home.scope(), pytest.raises(ReasonMissing):
        accept(works, check, works.three_no, reason="  ")


def test_a_clerk_leaves_alone_what_the_whole_district_shares(cast, works):
    with cast.home.scope():
        district_wide = works.enter("party-organisations", called="whole", name="区直支部", standing="district", kind="branch")
    check = registry.every()["organisation-without-members"]
    with cast.home.scope(0), pytest.raises(Refused):
        accept(works, check, district_wide, by=cast.home.user("clerk"))


def test_it_goes_with_its_courtyard_into_another_street(cast, works, check):
    with cast.home.scope():
        courtyard = works.three_no
        accept(works, check, courtyard)
        there = Community.objects.filter(street_id=cast.home.streets[1])[0]
        move(
            courtyard=courtyard, to=there, on=date(2024, 6, 1), today=DAY, version=locking.version_of(courtyard), by=works.by,
            reason="区划调整",
        )
        assert courtyard.pk not in works.found(CHECK)
    with cast.home.scope(1):
        assert QualityException.objects.filter(record_id=courtyard.pk, check_key=CHECK).exists()
    with cast.home.scope(0):
        assert not QualityException.objects.filter(record_id=courtyard.pk, check_key=CHECK).exists()
