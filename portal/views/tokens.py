"""Tokens of programs: issued, shown once, revoked."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people import services
from governance.people.choices import TokenScope
from governance.people.models import ApiToken
from governance.people.permissions import requires
from portal.forms import TokenForm


@requires("token.manage")
def TokenList(request: Any) -> HttpResponse:
    """All tokens of the district, and the form for a new one."""
    portal = request.portal
    several = len(portal.districts) > 1 and portal.street_id is None
    form = TokenForm(request.POST or None, scopes=TokenScope.choices, several=several)
    shown_once = None
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        _token, shown_once = services.issue_token(
            district=portal.district.pk, name=given["name"], scopes=given["scopes"], owner=portal.user,
            expires_at=portal.now + timedelta(days=given["days"]), by=portal.user, reason=given["reason"],
            now=portal.now, street=portal.street_id, all_districts=given.get("all_districts", False),
        )
        form = TokenForm(scopes=TokenScope.choices, several=several)
    tokens = ApiToken.objects.filter(district_id=portal.district.pk).select_related("owner").order_by("-id")
    response = render(
        request, "portal/token_list.html",
        {"form": form, "tokens": tokens, "shown_once": shown_once, "now": portal.now},
    )
    response["Cache-Control"] = "no-store"
    return response


@require_POST
@requires("token.manage")
def TokenRevoke(request: Any, token: int) -> HttpResponse:
    """Closes a token at once."""
    portal = request.portal
    found = get_object_or_404(ApiToken, pk=token, district_id=portal.district.pk)
    services.revoke_token(token=found, by=portal.user, reason=_("revoked on the page"), now=portal.now)
    messages.success(request, _("The token %(name)s is closed.") % {"name": found.name})
    return redirect("district:token-list", district=portal.district.code)
