"""After the announcement: plaques, and what may still change a star, by two people and a document."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.choices import DecisionKind, DecisionState, EntryStep, RoundStatus
from ratings.models import Plaque, RatingEntry, RatingResult, RatingRound, StarDecision
from ratings.rounds.services import steps
from ratings.rules.rounds import Deed, Step
from ratings.signals import rating_published

PLAQUES = "ratings.plaques"


@dataclass(frozen=True)
class Proposal:
    """What is proposed. `counts_from`: of a revocation, the first day of the first month for which the star counts no more."""

    kind: DecisionKind
    document: str
    ground: str
    counts_from: date | None = None


def propose(*, entry: RatingEntry, told: Proposal, on: date, by: User) -> StarDecision:
    """Proposes to revoke an announced star, or to follow a late decision. Raises Refused."""
    with change(district=entry.district_id, by=by, reason=told.ground, street=entry.street_id):
        if entry.round.status != RoundStatus.ANNOUNCED:
            raise Refused(_("The stars are not announced yet: give the courtyard back, or wait for an objection."))
        if told.kind == DecisionKind.REVOCATION:
            _demand_revocable(entry, told)
        return StarDecision.objects.create(
            district_id=entry.district_id, street_id=entry.street_id, courtyard_id=entry.courtyard_id, entry=entry,
            round=entry.round, kind=told.kind, document=told.document, ground=told.ground,
            counts_from=told.counts_from if told.kind == DecisionKind.REVOCATION else None, proposed_by=by,
            proposed_by_name=by.name, proposed_on=on,
        )


def _demand_revocable(entry: RatingEntry, told: Proposal) -> None:
    if told.counts_from is None or told.counts_from.day != 1:
        raise Refused(_("A star is taken back from the first day of a month on."), "counts_from")
    at = {"district_id": entry.district_id, "round": entry.round, "courtyard": entry.courtyard_id}
    latest = RatingResult.objects.filter(**at).order_by("-revision").first()
    if latest is None or latest.star == 0:
        raise Refused(_("This courtyard has no star that could be taken back."))
    if StarDecision.objects.filter(**at, kind=DecisionKind.REVOCATION).exclude(state=DecisionState.DECLINED).exists():
        raise Refused(_("A revocation of this star is proposed or confirmed already."))


def confirm(*, decision: StarDecision, on: date, by: User, now: datetime) -> StarDecision:
    """Confirms what another person proposed. Raises Refused.

    A revocation takes the plaque back, and the months paid by the star are computed again. A ruling opens the courtyard.
    """
    with change(district=decision.district_id, by=by, reason=decision.ground, street=decision.street_id):
        found = _decided(decision, DecisionState.CONFIRMED, on, by)
        if found.kind == DecisionKind.REVOCATION:
            at = {"district_id": found.district_id, "round": found.round, "courtyard": found.courtyard_id}
            for plaque in Plaque.objects.select_for_update().filter(**at, taken_back_on__isnull=True):
                plaque.taken_back_on = max(on, plaque.given_on)
                plaque.save(update_fields=["taken_back_on"])
            rating_published.send(sender=RatingRound, round=found.round, by=by, now=now)
        else:
            entry = RatingEntry.objects.select_related("round").select_for_update(of=("self",)).get(pk=found.entry_id)
            if entry.step != EntryStep.REINSPECTION:
                entry.step = EntryStep.PUBLISHED
                steps.write(entry, Deed.ORDER, Step.REINSPECTION, on, found.document)
    return found


def decline(*, decision: StarDecision, on: date, by: User, reason: str) -> StarDecision:
    """Declines a proposal; whoever made it may not. Raises Refused."""
    with change(district=decision.district_id, by=by, reason=reason, street=decision.street_id):
        return _decided(decision, DecisionState.DECLINED, on, by)


def _decided(decision: StarDecision, state: DecisionState, on: date, by: User) -> StarDecision:
    found = StarDecision.objects.select_for_update(of=("self",)).select_related("round").get(pk=decision.pk)
    if found.state != DecisionState.PROPOSED:
        raise Refused(_("This proposal is decided already."))
    if found.proposed_by_id == by.pk:
        raise Refused(_("You proposed it, so somebody else has to decide."))
    found.state, found.decided_by, found.decided_by_name, found.decided_on = state, by, by.name, on
    found.save(update_fields=["state", "decided_by", "decided_by_name", "decided_on"])
    return found


def give_plaques(*, round: RatingRound, on: date, by: User, reason: str) -> int:
    """Gives every announced star that has no plaque yet its number, by street and name; how many. Raises Refused."""
    with change(district=round.district_id, by=by, reason=reason):
        turns.take(round.district_id, PLAQUES, str(round.pk))
        at = {"district_id": round.district_id, "round": round}
        if RatingRound.objects.get(pk=round.pk).status != RoundStatus.ANNOUNCED:
            raise Refused(_("Plaques are given when the stars are announced."))
        held = Q(courtyard__in=Plaque.objects.filter(**at).values("courtyard")) | Q(
            courtyard__in=StarDecision.objects.filter(
                **at, kind=DecisionKind.REVOCATION, state=DecisionState.CONFIRMED
            ).values("courtyard")
        )
        starred = RatingResult.objects.filter(**at).latest_revisions().filter(star__gt=0).exclude(held)
        first = Plaque.objects.filter(**at).count() + 1
        rows = starred.select_related("courtyard__street").order_by("courtyard__street__code", "courtyard__name_pinyin", "pk")
        made = Plaque.objects.bulk_create(
            Plaque(
                **at, street_id=result.street_id, courtyard_id=result.courtyard_id, result=result,
                number=f"{round.year}-{number:04d}", given_on=on,
            )
            for number, result in enumerate(rows, start=first)
        )
    return len(made)
