"""`statistics`: names, levels, places, formats, and what a street's token sees."""

import csv
import io

import pytest
from django.test import Client

D2 = "2022-07-07"


def test_an_indicator_is_named_by_code_or_key_in_a_list_or_repeated(guancheng):
    listed = guancheng.fetch("statistics", indicator="I2,party_cover", on=D2)
    repeated = guancheng.fetch("statistics", indicator=["I2", "party_cover"], on=D2)
    assert listed == repeated
    assert [cell["indicator"] for cell in listed["cells"]] == ["I2", "party_cover"]
    twice = guancheng.fetch("statistics", indicator="I5,party_cover", on=D2)["cells"]
    assert [cell.pop("indicator") for cell in twice] == ["I5", "party_cover"]
    assert twice[0] == twice[1]


def test_streets_add_up_to_the_district(guancheng):
    for indicator in ("I2", "I6", "I13", "volunteer_count"):
        [whole] = guancheng.fetch("statistics", indicator=indicator, on=D2)["cells"]
        streets = guancheng.fetch("statistics", indicator=indicator, by="street", on=D2)["cells"]
        assert sum(float(c["numerator"]) for c in streets) == pytest.approx(float(whole["numerator"]))
        assert len({c["division"] for c in streets}) == len(streets) >= 14


def test_within_a_street_the_communities_add_up(guancheng):
    [street] = guancheng.fetch("statistics", indicator="I5", within="410104001", on=D2)["cells"]
    assert (street["division"], street["division_name"]) == ("410104001", "北下街街道")
    assert (street["numerator"], street["denominator"]) == (122, 122)
    parts = guancheng.fetch("statistics", indicator="I5", within="410104001", by="community", on=D2)["cells"]
    assert sum(part["denominator"] for part in parts) == 122
    assert all(part["division"].startswith("410104001") for part in parts)
    [one] = guancheng.fetch("statistics", indicator="I5", within=parts[0]["division"], by="street", on=D2)["cells"]
    assert one["numerator"] == parts[0]["numerator"]


def test_money_is_decimal_strings_and_counts_are_integers(guancheng):
    fee, households = guancheng.fetch("statistics", indicator="I13,I13b", on=D2)["cells"]
    assert isinstance(fee["numerator"], str) and isinstance(fee["denominator"], str)
    assert isinstance(households["numerator"], int)
    assert (fee["unit"], fee["key"], fee["code"]) == ("percent", "fee_collection", "I13")
    [count] = guancheng.fetch("statistics", indicator="firm_count", on=D2)["cells"]
    assert (count["unit"], count["denominator"], count["code"]) == ("count", None, "")


def test_nothing_to_divide_by_is_null(guancheng):
    [cell] = guancheng.fetch("statistics", indicator="I13", on="2019-12-31")["cells"]
    assert (cell["value"], cell["numerator"], cell["denominator"]) == (None, "0.00", "0.00")


def test_what_was_known_before_the_case_was_loaded_is_nothing(guancheng):
    answer = guancheng.fetch("statistics", indicator="I2", on=D2, as_of="2022-07-07T00:00:00+08:00")
    assert answer["as_of"] == "2022-07-07T00:00:00+08:00"
    assert answer["cells"][0]["denominator"] == 0
    place = guancheng.fetch("statistics", indicator="I2", on=D2, as_of="2022-07-07", within="410104001")
    assert (place["cells"][0]["division"], place["cells"][0]["value"]) == ("410104001", None)


def test_a_street_s_token_counts_its_street(case_token, guancheng):
    held = Client(headers={"Authorization": f"Bearer {case_token(street='410104007')}"})
    guancheng.client = held
    [cell] = guancheng.fetch("statistics", indicator="courtyard_count", on=D2)["cells"]
    assert cell["value"] == "118"
    assert guancheng.refused("statistics", indicator="I2", within="410104001")["errors"][0]["path"] == "within"
    guancheng.refused("courtyards/410104001-0001", 404)


@pytest.mark.parametrize("how", ["suffix", "format", "accept"])
def test_csv_for_spreadsheets(guancheng, how):
    path, headers, query = "statistics", {}, {"indicator": "I2", "by": "street", "on": D2}
    if how == "suffix":
        path += ".csv"
    elif how == "format":
        query["format"] = "csv"
    else:
        headers["Accept"] = "text/csv"
    answer = guancheng.get(path, headers, **query)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert len(rows) == 14
    assert rows[0]["division_name"] == "北下街街道"
    assert (rows[0]["on"], rows[0]["value"], rows[0]["numerator"]) == (D2, "100.00", "108")


def test_csv_for_programs_has_no_mark(guancheng):
    assert guancheng.get("statistics.csv", indicator="I2", on=D2, bom="false").content.startswith(b"on,as_of,")


def test_a_session_reads_too(case, as_user, guancheng):
    guancheng.client = as_user("leader", False)
    [cell] = guancheng.fetch("statistics", indicator="I1", on=D2)["cells"]
    assert cell["value"] == "58.46"


def test_members_page_by_cursor(guancheng):
    found, path = [], guancheng.url("statistics/members", indicator="I12", on=D2, limit=400)
    while path:
        answer = guancheng.client.get(path).json()
        assert answer["total"] == 987
        found += answer["members"]
        path = answer["next"]
    assert len(found) == len({member["id"] for member in found}) == 987
    assert sum(member["covered"] for member in found) == 967


def test_definitions_are_in_both_languages(guancheng):
    answer = guancheng.fetch("indicators")
    found = {definition["code"]: definition for definition in answer["indicators"]}
    assert found["I5"]["label"] == {
        "zh": "楼院党组织覆盖率", "en": "Party-organisation coverage of courtyards"
    }
    assert found["I14"]["filters"] == ["firm"]
    assert {"all", "three_no", "renovated", "without_organisation"} <= {p["code"] for p in answer["populations"]}
    assert guancheng.get("indicators.csv").content.decode("utf-8-sig").startswith("on,as_of,key,code,unit,label_zh,label_en")
