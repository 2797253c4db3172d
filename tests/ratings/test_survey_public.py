"""The page of a household: every way a code can be wrong, no cookie, no session, no other house behind it."""

import pytest
from django.test import Client

from governance.common import codes
from portal.surveys import public
from ratings.models import SatisfactionSurvey, SurveyAnswer, SurveyCode
from tests.support.cast.surveyed import code


@pytest.fixture(autouse=True)
def fresh_tries():
    public.tries.cache_clear()
    yield
    public.tries.cache_clear()


@pytest.fixture
def path(cast):
    return f"/s/{codes.shown(code(cast.home.district, 1))}/"


def test_a_code_opens_its_own_survey_and_nothing_else(cast, client, path):
    page = client.get(path)
    text = page.content.decode()
    assert page.status_code == 200 and cast.home.mark(0) in text and cast.home.mark(1) in text
    assert cast.home.mark(2) not in text and cast.neighbour.mark() not in text
    assert not page.cookies and page["Referrer-Policy"] == "no-referrer" and "no-store" in page["Cache-Control"]
    assert "<script" not in text


def test_the_page_does_not_know_who_is_signed_in(cast, as_user, path):
    office = as_user("governance")
    assert cast.home.user("governance").name not in office.get(path).content.decode()
    assert office.post(path, {"q0": "5"}).status_code == 200
    with cast.home.scope():
        assert SurveyAnswer.objects.filter(channel="link").count() == 1


def test_an_answer_is_kept_once_even_where_forged_forms_are_refused(cast, path):
    client = Client(enforce_csrf_checks=True)
    page = client.post(path, {"q0": "2"})
    assert page.status_code == 200 and "谢谢" in page.content.decode()
    again = client.post(path, {"q0": "2"})
    assert again.status_code == 410 and "已用过" in again.content.decode()
    assert client.get(path).status_code == 410
    with cast.home.scope():
        assert SurveyAnswer.objects.filter(channel="link").count() == 1
        assert not SurveyCode.objects.filter(digest=codes.digest(code(cast.home.district, 1))).exists()
    with cast.neighbour.scope():
        assert not SurveyAnswer.objects.filter(channel="link").exists()


def test_without_the_first_answer_it_is_asked_for_again(cast, client, path):
    for sent in ({}, {"q0": "9"}, {"q0": "四"}, {"q7": "4"}):
        page = client.post(path, sent)
        assert page.status_code == 400 and 'role="alert"' in page.content.decode()
    assert client.post(path, {"q0": "3"}).status_code == 200


def test_a_code_that_is_over_or_not_yet_good_says_so(cast, client, path):
    from datetime import date

    from psycopg2.extras import DateRange

    from governance.audit.services import change

    by = cast.home.user("governance")
    over, early = DateRange(date(2020, 1, 1), date(2020, 2, 1)), DateRange(date(2090, 1, 1), date(2090, 2, 1))
    for days, status, words in ((over, 410, "已结束"), (early, 403, "2090-01-01")):
        with cast.home.scope(actor=by.pk), change(district=cast.home.district, by=by, reason="改日期"):
            survey = cast.home.get(SatisfactionSurvey)
            survey.valid = days
            survey.save()
        page = client.post(path, {"q0": "4"})
        assert page.status_code == status and words in page.content.decode()


def test_wrong_codes_are_told_and_soon_stopped_but_right_ones_are_not(cast, client, path):
    page = client.get("/s/AAAAA-AAAAA/")
    assert page.status_code == 404 and "编码不正确" in page.content.decode()
    answers = [client.get(f"/s/AAAAA-AAAA{n}/").status_code for n in range(2, 10)]
    assert set(answers) == {404}
    for _turn in range(30):
        assert client.get(path).status_code == 200
    client.get("/s/AAAAA-AAAAB/")
    stopped = client.get("/s/AAAAA-AAAAC/")
    assert stopped.status_code == 429 and stopped["Retry-After"] == "60"
    assert client.get(path, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_the_code_can_be_typed_as_people_type(cast, client):
    assert client.get("/s/").status_code == 200
    typed = codes.shown(code(cast.home.district, 1)).lower()
    answer = client.post("/s/", {"code": f" {typed} "})
    assert answer.status_code == 302 and client.get(answer["Location"]).status_code == 200


@pytest.mark.parametrize("text", ["%00", "a" * 3000, "..%2F..", "' OR 1=1", "０１２３４５６７８９"])
def test_garbage_is_a_wrong_code(client, db, text):
    assert client.get(f"/s/{text}/").status_code in (404,)
