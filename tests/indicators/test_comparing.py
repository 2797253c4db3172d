"""What became of a record between two sides, one kind at a time, counted on the fingers."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from courtyards.models import Committee, Courtyard, Placement
from governance.indicators import registry
from governance.indicators.comparing import Kind, Side, bridge, compare, composition
from property_firms.models import FeeReturn, ServiceContract
from tests.indicators.village import CODE, SINCE, span

FIRST, SECOND = date(2021, 3, 1), date(2021, 9, 1)
BETWEEN = date(2021, 6, 1)


@pytest.fixture
def told(village):
    """`told("I2")`: what became of the records, by name; with what each adds."""

    def tell(name, population="all", *, first=None, second=None, **place):
        sides = Side(first or FIRST, population=population, **place), Side(second or SECOND, population=population, **place)
        found = compare(registry.find(name), *sides, district=CODE)
        return {one.name: (one.kind, one.numerator, one.denominator) for one in found.explained}

    return tell


def committee(village, courtyard, valid):
    village.about(Committee, courtyard, valid, kind="owners", name="x")


def test_a_record_that_came_into_the_register_and_one_that_left(village, told):
    came, went, stayed = (
        village.courtyard(valid=span(BETWEEN)), village.courtyard(valid=span(SINCE, BETWEEN)), village.courtyard()
    )
    for courtyard in (came, went, stayed):
        committee(village, courtyard, courtyard.valid)
    assert told("I2") == {came.name: (Kind.NEW, 1, 1), went.name: (Kind.ENDED, -1, -1)}
    assert told("courtyard_count") == {came.name: (Kind.NEW, 1, None), went.name: (Kind.ENDED, -1, None)}


def test_cover_that_was_gained_and_lost(village, told):
    gains, loses, changes_hands = (village.courtyard() for _ in range(3))
    committee(village, gains, span(BETWEEN))
    committee(village, loses, span(SINCE, BETWEEN))
    committee(village, changes_hands, span(SINCE, BETWEEN))
    committee(village, changes_hands, span(BETWEEN))
    assert told("I2") == {gains.name: (Kind.GAINED, 1, 0), loses.name: (Kind.LOST, -1, 0)}


def test_a_record_that_came_into_a_population(village, told):
    labelled = village.courtyard(three_no=BETWEEN)
    committee(village, labelled, span(SINCE))
    assert told("I2", "three_no") == {labelled.name: (Kind.JOINED, 1, 1)}
    assert told("I2", "three_no", first=SECOND, second=FIRST) == {labelled.name: (Kind.LEFT, -1, -1)}
    assert told("I1") == {labelled.name: (Kind.GAINED, 1, 0)}


def test_a_record_that_moved(village, told):
    moves = village.courtyard(street=0)
    committee(village, moves, span(SINCE))
    old, new = village.streets
    Placement.objects.filter(courtyard=moves).update(valid=span(SINCE, BETWEEN))
    Courtyard.objects.filter(pk=moves.pk).update(street=new, community=village.communities[1][0])
    Placement.objects.create(
        district_id=CODE, street=new, courtyard=moves, in_street=new, in_community=village.communities[1][0],
        valid=span(BETWEEN),
    )
    assert told("I2", street=old.pk) == {moves.name: (Kind.MOVED_OUT, -1, -1)}
    assert told("I2", street=new.pk) == {moves.name: (Kind.MOVED_IN, 1, 1)}
    assert told("I2", community=village.communities[1][1].pk) == {}
    assert told("I2") == {}


def test_amounts_that_changed(village, told):
    courtyard, firm = village.courtyard(), village.firm("firm")
    for period, received in ((span(date(2020, 10, 1), date(2021, 1, 1)), 400), (span(FIRST, BETWEEN), 1000)):
        FeeReturn.objects.create(
            district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, firm=firm, period=period,
            receivable_fen=1000, received_fen=received, households_liable=10, households_paid=received // 100,
        )
    ten = Decimal("10.00")
    assert told("I13") == {courtyard.name: (Kind.CHANGED, ten, ten)}
    assert told("I13b") == {courtyard.name: (Kind.CHANGED, 10, 10)}


def test_a_service_that_started_is_gained(village, told):
    courtyard, firm = village.courtyard(), village.firm("firm")
    village.about(ServiceContract, courtyard, span(SINCE), firm=firm, started_on=BETWEEN)
    assert told("I14") == {courtyard.name: (Kind.GAINED, 1, 0)}
    assert told("contracted_courtyard_count") == {}


def test_the_bridge_moves_the_shown_value_to_the_hundredth(village):
    for number in range(7):
        committee(village, village.courtyard(valid=span(SINCE if number % 2 else BETWEEN)), span(SINCE))
    village.courtyard()
    found = compare(registry.find("I2"), Side(FIRST, population="all"), Side(SECOND, population="all"), district=CODE)
    moved = bridge(found)
    assert (found.first.value, found.second.value) == (Decimal("75.00"), Decimal("87.50"))
    assert [(step.kind, step.records, step.points) for step in moved.steps] == [(Kind.NEW, 4, Decimal("12.50"))]


def test_from_nothing_to_something_has_no_points(village):
    committee(village, village.courtyard(valid=span(BETWEEN)), span(SINCE))
    found = compare(registry.find("I2"), Side(FIRST, population="all"), Side(SECOND, population="all"), district=CODE)
    assert (found.first.value, found.second.value, found.value) == (None, Decimal("100.00"), None)
    [step] = bridge(found).steps
    assert (step.before, step.after, step.points) == (None, Decimal("100.00"), None)


def test_two_streets_differ_by_size_and_by_rate(village):
    one, other = village.streets
    for street, covered, bare in ((0, 2, 2), (1, 6, 2)):
        for number in range(covered + bare):
            courtyard = village.courtyard(street)
            if number < covered:
                committee(village, courtyard, span(SINCE))
    sides = [Side(SECOND, street=street.pk, population="all") for street in (one, other)]
    found = compare(registry.find("I2"), *sides, district=CODE)
    assert {told.kind for told in found.explained} == {Kind.ONLY_FIRST, Kind.ONLY_SECOND}
    assert (found.numerator, found.denominator, found.value) == (4, 4, Decimal("25.00"))
    because = composition(found)
    # At one half, eight instead of four would have two more covered; the other two come from the better rate.
    assert (because.size, because.rate) == (Decimal("2.00"), Decimal("2.00"))
    assert [(line.side, line.numerator, line.denominator) for line in found.lines] == [(1, 2, 4), (2, 6, 8)]


def test_a_street_and_its_community_differ_by_what_lies_outside_it(village):
    inside, outside = village.courtyard(part=0), village.courtyard(part=1)
    assert inside.community_id != outside.community_id
    street, part = village.streets[0].pk, village.communities[0][0].pk
    found = compare(registry.find("courtyard_count"), Side(FIRST, street=street), Side(FIRST, community=part), district=CODE)
    assert [(told.name, told.kind, told.numerator) for told in found.explained] == [(outside.name, Kind.ONLY_FIRST, -1)]


def test_two_populations_of_one_place(village):
    labelled, plain = village.courtyard(three_no=SINCE), village.courtyard()
    sides = Side(FIRST, population="three_no"), Side(FIRST, population="all")
    found = compare(registry.find("I2"), *sides, district=CODE)
    assert [(told.name, told.kind, told.denominator) for told in found.explained] == [(plain.name, Kind.JOINED, 1)]
    assert labelled.name != plain.name


def test_a_side_and_itself_differ_in_nothing(village):
    committee(village, village.courtyard(), span(SINCE))
    side = Side(FIRST + timedelta(days=1))
    found = compare(registry.find("I2"), side, side, district=CODE)
    assert (found.explained, found.numerator, found.denominator, found.lines) == ((), 0, 0, ())
