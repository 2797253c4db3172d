"""A courtyard of the desks under other schemes: taken, left and come back by name, computed, and its lines."""

from datetime import date
from decimal import Decimal

from governance.common.periods import Month
from subsidies import services as subsidies
from subsidies.applications import counters
from subsidies.choices_applications import LeaveReason
from subsidies.models import Absence, Enrolment, EntitlementLine, SubsidyScheme
from subsidies.rules.entitlement import STARS, Terms
from subsidies.services import absences
from subsidies.services.changing import change_scheme
from tests.subsidies import ground, written
from tests.subsidies.desks import Desks

FIRST = Month.of(ground.FIRST_MONTH)


def terms(rate: str, months: int = 36) -> Terms:
    """A rate for all stars that falls by a fen a year."""
    years = range(1, (months + 11) // 12 + 1)
    return Terms(
        rates={(year, star): Decimal(rate) - Decimal("0.01") * (year - 1) for year in years for star in STARS}, months=months
    )


def scheme(desks: Desks, key: str = "other", rate: str = "0.2", months: int = 36) -> SubsidyScheme:
    return written.load(desks.laid, terms(rate, months), key)


def enrolment(desks: Desks) -> Enrolment:
    found: Enrolment = counters.enrolments(desks.laid.district).get(courtyard=desks.laid.courtyards[0])
    return found


def take(desks: Desks, chosen: SubsidyScheme, month: Month) -> Enrolment:
    with desks.at("housing") as by:
        return change_scheme(enrolment=enrolment(desks), scheme=chosen, month=month, by=by, reason="变更")


def leave(desks: Desks, on: date) -> Absence:
    told = absences.Leaving(on, LeaveReason.OWNERS, "业主决定", "决议一号")
    with desks.at("housing") as by:
        return absences.leave_with_document(enrolment=enrolment(desks), told=told, by=by, now=ground.NOW, reason="退出")


def back(desks: Desks, chosen: SubsidyScheme, month: Month) -> Enrolment:
    with desks.at("housing") as by:
        return absences.come_back(enrolment=enrolment(desks), scheme=chosen, month=month, by=by, now=ground.NOW, reason="恢复")


def compute(desks: Desks, *months: Month) -> None:
    for month in months:
        subsidies.compute_month(district=desks.laid.district, month=month, by=desks.laid.by, now=ground.NOW)


def lines(desks: Desks) -> list[EntitlementLine]:
    rows = EntitlementLine.objects.filter(courtyard=desks.laid.courtyards[0]).current()
    return list(rows.select_related("scheme").order_by("month"))
