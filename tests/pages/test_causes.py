"""Why a record makes a difference: the very entry, by whom and with what reason, through every kind of table."""

import time
from datetime import date

import pytest
from django.utils import timezone

from courtyards.models import Committee, Courtyard, ThreeNoBaseline
from governance.audit.services import change
from governance.indicators import registry
from governance.indicators.comparing import Kind, Side, compare
from governance.registers import registry as registers
from governance.registers import services
from governance.registers.services.entering import version_of
from governance.tenancy import scope
from party_org.models import BranchPairing, PartyCover
from portal.cells import causes, versions
from tests.indicators.village import CODE, SINCE, Village, span

FIRST, BETWEEN, SECOND = date(2021, 3, 1), date(2021, 6, 1), date(2021, 9, 1)


@pytest.fixture
def lasting(own_database, loaded_cast):
    by = loaded_cast.home.user("governance")
    with scope.enter(scope.Scope(districts=(CODE,), actor=by.pk)):
        return Village(by)


class Hand:
    """Writes one committed change after the other, each with its own reason."""

    def __init__(self, village):
        self.village = village

    def sees(self):
        return scope.enter(scope.Scope(districts=(CODE,), actor=self.village.by.pk))

    def writes(self, reason, deed):
        with self.sees(), change(district=CODE, by=self.village.by, reason=reason):
            found = deed()
        time.sleep(0.002)
        return found

    def told(self, name, first, second):
        with self.sees():
            found = compare(registry.find(name), first, second, district=CODE)
            why = causes.of(found, found.explained, district=CODE)
        return {one.name: (one.kind, why.get((one.kind, one.id))) for one in found.explained}


@pytest.fixture
def hand(lasting):
    return Hand(lasting)


def side(on, as_of=None):
    return Side(on, as_of, population="all")


def test_what_was_entered_late_and_what_was_taken_out(hand, lasting):
    late, wrong = hand.writes("register", lambda: (lasting.courtyard(), lasting.courtyard()))
    mistake = hand.writes("a mistake", lambda: lasting.about(Committee, wrong, span(SINCE), kind="owners", name="x"))
    before = timezone.now()
    time.sleep(0.002)
    hand.writes("found in the archive", lambda: lasting.about(Committee, late, span(SINCE), kind="owners", name="x"))
    with hand.sees():
        kind_of = registers.every()["committees"]
        services.remove(
            kind_of, record=mistake, version=version_of(kind_of, mistake), by=lasting.by, reason="entered twice",
            now=timezone.now(),
        )
    time.sleep(0.002)
    hand.writes("another name", lambda: Courtyard.objects.filter(pk=late.pk).update(name="Renamed"))
    told = hand.told("I2", side(FIRST, before), side(FIRST))
    kind, why = told["Renamed"]
    assert (kind, why.deed, why.register.key, why.reason) == (Kind.CORRECTED, "entered", "committees", "found in the archive")
    assert why.by == lasting.by.name and why.at > before and why.change
    kind, why = told[wrong.name]
    assert (kind, why.deed, why.reason, why.by) == (Kind.CORRECTED, "removed", "entered twice", lasting.by.name)


def test_what_time_brought_is_told_by_the_entry_that_says_so(hand, lasting):
    courtyard = hand.writes("register", lasting.courtyard)
    first = hand.writes("elected", lambda: lasting.about(Committee, courtyard, span(BETWEEN), kind="owners", name="x"))
    hand.writes("mistyped", lambda: Committee.objects.filter(pk=first.pk).update(name="y"))
    kind, why = hand.told("I2", side(FIRST), side(SECOND))[courtyard.name]
    assert (kind, why.record, why.deed, why.reason) == (Kind.GAINED, first.pk, "corrected", "mistyped")


def test_a_new_courtyard_and_a_label_are_told_by_their_own_registers(hand, lasting):
    courtyard = hand.writes("built", lambda: lasting.courtyard(valid=span(BETWEEN), three_no=BETWEEN))
    kind, why = hand.told("I2", side(FIRST), side(SECOND))[courtyard.name]
    assert (kind, why.reason, why.register is None or why.register.key) in (
        (Kind.NEW, "built", "courtyards"), (Kind.NEW, "built", True)
    )
    labelled = hand.writes("register", lasting.courtyard)
    hand.writes("roster", lambda: ThreeNoBaseline.objects.create(
        district_id=CODE, street_id=labelled.street_id, courtyard=labelled, on=BETWEEN, source="roster"
    ))
    sides = Side(FIRST, population="three_no"), Side(SECOND, population="three_no")
    kind, why = hand.told("I2", *sides)[labelled.name]
    assert (kind, why.register.key, why.reason) == (Kind.JOINED, "three-no-baselines", "roster")


def test_a_pairing_reaches_the_courtyard_through_the_branch_that_covers_it(hand, lasting):
    courtyard = hand.writes("register", lasting.courtyard)
    branch, organ = hand.writes("founded", lambda: (lasting.branch("courtyard branch"), lasting.branch("organ branch")))
    hand.writes("covers", lambda: lasting.about(PartyCover, courtyard, span(SINCE), organisation=branch))
    hand.writes("paired", lambda: BranchPairing.objects.create(
        district_id=CODE, street_id=courtyard.street_id, organ_branch=organ, courtyard_branch=branch, valid=span(BETWEEN)
    ))
    kind, why = hand.told("I9", side(FIRST), side(SECOND))[courtyard.name]
    assert (kind, why.register.key, why.reason) == (Kind.GAINED, "pairings", "paired")


def test_every_indicator_reads_tables_that_name_its_members():
    for indicator in registry.every().values():
        links = versions.links_of(indicator)
        assert any(link.about == versions.OF_FIGURE for link in links), indicator.key
