"""Objections to published stars: lodged in time by who may, then rejected with reasons or led to a re-inspection."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from courtyards.models import Committee
from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, add_working_days
from governance.common import codes
from governance.people.models import User
from governance.registers.declarations import Refused
from property_firms.models import ServiceContract
from ratings.choices import DecisionState, ObjectionState, Objector, RoundStatus
from ratings.models import Objection, PublicityLine, RatingEntry, RatingResult, StarDecision
from ratings.rounds.services import steps
from ratings.rules.rounds import OWNERS_PERCENT, Deed, Step, signatures_needed
from ratings.services.rounds import RoundAnnounced, compute_round


@dataclass(frozen=True)
class Lodged:
    """What somebody objects with. `signed`: of owners, how many signed."""

    objector: Objector
    received_on: date
    grounds: str
    signed: int | None = None


def lodge(*, line: PublicityLine, told: Lodged, today: date, by: User, reason: str) -> Objection:
    """Writes an objection down and gives it its tracking number.

    Raises Refused, with the field: too late, too early, not entitled, too few owners, the stars are announced.
    """
    with change(district=line.district_id, by=by, reason=reason, street=line.street_id):
        _demand_in_time(line, told, today)
        signed, households = _demand_owners(line, told)
        return Objection.objects.create(
            district_id=line.district_id, street_id=line.street_id, courtyard_id=line.courtyard_id, round=line.round, line=line,
            number=codes.make(), objector=told.objector, objector_name=_name(line, told), signed=signed,
            households=households, received_on=told.received_on, grounds=told.grounds,
            due_on=_due(line, told.received_on),
        )


def _demand_in_time(line: PublicityLine, told: Lodged, today: date) -> None:
    shown = line.publicity
    if line.round.status == RoundStatus.ANNOUNCED:
        raise Refused(str(RoundAnnounced(line.round)))
    if told.received_on > today:
        raise Refused(_("This day has not come yet."), "received_on")
    if told.received_on < shown.published_on:
        raise Refused(_("The star was published on %(day)s; nobody could object before.") % {"day": shown.published_on},
                      "received_on")
    if told.received_on > shown.last_on:
        raise Refused(
            _("The objection came too late: the last day was %(day)s. Tell the objector of the way to the courts.")
            % {"day": shown.last_on}, "received_on",
        )


def _demand_owners(line: PublicityLine, told: Lodged) -> tuple[int | None, int | None]:
    """Signatures and households of an objection by owners. Raises Refused."""
    if told.objector != Objector.OWNERS:
        return None, None
    households = line.courtyard.households
    if not households:
        raise Refused(_("The register does not know the households of this courtyard. Enter them there first."), "signed")
    needed = signatures_needed(households)
    if told.signed is None or told.signed < needed:
        raise Refused(
            _("Of %(households)s households at least %(needed)s must sign (%(percent)s %%).")
            % {"households": households, "needed": needed, "percent": OWNERS_PERCENT}, "signed",
        )
    if told.signed > households:
        raise Refused(_("More signatures than the courtyard has households (%(n)s). Count one for each household.")
                      % {"n": households}, "signed")
    return told.signed, households


def _name(line: PublicityLine, told: Lodged) -> str:
    """The objector as the registers name them. Raises Refused where there is no such firm or committee."""
    held = {
        "district_id": line.district_id, "courtyard": line.courtyard_id, "valid_from__lte": told.received_on,
        "valid_to__gt": told.received_on,
    }
    if told.objector == Objector.FIRM:
        contract = ServiceContract.objects.filter(**held).select_related("firm__unit").first()
        if contract is None:
            raise Refused(_("No firm serves this courtyard on that day."), "objector")
        return str(contract.firm.unit.name)
    if told.objector == Objector.COMMITTEE:
        committee = Committee.objects.filter(**held).order_by("pk").first()
        if committee is None:
            raise Refused(_("This courtyard has no committee on that day."), "objector")
        return str(committee.name)
    return str(line.courtyard.community.name) if told.objector == Objector.RESIDENTS else ""


def _due(line: PublicityLine, received_on: date) -> date:
    """By when it is to be answered: so many working days after it came in as the standard gives."""
    try:
        return add_working_days(reading.calendar(line.district_id), received_on, line.round.standard.answer_days)
    except CalendarMissing as missing:
        raise Refused(reading.missing_in_words(missing), "received_on") from missing


def reject(*, objection: Objection, answer: str, on: date, by: User) -> Objection:
    """Answers that the star stands, with the reasons; whoever has the number reads them. Raises Refused."""
    with change(district=objection.district_id, by=by, reason=_reason(answer), street=objection.street_id):
        found = _held(objection, ObjectionState.LODGED)
        steps.demand(_entry(found), Deed.ORDER if _entry(found).step == Step.PUBLISHED else Deed.CLOSE, by=by, on=on)
        return _answered(found, ObjectionState.REJECTED, answer, on)


def order_reinspection(*, objection: Objection, answer: str, on: date, by: User) -> Objection:
    """Opens the courtyard for a re-inspection: what was found there may change again. Raises Refused."""
    with change(district=objection.district_id, by=by, reason=_reason(answer), street=objection.street_id):
        found, entry = _held(objection, ObjectionState.LODGED), _entry(objection)
        # Another objection may have opened it already; then this one waits for the same outcome.
        if entry.step != Step.REINSPECTION:
            following = steps.demand(entry, Deed.ORDER, by=by, on=on)
            steps.write(entry, Deed.ORDER, following, on, answer[:300])
        return _answered(found, ObjectionState.REINSPECTION, answer, on)


def close_reinspection(*, entry: RatingEntry, comment: str, on: date, by: User, now: datetime) -> RatingResult:
    """Computes anew and tells every objection, or ruling, that led here what came of it. The result that holds now.

    Before the announcement the whole round is computed (by rank others may change too); after it this courtyard alone.
    Raises Refused.
    """
    at: dict[str, Any] = {"district_id": entry.district_id, "round": entry.round, "courtyard": entry.courtyard_id}
    before = RatingResult.objects.filter(**at).order_by("-revision").first()
    with change(district=entry.district_id, by=by, reason=comment, street=entry.street_id):
        following = steps.demand(entry, Deed.CLOSE, by=by, on=on)
        compute_round(round=entry.round, by=by, now=now, courtyard=entry.courtyard_id)
        after = RatingResult.objects.filter(**at).order_by("-revision").get(revision=_latest(at))
        entry.refresh_from_db()
        steps.write(entry, Deed.CLOSE, following, on, comment)
        is_same = before is not None and (before.star, before.score) == (after.star, after.score)
        state = ObjectionState.CONFIRMED if is_same else ObjectionState.CHANGED
        for objection in Objection.objects.select_for_update().filter(**at, state=ObjectionState.REINSPECTION):
            objection.state, objection.outcome = state, after
            objection.save(update_fields=["state", "outcome"])
        rulings = StarDecision.objects.select_for_update().filter(
            **at, kind="ruling", state=DecisionState.CONFIRMED, outcome__isnull=True
        )
        for ruling in rulings:
            ruling.outcome = after
            ruling.save(update_fields=["outcome"])
    return after


def _latest(at: dict[str, Any]) -> int:
    return int(RatingResult.objects.filter(**at).order_by("-revision").values_list("revision", flat=True)[0])


def _answered(objection: Objection, state: ObjectionState, answer: str, on: date) -> Objection:
    if not answer.strip():
        raise Refused(_("Answer with the reasons; the objector reads them."), "answer")
    objection.state, objection.answer, objection.answered_on = state, answer.strip(), on
    objection.save(update_fields=["state", "answer", "answered_on"])
    return objection


def _held(objection: Objection, state: ObjectionState) -> Objection:
    """The objection as it is now, locked. Raises Refused where it is answered already."""
    found = Objection.objects.select_for_update(of=("self",)).select_related("round").get(pk=objection.pk)
    if found.state != state:
        raise Refused(_("This objection is answered already."))
    return found


def _entry(objection: Objection) -> RatingEntry:
    return RatingEntry.objects.select_related("round__standard", "courtyard").get(
        district_id=objection.district_id, round=objection.round_id, courtyard=objection.courtyard_id
    )


def _reason(answer: str) -> str:
    return answer.strip()[:300] or _("objection answered")
