"""Rows and cells as GeoJSON: what has no place stays in the answer with a null geometry."""

import json
from decimal import Decimal

import pytest

from portal.api import geojson

SQUARE = {"type": "Polygon", "coordinates": [[[113.0, 34.0], [114.0, 34.0], [114.0, 35.0], [113.0, 34.0]]]}
TRIANGLE = [[[112.0, 33.0], [112.5, 33.0], [112.5, 33.5], [112.0, 33.0]]]
PAIR = {"type": "MultiPolygon", "coordinates": [SQUARE["coordinates"], TRIANGLE]}


def test_a_row_with_a_place_is_a_point_and_keeps_its_other_fields():
    told = geojson.points([{"id": 7, "name": "甲院", "longitude": Decimal("113.685300"), "latitude": Decimal("34.752100")}])
    assert told == {
        "type": "FeatureCollection", "bbox": [113.6853, 34.7521, 113.6853, 34.7521],
        "features": [{
            "type": "Feature", "id": 7, "geometry": {"type": "Point", "coordinates": [113.6853, 34.7521]},
            "properties": {"name": "甲院"},
        }],
    }
    assert json.loads(json.dumps(told)) == told


@pytest.mark.parametrize("place", [{}, {"longitude": None, "latitude": None}, {"longitude": "113.6", "latitude": None}])
def test_a_row_without_a_place_has_no_geometry_and_is_not_left_out(place):
    told = geojson.points([{"id": 7, **place}], on="2022-07-07")
    assert told == {
        "type": "FeatureCollection", "on": "2022-07-07",
        "features": [{"type": "Feature", "id": 7, "geometry": None, "properties": {}}],
    }


def test_cells_take_the_boundaries_of_their_divisions():
    values = {"410104001": "96.71", "410104002": None, "": "1"}
    cells = [{"division": division, "value": value} for division, value in values.items()]
    told = geojson.areas(cells, {"410104001": SQUARE})
    assert [each["geometry"] for each in told["features"]] == [SQUARE, None, None]
    assert [each["properties"] for each in told["features"]] == cells
    assert told["bbox"] == [113.0, 34.0, 114.0, 35.0]


@pytest.mark.parametrize(
    ("geometries", "box"),
    [([], None), ([None], None), ([SQUARE], [113.0, 34.0, 114.0, 35.0]), ([PAIR, None], [112.0, 33.0, 114.0, 35.0])],
)
def test_bounds(geometries, box):
    assert geojson.bounds(geometries) == box
