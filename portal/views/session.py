"""Coming in and going out."""

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from governance.tenancy import scope
from portal.forms import SignInForm
from portal.home.views import first_page


@require_safe
def Home(request: Any) -> HttpResponse:
    """The person's district; where there are several, all of them side by side."""
    portal = request.portal
    if portal.user is None:
        return redirect("portal:sign-in")
    if len(portal.districts) == 1:
        return redirect(first_page(portal, portal.districts[0]))
    return redirect("portal:overview")


@sensitive_post_parameters("password")
def SignIn(request: Any) -> HttpResponse:
    """User name and password; five failures lock the name from that address for ten minutes."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.cleaned_data)
        if user is not None:
            with scope.enter(scope.Scope(actor=user.pk)):
                login(request, user)
            allowed = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
            return redirect(target if allowed else reverse("portal:home"))
        form.refuse()
    return render(request, "portal/sign_in.html", {"form": form, "next": target})


@require_POST
def SignOut(request: HttpRequest) -> HttpResponse:
    logout(request)
    return redirect("portal:sign-in")


@require_safe
def Health(request: HttpRequest) -> HttpResponse:
    """For load balancers and compose: the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})
