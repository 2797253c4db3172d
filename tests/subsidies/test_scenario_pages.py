"""The pages of suppositions: supposed, kept, laid side by side, proposed; and budget and forecast."""

import io
import re

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.people.models import User
from governance.tenancy import scope
from subsidies.models import EntitlementLine, Scenario, SubsidyScheme
from tests.registers.test_query_counts import OF_THE_SCOPE

ON = "on=2022-07-07"


def signed_in(username):
    with scope.enter(scope.Scope(signing_in=username)):
        user = User.objects.get(username=username)
    browser = Client()
    with scope.enter(scope.Scope(actor=user.pk)):
        browser.force_login(user, backend="governance.people.backends.ScopedBackend")
    return browser


@pytest.fixture
def leader(case):
    return signed_in("leader")


@pytest.fixture
def base(case):
    return f"/{case}/subsidies/"


@pytest.fixture
def scheme(case, district_scope):
    with district_scope(case):
        return SubsidyScheme.objects.get(key="year-by-star")


def form(browser, base, scheme):
    """The play form as a browser would send it, unchanged."""
    text = browser.get(f"{base}scenarios/play/?scheme={scheme.pk}&{ON}").content.decode()
    body = text[text.index('<form method="get" novalidate'):]
    body = body[:body.index("</form>")]
    sent = {}
    for field in re.findall(r"<input[^>]*>", body):
        name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
        if name and ("checkbox" not in field or " checked" in field):
            sent[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', body, re.S):
        sent[name] = re.search(r'value="([^"]*)" selected', options)[1] if " selected" in options else ""
    return sent | {"on": "2022-07-07"}


def test_nothing_supposed_is_what_stands_and_no_line_differs(leader, base, scheme):
    sent = form(leader, base, scheme)
    assert (sent["first"], sent["last"]) == ("2022-07", "2025-06")
    answer = leader.get(f"{base}scenarios/play/", sent)
    assert answer.status_code == 200 and answer.context["total"].more == 0 and answer.context["count"] == 0
    assert "与现行相比没有变化" in answer.content.decode()


def test_the_baseline_over_the_past_is_the_ledger(case, leader, base, scheme, district_scope):
    sent = form(leader, base, scheme) | {"first": "2020-02", "last": "2022-06"}
    total = leader.get(f"{base}scenarios/play/", sent).context["total"]
    with district_scope(case):
        lines = EntitlementLine.objects.filter(month__range=("2020-02-01", "2022-06-01")).current()
        assert total.after == sum(lines.values_list("entitled_fen", flat=True)) > 0


def test_a_lower_rate_costs_less_for_whom_it_concerns(leader, base, scheme):
    sent = form(leader, base, scheme) | {"rates-2-5": "0.20", "rates-3-5": "0.15"}
    answer = leader.get(f"{base}scenarios/play/", sent)
    told = answer.context
    assert told["total"].more < 0 and told["loser_count"] > 0 and told["winner_count"] == 0
    assert {change.any.star for change in told["found"].changes} == {5}
    book = openpyxl.load_workbook(io.BytesIO(leader.get(f"{base}scenarios/play/", sent | {"format": "xlsx"}).content))
    rows = list(book.active.iter_rows(min_row=2, values_only=True))
    assert len(rows) == told["count"] > 50
    assert round(sum(float(row[7]) for row in rows) * 100) == told["total"].more


def test_a_cap_above_the_ceiling_is_refused_at_its_place(leader, base, scheme):
    answer = leader.get(f"{base}scenarios/play/", form(leader, base, scheme) | {"cap": "0.31", "last": "2029-01"})
    text = answer.content.decode()
    assert 'href="#cap"' in text and 'href="#last"' in text and answer.context["found"] is None
    text = leader.get(f"{base}scenarios/play/", form(leader, base, scheme) | {"first": "Juli"}).content.decode()
    assert "“Juli”不是月份" in text


def test_kept_compared_and_proposed(case, leader, base, scheme, district_scope):
    sent = form(leader, base, scheme)
    kept = []
    for title, change in (("降五星", {"rates-2-5": "0.20"}), ("提门槛", {"star_least": "3"})):
        content = leader.get(f"{base}scenarios/play/", sent | change).context["content"]
        answer = leader.post(f"{base}scenarios/keep/", {"scheme": scheme.pk, "content": content, "title": title})
        kept.append(answer["Location"])
    assert kept[0] != kept[1]
    text = leader.get(kept[0]).content.decode()
    assert "第 2 年，五星 费率：0.25 → 0.20" in text and "提出为下一版本" in text
    with district_scope(case):
        numbers = list(Scenario.objects.filter(district_id=case).values_list("pk", flat=True))
    assert len(numbers) == 2
    side = leader.get(f"{base}scenarios/compare/", {"id": numbers, "on": "2022-07-07"}).content.decode()
    assert "降五星" in side and "提门槛" in side and "2023 年，预算结余" in side
    colleague = signed_in("housing")
    assert colleague.get(kept[0]).status_code == 200, "it is shared by its address"
    assert "另存为自己的方案" in colleague.post(f"{kept[0]}drop/", follow=True).content.decode()
    clerk = signed_in("clerk-beixiajie")
    assert clerk.get(kept[0]).status_code == 403 and clerk.get(f"{base}scenarios/").status_code == 403
    answer = leader.post(f"{kept[0]}propose/", {"reason": "提议"})
    with district_scope(case):
        draft = SubsidyScheme.objects.get(key="year-by-star", version=2)
    assert answer["Location"].endswith(f"/subsidies/schemes/{draft.pk}/") and draft.status == "draft"
    assert draft.draft["rates"]["2"]["5"]["rate"] == "0.20" and draft.draft["in_force"] == ["2022-07-01", None]


def test_content_that_the_portal_did_not_write_is_refused(leader, base, scheme):
    for content in ("", "{}", "[" * 3000, '{"first": "2021-01", "last": "2021-02", "scheme": {"key": 1}}'):
        answer = leader.post(f"{base}scenarios/keep/", {"scheme": scheme.pk, "content": content, "title": "x"}, follow=True)
        assert "不是本平台保存的测算方案" in answer.content.decode()


def test_budget_spent_committed_and_free(leader, base):
    text = leader.get(f"{base}forecast/?{ON}").content.decode()
    assert "3,600,000.00" in text and "已承诺" in text and "2022-07" in text and "2025-06" in text
    clerk = signed_in("clerk-beixiajie").get(f"{base}forecast/?{ON}").content.decode()
    assert "3,600,000.00" not in clerk and "今后 36 个月" in clerk


@pytest.mark.parametrize(("path", "most"), [
    ("forecast/", 12), ("scenarios/", 8), ("scenarios/play/", 12), ("schemes/", 9),
])
def test_a_page_asks_a_bounded_number_of_questions(leader, base, path, most):
    with CaptureQueriesContext(connection) as asked:
        assert leader.get(f"{base}{path}?{ON}").status_code == 200
    told = [query["sql"] for query in asked.captured_queries if not query["sql"].startswith(OF_THE_SCOPE)]
    assert len(told) <= most, f"{len(told)}\n" + "\n".join(q[:90] for q in told)
