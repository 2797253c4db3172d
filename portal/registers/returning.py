"""Where a person came from and goes back to after an entry: `next` in the address, held to pages of the own district."""

from typing import Any
from urllib.parse import urlencode

from django.utils.http import url_has_allowed_host_and_scheme


def wanted(request: Any) -> str:
    """The path to go back to; empty where the address names none, or one outside the district's own pages."""
    target = str(request.GET.get("next", ""))
    is_ours = target.startswith(f"/{request.portal.district.code}/") and url_has_allowed_host_and_scheme(
        target, allowed_hosts=None
    )
    return target if is_ours else ""


def to(request: Any, address: str) -> str:
    """The address with the way back to the present page."""
    joined = "&" if "?" in address else "?"
    return f"{address}{joined}{urlencode({'next': request.get_full_path()})}"
