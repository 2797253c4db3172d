"""What the registers of places hold, tried through the engine that enters and corrects for all of them."""

from datetime import date
from decimal import Decimal

import pytest
from psycopg2.extras import DateRange

from courtyards.models import CommitteeMember, Covenant, Placement
from governance.divisions.models import Cluster
from governance.registers import registry, services
from governance.registers.declarations import Refused
from governance.registers.services.entering import version_of

SINCE, LATER = date(2021, 1, 1), date(2022, 1, 1)
VOTE = {
    "owners_total": 90, "owners_voting": 60, "owners_for": 31, "area_total_m2": Decimal("9000.00"),
    "area_voting_m2": Decimal("6000.00"), "area_for_m2": Decimal("3000.01"),
}


def covenant(desk, courtyard, since, **data):
    given = {"courtyard": courtyard, "title": "公约", "adopted_how": "residents", "valid": DateRange(since, None)}
    return desk.enter("covenants", **given | data)


def owners(desk, courtyard, since=SINCE):
    return desk.enter("committees", courtyard=courtyard, kind="owners", name="业委会", valid=DateRange(since, None))


def test_versions_of_a_covenant_follow_each_other(desk):
    courtyard = desk.new_courtyard("甲院")
    first, second = covenant(desk, courtyard, SINCE), covenant(desk, courtyard, LATER)
    first.refresh_from_db()
    assert (first.number, second.number) == (1, 2)
    assert (first.valid.upper, second.valid.lower, second.valid.upper) == (LATER, LATER, None)


def test_a_covenant_from_the_same_day_on_is_refused(desk, unwritten):
    courtyard = desk.new_courtyard("甲院")
    covenant(desk, courtyard, SINCE)
    with unwritten(), pytest.raises(Refused):
        covenant(desk, courtyard, SINCE)


def test_with_an_owners_committee_the_owners_vote(desk, unwritten):
    courtyard = desk.new_courtyard("甲院")
    owners(desk, courtyard)
    with unwritten(), pytest.raises(Refused) as refused:
        covenant(desk, courtyard, LATER)
    assert refused.value.field == "adopted_how"
    assert covenant(desk, courtyard, LATER, adopted_how="owners_vote", **VOTE).number == 1


def test_a_committee_that_comes_later_asks_for_no_vote_before(desk):
    courtyard = desk.new_courtyard("甲院")
    owners(desk, courtyard, LATER)
    assert covenant(desk, courtyard, SINCE).number == 1


@pytest.mark.parametrize(
    ("short", "field"),
    [({"owners_voting": 59}, "owners_voting"), ({"owners_for": 30}, "owners_for"), ({"area_for_m2": None}, "owners_total")],
)
def test_a_vote_below_the_quorum_is_refused_at_its_field(desk, unwritten, short, field):
    courtyard = desk.new_courtyard("甲院")
    with unwritten(), pytest.raises(Refused) as refused:
        covenant(desk, courtyard, SINCE, adopted_how="owners_vote", **VOTE | short)
    assert refused.value.field == field and Covenant.objects.filter(courtyard=courtyard).count() == 0


def test_a_title_is_corrected_without_a_new_vote(desk):
    courtyard = desk.new_courtyard("甲院")
    old = covenant(desk, courtyard, SINCE)
    owners(desk, courtyard, SINCE)
    assert desk.correct("covenants", old, title="管理规约").title == "管理规约"
    with pytest.raises(Refused):
        desk.correct("covenants", old, adopted_how="committee")


def test_members_are_cut_with_their_committee(desk):
    courtyard = desk.new_courtyard("甲院")
    committee = owners(desk, courtyard)
    stays = desk.enter("committee-members", committee=committee, name="张建国", valid=DateRange(SINCE, None))
    left = desk.enter("committee-members", committee=committee, name="李建设", valid=DateRange(SINCE, date(2021, 6, 1)))
    register = registry.every()["committees"]
    version = version_of(register, committee)
    services.end(register, record=committee, last_day=date(2021, 12, 31), version=version, by=desk.by, reason="换届")
    stays.refresh_from_db(), left.refresh_from_db()
    assert (stays.valid.upper, left.valid.upper) == (LATER, date(2021, 6, 1))


def test_a_member_enters_within_the_term_and_leaves_with_it(desk):
    courtyard = desk.new_courtyard("甲院")
    committee = desk.enter(
        "committees", courtyard=courtyard, kind="owners", name="业委会", valid=DateRange(SINCE, LATER)
    )
    member = desk.enter("committee-members", committee=committee, name="张建国", valid=DateRange(SINCE, None))
    assert member.valid.upper == LATER and member.courtyard == courtyard
    for since in (date(2020, 12, 31), LATER):
        with pytest.raises(Refused):
            desk.enter("committee-members", committee=committee, name="李建设", valid=DateRange(since, None))
    assert CommitteeMember.objects.filter(committee=committee).count() == 1


def test_codes_count_on_within_their_street(desk):
    first, second = desk.new_courtyard("甲院"), desk.new_courtyard("乙院")
    street = first.community.street.code
    assert (first.code, second.code) == (f"{street}-0100", f"{street}-0101")
    assert desk.new_courtyard("丙院", 1).code.startswith(desk.community(1).street.code)


def test_a_removed_courtyard_keeps_its_code_in_the_bin(desk):
    from django.utils import timezone

    courtyard = desk.new_courtyard("甲院")
    register = registry.every()["courtyards"]
    entry = services.remove(
        register, record=courtyard, version=version_of(register, courtyard), by=desk.by, reason="误录", now=timezone.now()
    )
    assert desk.new_courtyard("乙院").code != courtyard.code
    services.restore(entry=entry, by=desk.by, reason="找回", now=timezone.now())
    assert register.rows(desk.district).filter(code=courtyard.code).count() == 1


def test_a_cluster_of_another_community_is_refused(desk, unwritten):
    foreign = Cluster.objects.get(pk=desk.side.pk(Cluster, 1))
    with unwritten(), pytest.raises(Refused) as refused:
        desk.new_courtyard("甲院", 0, cluster=foreign)
    assert refused.value.field == "cluster"


def test_a_correction_carries_no_courtyard_into_another_street(desk, unwritten):
    courtyard = desk.courtyard(0)
    with unwritten(), pytest.raises(Refused) as refused:
        desk.correct("courtyards", courtyard, community=desk.community(1), cluster=None)
    assert refused.value.field == "community"


def test_a_correction_within_the_street_corrects_the_present_place(desk):
    from governance.divisions.models import Community

    courtyard = desk.new_courtyard("甲院")
    with desk.writing():
        other = Community.objects.create(
            district_id=desk.district, street_id=courtyard.street_id, code=f"{courtyard.street.code}009", name="新社区"
        )
    desk.correct("courtyards", courtyard, community=other)
    assert Placement.objects.get(courtyard=courtyard).in_community == other
