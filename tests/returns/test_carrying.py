"""What is carried forward, and what is not: last month's figures, exactly, once."""

import time
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.models import ActivityReturn
from courtyards.returns import ACTIVITIES
from governance.audit import history
from governance.audit.models import Change
from governance.returns import reading, services
from governance.returns.months import range_of
from property_firms.models import FeeReturn
from property_firms.returns import FEES
from tests.indicators.village import CODE, span
from tests.returns.street import APRIL, CARRIED, FIGURES, JUNE, MAY, Street, figures


def test_a_row_knows_the_last_return_and_this_months(street):
    street.returned(street.contracts[0], JUNE, received_fen=77_00)
    first, second, third = street.rows()
    assert (first.given.received_fen, first.earlier.period) == (77_00, range_of(MAY))
    assert second.given is None and figures(second.earlier)[0] > 0 and second.version == 0
    assert [row.can_carry for row in (first, second, third)] == [False, True, True]
    assert first.version > 0 and first.title.startswith("Courtyard") and first.detail.startswith("Firm")


def test_all_that_are_missing_take_the_last_figures_in_one_change(street):
    street.returned(street.contracts[0], JUNE, received_fen=77_00)
    changes = Change.objects.count()
    assert street.carry().written == 2
    assert Change.objects.count() == changes + 1
    first, *others = street.rows()
    assert first.given.received_fen == 77_00
    assert [figures(row.given) for row in others] == [figures(row.earlier) for row in others]
    [event] = history.of(FeeReturn.objects.get(pk=others[0].given.pk))
    assert (event.reason, event.actor) == (CARRIED, street.village.by.name)


def test_one_row_is_carried_alone(street):
    key = street.rows()[1].key
    assert street.carry(only=[key]).written == 1
    assert [row.given is not None for row in street.rows()] == [False, True, False]


def test_a_second_click_changes_nothing(street):
    street.carry()
    before = list(FeeReturn.objects.order_by("pk").values())
    assert street.carry().written == 0
    assert street.carry(only=[row.key for row in street.rows()]).written == 0
    assert list(FeeReturn.objects.order_by("pk").values()) == before


def test_a_row_without_an_earlier_month_says_so_and_the_others_go_on(street):
    bare = street.contract()
    carried = street.carry()
    assert carried.written == 3 and [row.key for row in carried.without] == [FEES.identity_of(bare)]
    with pytest.raises(services.NothingEarlier) as found:
        street.carry(only=[FEES.identity_of(bare)])
    assert [row.key for row in found.value.rows] == [FEES.identity_of(bare)] and bare.courtyard.name in str(found.value)


def test_the_amounts_of_a_longer_period_are_not_those_of_a_month(street):
    """A half-year's receivable carried into a month would be six times too much."""
    long = street.contract()
    street.returned(long, period=span(date(2023, 12, 1), date(2024, 6, 1)))
    row = street.rows()[-1]
    assert row.earlier is not None and not row.can_carry
    assert street.carry().written == 3


def test_a_longer_return_that_covers_the_month_counts_as_there(street):
    covered = street.contract()
    street.returned(covered, period=span(date(2024, 1, 1), date(2024, 7, 1)))
    row = street.rows()[-1]
    assert row.is_covered and not row.can_carry
    street.carry()
    standing = reading.standings(FEES, district=CODE, months=[JUNE])[street.pk, JUNE]
    assert (standing.expected, standing.given, standing.is_complete) == (4, 4, True)


def test_who_owes_a_return_in_a_month(street):
    contract = street.contract
    contract(valid=span(date(2023, 1, 1), date(2024, 6, 1)))  # over on the last day of May
    contract(valid=span(date(2024, 7, 1)))  # begins in July
    contract(started_on=date(2024, 7, 15), valid=span(date(2024, 6, 15)))  # serves from July only
    last_day = contract(valid=span(date(2024, 6, 30)))
    first_day = contract(valid=span(date(2023, 1, 1), date(2024, 6, 2)))
    owing = {row.key for row in street.rows()}
    assert owing == {FEES.identity_of(c) for c in (*street.contracts[:3], last_day, first_day)}


def test_both_firms_of_a_month_owe_their_own_return(street):
    old = street.contract(valid=span(date(2023, 1, 1), date(2024, 6, 11)))
    new = street.village.firm("The next one")
    street.village.about(type(old), old.courtyard, span(date(2024, 6, 11)), firm=new)
    assert sorted(row.detail for row in street.rows() if row.identity["courtyard"] == old.courtyard_id) == [
        f"Firm of {old.courtyard.name}", "The next one"
    ]


def test_organisations_carry_their_activities(village):
    street = Street(village)
    team, gone = street.organisation("Lamps"), street.organisation("Gone", valid=span(date(2023, 1, 1), date(2024, 5, 1)))
    for organisation, month in ((team, MAY), (gone, APRIL)):
        ActivityReturn.objects.create(
            district_id=CODE, street_id=street.pk, organisation=organisation, period=range_of(month), activities=4,
            participants=61, hours="122.5",
        )
    [row] = street.rows(form=ACTIVITIES)
    assert row.title == "Lamps" and row.can_carry
    services.carry_forward(ACTIVITIES, **street.of_june, reason=CARRIED)
    [row] = street.rows(form=ACTIVITIES)
    assert figures(row.given) == figures(row.earlier) == (4, 61, row.given.hours) and str(row.given.hours) == "122.5"


def test_another_street_is_left_alone(street):
    other = Street(street.village, 1).contracted(2)
    assert street.carry().written == 3
    assert all(row.given is None for row in other.rows())
    standings = reading.standings(FEES, district=CODE, months=[MAY, JUNE])
    assert {key: (s.expected, s.given) for key, s in standings.items()} == {
        (street.pk, MAY): (3, 3), (street.pk, JUNE): (3, 3), (other.pk, MAY): (2, 2), (other.pk, JUNE): (2, 0),
    }


amounts = st.tuples(st.integers(0, 10**9), st.integers(0, 10**9)).map(lambda pair: tuple(sorted(pair, reverse=True)))
homes = st.tuples(st.integers(0, 3000), st.integers(0, 3000)).map(lambda pair: tuple(sorted(pair, reverse=True)))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(given=st.lists(st.tuples(amounts, homes, st.booleans()), min_size=1, max_size=6))
def test_carried_and_nothing_typed_is_exactly_last_month_and_stays_so(street, given):
    """For any figures, and any rows filled in before: what was missing equals the month before, the rest is untouched."""
    FeeReturn.objects.all().delete()
    while len(street.contracts) < len(given):
        street.contract()
    for contract, ((due, received), (liable, paid), is_given) in zip(street.contracts, given, strict=False):
        told = dict(zip(FIGURES, (due, received, liable, paid), strict=True))
        street.returned(contract, MAY, **told)
        if is_given:
            street.returned(contract, JUNE, **told | {"received_fen": 0})
    before = {row.key: figures(row.given) for row in street.rows() if row.given}
    written = street.carry().written
    rows = {row.key: row for row in street.rows() if row.earlier}
    assert written == len(rows) - len(before)
    assert {key: figures(row.given) for key, row in rows.items()} == {
        key: before.get(key, figures(row.earlier)) for key, row in rows.items()
    }
    kept = list(FeeReturn.objects.order_by("pk").values())
    assert street.carry().written == 0
    assert list(FeeReturn.objects.order_by("pk").values()) == kept


def test_four_hundred_contracts_are_carried_in_less_than_a_second(village, record_property):
    street = Street(village).contracted(400)
    began = time.perf_counter()
    with CaptureQueriesContext(connection) as asked:
        assert street.carry().written == 400
    took = time.perf_counter() - began
    record_property("tally", f"400 returns carried forward: {took:.2f} s, {len(asked)} queries")
    assert took < 1 and len(asked) < 20


def test_the_rows_and_the_standing_of_a_street_are_one_statement_each(village):
    street = Street(village).contracted(12)
    with CaptureQueriesContext(connection) as asked:
        street.rows()
        reading.standings(FEES, district=CODE, months=[APRIL, MAY, JUNE])
    assert len(asked) == 2
