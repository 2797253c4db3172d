"""What of the reports waits for the person: given back, reminded of, due, or to be decided."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from governance.seals.models import PeriodReport, ReportState
from governance.seals.ways import Deed
from portal.seals import addresses, standing

# What the button of each queue says.
DEEDS = {"periods-returned": _lazy("Mend"), "periods-due": _lazy("Look through"), "periods-to-decide": _lazy("Look through")}
# The oldest that is still asked for by itself; what is older stands on the board.
SHOWN = 200


def waiting(request: Any) -> list[dict[str, Any]]:
    """Queues for the person's home, in one statement; a queue of nothing is left out."""
    portal = request.portal
    if not any(portal.may(f"period.{verb}") for verb in ("submit", "endorse", "approve")):
        return []
    left = PeriodReport.objects.filter(district_id=portal.district.pk).exclude(state=ReportState.APPROVED)
    left = left.select_related("street")
    reports = list(left.order_by("due_on", "street__code")[:SHOWN])
    mine = [report for report in reports if report.is_open and _is_mine(request, report)]
    returned = [report for report in mine if report.state == ReportState.RETURNED]
    due = sorted((r for r in mine if r.state == ReportState.OPEN), key=lambda r: (r.reminded_at is None, r.due_on))
    decided = [report for report in reports if not report.is_open and _decides(request, report)]
    queues = [
        _queue(request, "periods-returned", _("Reports given back"), _("Mend what the comment says, then hand in again."),
               [_item(report, report.comment) for report in returned]),
        _queue(request, "periods-due", _("Statistical reports"), _("Look through the figures, say what stands out, hand in."),
               [_item(report, _reminded(report)) for report in due]),
        _queue(request, "periods-to-decide", _("Reports to decide"), _("Look through the figures, then go on or give back."),
               [_item(report, _by(report)) for report in decided]),
    ]
    return [queue for queue in queues if queue["items"]]


def _is_mine(request: Any, report: PeriodReport) -> bool:
    """Of a street those who act in it hand in; of the district its governance office."""
    if not standing.may(request, report, Deed.SUBMIT):
        return False
    streets = request.portal.streets_for("period.submit")
    return (report.street_id is None) if streets is None else report.street_id in streets


def _decides(request: Any, report: PeriodReport) -> bool:
    """The next step up the tree is the person's, who did not hand it in: of a street at first its reviewer's."""
    deeds = standing.open_deeds(request, report)
    return Deed.APPROVE in deeds or (Deed.ENDORSE in deeds and request.portal.streets_for("period.endorse") is not None)


def _reminded(report: PeriodReport) -> str:
    if report.reminded_at is None:
        return ""
    return _("%(name)s asks for it") % {"name": report.reminded_by_name}


def _by(report: PeriodReport) -> str:
    return _("handed in by %(name)s") % {"name": report.submitted_by_name}


def _item(report: PeriodReport, detail: str) -> dict[str, Any]:
    street = report.street
    code, name = (street.code, street.name) if street else (str(report.district_id), _("whole district"))
    return {
        "text": f"{report.title} · {name}", "detail": detail, "due": report.due_on,
        "url": addresses.of(report.district_id, report.period, code),
    }


def _queue(request: Any, key: str, title: str, todo: str, items: Iterable[dict[str, Any]]) -> dict[str, Any]:
    told = list(items)
    return {
        "key": key, "title": title, "todo": todo, "count": len(told), "items": told, "deed": DEEDS[key],
        "url": addresses.board(request.portal.district.pk), "due": min((item["due"] for item in told), default=None),
    }
