"""REST framework's view of `request.portal`: the middleware has already found out who asks."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, NotAuthenticated, NotFound, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request

from governance.people import identity

REFUSALS = {
    "token_invalid": _("This token is not known. Check it, or ask the district for a new one."),
    "token_expired": _("This token has expired. Ask the district for a new one."),
    "token_revoked": _("This token was revoked. Ask the district for a new one."),
}


class ScopeAuthentication(BaseAuthentication):
    """The person of the session or the owner of the bearer token."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        refused = getattr(request._request, "portal_refusal", None)
        if refused is not None:
            raise AuthenticationFailed(REFUSALS[refused.code], code=refused.code)
        portal: Any = request._request.portal  # type: ignore[attr-defined]
        if portal.token is not None:
            return portal.token.owner_id, portal.token
        return (portal.user, None) if portal.user is not None else None

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="yuanzhi"'


class MayRead(BasePermission):
    """Standing in the path's district, and the scope that the view names in `token_scope`."""

    def has_permission(self, request: Request, view: Any) -> bool:
        portal: Any = request._request.portal  # type: ignore[attr-defined]
        if portal.user is None and portal.token is None:
            raise NotAuthenticated
        if portal.district is None:
            # Foreign and missing are one answer.
            raise NotFound
        needed = getattr(view, "token_scope", "records")
        if not portal.may(f"{needed}.read"):
            raise PermissionDenied(_("This token may not fetch this. Ask for one with the right scope."))
        return True


class MayReadAcross(BasePermission):
    """Standing in every district that the asker reads as a whole; one is enough."""

    def has_permission(self, request: Request, view: Any) -> bool:
        portal: Any = request._request.portal  # type: ignore[attr-defined]
        if portal.user is None and portal.token is None:
            raise NotAuthenticated
        identity.stand_across(portal, f"{view.token_scope}.read")
        if not portal.scope.districts:
            raise PermissionDenied(_("There is no district that you may read as a whole. Ask a district for a role in it."))
        return True


class BearerScheme(OpenApiAuthenticationExtension):
    """How the OpenAPI document describes the tokens."""

    target_class = "governance.people.authentication.ScopeAuthentication"
    name = "bearer"

    def get_security_definition(self, auto_schema: Any) -> dict[str, str]:
        return {"type": "http", "scheme": "bearer"}
