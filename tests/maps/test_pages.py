"""The map's page says what the statistics say, of whom the asker may see, on the day that is asked for."""

from collections import Counter
from datetime import date

import pytest

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.boundaries.models import Boundary
from governance.indicators import registry, statistics

D2, EARLIER = date(2022, 7, 7), date(2021, 1, 31)
OLD = {"on": "2021-01-31"}


@pytest.fixture
def office(case, as_user):
    return as_user("governance", False)


def at(district, rest=""):
    return f"/{district}/map/{rest}"


@pytest.mark.parametrize("indicator", ["self_governance_coverage", "covenant_coverage", "three_no_share", "party_cover"])
@pytest.mark.parametrize("level", ["points", "street", "community"])
def test_the_figures_are_those_of_the_statistics(case, office, district_scope, indicator, level):
    context = office.get(at(case), {**OLD, "indicator": indicator, "level": level}).context
    found = registry.find(indicator)
    by = "community" if level == "community" else "street"
    with district_scope(case):
        cells = statistics.values(statistics.Question(case, EARLIER), [found], by=by)
        [whole] = statistics.values(statistics.Question(case, EARLIER), [found])
    assert [(line.cell.division.code, line.cell.numerator, line.cell.denominator) for line in context["lines"]] == [
        (cell.division.code, cell.numerator, cell.denominator) for cell in cells
    ]
    assert (context["total"].numerator, context["total"].denominator) == (whole.numerator, whole.denominator)


def test_every_courtyard_stands_once_in_its_state(case, office, district_scope):
    context = office.get(at(case), OLD).context
    with district_scope(case):
        [cell] = statistics.values(statistics.Question(case, EARLIER), [registry.find("I2")])
    counts = {state: count for state, _word, _tone, count in context["legend"]}
    assert counts == {"covered": cell.numerator, "missing": cell.gap, "outside": 987 - 577}
    assert context["page"].paginator.count == 987
    marks = context["marks"]["spots"]
    assert len(marks) + len(context["placeless"]) == len({mark["id"] for mark in marks}) + 12 == 987
    by_area = Counter(mark["area"] for mark in marks)
    assert set(by_area) == {line.cell.division.code for line in context["lines"]}


def test_what_is_missing_stands_first_and_says_why(case, office):
    rows = office.get(at(case), OLD).context["rows"]
    assert {spot.state for spot, _close in rows} == {"missing"}
    assert all(spot.reason for spot, _close in rows)


def test_a_street_and_a_state_narrow_map_and_list_alike(case, office):
    context = office.get(at(case), {**OLD, "street": "410104001", "state": "missing"}).context
    listed = [spot for spot, _close in context["rows"]]
    assert {(spot.state, spot.point.street_code) for spot in listed} == {("missing", "410104001")}
    assert {mark["id"] for mark in context["marks"]["spots"]} == {spot.point.id for spot in listed if spot.at}
    assert {outline["code"][:9] for outline in context["outlines"]} == {"410104001"}
    assert len(listed) == context["total"].gap


def test_every_indicator_of_courtyards_can_be_drawn(case, office):
    keys = {indicator.key for indicator in office.get(at(case)).context["indicators"]}
    assert {"self_governance_coverage", "party_cover", "cadre_assignment", "branch_pairing"} <= keys
    assert "firm_party_work" not in keys and "courtyard_count" not in keys
    for key in keys:
        assert office.get(at(case), {"indicator": key, "state": "missing", "on": "2020-12-31"}).status_code == 200, key


@pytest.mark.parametrize("query", [{"indicator": "I6"}, {"indicator": "x"}, {"street": "410105001"}, {"street": "x"}])
def test_what_is_not_here_is_not_found(case, office, query):
    assert office.get(at(case), query).status_code == 404


def test_a_population_that_the_indicator_lacks_is_its_own(case, office):
    assert office.get(at(case), {"population": "firms", "level": "x", "state": "x"}).context["asked"].population == "three_no"


@pytest.mark.parametrize(
    ("month", "day"), [("0", "2019-01-31"), ("42", "2022-07-31"), ("9999", None), ("-1", None), ("²", None), ("", None)]
)
def test_the_slider_leads_to_the_end_of_a_month(case, office, month, day):
    answer = office.get(at(case), {"indicator": "I12", "month": month})
    assert answer.status_code == 302
    expected = {"indicator=I12", *([f"on={day}"] if day else [])}
    assert set(answer["Location"].partition("?")[2].split("&")) == expected


def test_the_slider_stands_where_the_day_is(case, office):
    slider = office.get(at(case), OLD).context["slider"]
    assert slider.days[slider.place] == EARLIER and slider.days[0] == date(2019, 1, 31)


def test_what_closes_a_gap_is_offered_to_whoever_may(case, office, as_user):
    query = {"indicator": "covenant_coverage", "state": "missing"}
    rows = office.get(at(case), query).context["rows"]
    assert all(close == f"/{case}/registers/covenants/new/?courtyard={spot.point.code}" for spot, close in rows) and rows
    assert office.get(rows[0][1]).status_code == 200
    for browser, more in ((as_user("leader", False), {}), (office, OLD)):
        context = browser.get(at(case), {**query, **more}).context
        assert context["rows"] and not any(close for _spot, close in context["rows"])
        assert not any("close" in mark for mark in context["marks"]["spots"])


def test_courtyards_without_coordinates_lead_to_where_they_are_entered(case, office, as_user):
    answer = office.get(at(case))
    first = answer.context["placeless"][0].point
    assert f"/{case}/registers/courtyards/{first.id}/edit/#id_longitude" in answer.content.decode()
    assert "#id_longitude" not in as_user("leader", False).get(at(case)).content.decode()


def test_a_clerk_has_the_own_street_alone(case, as_user):
    clerk = as_user("clerk-beixiajie", False)
    for level in ("points", "street", "community"):
        context = clerk.get(at(case), {"level": level}).context
        assert {outline["code"][:9] for outline in context["outlines"]} == {"410104001"}
        assert "410104007" not in str(context["lines"]) + str(context.get("marks"))
    assert clerk.get(at(case), {"street": "410104007"}).status_code == 404


def test_before_the_boundaries_there_are_no_areas(case, office):
    answer = office.get(at(case), {"on": "2018-06-01", "level": "street"}, headers={"Accept-Language": "zh-hans"})
    assert "当日没有这一级的界线" in answer.content.decode() and answer.context["levels"] == ["points"]


def test_without_coordinates_and_boundaries_the_page_says_how_they_come(cast, as_user):
    with cast.home.scope(actor=cast.home.user("governance").pk):
        with change(district=cast.home.district, by=cast.home.user("governance"), reason="test"):
            Boundary.objects.all().delete()
        assert not Courtyard.objects.filter(longitude__isnull=False).exists()
    text = as_user("governance").get(at(cast.home.district), headers={"Accept-Language": "zh-hans"}).content.decode()
    assert "暂无可绘内容" in text and "data-portal-map" not in text
    assert f"/{cast.home.district}/registers/courtyards/import/" in text


def test_the_menu_leads_to_the_map(case, office):
    assert f'href="{at(case)}"' in office.get(f"/{case}/").content.decode()
