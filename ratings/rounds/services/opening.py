"""Opening a round: who is rated and who is left out, for which months, and until when each step is to be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _
from psycopg2.extras import DateRange

from governance.audit import turns
from governance.audit.services import change
from governance.calendar import reading
from governance.calendar.rules.working_days import CalendarMissing, add_working_days
from governance.people.models import User
from governance.registers.declarations import Refused
from ratings.choices import VersionStatus
from ratings.models import LeftOut, RatingEntry, RatingRound, RatingStandard, RoundDeadline
from ratings.rounds import eligibility
from ratings.rules.rounds import TIMED, Step

TURN = "ratings.open_round"


@dataclass(frozen=True)
class Plan:
    """What a round is opened by. `applies`: the subsidy months, half-open. `days`: working days of each timed step."""

    standard: RatingStandard
    year: int
    eligible_on: date
    applies: tuple[date, date]
    days: Mapping[Step, int]


def open_with_steps(*, plan: Plan, on: date, by: User, reason: str) -> RatingRound:
    """Opens the year's round with its courtyards at their first step, and keeps who is left out and why.

    Raises Refused, with the field: the standard is not released, the year or its months are taken, the holidays of a year
    are not known, nobody is eligible.
    """
    district = plan.standard.district_id
    with change(district=district, by=by, reason=reason):
        turns.take(district, TURN, str(district))
        _demand_free(plan)
        due = deadlines(plan, on)
        listed = eligibility.candidates(plan.standard, plan.eligible_on)
        if not any(not one.reason for one in listed):
            raise Refused(_("No courtyard is eligible on this day. Choose another day or standard."), "eligible_on")
        made = RatingRound.objects.create(
            district_id=district, standard=plan.standard, year=plan.year, applies=DateRange(*plan.applies), opened_on=on,
            eligible_on=plan.eligible_on,
        )
        RoundDeadline.objects.bulk_create(
            RoundDeadline(district_id=district, round=made, step=step.value, days=plan.days[step], due_on=day)
            for step, day in due.items()
        )
        at = [({"district_id": district, "street_id": one.street_id, "courtyard_id": one.id, "round": made}, one)
              for one in listed]
        RatingEntry.objects.bulk_create(
            RatingEntry(**place, step=Step.SELF.value, by_district=one.by_district) for place, one in at if not one.reason
        )
        LeftOut.objects.bulk_create(
            LeftOut(**place, reason=one.reason, since=one.since) for place, one in at if one.reason
        )
    return made


def deadlines(plan: Plan, on: date) -> dict[Step, date]:
    """The last day of each step, one after the other in working days of the district. Raises Refused at `days`."""
    calendar, day, found = reading.calendar(plan.standard.district_id), on, {}
    for step in TIMED:
        if plan.days.get(step, 0) < 1:
            raise Refused(_("Each step needs at least one working day."), "days")
        try:
            day = add_working_days(calendar, day, plan.days[step])
        except CalendarMissing as missing:
            raise Refused(reading.missing_in_words(missing), "days") from missing
        found[step] = day
    return found


def _demand_free(plan: Plan) -> None:
    if plan.standard.status != VersionStatus.RELEASED:
        raise Refused(_("The standard “%(title)s” is not released.") % {"title": plan.standard}, "standard")
    if plan.applies[0] >= plan.applies[1]:
        raise Refused(_("The last month lies before the first. Choose the months again."), "last_month")
    taken = RatingRound.objects.filter(district_id=plan.standard.district_id).filter(
        Q(year=plan.year) | Q(applies__overlap=DateRange(*plan.applies))
    ).first()
    if taken is None:
        return
    if taken.year == plan.year:
        raise Refused(_("The round of %(year)s is there already.") % {"year": plan.year}, "year")
    raise Refused(
        _("The round of %(year)s already counts for some of these months. Choose other months.") % {"year": taken.year},
        "first_month",
    )
