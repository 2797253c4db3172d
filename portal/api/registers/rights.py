"""Who may do what by REST: the token's scope, what its owner may today, and where."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.authentication import CSRFCheck
from rest_framework.exceptions import NotAuthenticated, NotFound, PermissionDenied
from rest_framework.request import Request

from governance.people.authentication import MayRead
from governance.people.choices import TokenScope
from portal.problems import Declined

VERBS = {"POST": "write", "PATCH": "write", "DELETE": "remove"}


class MayAct(MayRead):
    """Reading as everywhere, and the register's own right; writing the scope `write` and the right of who answers for it."""

    def has_permission(self, request: Request, view: Any) -> bool:
        http: Any = request._request
        portal = http.portal
        verb = VERBS.get(http.method)
        if verb is None or getattr(view, http.method.lower(), None) is None:
            return super().has_permission(request, view) and (
                view.register is None or portal.may(f"{view.register.key}.read")
            )
        if portal.user is None and portal.token is None:
            raise NotAuthenticated
        if portal.district is None:
            raise NotFound
        if portal.token is None:
            _demand_csrf(http)
        if view.register is not None:
            demand(portal, f"{view.register.key}.{verb}")
        return True


def demand(portal: Any, permission: str) -> None:
    """Raises PermissionDenied, in the words that help whoever asks for the right."""
    if portal.may(permission):
        return
    if portal.token is None:
        raise PermissionDenied(_("Your role may not do this."))
    if TokenScope.WRITE not in portal.token.scopes:
        raise PermissionDenied(_("This token may not write. Ask for one with the scope write."))
    raise PermissionDenied(_("The person who answers for this token may not do this here today."))


def stand_to_write(portal: Any, permission: str) -> None:
    """Narrows the scope to the streets in which the asker may do it, so that the database holds them too."""
    portal.stand_for(permission)


def demand_street(portal: Any, permission: str, record: Any) -> None:
    """A record that the asker sees may still stand in a street where the asker writes nothing."""
    streets, street = portal.streets_for(permission), getattr(record, "street_id", None)
    if streets is not None and street is not None and street not in streets:
        if portal.token is None:
            raise PermissionDenied(_("Your role may not do this."))
        raise PermissionDenied(_("The person who answers for this token may not do this here today."))


def _demand_csrf(http: HttpRequest) -> None:
    """A browser sends its session with every request, whoever made the page; a program's token it does not."""
    check = CSRFCheck(lambda request: None)  # type: ignore[arg-type, return-value]
    check.process_request(http)
    reason = check.process_view(http, lambda request: HttpResponse(), (), {})
    if reason:
        raise Declined(403, "csrf_failed", _("Send the session's CSRF token as X-CSRFToken, or use a token of the API."))
