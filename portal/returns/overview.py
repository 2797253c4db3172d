"""Every monthly return by street and month: where it stands, how much of it is there, when it is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from governance.common.periods import Month
from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.returns import reading, registry
from governance.returns.declarations import MonthlyReturn
from governance.returns.models import ReturnSubmission
from governance.returns.reading import Standing
from portal.returns import addresses
from portal.returns.states import State

# The running month and those before it.
MONTHS = 4


@dataclass(frozen=True)
class Board:
    """One return: a line per street in the order of their codes, which is no order of merit."""

    form: MonthlyReturn
    months: list[tuple[Month, Any]]
    lines: list[tuple[Street, list[tuple[Month, str, State]]]]


@requires("records.read")
def ReturnOverview(request: Any) -> HttpResponse:
    """The returns that the person may read, in the streets in sight."""
    portal = request.portal
    last = Month.of(min(portal.clock.on, portal.clock.today))
    months = [last.plus(-back) for back in range(MONTHS)]
    forms = [form for form in registry.every().values() if portal.may(f"{form.register}.read")]
    states = states_of(portal.district.pk, forms, months, portal.clock.today)
    streets = list(Street.objects.filter(district_id=portal.district.pk).order_by("code"))
    return render(request, "returns/overview.html", {"boards": [_board(form, months, streets, states) for form in forms]})


def states_of(
    district: int, forms: Sequence[MonthlyReturn], months: Sequence[Month], today: Any
) -> dict[tuple[str, int, Month], State]:
    """Where every return stands that is owed, by return, street and month. One statement a return, and one for all."""
    handed_in: dict[tuple[str, int, Month], ReturnSubmission] = reading.submissions(district, months)
    found = {}
    for form in forms:
        for (street, month), standing in reading.standings(form, district=district, months=months).items():
            submission = handed_in.get((form.key, street, month))
            found[form.key, street, month] = State(standing, submission, form.due(month), today)
    return found


def _board(
    form: MonthlyReturn, months: list[Month], streets: list[Street], states: dict[tuple[str, int, Month], State]
) -> Board:
    lines = []
    for street in streets:
        found = [
            (month, addresses.of(form, month, street), states.get((form.key, street.pk, month)) or _nothing(form, month))
            for month in months
        ]
        if any(state.is_owed for _month, _url, state in found):
            lines.append((street, found))
    return Board(form, [(month, form.due(month)) for month in months], lines)


def _nothing(form: MonthlyReturn, month: Month) -> State:
    """Nobody in the street owes it."""
    return State(Standing(), None, form.due(month), month.first)
