"""Whatever happens to a courtyard: its counter goes on, each month is by its own scheme, and the scenario is the ledger."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.common.periods import Month
from governance.registers.declarations import Refused
from subsidies import reading
from subsidies.models import Enrolment
from subsidies.rules import counter
from subsidies.rules.entitlement import Facts, entitle
from subsidies.scenarios import computing
from subsidies.scenarios.supposing import Supposition
from subsidies.schemes import shape
from tests.subsidies import desks as office
from tests.subsidies import ground
from tests.subsidies.changing import FIRST, back, compute, leave, lines, scheme, take, terms

AREA = Decimal("1000.00")


@pytest.fixture
def desks(db):
    with ground.standing() as by:
        found = office.open_desks(by)
        found.laid.rate_all()
        found.laid.enrol_all()
        yield found


@dataclass
class Model:
    """A courtyard as a list of months has it."""

    under: list = field(default_factory=lambda: [0] * 60)
    away: list = field(default_factory=list)
    left: date | None = None

    def expected(self, schemes, number):
        month = FIRST.plus(number)
        return entitle(schemes[self.under[number]][0], Facts(
            month=month, first_month=FIRST, area_m2=AREA, star=5, score=Decimal(100), ended_on=self.left,
            is_away=counter.is_away(month, self.away),
        ))


EVENTS = st.lists(
    st.tuples(st.sampled_from(["change", "change", "leave", "back", "back", "compute"]), st.integers(0, 37), st.integers(0, 2)),
    min_size=2, max_size=9,
)


def happen(desks, model, schemes, event):
    """Does it; what is refused changes nothing."""
    what, at, which = event
    month, chosen = FIRST.plus(at), schemes[which][1]
    try:
        if what == "compute":
            compute(desks, month)
        elif what == "leave":
            on = month.first + timedelta(days=at % 20)
            leave(desks, on)
            model.left = on
        elif what == "change":
            take(desks, chosen, month)
            model.under[at:] = [which] * (60 - at)
        else:
            back(desks, chosen, month)
            model.away.append(counter.Away(model.left, month.first))
            model.left, model.under[at:] = None, [which] * (60 - at)
    except Refused:
        return


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(events=EVENTS, order=st.permutations(range(38)))
def test_whatever_happened_each_month_is_by_its_scheme_and_the_counter_goes_on(desks, events, order):
    with transaction.atomic():
        others = [(terms("0.2", 24), scheme(desks, "b", "0.2", 24)), (terms("0.15"), scheme(desks, "c", "0.15"))]
        schemes = [(reading.terms(desks.laid.scheme), desks.laid.scheme), *others]
        model = Model()
        for event in events:
            happen(desks, model, schemes, event)
        compute(desks, *(FIRST.plus(number) for number in order))
        found = {Month.of(line.month): line for line in lines(desks)}
        for number in range(38):
            line, expected = found.get(FIRST.plus(number)), model.expected(schemes, number)
            if expected is None or (expected.outcome == "left" and line is None):
                assert line is None or line.entitled_fen == 0
                continue
            assert line is not None and line.scheme.key == schemes[model.under[number]][1].key
            assert (line.month_index, line.outcome, line.entitled_fen, line.rate_yuan_per_m2_month) == (
                number + 1, expected.outcome, expected.entitled_fen, expected.rate)
        assert all(line.month_index <= 36 for line in found.values())
        _demand_baseline(desks, found)
        transaction.set_rollback(True)


def _demand_baseline(desks, found):
    """What stands, and a scenario that supposes what stands, are the ledger to the fen."""
    yard, last = desks.laid.courtyards[0].pk, FIRST.plus(35)
    ledger = {month.first: line.entitled_fen for month, line in found.items() if line.entitled_fen}
    told = computing.lines(desks.laid.district, FIRST, last, last)
    assert {line.month: line.fen for line in told if line.courtyard == yard and line.fen} == ledger
    kept = Enrolment.objects.select_related("scheme").get(courtyard=yard).scheme
    same = Supposition(FIRST, last, shape.complete(reading.data_of(kept)))
    assert computing.compared(desks.laid.district, same, last).changes == []
