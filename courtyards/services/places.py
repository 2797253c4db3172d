"""Moves: from a day on a courtyard lies elsewhere, while the figures of earlier days stay where they were.

A new name is no verb here: a correction renames, for a place has one name at a time, and as of an earlier moment the
old one is still read.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Courtyard, Placement
from courtyards.services import endings
from courtyards.services.endings import Ending
from courtyards.signals import courtyard_moving
from governance.audit import locking
from governance.audit.services import change
from governance.divisions.models import Community
from governance.people.models import User
from governance.registers import constraints, registry
from governance.registers.declarations import Refused


@dataclass(frozen=True)
class Moved:
    """What a move does: from where to where, what goes along, and what ends the day before."""

    courtyard: Courtyard
    before: Community
    after: Community
    on: date
    cluster: str = ""
    along: list[str] = field(default_factory=list)
    endings: list[Ending] = field(default_factory=list)

    @property
    def crosses(self) -> bool:
        """Whether it goes into another street."""
        return self.before.street_id != self.after.street_id

    @property
    def last_day(self) -> date:
        """The last day in the old place."""
        return self.on - timedelta(days=1)


def move(
    *, courtyard: Courtyard, to: Community, on: date, today: date, version: int, by: User, reason: str,
    dry_run: bool = False,
) -> Moved:
    """Moves a courtyard into another community, maybe of another street, from the day `on`. One change holds all of it.

    The code begins with the old street's code and stays: a code is a name that files and notices refer to, no address.
    Every table that speaks of the courtyard stands in its street by a reference that carries the street (ON UPDATE
    CASCADE): ledgers and stars too, whose words nobody may rewrite, for in whose sight they stand is none of these words.
    Raises StaleRecord, Refused. With `dry_run` nothing is written, and what would be done is told.
    """
    crosses = to.street_id != courtyard.street_id
    # Both streets read in the history who moved it and why, so the change belongs to neither.
    street = None if crosses else courtyard.street_id
    with endings.only_tried(dry_run), change(district=courtyard.district_id, by=by, reason=reason, street=street):
        current: Any = locking.lock(courtyard, version=version)
        present = _placement(current, to, on, today)
        cluster = current.cluster if current.cluster and current.cluster.community_id != to.pk else None
        before, left = current.community, current.street_id
        # Before the courtyard's own row: while both lie in the old street, the laws of its registers hold as they did.
        heard: Any = courtyard_moving.send(Courtyard, courtyard=current, to=to, on=on)
        along = [text for _receiver, texts in heard for text in texts]
        # A record that named a body of the old street would name to the new one what it can't see.
        ended = [endings.end(row, on) for row in endings.tied_to(current, left, on)] if crosses else []
        _carry_over(current, present, to, on, keeps_cluster=cluster is None)
        if crosses:
            endings.take_files_along(current, to.street_id)
    return Moved(current, before, to, on, str(cluster or ""), along, ended)


def _placement(courtyard: Any, to: Community, on: date, today: date) -> Placement:
    """Where it lies now, once it is sure that it can leave from there on the day. Raises Refused."""
    if to.pk == courtyard.community_id:
        raise Refused(_("It lies in this community already."), "community")
    if on > today:
        raise Refused(_("A move is entered on its day or later, not before."), "on")
    if courtyard.valid.upper is not None:
        raise Refused(_("This courtyard has left the register; it can't move any more."))
    last = Placement.objects.filter(courtyard=courtyard).order_by("valid_from").last()
    if last is None or last.valid.upper is not None:
        raise Refused(_("It is not recorded where this courtyard lies now. Correct its record first."))
    if last.valid.lower is not None and on <= last.valid.lower:
        raise Refused(
            _("It lies in %(place)s since %(day)s: the move must be later than that.")
            % {"place": last.in_community, "day": last.valid.lower},
            "on",
        )
    return last


def _carry_over(courtyard: Any, present: Placement, to: Community, on: date, *, keeps_cluster: bool) -> None:
    register = registry.of_model(Courtyard)
    assert register is not None
    with constraints.in_words(register):
        present.valid = DateRange(present.valid.lower, on)
        present.save()
        courtyard.community, courtyard.street_id = to, to.street_id
        if not keeps_cluster:
            courtyard.cluster = None
        courtyard.save()
        # After the courtyard: it stands in the new street only now.
        Placement.objects.create(
            district_id=courtyard.district_id, street_id=to.street_id, courtyard=courtyard, in_street_id=to.street_id,
            in_community=to, valid=DateRange(on, None),
        )
