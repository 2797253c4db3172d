"""GeoJSON (RFC 7946): rows with a place become features; where a place is not known, the geometry is null, never left out.

Coordinates are WGS 84, longitude first. What else an answer says (its clocks, its next page) stands beside `features`.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

MEDIA_TYPE = "application/geo+json"
# The fields of a row that say where it is.
PLACE = ("longitude", "latitude")
Geometry = Mapping[str, Any]
Row = Mapping[str, Any]
Collection = dict[str, Any]


def collection(features: Iterable[Collection], **beside: Any) -> Collection:
    """A FeatureCollection with its bounding box, and what the answer says beside its features."""
    listed = list(features)
    box = bounds(feature["geometry"] for feature in listed)
    return {"type": "FeatureCollection", **({"bbox": box} if box else {}), **beside, "features": listed}


def feature(row: Row, geometry: Geometry | None) -> Collection:
    """A row at its place; its `id` is the feature's, the rest its properties."""
    properties = {name: value for name, value in row.items() if name != "id"}
    known = {"id": row["id"]} if "id" in row else {}
    return {"type": "Feature", **known, "geometry": geometry, "properties": properties}


def points(rows: Iterable[Row], **beside: Any) -> Collection:
    """Rows with `longitude` and `latitude`, each a point there."""
    return collection((feature(_without_place(row), _point(row)) for row in rows), **beside)


def areas(cells: Iterable[Row], geometries: Mapping[str, Geometry], **beside: Any) -> Collection:
    """Cells of statistics (`division` is a code) with the boundaries of their streets or communities by code."""
    return collection((feature(cell, geometries.get(cell["division"])) for cell in cells), **beside)


def bounds(geometries: Iterable[Geometry | None]) -> list[float] | None:
    """West, south, east, north of everything that has a place; None where nothing has."""
    corners = [corner for geometry in geometries if geometry for corner in _positions(geometry["coordinates"])]
    if not corners:
        return None
    longitudes, latitudes = [x for x, _y in corners], [y for _x, y in corners]
    return [min(longitudes), min(latitudes), max(longitudes), max(latitudes)]


def _positions(coordinates: Any) -> Iterable[tuple[float, float]]:
    """The positions of a point, a polygon, or several, however deep they lie."""
    if isinstance(coordinates[0], int | float):
        yield coordinates[0], coordinates[1]
    else:
        for inner in coordinates:
            yield from _positions(inner)


def _point(row: Row) -> Geometry | None:
    longitude, latitude = row.get("longitude"), row.get("latitude")
    if longitude is None or latitude is None:
        return None
    return {"type": "Point", "coordinates": [_degrees(longitude), _degrees(latitude)]}


def _degrees(number: Any) -> float:
    return float(Decimal(number))


def _without_place(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in PLACE}
