"""The pages of standards: from an example to a released version, faults at their places, files, comparing and trying."""

import json
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ratings import examples, reading, standards
from ratings.models import RatingStandard
from ratings.standards import files
from ratings.standards.comparing import differences
from tests.ratings import drafting as office
from tests.registers.test_query_counts import OF_THE_SCOPE


@pytest.fixture
def side(cast):
    return cast.home


@pytest.fixture
def base(side):
    return f"/{side.district}/ratings/standards/"


def newest(side):
    with side.scope():
        return RatingStandard.objects.order_by("-pk").first()


def begin(as_user, base, side, who="governance", **sent):
    answer = as_user(who).post(f"{base}draft/", {"example": "weighted", "key": "own", **sent})
    assert answer.status_code == 302
    return newest(side)


def form(standard, browser, base):
    """The editor's form as a browser would send it, unchanged."""
    text = browser.get(f"{base}{standard.pk}/edit/").content.decode()
    body = text[text.index('<form method="post" novalidate'):]
    sent = {}
    for field in re.findall(r"<input[^>]*>", body):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        if name and ("checkbox" not in field or " checked" in field):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.S):
        sent[name] = re.search(r'value="([^"]*)" selected', options)[1] if " selected" in options else ""
    return {name: value for name, value in sent.items() if not name.endswith("-drop")}


def test_from_an_example_to_a_released_version(side, as_user, base):
    made = begin(as_user, base, side)
    assert (made.key, made.status, made.is_example) == ("own", "draft", False) and "示例" not in made.title
    page = as_user("governance").get(f"{base}{made.pk}/").content.decode()
    assert "须由他人核对和发布" in page and 'name="check"' not in page
    seen = made.drafted_at.isoformat()
    deed = f"{base}{made.pk}/deed/"
    assert as_user("clerk").post(deed, {"check": "1", "seen": seen}).status_code == 403
    as_user("governance").post(deed, {"check": "1", "seen": seen})
    assert newest(side).status == "draft", "nobody checks their own"
    as_user("housing").post(deed, {"check": "1", "seen": seen})
    assert newest(side).status == "checked"
    assert as_user("housing").post(deed, {"release": "1", "seen": seen, "reason": "x"}).status_code == 403
    as_user("leader").post(deed, {"release": "1", "seen": seen})
    assert newest(side).status == "checked", "a release needs a reason"
    as_user("leader").post(deed, {"release": "1", "seen": seen, "reason": "管政〔2026〕1 号"})
    done = newest(side)
    with side.scope():
        assert done.status == "released" and done.items.count() == 12
    page = as_user("clerk").get(f"{base}{made.pk}/").content.decode()
    assert "管政〔2026〕1 号" in page and "业主总体满意度" in page and 'name="release"' not in page
    assert as_user("governance").get(f"{base}{made.pk}/edit/").status_code == 302


def test_the_editor_sends_back_what_it_shows(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("governance")
    assert browser.post(f"{base}{made.pk}/edit/", form(made, browser, base)).status_code == 302
    assert differences(reading.data_of(made), reading.data_of(newest(side))) == []
    assert reading.data_of(newest(side)) == reading.data_of(made)


def test_faults_stand_at_their_fields_and_in_the_list_and_the_draft_is_kept(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("governance")
    sent = form(made, browser, base) | {"tops-3": "85", "bounds-4": "86", "items-1-full_mark": "zwanzig", "weights-survey": "20"}
    assert browser.post(f"{base}{made.pk}/edit/", sent).status_code == 302
    text = browser.get(f"{base}{made.pk}/edit/").content.decode()
    assert "85.01 至 85.99" in text and 'href="#tops-3"' in text
    assert re.search(r'id="items-1-full_mark"[^>]*value="zwanzig"[^>]*aria-invalid="true"', text)
    assert "合计为 90 %" in text
    seen = newest(side).drafted_at.isoformat()
    as_user("housing").post(f"{base}{made.pk}/deed/", {"check": "1", "seen": seen})
    assert newest(side).status == "draft"


def test_lines_are_added_and_taken_out(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("governance")
    sent = form(made, browser, base)
    count = int(sent["vetoes-count"])
    sent |= {f"vetoes-{count - 1}-code": "V9", f"vetoes-{count - 1}-title": "伪造材料", "vetoes-0-drop": "1"}
    browser.post(f"{base}{made.pk}/edit/", sent)
    assert [veto["code"] for veto in reading.data_of(newest(side))["vetoes"]] == ["V2", "V3", "V4", "V9"]


def test_two_people_at_one_draft_do_not_overwrite_each_other(side, as_user, base):
    made = begin(as_user, base, side)
    one, other = as_user("governance"), as_user("housing")
    mine, theirs = form(made, one, base), form(made, other, base)
    assert other.post(f"{base}{made.pk}/edit/", theirs | {"title": "他们的"}).status_code == 302
    answer = one.post(f"{base}{made.pk}/edit/", mine | {"title": "我的"})
    assert answer.status_code == 409 and "我的" in answer.content.decode() and newest(side).title == "他们的"


def test_sums_are_told_while_typing_and_nothing_is_kept(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("governance")
    sent = form(made, browser, base)
    told = browser.post(f"{base}{made.pk}/sums/", sent).content.decode()
    assert "没有问题" in told and "100" in told
    told = browser.post(f"{base}{made.pk}/sums/", sent | {"items-0-full_mark": "90"}).content.decode()
    assert "90" in told and "没有问题" not in told
    assert reading.data_of(newest(side)) == reading.data_of(made)


def test_a_version_is_tried(side, as_user, base):
    made = begin(as_user, base, side)
    browser = as_user("clerk")
    told = browser.get(f"{base}{made.pk}/try/?f-S01=92.5&f-M06=15&f-C01=20&f-C03=95&f-C04=90").content.decode()
    assert "97.75" in told and "五星" in told
    told = browser.get(f"{base}{made.pk}/try/?f-S01=101&f-M01=x&v-V4=1").content.decode()
    assert "请填 0 至 100 的百分比" in told and "请填整数" in told and "否决" in told


def test_versions_are_compared(side, as_user, base):
    with side.scope():
        before = office.released(side.district, office.person(side, "governance"), office.person(side, "housing"))
    as_user("governance").post(f"{base}draft/", {"standard": before.pk})
    after = newest(side)
    browser = as_user("governance")
    sent = form(after, browser, base) | {"items-0-full_mark": "9", "bounds-5": "92", "publicity_days": "7"}
    browser.post(f"{base}{after.pk}/edit/", sent)
    text = browser.get(f"{base}compare/?before={before.pk}&after={after.pk}").content.decode()
    assert "3 处不同" in text and "<del>90</del>" in text and "<ins>92</ins>" in text
    assert browser.get(f"{base}compare/?before=x&after=1").status_code == 404


@pytest.mark.parametrize("kind", ["json", "xlsx"])
def test_a_file_goes_out_and_comes_in_as_a_draft(side, as_user, base, kind):
    made = begin(as_user, base, side)
    answer = as_user("clerk").get(f"{base}{made.pk}/export/{kind}/")
    assert answer.status_code == 200 and "attachment" in answer["Content-Disposition"]
    with side.scope():
        office.services.discard_draft(standard=made, seen=made.drafted_at, by=office.person(side, "governance"), reason="换")
    upload = SimpleUploadedFile(f"x.{kind}", answer.content)
    assert as_user("governance").post(f"{base}import/", {"file": upload}).status_code == 302
    taken = newest(side)
    assert taken.pk != made.pk and reading.data_of(taken) == reading.data_of(made)


def test_a_bad_file_is_refused_in_sentences_all_at_once(side, as_user, base):
    data = standards.shape.complete(examples.standard("weighted")) | {"colour": "red", "title": "长" * 200}
    upload = SimpleUploadedFile("x.json", json.dumps(data).encode())
    answer = as_user("governance").post(f"{base}import/", {"file": upload})
    text = answer.content.decode()
    assert answer.status_code == 400 and "colour" in text and "最多 120 个字符" in text
    assert as_user("governance").post(f"{base}import/", {}).status_code == 400
    upload = SimpleUploadedFile("x.json", files.as_json(data)[:50])
    assert "JSON" in as_user("governance").post(f"{base}import/", {"file": upload}).content.decode()


def test_who_may_not_draft_is_refused(side, as_user, base):
    for who in ("clerk", "leader", "auditor"):
        browser = as_user(who)
        assert browser.get(f"{base}import/").status_code == 403
        assert browser.post(f"{base}draft/", {"example": "weighted", "key": "own"}).status_code == 403


def test_the_pages_ask_equally_often_for_few_versions_and_many(side, as_user, base):
    browser = as_user("governance")

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
