"""The clerk's home: what waits in its order, each thing one click from being done, and nothing about anybody."""

import time
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg2.extras import DateRange

from governance.common.periods import day_of
from portal.home import sections as home_sections
from portal.home.sections import Item, Rank, Section, in_order
from portal.home.waiting import provider
from tests.quality.conftest import Works

OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")
PEOPLE = ("clerk", "reviewer", "leader", "governance", "housing", "organisation", "finance", "auditor")


@pytest.fixture
def works(cast):
    return Works(cast.home)


@pytest.fixture
def today():
    return day_of(timezone.now())


def page(browser, cast):
    answer = browser.get(f"/{cast.home.district}/home/")
    assert answer.status_code == 200
    return answer


def sections(answer):
    return {section.key: section for section in answer.context["sections"]}


def test_clerks_and_reviewers_begin_at_their_work_and_the_district_at_the_figures(cast, as_user):
    for who in PEOPLE:
        answer = as_user(who).get("/")
        wanted = "home/" if who in ("clerk", "reviewer") else ""
        assert answer.status_code == 302 and answer["Location"] == f"/{cast.home.district}/{wanted}", who


def test_who_stands_in_two_districts_chooses(cast, as_user):
    from tests.support.cast import OPERATOR

    page = as_user(OPERATOR).get("/", follow=True).content.decode()
    assert f'href="/{cast.home.district}/"' in page and f'href="/{cast.neighbour.district}/"' in page


@pytest.mark.parametrize("who", PEOPLE)
def test_everybody_has_a_home_and_finds_it_in_the_menu(cast, as_user, who):
    answer = page(as_user(who), cast)
    items = [item["url"] for item in answer.context["navigation"]][:2]
    both = [f"/{cast.home.district}/home/", f"/{cast.home.district}/"]
    assert items == (both if who in ("clerk", "reviewer") else both[::-1])


def test_a_three_no_courtyard_without_a_cadre_is_one_click_from_its_assignment(cast, works, as_user):
    with cast.home.scope():
        courtyard, cadre = works.three_no, works.cadre
    clerk = as_user("clerk")
    serious = sections(page(clerk, cast))["quality-serious"]
    [item] = [item for item in serious.items if item.text == courtyard.name and item.deed == "指派干部"]
    form = clerk.get(item.url).context["form"]
    assert courtyard.code in str(form["courtyard"].value()) or form["courtyard"].value() == courtyard
    answer = clerk.post(
        item.url, {"courtyard": courtyard.code, "cadre": f"#{cadre.pk}", "valid_from": "2023-07-01", "reason": "分包"}
    )
    assert answer.status_code == 302
    left = sections(page(clerk, cast))["quality-serious"]
    assert left.count == serious.count - 1
    assert not [i for i in left.items if i.text == courtyard.name and i.deed == "指派干部"]


def test_terms_that_are_over_and_about_to_end_lead_to_the_form_of_the_successor(cast, works, as_user, today):
    with cast.home.scope():
        courtyard = works.courtyard
        works.enter("committees", called="over", courtyard=courtyard, kind="owners", name="旧业委会",
                    valid=DateRange(today - timedelta(days=900), today - timedelta(days=10)))
        other = works.enter("courtyards", called="other", name="试验路9号院", community=works.community)
        works.enter("committees", called="soon", courtyard=other, kind="owners", name="新业委会",
                    valid=DateRange(today - timedelta(days=900), today + timedelta(days=5)))
    found = sections(page(as_user("clerk"), cast))
    [over] = [item for item in found["terms-over"].items if item.text == "旧业委会"]
    [soon] = [item for item in found["terms-ending"].items if item.text == "新业委会"]
    assert over.due == today - timedelta(days=11) and soon.due == today + timedelta(days=4)
    assert over.url.endswith(f"/registers/committees/new/?courtyard={courtyard.code}")
    assert found["terms-over"].rank < found["terms-ending"].rank < found["quality-serious"].rank
    # The same term stands in one place of the home.
    assert "旧业委会" not in [item.text for key in ("quality-serious", "quality-notable") for item in found[key].items]
    text = page(as_user("clerk"), cast).content.decode()
    assert "已逾期 11 天" in text and "剩 4 天" in text


def test_who_writes_nothing_looks_and_who_writes_sees_what_is_theirs(cast, works, as_user):
    with cast.home.scope():
        works.three_no  # noqa: B018
    # What two people decide about a star waits for a leader, too.
    for who, more in (("leader", {"决定"}), ("reviewer", set())):
        deeds = {item.deed for section in sections(page(as_user(who), cast)).values() for item in section.items}
        assert deeds == {"查看"} | more
    housing = sections(page(as_user("housing"), cast))
    assert not [part for part in housing["quality-serious"].parts if "分包干部" in str(part.text)]
    organisation = sections(page(as_user("organisation"), cast))
    assert [part for part in organisation["quality-serious"].parts if "分包干部" in str(part.text)]


def test_a_clerk_sees_nothing_of_another_street(cast, works, as_user):
    with cast.home.scope():
        name = works.three_no.name
    assert name in page(as_user("clerk"), cast).content.decode()
    assert name not in page(as_user("clerk2"), cast).content.decode()


def test_nothing_that_waits_is_said_as_such(cast, as_user, monkeypatch):
    monkeypatch.setattr("portal.home.views.PROVIDERS", ())
    answer = page(as_user("clerk"), cast)
    assert answer.context["waiting"] == 0 and "没有待办事项" in answer.content.decode()


def test_the_page_counts_nobodys_doing(cast, as_user):
    text = page(as_user("clerk"), cast).content.decode()
    assert not [word for word in ("排名", "积分", "打卡", "登录次数", "在线时长", "上次登录") if word in text]


def asked_of(browser, path):
    with CaptureQueriesContext(connection) as captured:
        began = time.perf_counter()
        assert browser.get(path).status_code == 200
        took = time.perf_counter() - began
    return len([q for q in captured.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)]), took


@pytest.mark.parametrize("who", ["governance", "clerk-beixiajie", "leader"])
def test_the_home_asks_as_often_for_a_district_as_for_nothing(case, cast, as_user, who):
    browser = as_user(who, False)
    full, _took = asked_of(browser, f"/{case}/home/")
    role = "clerk" if who.startswith("clerk") else who
    empty, _took = asked_of(as_user(role), f"/{cast.home.district}/home/")
    # A queue that is empty asks the same; the seventh queue is quality.
    assert full == empty <= 24


# --- what other parts say that waits


class Portal:
    class clock:  # noqa: N801
        today = date(2024, 6, 3)


class Request:
    portal = Portal


def entry(key, due=None, **given):
    return {
        "key": key, "title": f"Title {key}", "todo": "do it", "count": 1, "url": "/x/", "due": due,
        "items": [{"text": "a", "detail": "b", "url": "/x/1/", "due": due}],
    } | given


def test_other_parts_join_with_one_line_and_stand_where_they_press():
    days = {"late": date(2024, 6, 2), "week": date(2024, 6, 10), "later": date(2024, 6, 11), "none": None}
    returns = provider(lambda request: [entry(key, due) for key, due in days.items()] + [entry("returned")])
    imports = provider(lambda request: [entry("imports", count=0), entry("conflicts")])
    own = lambda request: [  # noqa: E731
        Section("serious", Rank.SERIOUS, "t", "d", (Item("a", "b", "/", "do"),), 1, "/"),
        Section("ending", Rank.ENDING, "t", "d", (Item("a", "b", "/", "do"),), 1, "/"),
    ]
    found = [section.key for section in in_order(Request, (own, imports, returns))]
    assert found == ["returned", "late", "week", "conflicts", "none", "ending", "later", "serious"]


def test_what_a_part_says_is_shown_as_it_says_it():
    [section] = provider(lambda request: [entry("late", date(2024, 6, 2), deed="填报")])(Request)
    assert section.tone == "bad" and section.items == (Item("a", "b", "/x/1/", "填报", date(2024, 6, 2)),)


def test_the_order_is_what_the_day_asks_for():
    assert [rank.name for rank in home_sections.Rank] == [
        "RETURNED", "OVERDUE", "DUE", "WAITING", "ENDING", "SERIOUS", "NOTABLE"
    ]
