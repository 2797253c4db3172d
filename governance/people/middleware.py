"""One request, one transaction, one tenant scope."""

import re
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.response import SimpleTemplateResponse
from django.urls import reverse
from django.utils import timezone

from governance.people import clock, identity
from governance.people.context import PortalContext
from governance.tenancy import scope

DISTRICT_PATH = re.compile(r"^/(?:api/v1/districts/)?(\d{6})(?:/|$)")
# Many questions that must agree with each other, answered out of one state of the records.
SNAPSHOT = re.compile(r"^/api/v1/districts/\d{6}/statistics/batch/?$")
# These open their own small scopes, and what they write (failed sign-ins) must outlive an error answer. A survey's answer
# (/s/) is given by nobody, and how an objection stands (/o/) is asked by nobody: neither a person nor a scope may stand
# around it. What is public (/public/) is read by anybody.
OUTSIDE = ("/sign-in/", "/i18n/", "/health/", "/s/", "/o/", "/public/")


class ScopeMiddleware:
    """Opens the transaction, finds who asks, and narrows the scope to the district in the path.

    Any answer of 400 or above rolls the transaction back: nothing is half-written.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: Any) -> HttpResponse:
        now = timezone.now()
        request.portal = PortalContext(now=now, clock=clock.parse({}, now=now))
        if request.path.startswith(OUTSIDE):
            return self.get_response(request)
        snapshot = SNAPSHOT.match(request.path) is not None
        with scope.enter(scope.NOBODY, snapshot=snapshot), ExitStack() as stack:
            response = self.refusal(request, stack) or self.get_response(request)
            if response.status_code >= 400:
                transaction.set_rollback(True)
            if isinstance(response, SimpleTemplateResponse) and not response.is_rendered:
                response.render()
            if transaction.get_rollback():
                stack.pop_all()
        return response

    def process_view(self, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        """Views take the district from `request.portal`, where it was checked, not from the path."""
        kwargs.pop("district", None)

    def refusal(self, request: Any, stack: ExitStack) -> HttpResponse | None:
        """Fills `request.portal` and puts its scope in force; an answer instead where there is none to give."""
        is_api = request.path.startswith("/api/")
        try:
            identity.recognise(request)
        except identity.TokenRefused as refused:
            request.portal_refusal = refused
            return None if is_api else redirect(reverse("portal:sign-in"))
        portal, match = request.portal, DISTRICT_PATH.match(request.path)
        if match and (portal.user or portal.token):
            identity.stand_in(portal, int(match[1]))
        else:
            scope.write(portal.scope.settings())
        if is_api:
            return None
        if match and portal.user is None:
            return redirect(f"{reverse('portal:sign-in')}?next={request.get_full_path()}")
        if match and portal.district is None:
            return self.missing(request)
        return self.wind_clock(request, stack)

    def wind_clock(self, request: Any, stack: ExitStack) -> HttpResponse | None:
        """Puts a page's transaction into the time it asks for."""
        try:
            request.portal.clock = clock.parse(request.GET, now=request.portal.now)
        except clock.ClockError as error:
            return render(request, "400.html", {"error": error, "message": error.message}, status=400)
        if request.portal.clock.as_of is not None:
            if request.method not in ("GET", "HEAD"):
                return render(request, "400.html", {"message": ""}, status=400)
            stack.enter_context(scope.as_known_at(request.portal.clock.as_of))
        return None

    def missing(self, request: Any) -> HttpResponse:
        """The same page as for an address that does not exist."""
        from django.views.defaults import page_not_found

        return page_not_found(request, Http404())
