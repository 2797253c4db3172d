"""Where a dashboard stands: the district, one of its streets, or a community."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404

from governance.divisions.models import Community, Street
from governance.indicators import statistics

# The level that a place is split by.
BELOW = {"district": "street", "street": "community", "community": "community"}


@dataclass(frozen=True)
class Place:
    """`street` and `community` are None where the place is wider."""

    district: int
    district_name: str
    street: Street | None = None
    community: Community | None = None

    @property
    def level(self) -> str:
        return "community" if self.community else "street" if self.street else "district"

    @property
    def by(self) -> str:
        return BELOW[self.level]

    @property
    def name(self) -> str:
        return str(self.community or self.street or self.district_name)

    @property
    def query(self) -> dict[str, str]:
        """The parameters that keep a link in this place."""
        codes = {"street": self.street and self.street.code, "community": self.community and self.community.code}
        return {name: code for name, code in codes.items() if code}

    def question(self, on: Any) -> statistics.Question:
        return statistics.Question(
            self.district, on, street=self.street.pk if self.street else None,
            community=self.community.pk if self.community else None,
        )


def place(request: Any) -> Place:
    """From the codes in the address. One that is not in sight is like none at all: 404."""
    portal = request.portal
    here = Place(portal.district.pk, portal.district.name)
    if code := request.GET.get("community"):
        community = Community.objects.filter(district_id=here.district, code=code).select_related("street").first()
        if community is None:
            raise Http404
        return Place(here.district, here.district_name, community.street, community)
    if code := request.GET.get("street"):
        street = Street.objects.filter(district_id=here.district, code=code).first()
        if street is None:
            raise Http404
        return Place(here.district, here.district_name, street)
    return here
