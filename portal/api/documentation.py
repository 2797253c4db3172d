"""The API's documentation as a plain page, read from the OpenAPI document itself.

The viewers that come with drf-spectacular need inline styles and fonts from elsewhere; this page needs neither
and works without a network, without a script, and on paper.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.schema import Generator


@require_safe
def Documentation(request: HttpRequest) -> HttpResponse:
    """Every operation with its parameters, answers and a curl to copy."""
    schema = Generator().get_schema(request=None, public=True)
    operations = [_operation(path, verb, told) for path, verbs in schema["paths"].items() for verb, told in verbs.items()]
    host = request.build_absolute_uri("/").rstrip("/")
    return render(request, "portal/api_docs.html", {"info": schema["info"], "operations": operations, "host": host})


def _operation(path: str, verb: str, told: dict[str, Any]) -> dict[str, Any]:
    parameters = [p for p in told.get("parameters", []) if p["in"] == "query"]
    needed = "&".join(f"{p['name']}=I2" for p in parameters if p.get("required"))
    key = "91410104MA00000001" if "/firms/" in path else "410104001-0001"
    example = path.replace("{district}", "410104").replace("{key}", key).replace("{line}", "1")
    return {
        "path": path, "verb": verb.upper(), "text": told.get("description", ""), "parameters": parameters,
        "answers": sorted(told.get("responses", {})), "example": example + (f"?{needed}" if needed else ""),
        "anchor": told.get("operationId", path),
    }
