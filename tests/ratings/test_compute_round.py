"""A round's stars by the statement: they agree with the rule, explain themselves, and are never rewritten."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.audit.services import change
from governance.models import Change
from ratings import services
from ratings.choices import RoundStatus
from ratings.models import RatingResult
from ratings.rules.explanation import recompute
from tests.subsidies import ground

CODES = ("A1", "A2", "B1", "D1", "E2", "F1", "F2")
found = st.dictionaries(st.sampled_from(CODES), st.integers(0, 60))
vetoes = st.lists(st.sampled_from(["V1", "V2", "V3"]), unique=True, max_size=2)


def compute(laid):
    return services.compute_round(round=laid.round, by=laid.by, now=ground.NOW)


def results(laid):
    return list(RatingResult.objects.filter(round=laid.round).order_by("courtyard_id", "revision"))


def record(laid, courtyard, code, number):
    services.record_finding(
        round=laid.round, courtyard=courtyard, item=laid.items()[code], found=number, by=laid.by, reason="found"
    )


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cases=st.lists(st.tuples(found, vetoes), min_size=3, max_size=3))
def test_statement_and_rule_agree_on_generated_findings(laid, cases):
    with transaction.atomic():
        with change(district=laid.district, by=laid.by, reason="generated"):
            services.enter_courtyards(round=laid.round, courtyards=laid.courtyards, by=laid.by, reason="scope")
            for courtyard, (occurrences, established) in zip(laid.courtyards, cases, strict=True):
                for code, number in occurrences.items():
                    record(laid, courtyard, code, number)
                for code in established:
                    services.record_veto(
                        round=laid.round,
                        courtyard=courtyard,
                        item=laid.vetoes()[code],
                        evidence="记录",
                        found_on=date(2021, 12, 1),
                        by=laid.by,
                        reason="veto",
                    )
        assert compute(laid).inserted == 3
        for result, (occurrences, established) in zip(results(laid), cases, strict=True):
            rating = recompute(result.explanation)
            assert (rating.score, rating.star, rating.is_vetoed) == (result.score, result.star, result.is_vetoed)
            assert rating.is_vetoed == bool(established)
            explained = result.explanation
            listed = {item["code"]: int(item["found"][0]) for item in explained["items"] if item["found"] not in ([], ["0"])}
            assert listed == {code: number for code, number in occurrences.items() if number}
            assert rating.bonus == Decimal(explained["bonus"])
            lacking = explained["to_next_star"]
            assert rating.to_next_star == (None if lacking is None else Decimal(lacking))
            points = [(mark.points, mark.deducted) for mark in rating.marks]
            assert points == [(Decimal(i["points"]), Decimal(i["deducted"])) for i in explained["items"]]
        transaction.set_rollback(True)


def test_again_without_a_change_writes_nothing(laid):
    laid.rate_all()
    before = Change.objects.count(), results(laid)
    report = compute(laid)
    assert (report.seen, report.written, report.unchanged) == (3, 0, 3)
    assert (Change.objects.count(), results(laid)) == before


def test_a_changed_finding_makes_a_revision_of_that_courtyard_only(laid):
    laid.rate_all()
    record(laid, laid.courtyards[1], "A1", 6)
    report = compute(laid)
    assert (report.inserted, report.corrected, report.unchanged) == (0, 1, 2)
    revisions = [r for r in results(laid) if r.courtyard_id == laid.courtyards[1].pk]
    assert [(r.revision, r.star) for r in revisions] == [(0, 5), (1, 5)]
    assert list(RatingResult.objects.latest_revisions().filter(courtyard=laid.courtyards[1])) == [revisions[1]]


def test_a_note_alone_makes_no_revision(laid):
    laid.rate_all()
    record(laid, laid.courtyards[0], "A1", 0)
    assert compute(laid).written == 0


def test_the_round_goes_from_scoring_to_computed_to_announced(laid):
    services.enter_courtyards(round=laid.round, courtyards=laid.courtyards, by=laid.by, reason="scope")
    with pytest.raises(services.RoundNotComputed):
        services.announce(round=laid.round, on=date(2022, 1, 10), by=laid.by, reason="early")
    compute(laid)
    laid.round.refresh_from_db()
    assert laid.round.status == RoundStatus.COMPUTED
    services.announce(round=laid.round, on=date(2022, 1, 10), by=laid.by, reason="announced")
    for refused in (
        lambda: compute(laid),
        lambda: record(laid, laid.courtyards[0], "A1", 1),
        lambda: services.announce(round=laid.round, on=date(2022, 1, 11), by=laid.by, reason="again"),
        lambda: services.enter_courtyards(round=laid.round, courtyards=[], by=laid.by, reason="late"),
    ):
        with pytest.raises(services.RoundAnnounced, match="2021"):
            refused()


def test_a_stale_round_object_does_not_reopen_an_announced_round(laid):
    laid.rate_all()
    stale = type(laid.round).objects.get(pk=laid.round.pk)
    services.announce(round=laid.round, on=date(2022, 1, 10), by=laid.by, reason="announced")
    with pytest.raises(services.RoundAnnounced):
        services.compute_round(round=stale, by=laid.by, now=ground.NOW)


def test_findings_are_of_a_courtyard_in_scope(laid):
    with pytest.raises(services.NotInRound):
        record(laid, laid.courtyards[0], "A1", 1)


def test_only_one_round_counts_for_a_month(laid):
    with pytest.raises(IntegrityError, match="ratings_round_one_for_a_month"), transaction.atomic():
        services.open_round(
            standard=laid.round.standard, year=2022, applies=(date(2023, 12, 1), None), by=laid.by, reason="overlap"
        )


@pytest.mark.parametrize("statement", ["UPDATE ratings_ratingresult SET star = 5", "DELETE FROM ratings_ratingresult"])
def test_results_are_never_rewritten(laid, statement):
    laid.rate_all()
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert refused.value.__cause__.pgcode == "YZ003"


def test_explanations_carry_no_floats(laid):
    laid.rate_all([{"D1": 3}])
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT jsonb_build_array(told, reading.content)::text FROM ratings_ratingresult result"
            " JOIN ratings_standardreading reading ON reading.id = result.reading_id WHERE courtyard_id = %s",
            [laid.courtyards[0].pk],
        )
        text = cursor.fetchone()[0]
    assert not _floats(json.loads(text))


def _floats(part):
    if isinstance(part, dict):
        return [f for value in part.values() for f in _floats(value)]
    if isinstance(part, list):
        return [f for value in part for f in _floats(value)]
    return [part] if isinstance(part, float) else []
