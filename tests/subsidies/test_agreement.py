"""The statement and the rule agree to the fen, on generated cases and on the whole reference case."""

from datetime import date, timedelta
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.common.periods import Month
from ratings.models import RatingResult, StandardReading
from ratings.rules import explanation as rated
from subsidies import services
from subsidies.models import Enrolment, EntitlementLine, RateRow
from subsidies.rules.entitlement import Facts, Terms, entitle
from subsidies.rules.explanation import entitlement, recompute, reread
from tests.subsidies import ground

PLACES = 12
MONTH = Month(2022, 6)
case = st.fixed_dictionaries(
    {
        # Areas whose product with a rate of four decimals lies at or beside half a fen occur often.
        "area": st.one_of(st.none(), st.decimals("0.01", "99999.99", places=2), st.decimals("0.01", "9.99", places=2)),
        "star": st.one_of(st.none(), st.integers(0, 5)),
        "is_vetoed": st.booleans(),
        "first": st.integers(-40, 2).map(MONTH.plus),
        "left": st.one_of(st.none(), st.integers(0, 1500)),
        "closed": st.one_of(st.none(), st.none(), st.integers(0, 1500)),
    }
)
rates = st.lists(st.decimals("0", "0.3", places=4), min_size=15, max_size=15)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(case, min_size=PLACES, max_size=PLACES), table=rates)
def test_generated_cases(db, cases, table):
    with ground.standing() as by, transaction.atomic():
        laid = ground.lay(by, areas=[None if c["area"] is None else str(c["area"]) for c in cases])
        terms = _set(laid, cases, table)
        services.compute_month(district=laid.district, month=MONTH, by=by, now=ground.NOW)
        lines = {line.courtyard_id: line for line in EntitlementLine.objects.all()}
        for courtyard, given_case in zip(laid.courtyards, cases, strict=True):
            _compare(lines.get(courtyard.pk), entitle(terms, _facts(given_case)))
        transaction.set_rollback(True)


def _facts(case):
    ends = [_first(case) + timedelta(days=case[name]) for name in ("left", "closed") if case[name] is not None]
    return Facts(
        month=MONTH,
        first_month=case["first"],
        area_m2=case["area"],
        star=case["star"],
        is_vetoed=case["is_vetoed"],
        ended_on=min(ends, default=None),
    )


def _first(case):
    return case["first"].first


def _set(laid, cases, table):
    """Writes the generated facts as rows; the stars directly, for here they are given and not judged."""
    terms = {}
    with change(district=laid.district, by=laid.by, reason="generated"):
        for row, rate in zip(RateRow.objects.filter(scheme=laid.scheme), table, strict=True):
            RateRow.objects.filter(pk=row.pk).update(rate_yuan_per_m2_month=rate)
            terms[row.year_index, row.star] = rate
        type(laid.round).objects.filter(pk=laid.round.pk).update(status="computed")
        reading = StandardReading.objects.create(district_id=laid.district, standard=laid.round.standard, content={})
        for courtyard, case in zip(laid.courtyards, cases, strict=True):
            row = {"district_id": laid.district, "street_id": courtyard.street_id, "courtyard": courtyard}
            left = None if case["left"] is None else _first(case) + timedelta(days=case["left"])
            Enrolment.objects.create(**row, scheme=laid.scheme, first_month=_first(case), left_on=left)
            if case["closed"] is not None:
                courtyard.valid = DateRange(date(2000, 1, 1), _first(case) + timedelta(days=case["closed"]))
                courtyard.save(update_fields=["valid"])
            if case["star"] is not None:
                RatingResult.objects.create(
                    **row,
                    round=laid.round,
                    revision=0,
                    score=Decimal(80),
                    star=case["star"],
                    is_vetoed=case["is_vetoed"],
                    reading=reading,
                    told={},
                )
    return Terms(rates=terms)


def _compare(line, expected):
    # A month that was left before it had a line gets none.
    if expected is None or expected.outcome == "left":
        assert line is None
        return
    assert (line.outcome, line.month_index, line.year_index) == (expected.outcome, expected.month_index, expected.year_index)
    assert (line.rate_yuan_per_m2_month, line.entitled_fen) == (expected.rate, expected.entitled_fen)
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
