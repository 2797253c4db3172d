"""Edits of a village as its clerks would make them, in any order, and the moment at which they are all committed."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db import connection
from hypothesis import strategies as st

from courtyards.models import Courtyard, Covenant, Placement, Renovation, ThreeNoBaseline
from governance.audit.services import change
from party_org.models import PartyCover
from property_firms.models import FeeReturn, IncomeReturn
from tests.indicators.village import CODE, Village, span

ORIGIN = date(2021, 12, 20)
NOW = datetime(2022, 7, 7, 4, tzinfo=UTC)
DAYS = st.integers(0, 20)
LENGTHS = st.none() | st.integers(1, 9)
PICKS = st.integers(0, 5)


def day(number: int) -> date:
    return ORIGIN + timedelta(days=number)


def dated(first: int, length: int | None) -> Any:
    return span(day(first), None if length is None else day(first + length))


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("enter"), PICKS, DAYS, LENGTHS),
        st.tuples(st.just("courtyard"), st.integers(0, 1), DAYS, LENGTHS),
        st.tuples(st.just("label"), PICKS, DAYS, st.booleans()),
        st.tuples(st.just("correct"), PICKS, DAYS, LENGTHS),
        st.tuples(st.just("end"), PICKS, DAYS, st.none()),
        st.tuples(st.just("move"), PICKS, DAYS, st.none()),
        st.tuples(st.just("remove"), PICKS, st.none(), st.none()),
        st.tuples(st.just("restore"), st.none(), st.none(), st.none()),
        st.tuples(st.just("bulk"), st.integers(1, 4), DAYS, LENGTHS),
        st.tuples(st.just("money"), PICKS, DAYS, st.integers(1, 900)),
        st.tuples(st.just("refresh"), st.none(), st.none(), st.none()),
    ),
    max_size=14,
)


@dataclass
class Clerk:
    """Makes the edits; what can't be done at the time is left out."""

    village: Village
    covers: list[PartyCover] = field(default_factory=list)
    binned: list[dict[str, Any]] = field(default_factory=list)
    numbers: int = 0

    def __post_init__(self) -> None:
        self.branch = self.village.branch()
        self.firm = self.village.firm("firm", street=0)
        self.courtyards = [self.village.courtyard(0), self.village.courtyard(1, three_no=day(3))]

    def make(self, kind: str, *said: Any) -> None:
        getattr(self, kind)(*said)

    def enter(self, pick: int, first: int, length: int | None) -> None:
        self.covers.append(self._cover(self._courtyard(pick), dated(first, length)))

    def courtyard(self, street: int, first: int, length: int | None) -> None:
        self.courtyards.append(self.village.courtyard(street, valid=dated(first, length)))

    def label(self, pick: int, on: int, renovated: bool) -> None:
        place = self._courtyard(pick)
        if renovated:
            Renovation.objects.create(
                district_id=CODE, street_id=place.street_id, courtyard=place, project="p", accepted_on=day(on)
            )
        elif not ThreeNoBaseline.objects.filter(courtyard=place).exists():
            ThreeNoBaseline.objects.create(
                district_id=CODE, street_id=place.street_id, courtyard=place, on=day(on), source="roster"
            )

    def correct(self, pick: int, first: int, length: int | None) -> None:
        self._rewrite(pick, dated(first, length))

    def end(self, pick: int, last: int, _nothing: None) -> None:
        if self.covers:
            first = self.covers[pick % len(self.covers)].valid.lower
            self._rewrite(pick, span(first, max(first, day(last))))

    def move(self, pick: int, on: int, _nothing: None) -> None:
        """To the other street from a day on: the earlier place stays in its placement."""
        place = self._courtyard(pick)
        latest = Placement.objects.filter(courtyard=place).order_by("-valid_from").first()
        target = self.village.streets[1 - self.village.streets.index(latest.in_street)]
        if latest.valid.lower < day(on) and (latest.valid.upper is None or day(on) < latest.valid.upper):
            until = latest.valid.upper
            latest.valid = span(latest.valid.lower, day(on))
            latest.save()
            community = self.village.communities[self.village.streets.index(target)][0]
            self.village.about(Placement, place, span(day(on), until), in_street=target, in_community=community)

    def remove(self, pick: int, *_nothing: None) -> None:
        if self.covers:
            gone = self.covers.pop(pick % len(self.covers))
            self.binned.append({"courtyard": gone.courtyard, "valid": gone.valid})
            gone.delete()

    def restore(self, *_nothing: None) -> None:
        if self.binned:
            back = self.binned.pop()
            self.covers.append(self._cover(back["courtyard"], back["valid"]))

    def bulk(self, count: int, first: int, length: int | None) -> None:
        for place in self.courtyards[:count]:
            self.numbers += 1
            Covenant.objects.filter(courtyard=place).delete()
            self.village.about(Covenant, place, dated(first, length), number=self.numbers, title="c")

    def money(self, pick: int, last: int, fen: int) -> None:
        """A firm's income and a courtyard's fees of the month up to a day."""
        period = span(day(last) - timedelta(days=30), day(last) + timedelta(days=1))
        IncomeReturn.objects.filter(firm=self.firm).delete()
        IncomeReturn.objects.create(
            district_id=CODE, street_id=self.firm.street_id, firm=self.firm, measure="income", period=period, amount_fen=fen
        )
        place = self._courtyard(pick)
        FeeReturn.objects.filter(courtyard=place).delete()
        FeeReturn.objects.create(
            district_id=CODE, street_id=place.street_id, courtyard=place, firm=self.firm, period=period, receivable_fen=fen,
            received_fen=fen // 2, households_liable=9, households_paid=4,
        )

    def _courtyard(self, pick: int) -> Courtyard:
        return self.courtyards[pick % len(self.courtyards)]

    def _cover(self, place: Courtyard, valid: Any) -> PartyCover:
        return self.village.about(PartyCover, place, valid, organisation=self.village.branch())

    def _rewrite(self, pick: int, valid: Any) -> None:
        if self.covers:
            cover = self.covers[pick % len(self.covers)]
            cover.valid = valid
            cover.save()


def committed(village: Village) -> None:
    """What a commit of a change does: the district's data version moves on."""
    with change(district=CODE, by=village.by, reason="another"):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
