"""Surveys on a real database: planned, opened, answered by code and on paper, closed, and what may be known of whom."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from governance.audit.models import Change
from governance.audit.services import change
from governance.common import codes
from governance.registers.declarations import Refused
from governance.tenancy import scope
from ratings.models import PaperBatch, SatisfactionSurvey, SurveyAnswer, SurveyCode, SurveySite, SurveyTally
from ratings.rules import surveys as rules
from ratings.surveys import querysets, scores, services
from ratings.surveys.examples import questionnaire

DAYS = (date(2026, 3, 1), date(2026, 4, 1))
TODAY, AFTER = date(2026, 3, 10), date(2026, 4, 1)
SAMPLE = services.Sample(Decimal("10.00"), 8, Decimal("10.00"), 6)


@pytest.fixture
def planned(laid):
    with change(district=laid.district, by=laid.by, reason="户数"):
        for yard, households in zip(laid.courtyards, (120, 6, None), strict=True):
            yard.households = households
            yard.save()
    paper = services.load_questionnaire(district=laid.district, data=questionnaire(), by=laid.by, reason="问卷")
    return services.plan_survey(
        questionnaire=paper, title="调研", days=DAYS, sample=SAMPLE, courtyards=laid.courtyards, by=laid.by, reason="计划"
    )


@pytest.fixture
def opened(laid, planned):
    return services.open_survey(survey=planned, by=laid.by)


def sites(survey):
    return list(SurveySite.objects.filter(survey=survey).select_related("survey").order_by("courtyard_id"))


def slips(laid, survey, number=0):
    return services.make_slips(site=sites(survey)[number], by=laid.by, today=TODAY)


def row(first, *others):
    return [first, *others, *[None] * (6 - len(others))]


def paper(laid, survey, answers, number=0):
    return services.enter_paper(site=sites(survey)[number], answers=answers, on=TODAY, by=laid.by)


def test_the_plan_asks_by_share_and_least_and_never_more_than_there_are(planned):
    assert [(site.households, site.planned) for site in sites(planned)] == [(120, 12), (6, 6), (None, 8)]
    assert planned.status == "draft" and planned.valid_from == DAYS[0] and planned.valid_to == DAYS[1]


def test_a_plan_without_a_place_or_with_its_days_turned_round_is_refused(laid, planned):
    given_ = {"questionnaire": planned.questionnaire, "title": "x", "sample": SAMPLE, "by": laid.by, "reason": "x"}
    with pytest.raises(Refused, match="没有"):
        services.plan_survey(days=DAYS, courtyards=[], **given_)
    with pytest.raises(Refused, match="早于"):
        services.plan_survey(days=DAYS[::-1], courtyards=laid.courtyards, **given_)


def test_a_questionnaire_s_next_texts_are_its_next_version(laid, planned):
    again = services.load_questionnaire(district=laid.district, data=questionnaire(), by=laid.by, reason="修订")
    assert again.version == planned.questionnaire.version + 1
    assert [q.position for q in again.questions.all()] == list(range(7))


def test_a_code_is_kept_as_a_hash_alone_and_answers_once(laid, opened):
    made = slips(laid, opened)
    assert len(set(made)) == 12 and all(map(codes.is_ours, made))
    kept = SurveyCode.objects.filter(survey=opened).values_list("digest", flat=True)
    assert set(kept) == set(map(codes.digest, made)) and not set(kept) & set(made)
    with scope.enter(scope.NOBODY):
        told = services.asked(code=made[0], today=TODAY)
        assert told["courtyard"] == laid.courtyards[0].name and len(told["questions"]) == 7
        services.answer(code=made[0], steps=row(4, 2), today=TODAY)
        with pytest.raises(services.CodeUsed):
            services.answer(code=made[0], steps=row(1), today=TODAY)
        assert not SurveyAnswer.objects.exists() and not SurveyCode.objects.exists(), "the request itself sees nothing"
    [answer] = SurveyAnswer.objects.filter(survey=opened)
    assert (answer.steps, answer.on, answer.channel, answer.batch_id) == (row(4, 2), TODAY, "link", None)


def test_an_answer_leaves_no_person_no_moment_and_no_trace_of_its_code(laid, opened):
    made = slips(laid, opened)
    before = Change.objects.count()
    with scope.enter(scope.NOBODY):
        services.answer(code=made[3], steps=row(5), today=TODAY)
    assert Change.objects.count() == before
    assert not SurveyCode.objects.filter(digest=codes.digest(made[3])).exists()
    columns = {field.name for field in SurveyAnswer._meta.concrete_fields}
    assert columns == {"id", "district", "street", "courtyard", "survey", "on", "channel", "batch", "steps"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('history.ratings_surveycode'), to_regclass('history.ratings_surveyanswer')")
        assert cursor.fetchone() == (None, None)


def test_the_way_in_leaves_the_scope_as_it_was(laid, opened):
    made = slips(laid, opened)
    before = scope.read()
    services.answer(code=made[0], steps=row(4), today=TODAY)
    assert scope.read() == before
    with scope.enter(scope.NOBODY):
        services.answer(code=made[1], steps=row(4), today=TODAY)
        assert scope.read() == {**dict.fromkeys(before, ""), "streets": ""}


@pytest.mark.parametrize("text", ["", "x", "2222222222", "1O0IL-ABCDE", "２" * 10, "A" * 400])
def test_a_code_that_was_never_given_out_is_wrong(opened, text):
    with scope.enter(scope.NOBODY), pytest.raises(services.CodeWrong):
        services.asked(code=codes.tidy(text), today=TODAY)


def test_codes_are_read_as_people_type_them(laid, opened):
    code = codes.make()
    assert codes.tidy(f" {codes.shown(code).lower()} ") == code == codes.tidy(code)
    changed = "3" if code[2] == "2" else "2"
    assert not codes.is_ours(code[:2] + changed + code[3:])


def test_a_code_is_good_on_the_survey_s_days_alone(laid, opened):
    [code, *_] = slips(laid, opened)
    with scope.enter(scope.NOBODY):
        for day, over in ((date(2026, 2, 28), False), (AFTER, True)):
            with pytest.raises(services.SurveyNotOpen) as refused:
                services.answer(code=code, steps=row(4), today=day)
            assert refused.value.over is over
        assert scope.ask(scope.NOBODY, "SELECT portal.survey_answer(%s, %s::smallint[], %s)",
                         [codes.digest(code), row(4), AFTER]) == (False,)
        services.asked(code=code, today=date(2026, 3, 31))


def test_without_the_overall_question_the_code_stays_good(laid, opened):
    [code, *_] = slips(laid, opened)
    with scope.enter(scope.NOBODY):
        with pytest.raises(services.OverallMissing):
            services.answer(code=code, steps=row(None, 5), today=TODAY)
        for wrong in ([4], row(6), row(0)):
            with pytest.raises(ValueError, match="steps"):
                services.answer(code=code, steps=wrong, today=TODAY)
        services.answer(code=code, steps=row(3), today=TODAY)


def test_new_slips_void_the_old_ones_and_leave_out_who_answered(laid, opened):
    first = slips(laid, opened)
    services.answer(code=first[0], steps=row(4), today=TODAY)
    second = slips(laid, opened)
    assert len(second) == 11
    with pytest.raises(services.CodeUsed):
        services.asked(code=first[1], today=TODAY)


def test_slips_need_an_open_survey(laid, planned):
    with pytest.raises(Refused, match="计划"):
        slips(laid, planned)
    services.open_survey(survey=planned, by=laid.by)
    with pytest.raises(Refused):
        services.open_survey(survey=planned, by=laid.by)
    with pytest.raises(Refused, match="已过"):
        services.make_slips(site=sites(planned)[0], by=laid.by, today=AFTER)


def test_paper_answers_name_who_typed_and_come_out_as_a_whole(laid, opened):
    batch = paper(laid, opened, [row(4), row(None, 3), row(1, 1, 1)])
    assert SurveyAnswer.objects.filter(batch=batch).count() == 3
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor_name FROM history.ratings_paperbatch v JOIN governance_change c ON c.id = v.version_change_id"
            " WHERE v.id = %s", [batch.pk],
        )
        assert cursor.fetchall() == [(laid.by.name,)]
    services.withdraw_paper(batch=batch, by=laid.by, reason="录错楼院")
    assert not SurveyAnswer.objects.exists() and PaperBatch.objects.get().is_withdrawn
    with pytest.raises(Refused):
        services.withdraw_paper(batch=batch, by=laid.by, reason="再次")


@pytest.mark.parametrize("answers", [[], [row(6)], [row(0)], [[4]], [row(4)] * 13])
def test_paper_that_cannot_be_is_refused_as_a_whole(laid, opened, answers):
    with pytest.raises(Refused):
        paper(laid, opened, answers)
    assert not SurveyAnswer.objects.exists() and not PaperBatch.objects.exists()


def test_the_database_knows_the_scale(laid, opened):
    site = sites(opened)[0]
    with pytest.raises(Exception, match="steps_1_to_5"), transaction.atomic():
        SurveyAnswer.objects.create(
            pk=1, district_id=laid.district, street_id=site.street_id, courtyard_id=site.courtyard_id, survey=opened, on=TODAY,
            channel="link", steps=[4, 7],
        )


def test_results_wait_for_the_closing_and_nothing_follows_it(laid, opened):
    paper(laid, opened, [row(4)] * 6)
    [code, *_] = slips(laid, opened)
    assert querysets.results(opened) == [] and scores.by_courtyard(opened) == {}
    with pytest.raises(Refused, match="最后一天"):
        services.close_survey(survey=opened, on=TODAY, by=laid.by)
    services.close_survey(survey=opened, on=AFTER, by=laid.by)
    assert querysets.results(opened)
    for late in (lambda: paper(laid, opened, [row(4)]), lambda: slips(laid, opened),
                 lambda: services.close_survey(survey=opened, on=AFTER, by=laid.by)):
        with pytest.raises(Refused):
            late()
    with pytest.raises(services.SurveyNotOpen):
        services.answer(code=code, steps=row(4), today=TODAY)


def test_closing_writes_the_answers_anew(laid, opened):
    paper(laid, opened, [row(step) for step in (1, 2, 3, 4, 5)])
    before = set(SurveyAnswer.objects.values_list("pk", flat=True))
    services.close_survey(survey=opened, on=AFTER, by=laid.by)
    after = SurveyAnswer.objects.order_by("pk")
    assert sorted(answer.steps[0] for answer in after) == [1, 2, 3, 4, 5]
    assert not before & {answer.pk for answer in after}


def test_scores_say_how_many_answered_and_whether_that_is_enough(laid, opened):
    paper(laid, opened, [row(5)] * 3 + [row(2)] * 9)
    paper(laid, opened, [row(4)] * 3, number=1)
    paper(laid, opened, [row(4)] * 5 + [row(None, 4)], number=2)
    services.close_survey(survey=opened, on=AFTER, by=laid.by)
    told = [scores.by_courtyard(opened)[yard.pk] for yard in laid.courtyards]
    assert told == [
        scores.SurveyScore(Decimal("43.75"), 12, 12, 12, True), scores.SurveyScore(None, 3, 3, 6, False),
        scores.SurveyScore(Decimal("75.00"), 6, 5, 6, False),
    ]


def test_too_few_answers_are_told_with_a_neighbour_s(laid, opened):
    paper(laid, opened, [row(4)] * 12)
    paper(laid, opened, [row(1)] * 3, number=1)
    paper(laid, opened, [row(4)] * 6, number=2)
    services.close_survey(survey=opened, on=AFTER, by=laid.by)
    found = {(one.level, one.code): one for one in querysets.results(opened) if one.position == 0}
    by_yard = [found["courtyard", yard.code] for yard in laid.courtyards]
    assert [one.share for one in by_yard] == [Decimal("100.00"), None, None]
    assert [one.published_in for one in by_yard] == ["courtyard", "street", "street"]
    assert (found["district", None].satisfied, found["district", None].stated) == (18, 21)


answers = st.lists(
    st.lists(st.one_of(st.none(), st.integers(1, 5)), min_size=7, max_size=7).filter(any), min_size=0, max_size=8
)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.tuples(answers, answers), straight_from=st.sampled_from([0, 2, 7]))
def test_the_statement_counts_what_the_rule_says(laid, planned, typed, straight_from):
    with transaction.atomic():
        with change(district=laid.district, by=laid.by, reason="规则"):
            planned.questionnaire.straight_from = straight_from
            planned.questionnaire.save()
        services.open_survey(survey=SatisfactionSurvey.objects.get(pk=planned.pk), by=laid.by)
        for number, given_ in zip((0, 2), typed, strict=True):
            if given_:
                paper(laid, planned, given_, number)
        services.close_survey(survey=planned, on=AFTER, by=laid.by)
        for number, given_ in zip((0, 2), typed, strict=True):
            valid = [steps for steps in given_ if rules.is_valid(steps, straight_from)]
            for position in range(7):
                told = SurveyTally.objects.get(courtyard=laid.courtyards[number], survey=planned, position=position)
                stated = [steps[position] for steps in valid if steps[position] is not None]
                assert (told.answered, told.valid, told.stated, told.satisfied, told.points) == (
                    len(given_), len(valid), len(stated), sum(step >= 4 for step in stated), sum(stated)
                )
            score = scores.by_courtyard(planned)[laid.courtyards[number].pk]
            overall = [steps[0] for steps in valid]
            enough = len(valid) >= rules.FEWEST_TOLD
            assert score.score == (rules.score(sum(overall), len(overall)) if enough else None)
        transaction.set_rollback(True)
