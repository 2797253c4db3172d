"""Coverages: half-open spans at their edges, places of the time, populations, and why a member is missing."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.utils import translation

from courtyards.models import (
    Committee,
    Courtyard,
    Placement,
    Renovation,
    ThreeNoBaseline,
    VolunteerOrganisation,
    VolunteerService,
)
from governance.indicators import registry, statistics
from party_org.models import BranchPairing, Cadre, CadreAssignment, Instructor, PartyCover
from tests.indicators.village import CODE, SINCE, span

FIRST, LAST = date(2021, 3, 1), date(2021, 9, 30)
AFTER = LAST + timedelta(days=1)


@pytest.mark.parametrize(
    ("on", "covered"),
    [(FIRST - timedelta(days=1), 0), (FIRST, 1), (LAST, 1), (AFTER, 0)],
    ids=["day before", "first day", "last day", "day after"],
)
def test_a_fact_holds_from_its_first_day_to_its_last(village, on, covered):
    village.about(Committee, village.courtyard(), span(FIRST, AFTER), kind="self_management", name="x")
    assert village.figure("I2", on, "all") == (covered, 1)


@pytest.mark.parametrize(
    ("on", "members"), [(FIRST - timedelta(days=1), 0), (FIRST, 1), (LAST, 1), (AFTER, 0)]
)
def test_a_courtyard_counts_while_it_stands_in_the_register(village, on, members):
    village.courtyard(valid=span(FIRST, AFTER))
    assert village.figure("courtyard_count", on) == (members, None)
    assert village.figure("I2", on, "all") == (0, members)


def test_a_moved_courtyard_stays_in_the_street_of_the_date(village):
    courtyard = village.courtyard(street=0)
    Placement.objects.filter(courtyard=courtyard).update(valid=span(SINCE, FIRST))
    Courtyard.objects.filter(pk=courtyard.pk).update(street=village.streets[1], community=village.communities[1][0])
    Placement.objects.create(
        district_id=CODE, street=village.streets[1], courtyard=courtyard, in_street=village.streets[1],
        in_community=village.communities[1][0], valid=span(FIRST),
    )
    assert village.by_street("courtyard_count", FIRST - timedelta(days=1)) == {"001": (1, None), "002": (0, None)}
    assert village.by_street("courtyard_count", FIRST) == {"001": (0, None), "002": (1, None)}


def test_the_baseline_label_counts_from_its_roster_on(village):
    village.courtyard(three_no=FIRST)
    village.courtyard()
    assert village.figure("I1", FIRST - timedelta(days=1)) == (0, 2)
    assert village.figure("I1", FIRST) == (1, 2)
    assert village.figure("I2", FIRST, "three_no") == (0, 1)


def test_two_rosters_count_a_courtyard_once(village):
    courtyard = village.courtyard(three_no=FIRST)
    courtyard_again = {"district_id": CODE, "street_id": courtyard.street_id, "courtyard": courtyard}
    ThreeNoBaseline.objects.create(**courtyard_again, on=FIRST + timedelta(days=90), source="second roster")
    assert village.figure("I1", date(2022, 1, 1)) == (1, 1)


def test_renovated_means_accepted_by_the_day(village):
    done, under_way = village.courtyard(), village.courtyard()
    for courtyard, accepted in ((done, FIRST), (under_way, None)):
        Renovation.objects.create(
            district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, project="x", accepted_on=accepted
        )
    assert village.figure("I5", FIRST - timedelta(days=1), "renovated") == (0, 0)
    assert village.figure("I5", FIRST, "renovated") == (0, 1)


def test_several_facts_at_once_cover_a_member_once(village):
    courtyard = village.courtyard()
    for number in (1, 2, 3):
        organisation = VolunteerOrganisation.objects.create(
            district_id=CODE, street_id=courtyard.street_id, name=f"V{number}", volunteers=10, valid=span(SINCE)
        )
        village.about(VolunteerService, courtyard, span(SINCE), organisation=organisation)
    assert village.figure("I11", FIRST, "all") == (1, 1)
    assert village.figure("volunteer_organisation_count", FIRST) == (3, None)
    assert village.figure("volunteer_count", FIRST) == (30, None)


def test_a_pairing_counts_only_while_the_cover_holds_too(village):
    courtyard = village.courtyard()
    branch, organ = village.branch("courtyard branch"), village.branch("organ branch")
    village.about(PartyCover, courtyard, span(SINCE, AFTER), organisation=branch)
    BranchPairing.objects.create(
        district_id=CODE, street_id=courtyard.street_id, organ_branch=organ, courtyard_branch=branch,
        valid=span(FIRST),
    )
    assert village.figure("I9", FIRST - timedelta(days=1), "all") == (0, 1)
    assert village.figure("I9", LAST, "all") == (1, 1)
    assert village.figure("I9", AFTER, "all") == (0, 1)
    assert village.figure("organ_branch_count", AFTER) == (1, None)


def test_one_cadre_may_answer_for_several_courtyards(village):
    cadre = Cadre.objects.create(
        district_id=CODE, name="Cadre", unit=village.unit("Organ"), rank_class="section", valid=span(SINCE)
    )
    for _ in range(3):
        village.about(CadreAssignment, village.courtyard(three_no=SINCE), span(FIRST), cadre=cadre)
    assert village.figure("I10", FIRST) == (3, 3)
    assert village.figure("cadre_count", FIRST) == (1, None)


def test_party_work_of_firms_is_a_union_and_instructors_are_of_firms_without(village):
    both, organised, guided, neither = (village.firm(name) for name in ("both", "organised", "guided", "neither"))
    for firm in (both, organised):
        village.branch(firm.unit.name, unit=firm.unit)
    for firm in (both, guided):
        Instructor.objects.create(district_id=CODE, name="x", unit=firm.unit, valid=span(SINCE))
    assert village.figure("I6", FIRST) == (2, 4)
    assert village.figure("I7", FIRST) == (1, 2)
    assert village.figure("I8", FIRST) == (3, 4)
    assert village.reasons("I7", FIRST) == {"guided": "", "neither": "never"}
    assert neither.unit.name not in [name for name, why in village.reasons("I8", FIRST).items() if not why]


def test_firms_without_a_street_have_a_line_of_their_own(village):
    village.firm("market")
    village.firm("platform", street=1)
    assert village.by_street("I6", FIRST) == {"001": (0, 0), "002": (0, 1), "": (0, 1)}
    assert village.figure("I6", FIRST) == (0, 2)
    assert village.figure("I6", FIRST, street=village.streets[1].pk) == (0, 1)


def test_an_empty_denominator_has_no_value(village):
    [cell] = statistics.values(village.question(FIRST), [registry.find("I2")])
    assert (cell.numerator, cell.denominator, cell.value, cell.gap) == (0, 0, None, 0)


def test_percentages_are_rounded_half_up_to_two_decimals(village):
    courtyards = [village.courtyard() for _ in range(8)]
    village.about(Committee, courtyards[0], span(SINCE), kind="owners", name="x")
    [cell] = statistics.values(village.question(FIRST), [registry.find("I2")], population="all")
    assert cell.value == Decimal("12.50")
    village.about(Committee, courtyards[1], span(SINCE), kind="owners", name="x")
    village.courtyard()
    [cell] = statistics.values(village.question(FIRST), [registry.find("I2")], population="all")
    assert cell.value == Decimal("22.22")


def test_missing_members_say_since_or_until_when(village):
    names = {}
    for why, valid in (
        ("never", None), ("ended", span(SINCE, FIRST)), ("begins", span(AFTER)), ("", span(SINCE)),
    ):
        courtyard = village.courtyard()
        names[courtyard.name] = why
        if valid is not None:
            village.about(Committee, courtyard, valid, kind="owners", name="x")
    members, total = statistics.members(village.question(FIRST), registry.find("I2"), population="all")
    assert (total, {m.name: m.why for m in members}) == (4, names)
    dates = {m.why: (m.ended_on, m.begins_on) for m in members}
    assert dates["ended"] == (FIRST, None)
    assert dates["begins"] == (None, AFTER)
    with translation.override("en"):
        reasons = {m.why: m.reason for m in members}
    assert reasons == {
        "never": "none recorded", "ended": "ended on 2021-03-01", "begins": "begins on 2021-10-01", "": "",
    }


def test_a_figure_can_be_held_to_a_street_or_a_community(village):
    for street, part in ((0, 0), (0, 1), (0, 1), (1, 0)):
        village.courtyard(street, part)
    street, community = village.streets[0], village.communities[0][1]
    assert village.figure("courtyard_count", FIRST, street=street.pk) == (3, None)
    assert village.figure("courtyard_count", FIRST, community=community.pk) == (2, None)
    [cell] = statistics.values(village.question(FIRST, street=street.pk), [registry.find("courtyard_count")])
    assert cell.division.code == street.code
    parts = statistics.values(
        village.question(FIRST, street=street.pk), [registry.find("courtyard_count")], by="community"
    )
    assert [(cell.division.code, cell.numerator) for cell in parts] == [
        (village.communities[0][0].code, 1), (community.code, 2)
    ]


def test_a_population_or_filter_that_is_not_defined_is_refused(village):
    with pytest.raises(statistics.PopulationNotDefined):
        village.figure("I6", FIRST, "three_no")
    with pytest.raises(statistics.FilterNotDefined):
        village.figure("I2", FIRST, firm="91")
