"""The grid's page and its one endpoint: who sees and writes what, what garbage is answered, how often it asks."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from courtyards.models import Courtyard
from governance.audit.models import Change
from governance.people import services as people
from governance.people.choices import Role
from governance.registers import registry
from governance.registers.services.entering import version_of
from tests.registers.test_query_counts import OF_THE_SCOPE

GRIDS = sorted(key for key, register in registry.every().items() if register.grid)


@pytest.fixture
def home(cast):
    return f"/{cast.home.district}/registers"


@pytest.fixture
def yard(cast, ground):
    with cast.home.scope():
        return ground.courtyard


def post(browser, path, body):
    text = body if isinstance(body, str | bytes) else json.dumps(body)
    return browser.post(path, text, content_type="application/json")


def row(cast, yard, **cells):
    with cast.home.scope():
        version = version_of(registry.every()["courtyards"], yard)
    return {"row": "r1", "id": yard.pk, "version": version, "cells": cells}


def test_the_registers_of_the_issue_have_grids():
    assert GRIDS == ["courtyards", "fee-returns", "visits"]


@pytest.mark.parametrize("key", GRIDS)
def test_the_page_is_a_table_of_the_records_that_the_list_shows_with_their_forms(cast, home, as_user, key):
    browser = as_user("governance")
    listed = browser.get(f"{home}/{key}/", follow=True)
    page = browser.get(f"{home}/{key}/grid/")
    assert page.status_code == 200
    ids = [r["id"] for r in page.context["rows"]]
    assert ids == [record.pk for record in listed.context["page"]] and ids
    for pk in ids:
        assert f"/registers/{key}/{pk}/edit/" in page.content.decode()
    assert f"/registers/{key}/grid/" in listed.content.decode()


def test_filters_search_and_order_are_those_of_the_list(cast, home, as_user, yard):
    page = as_user("governance").get(f"{home}/courtyards/grid/?q={yard.code}")
    assert [r["id"] for r in page.context["rows"]] == [yard.pk]
    down = as_user("governance").get(f"{home}/courtyards/grid/?sort=-code")
    codes = [r["cells"][1][0] for r in down.context["rows"]]
    assert codes == sorted(codes, reverse=True) and len(codes) > 1


def test_a_register_without_a_grid_has_no_such_page(home, as_user):
    assert as_user("governance").get(f"{home}/committees/grid/").status_code == 404
    assert post(as_user("governance"), f"{home}/committees/grid/save/", {}).status_code == 404
    assert "/grid/" not in as_user("governance").get(f"{home}/committees/").content.decode()


def test_whoever_may_only_read_sees_everything_locked_and_saves_nothing(cast, home, as_user, yard):
    leader = as_user("leader")
    page = leader.get(f"{home}/courtyards/grid/")
    assert page.context["told"]["save"] == "" and {r["locked"] for r in page.context["rows"]} == {"您的角色在此只能查看。"}
    answer = post(leader, f"{home}/courtyards/grid/save/", {"change_reason": "x", "rows": [row(cast, yard, households="1")]})
    assert answer.status_code == 403


def test_the_past_is_locked(cast, home, as_user, yard):
    clerk = as_user("clerk")
    page = clerk.get(f"{home}/courtyards/grid/?on=2023-06-01")
    assert page.context["told"]["save"] == "" and page.context["rows"][0]["locked"] == "历史日期的数据只能查看。"
    body = {"change_reason": "x", "rows": [row(cast, yard, households="1")]}
    answer = post(clerk, f"{home}/courtyards/grid/save/?on=2023-06-01", body)
    assert answer.status_code == 403 and answer.json()["detail"] == "历史日期的数据只能查看。"


def test_a_clerk_who_reads_the_whole_district_writes_in_one_street(cast, home, as_user, yard):
    with cast.home.scope():
        people.grant(user=cast.home.user("clerk"), district=cast.home.district, role=Role.LEADER,
                     by=cast.home.user("governance"), reason="兼任", valid_from=date(2020, 1, 1))
    clerk, other = as_user("clerk"), cast.home.get(Courtyard, 1)
    page = clerk.get(f"{home}/courtyards/grid/")
    locked = {r["id"]: r["locked"] for r in page.context["rows"]}
    assert locked[other.pk] == "属于其他街道。" and locked[yard.pk] == ""
    answer = post(clerk, f"{home}/courtyards/grid/save/", {"change_reason": "x", "rows": [row(cast, other, households="1")]})
    assert answer.json()["rows"][0]["status"] == "gone"


def test_what_is_saved_is_answered_and_refusals_leave_the_rest(cast, home, as_user, yard):
    other = {"row": "n1", "id": None, "version": 0, "cells": {"name": "表格路2号院"}}
    body = {"change_reason": "复核", "rows": [row(cast, yard, households="66"), other]}
    answer = post(as_user("clerk"), f"{home}/courtyards/grid/save/", body)
    saved, refused = answer.json()["rows"]
    assert answer.status_code == 200 and answer["Cache-Control"] == "no-store"
    assert (saved["row"], saved["status"], saved["texts"]["households"]) == ("r1", "saved", "66")
    assert refused["status"] == "refused" and "community" in refused["errors"]
    with cast.home.scope():
        assert Courtyard.objects.get(pk=yard.pk).households == 66


@pytest.mark.parametrize("body", [
    " ", "{", "[]", "null", "7", '"x"', "\x00", '{"rows": [], "rows": []}', '{"change_reason": "x"}',
    {"change_reason": "x", "rows": []}, {"change_reason": "x", "rows": {}}, {"change_reason": "x", "rows": [7]},
    {"change_reason": "x", "rows": [{"id": "1"}]}, {"change_reason": "x", "rows": [{"id": True}]},
    {"change_reason": "x", "rows": [{"id": 10**30}]}, {"change_reason": "x", "rows": [{"version": "1"}]},
    {"change_reason": "x", "rows": [{"version": None}]}, {"change_reason": "x", "rows": [{"cells": []}]},
    {"change_reason": "x", "rows": [{"cells": {"name": 7}}]}, {"change_reason": "x", "rows": [{"cells": {"name": "a\x00b"}}]},
    {"change_reason": "x", "rows": [{"cells": {"district": "7"}}]}, {"change_reason": "x", "rows": [{"confirm": "yes"}]},
    {"change_reason": "x", "rows": [{"more": 1}]}, {"change_reason": "x", "rows": [{"id": 1}, {"id": 1}]},
    {"change_reason": "x", "rows": [{}] * 501}, {"change_reason": "", "rows": [{"cells": {"name": "x"}}]},
    {"change_reason": 7, "rows": [{}]}, {"change_reason": "字" * 301, "rows": [{}]}, {"reason": "x", "rows": [{}]},
    '{"change_reason": "x", "rows": [{"cells": {"name": "\\ud800"}}]}',
])
def test_garbage_is_a_problem_in_words_and_writes_nothing(cast, home, as_user, body):
    with cast.home.scope():
        before = Change.objects.count()
    answer = post(as_user("clerk"), f"{home}/courtyards/grid/save/", body)
    assert answer.status_code == 400, answer.content
    assert answer["Content-Type"] == "application/problem+json" and answer.json()["detail"]
    with cast.home.scope():
        assert Change.objects.count() == before


def test_odd_texts_in_cells_are_refused_at_their_cells(cast, home, as_user, yard):
    odd = {"name": "x" * 5000, "area_m2": "NaN", "households": "９" * 40, "built_year": "1e9", "valid_from": "2023-02-31",
           "community": "不存在", "kind": "#1", "buildings": "-3", "residents": "二十"}
    answer = post(as_user("clerk"), f"{home}/courtyards/grid/save/", {"change_reason": "x", "rows": [row(cast, yard, **odd)]})
    [told] = answer.json()["rows"]
    assert told["status"] == "refused" and set(told["errors"]) == set(odd)


def test_a_form_post_is_told_to_send_json(home, as_user):
    assert as_user("clerk").post(f"{home}/courtyards/grid/save/", {"rows": "x"}).status_code == 415
    assert as_user("clerk").get(f"{home}/courtyards/grid/save/").status_code == 405


@pytest.mark.parametrize("key", GRIDS)
def test_the_page_asks_as_often_for_few_records_as_for_many(case, as_user, key):
    browser = as_user("governance", False)

    def asked(**query):
        with CaptureQueriesContext(connection) as captured:
            page = browser.get(f"/{case}/registers/{key}/grid/", query)
        assert page.status_code == 200
        return len([q for q in captured if not q["sql"].startswith(OF_THE_SCOPE)]), len(page.context["rows"])

    many, rows = asked()
    few, some = asked(q="410104001-0001")
    assert rows == 200 and 0 < some < 20 and few == many <= 14
