"""Who asks: a person with a session or a program with a token; and where they may stand."""

from dataclasses import replace
from typing import Any

from governance.people import tokens
from governance.people.context import PortalContext
from governance.people.models import ApiToken, Membership, User
from governance.people.permissions import BY_ROLE
from governance.tenancy import scope
from governance.tenancy.models import District


class TokenRefused(Exception):
    """A presented token that opens nothing. `code`: token_invalid, token_expired or token_revoked."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def recognise(request: Any) -> None:
    """Fills `request.portal` with the person or token and everything they may reach. Raises TokenRefused."""
    portal: PortalContext = request.portal
    header = request.headers.get("Authorization", "")
    if header and request.path.startswith("/api/"):
        _recognise_token(portal, header)
    elif request.user.is_authenticated:
        portal.user = request.user
        _recognise_person(portal)


def _recognise_token(portal: PortalContext, header: str) -> None:
    kind, _, presented = header.partition(" ")
    if kind.lower() != "bearer" or not presented:
        raise TokenRefused("token_invalid")
    digest = tokens.digest(presented.strip())
    scope.write(scope.Scope(credential=digest).settings())
    token = tokens.find(digest)
    if token is None:
        raise TokenRefused("token_invalid")
    if token.revoked_at is not None:
        raise TokenRefused("token_revoked")
    if token.expires_at <= portal.now:
        raise TokenRefused("token_expired")
    portal.token = token
    if token.all_districts:
        portal.scope = scope.Scope(districts=_districts_of_owner(token, portal), actor=token.owner_id)
        return
    streets = None if token.street_id is None else (token.street_id,)
    portal.scope = scope.Scope(districts=(token.district_id,), streets=streets, actor=token.owner_id)


def _districts_of_owner(token: ApiToken, portal: PortalContext) -> tuple[int, ...]:
    """What the owner reads as a whole today, asked anew at each request: a membership that ended opens nothing."""
    scope.write(scope.Scope(actor=token.owner_id).settings())
    if not User.objects.filter(pk=token.owner_id, is_active=True).exists():
        return ()
    return _whole_districts(_held_today(token.owner_id, portal), "statistics.read")


def _held_today(user: int, portal: PortalContext) -> list[Membership]:
    today = portal.clock.today
    held = Membership.objects.filter(user_id=user, valid_from__lte=today, valid_to__gt=today)
    return list(held.order_by("district_id", "street_id", "id"))


def _whole_districts(memberships: list[Membership], permission: str) -> tuple[int, ...]:
    """The districts in which a membership of no single street gives the permission."""
    found = {m.district_id for m in memberships if m.street_id is None and permission in BY_ROLE[m.role]}
    return tuple(sorted(found))


def _recognise_person(portal: PortalContext) -> None:
    assert portal.user is not None
    scope.write(scope.Scope(actor=portal.user.pk).settings())
    portal.memberships = _held_today(portal.user.pk, portal)
    districts = tuple(sorted({m.district_id for m in portal.memberships}))
    portal.scope = scope.Scope(districts=districts, streets=_streets(portal.memberships), actor=portal.user.pk)
    scope.write(portal.scope.settings())
    portal.districts = list(District.objects.filter(pk__in=districts).order_by("pk"))


def _streets(memberships: list[Membership]) -> tuple[int, ...] | None:
    """No limit when every membership is of a whole district; else only the streets that are named."""
    if all(m.street_id is None for m in memberships):
        return None
    return tuple(sorted({m.street_id for m in memberships if m.street_id is not None}))


def stand_across(portal: PortalContext, permission: str) -> None:
    """Widens the context to every district that the asker may read as a whole, and drops all others from it."""
    if portal.token is None:
        districts = _whole_districts(portal.memberships, permission)
    else:
        may = permission in portal.permissions and portal.token.street_id is None
        districts = portal.scope.districts if may else ()
    portal.scope = replace(portal.scope, districts=districts, streets=None)
    scope.write(portal.scope.settings())


def stand_in(portal: PortalContext, district: int) -> None:
    """Narrows the context to one district; leaves `district` None where the asker has no standing."""
    if district not in portal.scope.districts:
        portal.scope, portal.memberships = scope.NOBODY, []
        scope.write(portal.scope.settings())
        return
    if portal.token is None:
        portal.memberships = [m for m in portal.memberships if m.district_id == district]
        whole = any(m.street_id is None for m in portal.memberships)
        streets = None if whole else _streets(portal.memberships)
        portal.memberships.sort(key=lambda m: (m.street_id is not None, m.pk))
    else:
        streets = portal.scope.streets
    portal.scope = replace(portal.scope, districts=(district,), streets=streets)
    scope.write(portal.scope.settings())
    # A person's districts were read when they were recognised.
    known = next((one for one in portal.districts if one.pk == district), None)
    portal.district = known or District.objects.get(pk=district)
