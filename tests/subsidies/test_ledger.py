"""A month's ledger: what changed becomes a line of its own, what did not writes nothing."""

from datetime import UTC, date, datetime

import pytest

from governance.audit.services import change
from governance.common.periods import Month
from governance.models import Change
from ratings import services as ratings
from ratings.models import RatingRound
from reference_case import scores
from subsidies import services
from subsidies.choices import Outcome
from subsidies.models import Enrolment, EntitlementLine
from subsidies.rules.explanation import entitlement, recompute
from tests.subsidies import ground

JANUARY = Month(2021, 1)


def compute(laid, month=JANUARY):
    return services.compute_month(district=laid.district, month=month, by=laid.by, now=ground.NOW)


def lines(laid, courtyard=None, month=JANUARY):
    found = EntitlementLine.objects.of_month(month.first).order_by("courtyard_id", "sequence")
    return list(found if courtyard is None else found.filter(courtyard=courtyard))


def numbers(line):
    return line.sequence, line.outcome, line.entitled_fen, line.earlier_fen, line.amount_fen


def test_a_month_is_one_line_for_each_enrolled_courtyard(laid):
    assert compute(laid).inserted == 3
    assert [numbers(line) for line in lines(laid)] == [
        (0, "entitled", 30_000, 0, 30_000),
        (0, "entitled", 60_017, 0, 60_017),
        (0, "entitled", 370_370, 0, 370_370),
    ]


def test_again_without_a_change_writes_nothing(laid):
    compute(laid)
    before = Change.objects.count(), lines(laid)
    report = compute(laid)
    assert (report.seen, report.written) == (3, 0)
    assert (Change.objects.count(), lines(laid)) == before


def test_a_later_area_is_a_correction_by_the_difference(laid):
    compute(laid)
    courtyard = laid.courtyards[0]
    for area in ("1200.00", "900.00", None, "1000.00"):
        laid.set_area(courtyard, area)
        report = compute(laid)
        assert (report.inserted, report.corrected) == (0, 1)
    found = lines(laid, courtyard)
    assert [numbers(line) for line in found] == [
        (0, "entitled", 30_000, 0, 30_000),
        (1, "entitled", 36_000, 30_000, 6_000),
        (2, "entitled", 27_000, 36_000, -9_000),
        (3, "no_area", 0, 27_000, -27_000),
        (4, "entitled", 30_000, 0, 30_000),
    ]
    assert sum(line.amount_fen for line in found) == found[-1].entitled_fen
    assert all(recompute(line.explanation) == line.amount_fen for line in found)
    assert [line.pk for line in EntitlementLine.objects.of_month(JANUARY.first).current().filter(courtyard=courtyard)] == [
        found[-1].pk
    ]


def test_an_area_that_changes_no_fen_is_still_told(laid):
    laid.set_area(laid.courtyards[0], "1000.00")
    compute(laid)
    laid.set_area(laid.courtyards[0], "1000.01")
    assert compute(laid).corrected == 1
    assert numbers(lines(laid, laid.courtyards[0])[-1]) == (1, "entitled", 30_000, 30_000, 0)


def test_another_name_changes_nothing(laid):
    compute(laid)
    with change(district=laid.district, by=laid.by, reason="renamed"):
        laid.courtyards[0].name = "新名院"
        laid.courtyards[0].save(update_fields=["name"])
    assert compute(laid).written == 0


def test_a_later_star_is_a_correction(laid):
    compute(laid)
    ratings.record_finding(
        round=laid.round, courtyard=laid.courtyards[0], item=laid.items()["C1"], found=24, by=laid.by, reason="found"
    )
    ratings.compute_round(round=laid.round, by=laid.by, now=ground.NOW)
    assert compute(laid).corrected == 1
    correction = lines(laid, laid.courtyards[0])[-1]
    assert (correction.star, correction.entitled_fen, correction.amount_fen) == (4, 27_000, -3_000)
    assert correction.explanation["star"]["revision"] == 1


def test_a_veto_takes_the_month_back(laid):
    compute(laid)
    ratings.record_veto(
        round=laid.round,
        courtyard=laid.courtyards[0],
        item=laid.vetoes()["V1"],
        evidence="记录",
        found_on=date(2021, 12, 1),
        by=laid.by,
        reason="veto",
    )
    ratings.compute_round(round=laid.round, by=laid.by, now=ground.NOW)
    compute(laid)
    assert numbers(lines(laid, laid.courtyards[0])[-1]) == (1, "vetoed", 0, 30_000, -30_000)


def test_without_a_round_for_the_month_a_courtyard_is_not_rated(laid):
    with change(district=laid.district, by=laid.by, reason="another year"):
        RatingRound.objects.filter(pk=laid.round.pk).update(applies=(date(2022, 1, 1), None))
    compute(laid)
    assert {line.outcome for line in lines(laid)} == {Outcome.NOT_RATED}
    assert {line.star for line in lines(laid)} == {None}
    assert all(recompute(line.explanation) == 0 for line in lines(laid))


def test_a_round_that_is_still_scored_does_not_count(laid):
    with change(district=laid.district, by=laid.by, reason="scored again"):
        RatingRound.objects.filter(pk=laid.round.pk).update(status="scoring")
    compute(laid)
    assert {line.outcome for line in lines(laid)} == {Outcome.NOT_RATED}


def test_who_leaves_is_paid_for_whole_months_and_later_lines_are_taken_back(laid):
    for month in (JANUARY, Month(2021, 2), Month(2021, 3)):
        compute(laid, month)
    enrolment = Enrolment.objects.get(courtyard=laid.courtyards[0])
    services.leave(enrolment=enrolment, on=date(2021, 2, 28), because="拆迁", by=laid.by, reason="left")
    assert [compute(laid, month).corrected for month in (JANUARY, Month(2021, 2), Month(2021, 3))] == [0, 1, 1]
    assert compute(laid, Month(2021, 2)).written == 0
    taken_back = lines(laid, laid.courtyards[0], Month(2021, 2))[-1]
    assert numbers(taken_back) == (1, "left", 0, 30_000, -30_000)
    assert recompute(taken_back.explanation) == -30_000
    # A month that had no line yet gets none.
    assert compute(laid, Month(2021, 4)).inserted == 2


def test_a_courtyard_that_left_the_register_is_not_paid(laid):
    with change(district=laid.district, by=laid.by, reason="demolished"):
        laid.courtyards[0].valid = (date(2019, 1, 1), date(2021, 1, 31))
        laid.courtyards[0].save(update_fields=["valid"])
    assert compute(laid).inserted == 2


def test_the_first_and_the_36th_month_are_the_ends(laid):
    assert [compute(laid, month).seen for month in (Month(2020, 12), Month(2023, 12), Month(2024, 1))] == [0, 3, 0]
    assert {(line.month_index, line.year_index) for line in lines(laid, month=Month(2023, 12))} == {(36, 3)}


def test_a_shorter_scheme_ends_earlier(laid):
    data = scores.scheme() | {"key": "shorter", "months": 24}
    data["rates"] = {year: row for year, row in data["rates"].items() if year != "3"}
    shorter = services.load_scheme(district=laid.district, data=data, by=laid.by, reason="shorter")
    with change(district=laid.district, by=laid.by, reason="shorter"):
        Enrolment.objects.update(scheme=shorter)
    assert [compute(laid, month).seen for month in (Month(2022, 12), Month(2023, 1))] == [3, 0]


@pytest.mark.parametrize("moment", [datetime(2021, 1, 31, 15, 59, tzinfo=UTC), datetime(2021, 1, 15, tzinfo=UTC)])
def test_a_month_is_computed_when_it_is_over_in_shanghai(laid, moment):
    with pytest.raises(services.MonthNotOver, match="2021-01"):
        services.compute_month(district=laid.district, month=JANUARY, by=laid.by, now=moment)


def test_one_minute_past_midnight_in_shanghai_the_month_is_over(laid):
    moment = datetime(2021, 1, 31, 16, 1, tzinfo=UTC)
    assert services.compute_month(district=laid.district, month=JANUARY, by=laid.by, now=moment).inserted == 3


def test_a_line_names_everything_it_follows_from(laid):
    compute(laid)
    line = lines(laid, laid.courtyards[2])[0]
    told = line.explanation
    assert told["formula"] == "12345.67 ㎡ × 0.3000 元/㎡/月 = 3703.70 元"
    assert (told["month"], told["month_index"], told["year_index"]) == ("2021-01", 1, 1)
    assert told["rate"]["clause"]["number"] == "第四条"
    assert told["scheme"]["clauses"]["cap"]["number"] == "第四条"
    assert told["scheme"]["clauses"]["months"]["number"] == "第三条"
    assert told["acceptance"]["accepted_on"] == ground.ACCEPTED.isoformat()
    assert told["area"]["courtyard"] == laid.courtyards[2].code
    assert (told["star"]["round"], told["star"]["value"]) == (2021, 5)
    for part in ("area", "rate", "scheme", "enrolment", "acceptance"):
        assert told[part]["version_id"] and told[part]["recorded_at"] and told[part]["recorded_by"] == "系统", part
    assert entitlement(told).outcome == line.outcome


def test_the_area_is_told_with_the_version_that_entered_it(laid, cast):
    courtyard = laid.courtyards[0]
    laid.set_area(courtyard, "1500.00")
    entered = _versions(courtyard)[-1]
    with change(district=laid.district, by=laid.by, reason="renamed"):
        courtyard.name = "新名院"
        courtyard.save(update_fields=["name"])
    compute(laid)
    assert len(_versions(courtyard)) == 3
    assert lines(laid, courtyard)[0].explanation["area"]["version_id"] == entered


def _versions(courtyard):
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT version_id FROM history.courtyards_courtyard WHERE id = %s ORDER BY version_id", [courtyard.pk])
        return [version for (version,) in cursor.fetchall()]


def test_new_stars_ask_for_the_months_that_have_lines(laid, django_capture_on_commit_callbacks):
    from governance.jobs.models import Job

    for month in (JANUARY, Month(2021, 3)):
        compute(laid, month)
    assert not Job.objects.exists()
    ratings.record_finding(
        round=laid.round, courtyard=laid.courtyards[0], item=laid.items()["C1"], found=24, by=laid.by, reason="found"
    )
    with django_capture_on_commit_callbacks() as callbacks:
        ratings.compute_round(round=laid.round, by=laid.by, now=ground.NOW)
    (job,) = Job.objects.all()
    assert (job.kind, job.arguments) == (services.COMPUTE_MONTHS, {"from": "2021-01", "to": "2021-03"})
    assert len([one for one in callbacks if one.func.__name__ == "_send"]) == 1
