"""The score sheet of one courtyard as it is read: its categories and items, what stands there, and what it comes to."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.common import sql
from governance.people.models import User
from governance.registers.entries import tidy
from governance.registers.models import Attachment
from ratings import scores
from ratings.choices import COUNTED_KINDS, ItemKind, Scorer, Source
from ratings.models import Finding, Occurrence, RatingRound, ScorerSeat, StandardItem, VetoFact
from ratings.reading import rule, rule_of
from ratings.rules.stars import Rating, points, rate
from ratings.scores import Seen


@dataclass
class Line:
    """An item on a sheet. `text`: what stands in its field; `saved`: what the database says; `mark` in points."""

    item: StandardItem
    saved: str
    note: str
    locked: str
    text: str = ""
    seen: list[Occurrence] = field(default_factory=list)
    points: Decimal | None = None
    error: str = ""
    theirs: str | None = None

    @property
    def is_counted(self) -> bool:
        return self.item.kind in COUNTED_KINDS

    @property
    def unit(self) -> str:
        """What the number is of."""
        if self.is_counted:
            return _("times")
        return _("points") if self.item.kind == ItemKind.POINTS else "%"

    @property
    def most(self) -> str:
        """The largest number that can be found; empty where there is none."""
        if self.is_counted:
            return ""
        return scores.text(self.item.full_mark) if self.item.kind == ItemKind.POINTS else "100"

    @property
    def law(self) -> str:
        return scores.hint(self.item)

    @property
    def said_by(self) -> str:
        return str(Source(self.item.source).label)


@dataclass(frozen=True)
class Part:
    """A category of a sheet with its lines. `points` of at most `full`; both in weighted points."""

    code: str
    title: str
    is_bonus: bool
    lines: list[Line]
    points: Decimal


@dataclass(frozen=True)
class Seats:
    """Who scores a courtyard, as one person may see it. Without seats there is one sheet, that of what holds."""

    seats: list[ScorerSeat]
    mine: ScorerSeat | None

    @property
    def scorer(self) -> Scorer:
        """Whose sheet is the person's own."""
        return Scorer(self.mine.scorer) if self.mine else Scorer.AGREED

    @property
    def are_in(self) -> bool:
        """Both handed in: from now on both sheets may be seen, side by side."""
        return bool(self.seats) and all(seat.handed_in_at for seat in self.seats)

    @property
    def is_blind(self) -> bool:
        """Two people score, and this person is not one of them: nothing is to be seen before both handed in."""
        return bool(self.seats) and not self.mine and not self.are_in


def seats(round: RatingRound, courtyard: Courtyard, user: User) -> Seats:
    """The seats of a courtyard, with the person's own."""
    found = list(ScorerSeat.objects.filter(district_id=round.district_id, round=round, courtyard=courtyard).order_by("scorer"))
    return Seats(found, next((seat for seat in found if seat.user_id == user.pk), None))


def version(round: RatingRound, courtyard: Courtyard, scorer: Scorer) -> Seen:
    """How often a sheet was written, by whom last and when."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.load("ratings", "sheet_versions"),
            {"district": round.district_id, "round": round.pk, "courtyard": courtyard.pk,
             "somebody": _("somebody outside your street")},
        )
        rows = {row[0]: row for row in cursor.fetchall()}
    found = rows.get(int(scorer))
    return Seen(0, None, "") if found is None else Seen(found[1], found[2], found[3])


def with_photos(district: int, every: list[Occurrence]) -> list[Occurrence]:
    """The same occurrences, each with `photos`, the files that were taken of it. One query."""
    photos: dict[int, list[Attachment]] = {}
    for one in Attachment.objects.filter(
        district_id=district, register="occurrences", record_id__in=[seen.pk for seen in every]
    ).order_by("pk"):
        photos.setdefault(one.record_id, []).append(one)
    for seen in every:
        seen.photos = photos.get(seen.pk, [])  # type: ignore[attr-defined]
    return every


class Sheet:
    """A sheet with what is saved; `typed` texts by item take the place of the saved ones for what it comes to."""

    def __init__(self, round: RatingRound, courtyard: Courtyard, scorer: Scorer) -> None:
        self.round, self.courtyard, self.scorer = round, courtyard, scorer
        here = {"district_id": round.district_id, "round": round, "courtyard": courtyard}
        every = list(Finding.objects.filter(**here).select_related("item"))
        # What the portal reads by itself is nobody's own.
        self.agreed = {one.item_id: one for one in every if one.scorer == Scorer.AGREED}
        self.own = {one.item_id: one for one in every if one.scorer == scorer}
        self.vetoes = list(VetoFact.objects.filter(**here).values_list("item__code", flat=True))
        self.lines = [self._line(item) for item in round.standard.items.select_related("category")]
        self._see()
        self.standard = rule(round.standard)

    def _line(self, item: StandardItem) -> Line:
        locked = scores.locked_for(item)
        found = (self.agreed if locked else self.own).get(item.pk)
        said = "" if found is None or found.found is None else scores.text(found.found)
        return Line(item, said, found.note if found else "", locked, text=said)

    def _see(self) -> None:
        """The occurrences of the sheet, each with `photos`."""
        by_finding = {found.pk: item for item, found in self.own.items()}
        lines = {line.item.pk: line for line in self.lines}
        every = list(Occurrence.objects.filter(district_id=self.round.district_id, finding__in=by_finding))
        for seen in with_photos(self.round.district_id, every):
            lines[by_finding[seen.finding_id]].seen.append(seen)

    def take(self, cells: Mapping[str, str], notes: Mapping[str, str]) -> None:
        """What somebody typed stands in the fields; what is saved stays known beside it."""
        for line in self.lines:
            if not line.locked:
                line.text = cells.get(line.item.code, line.text)
                line.note = notes.get(line.item.code, line.note)

    def rating(self) -> Rating:
        """What the texts come to by the rule; a text that says no number, or one that can't be, counts as not there."""
        found: dict[str, Any] = {}
        for line in self.lines:
            value = said(line)
            if value is not None:
                found[line.item.code] = value
        return rate(self.standard, found, self.vetoes)

    def parts(self, rating: Rating) -> list[Part]:
        """The categories that have items, in their order, with what they come to."""
        marks = {mark.item.code: mark for mark in rating.marks}
        for line in self.lines:
            line.points = marks[line.item.code].points
        blocks = {block.category.code: block.points for block in rating.blocks}
        found = []
        for category, lines in _grouped(self.lines):
            found.append(Part(category.code, category.title, category.is_bonus, lines, blocks[category.code]))
        return found


def said(line: Line) -> Decimal | None:
    """The number that a line's text says, where it can be one."""
    try:
        value = scores.number(line.item, tidy(line.text))
        if value is None:
            return None
        points(rule_of(line.item), value)
    except ValueError:
        return None
    return Decimal(value)


def _grouped(lines: Iterable[Line]) -> list[tuple[Any, list[Line]]]:
    found: dict[int, tuple[Any, list[Line]]] = {}
    for line in lines:
        found.setdefault(line.item.category_id, (line.item.category, []))[1].append(line)
    return sorted(found.values(), key=lambda one: one[0].code)
