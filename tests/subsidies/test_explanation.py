"""An explanation says everything or is refused; it is never filled up by a guess."""

import copy

import pytest

from governance.common.periods import Month
from subsidies import services
from subsidies.models import EntitlementLine
from subsidies.rules.entitlement import RateAboveCap, RateMissing
from subsidies.rules.explanation import ExplanationIncomplete, recompute
from tests.subsidies import ground


@pytest.fixture
def told(laid):
    services.compute_month(district=laid.district, month=Month(2021, 1), by=laid.by, now=ground.NOW)
    return copy.deepcopy(EntitlementLine.objects.first().explanation)


def test_a_stored_explanation_is_recomputed(told):
    assert recompute(told) == told["amount_fen"] == 30_000


@pytest.mark.parametrize("part", ["scheme", "area", "star", "rate", "enrolment", "month", "earlier"])
def test_a_missing_part_is_refused(told, part):
    del told[part]
    with pytest.raises(ExplanationIncomplete):
        recompute(told)


def test_an_empty_explanation_is_refused():
    with pytest.raises(ExplanationIncomplete):
        recompute({"cast": "x"})


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (lambda told: told["rate"].update(value="0.3001"), RateAboveCap),
        (lambda told: told["scheme"].update(cap="0.1"), RateAboveCap),
        (lambda told: told["rate"].update(star=4), RateMissing),
        (lambda told: told["rate"].update(year_index=2), RateMissing),
        (lambda told: told.update(month="2024-01"), ExplanationIncomplete),
        (lambda told: told.update(month="2020-12"), ExplanationIncomplete),
    ],
)
def test_an_explanation_that_breaks_the_policy_is_refused(told, change, fault):
    change(told)
    with pytest.raises(fault):
        recompute(told)


def test_the_amount_follows_the_facts_and_not_the_stored_sum(told):
    told["entitled_fen"] = told["amount_fen"] = 1
    told["area"]["value"] = "500.00"
    assert recompute(told) == 15_000
