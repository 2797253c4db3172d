"""Lines of the board become ties: one change, all or none, and only where a gap is still open."""

from datetime import date

import pytest
from psycopg2.extras import DateRange

from governance.audit.models import Change
from party_org import reading
from party_org.models import BranchPairing, CadreAssignment
from party_org.services import LinesRefused, apply_assignments, apply_pairings
from tests.party_org.ground import DAY


@pytest.fixture
def pair(ground):
    def apply(lines, first_day=DAY, **more):
        return apply_pairings(
            district=ground.district, lines={gap.pk: carrier.pk for gap, carrier in lines}, first_day=first_day,
            agreement="支部联建协议", by=ground.by, reason="按看板结对", **more,
        )

    return apply


@pytest.fixture
def assign(ground):
    def apply(lines, first_day=DAY):
        return apply_assignments(
            district=ground.district, lines={gap.pk: carrier.pk for gap, carrier in lines}, first_day=first_day,
            by=ground.by, reason="按看板分包",
        )

    return apply


def openings(ground, found, day=DAY):
    return {opening.gap.key for opening in found(reading.places(ground.district, day))}


def test_all_lines_are_one_change_with_person_and_reason(ground, pair):
    branches = [ground.branch(ground.courtyard(street)) for street in (0, 0, 1)]
    organs = [ground.organ_branch(), ground.organ_branch()]
    changes = Change.objects.count()
    assert pair([(branches[0], organs[0]), (branches[1], organs[1]), (branches[2], organs[0])]) == 3
    assert Change.objects.count() == changes + 1
    opened = Change.objects.latest("pk")
    assert (opened.actor, opened.reason) == (ground.by, "按看板结对")
    made = BranchPairing.objects.filter(organ_branch__in=organs)
    assert {(p.courtyard_branch, p.organ_branch, p.street_id, p.valid, p.agreement) for p in made} == {
        (branches[i], organs[c], branches[i].street_id, DateRange(DAY, None), "支部联建协议")
        for i, c in ((0, 0), (1, 1), (2, 0))
    }


def test_one_pairing_covers_every_courtyard_of_a_cluster(ground, pair):
    yards = [ground.courtyard(), ground.courtyard(three_no=False)]
    cluster = ground.branch(*yards)
    [opening] = [o for o in reading.without_pairing(reading.places(ground.district, DAY)) if o.gap.key == cluster.pk]
    assert {place.id for place in opening.courtyards} == {yard.pk for yard in yards}
    pair([(cluster, ground.organ_branch())])
    assert {p.id for p in reading.places(ground.district, DAY) if p.paired} >= {yard.pk for yard in yards}
    assert cluster.pk not in openings(ground, reading.without_pairing)


def test_a_courtyard_without_a_branch_has_no_gap_to_pair(ground):
    yard = ground.courtyard()
    [place] = [p for p in reading.places(ground.district, DAY) if p.id == yard.pk]
    assert (place.branch_id, place.paired, place.assigned) == (None, False, False)
    assert yard.pk in openings(ground, reading.without_cadre)
    assert all(yard.pk not in {p.id for p in o.courtyards} for o in reading.without_pairing([place]))


def test_lines_whose_gap_was_closed_meanwhile_are_named_and_nothing_is_written(ground, pair):
    stale, fresh, organ = ground.branch(ground.courtyard()), ground.branch(ground.courtyard()), ground.organ_branch()
    ground.enter("pairings", organ_branch=ground.organ_branch(), courtyard_branch=stale)
    before = BranchPairing.objects.count(), Change.objects.count()
    with pytest.raises(LinesRefused) as refused:
        pair([(stale, organ), (fresh, organ)])
    assert [(line.key, line.name) for line in refused.value.lines] == [(stale.pk, stale.name)]
    assert (BranchPairing.objects.count(), Change.objects.count()) == before


def test_applying_the_same_lines_twice_is_refused(ground, pair):
    lines = [(ground.branch(ground.courtyard()), ground.organ_branch())]
    pair(lines)
    with pytest.raises(LinesRefused):
        pair(lines)
    assert BranchPairing.objects.filter(courtyard_branch=lines[0][0]).count() == 1


@pytest.mark.parametrize("unfit", ["courtyard branch", "firm", "street", "late"])
def test_a_carrier_that_is_no_organ_branch_of_the_place_and_day_is_refused(ground, pair, unfit):
    branch = ground.branch(ground.courtyard(0))
    carrier = {
        "courtyard branch": lambda: ground.branch(ground.courtyard(0)),
        "firm": lambda: ground.enter(
            "party-organisations", name="Of a firm", standing="firm", kind="branch", unit=ground.unit("property_firm")
        ),
        "street": lambda: ground.organ_branch(street=1),
        "late": lambda: ground.organ_branch(since=date(2021, 6, 2)),
    }[unfit]()
    with pytest.raises(LinesRefused) as refused:
        pair([(branch, carrier)])
    assert [line.key for line in refused.value.lines] == [branch.pk]


def test_a_branch_or_carrier_of_another_district_is_refused_without_its_name(cast, ground, pair):
    from party_org.models import PartyOrganisation

    foreign, own = cast.neighbour.get(PartyOrganisation, 0), ground.branch(ground.courtyard())
    for line in ((own, foreign), (foreign, ground.organ_branch())):
        with pytest.raises(LinesRefused) as refused:
            pair([line])
        assert foreign.name not in "".join(map(str, refused.value.lines))


def test_a_street_s_own_organ_branch_may_take_its_street(ground, pair):
    branch, organ = ground.branch(ground.courtyard(1)), ground.organ_branch(street=1)
    assert pair([(branch, organ)]) == 1


def test_a_pairing_before_another_ends_where_that_one_begins(ground, pair):
    branch, organ = ground.branch(ground.courtyard()), ground.organ_branch()
    ground.enter("pairings", organ_branch=organ, courtyard_branch=branch, since=date(2022, 1, 1))
    pair([(branch, organ)])
    first, second = BranchPairing.objects.filter(courtyard_branch=branch).order_by("valid_from")
    assert (first.valid, second.valid) == (DateRange(DAY, date(2022, 1, 1)), DateRange(date(2022, 1, 1), None))


def test_a_pairing_ends_with_the_branch(ground, pair):
    branch, organ = ground.branch(ground.courtyard()), ground.organ_branch()
    from governance.registers import registry, services
    from governance.registers.services.entering import version_of

    register = registry.every()["party-organisations"]
    services.end(
        register, record=organ, last_day=date(2022, 12, 31), version=version_of(register, organ), by=ground.by, reason="撤销"
    )
    pair([(branch, organ)])
    assert BranchPairing.objects.get(courtyard_branch=branch).valid == DateRange(DAY, date(2023, 1, 1))


def test_cadres_take_courtyards_in_one_change(ground, assign):
    yards, cadre = [ground.courtyard(0), ground.courtyard(1)], ground.cadre()
    changes = Change.objects.count()
    assert assign([(yard, cadre) for yard in yards]) == 2
    assert Change.objects.count() == changes + 1
    made = CadreAssignment.objects.filter(cadre=cadre)
    assert {(a.courtyard_id, a.street_id, a.valid) for a in made} == {
        (yard.pk, yard.street_id, DateRange(DAY, None)) for yard in yards
    }
    assert not openings(ground, reading.without_cadre) & {yard.pk for yard in yards}


def test_a_courtyard_with_a_cadre_and_a_cadre_of_another_street_are_refused(ground, assign):
    taken, free = ground.courtyard(), ground.courtyard()
    assign([(taken, ground.cadre())])
    with pytest.raises(LinesRefused) as refused:
        assign([(taken, ground.cadre()), (free, ground.cadre(street=1))])
    assert {line.key for line in refused.value.lines} == {taken.pk, free.pk}
    assert not CadreAssignment.objects.filter(courtyard=free).exists()


def test_loads_count_what_holds_on_the_day(ground, pair):
    branches = [ground.branch(ground.courtyard()), ground.branch(ground.courtyard(), ground.courtyard())]
    organ = ground.organ_branch()
    pair([(branch, organ) for branch in branches])

    def load(day):
        [found] = [b.carrier for b in reading.organ_branches(ground.district, day) if b.carrier.key == organ.pk]
        return found.load, len(found.communities), found.streets

    assert load(DAY) == (2, 1, {branches[0].street_id})
    assert load(date(2021, 5, 31)) == (0, 0, set())


def test_activities_are_counted_in_their_quarter_and_for_their_pairing_once(ground, pair):
    branch = ground.branch(ground.courtyard())
    before = {q.label: q for q in reading.by_quarter(ground.district, date(2021, 9, 30), "activities")}
    pair([(branch, ground.organ_branch())])
    pairing = BranchPairing.objects.get(courtyard_branch=branch)
    for day in (date(2021, 6, 30), date(2021, 7, 1), date(2021, 9, 30), date(2021, 10, 1)):
        ground.enter("pairing-activities", pairing=pairing, held_on=day, subject="联学")
    after = {q.label: q for q in reading.by_quarter(ground.district, date(2021, 9, 30), "activities")}
    grown = {
        label: (after[label].ties - q.ties, after[label].active - q.active, after[label].times - q.times)
        for label, q in before.items()
    }
    assert grown == {"2020Q4": (0, 0, 0), "2021Q1": (0, 0, 0), "2021Q2": (1, 1, 1), "2021Q3": (1, 1, 2)}
