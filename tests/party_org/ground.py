"""Party ground of the cast's home district, laid by the services of the registers."""

from datetime import date
from typing import Any

from psycopg2.extras import DateRange

from courtyards.models import Courtyard, Placement, ThreeNoBaseline
from governance.audit.services import change
from governance.people.models import User
from governance.registers import registry, services
from governance.units.models import Unit, UnitKind
from party_org.models import Cadre, PartyOrganisation

DAY, SINCE = date(2021, 6, 1), date(2020, 1, 1)


class Ground:
    """Enters what a test needs; `street` is 0 or 1, the first or second of the district."""

    def __init__(self, side: Any, by: User) -> None:
        self.side, self.district, self.by = side, side.district, by
        self.count = 0

    def enter(self, key: str, since: date | None = SINCE, until: date | None = None, **data: Any) -> Any:
        """A record of a register; dated ones from `since`."""
        register = registry.every()[key]
        if register.is_dated:
            data.setdefault("valid", DateRange(since, until))
        return services.enter(register, district=self.district, data=data, by=self.by, reason="laid for a test")

    def street(self, number: int) -> Any:
        return self.side.get(Courtyard, number).street

    def organ_branch(self, name: str = "", street: int | None = None, since: date = SINCE) -> PartyOrganisation:
        self.count += 1
        place = None if street is None else self.street(street)
        unit = self.unit(UnitKind.ORGAN, street=place)
        return self.enter(
            "party-organisations", name=name or f"Organ branch {self.count}", standing="organ", kind="branch", unit=unit,
            street=place, since=since,
        )

    def unit(self, kind: UnitKind, street: Any = None) -> Unit:
        self.count += 1
        name = f"Unit {self.count}"
        if kind != UnitKind.PROPERTY_FIRM:
            return self.enter("units", name=name, kind=kind, street=street)
        return self.enter(
            "firms", name=name, uscc=f"91{self.district}{self.count:010d}", kind="street_platform" if street else "market",
            street=street, legal_representative="", staff=1, party_members=2,
        ).unit

    def courtyard(self, street: int = 0, three_no: bool = True) -> Courtyard:
        """Written plainly: the laws of courtyards are tested where they are."""
        self.count += 1
        like = self.side.get(Courtyard, street)
        with change(district=self.district, by=self.by, reason="laid for a test"):
            made = Courtyard.objects.create(
                district_id=self.district, street_id=like.street_id, community_id=like.community_id,
                code=f"{self.district}00{street + 1}-7{self.count:03d}", name=f"Yard {self.count}", name_pinyin="yard",
                valid=DateRange(SINCE, None),
            )
            about: Any = {"district_id": self.district, "street_id": made.street_id, "courtyard": made}
            Placement.objects.create(
                **about, in_street_id=made.street_id, in_community_id=made.community_id, valid=DateRange(SINCE, None)
            )
            if three_no:
                ThreeNoBaseline.objects.create(**about, on=SINCE, source="roster")
        return made

    def branch(self, *courtyards: Courtyard, since: date = SINCE) -> PartyOrganisation:
        """The branch of these courtyards."""
        self.count += 1
        made = self.enter(
            "party-organisations", name=f"Branch {self.count}", standing="courtyard", kind="branch",
            street=courtyards[0].street, since=since,
        )
        for courtyard in courtyards:
            self.enter("party-covers", organisation=made, courtyard=courtyard, since=since)
        return made

    def cadre(self, street: int | None = None, name: str = "张建国") -> Cadre:
        return self.enter(
            "cadres", name=name, unit=self.unit(UnitKind.ORGAN), rank_class="section",
            street=None if street is None else self.street(street),
        )
