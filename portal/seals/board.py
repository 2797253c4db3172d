"""The board of periods: every unit by period, where its report stands, and one click that reminds of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.common.periods import Period, PeriodKind
from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.seals import opening, reading, services
from governance.seals.models import KINDS, MOST_DAYS, ReportState
from portal.seals import addresses, standing
from portal.seals.standing import Standing

SHOWN = {PeriodKind.MONTH: 6, PeriodKind.QUARTER: 6, PeriodKind.YEAR: 5}
FIGURES = ("period_report_completeness", "period_report_timeliness")


@dataclass(frozen=True)
class Square:
    """One report on the board."""

    period: Period
    url: str
    deed_url: str
    standing: Standing
    seal_url: str
    can_remind: bool


@dataclass(frozen=True)
class Row:
    """The district or a street, with its reports, the newest first."""

    name: str
    squares: list[Square]
    is_district: bool


@requires("statistics.read")
def PeriodBoard(request: Any) -> HttpResponse:
    """The reports in sight of one kind of period, in the order of the codes, which is no order of merit."""
    portal = request.portal
    kind = _kind(request.GET.get("kind", ""))
    periods = _periods(request, kind)
    newest = Period.of(kind, portal.clock.today).previous()
    rows = _rows(request, periods)
    days = opening.days(portal.district.pk)
    question = statistics.Question(portal.district.pk, portal.clock.on)
    figures = statistics.values(question, [registry.find(key) for key in FIGURES], district_name=portal.district.name)
    return render(
        request, "seals/board.html",
        {
            "kind": kind.value, "kinds": KINDS, "rows": rows, "figures": figures, "days": days[kind], "most_days": MOST_DAYS,
            "periods": [(period, opening.due_on(period, days[kind])) for period in periods],
            "older": periods[-1].previous(), "newer": min(newest, periods[0].plus(SHOWN[kind]), key=_by_day),
            "has_newer": periods[0] != newest, "counts": _counts(rows),
            "may_rule": portal.may("period.manage") and not portal.clock.is_past,
        },
    )


def _periods(request: Any, kind: PeriodKind) -> list[Period]:
    """The periods on the board, the newest first: the last that are over, or those up to the one in `to`."""
    clock = request.portal.clock
    newest = Period.of(kind, min(clock.on, clock.today)).previous()
    try:
        asked = Period.parse(request.GET.get("to", ""))
    except ValueError:
        asked = newest
    if asked.kind is not kind or asked.last > newest.last or asked.first.year < addresses.FIRST:
        asked = newest
    return [asked.plus(-back) for back in range(SHOWN[kind])]


def _by_day(period: Period) -> date:
    return period.first


def _kind(text: str) -> PeriodKind:
    return PeriodKind(text) if text in list(PeriodKind) else PeriodKind.QUARTER


def _rows(request: Any, periods: Sequence[Period]) -> list[Row]:
    """Three statements, however many streets and periods."""
    portal, district = request.portal, request.portal.district
    reports, seals = reading.reports(district.pk, periods), reading.latest_seals(district.pk, periods)
    streets = Street.objects.filter(district_id=district.pk).order_by("code")
    places = [(None, district.code, district.name), *((street.pk, street.code, street.name) for street in streets)]
    days = opening.days(district.pk)

    def square(street: int | None, code: str, period: Period) -> Square:
        report, seal = reports.get((street, str(period))), seals.get((street, str(period)))
        due = report.due_on if report else opening.due_on(period, days[period.kind])
        return Square(
            period, addresses.of(district.pk, period, code), addresses.of(district.pk, period, code, "deed"),
            Standing(report, due, portal.clock.today, seal), addresses.of_seal(seal) if seal else "",
            report is not None and report.is_open and standing.may(request, report, "remind"),
        )

    return [Row(name, [square(pk, code, period) for period in periods], pk is None) for pk, code, name in places]


def _counts(rows: list[Row]) -> list[tuple[str, int]]:
    """How many of the streets' reports on the board stand where, in words; what nobody has is left out."""
    told = [square.standing for row in rows if not row.is_district for square in row.squares]
    found = [(str(state.label), sum(one.report is not None and one.state == state for one in told)) for state in ReportState]
    found.append((_("not opened"), sum(one.report is None for one in told)))
    return [(label, count) for label, count in found if count]


@require_POST
@requires("period.manage")
def PeriodRule(request: Any) -> HttpResponse:
    """The district says by which day after a period its reports are due."""
    portal, kind = request.portal, _kind(request.POST.get("kind", ""))
    text = request.POST.get("days", "")
    try:
        services.set_rule(
            district=portal.district.pk, kind=kind, days=int(text) if text.isascii() and text.isdigit() else 0,
            by=portal.user, reason=_("rule of the reports changed"),
        )
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, _("The rule is changed. Reports that are still to be handed in follow it."))
    return redirect(f"{addresses.board(portal.district.pk)}?kind={kind.value}")
