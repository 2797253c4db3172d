"""The page of one record: facts, what refers to it, files, history; personal data opened one by one."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.views.decorators.http import require_POST

from courtyards.models import Courtyard
from governance.people.permissions import requires
from governance.registers import conflicts, dependants, registry, services, values
from governance.registers.declarations import Refused, Register
from governance.registers.models import Attachment
from governance.registers.services.files import content_of
from portal.quality import warnings
from portal.registers import addresses, columns, querysets
from portal.registers.doors import may_write, record_for, register_for, said
from property_firms.models import FeeReturn, Firm, IncomeReturn, ServiceContract
from ratings.models import RatingResult
from subsidies.applications import counters
from subsidies.models import EntitlementLine

SHOWN = 6
# Pages that show more than the register's own declaration.
TEMPLATES = {"courtyards": "registers/courtyard_detail.html", "firms": "registers/firm_detail.html"}
# The four dimensions of a courtyard and what is asked for first: they stand as cards, empty or not.
CARDS = {"courtyards": ("committees", "contracts", "modes", "party-covers", "assignments", "covenants")}
# Deeds of a register's own app: address, words, right, and how the address names the record.
DEEDS: dict[str, tuple[tuple[str, Any, str], ...]] = {
    "courtyards": (
        ("courtyards:courtyard-move", _lazy("Move to another community"), "courtyards.write"),
        ("courtyards:courtyard-merge", _lazy("Merge with others"), "courtyards.write"),
        ("courtyards:courtyard-split", _lazy("Split"), "courtyards.write"),
    ),
    "firms": (("property_firms:credit-detail", _lazy("Credit"), "firms.read"),),
    "demonstrations": (("ratings:demonstration-detail", _lazy("Its way and next step"), "demonstrations.read"),),
    "contracts": (("property_firms:contract-replace", _lazy("Replace the firm"), "contracts.write"),),
}
# What a page shows in its own way already, by register; placements are the house's own.
ELSEWHERE = {
    "firms": {"contracts", "fee-returns", "income-returns"},
}


@requires("records.read")
def RecordDetail(request: Any, key: str, record: int) -> HttpResponse:
    """A record of any register."""
    register = register_for(request, key, "read")
    found = record_for(request, register, record)
    if key in ("courtyards", "firms"):
        return redirect(addresses.of(register, found, request.portal.district.code))
    return page(request, register, found)


@requires("records.read")
def CourtyardDetail(request: Any, code: str) -> HttpResponse:
    """One courtyard, by its code."""
    register = register_for(request, "courtyards", "read")
    return page(request, register, _by_key(request, register, code))


@requires("records.read")
def FirmDetail(request: Any, uscc: str) -> HttpResponse:
    """One firm, by its unified social credit code."""
    register = register_for(request, "firms", "read")
    return page(request, register, _by_key(request, register, uscc))


def _by_key(request: Any, register: Register, key: str) -> Any:
    rows = register.rows(request.portal.district.pk).select_related(*values.related(register))
    if "\x00" in key:
        raise Http404
    return get_object_or_404(rows, **{register.natural_key: key})


def page(
    request: Any, register: Register, record: Any, *, opened: dict[str, str] | None = None, status: int = 200
) -> HttpResponse:
    """The page of a record; `opened` are personal fields that were disclosed just now."""
    portal = request.portal
    template = TEMPLATES.get(register.key, "registers/record_detail.html")
    context = {
        "register": register, "record": record, "facts": facts(request, register, record, opened or {}),
        **_arranged(register, relations(request, register, record)), "events": _events(request, register, record),
        "findings": warnings.of_record(request, register, record),
        "files": Attachment.objects.filter(
            district_id=portal.district.pk, register=register.key, record_id=record.pk
        ).order_by("-pk"),
        "deeds": _deeds(request, register, record), "list_address": addresses.of_list(register, portal.district.code),
        "may_write": may_write(request, register, record=record),
        "may_remove": may_write(request, register, "remove", record),
        "may_reveal": may_write(request, register, "reveal", record),
        "ends": register.is_dated and register.base_of(record).valid.upper is None, **_beside(request, register, record),
    }
    answer = render(request, template, context, status=status)
    if opened:
        answer["Cache-Control"] = "no-store"
    return answer


def _events(request: Any, register: Register, record: Any) -> list[Any]:
    """The history of the record, as far as it was known at the page's moment."""
    known = request.portal.clock.as_of
    return [e for e in conflicts.timeline(register, record) if known is None or e.known_from <= known]


def _deeds(request: Any, register: Register, record: Any) -> list[tuple[Any, str]]:
    """What else can be done with the record, and where."""
    portal = request.portal
    name = {"courtyards": "code", "firms": "uscc", "contracts": "contract", "demonstrations": "point"}.get(register.key, "")
    key = record.pk if name in ("contract", "point") else getattr(record, "code", "")
    return [
        (label, reverse(address, kwargs={"district": portal.district.code, name: key}))
        for address, label, right in DEEDS.get(register.key, ())
        if portal.may(right) and (right.endswith(".read") or may_write(request, register, record=record))
    ]


def facts(request: Any, register: Register, record: Any, opened: dict[str, str]) -> list[tuple[Any, list[dict[str, Any]]]]:
    """The fields by group: label, text, and the address of what a reference names."""
    adapters = values.of(register)
    found = []
    for group in register.groups:
        lines = []
        for name in group.fields:
            value = adapters[name]
            text = opened.get(name) or value.text(record)
            if text == values.EMPTY and name in register.shown_for:
                continue
            is_masked = isinstance(value, values.Personal) and name not in opened and bool(value.read(record))
            url = _link(request, value, record)
            lines.append({"name": name, "label": value.label, "text": text, "url": url, "is_masked": is_masked})
        found.append((group.title, lines))
    return found


def _link(request: Any, value: values.Value, record: Any) -> str:
    if not isinstance(value, values.Reference) or (target := value.read(record)) is None:
        return ""
    register = addresses.register_of(value.target)
    return addresses.of(register, target, request.portal.district.code) if register else ""


def relations(request: Any, register: Register, record: Any) -> list[dict[str, Any]]:
    """Records of other registers that name this one and hold on the day, the first few of each."""
    portal, found = request.portal, []
    targets = [(record, type(record))]
    if register.base:
        targets.append((getattr(record, register.base), register.base_model))
    for target, model in targets:
        for referring, field in dependants.referring(model):
            other = registry.of_model(referring)
            own = target is not record and referring is type(record)
            if other is None or own or other.key in ELSEWHERE.get(register.key, ()):
                continue
            if not portal.may(f"{other.key}.read"):
                continue
            rows = querysets.of(other, portal.district.pk, portal.clock.on).filter(**{field: target.pk})
            shown = list(rows.order_by(*other.order)[: SHOWN + 1])
            may = may_write(request, other, record=record) and field not in other.derived
            if not shown and not may and other.key not in CARDS.get(register.key, ()):
                continue
            found.append(_relation(request, other, field, shown, may, target))
    return found


def _arranged(register: Register, found: list[dict[str, Any]]) -> dict[str, Any]:
    """The relations that stand first as cards, those with records, and those that only can be entered."""
    first = CARDS.get(register.key, ())
    by_key = {relation["register"].key: relation for relation in found}
    others = [relation for relation in found if relation["register"].key not in first]
    return {
        "cards": [by_key[key] for key in first if key in by_key],
        "relations": [relation for relation in others if relation["rows"]],
        "empty_relations": [relation for relation in others if not relation["rows"]],
    }


def _relation(request: Any, other: Register, field: str, shown: list[Any], may: bool, target: Any) -> dict[str, Any]:
    district = request.portal.district.code
    cells = [column for column in columns.chosen(other, []) if column.name not in (field, "street")][:5]
    # A record is not called "no": where the first field is a flag, the time stands first.
    if isinstance(values.of(other).get(cells[0].name), values.Flag):
        cells = [cells[-1], *cells[:-1]]
    return {
        "register": other, "field": field, "label": other.nouns, "may_write": may, "columns": cells, "more": len(shown) > SHOWN,
        "list": f"{addresses.of_list(other, district)}?q={addresses.named(other, field, target)}",
        "rows": [(addresses.of(other, row, district), [(c, c.read(row)) for c in cells]) for row in shown[:SHOWN]],
    }


def _beside(request: Any, register: Register, record: Any) -> dict[str, Any]:
    """What the pages of courtyards and firms show above everything else."""
    on = request.portal.clock.on
    if isinstance(record, Courtyard):
        at: dict[str, Any] = {"district": record.district_id, "courtyard": record}
        return {
            "courtyard": record, "lineage": querysets.lineage(record), "around": querysets.three_no(record, on),
            "results": RatingResult.objects.filter(**at).latest_revisions().select_related("round"),
            "lines": EntitlementLine.objects.filter(**at, month__lte=on).order_by("-month", "-sequence")[:12],
            "subsidised": counters.of_courtyard(record.district_id, record.pk, on),
        }
    if isinstance(record, Firm):
        contracts = querysets.active(ServiceContract, on, firm=record).select_related("courtyard__street")
        return {
            "firm": record, "contracts": contracts.order_by("courtyard__name_pinyin"),
            "fees": querysets.fee_totals(FeeReturn.objects.filter(firm=record)),
            "incomes": IncomeReturn.objects.filter(firm=record).order_by("-period"),
            **querysets.party_of(record, on),
        }
    return {}


@require_POST
@requires("records.read")
def Reveal(request: Any, key: str, record: int) -> HttpResponse:
    """Opens one masked field for a reason, and logs both before it shows anything."""
    register = register_for(request, key, "reveal")
    found = record_for(request, register, record)
    field, reason = request.POST.get("field", ""), said(request, "reason")
    if not reason:
        messages.error(request, _("Say in a few words why you need it; it is logged."))
        return page(request, register, found, status=400)
    try:
        text = services.disclose(register, record=found, field=field, by=request.portal.user, reason=reason)
    except KeyError as unknown:
        raise Http404 from unknown
    except Refused as refused:
        messages.error(request, str(refused.message))
        return page(request, register, found, status=403)
    return page(request, register, found, opened={field: text})


@requires("records.read")
def Card(request: Any, key: str, record: int) -> HttpResponse:
    """A printable card of a record: facts, relations, history."""
    register = register_for(request, key, "read")
    found = record_for(request, register, record)
    return render(
        request, "registers/card.html",
        {
            "register": register, "record": found, "facts": facts(request, register, found, {}),
            "relations": [r for r in relations(request, register, found) if r["rows"]],
            "events": _events(request, register, found)[:10],
            "back": addresses.of(register, found, request.portal.district.code),
        },
    )


@requires("records.read")
def FileDownload(request: Any, file: int) -> HttpResponse:
    """The bytes of a file, never shown by the browser as a page of ours."""
    kept = get_object_or_404(Attachment, pk=file, district_id=request.portal.district.pk)
    # The file of a record that lies in the bin is nobody's to read.
    record_for(request, register_for(request, kept.register, "read"), kept.record_id)
    answer = HttpResponse(content_of(kept), content_type=kept.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, kept.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer

