"""What of the applications waits for the person: returned, to be acted on, made public, answered, confirmed, enrolled."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from governance.common import sql
from portal.applications import doors
from subsidies.choices_applications import ApplicationStep
from subsidies.rules.applications import Office


@dataclass(frozen=True)
class Line:
    """What waits. `number`: the id of the application, objection or courtyard, or how many."""

    queue: str
    number: int
    name: str
    said: str
    due: date | None
    step: str


def waiting(request: Any) -> list[dict[str, Any]]:
    """Queues for the person's home, by one statement for whoever has an office; a queue of nothing is left out."""
    if request.portal.user is None or not any(request.portal.may(permission) for permission in doors.ACTS):
        return []
    lines: dict[str, list[Line]] = defaultdict(list)
    for row in _found(request):
        lines[row[0]].append(Line(*row))
    areas = doors.of(request, "area-change-list")
    queues = [
        _queue("applications-returned", _("Applications given back"), _("Mend what the comment says, then hand on again."),
               [_item(request, one) for one in lines["returned"]], _lazy("Mend")),
        _queue("applications-step", _("Applications for the subsidy"),
               _("Look at the application, then hand it on or give it back."),
               [_item(request, one, ApplicationStep(one.step).label) for one in lines["step"]], _lazy("Open")),
        _queue("applications-publish", _("Approved applications"), _("Make them public together."),
               [_publish(request, one) for one in lines["publish"]], _lazy("Make public")),
        _queue("applications-enrol", _("Publicity is over"), _("Nobody objects any more: enrol the courtyard."),
               [_item(request, one) for one in lines["enrol"]], _lazy("Enrol the courtyard")),
        _queue("applications-objections", _("Objections to applications"), _("Answer with the reasons."),
               [_item(request, one, page="objection-detail") for one in lines["objection"]], _lazy("Answer")),
        _queue("applications-areas", _("Areas changed after the approval"), _("Confirm each with a reason, or correct the area."),
               [{"text": one.name, "detail": one.said, "due": None, "url": doors.of(request, "area-confirm", code=one.said)}
                for one in lines["area"]], _lazy("Confirm"), url=areas),
    ]
    return [queue for queue in queues if queue["items"]]


def _found(request: Any) -> list[tuple[Any, ...]]:
    """All that waits, by one statement."""
    portal = request.portal
    changes = sql.load("subsidies", "area_changes")
    asked: dict[str, Any] = {
        "district": portal.district.pk, "user": portal.user.pk, "today": portal.clock.today, "courtyard": None,
    }
    for office in Office:
        permission = doors.PERMISSIONS[office]
        streets = portal.streets_for(permission) if portal.may(permission) else ()
        asked |= {office.value: portal.may(permission), f"{office.value}_streets": None if streets is None else list(streets)}
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "applications_waiting").replace("{area_changes}", changes), asked)
        return list(cursor.fetchall())


def _item(request: Any, one: Line, said: Any = "", page: str = "application-detail") -> dict[str, Any]:
    where = {"objection" if page == "objection-detail" else "application": one.number}
    return {"text": one.name, "detail": str(said or one.said), "due": one.due, "url": doors.of(request, page, **where)}


def _publish(request: Any, one: Line) -> dict[str, Any]:
    told = ngettext("%(n)d application", "%(n)d applications", one.number) % {"n": one.number}
    return {"text": told, "detail": "", "due": None, "url": doors.of(request, "publicity-create")}


def _queue(key: str, title: str, todo: str, items: Iterable[dict[str, Any]], deed: Any, url: str = "") -> dict[str, Any]:
    told = list(items)
    return {
        "key": key, "title": title, "todo": todo, "count": len(told), "items": told, "deed": deed,
        "url": url or (told[0]["url"] if told else ""), "due": min((one["due"] for one in told if one["due"]), default=None),
    }
