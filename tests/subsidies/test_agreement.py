"""The statement and the rule agree to the fen, on generated cases and on the whole reference case."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ratings.models import RatingResult
from ratings.rules import explanation as rated
from subsidies import services
from subsidies.models import EntitlementLine
from subsidies.rules.entitlement import entitle
from subsidies.rules.explanation import entitlement, recompute, reread
from tests.subsidies import ground, invented, written

PLACES = 12


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(terms=invented.terms(), cases=st.lists(invented.facts(), min_size=PLACES, max_size=PLACES))
def test_generated_cases(db, terms, cases):
    with ground.standing() as by, transaction.atomic():
        laid = ground.lay(by, areas=["1.00"] * PLACES)
        written.write(laid, written.load(laid, terms), cases)
        services.compute_month(district=laid.district, month=invented.MONTH, by=by, now=ground.NOW)
        lines = {line.courtyard_id: line for line in EntitlementLine.objects.select_related("reading")}
        for courtyard, case in zip(laid.courtyards, cases, strict=True):
            _compare(lines.get(courtyard.pk), entitle(terms, case))
        transaction.set_rollback(True)


def _compare(line, expected):
    # A month that was left before it had a line gets none.
    if expected is None or expected.outcome == "left":
        assert line is None
        return
    assert (line.outcome, line.month_index, line.year_index) == (expected.outcome, expected.month_index, expected.year_index)
    assert (line.rate_yuan_per_m2_month, line.entitled_fen) == (expected.rate, expected.entitled_fen)
    assert (line.paid_area_m2, line.days, line.deducted_fen, line.district_fen) == (
        expected.area_m2, expected.days, expected.deducted_fen, expected.district_fen
    )
    assert recompute(line.explanation) == line.amount_fen
    assert entitlement(line.explanation) == expected


def test_every_line_of_the_case_follows_from_its_explanation_to_the_fen(case, district_scope, record_property):
    with district_scope(case):
        lines = list(EntitlementLine.objects.all())
        for line in lines:
            assert recompute(line.explanation) == line.amount_fen
            again = entitlement(line.explanation)
            assert (again.outcome, again.rate, again.month_index, again.year_index) == (
                line.outcome,
                line.rate_yuan_per_m2_month,
                line.month_index,
                line.year_index,
            )
            _terms, facts = reread(line.explanation)
            assert (facts.area_m2 or 0, facts.star) == (line.area_m2, line.star)
        for result in RatingResult.objects.select_related("reading"):
            rating = rated.recompute(result.explanation)
            assert (rating.score, rating.star, rating.is_vetoed) == (result.score, result.star, result.is_vetoed)
    assert lines
    record_property("tally", f"ledger lines of the case recomputed from their explanations: {len(lines)}")
