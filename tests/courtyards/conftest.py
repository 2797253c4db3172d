from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from psycopg2.extras import DateRange

from courtyards.models import Committee, Courtyard
from courtyards.services import Moved, move
from governance.audit import locking
from governance.audit.models import Change
from governance.audit.services import change
from governance.divisions.models import Community
from governance.indicators import registry as indicators
from governance.indicators import statistics
from governance.registers import registry, services
from governance.registers.services.entering import version_of
from party_org.models import PartyOrganisation, Person

ON, TODAY = date(2022, 1, 1), date(2022, 7, 7)


class Desk:
    """The home district as its governance office sees it: what is entered, and what the figures say."""

    def __init__(self, side: Any) -> None:
        self.side, self.by, self.district = side, side.user("governance"), side.district
        self.streets = side.streets

    def courtyard(self, street: int = 0) -> Courtyard:
        return Courtyard.objects.get(pk=self.side.pk(Courtyard, street))

    def community(self, street: int) -> Community:
        return Community.objects.get(pk=self.side.pk(Community, street))

    def enter(self, register: str, **data: Any) -> Any:
        """A record of a register, through the engine."""
        return services.enter(registry.every()[register], district=self.district, data=data, by=self.by, reason="test")

    def new_courtyard(self, name: str, street: int = 0, since: date = date(2020, 1, 1), **data: Any) -> Courtyard:
        return self.enter(
            "courtyards", **{"name": name, "community": self.community(street), "valid": DateRange(since, None)} | data
        )

    def correct(self, register: str, record: Any, **data: Any) -> Any:
        found = registry.every()[register]
        return services.correct(
            found, record=record, data=data, version=version_of(found, record), by=self.by, reason="test"
        )

    def move(self, courtyard: Courtyard | None = None, to: Community | None = None, **given: Any) -> Moved:
        """Moves the first street's courtyard into the second street, if nothing else is said."""
        courtyard = courtyard or self.courtyard(0)
        return move(**{
            "courtyard": courtyard, "to": to or self.community(1), "on": ON, "today": TODAY, "by": self.by,
            "reason": "区划调整", "version": locking.version_of(courtyard),
        } | given)

    @contextmanager
    def writing(self) -> Iterator[None]:
        with change(district=self.district, by=self.by, reason="test"):
            yield

    def figures(self, *days: date, street: int | None = None) -> dict[tuple[Any, ...], Any]:
        """Every figure of every indicator, by street and by community, on the days."""
        asked = list(indicators.every().values())
        return {
            (day, by, cell.indicator.key, cell.division.code): (cell.numerator, cell.denominator)
            for day in days
            for by in ("district", "street", "community")
            for cell in statistics.values(statistics.Question(self.district, day, street=street), asked, by=by)
        }

    def count(self, day: date, street: int | None = None) -> int:
        """The courtyards of the district, or of a street."""
        where = None if street is None else self.streets[street]
        [cell] = statistics.values(
            statistics.Question(self.district, day, street=where), [indicators.find("courtyard_count")]
        )
        return int(cell.numerator)


@pytest.fixture
def desk(cast: Any) -> Iterator[Desk]:
    with cast.home.scope(actor=cast.home.user("governance").pk):
        yield Desk(cast.home)


@pytest.fixture
def unwritten(desk: Desk) -> Callable[[], Any]:
    """`with unwritten():` nothing of any table of places is written within."""
    from courtyards.services import endings

    @contextmanager
    def check() -> Iterator[None]:
        def state() -> list[Any]:
            tables = [Courtyard, *endings.tables(), Change]
            return [sorted(map(str, table._default_manager.values_list())) for table in tables]

        before = state()
        yield
        assert state() == before

    return check


@pytest.fixture
def own_branch(desk: Desk) -> PartyOrganisation:
    """A branch of the first street's courtyard alone, paired with an organ's, with a secretary who has a second post."""
    courtyard = desk.courtyard(0)
    valid = DateRange(date(2020, 1, 1), None)
    superior = PartyOrganisation.objects.get(name=f"Branch{desk.side.mark(1)}")
    branch = desk.enter(
        "party-organisations", name="甲院支部", standing="courtyard", kind="branch", street=courtyard.street,
        community=courtyard.community, members=5, valid=valid, parent=superior,
    )
    desk.enter("party-covers", organisation=branch, courtyard=courtyard, valid=valid)
    unit = desk.enter("units", name="区直机关", kind="organ", valid=valid)
    organ = desk.enter("party-organisations", name="机关支部", standing="organ", kind="branch", unit=unit, valid=valid)
    pairing = desk.enter("pairings", organ_branch=organ, courtyard_branch=branch, valid=valid)
    desk.enter("pairing-activities", pairing=pairing, held_on=date(2021, 5, 1), subject="义务劳动")
    for name in ("张建国", "李建设"):
        person = desk.enter("persons", name=name, street=courtyard.street)
        desk.enter("posts", person=person, title="书记", body_kind="party", organisation=branch, valid=valid)
    committee = Committee.objects.get(pk=desk.side.pk(Committee, 0))
    other = desk.enter("committees", courtyard=desk.new_courtyard("乙院"), kind="owners", name="乙业委会", valid=valid)
    desk.enter("posts", person=person, title="主任", body_kind="owners", committee=other, valid=valid)
    first = Person.objects.get(name="张建国")
    desk.enter("posts", person=first, title="主任", body_kind="owners", committee=committee, valid=valid)
    return branch
