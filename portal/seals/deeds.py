"""What people do with a report: hand in, endorse, give back, approve and seal, open again, remind."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.seals import services
from governance.seals.models import PeriodReport
from portal.registers.doors import said
from portal.seals import addresses, standing

DEEDS: dict[str, Callable[[Any, PeriodReport, str], Any]] = {
    "submit": lambda portal, report, words: services.submit(report=report, comment=words, by=portal.user, now=portal.now),
    "take_back": lambda portal, report, words: services.take_back(report=report, by=portal.user),
    "endorse": lambda portal, report, words: services.endorse(report=report, by=portal.user, now=portal.now),
    "give_back": lambda portal, report, words: services.give_back(
        report=report, comment=words, by=portal.user, now=portal.now
    ),
    "approve": lambda portal, report, words: services.approve(report=report, by=portal.user, now=portal.now),
    "reopen": lambda portal, report, words: services.reopen(report=report, reason=words, by=portal.user, now=portal.now),
    "remind": lambda portal, report, words: services.remind(report=report, by=portal.user, now=portal.now),
}
TOLD = {
    "submit": _lazy("The report is handed in. Whoever decides finds it among the tasks."),
    "take_back": _lazy("The report is yours again. Mend the records, then hand it in."),
    "endorse": _lazy("The report is endorsed and goes to the district's governance office."),
    "give_back": _lazy("The report is given back with your comment."),
    "approve": _lazy("The report is approved and sealed."),
    "reopen": _lazy("The report is open again; its seal stays. The next approval makes the next revision."),
    "remind": _lazy("The reminder stands on the home of whoever has to hand it in."),
}


@require_POST
@requires("statistics.read")
def PeriodDeed(request: Any, period: str, place: str) -> HttpResponse:
    """One deed, named by the button; each asks for its own permission in the report's place."""
    report = addresses.report_for(request, period, place)
    deed = next((name for name in DEEDS if name in request.POST), "")
    if not deed:
        raise Http404
    if not standing.may(request, report, deed):
        raise PermissionDenied
    portal = request.portal
    portal.stand_for(standing.permission(report, deed))
    try:
        if report.pk is None:
            report = services.open_report(
                district=report.district_id, street=report.street_id, period=report.of, by=portal.user,
                reason=_("report opened"), today=portal.clock.today,
            )
        done = DEEDS[deed](portal, report, said(request, "comment")[:300])
    except Refused as refused:
        messages.error(request, str(refused.message))
    else:
        messages.success(request, str(TOLD[deed]))
        if deed == "approve":
            return redirect(addresses.of_seal(done))
    if "from_board" in request.POST:
        return redirect(f"{addresses.board(report.district_id)}?kind={report.kind}")
    return redirect(addresses.of(report.district_id, period, place))
