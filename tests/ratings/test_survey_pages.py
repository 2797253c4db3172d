"""The pages of the surveys: plan, slips, paper, closing, results and their files; who may do what."""

import csv
import io
import re
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courtyards.models import Courtyard
from governance.registers.models import ExportLog
from ratings.models import SatisfactionSurvey, SurveyAnswer, SurveyCode
from ratings.surveys import services
from tests.registers.test_query_counts import OF_THE_SCOPE

SAMPLE = services.Sample(Decimal(10), 20, Decimal(10), 4)


@pytest.fixture
def base(cast):
    return f"/{cast.home.district}/surveys/{cast.home.pk(SatisfactionSurvey)}/"


def yard(cast, street=0):
    return cast.home.get(Courtyard, street).code


def test_a_survey_is_planned_with_its_sum_shown_first_and_opened(cast, as_user):
    office = as_user("governance")
    path = f"/{cast.home.district}/surveys/plan/"
    paper = office.get(path).context["form"].fields["questionnaire"].choices[0][0]
    given = {
        "title": "二〇二六年调研", "questionnaire": paper, "first_on": "2026-03-01", "last_on": "2026-03-31", "population": "all",
        "sample_share": "10", "sample_least": "5", "minimum_share": "10", "minimum_least": "4", "reason": "年度调研",
    }
    shown = office.post(path, given | {"preview": "1"})
    assert shown.context["preview"]["places"] == 2 and not SatisfactionSurvey.objects.exists()
    answer = office.post(path, given | {"keep": "1"})
    assert answer.status_code == 302
    page = office.get(answer["Location"])
    assert page.context["survey"].valid_to == date(2026, 4, 1) and page.context["total"].places == 2
    office.post(f"{answer['Location']}deed/", {"open": "1"})
    assert office.get(answer["Location"]).context["is_open"]
    turned = office.post(path, given | {"last_on": "2026-02-01", "keep": "1"})
    assert turned.status_code == 200 and "last_on" in turned.context["form"].errors


def test_slips_show_codes_once_and_a_household_answers_with_one(cast, as_user, client, base):
    page = as_user("clerk").post(f"{base}{yard(cast)}/slips/")
    assert page.status_code == 200 and page["Cache-Control"] == "private, no-store"
    codes = re.findall(r'"nowrap">([2-9A-Z]{5}-[2-9A-Z]{5})<', page.content.decode())
    assert len(set(codes)) == 59
    asked = client.get(f"/s/{codes[0]}/")
    assert asked.status_code == 200 and cast.home.get(Courtyard, 0).name in asked.content.decode()
    assert client.post(f"/s/{codes[0]}/", {"q0": "4"}).status_code == 200
    with cast.home.scope():
        assert SurveyAnswer.objects.filter(channel="link", steps=[4]).count() == 1
        assert SurveyCode.objects.filter(courtyard=cast.home.get(Courtyard, 0)).count() == 58


def test_paper_is_typed_line_by_line_and_taken_out_again(cast, as_user, base):
    clerk, path = as_user("clerk"), f"{base}{yard(cast)}/paper/"
    bad = clerk.post(path, {"a0q0": "4", "a1q0": "9"})
    assert bad.context["bad"] == [(2, bad.context["questions"][0].title, "9")] and 'aria-invalid="true"' in bad.content.decode()
    with cast.home.scope():
        before = SurveyAnswer.objects.count()
    assert clerk.post(path, {"a0q0": "4", "a1q0": "５", "a3q0": "1"}).status_code == 302
    shown = clerk.get(path)
    assert shown.context["answered"] == 4 and shown.context["left"] == 56
    batch = shown.context["batches"][0].pk
    clerk.post(f"{path}withdraw/", {"batch": batch, "reason": "重录"})
    with cast.home.scope():
        assert SurveyAnswer.objects.count() == before
    assert clerk.post(f"{path}withdraw/", {"batch": "x"}).status_code == 404


@pytest.mark.parametrize("role", ["leader", "housing", "auditor"])
def test_readers_read_and_write_nothing(cast, as_user, base, role):
    browser, code = as_user(role), yard(cast)
    page = browser.get(base)
    assert page.status_code == 200 and not page.context["may_enter"] and not page.context["may_manage"]
    for path in (f"{base}{code}/slips/", f"{base}{code}/paper/", f"{base}{code}/paper/withdraw/", f"{base}deed/"):
        assert browser.post(path).status_code == 403, path
    for path in ("plan/", "questions/"):
        assert browser.get(f"/{cast.home.district}/surveys/{path}").status_code == 403


def test_a_clerk_enters_in_the_own_street_alone(cast, as_user, base):
    clerk = as_user("clerk")
    assert [one.code for one in clerk.get(base).context["page"]] == [yard(cast, 0)]
    for page in ("paper", "slips", "draw"):
        path = f"{base}{yard(cast, 1)}/{page}/"
        answer = clerk.get(path) if page == "draw" else clerk.post(path, {"a0q0": "4"})
        assert answer.status_code == 404, page
    assert clerk.post(f"{base}deed/", {"open": "1"}).status_code == 403


def test_the_draw_is_the_same_whoever_looks(cast, as_user, base):
    path = f"{base}{yard(cast)}/draw/"
    drawn = as_user("leader").get(path).context["drawn"]
    assert len(drawn) == 60 and drawn == as_user("clerk").get(path).context["drawn"]


def test_revised_questions_are_the_next_version_and_faults_are_named(cast, as_user):
    office, path = as_user("governance"), f"/{cast.home.district}/surveys/questions/"
    wrong = office.post(path, {"title": "", "title0": "总体"})
    assert len(wrong.context["errors"]) == 2
    assert office.post(path, {"title": "新问卷", "title0": "总体", "text0": "满意吗？", "straight_from": "3"}).status_code == 302
    latest = office.get(path).context["latest"]
    assert (latest.version, latest.straight_from) == (2, 3)
    with cast.home.scope():
        assert [one.text for one in latest.questions.all()] == ["满意吗？"]


@pytest.fixture
def closed(cast):
    """Another survey of the cast's district, answered in both streets and closed."""
    by = cast.home.user("governance")
    with cast.home.scope(actor=by.pk):
        survey = cast.home.get(SatisfactionSurvey)
        again = services.plan_survey(
            questionnaire=survey.questionnaire, title="已结束的调研", days=(date(2026, 1, 1), date(2026, 2, 1)),
            sample=SAMPLE, courtyards=[cast.home.get(Courtyard, 0), cast.home.get(Courtyard, 1)], by=by, reason="计划",
        )
        services.open_survey(survey=again, by=by)
        for site, steps in zip(again.sites.order_by("street_id"), ([4] * 6 + [1] * 2, [2, 2, 5]), strict=True):
            services.enter_paper(site=site, answers=[[step] for step in steps], on=date(2026, 1, 5), by=by)
        return services.close_survey(survey=again, on=date(2026, 2, 1), by=by)


def test_results_are_told_and_few_answers_are_not(cast, as_user, closed):
    path = f"/{cast.home.district}/surveys/{closed.pk}/results/"
    page = as_user("leader").get(path)
    overall = page.context["overall"]
    assert (overall.satisfied, overall.stated, str(overall.share)) == (7, 11, "63.64")
    assert [(one.result.valid, one.result.share is None) for one in page.context["page"]] == [(8, True), (3, True)]
    assert "答卷过少" in page.content.decode()


def test_the_file_holds_the_results_and_its_taking_is_logged(cast, as_user, closed):
    path = f"/{cast.home.district}/surveys/{closed.pk}/results/"
    answer = as_user("leader").get(f"{path}?format=csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert [(row["level"], row["valid"], row["satisfied"]) for row in rows] == [
        ("区", "11", "7"), ("街道", "8", ""), ("楼院", "8", ""), ("街道", "3", ""), ("楼院", "3", "")
    ]
    assert as_user("leader").get(f"{path}?format=xlsx").content.startswith(b"PK")
    with cast.home.scope():
        assert ExportLog.objects.filter(register="surveys").count() == 2


def test_an_open_survey_has_no_results(as_user, base):
    assert as_user("leader").get(f"{base}results/").status_code == 302


def test_the_office_closes_a_survey_whose_days_are_over(cast, as_user, base):
    office = as_user("governance")
    assert "最后一天" in office.post(f"{base}deed/", {"close": "1"}, follow=True).content.decode()
    assert office.post(f"{base}deed/").status_code == 404
    by = cast.home.user("governance")
    with cast.home.scope(actor=by.pk):
        past = services.plan_survey(
            questionnaire=cast.home.get(SatisfactionSurvey).questionnaire, title="往年", sample=SAMPLE,
            days=(date(2025, 1, 1), date(2025, 2, 1)), courtyards=Courtyard.objects.order_by("pk"), by=by, reason="计划",
        )
    path = f"/{cast.home.district}/surveys/{past.pk}/"
    office.post(f"{path}deed/", {"open": "1"})
    assert office.get(path).context["is_over"]
    answer = office.post(f"{path}deed/", {"close": "1"})
    assert answer.status_code == 302 and answer["Location"] == f"{path}results/"
    assert office.get(answer["Location"]).status_code == 200


def test_pages_ask_as_often_for_few_courtyards_as_for_many(case, as_user):
    survey = f"/{case}/surveys/"
    browser = as_user("governance", False)
    listed = browser.get(survey).context["rows"][0][0]

    def asked(path):
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(path)
        assert page.status_code == 200
        return len([q for q in captured if not q["sql"].startswith(OF_THE_SCOPE)])

    for page in (f"{survey}{listed.pk}/", f"{survey}{listed.pk}/results/"):
        assert asked(page) == asked(f"{page}?street=410104001") <= 12


def test_the_case_shows_eighteen_percent_with_its_dimensions(case, as_user):
    browser = as_user("governance", False)
    survey = browser.get(f"/{case}/surveys/").context["rows"][0][0]
    page = browser.get(f"/{case}/surveys/{survey.pk}/results/")
    overall = page.context["overall"]
    assert (overall.satisfied, overall.valid, str(overall.share)) == (360, 2000, "18.00")
    assert [str(end) for end in overall.interval] == ["16.38", "19.74"]
    assert len(page.context["dimensions"]) == 7 and all(one.bar for one in page.context["dimensions"])
    assert any(one.result.meets_minimum for one in page.context["page"])
