"""A score sheet of one courtyard, saved as a whole: what was found, its occurrences and their photos, in one change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.people.models import User
from governance.registers.entries import tidy
from governance.registers.services import files
from governance.tenancy import scope
from ratings import scores, sheets
from ratings.choices import COUNTED_KINDS, Scorer
from ratings.models import Finding, Occurrence, RatingEntry, RatingRound, ScorerSeat, StandardItem
from ratings.services.rounds import columns, demand_open
from ratings.services.scorers import ScorerRefused, demand_stranger, typed_items
from ratings.services.scoring import at_least, served

KEY = "occurrences"


@dataclass(frozen=True)
class Photo:
    """A file as it was sent."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Sighting:
    """A fault or merit that somebody saw: of which item (its code), when, where."""

    item: str
    seen_at: datetime
    place: str
    note: str = ""
    photo: Photo | None = None


@dataclass(frozen=True)
class Typed:
    """What somebody typed on a sheet they read at `version`. `taken_out`: ids of occurrences that were wrong."""

    version: int
    cells: Mapping[str, str]
    notes: Mapping[str, str] = field(default_factory=dict)
    sightings: Sequence[Sighting] = ()
    taken_out: Sequence[int] = ()


class SheetRefused(ValueError):
    """Nothing was saved. `errors`: sentences by the code of the item."""

    def __init__(self, errors: dict[str, str]) -> None:
        super().__init__(" ".join(errors.values()))
        self.errors = errors


class SheetStale(ValueError):
    """Somebody saved this sheet since it was read. `seen`: who and when; nothing was saved."""

    def __init__(self, seen: scores.Seen) -> None:
        super().__init__(
            _("This sheet was saved elsewhere since you opened it. Nothing of yours is lost: look, then save again.")
        )
        self.seen = seen


def save_sheet(
    *, round: RatingRound, courtyard: Courtyard, scorer: Scorer, typed: Typed, on: date, by: User, reason: str
) -> int:
    """Saves a sheet and gives its new version; where nothing differs no change is written.

    Raises RoundAnnounced, HandedOn, ScorerRefused (not this person's sheet), SheetStale, and SheetRefused naming every
    fault at once.
    """
    with transaction.atomic():
        with change(district=round.district_id, by=by, reason=reason, street=courtyard.street_id):
            demand_open(round, courtyard=courtyard.pk)
            _demand_own_sheet(round, courtyard, scorer, by, on)
            seen = sheets.version(round, courtyard, scorer)
            if seen.version != typed.version:
                raise SheetStale(seen)
            desk = _Desk(round, courtyard, scorer, by)
            is_changed = desk.write(typed)
            if desk.errors:
                raise SheetRefused(desk.errors)
        if not is_changed:
            transaction.set_rollback(True)
            return seen.version
    return sheets.version(round, courtyard, scorer).version


def _demand_own_sheet(round: RatingRound, courtyard: Courtyard, scorer: Scorer, by: User, on: date) -> None:
    here = {"district_id": round.district_id, "round": round, "courtyard": courtyard}
    # Held, so that two such saves wait for each other.
    entry = RatingEntry.objects.select_for_update().filter(**here).first()
    if entry is None:
        raise ScorerRefused(_("%(courtyard)s is not in the scope of %(year)s.") % {"courtyard": courtyard, "year": round.year})
    seats = {seat.scorer: seat for seat in ScorerSeat.objects.filter(**here)}
    if seats or scorer != Scorer.AGREED:
        seat = seats.get(scorer)
        if seat is None or seat.user_id != by.pk:
            raise ScorerRefused(_("Two people were named to score this courtyard, and this sheet is not yours."))
        if seat.handed_in_at is not None:
            raise ScorerRefused(_("You have handed in this sheet; it stands."))
    elif scope.read()["streets"] != "all":
        counted: Any = scores.entries(round, on).get(pk=entry.pk)
        if counted.is_served:
            raise ScorerRefused(served())
    demand_stranger(by, courtyard, on)


class _Desk:
    """One sheet with what stands on it."""

    def __init__(self, round: RatingRound, courtyard: Courtyard, scorer: Scorer, by: User) -> None:
        self.at: dict[str, Any] = {
            "district_id": round.district_id, "round": round, "courtyard": courtyard, "scorer": scorer,
        }
        self.where: dict[str, Any] = {"district_id": round.district_id, "street_id": courtyard.street_id, "courtyard": courtyard}
        self.items = {item.code: item for item in typed_items(round)}
        self.by, self.errors = by, dict[str, str]()
        self.standing = {found.item_id: found for found in Finding.objects.filter(**self.at)}
        of = Occurrence.objects.filter(district_id=round.district_id, finding__in=self.standing.values())
        self.seen: dict[int, list[Occurrence]] = {}
        for one in of:
            self.seen.setdefault(one.finding_id, []).append(one)

    def write(self, typed: Typed) -> bool:
        """Whether anything differs; faults are left in `errors`."""
        told = {code for code in (*typed.cells, *typed.notes, *(one.item for one in typed.sightings)) if code in self.items}
        out = set(typed.taken_out)
        gone = {found.item_id for found in self.standing.values() if any(o.pk in out for o in self.seen.get(found.pk, ()))}
        changed = False
        for code, item in self.items.items():
            if code in told or item.pk in gone:
                try:
                    changed |= self._item(item, typed, out)
                except (ValueError, files.FileRefused) as why:
                    self.errors[code] = str(why)
        return changed

    def _item(self, item: StandardItem, typed: Typed, out: set[int]) -> bool:
        found = self.standing.get(item.pk)
        kept = [one for one in self.seen.get(found.pk, ()) if one.pk not in out] if found else []
        dropped = [one for one in self.seen.get(found.pk, ()) if one.pk in out] if found else []
        fresh = [one for one in typed.sightings if one.item == item.code]
        before = "" if found is None or found.found is None else scores.text(found.found)
        text = tidy(typed.cells.get(item.code, before))
        note = typed.notes.get(item.code, found.note if found else "").strip()[:200]
        value = scores.number(item, text)
        count = len(kept) + len(fresh)
        if item.kind in COUNTED_KINDS and count and (value is None or value < count):
            if text != before and value is not None:
                raise ValueError(at_least(count))
            # Nobody has to count what they just recorded one by one.
            value = count if value is None or not fresh else max(int(value), count)
        if value is None:
            if fresh or kept:
                raise ValueError(_("Enter what was found beside what was seen."))
            return self._take_out(found, dropped)
        self._check(fresh)
        numbers = columns(item, value)
        is_same = found is not None and found.found == value and found.note == note
        if found is None:
            found = Finding.objects.create(
                **self.at, street_id=self.where["street_id"], item=item, note=note, **numbers
            )
        elif not is_same:
            found.occurrences, found.value, found.note = numbers["occurrences"], numbers["value"], note  # type: ignore[assignment]
            found.save(update_fields=["occurrences", "value", "note"])
        for one in dropped:
            one.delete()
        for sighting in fresh:
            self._see(found, sighting)
        return not is_same or bool(dropped or fresh)

    def _take_out(self, found: Finding | None, dropped: Sequence[Occurrence]) -> bool:
        if found is None:
            return False
        for one in dropped:
            one.delete()
        found.delete()
        return True

    @staticmethod
    def _check(fresh: Sequence[Sighting]) -> None:
        for sighting in fresh:
            if not sighting.place.strip():
                raise ValueError(_("Say where it was seen."))
            if sighting.photo is not None:
                files.demand_keepable(sighting.photo.name, sighting.photo.content, photo=True)

    def _see(self, found: Finding, sighting: Sighting) -> None:
        seen = Occurrence.objects.create(
            **self.where, finding=found, seen_at=sighting.seen_at, place=sighting.place.strip()[:120],
            note=sighting.note.strip()[:200], by_name=self.by.name,
        )
        if sighting.photo is not None:
            files.keep(
                KEY, record=seen, name=sighting.photo.name, content=sighting.photo.content, by=self.by,
                reason=_("Photo of what was seen"), photo=True,
            )
