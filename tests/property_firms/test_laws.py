"""What the registers of firms refuse, at the field, and what must be confirmed."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from psycopg2.extras import DateRange

from governance.registers.declarations import Refused
from governance.registers.forms import RecordForm
from governance.registers.services import correct, end, enter
from governance.registers.services.entering import version_of
from governance.units.models import Unit, UnitKind
from property_firms.models import FeeReturn, Firm, ServiceContract
from property_firms.registers import CONTRACTS, FEE_RETURNS, FIRMS, INCOME_RETURNS
from tests.indicators.village import CODE, span

RIGHT, WRONG_CHECK = "91350100M000100Y43", "91350100M000100Y44"
FROM, YEAR = date(2021, 1, 1), date(2022, 1, 1)
QUARTER = DateRange(date(2021, 4, 1), date(2021, 7, 1))


def firm_data(**given):
    return {
        "name": "试验物业", "uscc": RIGHT, "kind": "market", "street": None, "legal_representative": "张三", "phone": "",
        "staff": 12, "party_members": 3, "valid": DateRange(FROM, None),
    } | given


def enter_in(register, village, data):
    return enter(register, district=CODE, data=data, by=village.by, reason="entered")


def refusal(register, village, data):
    before = register.model._default_manager.count()
    with pytest.raises(Refused) as found:
        enter_in(register, village, data)
    assert register.model._default_manager.count() == before
    return found.value


def form(register, record=None, initial=None, **typed):
    return RecordForm({"reason": "录入", **typed}, register=register, district=CODE, record=record, initial=initial)


def typed_firm(**given):
    return {
        "name": "试验物业", "uscc": RIGHT, "kind": "market", "street": "", "staff": "12", "party_members": "3",
        "valid_from": "2021-01-01",
    } | given


def test_a_firm_is_entered_with_its_unit(village):
    firm = enter_in(FIRMS, village, firm_data(uscc=" 91350100m000100y43"))
    unit = Unit.objects.get(pk=firm.unit_id)
    assert (unit.uscc, unit.kind, unit.name_pinyin) == (RIGHT, UnitKind.PROPERTY_FIRM, "shi yan wu ye")
    assert (firm.staff, unit.party_members, unit.valid) == (12, 3, DateRange(FROM, None))
    assert village.figure("firm_count", FROM) == (1, None)


@pytest.mark.parametrize(
    "code", ["9135010OI000100Y43", "91350100M000100Y4", "91350100M000100Y433", "91350100M000100Z43", "", "一" * 18]
)
def test_a_credit_code_of_wrong_letters_or_length_is_refused(village, code):
    found = refusal(FIRMS, village, firm_data(uscc=code))
    assert found.field == "uscc"
    assert not Unit.objects.filter(district_id=CODE).exists()


def test_a_wrong_check_character_is_a_doubt_that_can_be_confirmed(village):
    with translation.override("en"):
        doubted = form(FIRMS, **typed_firm(uscc=WRONG_CHECK))
        assert not doubted.is_valid() and set(doubted.errors) == {"uscc"} and set(doubted.doubted) == {"uscc"}
        confirmed = form(FIRMS, **typed_firm(uscc=WRONG_CHECK, confirm="on"))
        assert confirmed.is_valid(), confirmed.errors
    assert enter_in(FIRMS, village, confirmed.attributes()).unit.uscc == WRONG_CHECK
    right = form(FIRMS, **typed_firm())
    assert right.is_valid() and not right.doubted


def test_wrong_letters_cannot_be_confirmed(village):
    typed = form(FIRMS, **typed_firm(uscc="91350100I000100Y43", confirm="on"))
    assert typed.is_valid()
    assert refusal(FIRMS, village, typed.attributes()).field == "uscc"


def test_a_firm_is_registered_once(village):
    enter_in(FIRMS, village, firm_data())
    assert refusal(FIRMS, village, firm_data(name="另一家")).field == "uscc"


def test_a_platform_firm_needs_its_street_and_a_market_firm_has_none(village):
    street = village.streets[0]
    assert refusal(FIRMS, village, firm_data(kind="street_platform")).field == "street"
    platform = enter_in(FIRMS, village, firm_data(kind="street_platform", street=street))
    assert (platform.street_id, platform.unit.street_id) == (street.pk, street.pk)
    market = enter_in(FIRMS, village, firm_data(uscc=WRONG_CHECK, street=street))
    market.refresh_from_db()
    assert (market.street_id, Unit.objects.get(pk=market.unit_id).street_id) == (None, None)


def test_a_firm_is_corrected_with_its_unit(village):
    firm = enter_in(FIRMS, village, firm_data())
    correct(
        FIRMS, record=firm, data={"name": "改名物业", "staff": 20}, version=version_of(FIRMS, firm), by=village.by,
        reason="renamed",
    )
    firm = Firm.objects.get(pk=firm.pk)
    assert (firm.unit.name, firm.unit.name_pinyin, firm.staff) == ("改名物业", "gai ming wu ye", 20)
    end(FIRMS, record=firm, last_day=date(2021, 12, 31), version=version_of(FIRMS, firm), by=village.by, reason="left")
    assert [village.figure("firm_count", on)[0] for on in (date(2021, 12, 31), YEAR)] == [1, 0]


def contract_data(village, courtyard, firm, **given):
    return {
        "courtyard": courtyard, "firm": firm, "fee_yuan_per_m2_month": Decimal("0.50"), "valid": DateRange(FROM, YEAR),
        "started_on": None,
    } | given


@pytest.fixture
def served(village):
    """A firm under contract for a courtyard in 2021."""
    firm, courtyard = village.firm("one"), village.courtyard()
    return firm, courtyard, enter_in(CONTRACTS, village, contract_data(village, courtyard, firm))


def test_a_contract_stands_in_its_courtyards_street(village, served):
    firm, courtyard, contract = served
    assert contract.street_id == courtyard.street_id and contract.replaced_by is None


def test_contracts_of_a_courtyard_do_not_overlap(village, served):
    _firm, courtyard, _contract = served
    other = village.firm("other")
    found = refusal(CONTRACTS, village, contract_data(village, courtyard, other, valid=DateRange(date(2021, 12, 31), None)))
    assert found.field == "valid"
    enter_in(CONTRACTS, village, contract_data(village, courtyard, other, valid=DateRange(YEAR, None)))


@pytest.mark.parametrize("day", [date(2020, 12, 31), YEAR])
def test_service_starts_inside_the_term(village, day):
    data = contract_data(village, village.courtyard(), village.firm("one"), started_on=day)
    assert refusal(CONTRACTS, village, data).field == "started_on"


def test_a_contract_keeps_its_firm_and_nobody_types_what_replaced_it(village, served):
    firm, _courtyard, contract = served
    other = village.firm("other")
    correct(
        CONTRACTS, record=contract, data={"firm": other, "fee_yuan_per_m2_month": Decimal("0.60")},
        version=version_of(CONTRACTS, contract), by=village.by, reason="dearer",
    )
    contract = ServiceContract.objects.get(pk=contract.pk)
    assert (contract.firm, contract.fee_yuan_per_m2_month) == (firm, Decimal("0.60"))
    assert "replaced_by" not in form(CONTRACTS, record=contract).fields


def returned(firm, courtyard, **given):
    return {
        "firm": firm, "courtyard": courtyard, "period": QUARTER, "receivable_fen": 10_000, "received_fen": 7_400,
        "households_liable": 100, "households_paid": 74,
    } | given


def test_only_a_contracted_firm_reports_fees(village, served):
    firm, courtyard, _contract = served
    enter_in(FEE_RETURNS, village, returned(firm, courtyard))
    assert village.figure("I13", date(2021, 6, 30)) == (Decimal("74.00"), Decimal("100.00"))
    for data in (
        returned(village.firm("other"), courtyard), returned(firm, village.courtyard()),
        returned(firm, courtyard, period=DateRange(YEAR, date(2022, 4, 1))),
    ):
        assert refusal(FEE_RETURNS, village, data).field == "firm"
    assert FeeReturn.objects.filter(district_id=CODE).count() == 1


@pytest.mark.parametrize(
    ("given", "field"),
    [({"received_fen": 10_001}, "received_fen"), ({"households_paid": 101}, "households_paid")],
)
def test_no_more_is_received_than_is_due(village, served, given, field):
    firm, courtyard, _contract = served
    assert refusal(FEE_RETURNS, village, returned(firm, courtyard, **given)).field == field
    whole = {"received_fen": 10_000, "households_paid": 100}
    assert enter_in(FEE_RETURNS, village, returned(firm, courtyard, **whole)).pk


def test_the_form_of_a_fee_return_takes_yuan_and_the_last_day(village, served):
    firm, courtyard, _contract = served
    typed = form(
        FEE_RETURNS, firm=firm.unit.uscc, courtyard=courtyard.code, period_from="2021-04-01", period_until="2021-06-30",
        receivable_fen="100.00", received_fen="74.00", households_liable="100", households_paid="74",
    )
    assert typed.is_valid(), typed.errors
    found = enter_in(FEE_RETURNS, village, typed.attributes())
    assert (found.period, found.receivable_fen, found.received_fen) == (QUARTER, 10_000, 7_400)
    assert found.street_id == courtyard.street_id


def test_a_period_is_reported_once(village, served):
    firm, courtyard, _contract = served
    enter_in(FEE_RETURNS, village, returned(firm, courtyard))
    assert refusal(FEE_RETURNS, village, returned(firm, courtyard)).field == "period"


def test_income_stands_in_the_street_of_a_platform_firm(village):
    firm = village.firm("platform", street=1)
    data = {"firm": firm, "measure": "turnover", "period": span(FROM, YEAR), "amount_fen": 100}
    assert enter_in(INCOME_RETURNS, village, data).street_id == village.streets[1].pk
    assert refusal(INCOME_RETURNS, village, data | {"amount_fen": -1, "measure": "income"})
