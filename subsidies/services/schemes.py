"""Schemes: drafted, checked, released by another, superseded by the next version, which ends the former's days in force.

The life is that of all versions (`governance/versions/services.py`); here stands what a scheme does differently.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.common.periods import Month
from governance.people.models import User
from governance.registers.declarations import Refused
from governance.seals.models import PeriodReport, ReportState, Seal
from governance.versions import services as versions
from governance.versions.services import Life
from subsidies import reading, schemes
from subsidies.choices import SchemeStatus
from subsidies.models import EntitlementLine, RateRow, SchemeClause, ScoreShare, SubsidyScheme
from subsidies.schemes import parameters, shape
from subsidies.services.ledger import request_months


class NotInForceThen(Refused):
    """The version can't begin on that day: a period is sealed, a month is paid, or the former version begins no earlier."""


def load_scheme(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> SubsidyScheme:
    """A released version of a scheme that the portal ships. Raises schemes.SchemeFaults naming every fault."""
    schemes.demand_sound(data)
    told = shape.complete(data)
    with change(district=district, by=by, reason=reason):
        scheme = SubsidyScheme.objects.create(
            district_id=district, key=data["key"], version=data["version"], status=SchemeStatus.DRAFT, **columns(told)
        )
        write_parts(scheme, told)
        versions.put_in_force(LIFE, scheme, {})
    return scheme


def draft_scheme(*, district: int, data: Any, by: User, now: datetime, reason: str) -> SubsidyScheme:
    """A version in the making: the next one of the data's `key`, or the first of a new one. Faults may still be in it.

    Raises Refused where one is in the making already, and schemes.SchemeFaults for what is no scheme at all.
    """
    return versions.draft(LIFE, district=district, data=data, by=by, now=now, reason=reason)


def begin_next_scheme(*, scheme: SubsidyScheme, by: User, now: datetime, reason: str) -> SubsidyScheme:
    """The next version, as a copy of this one. Raises Refused where one is in the making already."""
    return versions.begin_next(LIFE, version=scheme, by=by, now=now, reason=reason)


def save_scheme(
    *, scheme: SubsidyScheme, seen: datetime | None, data: Any, by: User, now: datetime, reason: str = ""
) -> SubsidyScheme:
    """Writes the text of a version in the making; `seen` is `drafted_at` of what the person changed.

    Raises MovedOn, NotInTheMaking, and schemes.SchemeFaults for what is no scheme at all; rates may still be wrong.
    """
    return versions.save(LIFE, version=scheme, seen=seen, data=data, by=by, now=now, reason=reason)


def check_scheme(*, scheme: SubsidyScheme, seen: datetime | None, by: User, now: datetime) -> SubsidyScheme:
    """A second person has the draft checked. Raises schemes.SchemeFaults with every fault, OwnVersion, NotInForceThen."""
    return versions.check(LIFE, version=scheme, seen=seen, by=by, now=now)


def release_scheme(
    *, scheme: SubsidyScheme, seen: datetime | None, by: User, now: datetime, reason: str
) -> SubsidyScheme:
    """Puts a checked version in force from its first day on; the one before ends there.

    Months after that day which have lines are computed again by the worker. Raises NotInTheMaking, OwnVersion, Refused
    without a reason, NotInForceThen, and schemes.SchemeFaults if what is sound has changed.
    """
    with change(district=scheme.district_id, by=by, reason=reason.strip() or _("release")):
        released = versions.release(LIFE, version=scheme, seen=seen, by=by, now=now, reason=reason)
        lines = _lines(released, released.in_force.lower).order_by("month").values_list("month", flat=True)
        first, last = lines.first(), lines.last()
        if first and last:
            request_months(
                district=released.district_id, first=Month.of(first), last=Month.of(last), by=by, now=now
            )
    return released


def discard_scheme(*, scheme: SubsidyScheme, seen: datetime | None, by: User, reason: str) -> None:
    """Takes a version in the making away; its texts stay in the history. Raises NotInTheMaking, MovedOn."""
    versions.discard(LIFE, version=scheme, seen=seen, by=by, reason=reason)


def demand_possible(scheme: SubsidyScheme, data: Mapping[str, Any]) -> None:
    """Raises NotInForceThen where the days in force reach back into what is settled, or would leave lines without a version."""
    first, last = schemes.first_and_last_day(data)
    former = _former(scheme)
    if former is not None and first <= former.in_force.lower:
        told = _("Version %(version)s is in force from %(day)s: let this one begin later.")
        raise NotInForceThen(told % {"version": former.version, "day": former.in_force.lower}, "in_force.0")
    _demand_unsealed(scheme.district_id, first)
    paid = _lines(scheme, first).with_payment().filter(is_paid=True).order_by("-month").first()
    if paid is not None:
        months = {"day": first, "month": paid.month.strftime("%Y-%m"), "from": Month.of(paid.month).next().first}
        raise NotInForceThen(
            _("%(month)s is paid, and the version would begin on %(day)s: let it begin on %(from)s or later.") % months,
            "in_force.0",
        )
    _demand_given(scheme, first, last, data["months"])


def _demand_given(scheme: SubsidyScheme, first: date, last: date | None, months: int) -> None:
    """Every line that there is stays a month of the version; what it gave no more nobody would take back."""
    lines = _lines(scheme, first).order_by("-month")
    beyond = lines.filter(month_index__gt=months).first()
    if beyond is not None:
        told = _(
            "%(month)s is computed as month %(index)s of a courtyard, and the version has %(months)s: let it begin on %(from)s or"
            " later, or keep the number of months."
        )
        raise NotInForceThen(told % {
            "month": Month.of(beyond.month), "index": beyond.month_index, "months": months,
            "from": Month.of(beyond.month).next().first}, "months")
    after = None if last is None else lines.filter(month__gte=last).first()
    if after is not None:
        told = _("%(month)s is computed already, and the version would end on %(day)s: let it end on %(until)s or later.")
        raise NotInForceThen(told % {
            "month": Month.of(after.month), "day": last, "until": Month.of(after.month).next().first}, "in_force.1")


def _demand_unsealed(district: int, first: date) -> None:
    """No sealed month, quarter or year may end after the version's first day."""
    sealed = PeriodReport.objects.filter(district_id=district, state=ReportState.APPROVED, last_on__gte=first)
    report = sealed.order_by("-last_on", "kind").first()
    if report is None:
        return
    seal = Seal.objects.filter(district_id=district, report=report).order_by("-revision").defer("content").first()
    told = _(
        "“%(report)s” is sealed (%(seal)s) and ends on %(last)s, after %(day)s: let the version begin on %(from)s or later, or"
        " have that report opened again."
    )
    raise NotInForceThen(told % {
        "report": report.title, "seal": seal or "—", "last": report.last_on, "day": first,
        "from": report.last_on + timedelta(days=1),
    }, "in_force.0")


def _lines(scheme: SubsidyScheme, first: date) -> Any:
    """The ledger's lines of this scheme's key in the months that the version would count for."""
    return EntitlementLine.objects.filter(district_id=scheme.district_id, scheme__key=scheme.key, month__gte=first)


def _former(scheme: SubsidyScheme) -> SubsidyScheme | None:
    return SubsidyScheme.objects.filter(
        district_id=scheme.district_id, key=scheme.key, status=SchemeStatus.RELEASED
    ).exclude(pk=scheme.pk).first()


def _supersede(scheme: SubsidyScheme) -> None:
    """The version before ends where this one begins; the months before stay its own."""
    former = _former(scheme)
    if former is None:
        return
    first, upper = scheme.in_force.lower, former.in_force.upper
    ends = first if upper is None else min(first, upper)
    former.status, former.in_force = SchemeStatus.SUPERSEDED, DateRange(former.in_force.lower, ends)
    former.save(update_fields=["status", "in_force"])


def write_parts(scheme: SubsidyScheme, data: Mapping[str, Any]) -> None:
    """Clauses, rates and shares of sound data, in the change that is open."""
    at = {"district_id": scheme.district_id, "scheme": scheme}
    clauses = SchemeClause.objects.bulk_create(
        SchemeClause(**at, number=clause["number"], text=clause["text"]) for clause in data["clauses"]
    )
    by_number = {clause.number: clause for clause in clauses}
    RateRow.objects.bulk_create(
        RateRow(
            **at, year_index=cell.year, star=cell.star, rate_yuan_per_m2_month=cell.rate, clause=by_number[cell.clause]
        )
        for cell in schemes.cells(data)
    )
    ScoreShare.objects.bulk_create(
        ScoreShare(
            **at, score_from=Decimal(share["from"]), share_percent=Decimal(share["share"]), clause=by_number[share["clause"]]
        )
        for share in data.get("shares", [])
    )


def columns(data: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of sound data, days in force included."""
    return reading.columns(data) | {"in_force": DateRange(*schemes.first_and_last_day(data))}


def _sketched(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a text in the making has as columns already: its title, and its days in force where they can be read."""
    days = data["in_force"]
    first, last = (parameters.day(one) for one in days) if isinstance(days, list) and len(days) == 2 else (None, None)
    readable = first is not None and (last is None or last > first)
    return {"title": data["title"], "in_force": DateRange(first, last) if readable else DateRange(empty=True)}


LIFE = Life(
    model=SubsidyScheme, turn="subsidies.scheme", checked=gettext_lazy("scheme checked: %(title)s"),
    demand_shape=schemes.demand_shape, demand_sound=schemes.demand_sound, complete=shape.complete, data_of=reading.data_of,
    write_parts=write_parts, columns=columns, supersede=_supersede, sketched=_sketched, demand_possible=demand_possible,
)
