"""What the portal reads by itself: surveys, fees and indicators become findings, and what is not there is told."""

from datetime import date
from decimal import Decimal

import pytest
from psycopg2.extras import DateRange

from courtyards.models import Covenant
from governance.audit.models import Change
from governance.audit.services import change
from governance.units.models import Unit
from property_firms.models import FeeReturn, Firm
from ratings import gathered, services
from ratings.models import Finding, RatingResult
from ratings.rules.explanation import recompute
from ratings.surveys import services as surveys
from ratings.surveys.examples import questionnaire
from tests.subsidies import ground

YEAR = 2025
DAYS = (date(YEAR, 3, 1), date(YEAR, 4, 1))


def standard():
    read = [
        ("I1", "indicator", "covenant_coverage"), ("C1", "collection", ""), ("S1", "survey", ""), ("S2", "survey", "安全"),
    ]
    return {
        "key": "read", "version": 1, "title": "读取", "total": "100",
        "bounds": {"5": "90", "4": "40", "3": "30", "2": "20", "1": "10"},
        "survey_percent": "10", "survey_least": 6, "categories": [{"code": "R", "title": "读取"}], "vetoes": [],
        "items": [
            {"code": code, "category": "R", "title": code, "full_mark": "25", "kind": "share", "source": source, "reads": reads}
            for code, source, reads in read
        ],
    }


@pytest.fixture
def read(laid):
    """A round of the year that reads everything, of three courtyards."""
    given = services.load_standard(district=laid.district, data=standard(), by=laid.by, reason="标准")
    round_ = services.open_round(standard=given, year=YEAR, applies=(date(2026, 1, 1), None), by=laid.by, reason="启动")
    services.enter_courtyards(round=round_, courtyards=laid.courtyards, by=laid.by, reason="参评")
    return round_


def compute(laid, round_):
    return services.compute_round(round=round_, by=laid.by, now=ground.NOW)


def found(round_):
    rows = Finding.objects.filter(round=round_).values_list("courtyard__code", "item__code", "value", "note", "scorer")
    return {(yard[-1], item): (value, note, scorer) for yard, item, value, note, scorer in rows}


def returns(laid, *rows):
    """(number of the courtyard, first day, day after the last, received, receivable) in fen."""
    with change(district=laid.district, by=laid.by, reason="报表"):
        unit = Unit.objects.create(district_id=laid.district, name="企业", uscc="91410104MA0000000A", valid=ground.FOR_EVER)
        firm = Firm.objects.create(district_id=laid.district, unit=unit, kind="market")
        for number, first, following, received, receivable in rows:
            yard = laid.courtyards[number]
            FeeReturn.objects.create(
                district_id=laid.district, street_id=yard.street_id, courtyard=yard, firm=firm,
                period=DateRange(first, following), received_fen=received, receivable_fen=receivable,
                households_liable=10, households_paid=5,
            )


def survey(laid, answers, days=DAYS, closed=date(YEAR, 4, 1)):
    with change(district=laid.district, by=laid.by, reason="户数"):
        for yard in laid.courtyards:
            yard.households = 80
            yard.save()
    data = questionnaire()
    data["questions"] = [data["questions"][0], {"group": "", "title": "安全", "text": "您觉得安全吗？"}]
    paper = surveys.load_questionnaire(district=laid.district, data=data, by=laid.by, reason="问卷")
    made = surveys.plan_survey(
        questionnaire=paper, title="满意 100% 调查", days=days, courtyards=laid.courtyards, by=laid.by, reason="计划",
        sample=surveys.Sample(Decimal(50), 8, Decimal(10), 6),
    )
    made = surveys.open_survey(survey=made, by=laid.by)
    for number, rows in answers.items():
        site = made.sites.get(courtyard=laid.courtyards[number])
        surveys.enter_paper(site=site, answers=rows, on=days[0], by=laid.by)
    return surveys.close_survey(survey=made, on=closed, by=laid.by)


def test_an_indicator_is_read_on_the_last_day_of_the_year(laid, read):
    with change(district=laid.district, by=laid.by, reason="规约到期"):
        ended = Covenant.objects.get(courtyard=laid.courtyards[1])
        ended.valid = DateRange(date(2019, 1, 1), date(YEAR, 12, 31))
        ended.save()
    compute(laid, read)
    told = found(read)
    assert [told[number, "I1"][0] for number in "123"] == [100, 0, 100]
    assert f"{YEAR}-12-31" in told["1", "I1"][1] and told["1", "I1"][2] == 0


def test_fees_are_those_of_returns_that_ended_in_the_year(laid, read):
    quarter = (date(YEAR, 1, 1), date(YEAR, 4, 1))
    returns(
        laid, (0, *quarter, 2_000_00, 3_000_00), (0, date(YEAR, 4, 1), date(YEAR + 1, 1, 1), 100, 3_000_00),
        (0, date(YEAR - 1, 10, 1), date(YEAR, 1, 1), 0, 9_000_00), (1, *quarter, 0, 0),
    )
    compute(laid, read)
    told = found(read)
    assert told["1", "C1"][0] == Decimal("33.35") and "2001.00" in told["1", "C1"][1] and "6000.00" in told["1", "C1"][1]
    assert ("2", "C1") not in told and ("3", "C1") not in told
    assert [(one.code, one.courtyards) for one in gathered.missing(read)] == [("C1", 2), ("S1", 3), ("S2", 3)]
    assert all(str(one.courtyards) in str(one) for one in gathered.missing(read))


def test_a_survey_gives_its_score_and_says_how_many_answered(laid, read):
    survey(laid, {0: [[5, 4]] * 8 + [[None, 4]], 1: [[3, 2]] * 8, 2: [[5, 5]] * 7})
    compute(laid, read)
    told = found(read)
    assert (told["1", "S1"][0], told["1", "S2"][0]) == (Decimal("100.00"), Decimal("75.00"))
    assert "9" in told["1", "S1"][1] and "8" in told["1", "S1"][1] and "满意 100% 调查" in told["1", "S1"][1]
    assert (told["2", "S1"][0], told["2", "S2"][0]) == (Decimal("50.00"), Decimal("25.00"))
    # 10 percent of 80 households are eight valid answers: seven are too few.
    assert ("3", "S1") not in told


def test_too_few_valid_answers_and_surveys_of_other_years_do_not_count(laid, read):
    survey(laid, {0: [[5, 5]] * 7})
    survey(laid, {0: [[5, 5]] * 20}, (date(YEAR - 1, 3, 1), date(YEAR - 1, 4, 1)), date(YEAR - 1, 4, 1))
    compute(laid, read)
    assert not [key for key in found(read) if key[1] == "S1"]


def test_the_latest_closed_survey_of_the_year_counts(laid, read):
    survey(laid, {0: [[5, 5]] * 10})
    survey(laid, {0: [[1, 1]] * 10}, (date(YEAR, 9, 1), date(YEAR, 10, 1)), date(YEAR, 10, 1))
    compute(laid, read)
    assert found(read)["1", "S1"][0] == 0


def test_read_again_writes_nothing_and_a_reading_that_is_gone_goes(laid, read):
    returns(laid, (0, date(YEAR, 1, 1), date(YEAR, 4, 1), 50, 100))
    compute(laid, read)
    changes, told = Change.objects.count(), found(read)
    assert compute(laid, read).written == 0 and Change.objects.count() == changes and found(read) == told
    with change(district=laid.district, by=laid.by, reason="报表有误"):
        FeeReturn.objects.all().delete()
    assert compute(laid, read).corrected == 1
    assert ("1", "C1") not in found(read) and ("1", "I1") in found(read)


def test_the_explanation_tells_what_was_read_and_recomputes(laid, read):
    survey(laid, {0: [[4, 4]] * 8})
    returns(laid, (0, date(YEAR, 1, 1), date(YEAR, 4, 1), 50, 100))
    compute(laid, read)
    result = RatingResult.objects.get(round=read, courtyard=laid.courtyards[0])
    told = {item["code"]: item for item in result.explanation["items"]}
    assert told["S1"]["found"] == ["75.00"] and "8" in told["S1"]["note"]
    assert (told["C1"]["points"], told["I1"]["points"]) == ("12.50", "25.00")
    rating = recompute(result.explanation)
    assert (rating.score, rating.star, rating.missing) == (result.score, result.star, ())
    other = RatingResult.objects.get(round=read, courtyard=laid.courtyards[1])
    assert recompute(other.explanation).missing == ("C1", "S1", "S2")
