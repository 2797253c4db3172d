"""Reads an uploaded GeoJSON and says everything that is wrong with it, feature by feature, in words that say what to do."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from governance.boundaries import geometry
from governance.boundaries.geometry import Geometry, TooTangled

MOST_BYTES, MOST_POSITIONS, MOST_FEATURES = 5 * 1024 * 1024, 50_000, 2_000
KINDS = ("Polygon", "MultiPolygon")
# Mainland China and its islands, as in the register of courtyards.
LONGITUDES, LATITUDES = (73.0, 136.0), (3.0, 54.0)
# What an old `crs` member calls WGS 84; CGCS 2000 lies within centimetres of it.
SAME_DATUM = ("CRS84", "4326", "4490")
LONGEST_TEXT = 120


class UnreadableBoundaries(ValueError):
    """The file as a whole can't be read; `message` says why and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


@dataclass
class Shape:
    """A feature of the file: what it says of itself, its geometry, and what is wrong with that."""

    number: int
    properties: dict[str, str]
    geometry: Geometry | None = None
    faults: list[str] = field(default_factory=list)


def read(content: bytes) -> list[Shape]:
    """The features of a FeatureCollection. Raises UnreadableBoundaries."""
    if len(content) > MOST_BYTES:
        raise UnreadableBoundaries(
            _("The file is larger than %(most)d MB. Simplify the shapes in the program that wrote it, or split it by street.")
            % {"most": MOST_BYTES // 1024 // 1024}
        )
    shapes = [_shape(number, item) for number, item in enumerate(_features(content), start=1)]
    positions = sum(geometry.size(shape.geometry) for shape in shapes if shape.geometry)
    if positions > MOST_POSITIONS:
        raise UnreadableBoundaries(
            _("The shapes have %(found)d points together, and at most %(most)d can be read. Simplify them to some metres.")
            % {"found": positions, "most": MOST_POSITIONS}
        )
    for shape in shapes:
        if shape.geometry is not None and not shape.faults:
            _check_course(shape)
    return shapes


def _features(content: bytes) -> list[Any]:
    try:
        text = content.decode("utf-8-sig")
        data = json.loads(text, parse_constant=_not_a_number)
    except UnicodeDecodeError:
        raise UnreadableBoundaries(_("The file is not UTF-8. Save it as GeoJSON in UTF-8.")) from None
    except (ValueError, RecursionError):
        raise UnreadableBoundaries(_("The file is no JSON. Export it as GeoJSON; a shapefile must be converted first.")) from None
    if not isinstance(data, dict) or data.get("type") != "FeatureCollection" or not isinstance(data.get("features"), list):
        raise UnreadableBoundaries(_("The file is no FeatureCollection. Export all streets or communities as one GeoJSON file."))
    named = json.dumps(data.get("crs") or "CRS84")
    if not any(name in named for name in SAME_DATUM):
        raise UnreadableBoundaries(
            _("The coordinates are not in WGS 84 but in %(crs)s. Convert them to WGS 84 (EPSG:4326) first.")
            % {"crs": named[:LONGEST_TEXT]}
        )
    features: list[Any] = data["features"]
    if not features:
        raise UnreadableBoundaries(_("The file has no features."))
    if len(features) > MOST_FEATURES:
        raise UnreadableBoundaries(
            _("The file has %(found)d features, and at most %(most)d can be read.")
            % {"found": len(features), "most": MOST_FEATURES}
        )
    return features


def _not_a_number(name: str) -> Any:
    raise ValueError(name)


def _shape(number: int, item: Any) -> Shape:
    known = item if isinstance(item, dict) else {}
    properties = known.get("properties")
    shape = Shape(number, _texts(properties if isinstance(properties, dict) else {}))
    given = known.get("geometry")
    found: dict[str, Any] = given if isinstance(given, dict) else {}
    kind = found.get("type")
    if known.get("type") != "Feature" or kind is None:
        shape.faults.append(_("It has no geometry."))
    elif kind not in KINDS:
        shape.faults.append(_("It is a %(kind)s; a boundary is a Polygon or a MultiPolygon.") % {"kind": str(kind)[:40]})
    else:
        _take(shape, {"type": kind, "coordinates": found.get("coordinates")})
    return shape


def _texts(properties: dict[str, Any]) -> dict[str, str]:
    """What can name a division: short texts and whole numbers."""
    return {
        str(name)[:LONGEST_TEXT]: str(value).strip()[:LONGEST_TEXT]
        for name, value in properties.items()
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip()
    }


def _take(shape: Shape, found: Geometry) -> None:
    """The geometry of a shape where its rings can be read, and what is wrong with their positions."""
    parts = [found["coordinates"]] if found["type"] == "Polygon" else found["coordinates"]
    if not _is_list(parts) or not all(_is_list(rings) and all(map(_is_ring, rings)) for rings in parts):
        shape.faults.append(_("Its coordinates are no rings of [longitude, latitude] pairs."))
        return
    shape.geometry = found
    faults = Counter(fault for ring in geometry.rings(found) for fault in _ring_faults(ring))
    shape.faults += faults


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and bool(value)


def _is_ring(ring: Any) -> bool:
    return _is_list(ring) and all(
        isinstance(position, list) and len(position) in (2, 3)
        and all(isinstance(n, int | float) and not isinstance(n, bool) for n in position)
        for position in ring
    )


def _ring_faults(ring: Any) -> list[str]:
    outside = [position for position in ring if not _within(position[0], position[1])]
    if outside:
        x, y = outside[0][:2]
        where = {"x": f"{x:.10g}", "y": f"{y:.10g}"}
        if _within(y, x):
            return [_("Longitude and latitude are exchanged (%(x)s, %(y)s). Longitude stands first.") % where]
        return [_("%(x)s, %(y)s are no degrees of WGS 84 in China. Are they metres of a projection? Convert them first.") % where]
    if ring[0][:2] != ring[-1][:2]:
        return [_("A ring is not closed: its last point must be its first.")]
    if geometry.is_flat(ring):
        return [_("A ring has no area: it needs three points that are not on one line.")]
    return []


def _within(longitude: float, latitude: float) -> bool:
    return LONGITUDES[0] <= longitude <= LONGITUDES[1] and LATITUDES[0] <= latitude <= LATITUDES[1]


def _check_course(shape: Shape) -> None:
    assert shape.geometry is not None
    try:
        at = geometry.crossing(shape.geometry)
    except TooTangled:
        shape.faults.append(_("Its edges are too tangled to be checked. Simplify it to some metres."))
        return
    if at is not None:
        where = {"x": f"{at[0]:.6f}", "y": f"{at[1]:.6f}"}
        shape.faults.append(_("It crosses itself near %(x)s, %(y)s. Mend it in the program that wrote it.") % where)
