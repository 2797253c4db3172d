"""The score sheet: counts typed for many courtyards at once, the points that follow, and who may score what."""

import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg2.extras import DateRange

from governance.audit.models import Change
from governance.audit.services import change
from governance.people.choices import Role
from governance.people.permissions import BY_ROLE
from governance.registers.grids import Row, Status
from governance.tenancy import scope
from property_firms.models import ServiceContract
from ratings import scores, services
from ratings.choices import RoundStatus
from ratings.models import Finding, RatingEntry, RatingResult, RatingRound, ScorerSeat
from tests.registers.test_query_counts import OF_THE_SCOPE
from tests.subsidies.ground import NOW

DAY = date(2022, 6, 1)


@pytest.fixture
def entered(laid):
    services.enter_courtyards(round=laid.round, courtyards=laid.courtyards, by=laid.by, reason="参评")
    return laid


def save(laid, *rows, reason="现场评分"):
    return services.save_scores(round=laid.round, rows=rows, on=DAY, by=laid.by, reason=reason, street=None)


def row(laid, number, version=None, **cells):
    yard = laid.courtyards[number]
    if version is None:
        version = scores.ScoreSheet(laid.round).seen([yard.pk])[yard.pk].version
    return Row(f"r{number}", yard.pk, version, cells)


def counts(laid, number):
    found = Finding.objects.filter(round=laid.round, courtyard=laid.courtyards[number])
    return dict(found.values_list("item__code", "occurrences"))


def test_counts_are_written_in_one_change_and_the_rule_says_the_points(entered):
    before = Change.objects.count()
    first, second = save(entered, row(entered, 0, A1="2", B1=" ３ "), row(entered, 1, A1="0"))
    assert first.status is second.status is Status.SAVED
    assert counts(entered, 0) == {"A1": 2, "B1": 3} and counts(entered, 1) == {"A1": 0}
    assert Change.objects.count() == before + 1


def test_the_points_of_the_sheet_are_those_of_the_round(entered):
    told = save(entered, row(entered, 0, A1="2", B1="3", F1="2"), row(entered, 1, A2="40"))
    services.record_veto(round=entered.round, courtyard=entered.courtyards[1], item=entered.vetoes()["V1"], evidence="记录",
                         found_on=DAY, by=entered.by, reason="否决")
    services.compute_round(round=entered.round, by=entered.by, now=NOW)
    results = {result.courtyard_id: result for result in RatingResult.objects.filter(round=entered.round)}
    assert told[0].texts["score"] == str(results[told[0].id].score)
    sheet = scores.ScoreSheet(entered.round)
    for pk, texts in sheet.texts(scores.entries(entered.round, DAY)).items():
        assert texts["score"] == str(results[pk].score)
        assert texts["star"].startswith(str(results[pk].get_star_display()))
        assert ("否决" in texts["star"]) == results[pk].is_vetoed


def test_an_emptied_cell_takes_the_finding_out(entered):
    [first] = save(entered, row(entered, 0, A1="2", B1="3"))
    [answer] = save(entered, row(entered, 0, first.version, A1=""))
    assert answer.status is Status.SAVED and answer.texts["A1"] == "" and counts(entered, 0) == {"B1": 3}
    assert answer.version > first.version
    assert save(entered, row(entered, 0, first.version, B1="1"))[0].status is Status.STALE


@pytest.mark.parametrize("text", ["x", "-1", "1.5", "99999", "9" * 40, "二"])
def test_what_is_no_count_is_refused_at_its_cell_and_holds_up_no_other_row(entered, text):
    bad, good = save(entered, row(entered, 0, A1=text, B1="1"), row(entered, 1, A1="1"))
    assert bad.status is Status.REFUSED and list(bad.errors) == ["A1"] and good.status is Status.SAVED
    assert counts(entered, 0) == {}


def test_nothing_is_written_where_nothing_differs(entered):
    [first] = save(entered, row(entered, 0, A1="2"))
    before = Change.objects.count()
    [answer] = save(entered, row(entered, 0, A1="2", B1="", score=first.texts["score"]))
    assert answer.status is Status.SAME and Change.objects.count() == before


def test_a_row_that_somebody_else_scored_is_told(entered):
    old = row(entered, 0, A1="1")
    save(entered, row(entered, 0, A1="5"))
    [answer] = save(entered, old)
    assert answer.status is Status.STALE and answer.texts["A1"] == "5" and answer.by == entered.by.name and answer.at
    assert counts(entered, 0) == {"A1": 5}


def test_computed_cells_are_locked(entered):
    [answer] = save(entered, row(entered, 0, score="100", A1="1"))
    assert answer.status is Status.LOCKED and list(answer.errors) == ["score"] and counts(entered, 0) == {}


def test_an_announced_round_is_closed(entered):
    services.compute_round(round=entered.round, by=entered.by, now=NOW)
    assert save(entered, row(entered, 0, A1="1"))[0].status is Status.SAVED
    services.announce(round=entered.round, on=DAY, by=entered.by, reason="公布")
    with pytest.raises(services.RoundAnnounced):
        save(entered, row(entered, 0, A1="2"))
    assert counts(entered, 0) == {"A1": 1}


def test_what_is_out_of_the_round_or_out_of_sight_is_gone(laid):
    services.enter_courtyards(round=laid.round, courtyards=laid.courtyards[:1], by=laid.by, reason="参评")
    assert save(laid, row(laid, 1, A1="1"), Row("x", None, 0, {"A1": "1"}))[0].status is Status.GONE
    with scope.enter(scope.Scope(districts=(laid.district,), streets=(10**9,), actor=laid.by.pk)):
        assert save(laid, Row("r", laid.courtyards[0].pk, 0, {"A1": "1"}))[0].status is Status.GONE


def test_more_rows_are_read_by_as_many_queries(entered):
    def asked(*numbers):
        with CaptureQueriesContext(connection) as captured:
            save(entered, *(row(entered, number, version=10**6, A1="1") for number in numbers))
        return len([q for q in captured if not q["sql"].startswith(OF_THE_SCOPE)])

    assert asked(0) == asked(0, 1, 2)


def test_who_may_score():
    may = {role for role, deeds in BY_ROLE.items() if "rating.score" in deeds}
    assert may == {Role.GOVERNANCE, Role.CLERK, Role.REVIEWER}


@pytest.fixture
def scoring(cast):
    """The cast's round, being scored again; the address of its sheet."""
    with cast.home.scope():
        round_ = cast.home.get(RatingRound)
        with change(district=cast.home.district, by=cast.home.user("governance"), reason="重开"):
            round_.status = RoundStatus.SCORING
            round_.save()
            ScorerSeat.objects.filter(round=round_).delete()
    return f"/{cast.home.district}/ratings/{round_.year}/scores/"


def serve(cast, street, *, served):
    """Whether a firm serves the street's rated courtyard today."""
    with cast.home.scope(), change(district=cast.home.district, by=cast.home.user("governance"), reason="合同"):
        for contract in ServiceContract.objects.filter(courtyard_id=cast.home.get(RatingEntry, street).courtyard_id):
            contract.valid = DateRange(date(2020, 1, 1), None if served else date(2021, 1, 1))
            contract.started_on = None
            contract.save()


def post(browser, path, *rows, **more):
    body = {"change_reason": "评分", "rows": list(rows), **more}
    return browser.post(f"{path}save/", json.dumps(body), content_type="application/json")


def typed(browser, path, cast, street, **cells):
    page = browser.get(path)
    pk = cast.home.get(RatingEntry, street).courtyard_id
    known = {one["id"]: one for one in page.context["rows"]}
    return known.get(pk), {"row": "r", "id": pk, "version": known[pk]["version"] if pk in known else 1, "cells": cells}


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_a_street_scores_its_self_managed_courtyards_and_no_other(cast, as_user, scoring, role):
    browser = as_user(role)
    serve(cast, 0, served=False)
    shown, own = typed(browser, scoring, cast, 0, A1="3")
    assert shown["locked"] == ""
    answer = post(browser, scoring, own).json()["rows"][0]
    assert answer["status"] == "saved" and answer["texts"]["score"] == "94.00"
    shown, other = typed(browser, scoring, cast, 1, A1="3")
    assert shown is None and post(browser, scoring, other).json()["rows"][0]["status"] == "gone"
    serve(cast, 0, served=True)
    shown, own = typed(browser, scoring, cast, 0, A1="4")
    assert "由区评定组评分" in shown["locked"] and browser.get(scoring).context["told"]["save"] == ""
    answer = post(browser, scoring, own).json()["rows"][0]
    assert answer["status"] == "locked" and "由区评定组评分" in answer["errors"][""]


def test_the_district_scores_everywhere_and_readers_nowhere(cast, as_user, scoring):
    for street in (0, 1):
        serve(cast, street, served=True)
        _shown, one = typed(as_user("governance"), scoring, cast, street, A1="4")
        assert post(as_user("governance"), scoring, one).json()["rows"][0]["status"] == "saved"
    for role in ("leader", "housing", "finance", "auditor"):
        page = as_user(role).get(scoring)
        assert page.status_code == 200 and page.context["told"]["save"] == ""
        assert post(as_user(role), scoring, one).status_code == 403


def test_an_announced_sheet_is_read_only_and_says_why(cast, as_user):
    path = f"/{cast.home.district}/ratings/{cast.home.get(RatingRound).year}/scores/"
    page = as_user("governance").get(path)
    assert page.context["told"]["save"] == "" and "已公布" in page.content.decode()
    _shown, one = typed(as_user("governance"), path, cast, 0, A1="1")
    answer = post(as_user("governance"), path, one)
    assert answer.status_code == 409 and "已公布" in answer.json()["detail"]


@pytest.mark.parametrize("body", ["{", {"rows": 1}, {"change_reason": "x", "rows": [{"cells": {"Z9": "1"}}]}])
def test_garbage_is_a_problem(as_user, scoring, body):
    text = body if isinstance(body, str) else json.dumps(body)
    answer = as_user("governance").post(f"{scoring}save/", text, content_type="application/json")
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"


def test_the_sheet_asks_as_often_for_few_courtyards_as_for_many(case, as_user):
    def asked(**query):
        with CaptureQueriesContext(connection) as captured:
            page = as_user("governance", False).get(f"/{case}/ratings/2021/scores/", query)
        return len([q for q in captured if not q["sql"].startswith(OF_THE_SCOPE)]), len(page.context["rows"])

    many, rows = asked()
    few, some = asked(q="410104001-00")
    assert rows == 200 and 0 < some < 50 and few == many
