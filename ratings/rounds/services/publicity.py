"""Publicity: the stars of a round, or of a street's part, as they are shown to everybody, until when."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, Deadline
from governance.divisions.models import Street
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.choices import EntryStep, StarBands
from ratings.models import EntryAct, Publicity, PublicityLine, RatingEntry, RatingResult, RatingRound
from ratings.rules.rounds import Deed, Step
from ratings.services.rounds import compute_round, demand_open

TURN = "ratings.publicity"


def open_publicity(
    *, round: RatingRound, street: Street | None, on: date, place: str, document: str, by: User, now: datetime
) -> Publicity:
    """Computes the round, then publishes the stars of all courtyards that have passed, in the street or everywhere.

    For the working days that the standard says, by the district's calendar; the day of publishing does not count.
    Raises RoundAnnounced, and Refused: a courtyard has not passed yet, nothing is to be published, stars by rank in part.
    """
    # In one transaction: what is refused leaves no stars behind either.
    with transaction.atomic():
        compute_round(round=round, by=by, now=now)
        return _open(round, street, on, place, document, by)


def _open(round: RatingRound, street: Street | None, on: date, place: str, document: str, by: User) -> Publicity:
    with change(district=round.district_id, by=by, reason=document):
        turns.take(round.district_id, TURN, str(round.pk))
        demand_open(round)
        if street is not None and round.standard.bands == StarBands.RANK:
            raise Refused(_("Stars by rank depend on all courtyards: publish the whole round at once."), "street")
        listed = _ready(round, street)
        until = deadline(round.district_id, on, round.standard.publicity_days)
        made = Publicity.objects.create(
            district_id=round.district_id, street=street, round=round, published_on=on, days=round.standard.publicity_days,
            last_on=until.last, place=place, document=document,
        )
        _publish(made, listed, on, document)
    return made


def deadline(district: int, on: date, days: int) -> Deadline:
    """The time of a publicity. Raises Refused where the holidays of a year are not known, or the standard names no days."""
    if days < 1:
        raise Refused(_("This standard has no publicity. Release a version that says how many working days it takes."))
    try:
        return reading.publicity(district, published_on=on, days=days)
    except CalendarMissing as missing:
        raise Refused(reading.missing_in_words(missing)) from missing


def _ready(round: RatingRound, street: Street | None) -> list[RatingEntry]:
    """What is published now; whatever was published before stays as it was. Raises Refused."""
    rows = RatingEntry.objects.filter(district_id=round.district_id, round=round)
    if street is not None:
        rows = rows.filter(street=street)
    listed = list(rows.select_for_update(of=("self",)).select_related("courtyard").order_by("pk"))
    before = [e for e in listed if e.step not in (EntryStep.PASSED, EntryStep.PUBLISHED, EntryStep.REINSPECTION)]
    if before:
        raise Refused(
            _("%(n)s courtyards have not passed the re-check yet, “%(name)s” among them. Publish when all have.")
            % {"n": len(before), "name": before[0].courtyard.name}, "street",
        )
    ready = [entry for entry in listed if entry.step == EntryStep.PASSED]
    if not ready:
        raise Refused(_("Nothing is left to be published here."), "street")
    return ready


def _publish(publicity: Publicity, listed: list[RatingEntry], on: date, document: str) -> None:
    at = {"district_id": publicity.district_id, "round": publicity.round}
    results = dict(RatingResult.objects.filter(**at).latest_revisions().values_list("courtyard_id", "pk"))
    PublicityLine.objects.bulk_create(
        PublicityLine(
            **at, street_id=entry.street_id, courtyard_id=entry.courtyard_id, publicity=publicity,
            result_id=results[entry.courtyard_id],
        )
        for entry in listed
    )
    EntryAct.objects.bulk_create(
        EntryAct(
            district_id=entry.district_id, street_id=entry.street_id, courtyard_id=entry.courtyard_id, entry=entry,
            deed=Deed.PUBLISH.value, came_from=Step.PASSED.value, went_to=Step.PUBLISHED.value, comment=document, acted_on=on,
        )
        for entry in listed
    )
    RatingEntry.objects.filter(pk__in=[entry.pk for entry in listed]).update(step=Step.PUBLISHED.value)
