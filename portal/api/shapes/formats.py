"""What answers in other formats than JSON look like, for the OpenAPI document."""

from typing import Any

from portal.api.formats import CSV, GEOJSON, JSONSTAT, NDJSON, XLSX, Format

Schema = dict[str, Any]
_texts: Schema = {"type": "array", "items": {"type": "string"}}
_category: Schema = {
    "type": "object", "required": ["index"],
    "properties": {"index": _texts, "label": {"type": "object"}, "unit": {"type": "object"}},
}
COMPONENTS: dict[str, Schema] = {
    "FeatureCollection": {
        "type": "object", "required": ["type", "features"],
        "description": "RFC 7946, WGS 84: a feature per cell, record or boundary; its geometry is null where none is known",
        "properties": {
            "type": {"const": "FeatureCollection"},
            "bbox": {"type": "array", "items": {"type": "number"}, "minItems": 4, "maxItems": 4},
            "on": {"type": "string", "format": "date"}, "as_of": {"type": ["string", "null"], "format": "date-time"},
            "next": {"type": ["string", "null"]}, "count": {"type": ["integer", "null"]},
            "features": {"type": "array", "items": {
                "type": "object", "required": ["type", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"}, "id": {"type": ["integer", "string"]},
                    "geometry": {"type": ["object", "null"]}, "properties": {"type": "object"},
                },
            }},
        },
    },
    "Dataset": {
        "type": "object", "required": ["version", "class", "id", "size", "dimension", "value"],
        "description": "JSON-stat 2.0: dimensions indicator, population, division, time; exact figures in extension",
        "properties": {
            "version": {"const": "2.0"}, "class": {"const": "dataset"}, "label": {"type": "string"}, "id": _texts,
            "size": {"type": "array", "items": {"type": "integer"}},
            "role": {"type": "object", "additionalProperties": _texts},
            "dimension": {"type": "object", "additionalProperties": {
                "type": "object", "required": ["category"],
                "properties": {"label": {"type": "string"}, "category": _category},
            }},
            "value": {"type": "array", "items": {"type": ["number", "null"]}},
            "status": {"type": "object", "additionalProperties": {"type": "string"}},
            "extension": {"type": "object"},
        },
    },
}
SCHEMAS: dict[Format, Schema] = {
    CSV: {"type": "string"},
    XLSX: {"type": "string", "format": "binary"},
    NDJSON: {"type": "string", "description": "the rows of the JSON answer, one a line, each with its clocks"},
    GEOJSON: {"$ref": "#/components/schemas/FeatureCollection"},
    JSONSTAT: {"$ref": "#/components/schemas/Dataset"},
}
