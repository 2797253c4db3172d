"""The index of registers, their lists, saved views, and what a field may name."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers import references, registry, services, values
from governance.registers.declarations import Refused, Register, Shelf
from governance.registers.forms import RecordForm
from governance.registers.models import SavedView
from portal.registers import addresses, columns, sheets
from portal.registers.doors import may_write, register_for, said
from portal.registers.lists import Listing

# What makes a list what it is; the page and the clocks do not belong to a view.
NOT_OF_A_VIEW = ("page", "on", "as_of", "format", "view", "csrfmiddlewaretoken")
# Pages over several registers.
BOARDS = (
    ("quality:overview", gettext_lazy("Data quality"), "records.read"),
    ("claims:claim-list", gettext_lazy("Declared values, checked"), "claims.read"),
    ("party_org:board", gettext_lazy("Pairing and assignment"), "records.read"),
    ("party_org:tree", gettext_lazy("Tree of the organisations"), "records.read"),
    ("party_org:cross-posts", gettext_lazy("Cross-appointments"), "records.read"),
    ("property_firms:credit-list", gettext_lazy("Firm credit"), "credit-events.read"),
    ("registers:disclosures", gettext_lazy("Opened names and numbers"), "disclosure.read"),
    ("registers:exports", gettext_lazy("Files taken out"), "disclosure.read"),
)


@requires("records.read")
def RegisterIndex(request: Any) -> HttpResponse:
    """All registers by shelf, with the number of their records that hold on the day."""
    portal, day, district = request.portal, request.portal.clock.on, request.portal.district.code
    shelves = []
    for shelf in Shelf:
        found = [
            (register, addresses.of_list(register, district), register.on(register.rows(portal.district.pk), day).count())
            for register in registry.every().values()
            if register.shelf == shelf and portal.may(f"{register.key}.read")
        ]
        shelves.append((shelf.label, found))
    boards = [(str(label), reverse(address, kwargs={"district": district})) for address, label, right in BOARDS
              if portal.may(right)]
    if any(portal.may(f"{key}.write") for key in registry.every()):
        boards.append((_("Imports"), reverse("imports:import-list", kwargs={"district": district})))
    if any(portal.may(f"{key}.remove") for key in registry.every()):
        boards.append((_("Bin"), reverse("registers:bin", kwargs={"district": district})))
    return render(request, "registers/index.html", {"shelves": shelves, "boards": boards})


@requires("records.read")
def RegisterList(request: Any, key: str) -> HttpResponse:
    """A register on the day: what the address asks for, or the person's own first view."""
    portal = request.portal
    register = register_for(request, key, "read")
    views = _views(request, register)
    if not request.GET and (first := next((v for v in views if v.is_default and v.owner_id == portal.user.pk), None)):
        return redirect(f"{request.path}?{first.query}&view={first.pk}")
    listing = Listing(register, district=portal.district.pk, day=portal.clock.on, query=request.GET)
    if request.GET.get("format") in sheets.FORMATS:
        return sheets.respond(request, listing, request.GET["format"])
    page = listing.page()
    return render(
        request, "registers/register_list.html",
        {
            "register": register, "listing": listing, "page": page, "views": views,
            "view": next((view for view in views if str(view.pk) == request.GET.get("view")), None),
            "rows": [(record, addresses.of(register, record, portal.district.code), listing.cells(record)) for record in page],
            "offered": columns.offered(register).values(), "shown": {column.name for column in listing.columns},
            "may_write": may_write(request, register),
            "may_bulk": bool(register.bulk) and may_write(request, register),
            "criteria": urlencode([(n, v) for n, v in request.GET.lists() for v in v if n not in NOT_OF_A_VIEW]),
        },
    )


def _views(request: Any, register: Register) -> list[SavedView]:
    """The person's own views and those shared by others."""
    kept = SavedView.objects.filter(district_id=request.portal.district.pk, register=register.key)
    return [view for view in kept.order_by("name") if view.is_shared or view.owner_id == request.portal.user.pk]


@require_POST
@requires("records.read")
def ViewSave(request: Any, key: str) -> HttpResponse:
    """Keeps the list as it is seen under a name."""
    register = register_for(request, key, "read")
    name, query = said(request, "name")[:60], request.POST.get("query", "").replace("\x00", "")
    back = addresses.of_list(register, request.portal.district.code)
    if not name:
        messages.error(request, _("Give the view a name."))
        return redirect(f"{back}?{query}")
    try:
        view = services.save_view(
            register, district=request.portal.district.pk, owner=request.portal.user, name=name, query=query,
            is_shared="is_shared" in request.POST, is_default="is_default" in request.POST,
        )
    except Refused as refused:
        messages.error(request, str(refused.message))
        return redirect(f"{back}?{query}")
    messages.success(request, _("The view %(name)s is saved.") % {"name": view.name})
    return redirect(f"{back}?{query}&view={view.pk}")


@require_POST
@requires("records.read")
def ViewDelete(request: Any, key: str, view: int) -> HttpResponse:
    """Forgets a view of one's own."""
    register = register_for(request, key, "read")
    kept = get_object_or_404(SavedView, pk=view, district_id=request.portal.district.pk, register=key)
    try:
        services.delete_view(view=kept, by=request.portal.user)
    except Refused as refused:
        raise PermissionDenied from refused
    messages.success(request, _("The view %(name)s is deleted.") % {"name": kept.name})
    return redirect(addresses.of_list(register, request.portal.district.code))


@requires("records.read")
def Suggest(request: Any, key: str, field: str) -> HttpResponse:
    """What the text in a field may mean, as options of a list."""
    register = register_for(request, key, "read")
    value = values.of(register).get(field)
    if not isinstance(value, values.Reference):
        raise Http404
    rows = RecordForm(register=register, district=request.portal.district.pk).rows_of(value)
    found = references.suggestions(rows, request.GET.get("q", "").strip().replace("\x00", ""))
    return render(request, "registers/suggestions.html", {"found": found})
