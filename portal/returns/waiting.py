"""What of the monthly returns waits for the person: given back, due, overdue, or to be decided."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from governance.common.periods import Month
from governance.divisions.models import Street
from governance.returns import registry
from governance.returns.models import ReturnSubmission, SubmissionState
from portal.returns import addresses
from portal.returns.overview import states_of
from portal.returns.states import State

# What the button of each queue says.
DEEDS = {"returns-returned": _lazy("Mend"), "returns-due": _lazy("Fill in"), "returns-to-decide": _lazy("Look through")}


def waiting(request: Any) -> list[dict[str, Any]]:
    """Queues for the person's home: {key, title, todo, count, url, due, items: [{text, detail, url, due}]}.

    Filling in is the task of those who act in a street; the district's staff see how far everybody is in the overview.
    A queue of nothing is left out.
    """
    portal, district = request.portal, request.portal.district.pk
    streets = {street.pk: street for street in Street.objects.filter(district_id=district).order_by("code")}
    mine = _own(request, "return.submit")
    queues = []
    if mine:
        handed = ReturnSubmission.objects.filter(district_id=district, state=SubmissionState.RETURNED, street_id__in=mine)
        queues.append(_queue(
            request, "returns-returned", _("Returns given back"), _("Mend what the comment says, then hand in again."),
            [_of_submission(one, streets, one.comment) for one in handed.order_by("month", "form")],
        ))
        queues.append(_queue(
            request, "returns-due", _("Monthly returns"), _("Confirm what did not change, type what did, and hand in."),
            _due(request, streets, mine),
        ))
    if portal.may("return.decide"):
        decided = portal.streets_for("return.decide")
        handed = ReturnSubmission.objects.filter(district_id=district, state=SubmissionState.SUBMITTED)
        handed = handed.exclude(submitted_by=portal.user).order_by("month", "street__code", "form")
        queues.append(_queue(
            request, "returns-to-decide", _("Returns to accept"), _("Look through them, then accept or give back."),
            [_of_submission(one, streets, _by(one)) for one in handed if decided is None or one.street_id in decided],
        ))
    return [queue for queue in queues if queue["items"]]


def _own(request: Any, permission: str) -> tuple[int, ...]:
    """The streets in which the person acts; none for the district's staff."""
    if not request.portal.may(permission):
        return ()
    return request.portal.streets_for(permission) or ()


def _due(request: Any, streets: dict[int, Street], mine: Iterable[int]) -> list[dict[str, Any]]:
    """What is not handed in of the last complete month and of the running one; what was given back stands above."""
    portal, own = request.portal, set(mine)
    running = Month.of(portal.clock.today)
    forms = [form for form in registry.every().values() if portal.may(f"{form.register}.write")]
    states = states_of(portal.district.pk, forms, [running.plus(-1), running], portal.clock.today)
    found = [
        _item(key, streets[street], month, _missing(state), state.due)
        for (key, street, month), state in states.items()
        if street in own and street in streets and state.is_open and not state.is_returned
    ]
    return sorted(found, key=lambda item: (item["due"], item["text"]))


def _missing(state: State) -> str:
    told = {"missing": state.standing.missing, "expected": state.standing.expected}
    said = _("%(missing)d of %(expected)d missing") % told if state.standing.missing else _("complete, ready to hand in")
    return f"{_('overdue')} · {said}" if state.is_overdue else said


def _by(one: ReturnSubmission) -> str:
    return _("handed in by %(name)s") % {"name": one.submitted_by_name}


def _of_submission(one: ReturnSubmission, streets: dict[int, Street], detail: str) -> dict[str, Any]:
    month = Month.of(one.month)
    return _item(one.form, streets[one.street_id], month, detail, registry.every()[one.form].due(month))


def _item(key: str, street: Street, month: Month, detail: str, due: Any) -> dict[str, Any]:
    form = registry.every()[key]
    return {
        "text": f"{form.title} {month} · {street.name}", "detail": detail, "url": addresses.of(form, month, street), "due": due
    }


def _queue(request: Any, key: str, title: str, todo: str, items: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "key": key, "title": title, "todo": todo, "count": len(items), "items": items, "deed": DEEDS[key],
        "url": reverse("returns:return-overview", kwargs={"district": request.portal.district.code}),
        "due": min((item["due"] for item in items), default=None),
    }
