"""The formats of statistics: the same cells in each, chosen in three ways, with tags that name bytes."""

import csv
import io
import json

import openpyxl
import pytest

from portal.api import jsonstat
from portal.api.formats import CSV, GEOJSON, JSONSTAT, NDJSON, TABLES, XLSX

D2 = "2022-07-07"
QUERY = {"indicator": "I2,I13", "by": "street", "on": D2}
FILES = [CSV, XLSX, NDJSON, GEOJSON, JSONSTAT]


def content(answer):
    return answer.getvalue() if answer.streaming else answer.content


@pytest.mark.parametrize("form", FILES, ids=lambda form: form.name)
def test_a_format_is_chosen_by_suffix_parameter_or_accept(guancheng, form):
    answers = [
        guancheng.get(f"statistics.{form.name}", **QUERY), guancheng.get("statistics", format=form.name, **QUERY),
        *(guancheng.get("statistics", {"Accept": wanted}, **QUERY) for wanted in (form.media_type, *form.also)),
    ]
    assert {answer["Content-Type"].partition(";")[0] for answer in answers} == {form.media_type}
    assert len({content(answer) for answer in answers}) == 1
    assert answers[0]["ETag"].startswith('"') and "Accept" in answers[0]["Vary"]
    again = guancheng.get(f"statistics.{form.name}", {"If-None-Match": answers[0]["ETag"]}, **QUERY)
    assert again.status_code == 304


def test_json_is_what_a_program_gets_that_does_not_mind(guancheng):
    for accept in ("*/*", "application/*", "text/html;q=0.5, application/json", "application/json, text/csv"):
        assert guancheng.get("statistics", {"Accept": accept}, **QUERY)["Content-Type"] == "application/json"
    assert guancheng.get("statistics", {"Accept": "image/png"}, **QUERY).status_code == 406


def test_every_format_has_a_tag_of_its_own(guancheng):
    tags = {guancheng.get("statistics", {"Accept": form.media_type}, **QUERY)["ETag"] for form in FILES}
    assert len(tags) == len(FILES)


def test_a_list_has_no_suffix_that_it_can_not_be_told_in(guancheng):
    answer = guancheng.client.get(guancheng.url("courtyards.geojson"))
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.name)
def test_a_list_of_records_is_taken_out_too(guancheng, form):
    listed = guancheng.fetch("courtyards", limit=3, on=D2)["items"]
    answer = guancheng.get(f"courtyards.{form.name}", limit=3, on=D2)
    assert [row["code"] for row in rows(form, content(answer))] == [item["code"] for item in listed]
    assert answer["Link"].endswith('rel="next"')


def rows(form, body):
    if form is CSV:
        return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"))))
    if form is NDJSON:
        return [json.loads(line) for line in body.decode().splitlines()]
    head, *lines = openpyxl.load_workbook(io.BytesIO(body)).active.values
    return [dict(zip(head, line, strict=True)) for line in lines]


@pytest.mark.parametrize("form", TABLES, ids=lambda form: form.name)
def test_tables_have_a_row_for_each_cell(guancheng, form):
    cells = guancheng.fetch("statistics", **QUERY)["cells"]
    found = rows(form, content(guancheng.get(f"statistics.{form.name}", **QUERY)))
    assert [row["division"] or "" for row in found] == [cell["division"] for cell in cells]
    assert [str(float(row["value"])) if row["value"] else None for row in found] == [
        str(float(cell["value"])) if cell["value"] else None for cell in cells
    ]
    assert found[0]["on"] == D2


def test_lines_are_sent_one_by_one(guancheng):
    answer = guancheng.client.get(guancheng.url("statistics.ndjson", **QUERY))
    assert answer.streaming
    first = next(iter(answer.streaming_content))
    assert json.loads(first)["division_name"] == "北下街街道" and first.endswith(b"\n")


def test_a_workbook_has_numbers_and_no_formula(guancheng):
    sheet = openpyxl.load_workbook(io.BytesIO(guancheng.get("statistics.xlsx", **QUERY).content)).active
    head = [cell.value for cell in sheet[1]]
    first = dict(zip(head, sheet[2], strict=True))
    assert (first["value"].value, first["numerator"].value, first["numerator"].data_type) == (100, 108, "n")
    assert (first["division"].value, first["division"].data_type) == ("410104001", "s")


def test_a_cube_keeps_the_rules_of_json_stat(guancheng):
    query = {"indicator": "I2,I12,I13", "population": "all", "by": "street", "period": "LAST_4_QUARTERS", "on": D2}
    query = {name: value for name, value in query.items() if name != "population"}
    told = guancheng.fetch("statistics", format="jsonstat", **query)
    cells = guancheng.fetch("statistics", **query)["cells"]
    assert (told["version"], told["class"], told["label"]) == ("2.0", "dataset", "管城回族区")
    assert told["id"] == list(told["dimension"]) == ["indicator", "population", "division", "time"]
    assert {name for names in told["role"].values() for name in names} <= set(told["id"])
    index = {}
    for name, size in zip(told["id"], told["size"], strict=True):
        category = told["dimension"][name]["category"]
        assert len(category["index"]) == len(set(category["index"])) == size
        assert set(category.get("label", {})) <= set(category["index"])
        assert set(category.get("unit", {})) <= set(category["index"])
        index[name] = {code: at for at, code in enumerate(category["index"])}
    places = told["size"][0] * told["size"][1] * told["size"][2] * told["size"][3]
    assert len(told["value"]) == places == len(told["extension"]["numerator"]) == len(told["extension"]["denominator"])
    assert all(value is None or isinstance(value, int | float) for value in told["value"])
    seen = set()
    for cell in cells:
        at = 0
        for name, size, code in zip(
            told["id"], told["size"], (cell["indicator"], cell["population"], cell["division"], cell["period"]), strict=True
        ):
            at = at * size + index[name][code]
        seen.add(at)
        assert told["value"][at] == (None if cell["value"] is None else float(cell["value"]))
        assert told["extension"]["numerator"][at] == cell["numerator"]
        assert told["status"].get(str(at)) == ("n" if cell["value"] is None else None)
    assert {int(at) for at, status in told["status"].items() if status == "x"} == set(range(places)) - seen


def test_a_cube_of_nothing_is_empty():
    told = jsonstat.dataset([], {}, label="x")
    assert (told["size"], told["value"], told["status"]) == ([0, 0, 0, 0], [], {})


def test_features_carry_boundaries_where_they_are_known(guancheng):
    told = guancheng.fetch("statistics", format="geojson", **QUERY)
    assert [feature["properties"] for feature in told["features"]] == guancheng.fetch("statistics", **QUERY)["cells"]
    known = {feature["properties"]["division"]: feature["geometry"] for feature in told["features"]}
    assert {geometry["type"] for geometry in known.values()} <= {"Polygon", "MultiPolygon"} and len(known) == 14
    assert (told["on"], len(told["bbox"])) == (D2, 4)
    [district] = guancheng.fetch("statistics", format="geojson", indicator="I2", on=D2)["features"]
    assert district["geometry"] is None
    before = guancheng.fetch("statistics", format="geojson", as_of="2022-07-07", **QUERY)["features"]
    assert not any(feature["geometry"] for feature in before), "boundaries are known as of a moment, as figures are"
