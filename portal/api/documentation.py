"""The API's documentation as a plain page, read from the OpenAPI document itself.

The viewers that come with drf-spectacular need inline styles and fonts from elsewhere; this page needs neither
and works without a network, without a script, and on paper.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.schema import Generator, resolved


@require_safe
def Documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, answers and a curl to copy."""
    schema = Generator().get_schema(request=None, public=True)
    operations = [
        _operation(path, verb, resolved(schema, told)) for path, verbs in schema["paths"].items() for verb, told in verbs.items()
    ]
    host = request.build_absolute_uri("/").rstrip("/")
    told = {"info": schema["info"], "operations": operations, "host": host, "units": settings.API_UNITS_PER_MINUTE}
    return render(request, "portal/api_docs.html", told)


def _operation(path: str, verb: str, told: dict[str, Any]) -> dict[str, Any]:
    parameters = [p for p in told.get("parameters", []) if p["in"] == "query"]
    samples = {"indicator": "I2", "change_reason": "entered+twice", "published": "2021-09-16", "days": "5"}
    needed = "&".join(f"{p['name']}={samples[p['name']]}" for p in parameters if p.get("required"))
    key = "91410104MA00000001" if "/firms/" in path else "410104001-0001"
    example = path.replace("{district}", "410104").replace("{key}", key)
    for name in ("{line}", "{id}", "{entry}"):
        example = example.replace(name, "1")
    return {
        "path": path, "verb": verb.upper(), "text": told.get("description", ""), "parameters": parameters,
        "answers": sorted(told.get("responses", {})),
        "formats": list(told["responses"].get("200", {}).get("content", {})),
        "example": example + (f"?{needed}" if needed else ""),
        "anchor": told.get("operationId", path), "options": _options(verb, told),
    }


def _options(verb: str, told: dict[str, Any]) -> str:
    """What curl must be told beside the address."""
    parts = [] if verb == "get" else [f"-X {verb.upper()}"]
    if any(p["name"] == "If-Match" for p in told.get("parameters", [])):
        parts.append("""-H 'If-Match: "v12"'""")
    if "requestBody" in told:
        parts.append("-H 'Content-Type: application/json' --data @body.json")
    return " ".join(parts)
