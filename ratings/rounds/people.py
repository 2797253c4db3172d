"""Who may not judge a courtyard: whoever scored it may not look at it again, and nobody rates their own.

Accounts and registers know people by name alone, so equal names count as the same person: the other way round somebody would
judge their own courtyard, while here only somebody else has to act.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date
from enum import Enum

from django.db import connection
from django.utils.translation import gettext as _

from courtyards.models import CommitteeMember
from governance.common import sql
from governance.people.models import User
from party_org.models import CadreAssignment
from ratings.models import EntryAct, RatingEntry, RatingRound
from ratings.rules.rounds import Deed, Step


class Tie(Enum):
    """What makes a courtyard somebody's own."""

    CADRE = "cadre"
    COMMITTEE = "committee"


def own(courtyards: Collection[int], by: User, on: date) -> dict[int, Tie]:
    """Of these courtyards those that the person is assigned to as a cadre, or in whose committee they sit: two statements."""
    held = {"courtyard__in": courtyards, "valid_from__lte": on, "valid_to__gt": on}
    seated = CommitteeMember.objects.filter(**held, name=by.name).values_list("courtyard_id", flat=True)
    assigned = CadreAssignment.objects.filter(**held, cadre__name=by.name).values_list("courtyard_id", flat=True)
    return dict.fromkeys(seated, Tie.COMMITTEE) | dict.fromkeys(assigned, Tie.CADRE)


def own_in_words() -> str:
    """Why somebody does not rate a courtyard."""
    return _("It is your own courtyard, as its assigned cadre or a member of its committee. Let somebody else rate it.")


def scorers(round: RatingRound, entries: Iterable[RatingEntry]) -> dict[int, frozenset[int]]:
    """By courtyard the ids of those who wrote findings, and of those who handed on the preliminary rating: two statements."""
    listed = list(entries)
    found: dict[int, set[int]] = defaultdict(set)
    rated = EntryAct.objects.filter(
        district_id=round.district_id, entry__in=listed, deed=Deed.HAND_ON.value, came_from=Step.RATING.value
    )
    for courtyard, actor in rated.order_by().values_list("courtyard_id", "change__actor_id"):
        found[courtyard].add(actor)
    # A re-inspection writes findings too, and is closed by whoever did it: there only the rating counts.
    asked = [entry.courtyard_id for entry in listed if entry.step != Step.REINSPECTION]
    with connection.cursor() as cursor:
        cursor.execute(
            sql.load("ratings", "rounds/scorers"),
            {"district": round.district_id, "round": round.pk, "courtyards": asked},
        )
        for courtyard, actor in cursor.fetchall():
            found[courtyard].add(actor)
    return {entry.courtyard_id: frozenset(found[entry.courtyard_id]) for entry in listed}
