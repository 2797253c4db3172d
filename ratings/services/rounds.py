"""Rounds, what is found in them, and the stars that are computed and announced."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal

from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.audit import turns
from governance.audit.services import change
from governance.common import sql
from governance.common.periods import day_of
from governance.jobs import services as jobs
from governance.jobs.models import Job
from governance.jobs.runs import RunReport, execute
from governance.people.models import User
from governance.registers.entries import SMALLEST_INTEGER_MAX
from ratings.choices import COUNTED_KINDS, EntryStep, ItemKind, RoundStatus, Scorer, VersionStatus
from ratings.models import Finding, RatingEntry, RatingRound, RatingStandard, ScorerSeat, StandardItem, VetoFact, VetoItem
from ratings.reading import rule_of
from ratings.rounds import pipeline
from ratings.rules.stars import MarkOutOfRange, points
from ratings.services.gathering import gather
from ratings.signals import rating_published

COMPUTE_ROUND = "ratings.compute_round"


class RoundAnnounced(Exception):
    """The round's stars are announced: neither findings nor stars change any more."""

    def __init__(self, round: RatingRound) -> None:
        super().__init__(_("The stars of %(year)s are announced and can't be changed.") % {"year": round.year})


class RoundNotComputed(Exception):
    """Stars can be announced once they are computed, and once."""

    def __init__(self, round: RatingRound) -> None:
        super().__init__(_("The stars of %(year)s are not computed yet.") % {"year": round.year})


class StandardNotReleased(Exception):
    """A round is rated by a released standard only."""

    def __init__(self, standard: RatingStandard) -> None:
        super().__init__(_("The standard “%(title)s” is not released.") % {"title": standard})


class RoundNotReady(Exception):
    """Before stars are announced every courtyard was published, its time is over, and no objection is open."""


class StillScored(ValueError):
    """Two people still score some courtyards: what they found can neither be compared nor count before both handed in."""


class NotInRound(Exception):
    """A finding is of a courtyard in the scope of its round, and of an item of the round's standard."""


class HandedOn(Exception):
    """What was found at a courtyard is written before it is handed on for the re-check, or at a re-inspection."""


def open_round(*, standard: RatingStandard, year: int, applies: tuple[date, date | None], by: User, reason: str) -> RatingRound:
    """Opens the year's round; its stars count for the subsidy months in `applies` (half-open)."""
    if standard.status != VersionStatus.RELEASED:
        raise StandardNotReleased(standard)
    with change(district=standard.district_id, by=by, reason=reason):
        return RatingRound.objects.create(
            district_id=standard.district_id, standard=standard, year=year, applies=DateRange(*applies)
        )


def enter_courtyards(*, round: RatingRound, courtyards: Iterable[Courtyard], by: User, reason: str) -> int:
    """Takes courtyards into the scope of a round; those already in it stay. Says how many are new."""
    with change(district=round.district_id, by=by, reason=reason):
        demand_open(round)
        before = set(RatingEntry.objects.filter(round=round).values_list("courtyard_id", flat=True))
        new = [
            RatingEntry(district_id=round.district_id, street_id=c.street_id, courtyard=c, round=round)
            for c in courtyards
            if c.pk not in before
        ]
        RatingEntry.objects.bulk_create(new)
    return len(new)


class ScoreOutOfRange(ValueError):
    """What was found can't be: a score above the item's full mark, a percentage above 100, a broken count."""

    def __init__(self, item: StandardItem, found: Decimal | int) -> None:
        words = {"item": item, "found": found, "full": item.full_mark}
        if item.kind in COUNTED_KINDS:
            told = _("%(item)s is counted: write a whole number from 0 to 32767, not %(found)s.") % words
        elif item.kind == ItemKind.POINTS:
            told = _("%(item)s gives 0 to %(full)s points, not %(found)s.") % words
        else:
            told = _("%(item)s is a percentage from 0 to 100, not %(found)s.") % words
        super().__init__(told)


def record_finding(
    *,
    round: RatingRound,
    courtyard: Courtyard,
    item: StandardItem,
    found: Decimal | int,
    by: User,
    reason: str,
    note: str = "",
    scorer: Scorer = Scorer.AGREED,
) -> Finding:
    """Writes what was found for an item: occurrences of a counted one, else points or a percentage, as its kind says.

    Raises RoundAnnounced for a closed round, NotInRound, HandedOn, and ScoreOutOfRange.
    """
    with change(district=round.district_id, by=by, reason=reason, street=courtyard.street_id):
        demand_open(round, courtyard=courtyard.pk)
        _demand_in_round(round, courtyard, item)
        finding, created = Finding.objects.update_or_create(
            district_id=round.district_id,
            round=round,
            courtyard=courtyard,
            item=item,
            scorer=scorer,
            defaults={**columns(item, found), "note": note, "street_id": courtyard.street_id},
        )
        if not created and finding.occurrences is not None and finding.seen.count() > finding.occurrences:
            raise ScoreOutOfRange(item, found)
    return finding


def columns(item: StandardItem, found: Decimal | int) -> dict[str, Decimal | int | None]:
    """Where a finding stands: in `occurrences` if it is counted, else in `value`. Raises ScoreOutOfRange."""
    counted = item.kind in COUNTED_KINDS
    value = Decimal(found)
    exponent = value.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < (0 if counted else -2) or value > SMALLEST_INTEGER_MAX:
        raise ScoreOutOfRange(item, found)
    try:
        points(rule_of(item), value)
    except MarkOutOfRange as wrong:
        raise ScoreOutOfRange(item, found) from wrong
    return {"occurrences": int(value) if counted else None, "value": None if counted else value}


def record_veto(
    *, round: RatingRound, courtyard: Courtyard, item: VetoItem, evidence: str, found_on: date, by: User, reason: str
) -> VetoFact:
    """Writes that a veto was established, with its evidence. Raises RoundAnnounced for a closed round, and HandedOn."""
    with change(district=round.district_id, by=by, reason=reason, street=courtyard.street_id):
        demand_open(round, courtyard=courtyard.pk)
        _demand_in_round(round, courtyard, item)
        fact, _created = VetoFact.objects.update_or_create(
            district_id=round.district_id,
            round=round,
            courtyard=courtyard,
            item=item,
            defaults={"evidence": evidence, "found_on": found_on, "street_id": courtyard.street_id},
        )
    return fact


def request_round(*, round: RatingRound, by: User, now: datetime) -> Job:
    """Hands the computation of a round to the worker; the job shows its progress."""
    return jobs.request(district=round.district_id, kind=COMPUTE_ROUND, arguments={"round": round.pk}, by=by, now=now)


def compute_round(*, round: RatingRound, by: User, now: datetime, courtyard: int | None = None) -> RunReport:
    """The stars of a round in one statement, after what the portal reads was read. Run again with the same findings it
    writes nothing.

    A changed finding makes a new revision beside the old result. Raises RoundAnnounced for a closed round, unless it is
    asked for a `courtyard` that is being re-inspected: then a result of this one alone may be written. Raises StillScored
    while one of two scorers of a courtyard has not handed in.
    """
    with transaction.atomic():
        turns.take(round.district_id, "ratings.round", str(round.pk))
        with transaction.atomic():
            with change(district=round.district_id, by=by, reason=_("Stars of %(year)s computed") % {"year": round.year}):
                demand_open(round, courtyard=courtyard)
                demand_all_in(round)
                gathered = gather(round=round, today=day_of(now))
                report = _write_stars(round, courtyard if round.status == RoundStatus.ANNOUNCED else None)
                is_first = round.status == RoundStatus.SCORING
                if is_first:
                    round.status = RoundStatus.COMPUTED
                    round.save(update_fields=["status"])
            if not report.written and not gathered and not is_first:
                # No empty change in the history for a run that found everything in place.
                transaction.set_rollback(True)
        if report.written:
            rating_published.send(sender=RatingRound, round=round, by=by, now=now)
    return report


def announce(*, round: RatingRound, on: date, by: User, reason: str) -> None:
    """Makes the computed stars official from a day on. Raises RoundNotComputed, RoundAnnounced, or RoundNotReady."""
    with change(district=round.district_id, by=by, reason=reason):
        demand_open(round)
        if round.status != RoundStatus.COMPUTED:
            raise RoundNotComputed(round)
        if why := pipeline.unready(round, on):
            raise RoundNotReady(why)
        round.status, round.announced_on = RoundStatus.ANNOUNCED, on
        round.save(update_fields=["status", "announced_on"])


def demand_all_in(round: RatingRound) -> None:
    """Raises StillScored: a half of two sheets would count as the whole, and show it to the other scorer."""
    seats = ScorerSeat.objects.filter(district_id=round.district_id, round=round, handed_in_at__isnull=True)
    names = list(seats.order_by("courtyard__code").values_list("courtyard__name", flat=True).distinct())
    if names:
        raise StillScored(
            _("%(n)s courtyards are still being scored by two people (%(names)s). Compute the stars when both have handed in.")
            % {"n": len(names), "names": "、".join(names[:3]) + ("…" if len(names) > 3 else "")}
        )


def _write_stars(round: RatingRound, courtyard: int | None) -> RunReport:
    parameters = {"district": round.district_id, "round": round.pk, "courtyard": courtyard}
    statement = sql.load("ratings", "compute_stars").replace("{stars}", sql.load("ratings", "stars"))
    with connection.cursor() as cursor:
        # The marks of a round are some megabytes: in the usual four they would go through the disk.
        cursor.execute("SET LOCAL work_mem = '64MB'")
        cursor.execute(sql.load("ratings", "standard_reading"), parameters)
    return execute(statement, parameters)


def demand_open(round: RatingRound, *, courtyard: int | None = None) -> None:
    """Reads the round's status anew and holds it: the caller's object may be older than an announcement.

    Of a `courtyard` (its id) its own step decides. Raises RoundAnnounced, and HandedOn.
    """
    round.status = RatingRound.objects.select_for_update().values_list("status", flat=True).get(pk=round.pk)
    entry = None
    if courtyard is not None:
        entry = RatingEntry.objects.filter(district_id=round.district_id, round=round, courtyard=courtyard).first()
    is_reinspected = entry is not None and entry.step == EntryStep.REINSPECTION
    if round.status == RoundStatus.ANNOUNCED and not is_reinspected:
        raise RoundAnnounced(round)
    if entry is not None and (why := pipeline.closed(round, entry.step)):
        raise HandedOn(why)


def _demand_in_round(round: RatingRound, courtyard: Courtyard, item: StandardItem | VetoItem) -> None:
    if item.standard_id != round.standard_id:
        raise NotInRound(_("%(item)s is not an item of this round's standard.") % {"item": item})
    if not RatingEntry.objects.filter(round=round, courtyard=courtyard).exists():
        raise NotInRound(_("%(courtyard)s is not in the scope of %(year)s.") % {"courtyard": courtyard, "year": round.year})
