"""What holds for the records of places and their bodies, and what follows when they change."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from courtyards.models import Committee, CommitteeMember, Covenant, Placement, Succession
from courtyards.rules import quorum
from governance.audit import turns
from governance.common import sql
from governance.divisions.models import Street
from governance.registers.declarations import Refused
from governance.returns import closing
from governance.returns.months import is_month


def prepare_courtyard(record: Any, before: Any) -> None:
    """A new courtyard stands in its community's street; a correction can't carry it into another one."""
    if before is None:
        record.street_id = record.community.street_id
    elif record.community.street_id != before.street_id:
        raise Refused(
            _("A correction can't carry a courtyard into another street: move it there, with the day of the move."),
            "community",
        )
    if before is not None and before.valid.upper is not None and record.valid.upper != before.valid.upper:
        went = Succession.objects.filter(courtyard=record).select_related("successor").first()
        if went is not None:
            raise Refused(
                _("It went into %(name)s on %(day)s, and can't go on beside it.")
                % {"name": went.successor.name, "day": went.on},
                "valid",
            )
    if record.cluster is not None and record.cluster.community_id != record.community_id:
        raise Refused(_("This cluster lies in another community."), "cluster")


def number_courtyards(records: Sequence[Any]) -> None:
    """`<street code>-<serial>`: the next codes of each street, in the records' order.

    The codes of the past count as well: a courtyard that moved away, or lies in the bin, keeps its code, though the
    street's own clerk sees it no more.
    """
    streets = Street.objects.in_bulk({record.street_id for record in records})
    # In one order, so that two imports wait for each other and not both at once.
    for street in sorted(streets.values(), key=lambda street: street.pk):
        turns.take(street.district_id, "courtyards.code", str(street.pk))
        with connection.cursor() as cursor:
            cursor.execute(sql.load("courtyards", "last_serial"), {"district": street.district_id, "street": street.code})
            [last] = cursor.fetchone()
        mine = (record for record in records if record.street_id == street.pk)
        for serial, record in enumerate(mine, start=last + 1):
            record.code = f"{street.code}-{serial:04d}"


def after_courtyard(record: Any, before: Any) -> None:
    """The placement follows: it begins and ends with the courtyard, and a corrected community corrects it."""
    if before is None:
        Placement.objects.create(
            district_id=record.district_id, street_id=record.street_id, courtyard=record, valid=record.valid,
            in_street_id=record.street_id, in_community=record.community,
        )
        return
    if record.community_id == before.community_id and record.valid == before.valid:
        return
    placements = list(Placement.objects.filter(courtyard=record).order_by("valid_from"))
    if placements and record.community_id != before.community_id:
        placements[-1].in_community = record.community
        placements[-1].save()
    if placements and record.valid != before.valid:
        first, last = placements[0], placements[-1]
        _demand_around_moves(record, first, last)
        first.valid = DateRange(record.valid.lower, first.valid.upper)
        last.valid = DateRange(last.valid.lower, record.valid.upper)
        for placement in dict.fromkeys((first, last)):
            placement.save()


def place_courtyards(district: int, ids: Sequence[int]) -> None:
    """The placements of many new courtyards."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("courtyards", "place"), {"district": district, "ids": list(ids)})


def _demand_around_moves(record: Any, first: Placement, last: Placement) -> None:
    """A courtyard that moved stood in its first place before, and stands in its last one after."""
    if record.valid.lower and first.valid.upper and record.valid.lower >= first.valid.upper:
        raise Refused(_("It moved on %(day)s; it must have been in the register before.") % {"day": first.valid.upper}, "valid")
    if record.valid.upper and last.valid.lower and record.valid.upper <= last.valid.lower:
        raise Refused(
            _("It lies in %(place)s since %(day)s; it can't have left the register before.")
            % {"place": last.in_community, "day": last.valid.lower},
            "valid",
        )


def after_committee(record: Any, before: Any) -> None:
    """The members' time ends with the committee's; whoever begins only after it must be dealt with first."""
    if before is not None and record.valid != before.valid and record.valid.upper is not None:
        members = CommitteeMember.objects.filter(committee=record)
        later = members.filter(valid_from__gte=record.valid.upper).order_by("valid_from").first()
        if later is not None:
            raise Refused(
                _("Member %(name)s begins on %(day)s, after this term. Remove or correct that entry first.")
                % {"name": later, "day": later.valid_from},
                "valid",
            )
        cut(members, record.valid.upper)


def cut(rows: Any, end: date) -> None:
    """Ends what would outlast `end`, the day after the last."""
    for row in rows.filter(valid_to__gt=end, valid_from__lt=end):
        row.valid = DateRange(row.valid.lower, end)
        row.save()


def prepare_committee(record: Any, before: Any) -> None:
    if record.dissolved_why and record.valid.upper is None:
        raise Refused(_("A committee that is dissolved has a last day. Enter it as well."), "valid")
    if record.elected_on and record.valid.lower and record.elected_on > record.valid.lower:
        raise Refused(_("The term can't begin before the election."), "elected_on")


def prepare_member(record: Any, before: Any) -> None:
    term, committee = record.valid, record.committee.valid
    if (committee.lower and term.lower and term.lower < committee.lower) or (
        committee.upper and (term.lower is None or term.lower >= committee.upper)
    ):
        raise Refused(_("A member's time lies inside the committee's term."), "valid")
    if committee.upper and (term.upper is None or term.upper > committee.upper):
        record.valid = DateRange(term.lower, committee.upper)


def prepare_head(record: Any, before: Any) -> None:
    if record.of_building is not None and record.of_building.courtyard_id != record.courtyard_id:
        raise Refused(_("This building stands in another courtyard."), "of_building")
    if not record.building and record.of_building is not None:
        record.building = record.of_building.name
    if not record.building:
        raise Refused(_("Name the building or the part of it."), "building")


def prepare_covenant(record: Any, before: Any) -> None:
    """Versions count on; a new one takes the place of the one in force; the owners' quorum is judged."""
    if before is None:
        turns.take(record.district_id, "courtyards.covenant", str(record.courtyard_id))
        last = Covenant.objects.filter(courtyard_id=record.courtyard_id).aggregate(last=Max("number"))["last"]
        record.number = (last or 0) + 1
        cut(Covenant.objects.filter(courtyard_id=record.courtyard_id), record.valid.lower)
    day = record.adopted_on or record.valid.lower
    owners = Committee.objects.filter(
        courtyard_id=record.courtyard_id, kind="owners", valid_from__lte=day, valid_to__gt=day
    ).exists()
    refusal = quorum.refusal(
        by_owners=record.adopted_how == "owners_vote", has_owners_committee=owners, votes=quorum.Votes.of(record)
    )
    # What stood before the votes were asked for may be corrected in its other fields.
    if refusal and (before is None or _votes_differ(record, before)):
        raise Refused(*refusal)


def prepare_activity_return(record: Any, before: Any) -> None:
    """It counts one calendar month in which the organisation was there; a month that was handed in stays."""
    if not is_month(record.period):
        raise Refused(_("An activity return counts one calendar month, from its first to its last day."), "period")
    closing.demand_open("activity-returns", record, before)
    if not record.activities and (record.participants or record.hours):
        raise Refused(_("Without an activity nobody took part."), "participants")
    there = record.organisation.valid
    if (there.lower and there.lower >= record.period.upper) or (there.upper and there.upper <= record.period.lower):
        raise Refused(_("This organisation was not there in this month."), "organisation")


def leave_activity_return(record: Any) -> None:
    """A month that was handed in keeps its returns."""
    closing.demand_open("activity-returns", record)


def _votes_differ(record: Any, before: Any) -> bool:
    return record.adopted_how != before.adopted_how or quorum.Votes.of(record) != quorum.Votes.of(before)
