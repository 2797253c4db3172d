"""The pages of schemes: from an example to a released version, faults at their places, files, comparing and trying."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from subsidies import examples, reading
from subsidies.models import SubsidyScheme
from subsidies.schemes import files, shape
from subsidies.schemes.comparing import differences
from tests.ratings.drafting import person
from tests.ratings.test_standard_pages import form as form_of
from tests.registers.test_query_counts import OF_THE_SCOPE
from tests.subsidies import drafting as office


@pytest.fixture
def side(cast):
    return cast.home


@pytest.fixture
def base(side):
    return f"/{side.district}/subsidies/schemes/"


def newest(side):
    with side.scope():
        return SubsidyScheme.objects.order_by("-pk").first()


def begin(as_user, base, side, example="year_by_star", **sent):
    answer = as_user("housing").post(f"{base}draft/", {"example": example, "key": "own", **sent})
    assert answer.status_code == 302
    return newest(side)


def form(scheme, browser, base):
    return form_of(scheme, browser, base)


def test_from_an_example_to_a_released_version(side, as_user, base):
    made = begin(as_user, base, side)
    assert (made.key, made.status, made.is_example) == ("own", "draft", False) and "示例" not in made.title
    page = as_user("housing").get(f"{base}{made.pk}/").content.decode()
    assert "须由他人核对和发布" in page and 'name="check"' not in page
    seen, deed = made.drafted_at.isoformat(), f"{base}{made.pk}/deed/"
    assert as_user("clerk").post(deed, {"check": "1", "seen": seen}).status_code == 403
    as_user("housing").post(deed, {"check": "1", "seen": seen})
    assert newest(side).status == "draft", "nobody checks their own"
    as_user("finance").post(deed, {"check": "1", "seen": seen})
    assert newest(side).status == "checked"
    assert as_user("finance").post(deed, {"release": "1", "seen": seen, "reason": "x"}).status_code == 403
    as_user("leader").post(deed, {"release": "1", "seen": seen})
    assert newest(side).status == "checked", "a release needs a document"
    as_user("leader").post(deed, {"release": "1", "seen": seen, "reason": "管政〔2026〕1 号"})
    done = newest(side)
    with side.scope():
        assert done.status == "released" and done.rates.count() == 15
    page = as_user("clerk").get(f"{base}{made.pk}/").content.decode()
    assert "管政〔2026〕1 号" in page and "每月每平方米不超过 0.30 元" in page and 'name="release"' not in page
    assert as_user("housing").get(f"{base}{made.pk}/edit/").status_code == 302


@pytest.mark.parametrize("example", examples.NAMES)
def test_the_editor_sends_back_what_it_shows(side, as_user, base, example):
    made = begin(as_user, base, side, example)
    browser = as_user("housing")
    assert browser.post(f"{base}{made.pk}/edit/", form(made, browser, base)).status_code == 302
    assert differences(reading.data_of(made), reading.data_of(newest(side))) == []
    assert reading.data_of(newest(side)) == reading.data_of(made)


def test_faults_stand_at_their_fields_and_the_draft_is_kept(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("housing")
    sent = form(made, browser, base) | {
        "rates-1-5": "0.31", "rates-2-3": "", "months": "drei", "in_force-0": "gestern", "clause_of-cap": "",
        "fees_least": "30",
    }
    assert browser.post(f"{base}{made.pk}/edit/", sent).status_code == 302
    text = browser.get(f"{base}{made.pk}/edit/").content.decode()
    for place in ("rates-1-5", "rates-2-3", "months", "in_force-0", "clause_of-cap", "clause_of-fees_least"):
        assert f'href="#{place}"' in text and re.search(rf'id="{place}"[^>]*aria-invalid="true"', text), place
    assert re.search(r'id="months"[^>]*value="drei"', text)
    as_user("governance").post(f"{base}{made.pk}/deed/", {"check": "1", "seen": newest(side).drafted_at.isoformat()})
    assert newest(side).status == "draft"


def test_shares_that_overlap_or_leave_a_hole_are_told(side, as_user, base):
    made = begin(as_user, base, side, "by_score")
    browser = as_user("housing")
    sent = form(made, browser, base)
    told = browser.post(f"{base}{made.pk}/faults/", sent).content.decode()
    assert "没有问题" in told
    told = browser.post(f"{base}{made.pk}/faults/", sent | {"shares-1-from": "80", "shares-3-from": "10"}).content.decode()
    assert "档次重叠" in told and "从 0 分起" in told
    assert reading.data_of(newest(side)) == reading.data_of(made), "nothing is kept"


def test_two_people_at_one_draft_do_not_overwrite_each_other(side, as_user, base):
    made = begin(as_user, base, side)
    one, other = as_user("housing"), as_user("governance")
    mine, theirs = form(made, one, base), form(made, other, base)
    assert other.post(f"{base}{made.pk}/edit/", theirs | {"title": "他们的"}).status_code == 302
    answer = one.post(f"{base}{made.pk}/edit/", mine | {"title": "我的"})
    assert answer.status_code == 409 and "我的" in answer.content.decode() and newest(side).title == "他们的"


def test_a_version_is_tried(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("clerk")
    told = browser.get(f"{base}{made.pk}/try/?area=1000&month=13&star=4&score=85").content.decode()
    assert "220.00" in told and "0.22" in told
    told = browser.get(f"{base}{made.pk}/try/?area=1000&month=13&star=0&score=50").content.decode()
    assert "无星级" in told or "未获星级" in told or "0.00" in told
    told = browser.get(f"{base}{made.pk}/try/?area=x&month=99").content.decode()
    assert "请填不小于 0" in told and "36 个月中的第几个月" in told


def test_versions_are_compared_line_by_line(side, as_user, base):
    with side.scope():
        before = office.released(side.district, person(side, "housing"), person(side, "governance"))
    as_user("housing").post(f"{base}draft/", {"scheme": before.pk})
    after = newest(side)
    browser = as_user("housing")
    sent = form(after, browser, base) | {"rates-1-5": "0.28", "cap": "0.29", "in_force-0": "2030-01-01"}
    browser.post(f"{base}{after.pk}/edit/", sent)
    text = browser.get(f"{base}compare/?before={before.pk}&after={after.pk}").content.decode()
    assert "3 处不同" in text and "<del>0.30</del>" in text and "<ins>0.28</ins>" in text
    assert browser.get(f"{base}compare/?before=x&after=1").status_code == 404


@pytest.mark.parametrize("kind", ["json", "xlsx"])
@pytest.mark.parametrize("example", examples.NAMES)
def test_a_file_goes_out_and_comes_in_as_a_draft(side, as_user, base, kind, example):
    made = begin(as_user, base, side, example)
    answer = as_user("clerk").get(f"{base}{made.pk}/export/{kind}/")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    as_user("housing").post(f"{base}{made.pk}/deed/", {"discard": "1", "seen": made.drafted_at.isoformat(), "reason": "换"})
    upload = SimpleUploadedFile(f"x.{kind}", answer.content)
    assert as_user("housing").post(f"{base}import/", {"file": upload}).status_code == 302
    taken = newest(side)
    assert taken.pk != made.pk and reading.data_of(taken) == reading.data_of(made)


def test_a_bad_file_is_refused_in_sentences_all_at_once(side, as_user, base):
    data = shape.complete(examples.scheme("falling")) | {"colour": "red", "title": "长" * 200}
    upload = SimpleUploadedFile("x.json", json.dumps(data).encode())
    answer = as_user("housing").post(f"{base}import/", {"file": upload})
    text = answer.content.decode()
    assert answer.status_code == 400 and "colour" in text and "最多 120 个字符" in text
    assert as_user("housing").post(f"{base}import/", {}).status_code == 400
    upload = SimpleUploadedFile("x.json", files.as_json(shape.complete(examples.scheme("falling")))[:50])
    assert "JSON" in as_user("housing").post(f"{base}import/", {"file": upload}).content.decode()


def test_who_may_not_draft_is_refused(side, as_user, base):
    for who in ("clerk", "leader", "auditor", "finance"):
        browser = as_user(who)
        assert browser.get(f"{base}import/").status_code == 403
        assert browser.post(f"{base}draft/", {"example": "falling", "key": "own"}).status_code == 403


def test_the_pages_ask_equally_often_for_few_versions_and_many(side, as_user, base):
    browser = as_user("housing")

    def asked(path):
        with CaptureQueriesContext(connection) as told:
            assert browser.get(path).status_code == 200
        return len([q for q in told.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)])

    few = asked(base)
    for key in ("b", "c", "d"):
        begin(as_user, base, side, key=key)
    made = newest(side)
    assert asked(base) == few <= 9
    assert asked(f"{base}{made.pk}/") <= 10 and asked(f"{base}{made.pk}/edit/") <= 8 and asked(f"{base}{made.pk}/try/") <= 8
