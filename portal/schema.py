"""The OpenAPI document as it is published: one operation per address, errors as problem+json, lists also as CSV."""

from typing import Any, ClassVar

from django.utils.translation import get_language
from drf_spectacular.generators import EndpointEnumerator, SchemaGenerator

from governance.registers import registry
from portal.api.formats import BY_NAME, JSON
from portal.api.registers import schemas
from portal.api.shapes import formats

CONDITION = {
    "name": "If-None-Match", "in": "header", "schema": {"type": "string"},
    "description": "the ETag of an answer that the caller holds: 304 while it still holds",
}
TAG = {"ETag": {"description": "names this answer", "schema": {"type": "string"}}}
QUOTA = {
    "RateLimit-Policy": {"description": "the token's units and the seconds in which they fill up", "schema": {"type": "string"}},
    "RateLimit": {"description": "the units that are left, and the seconds until all are", "schema": {"type": "string"}},
}
RETRY = {"Retry-After": {"description": "seconds until the same may be asked again", "schema": {"type": "integer"}}}
LOCATION = {"Location": {"description": "address of the new record", "schema": {"type": "string"}}}
# Records whose list says more of them than their own fields, and their registers.
OWN_RECORDS = {"CourtyardRecord": "courtyards", "FirmRecord": "firms"}
LINK = {"Link": {"description": 'address of the next page, rel="next"', "schema": {"type": "string"}}}


class Addresses(EndpointEnumerator):
    """The same address with a closing slash or a suffix is not another operation."""

    def get_api_endpoints(self, *arguments: Any, **named: Any) -> list[Any]:
        found = super().get_api_endpoints(*arguments, **named)
        return [entry for entry in found if not entry[0].endswith(("/", ".{suffix}"))]


class Generator(SchemaGenerator):
    """Says what the views can't: media types, headers, and that nothing undocumented is in an answer."""

    endpoint_inspector_cls = Addresses
    # It is the same for everybody who reads it in one language, and long.
    made: ClassVar[dict[str | None, Any]] = {}

    def get_schema(self, *arguments: Any, **named: Any) -> Any:
        language = get_language()
        if language not in self.made:
            self.made[language] = self._make(super().get_schema(*arguments, **named))
        return self.made[language]

    def _make(self, document: Any) -> Any:
        components = document["components"]["schemas"]
        components |= schemas.components()
        for name, key in OWN_RECORDS.items():
            # Beside what the list says of it, the record has its own fields.
            components[name]["properties"] = schemas.extras(registry.every()[key]) | components[name]["properties"]
        for shape in components.values():
            if shape.get("type") == "object" and "properties" in shape:
                shape["additionalProperties"] = False
        for operations in document["paths"].values():
            for verb, operation in operations.items():
                operation["parameters"] = [*operation.get("parameters", []), *([CONDITION] if verb == "get" else [])]
                _complete(operation)
        components |= formats.COMPONENTS
        _loosen_for_fields(components)
        _share(document)
        return document


def _complete(operation: dict[str, Any]) -> None:
    offered = [p["schema"].get("enum", []) for p in operation["parameters"] if p["name"] == "format"]
    has_pages = any(parameter["name"] == "after" for parameter in operation["parameters"])
    for status, answer in operation["responses"].items():
        if int(status) >= 400:
            [shape] = answer["content"].values()
            answer["content"] = {"application/problem+json": shape}
            answer["description"] = "a problem: what, where, and what to do"
            if status == "429":
                answer["headers"] = QUOTA | RETRY
        else:
            told = {"200": QUOTA, "201": LOCATION}.get(status, {})
            answer["headers"] = TAG | told | (LINK if has_pages else {})
        if status == "200":
            further = [BY_NAME[name] for names in offered for name in names if name != JSON.name]
            answer["content"] |= {form.media_type: {"schema": formats.SCHEMAS[form]} for form in further}
        if status == "304":
            answer["description"] = "the caller's copy still holds"


def _loosen_for_fields(components: dict[str, Any]) -> None:
    """With `fields=` a record has only some of its fields."""
    for name in ("Courtyard", "Firm", "Rating", "RatingEntry", "Entitlement", "Enrolment"):
        components[name].pop("required", None)
    for name in ("CourtyardRecord", "FirmRecord"):
        components[name]["required"] = ["as_of", "on"]


def _share(document: dict[str, Any]) -> None:
    """What many operations have alike stands once: their problems, and their parameters."""
    parameters: dict[str, Any] = {}
    responses: dict[str, Any] = {}
    for operations in document["paths"].values():
        for operation in operations.values():
            for status, answer in operation["responses"].items():
                if int(status) >= 300:
                    shape = answer.get("content", {}).get("application/problem+json", {}).get("schema", {})
                    name = shape.get("$ref", "NotModified").rpartition("/")[2]
                    name = "TooManyRequests" if status == "429" else name
                    responses[name] = answer
                    operation["responses"][status] = {"$ref": f"#/components/responses/{name}"}
            operation["parameters"] = [
                {"$ref": f"#/components/parameters/{_known(parameters, parameter)}"} for parameter in operation["parameters"]
            ]
    document["components"] |= {"parameters": parameters, "responses": responses}


def _known(parameters: dict[str, Any], parameter: dict[str, Any]) -> str:
    """The name under which the parameter stands among the shared ones; put there if it is new."""
    name = number = parameter["name"]
    count = 1
    while number in parameters and parameters[number] != parameter:
        count += 1
        number = f"{name}-{count}"
    parameters[number] = parameter
    return str(number)


def resolved(document: dict[str, Any], operation: dict[str, Any]) -> dict[str, Any]:
    """An operation with its shared parameters and answers in place."""
    shared = document["components"]

    def place(part: dict[str, Any], kind: str) -> dict[str, Any]:
        found: dict[str, Any] = shared[kind][part["$ref"].rpartition("/")[2]] if "$ref" in part else part
        return found

    return operation | {
        "parameters": [place(parameter, "parameters") for parameter in operation["parameters"]],
        "responses": {status: place(answer, "responses") for status, answer in operation["responses"].items()},
    }
