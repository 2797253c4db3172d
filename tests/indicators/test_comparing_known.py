"""Two moments of knowledge: what was corrected, apart from what time changed; and random edits, where the sum is kept."""

import time
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.models import Committee, Courtyard, Covenant, Placement, Renovation, ThreeNoBaseline
from governance.indicators import registry, statistics
from governance.indicators.comparing import Kind, Side, bridge, compare
from governance.tenancy import scope
from property_firms.models import FeeReturn, ServiceContract
from tests.indicators.village import CODE, SINCE, Village, span

ORIGIN = date(2021, 1, 1)
FIRST, SECOND, BETWEEN = date(2021, 3, 1), date(2021, 9, 1), date(2021, 6, 1)
INDICATORS = (
    "I1", "I2", "I12", "I13", "I13b", "I14", "courtyard_count", "owners_committee_count", "contracted_courtyard_count",
)


@pytest.fixture
def lasting(own_database, loaded_cast):
    """A village whose changes are committed, so that each has its own moment."""
    by = loaded_cast.home.user("governance")
    with scope.enter(scope.Scope(districts=(CODE,), actor=by.pk)):
        return Village(by)


def sight(village: Village) -> Any:
    return scope.enter(scope.Scope(districts=(CODE,), actor=village.by.pk))


def moment() -> Any:
    """A moment after everything so far and before everything to come."""
    time.sleep(0.002)
    now = timezone.now()
    time.sleep(0.002)
    return now


def test_what_was_corrected_stands_apart_from_what_time_changed(lasting):
    with sight(lasting), lasting.writing():
        late, gains, wrong = (lasting.courtyard() for _ in range(3))
        lasting.about(Committee, gains, span(BETWEEN), kind="owners", name="x")
        mistake = lasting.about(Committee, wrong, span(SINCE), kind="owners", name="x")
    before = moment()
    with sight(lasting), lasting.writing():
        lasting.about(Committee, late, span(SINCE), kind="owners", name="x")
        mistake.delete()
    with sight(lasting):
        sides = Side(FIRST, before, population="all"), Side(SECOND, population="all")
        found = compare(registry.find("I2"), *sides, district=CODE)
        assert {one.name: (one.kind, one.how, one.numerator) for one in found.explained} == {
            late.name: (Kind.CORRECTED, Kind.GAINED, 1), wrong.name: (Kind.CORRECTED, Kind.LOST, -1),
            gains.name: (Kind.GAINED, Kind.GAINED, 1),
        }
        assert [step.numerator for step in bridge(found).steps] == [0, 1]
        same_day = compare(registry.find("I2"), sides[0], Side(FIRST, population="all"), district=CODE)
        assert {one.kind for one in same_day.explained} == {Kind.CORRECTED}


def test_a_page_that_stands_in_the_past_can_still_ask_what_is_known_now(lasting):
    with sight(lasting), lasting.writing():
        courtyard = lasting.courtyard()
    before = moment()
    with sight(lasting), lasting.writing():
        lasting.about(Committee, courtyard, span(SINCE), kind="owners", name="x")
    with sight(lasting), scope.as_known_at(before):
        sides = Side(FIRST, before, population="all"), Side(FIRST, population="all")
        found = compare(registry.find("I2"), *sides, district=CODE)
        assert (found.first.numerator, found.second.numerator) == (0, 1)
        assert lasting.figure("I2", FIRST, "all") == (0, 1)


DAYS = st.integers(0, 12)
EDITS = ("courtyard", "end", "move", "label", "unlabel", "accept", "committee", "uncommittee", "covenant", "shorten",
         "contract", "start", "fee", "amount")
edits = st.lists(
    st.lists(st.tuples(st.sampled_from(EDITS), st.integers(0, 5), DAYS, st.integers(0, 3)), min_size=1, max_size=5),
    min_size=1, max_size=4,
)


class Edits:
    """One edit at a time, of whichever record the number falls on; one that makes no sense there is left out."""

    def __init__(self, village: Village) -> None:
        self.village = village
        self.firm = village.firm(f"firm {village.count}")

    def do(self, name: str, which: int, day: int, more: int) -> None:
        on = ORIGIN + timedelta(days=day)
        if name == "courtyard":
            self.village.courtyard(more % 2, more // 2, valid=span(on), three_no=on if more else None)
            return
        rows = list(Courtyard.objects.filter(district_id=CODE, valid_to=date(9999, 12, 31)).order_by("pk"))
        if rows:
            getattr(self, name)(rows[which % len(rows)], on, more)

    def end(self, one: Courtyard, on: date, more: int) -> None:
        if on > one.valid.lower and not Placement.objects.filter(courtyard=one, valid_from__gte=on).exists():
            Placement.objects.filter(courtyard=one, valid_to=date(9999, 12, 31)).update(
                valid=span(Placement.objects.filter(courtyard=one).latest("valid_from").valid.lower, on)
            )
            Courtyard.objects.filter(pk=one.pk).update(valid=span(one.valid.lower, on))

    def move(self, one: Courtyard, on: date, more: int) -> None:
        last = Placement.objects.filter(courtyard=one).latest("valid_from")
        if on <= last.valid.lower:
            return
        street, community = self.village.streets[more % 2], self.village.communities[more % 2][more // 2]
        Placement.objects.filter(pk=last.pk).update(valid=span(last.valid.lower, on))
        Courtyard.objects.filter(pk=one.pk).update(street=street, community=community)
        Placement.objects.create(
            district_id=CODE, street=street, courtyard=one, in_street=street, in_community=community, valid=span(on)
        )

    def label(self, one: Courtyard, on: date, more: int) -> None:
        ThreeNoBaseline.objects.get_or_create(
            district_id=CODE, courtyard=one, on=on, defaults={"street_id": one.street_id, "source": "roster"}
        )

    def unlabel(self, one: Courtyard, on: date, more: int) -> None:
        ThreeNoBaseline.objects.filter(courtyard=one).delete()

    def accept(self, one: Courtyard, on: date, more: int) -> None:
        Renovation.objects.create(
            district_id=CODE, street_id=one.street_id, courtyard=one, project="p", accepted_on=on if more else None
        )

    def committee(self, one: Courtyard, on: date, more: int) -> None:
        if not Committee.objects.filter(courtyard=one).exists():
            valid = span(on, on + timedelta(days=2) if more > 1 else None)
            self.village.about(Committee, one, valid, kind="owners", name="x")

    def uncommittee(self, one: Courtyard, on: date, more: int) -> None:
        Committee.objects.filter(courtyard=one).delete()

    def covenant(self, one: Courtyard, on: date, more: int) -> None:
        if not Covenant.objects.filter(courtyard=one).exists():
            self.village.about(Covenant, one, span(on), number=1, title="c")

    def shorten(self, one: Courtyard, on: date, more: int) -> None:
        for found in Covenant.objects.filter(courtyard=one, valid_from__lt=on):
            Covenant.objects.filter(pk=found.pk).update(valid=span(found.valid.lower, on))

    def contract(self, one: Courtyard, on: date, more: int) -> None:
        if not ServiceContract.objects.filter(courtyard=one).exists():
            self.village.about(ServiceContract, one, span(on), firm=self.firm)

    def start(self, one: Courtyard, on: date, more: int) -> None:
        ServiceContract.objects.filter(courtyard=one, valid_from__lte=on).update(started_on=on)

    def fee(self, one: Courtyard, on: date, more: int) -> None:
        if not FeeReturn.objects.filter(courtyard=one).exists():
            FeeReturn.objects.create(
                district_id=CODE, street_id=one.street_id, courtyard=one, firm=self.firm, period=span(SINCE, on),
                receivable_fen=1000 + more, received_fen=300 * more, households_liable=10, households_paid=3 * more,
            )

    def amount(self, one: Courtyard, on: date, more: int) -> None:
        FeeReturn.objects.filter(courtyard=one).update(received_fen=100 * more + 1, households_paid=more)


def emptied(village: Village) -> None:
    """Nothing stands any more; the history of earlier examples lies before every moment of this one."""
    for model in (FeeReturn, ServiceContract, Covenant, Committee, Renovation, ThreeNoBaseline, Placement, Courtyard):
        model.objects.filter(district_id=CODE).delete()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    written=edits, days=st.tuples(DAYS, DAYS), picked=st.tuples(st.integers(0, 4), st.integers(0, 4)),
    place=st.sampled_from([None, 0, 1]), population=st.sampled_from(["all", "three_no", "renovated"]),
)
def test_the_explained_parts_are_the_difference_whatever_was_edited(lasting, written, days, picked, place, population):
    with sight(lasting), lasting.writing():
        emptied(lasting)
        hand = Edits(lasting)
    moments = [moment()]
    for change in written:
        with sight(lasting), lasting.writing():
            for edit in change:
                hand.do(*edit)
        moments.append(moment())
    moments[-1] = None
    where = {} if place is None else {"street": lasting.streets[place].pk}
    first, second = (
        Side(ORIGIN + timedelta(days=day), moments[number % len(moments)], population=population, **where)
        for day, number in zip(days, picked, strict=True)
    )
    with sight(lasting):
        for name in INDICATORS:
            check(name, first, second, population)


def check(name: str, first: Side, second: Side, population: str) -> None:
    indicator = registry.find(name)
    found = compare(indicator, first, second, district=CODE)
    for cell, side in zip((found.first, found.second), (first, second), strict=True):
        with scope.as_known_at(side.as_of):
            question = statistics.Question(CODE, side.on, street=side.street)
            [counted] = statistics.values(question, [indicator], population=population)
        assert (cell.numerator, cell.denominator) == (counted.numerator, counted.denominator), name
    told, steps = found.explained, bridge(found).steps
    assert sum(one.numerator for one in told) == found.numerator == sum(step.numerator for step in steps)
    if found.denominator is not None:
        assert sum(one.denominator for one in told) == found.denominator == sum(step.denominator for step in steps)
    if first.as_of == second.as_of:
        assert Kind.CORRECTED not in {one.kind for one in told}
    if first.on == second.on:
        assert {one.kind for one in told} <= {Kind.CORRECTED}
