"""One report: its figures beside those of the period before, what stands out, and what has been done with it."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from governance.audit import history
from governance.people.permissions import requires
from governance.seals import reading
from governance.seals.models import PeriodReport, Seal
from portal.seals import addresses, standing, words
from portal.seals.standing import Standing


@requires("statistics.read")
def PeriodReportDetail(request: Any, period: str, place: str) -> HttpResponse:
    """The figures are counted as known now; what an approved report said stands in its seal."""
    portal = request.portal
    report = addresses.report_for(request, period, place)
    where = reading.place_of(report)
    lines = [words.line(line) for line in reading.lines(report, today=portal.clock.today)]
    seals = list(Seal.objects.filter(report=report).defer("content").order_by("-revision")) if report.pk else []
    return render(
        request, "seals/report.html",
        {
            "report": report, "where": where, "lines": lines, "standing": Standing(report, report.due_on, portal.clock.today),
            "outliers": [line for line in lines if line.is_outlier], "before": report.of.previous(),
            "before_url": addresses.of(where.district, report.of.previous(), where.code),
            "deeds": standing.open_deeds(request, report), "deed_url": addresses.of(where.district, period, place, "deed"),
            "board_url": f"{addresses.board(where.district)}?kind={report.kind}",
            "events": history.of(report) if report.pk else [],
            "seals": [(seal, addresses.of_seal(seal)) for seal in seals], "missing": _missing(request, report),
        },
    )


def _missing(request: Any, report: PeriodReport) -> list[Any]:
    """Of the district's report: the streets whose own is not approved yet."""
    if report.street_id is not None:
        return []
    return [
        {
            "street": street, "standing": Standing(found, found.due_on if found else report.due_on, request.portal.clock.today),
            "url": addresses.of(report.district_id, report.period, street.code),
            "deed_url": addresses.of(report.district_id, report.period, street.code, "deed"),
            "can_remind": (found is None or found.is_open) and standing.may(request, report, "remind"),
        }
        for street, found in reading.missing(report)
    ]
