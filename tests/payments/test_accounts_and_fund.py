"""Payee accounts by two people, and the fund that never goes below nothing."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from governance.audit.services import change
from governance.registers.declarations import Refused
from governance.registers.models import Disclosure
from subsidies.models import FundEntry, PayeeAccount
from subsidies.payments import fund, services
from subsidies.payments.choices import FundKind
from tests.payments.office import AFTER, AMOUNTS, ON

TOTAL = sum(AMOUNTS)


def test_an_account_is_confirmed_by_another_and_replaces_the_one_before(office):
    before = PayeeAccount.objects.get(courtyard=office.laid.courtyards[0])
    made = office.account(0, confirm=False, digits="6222 0000-0000 0002")
    assert made.account_number == "6222000000000002"
    with pytest.raises(Refused):
        office.account(0, confirm=False)
    with pytest.raises(Refused):
        services.decide_account(account=made, confirm=True, on=AFTER, by=office.housing, reason="核对")
    services.decide_account(account=made, confirm=True, on=AFTER, by=office.finance, reason="核对")
    before.refresh_from_db()
    assert before.state == "replaced"
    with pytest.raises(Refused):
        services.decide_account(account=made, confirm=False, on=AFTER, by=office.finance, reason="核对")


@pytest.mark.parametrize("digits", ["1234567", "62220000000000O1", "", "6" * 35])
def test_an_account_number_is_digits(office, digits):
    with pytest.raises(Refused):
        office.account(0, digits=digits)


def test_the_database_confirms_no_account_by_who_entered_it(office):
    made = office.account(0, confirm=False)
    with pytest.raises(IntegrityError, match="payee_by_two_people"), transaction.atomic():
        with change(district=made.district_id, by=office.housing, reason="raw"):
            PayeeAccount.objects.filter(pk=made.pk).update(state="declined", decided_by=office.housing, decided_on=ON)


def test_a_number_is_masked_and_opened_for_a_reason_that_is_kept(office):
    account = PayeeAccount.objects.first()
    assert "6222000000000001" not in str(account) and str(account).endswith("0001")
    assert services.reveal(account=account, by=office.finance, reason="核对退票") == "6222000000000001"
    opened = Disclosure.objects.get()
    assert (opened.record_id, opened.change.actor, opened.change.reason) == (account.pk, office.finance, "核对退票")


@pytest.mark.parametrize(
    ("kind", "fen", "said"),
    [(FundKind.COMMITMENT, 1, {}), (FundKind.INCOME, 0, {}), (FundKind.INCOME, -5, {}), (FundKind.INCOME, 5, {"document": ""}),
     (FundKind.INCOME, 5, {"on": date(2021, 4, 13)}), (FundKind.EXPENSE, 10_000_001, {})],
)
def test_the_fund_takes_only_what_holds(office, kind, fen, said):
    told = {"on": ON, "document": "文", "today": AFTER, "by": office.finance2}
    with pytest.raises(Refused):
        services.enter_fund(district=office.laid.district, kind=kind, amount_fen=fen, **told | said)
    assert FundEntry.objects.count() == 1


def test_the_database_lets_no_entry_go_below_nothing(office):
    with pytest.raises(IntegrityError, match="within_the_balance"), transaction.atomic():
        with change(district=office.laid.district, by=office.finance2, reason="raw"):
            FundEntry.objects.create(
                district_id=office.laid.district, number=2, kind="commitment", amount_fen=10_000_001, free_before_fen=10_000_000,
                free_after_fen=-1, on=ON, document="x",
            )


def test_the_statement_goes_on_from_month_to_month(office):
    services.close(batch=office.paid(), on=AFTER, by=office.finance2)
    office.fund(500, FundKind.REWARD)
    [april, may] = fund.statement(office.laid.district, date(2021, 5, 31))
    assert (april.opening_fen, april.income_fen, april.paid_fen) == (0, 10_000_000, TOTAL + 500)
    assert april.closing_fen == 9_999_500 - TOTAL
    assert (may.opening_fen, may.closing_fen, may.free_fen, may.committed_fen) == (*[april.closing_fen] * 3, 0)
    assert fund.balance(office.laid.district, AFTER).free_fen == fund.free(office.laid.district) == april.free_fen
    assert fund.statement(office.laid.district, date(2021, 3, 31)) == []
