"""Reads of a round's way: how many courtyards stand at which step, what waits for whom, what still keeps it from its end."""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from ratings.choices import OPEN_OBJECTIONS, DecisionKind, DecisionState, EntryStep, RoundStatus
from ratings.models import Objection, Publicity, RatingEntry, RatingResult, RatingRound, StarDecision
from ratings.rules.rounds import WRITABLE, unfinished


@dataclass(frozen=True)
class StreetLine:
    """A street of a round: how many of its courtyards stand at each step."""

    code: str
    name: str
    steps: dict[str, int]

    @property
    def total(self) -> int:
        return sum(self.steps.values())


def by_street(round: RatingRound) -> list[StreetLine]:
    """The streets in sight in their order, each with its counts by step: one statement."""
    rows: Any = RatingEntry.objects.filter(district_id=round.district_id, round=round).order_by()
    counts: Counter[tuple[str, str]] = Counter()
    names: dict[str, str] = {}
    for code, name, step, n in rows.values_list("street__code", "street__name", "step").annotate(n=Count("pk")):
        names[code], counts[code, step] = name, n
    return [StreetLine(code, names[code], {s: counts[code, s] for s in EntryStep.values}) for code in sorted(names)]


def with_star(rows: QuerySet[RatingEntry]) -> QuerySet[RatingEntry]:
    """Entries with their latest `star`, `score`, `result` (its id), and `revoked_from`: from then on it counts no more."""
    of = {"district": OuterRef("district"), "round": OuterRef("round"), "courtyard": OuterRef("courtyard")}
    latest = RatingResult.objects.filter(**of).order_by("-revision")
    revoked = StarDecision.objects.filter(**of, kind=DecisionKind.REVOCATION, state=DecisionState.CONFIRMED)
    return rows.annotate(
        star=Subquery(latest.values("star")[:1]), score=Subquery(latest.values("score")[:1]),
        result=Subquery(latest.values("pk")[:1]), revoked_from=Subquery(revoked.values("counts_from")[:1]),
    )


def open_objections(round: RatingRound) -> QuerySet[Objection]:
    """Those that are not answered yet."""
    return Objection.objects.filter(district_id=round.district_id, round=round, state__in=OPEN_OBJECTIONS)


def objection_counts(round: RatingRound) -> dict[str, int]:
    """How many objections stand in which state."""
    rows: Any = Objection.objects.filter(district_id=round.district_id, round=round).order_by()
    return dict(rows.values_list("state").annotate(n=Count("pk")))


def unready(round: RatingRound, on: date) -> str:
    """Why the stars of a round that runs in steps can't be announced on the day; empty where they can."""
    if round.opened_on is None:
        return ""
    at = {"district_id": round.district_id, "round": round}
    if left := unfinished(list(RatingEntry.objects.filter(**at).values_list("step", flat=True))):
        return _("%(n)s courtyards have not come to the end of their steps yet.") % {"n": left}
    running = Publicity.objects.filter(**at, last_on__gte=on).order_by("-last_on").first()
    if running is not None:
        return _("The publicity runs until %(day)s. Announce after it.") % {"day": running.last_on}
    if left := open_objections(round).count():
        return _("%(n)s objections are not answered yet.") % {"n": left}
    return ""


def closed(round: RatingRound, step: str) -> str:
    """Why nothing that was found may be written at this step of the round; empty where it may."""
    if step == EntryStep.REINSPECTION:
        return ""
    if round.status == RoundStatus.ANNOUNCED:
        return _("The stars of %(year)s are announced and can't be changed.") % {"year": round.year}
    if step not in WRITABLE:
        return _("It is handed on: what was found changes only when it is given back, or at a re-inspection.")
    return ""


def is_reinspected(round: RatingRound) -> bool:
    """Whether a courtyard of the round is open for a re-inspection."""
    return RatingEntry.objects.filter(
        district_id=round.district_id, round=round, step=EntryStep.REINSPECTION
    ).exists()

