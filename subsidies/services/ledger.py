"""The monthly ledger: one statement per district and month; what changed since becomes a line of its own."""

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max, Min
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.common import sql
from governance.common.periods import Month, day_of
from governance.jobs import services as jobs
from governance.jobs.models import Job
from governance.jobs.runs import RunReport, execute
from governance.people.models import User
from subsidies import reading
from subsidies.blacklist import black_listed
from subsidies.choices import IN_THE_MAKING, BlockKind
from subsidies.models import CEILING_MONTHS, EntitlementLine, SubsidyScheme
from subsidies.rules.entitlement import CEILING, RateFault, demand_whole
from subsidies.services import chain

COMPUTE_MONTH = "subsidies.compute_month"
COMPUTE_MONTHS = "subsidies.compute_months"
# Who computes and who pays a month take turns on it.
TURN = "subsidies.month"


class MonthNotOver(Exception):
    """A month's subsidy is computed when the month is over."""

    def __init__(self, month: Month) -> None:
        super().__init__(_("%(month)s is not over yet.") % {"month": month})


class MonthsOutOfOrder(ValueError):
    """The last month lies before the first."""

    def __init__(self, first: Month, last: Month) -> None:
        super().__init__(_("%(last)s lies before %(first)s.") % {"first": first, "last": last})


class SchemeFaulty(Exception):
    """A scheme in use has a rate above its cap or a hole in its table: nothing is computed by it."""

    def __init__(self, scheme: SubsidyScheme, fault: RateFault) -> None:
        at = {"scheme": scheme, "year": fault.year, "star": fault.star, "rate": fault.rate, "cap": min(fault.cap, CEILING)}
        if fault.rate is None:
            words = _("“%(scheme)s” can't be used: year %(year)s and %(star)s stars have no rate.")
        else:
            words = _(
                "“%(scheme)s” can't be used: the rate %(rate)s of year %(year)s and %(star)s stars is above %(cap)s"
                " yuan/㎡/month."
            )
        super().__init__(words % at)


def request_month(*, district: int, month: Month, by: User, now: datetime) -> Job:
    """Hands a month to the worker; the job shows its progress. Raises MonthNotOver."""
    _demand_over(month, now)
    return jobs.request(district=district, kind=COMPUTE_MONTH, arguments={"month": str(month)}, by=by, now=now)


def request_months(*, district: int, first: Month, last: Month, by: User, now: datetime) -> Job:
    """Hands the months from `first` to `last` to the worker. Raises MonthsOutOfOrder or MonthNotOver."""
    if last < first:
        raise MonthsOutOfOrder(first, last)
    _demand_over(last, now)
    arguments = {"from": str(first), "to": str(last)}
    return jobs.request(district=district, kind=COMPUTE_MONTHS, arguments=arguments, by=by, now=now)


def known_months(*, district: int) -> tuple[Month, Month] | None:
    """The first and the last month of the ledger that a correction can still concern: the last 36 of those computed."""
    told = EntitlementLine.objects.filter(district_id=district).aggregate(first=Min("month"), last=Max("month"))
    if told["last"] is None:
        return None
    last = Month.of(told["last"])
    return max(Month.of(told["first"]), last.plus(1 - CEILING_MONTHS)), last


def request_known_months(*, district: int, first: Month, by: User, now: datetime) -> Job | None:
    """Asks for the months from `first` on that the ledger has already; None where it has none of them.

    What changes a courtyard's months after they were computed calls it; a month that comes is computed when it is over.
    """
    known = known_months(district=district)
    if known is None or known[1] < first:
        return None
    return request_months(district=district, first=first, last=known[1], by=by, now=now)


def compute_month(*, district: int, month: Month, by: User, now: datetime) -> RunReport:
    """The lines of a month. Run again with nothing changed it writes nothing.

    Where area, star, rate or enrolment changed since, a further line carries the difference; no line is rewritten.
    Raises MonthNotOver, and SchemeFaulty before anything is written by a faulty table.
    """
    _demand_over(month, now)
    with transaction.atomic():
        turns.take(district, TURN, str(month))
        used = demand_sound_schemes(district, month)
        with transaction.atomic():
            with change(district=district, by=by, reason=_("Subsidy of %(month)s computed") % {"month": month}):
                # Lines are sealed in the order of their ids: nobody else of the district writes any meanwhile.
                chain.take_turn(district)
                asks = any(scheme.no_blacklist for scheme in used)
                _keep_readings(district, month)
                report = _write_lines(district, month, blacklisted(district, [month]) if asks else [])
                chain.seal(district, BlockKind.LINES)
            if not report.written:
                # No empty change in the history for a run that found everything in place.
                transaction.set_rollback(True)
    return report


def _keep_readings(district: int, month: Month) -> None:
    """Keeps the versions in force in the month as they are read now, and seals those that are new."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "scheme_readings"), {"district": district, "first": month.first})
        is_new = cursor.rowcount > 0
    if is_new:
        chain.seal(district, BlockKind.READINGS)


def _write_lines(district: int, month: Month, listed: list[dict[str, Any]]) -> RunReport:
    entitlements = sql.load("subsidies", "entitlements")
    statement = sql.load("subsidies", "compute_month").replace("{entitlements}", entitlements)
    parameters: dict[str, Any] = {
        "district": district, "first": month.first, "last": month.first, "known": month.first, "scenario": None,
        "blacklisted": json.dumps(listed),
    }
    return execute(statement, parameters)


def _demand_over(month: Month, now: datetime) -> None:
    if day_of(now) < month.next().first:
        raise MonthNotOver(month)


def demand_sound_schemes(district: int, month: Month) -> list[SubsidyScheme]:
    """The versions in force in a month. The loader holds data to this; rows that came another way are held to it here."""
    found = SubsidyScheme.objects.filter(district_id=district, in_force__contains=month.first).exclude(status__in=IN_THE_MAKING)
    used = list(found.prefetch_related("rates", "shares"))
    for scheme in used:
        try:
            demand_whole(reading.terms(scheme))
        except RateFault as fault:
            raise SchemeFaulty(scheme, fault) from fault
    return used


def blacklisted(district: int, months: Iterable[Month]) -> list[dict[str, Any]]:
    """The firms on the black list on the first day of each month, for whom a scheme asks; nothing where no rules are in force."""
    return [{"month": month.first.isoformat(), "firm": firm} for month in months for firm in black_listed(district, month)]
