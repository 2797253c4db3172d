"""What each role may do. A permission is a verb on a register; where it applies is the tenant scope's matter."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from governance.people.choices import Role

READS = frozenset({"records.read", "statistics.read"})
BY_ROLE: dict[str, frozenset[str]] = {
    Role.OPERATOR: READS | {"member.manage", "token.manage"},
    Role.LEADER: READS,
    Role.GOVERNANCE: READS | {"courtyard.write", "firm.write", "rating.compute", "member.manage", "token.manage"},
    Role.HOUSING: READS | {"courtyard.write", "firm.write", "subsidy.compute"},
    Role.ORGANISATION: READS,
    Role.FINANCE: READS | {"subsidy.pay"},
    Role.CLERK: READS | {"courtyard.write", "firm.write"},
    Role.REVIEWER: READS,
    Role.AUDITOR: READS,
    Role.API: READS,
}
# Who acts in one street only; everybody else acts in the whole district.
STREET_ROLES = frozenset({Role.CLERK, Role.REVIEWER})

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


def requires(permission: str) -> Callable[[View[P]], View[P]]:
    """A page for people who may do `permission` here: 404 without a district, 403 without the permission."""

    def decorate(view: View[P]) -> View[P]:
        @wraps(view)
        def guarded(request: Any, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if request.portal.district is None:
                raise Http404
            if not request.portal.may(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]  # read by the guard over all URLs
        return guarded

    return decorate
