"""Two scorers of a courtyard: who they are, that they hand in, and what holds where they differ."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.choices import COUNTED_KINDS, READ_SOURCES, Scorer
from ratings.models import Finding, RatingEntry, RatingRound, ScorerSeat, StandardItem
from ratings.rounds import people, pipeline
from ratings.scores import number
from ratings.services.rounds import StillScored, columns, demand_open

SEATS = (Scorer.FIRST, Scorer.SECOND)


class ScorerRefused(Refused):
    """This person may not score this courtyard, or not any more."""


def demand_stranger(user: User, courtyard: Courtyard, on: date) -> None:
    """Nobody scores the own courtyard. Raises ScorerRefused."""
    tie = people.own([courtyard.pk], user, on).get(courtyard.pk)
    words = {"name": user.name, "courtyard": courtyard.name}
    if tie is people.Tie.CADRE:
        raise ScorerRefused(
            _("%(name)s is the cadre who answers for %(courtyard)s. Nobody scores the own courtyard: name somebody else.") % words
        )
    if tie is people.Tie.COMMITTEE:
        raise ScorerRefused(
            _("%(name)s is a member of the committee of %(courtyard)s. Nobody scores the own courtyard: name somebody else.")
            % words
        )


def assign(
    *, round: RatingRound, pairs: Mapping[int, tuple[User | None, User | None]], on: date, by: User, reason: str,
    street: int | None,
) -> tuple[int, dict[int, str]]:
    """Seats the first and second scorer of courtyards (by id), both or neither. Says how many changed, and what was refused why.

    All in one change; where nothing changes, none is. Raises RoundAnnounced.
    """
    changed, refused = 0, {}
    with transaction.atomic():
        with change(district=round.district_id, by=by, reason=reason, street=street):
            demand_open(round)
            entries = RatingEntry.objects.filter(district_id=round.district_id, round=round, courtyard_id__in=pairs)
            for entry in entries.select_related("courtyard").order_by("pk").select_for_update(of=("self",)):
                try:
                    changed += _seat(round, entry, pairs[entry.courtyard_id], on)
                except Refused as why:
                    refused[entry.courtyard_id] = str(why.message)
        if not changed:
            transaction.set_rollback(True)
    return changed, refused


def _seat(round: RatingRound, entry: RatingEntry, wanted: tuple[User | None, User | None], on: date) -> bool:
    at = {"district_id": round.district_id, "round": round, "courtyard_id": entry.courtyard_id}
    seats = {seat.scorer: seat for seat in ScorerSeat.objects.filter(**at)}
    if [seats[one].user_id if one in seats else None for one in SEATS] == [user.pk if user else None for user in wanted]:
        return False
    if why := pipeline.closed(round, entry.step):
        raise ScorerRefused(why)
    first, second = wanted
    if (first is None) != (second is None):
        raise ScorerRefused(_("Name both scorers, or neither."))
    found = set(Finding.objects.filter(**at).values_list("scorer", flat=True))
    if found & set(SEATS):
        raise ScorerRefused(_("Somebody has begun to score here: the scorers stay."))
    if Scorer.AGREED in found and first is not None:
        raise ScorerRefused(_("This courtyard was scored by one person already. Empty its row of the score sheet first."))
    if first is not None and first == second:
        raise ScorerRefused(_("One person can't be both scorers of a courtyard."))
    for user in (first, second):
        if user is not None:
            demand_stranger(user, entry.courtyard, on)
    ScorerSeat.objects.filter(**at).delete()
    for scorer, user in zip(SEATS, wanted, strict=True):
        if user is not None:
            ScorerSeat.objects.create(**at, street_id=entry.street_id, scorer=scorer, user=user, user_name=user.name)
    return True


def hand_in(*, round: RatingRound, courtyard: Courtyard, by: User, at: datetime) -> ScorerSeat:
    """Closes one's own sheet of a courtyard: from now on it stands. Faults and merits nobody counted are none.

    Raises RoundAnnounced, HandedOn, and ScorerRefused for somebody without a seat or who handed in, and where something has
    no value yet.
    """
    with change(
        district=round.district_id, by=by, reason=_("Score sheet handed in"), street=courtyard.street_id
    ):
        demand_open(round, courtyard=courtyard.pk)
        here = {"district_id": round.district_id, "round": round, "courtyard": courtyard}
        seat = ScorerSeat.objects.select_for_update().filter(**here, user=by).first()
        if seat is None or seat.handed_in_at is not None:
            raise ScorerRefused(_("There is no open sheet of yours for this courtyard."))
        said = set(Finding.objects.filter(**here, scorer=seat.scorer).values_list("item_id", flat=True))
        left = [item for item in typed_items(round) if item.pk not in said]
        if missing := [item for item in left if item.kind not in COUNTED_KINDS]:
            raise ScorerRefused(
                _("Not handed in: %(items)s has no value yet. Enter it and save first.")
                % {"items": "、".join(item.code for item in missing)}
            )
        for item in left:
            Finding.objects.create(**here, street_id=courtyard.street_id, item=item, scorer=seat.scorer, occurrences=0)
        seat.handed_in_at, seat.returned_for = at, ""
        seat.save(update_fields=["handed_in_at", "returned_for"])
    return seat


def give_back(*, round: RatingRound, courtyard: Courtyard, scorer: Scorer, by: User, reason: str) -> ScorerSeat:
    """Opens a sheet that was handed in, for the same person; the reason says what to mend.

    Raises RoundAnnounced, HandedOn, and ScorerRefused: it is not handed in, or both are and stand open to each other.
    """
    with change(district=round.district_id, by=by, reason=reason, street=courtyard.street_id):
        demand_open(round, courtyard=courtyard.pk)
        here = {"district_id": round.district_id, "round": round, "courtyard": courtyard}
        seats = {seat.scorer: seat for seat in ScorerSeat.objects.select_for_update().filter(**here).order_by("pk")}
        seat = seats.get(scorer)
        if seat is None or seat.handed_in_at is None:
            raise ScorerRefused(_("This sheet is not handed in; its scorer can still change it."))
        if all(one.handed_in_at for one in seats.values()):
            raise ScorerRefused(_("Both have handed in and seen each other's sheet. Settle what holds where they differ."))
        seat.handed_in_at, seat.returned_for = None, reason[:300]
        seat.save(update_fields=["handed_in_at", "returned_for"])
    return seat


def typed_items(round: RatingRound) -> list[StandardItem]:
    """The items that people score; the rest the portal reads."""
    return list(round.standard.items.exclude(source__in=READ_SOURCES).select_related("category"))


def settle(
    *, round: RatingRound, courtyard: Courtyard, values: Mapping[str, str], on: date, by: User, reason: str
) -> dict[str, str]:
    """Writes what holds (texts by the code of the item) where two scorers differ; what stays unsettled is averaged.

    All or nothing: says at each item what is wrong with its text, else nothing. Raises ScorerRefused, StillScored,
    RoundAnnounced, and HandedOn.
    """
    items = {item.code: item for item in typed_items(round)}
    wrong: dict[str, str] = {}
    with transaction.atomic():
        with change(district=round.district_id, by=by, reason=reason, street=courtyard.street_id):
            demand_open(round, courtyard=courtyard.pk)
            demand_both_in(round, courtyard)
            demand_stranger(by, courtyard, on)
            for code, text in values.items():
                try:
                    value = number(items[code], text) if code in items else None
                    if value is not None:
                        _hold(round, courtyard, items[code], value)
                except ValueError as why:
                    wrong[code] = str(why)
        if wrong:
            transaction.set_rollback(True)
    return wrong


def _hold(round: RatingRound, courtyard: Courtyard, item: StandardItem, value: Decimal | int) -> None:
    Finding.objects.update_or_create(
        district_id=round.district_id, round=round, courtyard=courtyard, item=item, scorer=Scorer.AGREED,
        defaults={**columns(item, value), "street_id": courtyard.street_id},
    )


def demand_both_in(round: RatingRound, courtyard: Courtyard) -> None:
    """Raises StillScored while one of the two still scores, ScorerRefused where no two do."""
    seats = ScorerSeat.objects.filter(district_id=round.district_id, round=round, courtyard=courtyard)
    handed = list(seats.values_list("handed_in_at", flat=True))
    if not handed:
        raise ScorerRefused(_("No two people were named to score this courtyard."))
    if None in handed:
        raise StillScored(_("One of the two scorers has not handed in yet. Both sheets open when both have."))
