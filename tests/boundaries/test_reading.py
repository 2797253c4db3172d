"""What is wrong with an uploaded file, each fault by its name."""

import json

import pytest
from django.utils import translation

from governance.boundaries import reading
from governance.boundaries.reading import MOST_BYTES, UnreadableBoundaries, read

SQUARE = [[113.0, 34.0], [114.0, 34.0], [114.0, 35.0], [113.0, 35.0], [113.0, 34.0]]


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def feature(coordinates=None, kind="Polygon", **properties):
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates or [SQUARE]}}


def file(*features, **more):
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def faults(*features):
    return [fault for shape in read(file(*features)) for fault in shape.faults]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xff\xfe{", "not UTF-8"), (b"PK\x03\x04", "no JSON"), (b"[" * 100_000, "no JSON"), (b'{"a": NaN}', "no JSON"),
        (b"[]", "no FeatureCollection"), (b'{"type": "Topology"}', "no FeatureCollection"), (file(), "no features"),
        (b'{"type":"FeatureCollection","features":{}}', "no FeatureCollection"),
        (file(feature(), crs={"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4547"}}), "4547"),
        (b" " * (MOST_BYTES + 1), "larger than 5 MB"),
        (file(*[feature()] * 2001), "2001 features"),
        (file(feature([[SQUARE[0]] * 50_001])), "50001 points"),
    ],
    ids=["encoding", "zip", "deep", "nan", "list", "topojson", "empty", "object", "projection", "large", "many", "points"],
)
def test_a_file_that_can_not_be_read_says_why(content, words):
    with pytest.raises(UnreadableBoundaries) as refused:
        read(content)
    assert words in refused.value.message


def test_a_number_beyond_all_numbers_is_no_degree():
    [shape] = read(file(feature()).replace(b"114.0", b"1e400"))
    assert len(shape.faults) == 1 and "no degrees" in shape.faults[0]


@pytest.mark.parametrize("crs", [None, {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}])
def test_a_file_in_degrees_is_read(crs):
    [shape] = read("\ufeff".encode() + file(feature(name="北下街街道", code=410104001, area=1.5, part=True), crs=crs))
    assert (shape.number, shape.faults, shape.geometry["type"]) == (1, [], "Polygon")
    assert shape.properties == {"name": "北下街街道", "code": "410104001"}


@pytest.mark.parametrize(
    ("shape", "words"),
    [
        ({"type": "Feature", "properties": {}, "geometry": None}, "no geometry"),
        ("北下街", "no geometry"),
        (feature([113.0, 34.0], "Point"), "is a Point"),
        (feature([SQUARE[:2]], "LineString"), "is a LineString"),
        (feature([[y, x] for x, y in SQUARE]), "no rings"),
        (feature([[[113.0, "34"]] * 4]), "no rings"),
        (feature([[[113.0, True]] * 4]), "no rings"),
        (feature([[[y, x] for x, y in SQUARE]]), "exchanged (34, 113)"),
        (feature([[[x * 1000, y * 100_000] for x, y in SQUARE]]), "113000, 3400000 are no degrees"),
        (feature([SQUARE[:-1]]), "not closed"),
        (feature([[SQUARE[0], SQUARE[1], SQUARE[0]]]), "no area"),
        (feature([[SQUARE[0], [113.5, 34.5], [114.0, 35.0], SQUARE[0]]]), "no area"),
        (feature([[SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]]), "crosses itself near 113.0"),
    ],
    ids=["null", "text", "point", "line", "flat", "texts", "truth", "exchanged", "metres", "open", "flat ring",
         "on one line", "bowtie"],
)
def test_a_shape_says_what_is_wrong_with_it(shape, words):
    found = faults(feature(), shape)
    assert len(found) == 1 and words in found[0], found


def test_every_shape_has_its_own_faults_and_each_is_told_once():
    open_ring = SQUARE[:-1]
    shapes = read(file(feature(), feature([[open_ring], [open_ring]], "MultiPolygon"), feature([open_ring, open_ring[::-1]])))
    assert [len(shape.faults) for shape in shapes] == [0, 1, 1]


def test_shapes_too_tangled_to_be_checked_are_refused(monkeypatch):
    monkeypatch.setattr(reading.geometry, "MOST_PAIRS", 1)
    [fault] = faults(feature())
    assert "too tangled" in fault
