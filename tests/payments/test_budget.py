"""What the budget has free follows the money: parts that were paid, claims that came back, and claims that were waived."""

from datetime import date
from decimal import Decimal

import pytest

from reference_case import scores
from subsidies.models import EntitlementLine
from subsidies.payments import services
from subsidies.scenarios.forecast import forecast
from tests.payments import office as offices
from tests.payments.office import AFTER, AMOUNTS
from tests.payments.test_claims_and_objections import DUE
from tests.subsidies import ground

TOTAL = sum(AMOUNTS)
ON = date(2021, 2, 10)


def year(office):
    """Spent, and committed of the months that the ledger has, of 2021 in fen."""
    told = forecast(office.laid.district, ON)
    of_year = next(one for one in told.years if one.year == 2021)
    return of_year.spent, of_year.committed - sum(fen for month, fen in told.district_fen.items() if month.year == 2021)


def test_a_line_that_is_paid_in_part_is_spent_in_part(office):
    assert year(office) == (0, TOTAL)
    office.paid(_0001="100.00", _0002="0")
    assert year(office) == (10_000 + AMOUNTS[2], 20_000 + AMOUNTS[1])


def test_what_is_waived_is_committed_no_more(office):
    services.close(batch=office.paid(), on=AFTER, by=office.finance2)
    office.laid.set_area(office.laid.courtyards[0], "900.00")
    office.compute()
    [claim] = office.prepare().claims
    assert year(office) == (TOTAL, -3_000)
    services.notice(claim=claim, document="追回通知1号", due_on=DUE, on=AFTER, by=office.housing)
    services.repay(claim=claim, amount_fen=1_000, document="收据1", on=AFTER, today=AFTER, by=office.finance2)
    assert year(office) == (TOTAL - 1_000, -2_000)
    services.propose_waiver(claim=claim, document="豁免1号", ground="楼院拆除", by=office.finance)
    assert year(office) == (TOTAL - 1_000, -2_000), "it is not decided"
    services.decide_waiver(claim=claim, waive=True, on=AFTER, by=office.leader, reason="同意")
    assert year(office) == (TOTAL - 1_000, 0)


@pytest.mark.parametrize("yuan", ["0.01", "100.00", "123.45", "299.99", "300.00"])
def test_the_district_s_part_of_a_part_and_of_the_rest_come_to_its_whole(db, monkeypatch, yuan):
    data = scores.scheme()
    clause_of = data.get("clause_of", {}) | {"district_percent": data["clauses"][0]["number"]}
    monkeypatch.setattr(scores, "scheme", lambda: data | {"district_percent": "33.33", "clause_of": clause_of})
    with ground.standing() as by:
        laid = ground.lay(by, areas=("1000.00",))
        laid.enrol_all()
        laid.rate_all()
        office = offices.open_office(laid)
        office.compute()
        [whole] = EntitlementLine.objects.values_list("district_fen", flat=True)
        assert whole == 9_999
        office.paid(_0001=yuan)
        spent, committed = year(office)
        assert spent == round(Decimal(whole) * Decimal(yuan) / 300) and spent + committed == whole
