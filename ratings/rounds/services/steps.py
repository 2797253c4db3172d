"""A courtyard is handed on, or given back, by whoever the rule allows; every act is kept. The draw of the re-check."""

import secrets
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.tenancy import scope
from ratings.choices import EntryDeed
from ratings.models import EntryAct, RatingEntry, RatingRound, RecheckDraw
from ratings.rounds import people
from ratings.rules import rounds as rules
from ratings.rules.rounds import Actor, Deed, DeedRefused, Fault, Standing, Step
from ratings.services.rounds import demand_open

WHOLE = 100


@dataclass
class Done:
    """What came of a deed over several courtyards: how many it was done with, and why not with others, by their id."""

    done: int = 0
    refused: dict[int, str] = field(default_factory=dict)


def act(
    *, round: RatingRound, entries: Collection[int], deed: Deed, on: date, by: User, comment: str = "", on_behalf_of: str = "",
    street: int | None = None,
) -> Done:
    """Hands courtyards of a round on or gives them back, all that can be in one change; the others are told with their reason.

    `on_behalf_of`: the committee or community whose word is written down; `street`: of a change within one street.
    Raises RoundAnnounced. Where nothing is done, nothing is written.
    """
    reason = comment or words_of(deed)
    with transaction.atomic():
        with change(district=round.district_id, by=by, reason=reason, street=street, on_behalf_of=on_behalf_of):
            demand_open(round)
            told = Done()
            for entry, standing, actor in _standing(round, entries, by, on):
                try:
                    following = rules.after(standing, deed, actor, comment)
                except DeedRefused as refused:
                    told.refused[entry.pk] = in_words(refused.fault)
                else:
                    write(entry, deed, following, on, comment)
                    told.done += 1
        if not told.done:
            transaction.set_rollback(True)
    return told


def demand(entry: RatingEntry, deed: Deed, *, by: User, on: date) -> Step:
    """Where the entry goes by a deed of this person's. Raises Refused."""
    [(_entry, standing, actor)] = _standing(entry.round, [entry.pk], by, on)
    try:
        return rules.after(standing, deed, actor)
    except DeedRefused as refused:
        raise Refused(in_words(refused.fault)) from refused


def write(entry: RatingEntry, deed: Deed, following: Step, on: date, comment: str = "") -> None:
    """One act, and where the entry stands by it; in the change that is open."""
    EntryAct.objects.create(
        district_id=entry.district_id, street_id=entry.street_id, courtyard_id=entry.courtyard_id, entry=entry,
        deed=deed.value, came_from=entry.step, went_to=following.value, comment=comment, acted_on=on,
    )
    entry.step = following.value
    entry.save(update_fields=["step"])


def draw_recheck(*, round: RatingRound, on: date, by: User, reason: str) -> RecheckDraw:
    """Draws the sample among those that wait for it: these are re-checked, the others pass. Kept with its seed for good.

    Raises RoundAnnounced, and Refused where all are re-checked anyway or nobody waits.
    """
    with change(district=round.district_id, by=by, reason=reason):
        demand_open(round)
        percent = round.standard.recheck_percent
        waiting = list(_locked(round).filter(step=Step.RECHECK.value, is_drawn__isnull=True))
        if not is_sampled(round):
            raise Refused(_("This standard has every courtyard re-checked; nothing is drawn."))
        if not waiting:
            raise Refused(_("No courtyard waits for a draw. Draw when the streets have handed on."))
        by_street: dict[str, list[str]] = defaultdict(list)
        for entry in waiting:
            by_street[entry.courtyard.street.code].append(entry.courtyard.code)
        seed = secrets.token_hex(8)
        drawn = rules.draw(seed, percent, by_street)
        number = RecheckDraw.objects.filter(district_id=round.district_id, round=round).count() + 1
        made = RecheckDraw.objects.create(
            district_id=round.district_id, round=round, number=number, seed=seed, percent=percent,
            codes=sorted(entry.courtyard.code for entry in waiting), drawn=sorted(drawn),
        )
        _spare(waiting, drawn, on, _("Draw %(n)s, seed %(seed)s: not drawn.") % {"n": number, "seed": seed})
    return made


def _spare(waiting: Iterable[RatingEntry], drawn: Collection[str], on: date, comment: str) -> None:
    """Marks the drawn ones; the others pass, by one act each."""
    spared = [entry for entry in waiting if entry.courtyard.code not in drawn]
    EntryAct.objects.bulk_create(
        EntryAct(
            district_id=entry.district_id, street_id=entry.street_id, courtyard_id=entry.courtyard_id, entry=entry,
            deed=Deed.SPARE.value, came_from=Step.RECHECK.value, went_to=Step.PASSED.value, comment=comment, acted_on=on,
        )
        for entry in spared
    )
    RatingEntry.objects.filter(pk__in=[entry.pk for entry in spared]).update(step=Step.PASSED.value, is_drawn=False)
    RatingEntry.objects.filter(pk__in=[e.pk for e in waiting if e.courtyard.code in drawn]).update(is_drawn=True)


def is_sampled(round: RatingRound) -> bool:
    """Whether the district looks at a sample only."""
    return round.standard.recheck_percent < WHOLE


def _locked(round: RatingRound) -> Any:
    rows = RatingEntry.objects.filter(district_id=round.district_id, round=round)
    # In one order, so that two such deeds wait for each other and not both at once.
    return rows.select_for_update(of=("self",)).select_related("courtyard__street").order_by("pk")


def _standing(
    round: RatingRound, entries: Collection[int], by: User, on: date
) -> list[tuple[RatingEntry, Standing, Actor]]:
    """The entries in sight, locked, each as the rule needs it, with the person before it."""
    rows = list(_locked(round).filter(pk__in=entries))
    scorers = people.scorers(round, rows)
    own = people.own([entry.courtyard_id for entry in rows], by, on)
    of_district, sampled = scope.read()["streets"] == "all", is_sampled(round)
    return [
        (
            entry,
            Standing(
                Step(entry.step), entry.by_district, scorers[entry.courtyard_id], sampled and entry.is_drawn is None
            ),
            Actor(by.pk, of_district, entry.courtyard_id in own),
        )
        for entry in rows
    ]


def words_of(deed: Deed) -> str:
    """A deed as the history tells it where nobody said more."""
    return str(EntryDeed(deed.value).label)


def in_words(fault: Fault) -> str:
    """Why a deed is refused, and what to do."""
    return {
        Fault.NOT_FROM_HERE: _("It no longer stands at this step. Look at its page again."),
        Fault.NO_COMMENT: _("Say in the comment what is to be mended."),
        Fault.DISTRICT_RATES: _("A firm serves this courtyard: the district's group rates it."),
        Fault.STREET_RATES: _("This courtyard manages itself: its street rates it."),
        Fault.DISTRICT_ALONE: _("From here on it is the district's to act."),
        Fault.SCORED_IT: _("You scored this courtyard, so somebody else has to look at it again."),
        Fault.OWN_COURTYARD: people.own_in_words(),
        Fault.NOT_DRAWN_YET: _("A sample is re-checked here. Draw it first."),
    }[fault]
