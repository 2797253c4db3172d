"""One firm takes a courtyard over from another, and the figures of both are right on every day."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from psycopg2.extras import DateRange

from governance.audit import history
from governance.audit.models import Change
from governance.registers.declarations import Refused
from governance.registers.models import BinEntry
from property_firms.models import ServiceContract
from property_firms.services import contracts
from tests.indicators.village import CODE, span

DAY = timedelta(days=1)
BEGIN, MIDDLE, NEW_YEAR = date(2021, 1, 1), date(2021, 7, 1), date(2022, 1, 1)
STARTED = date(2021, 7, 11)
NOW = datetime(2022, 7, 7, 8, tzinfo=UTC)


class Ground:
    """A courtyard that one firm serves, and the firm that takes it over."""

    def __init__(self, village, until=None):
        self.village = village
        self.old_firm, self.new_firm = village.firm("老物业"), village.firm("新物业")
        self.courtyard = village.courtyard()
        self.contract = village.about(
            ServiceContract, self.courtyard, span(BEGIN, until), firm=self.old_firm, started_on=BEGIN + 9 * DAY,
            fee_yuan_per_m2_month=Decimal("0.30"),
        )

    def replace(self, **given):
        told = {
            "contract": self.contract, "firm": self.new_firm, "from_day": MIDDLE, "fee": Decimal("0.45"), "until": None,
            "started_on": STARTED, "by": self.village.by, "reason": "业主大会更换",
        }
        return contracts.replace(**told | given)

    def figures(self, on):
        """(contracted, started) of the old firm, of the new one, of the district."""
        return [
            (self.village.figure("contracted_courtyard_count", on, **firm)[0], self.village.figure("I14", on, **firm)[0])
            for firm in ({"firm": self.old_firm.unit.uscc}, {"firm": self.new_firm.unit.uscc}, {})
        ]


@pytest.fixture
def ground(village):
    return Ground(village)


def test_the_old_contract_ends_the_day_before_the_new_one_begins(ground):
    changes = Change.objects.count()
    new = ground.replace(until=date(2023, 1, 1))
    assert Change.objects.count() == changes + 1
    old = ServiceContract.objects.get(pk=ground.contract.pk)
    assert (old.valid, old.replaced_by, old.started_on) == (DateRange(BEGIN, MIDDLE), new, BEGIN + 9 * DAY)
    new.refresh_from_db()
    assert (new.valid, new.firm, new.courtyard) == (DateRange(MIDDLE, date(2023, 1, 1)), ground.new_firm, ground.courtyard)
    assert (new.fee_yuan_per_m2_month, new.started_on, new.replaced_by) == (Decimal("0.45"), STARTED, None)
    told = history.of(old)[0]
    assert told.reason == "业主大会更换" and told.actor == ground.village.by.name


def test_the_figures_of_both_firms_are_right_before_and_after(ground):
    standing = {
        BEGIN - DAY: [(0, 0), (0, 0), (0, 0)],
        BEGIN: [(1, 0), (0, 0), (1, 0)],
        BEGIN + 9 * DAY: [(1, 1), (0, 0), (1, 1)],
        MIDDLE - DAY: [(1, 1), (0, 0), (1, 1)],
    }
    assert {on: ground.figures(on) for on in standing} == standing
    assert ground.figures(STARTED) == [(1, 1), (0, 0), (1, 1)]
    ground.replace()
    after = {
        MIDDLE: [(0, 0), (1, 0), (1, 0)],
        STARTED - DAY: [(0, 0), (1, 0), (1, 0)],
        STARTED: [(0, 0), (1, 1), (1, 1)],
        NEW_YEAR: [(0, 0), (1, 1), (1, 1)],
    }
    assert {on: ground.figures(on) for on in standing} == standing
    assert {on: ground.figures(on) for on in after} == after


def test_the_courtyard_is_covered_without_a_gap(ground):
    ground.replace()
    assert [ground.village.figure("I3", on, "all")[0] for on in (BEGIN - DAY, MIDDLE - DAY, MIDDLE)] == [0, 1, 1]


def refused(ground, **given):
    changes, contract = Change.objects.count(), ServiceContract.objects.get(pk=ground.contract.pk)
    with pytest.raises(Refused) as found:
        ground.replace(**given)
    assert Change.objects.count() == changes and ServiceContract.objects.get(pk=contract.pk).valid == contract.valid
    assert str(found.value.message)
    return found.value


def test_the_same_firm_is_no_replacement(ground):
    assert refused(ground, firm=ground.old_firm).field == "firm"


@pytest.mark.parametrize("day", [BEGIN, BEGIN - DAY, NEW_YEAR, NEW_YEAR + DAY])
def test_the_day_lies_inside_the_old_term(village, day):
    ground = Ground(village, until=NEW_YEAR)
    found = refused(ground, from_day=day, started_on=None)
    assert found.field == "from_day" and "2021-01-01 – 2021-12-31" in str(found)


def test_the_last_day_of_the_old_term_is_early_enough(village):
    ground = Ground(village, until=NEW_YEAR)
    ground.replace(from_day=NEW_YEAR - DAY, started_on=None)
    assert ground.figures(NEW_YEAR - DAY)[:2] == [(0, 0), (1, 0)]


def test_another_contract_in_between_is_named(village):
    ground = Ground(village, until=NEW_YEAR)
    third = village.firm("第三家")
    village.about(ServiceContract, ground.courtyard, span(date(2022, 3, 1)), firm=third)
    for until in (None, date(2022, 3, 2)):
        found = refused(ground, until=until)
        assert found.field == "until" and "第三家" in str(found) and "2022-03-01" in str(found)
    ground.replace(until=date(2022, 3, 1))
    assert ground.figures(date(2022, 2, 28))[1] == (1, 1)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"until": MIDDLE}, "until"),
        ({"from_day": BEGIN + 9 * DAY, "started_on": None}, "from_day"),
        ({"started_on": MIDDLE - DAY}, "started_on"),
        ({"started_on": NEW_YEAR, "until": NEW_YEAR}, "started_on"),
        ({"fee": Decimal("-0.01")}, ""),
    ],
)
def test_terms_that_cannot_be_are_refused(ground, given, field):
    assert refused(ground, **given).field == field


def test_a_second_replacement_keeps_the_chain(ground):
    last = ground.replace()
    third = ground.village.firm("第三家")
    between = ground.replace(firm=third, from_day=date(2021, 4, 1), until=MIDDLE, started_on=None)
    old = ServiceContract.objects.get(pk=ground.contract.pk)
    assert (old.replaced_by_id, between.replaced_by_id) == (between.pk, last.pk)
    assert ground.figures(date(2021, 5, 1)) == [(0, 0), (0, 0), (1, 0)]


def test_a_wrong_replacement_is_taken_back(ground):
    new = ground.replace(until=NEW_YEAR)
    changes = Change.objects.count()
    old = contracts.take_back(contract=ground.contract, by=ground.village.by, reason="选错了企业", now=NOW)
    assert (old.valid, old.replaced_by) == (DateRange(BEGIN, NEW_YEAR), None)
    assert not ServiceContract.objects.filter(pk=new.pk).exists()
    assert BinEntry.objects.filter(district_id=CODE, register="contracts", record_id=new.pk).count() == 1
    # The bin's own step stands inside; both carry the reason.
    assert set(Change.objects.order_by("pk")[changes:].values_list("reason", flat=True)) == {"选错了企业"}
    assert ground.figures(STARTED) == [(1, 1), (0, 0), (1, 1)]


def test_what_was_not_replaced_cannot_be_taken_back(ground):
    with pytest.raises(contracts.NotReplaced):
        contracts.take_back(contract=ground.contract, by=ground.village.by, reason="nothing", now=NOW)
