"""`surveys` and their results by REST: the reference case's 18 %, place by place, and never a single answer."""

import csv
import io

from ratings.models import SatisfactionSurvey


def results(guancheng, **asked):
    [survey] = guancheng.fetch("surveys")["items"]
    return survey, guancheng.fetch(f"surveys/{survey['id']}/results", **asked)["results"]


def test_the_case_s_survey(guancheng):
    survey, rows = results(guancheng)
    assert (survey["first_on"], survey["last_on"], survey["status"]) == ("2020-03-01", "2020-03-31", "closed")
    assert survey["courtyards"] == 40
    [overall] = [row for row in rows if row["place_level"] == "district" and row["position"] == 0]
    assert (overall["satisfied"], overall["stated"], overall["share_percent"]) == (360, 2000, "18.00")
    assert (overall["low_percent"], overall["high_percent"]) == ("16.38", "19.74")
    assert overall["sent"] > overall["answered"] > overall["valid"] == 2000


def test_places_add_up_to_the_district(guancheng):
    _survey, rows = results(guancheng)
    for level in ("street", "courtyard"):
        own = [row for row in rows if row["place_level"] == level and row["position"] == 0]
        assert (sum(row["satisfied"] for row in own), sum(row["valid"] for row in own)) == (360, 2000)
    dimensions = [row for row in rows if row["place_level"] == "district"]
    assert [row["question"] for row in dimensions] == ["总体满意度", "设备设施", "绿植", "垃圾", "安保", "门禁", "信息公示"]
    for row in dimensions:
        own = [one for one in rows if one["place_level"] == "street" and one["position"] == row["position"]]
        assert sum(one["stated"] or 0 for one in own) <= row["stated"]


def test_levels_are_chosen_and_go_out_as_a_sheet(guancheng):
    survey, rows = results(guancheng, level="courtyard")
    assert len(rows) == 40 and {row["place_level"] for row in rows} == {"courtyard"}
    answer = guancheng.client.get(guancheng.url(f"surveys/{survey['id']}/results.csv", level="courtyard"))
    assert len(list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))) == 40


def test_nobody_had_heard_of_it_before_it_was_entered(guancheng):
    assert guancheng.fetch("surveys", as_of="2020-01-01T00:00:00+08:00")["items"] == []


def test_an_open_survey_tells_no_result(cast, api):
    base = f"/api/v1/districts/{cast.home.district}/surveys"
    answer = api().get(f"{base}/{cast.home.pk(SatisfactionSurvey)}/results").json()
    assert answer["survey"]["status"] == "open"
    assert api().get(f"{base}/{cast.neighbour.pk(SatisfactionSurvey)}/results").status_code == 404
