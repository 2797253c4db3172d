"""Courtyards as points and boundaries as areas: GeoJSON that maps of others can draw."""

import json
from decimal import Decimal

import pytest

D2 = "2022-07-07"
BOX = "113.66,34.75,113.68,34.76"
GEO = "application/geo+json"


def collection(answer):
    assert answer.status_code == 200 and answer["Content-Type"].startswith(GEO)
    found = json.loads(answer.content)
    assert found["type"] == "FeatureCollection"
    return found


@pytest.mark.parametrize(
    ("path", "query", "headers"),
    [("courtyards.geojson", {}, {}), ("courtyards", {"format": "geojson"}, {}), ("courtyards", {}, {"Accept": GEO})],
)
def test_courtyards_are_points_with_all_their_fields(guancheng, path, query, headers):
    found = collection(guancheng.get(path, headers=headers, on=D2, limit=1000, **query))
    items = {item["id"]: item for item in guancheng.fetch("courtyards", on=D2, limit=1000)["items"]}
    assert (found["on"], found["next"], len(found["features"])) == (D2, None, 987)
    for feature in found["features"]:
        item = items[feature["id"]]
        place = [item.pop("longitude"), item.pop("latitude")]
        assert feature["properties"] | {"id": feature["id"]} == item
        if place == [None, None]:
            assert feature["geometry"] is None
        else:
            assert feature["geometry"] == {"type": "Point", "coordinates": [float(each) for each in place]}
    assert sum(feature["geometry"] is None for feature in found["features"]) == 12


def test_pages_and_fields_of_points(guancheng):
    found = collection(guancheng.get("courtyards.geojson", on=D2, limit=5, fields="name", count="true"))
    assert found["count"] == 987 and "courtyards.geojson" in found["next"]
    assert all(set(feature["properties"]) == {"name"} for feature in found["features"])
    assert any(feature["geometry"] for feature in found["features"])
    second = collection(guancheng.get(found["next"].removeprefix("http://testserver")))
    assert len(second["features"]) == 5 and second["features"][0] not in found["features"]


@pytest.mark.parametrize("path", ["courtyards", "courtyards.csv", "courtyards.geojson"])
def test_a_box_holds_what_lies_within(guancheng, path):
    assert guancheng.get(path, on=D2, bbox=BOX).status_code == 200
    items = guancheng.fetch("courtyards", on=D2, bbox=BOX, limit=1000)["items"]
    west, south, east, north = map(Decimal, BOX.split(","))
    everything = guancheng.fetch("courtyards", on=D2, limit=1000)["items"]
    within = [
        item for item in everything
        if item["longitude"] and west <= Decimal(item["longitude"]) <= east and south <= Decimal(item["latitude"]) <= north
    ]
    assert items == within and 0 < len(items) < 987


@pytest.mark.parametrize(
    "bbox", ["1,2,3", "a,b,c,d", "114,34,113,35", "113,35,114,34", "113,34,114,NaN", "-181,0,1,1", "0,0,0,91"]
)
def test_what_is_no_box_is_refused(guancheng, bbox):
    problem = guancheng.refused("courtyards", bbox=bbox)
    assert [(fault["path"], fault["code"]) for fault in problem["errors"]] == [("bbox", "invalid_value")]


def test_boundaries_as_items_and_as_features(guancheng):
    items = guancheng.fetch("boundaries", level="street", on=D2)["items"]
    assert len(items) == 14 and {item["level"] for item in items} == {"street"}
    assert all(item["source"].startswith("示例") and item["valid_to"] is None for item in items)
    found = collection(guancheng.get("boundaries.geojson", level="street", on=D2))
    assert [feature["properties"]["code"] for feature in found["features"]] == [item["code"] for item in items]
    assert [feature["geometry"] for feature in found["features"]] == [item["geometry"] for item in items]
    assert found["bbox"][0] < 113.7 < found["bbox"][2]


def test_boundaries_of_a_street_and_its_communities(guancheng):
    items = guancheng.fetch("boundaries", within="410104001", on=D2)["items"]
    assert {item["street"]["code"] for item in items} == {"410104001"}
    assert {item["level"] for item in items} == {"street", "community"}
    [one] = guancheng.fetch("boundaries", within=items[-1]["code"], on=D2, simplified="true")["items"]
    assert one["code"] == items[-1]["code"]
    assert guancheng.fetch("boundaries", on="2018-01-01")["items"] == []
    assert guancheng.fetch("boundaries", as_of=D2)["items"] == []
    guancheng.refused("boundaries", level="district")


def test_an_answer_that_still_holds_is_not_sent_again(guancheng):
    for path in ("boundaries.geojson", "courtyards.geojson"):
        first = guancheng.get(path, on=D2)
        assert guancheng.get(path, on=D2, headers={"If-None-Match": first["ETag"]}).status_code == 304
        assert first["ETag"] != guancheng.get(path.removesuffix(".geojson"), on=D2)["ETag"]


def test_statistics_take_the_boundaries_of_their_streets(guancheng):
    found = collection(guancheng.get("statistics", indicator="I2", by="street", on=D2, format="geojson"))
    cells = guancheng.fetch("statistics", indicator="I2", by="street", on=D2)["cells"]
    assert [feature["properties"] for feature in found["features"]] == cells
    assert all(feature["geometry"]["type"] == "Polygon" for feature in found["features"])


def test_a_token_of_one_street_gets_its_boundaries_alone(cast, api, home):
    both = [item["source"] for item in home.fetch("boundaries")["items"]]
    assert sorted(both) == [f"Boundary{cast.home.mark(1)}", f"Boundary{cast.home.mark(2)}"]
    home.client = api(street=0)
    assert [item["source"] for item in home.fetch("boundaries")["items"]] == [f"Boundary{cast.home.mark(1)}"]
