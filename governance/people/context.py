"""Who asks, where, with what rights, and in which time: `request.portal`."""

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings

from governance.people.clock import Clock
from governance.people.models import ApiToken, Membership, User
from governance.people.permissions import BY_ROLE
from governance.tenancy.models import District
from governance.tenancy.scope import NOBODY, Scope


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
        if self.token is not None:
            return frozenset(f"{name}.read" for name in self.token.scopes)
        return frozenset().union(*(BY_ROLE[m.role] for m in self.memberships))

    @property
    def street_id(self) -> int | None:
        """The one street the person is held to, for the forms; None for district staff."""
        streets = self.scope.streets
        return streets[0] if streets is not None and len(streets) == 1 else None

    def may(self, permission: str) -> bool:
        return permission in self.permissions
