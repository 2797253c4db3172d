"""The dashboard on a wall: large, without a menu, fresh every minute."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from governance.people.permissions import requires
from portal.dashboard import arrangement, heating
from portal.dashboard.pages import common
from portal.dashboard.view import View


@requires("statistics.read")
def DashboardWall(request: Any) -> HttpResponse:
    """The headline, the key figures and the heat table; `dark=1` on a dark ground."""
    view = View(request, arrangement.mine(request).indicators)
    return render(
        request, "portal/dashboard/wall.html",
        common(view) | {
            "rates": view.board.rates, "table": heating.table(view), "is_dark": request.GET.get("dark") == "1",
            "told_at": timezone.localtime(),
        },
    )
