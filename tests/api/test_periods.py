"""`period`, `latest`, several places and populations: each cell is what `statistics` says of its day and place alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.indicators import registry

D2 = "2022-07-07"


def figures(cells):
    return [(c["indicator"], c["population"], c["division"], c["numerator"], c["denominator"], c["value"]) for c in cells]


@pytest.mark.parametrize(
    ("period", "days"),
    [
        ("2021Q4", [("2021Q4", "2021-12-31")]), ("2022-06", [("2022-06", "2022-06-30")]),
        ("2021", [("2021", "2021-12-31")]), ("2022", [("2022", D2)]), ("2022-07,2022Q3", [("2022-07", D2), ("2022Q3", D2)]),
        ("LAST_3_MONTHS", [("2022-05", "2022-05-31"), ("2022-06", "2022-06-30"), ("2022-07", D2)]),
        ("LAST_4_QUARTERS", [("2021Q4", "2021-12-31"), ("2022Q1", "2022-03-31"), ("2022Q2", "2022-06-30"), ("2022Q3", D2)]),
        ("LAST_2_YEARS", [("2021", "2021-12-31"), ("2022", D2)]),
        ("2022-06,LAST_1_MONTHS,2022-06", [("2022-06", "2022-06-30"), ("2022-07", D2)]),
    ],
)
def test_a_period_has_the_figure_of_its_last_day(guancheng, period, days):
    cells = guancheng.fetch("statistics", indicator="I6", period=period, on=D2)["cells"]
    assert [(cell["period"], cell["on"]) for cell in cells] == days
    for cell in cells:
        assert figures([cell]) == figures(guancheng.fetch("statistics", indicator="I6", on=cell["on"])["cells"])


@pytest.mark.parametrize(
    ("period", "code"),
    [("2022-13", "invalid_period"), ("2022q1", "invalid_period"), ("LAST_0_MONTHS", "invalid_period"),
     ("LAST_MONTH", "invalid_period"), ("1899", "invalid_period"), ("2023", "not_begun"), ("2022-08", "not_begun"),
     ("LAST_121_MONTHS", "too_many_periods")],
)
def test_what_is_no_period_is_refused(guancheng, period, code):
    [fault] = guancheng.refused("statistics", indicator="I6", period=period, on=D2)["errors"]
    assert (fault["path"], fault["code"]) == ("period", code)


@pytest.mark.parametrize("by", ["street", "community"])
def test_periods_by_division_are_each_division_over_the_periods(guancheng, by):
    cells = guancheng.fetch("statistics", indicator="I2,I6", by=by, period="2021Q4,2022Q1", on=D2)["cells"]
    for day in ("2021-12-31", "2022-03-31"):
        alone = guancheng.fetch("statistics", indicator="I2,I6", by=by, on=day)["cells"]
        told = [cell for cell in cells if cell["on"] == day]
        assert [f for f in figures(told) if f[2]] == [f for f in figures(alone) if f[2]]
    # Indicator, then division, then time.
    assert [cell["on"] for cell in cells[:2]] == ["2021-12-31", "2022-03-31"]
    assert len({cell["division"] for cell in cells[:2]}) == 1


def test_periods_by_street_are_one_statement_for_each_population_base(guancheng):
    with CaptureQueriesContext(connection) as captured:
        guancheng.fetch("statistics", indicator="I2,I5,I6,I12", by="street", period="LAST_12_MONTHS", on=D2)
    read = [q["sql"] for q in captured.captured_queries if "courtyards_courtyard" in q["sql"]]
    assert len(read) == 1


def test_several_places_are_each_place(guancheng):
    community = guancheng.fetch("statistics", indicator="I5", within="410104002", by="community", on=D2)["cells"][0]["division"]
    wanted = ["410104001", "410104007", community]
    cells = guancheng.fetch("statistics", indicator="I5,I6", within=",".join(wanted), on=D2)["cells"]
    assert {cell["division"] for cell in cells} == set(wanted) and len(cells) == 6
    for cell in cells:
        [alone] = guancheng.fetch("statistics", indicator=cell["indicator"], within=cell["division"], on=D2)["cells"]
        assert figures([cell]) == figures([alone])


def test_communities_of_several_streets(guancheng):
    apart = [
        cell for street in ("410104001", "410104007")
        for cell in guancheng.fetch("statistics", indicator="I5", within=street, by="community", on=D2)["cells"]
    ]
    together = guancheng.fetch("statistics", indicator="I5", within=["410104001", "410104007"], by="community", on=D2)["cells"]
    assert figures(together) == figures(sorted(apart, key=lambda cell: cell["division"]))


def test_a_place_that_is_not_there_is_named(guancheng):
    faults = guancheng.refused("statistics", indicator="I5", within="410104001,410105001")["errors"]
    assert [(fault["path"], fault["value"]) for fault in faults] == [("within", "410105001")]


def test_several_populations_are_a_cell_each(guancheng):
    cells = guancheng.fetch("statistics", indicator="I2,I12", population="all,three_no", on=D2)["cells"]
    assert [(c["indicator"], c["population"]) for c in cells] == [
        ("I2", "all"), ("I2", "three_no"), ("I12", "all"), ("I12", "three_no")
    ]
    for cell in cells:
        alone = guancheng.fetch("statistics", indicator=cell["indicator"], population=cell["population"], on=D2)["cells"]
        assert figures([cell]) == figures(alone)
    [fault] = guancheng.refused("statistics", indicator="I6", population="all,three_no")["errors"]
    assert (fault["path"], fault["value"]) == ("population", "three_no")


def test_latest_are_the_newest_periods_with_a_value(guancheng):
    whole = guancheng.fetch("statistics", indicator="I13", by="street", period="LAST_24_MONTHS", on=D2)["cells"]
    newest = guancheng.fetch("statistics", indicator="I13", by="street", latest=2, on=D2)["cells"]
    for division in {cell["division"] for cell in whole}:
        valued = [cell for cell in whole if cell["division"] == division and cell["value"] is not None]
        assert [cell for cell in newest if cell["division"] == division] == valued[-2:]
    assert newest


def test_more_cells_than_an_answer_holds_are_refused_with_the_way_to_split_them(guancheng):
    every = ",".join(registry.every())
    [fault] = guancheng.refused("statistics", indicator=every, period="LAST_120_MONTHS", by="street", on=D2)["errors"]
    assert (fault["path"], fault["code"]) == ("period", "too_many_cells")
    assert "20000" in fault["message"] and int(fault["value"]) > 20_000
