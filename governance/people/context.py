"""Who asks, where, with what rights, and in which time: `request.portal`."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property

from django.conf import settings

from governance.people.choices import TokenScope
from governance.people.clock import Clock
from governance.people.models import ApiToken, Membership, User
from governance.people.permissions import BY_ROLE, RIGHTS
from governance.tenancy import scope
from governance.tenancy.models import District
from governance.tenancy.scope import NOBODY, Scope

# What a scope of a token opens by itself; writing also asks what the token's owner may.
BY_SCOPE: dict[str, frozenset[str]] = {
    TokenScope.STATISTICS: frozenset({"statistics.read"}),
    TokenScope.RECORDS: frozenset({"records.read"}) | {f"{register}.read" for register in RIGHTS},
    TokenScope.WRITE: frozenset(),
}
WRITING = frozenset(f"{register}.{verb}" for register in RIGHTS for verb in ("write", "remove"))


@dataclass
class PortalContext:
    """`district` is None on pages that belong to none (sign-in, choosing a district)."""

    now: datetime
    clock: Clock
    scope: Scope = NOBODY
    user: User | None = None
    token: ApiToken | None = None
    district: District | None = None
    districts: list[District] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)

    @property
    def membership(self) -> Membership | None:
        """The role shown beside the name; the rights are those of all memberships together."""
        return self.memberships[0] if self.memberships else None

    @property
    def demo(self) -> bool:
        return settings.DEMO or bool(self.district and self.district.is_demo)

    @property
    def permissions(self) -> frozenset[str]:
        """What can be told without asking the database again; what a token may write is asked for by `may`."""
        if self.token is not None:
            return frozenset().union(*(BY_SCOPE[name] for name in self.token.scopes))
        return frozenset().union(*(BY_ROLE[m.role] for m in self.memberships))

    @property
    def street_id(self) -> int | None:
        """The one street the person is held to, for the forms; None for district staff."""
        streets = self.scope.streets
        return streets[0] if streets is not None and len(streets) == 1 else None

    def may(self, permission: str) -> bool:
        return permission in self.permissions or bool(self._owner_roles(permission))

    @cached_property
    def actor(self) -> User | None:
        """Who answers for what is written: the person of the session, or the token's owner."""
        return self.user if self.token is None else self.token.owner

    @cached_property
    def owner_memberships(self) -> list[Membership]:
        """What the token's owner is here today: a program writes nothing that its owner could not."""
        if self.token is None or self.district is None or not self.token.owner.is_active:
            return []
        today = self.clock.today
        held = Membership.objects.filter(user_id=self.token.owner_id, district_id=self.district.pk)
        return list(held.filter(valid_from__lte=today, valid_to__gt=today))

    def _owner_roles(self, permission: str) -> list[Membership]:
        """The memberships by which a token that may write has the permission."""
        if self.token is None or TokenScope.WRITE not in self.token.scopes or permission not in WRITING:
            return []
        return [m for m in self.owner_memberships if permission in BY_ROLE[m.role]]

    def streets_for(self, permission: str) -> tuple[int, ...] | None:
        """Where the asker may do it: None for every street of the district.

        A token of the whole district whose owner is the clerk of one street writes in that street alone; so does the
        clerk who also reads the whole district in another role.
        """
        mine = self.scope.streets
        if self.token is None:
            roles = [m for m in self.memberships if permission in BY_ROLE[m.role]]
        else:
            roles = self._owner_roles(permission)
        if any(m.street_id is None for m in roles):
            return mine
        owned = tuple(sorted({m.street_id for m in roles if m.street_id is not None}))
        return owned if mine is None else tuple(street for street in owned if street in mine)

    def stand_for(self, permission: str) -> None:
        """Narrows the scope to the streets in which the asker may do it, so that the database holds them too."""
        streets = self.streets_for(permission)
        if streets != self.scope.streets:
            self.scope = replace(self.scope, streets=streets)
            scope.write(self.scope.settings())
