"""The OpenAPI document as it is published: one operation per address, errors as problem+json, lists also as CSV."""

from typing import Any

from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator

CONDITION = {
    "name": "If-None-Match", "in": "header", "schema": {"type": "string"},
    "description": "the ETag of an answer that the caller holds: 304 while it still holds",
}
TAG = {"ETag": {"description": "names this answer", "schema": {"type": "string"}}}
LINK = {"Link": {"description": 'address of the next page, rel="next"', "schema": {"type": "string"}}}


class Addresses(EndpointEnumerator):
    """The same address with a closing slash or `.csv` is not another operation."""

    def get_api_endpoints(self, *arguments: Any, **named: Any) -> list[Any]:
        found = super().get_api_endpoints(*arguments, **named)
        return [entry for entry in found if not entry[0].endswith(("/", ".csv"))]


class Generator(SchemaGenerator):
    """Says what the views can't: media types, headers, and that nothing undocumented is in an answer."""

    endpoint_inspector_cls = Addresses

    def get_schema(self, *arguments: Any, **named: Any) -> Any:
        document = super().get_schema(*arguments, **named)
        components = document["components"]["schemas"]
        for shape in components.values():
            if shape.get("type") == "object" and "properties" in shape:
                shape["additionalProperties"] = False
        for operations in document["paths"].values():
            for operation in operations.values():
                operation["parameters"] = [*operation.get("parameters", []), CONDITION]
                _complete(operation, components)
        _loosen_for_fields(components)
        return document


def _complete(operation: dict[str, Any], components: dict[str, Any]) -> None:
    has_sheet = any(parameter["name"] == "bom" for parameter in operation["parameters"])
    has_pages = any(parameter["name"] == "after" for parameter in operation["parameters"])
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            [shape] = answer["content"].values()
            answer["content"] = {"application/problem+json": shape}
            answer["description"] = "a problem: what, where, and what to do"
        else:
            answer["headers"] = TAG | (LINK if has_pages else {})
        if status == "200" and has_sheet:
            answer["content"]["text/csv"] = {"schema": {"type": "string"}}
        if status == "304":
            answer["description"] = "the caller's copy still holds"


def _loosen_for_fields(components: dict[str, Any]) -> None:
    """With `fields=` a record has only some of its fields."""
    for name in ("Courtyard", "Firm", "Rating", "Entitlement"):
        components[name].pop("required", None)
    for name in ("CourtyardRecord", "FirmRecord"):
        components[name]["required"] = ["as_of", "on"]
