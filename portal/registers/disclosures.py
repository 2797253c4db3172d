"""Who opened which masked name or number, when and what for; and who took which list out as a file."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers import registry, values
from governance.registers.models import Disclosure, ExportLog
from portal.registers import columns
from portal.registers.lists import PER_PAGE


@requires("disclosure.read")
def DisclosureList(request: Any) -> HttpResponse:
    """The log of the district (or of the person's street), newest first."""
    portal = request.portal
    opened = Disclosure.objects.filter(district_id=portal.district.pk).select_related("change").order_by("-pk")
    page = Paginator(opened, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/disclosures.html", {"page": page, "rows": [_row(request, one) for one in page]})


def _row(request: Any, opened: Disclosure) -> dict[str, Any]:
    told = {"at": opened.recorded_at, "who": opened.change.actor_name, "why": opened.change.reason, "record": opened.record_id}
    register = registry.find(opened.register)
    if register is None:
        # A payee account: no register, and its number has one place where it is opened.
        accounts = reverse("payments:payee-list", kwargs={"district": request.portal.district.code})
        words = {"noun": _("payee account"), "nouns": _("payee accounts")}
        return told | {"register": words, "field": _("account number"), "url": accounts}
    value = values.of(register).get(opened.field)
    return told | {
        "register": register,
        "field": value.label if value else opened.field,
        "url": reverse(
            "registers:record-detail",
            kwargs={"district": request.portal.district.code, "key": register.key, "record": opened.record_id},
        ),
    }


@requires("disclosure.read")
def ExportList(request: Any) -> HttpResponse:
    """The files that were taken out of the registers, newest first."""
    portal = request.portal
    taken = ExportLog.objects.filter(district_id=portal.district.pk).select_related("change").order_by("-pk")
    page = Paginator(taken, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "registers/exports.html", {"page": page, "rows": [_taken(one) for one in page]})


def _taken(log: ExportLog) -> dict[str, Any]:
    register = registry.find(log.register)
    words = columns.offered(register) if register else {}
    return {
        "log": log, "register": register.nouns if register else log.register,
        "columns": "、".join(str(words[name].label) if name in words else str(name) for name in log.columns),
    }
