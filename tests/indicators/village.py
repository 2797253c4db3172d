"""A district made by hand, one fact at a time, so that a test's figures can be counted on the fingers."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import models
from psycopg2.extras import DateRange

from courtyards.models import Courtyard, Placement, ThreeNoBaseline
from governance.audit.services import change
from governance.divisions.models import Community, Street
from governance.divisions.services import create_district
from governance.indicators import registry, statistics
from governance.people.models import User
from governance.tenancy import scope
from governance.units.models import Unit, UnitKind
from party_org.models import PartyOrganisation
from property_firms.models import Firm

CODE = 990199
SINCE = date(2019, 1, 1)


def span(first: date | None, after_last: date | None = None) -> DateRange:
    return DateRange(first, after_last)


class Village:
    """Two streets with two communities each. Everything is written inside one open change."""

    def __init__(self, by: User) -> None:
        self.by = by
        self.district = CODE
        create_district(district=CODE, name="Village", by=by, reason="test")
        with change(district=CODE, by=by, reason="test"):
            self.streets = [
                Street.objects.create(district_id=CODE, code=f"{CODE}00{n}", name=f"Street {n}") for n in (1, 2)
            ]
            self.communities = [
                [
                    Community.objects.create(
                        district_id=CODE, street=street, code=f"{street.code}00{n}", name=f"{street.name}, part {n}"
                    )
                    for n in (1, 2)
                ]
                for street in self.streets
            ]
        self.count = 0

    def courtyard(
        self, street: int = 0, part: int = 0, *, valid: DateRange | None = None, three_no: date | None = None
    ) -> Courtyard:
        """A courtyard in its place from its first day to its last."""
        self.count += 1
        place, community = self.streets[street], self.communities[street][part]
        made = Courtyard.objects.create(
            district_id=CODE, street=place, community=community, code=f"{place.code}-{self.count:04d}",
            name=f"Courtyard {self.count}", name_pinyin=f"courtyard {self.count:04d}", valid=valid or span(SINCE),
        )
        self.about(Placement, made, made.valid, in_street=place, in_community=community)
        if three_no:
            ThreeNoBaseline.objects.create(
                district_id=CODE, street=place, courtyard=made, on=three_no, source="roster"
            )
        return made

    def about(self, model: type[models.Model], courtyard: Courtyard, valid: DateRange, **values: Any) -> Any:
        """A dated fact about a courtyard."""
        return model._default_manager.create(
            district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, valid=valid, **values
        )

    def firm(self, name: str, *, street: int | None = None, valid: DateRange | None = None) -> Firm:
        self.count += 1
        where = None if street is None else self.streets[street]
        unit = Unit.objects.create(
            district_id=CODE, street=where, kind=UnitKind.PROPERTY_FIRM, name=name, name_pinyin=name,
            uscc=f"91{CODE}{self.count:010d}", valid=valid or span(SINCE),
        )
        return Firm.objects.create(district_id=CODE, street=where, unit=unit, kind="market")

    def branch(self, name: str = "Branch", **values: Any) -> PartyOrganisation:
        return PartyOrganisation.objects.create(
            district_id=CODE, kind="branch", name=name, valid=values.pop("valid", span(SINCE)), **values
        )

    def unit(self, name: str) -> Unit:
        return Unit.objects.create(
            district_id=CODE, kind=UnitKind.ORGAN, name=name, name_pinyin=name, valid=span(SINCE)
        )

    @contextmanager
    def writing(self) -> Iterator[None]:
        with change(district=CODE, by=self.by, reason="test"):
            yield

    def question(self, on: date, **more: Any) -> statistics.Question:
        return statistics.Question(CODE, on, **more)

    def figure(self, name: str, on: date, population: str | None = None, **more: Any) -> tuple[Any, Any]:
        """Numerator and denominator of the district."""
        [cell] = statistics.values(self.question(on, **more), [registry.find(name)], population=population)
        return cell.numerator, cell.denominator

    def by_street(self, name: str, on: date, **more: Any) -> dict[str, tuple[Any, Any]]:
        cells = statistics.values(self.question(on, **more), [registry.find(name)], by="street")
        return {cell.division.code.removeprefix(str(CODE)): (cell.numerator, cell.denominator) for cell in cells}

    def reasons(self, name: str, on: date, **more: Any) -> dict[str, str]:
        """Why each member is not covered; empty for the covered ones."""
        members, total = statistics.members(self.question(on, **more), registry.find(name), limit=1000)
        assert total == len(members)
        return {member.name: member.why for member in members}


@contextmanager
def founded(by: User) -> Iterator[Village]:
    """The village in its scope, with a change open."""
    with scope.enter(scope.Scope(districts=(CODE,), actor=by.pk)):
        village = Village(by)
        with village.writing():
            yield village
