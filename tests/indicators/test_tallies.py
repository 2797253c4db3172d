"""Tallies: contracts, fees, income, committees, ratings, subsidies, each counted from its own rows."""

from datetime import date, timedelta
from decimal import Decimal

from courtyards.models import BuildingHead, Committee, Courtyard
from governance.indicators import registry, statistics
from property_firms.models import FeeReturn, IncomeReturn, ServiceContract
from ratings.models import RatingEntry, RatingResult, RatingRound, RatingStandard, StandardReading
from tests.indicators.village import CODE, SINCE, span

FIRST = date(2021, 3, 1)
DAY = timedelta(days=1)


def test_contracted_is_not_yet_started(village):
    firm = village.firm("firm")
    started, later, never = (village.courtyard() for _ in range(3))
    for courtyard, on in ((started, FIRST), (later, FIRST + 30 * DAY), (never, None)):
        village.about(ServiceContract, courtyard, span(FIRST), firm=firm, started_on=on)
    assert village.figure("contracted_courtyard_count", FIRST - DAY) == (0, None)
    assert village.figure("contracted_courtyard_count", FIRST) == (3, None)
    assert village.figure("I14", FIRST) == (1, 3)
    assert village.figure("I14", FIRST + 30 * DAY) == (2, 3)
    assert village.reasons("I14", FIRST) == {started.name: "", later.name: "begins", never.name: "never"}


def test_figures_of_one_firm(village):
    one, other = village.firm("one"), village.firm("other")
    for firm, number in ((one, 2), (other, 1)):
        for _ in range(number):
            village.about(ServiceContract, village.courtyard(), span(FIRST), firm=firm)
    assert village.figure("contracted_courtyard_count", FIRST, firm=one.unit.uscc) == (2, None)
    assert village.figure("contracted_courtyard_count", FIRST, firm=other.unit.uscc) == (1, None)
    assert village.figure("contracted_courtyard_count", FIRST, firm="nobody") == (0, None)


def fees(courtyard: Courtyard, firm: object, period: object, due: int, received: int) -> None:
    FeeReturn.objects.create(
        district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, firm=firm, period=period,
        receivable_fen=due, received_fen=received, households_liable=10, households_paid=received * 10 // due,
    )


def test_fees_are_those_of_the_twelve_months_up_to_the_day(village):
    firm, courtyard = village.firm("firm"), village.courtyard()
    fees(courtyard, firm, span(date(2020, 7, 1), date(2020, 10, 1)), 1000, 500)
    fees(courtyard, firm, span(date(2021, 7, 1), date(2021, 10, 1)), 3001, 1000)
    last = date(2021, 9, 30)
    assert village.figure("I13", date(2020, 9, 29)) == (Decimal("0.00"), Decimal("0.00"))
    assert village.figure("I13", date(2020, 9, 30)) == (Decimal("5.00"), Decimal("10.00"))
    assert village.figure("I13", last - DAY) == (Decimal("5.00"), Decimal("10.00"))
    assert village.figure("I13", last) == (Decimal("10.00"), Decimal("30.01"))
    assert village.figure("I13b", last) == (3, 10)
    assert village.figure("I13", date(2022, 9, 29)) == (Decimal("10.00"), Decimal("30.01"))
    assert village.figure("I13", date(2022, 9, 30)) == (Decimal("0.00"), Decimal("0.00"))
    assert village.reasons("I13", last) == {courtyard.name: "partly"}


def test_income_is_that_of_the_latest_period_of_the_year(village):
    firm = village.firm("firm", street=0)
    for year, amount in ((2019, 100), (2020, 250)):
        IncomeReturn.objects.create(
            district_id=CODE, street=village.streets[0], firm=firm, measure="turnover", amount_fen=amount,
            period=span(date(year, 1, 1), date(year + 1, 1, 1)),
        )
    assert village.figure("firm_turnover", date(2020, 12, 30)) == (Decimal("1.00"), None)
    assert village.figure("firm_turnover", date(2020, 12, 31)) == (Decimal("2.50"), None)
    assert village.figure("firm_turnover", date(2021, 12, 31)) == (Decimal("0.00"), None)
    assert village.figure("firm_income", date(2020, 12, 31)) == (Decimal("0.00"), None)
    assert village.by_street("firm_turnover", date(2021, 6, 1))["001"] == (Decimal("2.50"), None)


def test_committees_and_heads_are_counted_in_the_chosen_courtyards(village):
    three_no, other = village.courtyard(three_no=SINCE), village.courtyard()
    for courtyard in (three_no, other):
        village.about(Committee, courtyard, span(FIRST), kind="self_management", name="s")
        village.about(BuildingHead, courtyard, span(FIRST), building="1", name="h")
    village.about(Committee, other, span(FIRST), kind="owners", name="o")
    assert village.figure("self_management_committee_count", FIRST) == (2, None)
    assert village.figure("self_management_committee_count", FIRST, "three_no") == (1, None)
    assert village.figure("owners_committee_count", FIRST) == (1, None)
    assert village.figure("building_head_count", FIRST - DAY) == (0, None)
    assert village.figure("building_head_count", FIRST) == (2, None)


def test_ratings_count_from_their_year_until_the_next_round(village):
    rated, unrated = village.courtyard(), village.courtyard()
    standard = RatingStandard.objects.create(district_id=CODE, key="k", version=1, title="t", status="released")
    reading = StandardReading.objects.create(district_id=CODE, standard=standard, content={})
    for year in (2020, 2021):
        round_ = RatingRound.objects.create(
            district_id=CODE, year=year, standard=standard, applies=span(date(year, 1, 1), date(year + 1, 1, 1))
        )
        for courtyard in (rated, unrated)[: year - 2019]:
            RatingEntry.objects.create(
                district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, round=round_
            )
        for revision in (0, 1):
            RatingResult.objects.create(
                district_id=CODE, street_id=rated.street_id, courtyard=rated, round=round_, revision=revision,
                score=90, star=4, is_vetoed=False, reading=reading, told={},
            )
    assert village.figure("I17", date(2019, 12, 31)) == (0, 0)
    assert village.figure("I17", date(2020, 12, 31)) == (1, 1)
    assert village.figure("I17", date(2021, 1, 1)) == (1, 2)
    assert village.figure("I17", date(2023, 1, 1)) == (1, 2)


def test_money_is_exact(village):
    """Amounts past what a float can hold come out to the fen."""
    firm, courtyard = village.firm("firm"), village.courtyard()
    due = 90_071_992_547_409_93
    fees(courtyard, firm, span(FIRST, date(2021, 4, 1)), due, due - 1)
    numerator, denominator = village.figure("I13", date(2021, 4, 1))
    assert (numerator, denominator) == (Decimal("90071992547409.92"), Decimal("90071992547409.93"))
    cells = statistics.series(village.question(FIRST), [registry.find("I13")], [date(2021, 4, 1)])["fee_collection"]
    assert (cells[0][1].numerator, cells[0][1].denominator) == (numerator, denominator)
