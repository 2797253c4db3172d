"""The credit of firms with its rules, and contracts that change hands."""

import json
from collections import Counter
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from property_firms.forms import ReleaseForm, ReplaceForm, TakeBackForm
from property_firms.models import CreditRuleSet, Firm, ServiceContract
from property_firms.presenters import line_row, rules_table
from property_firms.rules.reading import RulesFaults, read
from property_firms.services import contracts, credit

PER_PAGE = 50


@requires("credit-events.read")
def CreditList(request: Any) -> HttpResponse:
    """The firms of the day, best first, with their score, grade and list."""
    portal = request.portal
    context: dict[str, Any] = {"text": request.GET.get("q", "").strip(), "chosen": ""}
    try:
        rules = credit.rules_on(portal.district.pk, portal.clock.on)
        context |= {"rules": rules, "grades": read(rules.rules).names}
        ranked = _ranked(credit.credits(portal.district.pk, portal.clock.on))
    except (credit.NoRulesInForce, RulesFaults) as trouble:
        return render(request, "property_firms/credit_list.html", context | _trouble(request, trouble))
    counts = Counter(one.credit.grade for _rank, one in ranked)
    chosen = request.GET.get("grade", "")
    if chosen in context["grades"]:
        ranked = [(rank, one) for rank, one in ranked if one.credit.grade == chosen]
        context["chosen"] = chosen
    listed = request.GET.get("list", "")
    if listed in ("red", "black"):
        ranked = [(rank, one) for rank, one in ranked if getattr(one.credit, f"is_{listed}")]
        context["listed"] = listed
    if context["text"]:
        ranked = [(rank, one) for rank, one in ranked if _names(one.firm, context["text"])]
    page = Paginator(ranked, PER_PAGE).get_page(request.GET.get("page"))
    context |= {"page": page, "counts": [(grade, counts[grade]) for grade in context["grades"]]}
    return render(request, "property_firms/credit_list.html", context)


def _ranked(found: list[credit.FirmCredit]) -> list[tuple[int, credit.FirmCredit]]:
    """With their place among all; equal scores share one."""
    ranked: list[tuple[int, credit.FirmCredit]] = []
    for position, one in enumerate(found, start=1):
        is_equal = bool(ranked) and ranked[-1][1].credit.score == one.credit.score
        ranked.append((ranked[-1][0] if is_equal else position, one))
    return ranked


def _names(firm: Firm, text: str) -> bool:
    """Whether a firm is meant by a part of its name, its code or its pinyin."""
    key, wanted = firm.unit.name_pinyin.replace(" ", ""), text.lower().replace(" ", "")
    return text.lower() in firm.unit.name.lower() or text.upper() in firm.unit.uscc or wanted in key


def _trouble(request: Any, trouble: Exception) -> dict[str, Any]:
    """Why there is no grade, and whether the reader can mend it."""
    faults = trouble.faults if isinstance(trouble, RulesFaults) else []
    return {"trouble": "" if faults else str(trouble), "faults": faults, "may_release": request.portal.may("credit.rule")}


@requires("credit-events.read")
def CreditDetail(request: Any, uscc: str) -> HttpResponse:
    """Why a firm has its grade: every event with its points, or why it does not count. Made to be printed."""
    portal = request.portal
    if "\x00" in uscc:
        raise Http404
    firm = get_object_or_404(
        Firm.objects.select_related("unit", "street"), district_id=portal.district.pk, unit__uscc=uscc
    )
    context: dict[str, Any] = {"firm": firm, "may_enter": portal.may("credit-events.write") and not portal.clock.is_past}
    try:
        rules = credit.rules_on(portal.district.pk, portal.clock.on)
        context |= {"rules": rules, "parts": read(rules.rules), "credit": credit.credit_of(firm, portal.clock.on)}
    except (credit.NoRulesInForce, RulesFaults) as trouble:
        return render(request, "property_firms/credit_detail.html", context | _trouble(request, trouble))
    context["lines"] = [line_row(line) for line in context["credit"].lines]
    return render(request, "property_firms/credit_detail.html", context)


@requires("firms.read")
def CreditRules(request: Any) -> HttpResponse:
    """Every version of the rules, the latest first."""
    portal = request.portal
    versions = list(CreditRuleSet.objects.filter(district_id=portal.district.pk).order_by("-version"))
    in_force = max((v.version for v in versions if v.in_force_from <= portal.clock.on), default=None)
    return render(
        request, "property_firms/credit_rules.html",
        {
            "versions": [(version, rules_table(version.rules)) for version in versions], "in_force": in_force,
            "may_release": portal.may("credit.rule") and not portal.clock.is_past,
        },
    )


@requires("credit.rule")
def CreditRulesRelease(request: Any) -> HttpResponse:
    """Releases the next version; it begins with the latest one, or with the example."""
    portal = request.portal
    last = CreditRuleSet.objects.filter(district_id=portal.district.pk).order_by("-version").first()
    offered = json.dumps(last.rules, ensure_ascii=False, indent=2) if last and "example" not in request.GET else credit.example()
    form = ReleaseForm(request.POST or None, request.FILES or None, initial={"rules": offered})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = credit.release_rules(
                district=portal.district.pk, data=data["read"], in_force_from=data["in_force_from"],
                document=data["document"], by=portal.user, reason=data["reason"],
            )
        except RulesFaults as found:
            for fault in found.faults:
                form.add_error("rules", fault)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("Version %(version)s is released.") % {"version": made.version})
            return redirect("property_firms:credit-rules", district=portal.district.code)
    return render(
        request, "property_firms/credit_release.html", {"form": form, "last": last}, status=400 if form.errors else 200
    )


@requires("contracts.write")
def ContractReplace(request: Any, contract: int) -> HttpResponse:
    """Another firm takes the courtyard over; or a replacement that was wrong is taken back."""
    portal = request.portal
    found: Any = get_object_or_404(
        ServiceContract.objects.select_related("firm__unit", "courtyard", "replaced_by__firm__unit"),
        pk=contract, district_id=portal.district.pk,
    )
    if "take_back" in request.POST:
        return _take_back(request, found)
    form = ReplaceForm(
        request.POST or None, firms=Firm.objects.filter(district_id=portal.district.pk).select_related("unit"),
        initial={"from_day": portal.clock.today, "fee": found.fee_yuan_per_m2_month},
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            new = contracts.replace(
                contract=found, firm=data["firm"], from_day=data["from_day"], fee=data["fee"], until=form.first_day_after,
                started_on=data["started_on"], by=portal.user, reason=data["reason"],
            )
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(
                request, _("%(firm)s has the contract from %(day)s.") % {"firm": new.firm.unit.name, "day": data["from_day"]}
            )
            return redirect(_page_of(portal, new))
    return _replace_page(request, found, form, TakeBackForm(auto_id="take_back_%s"))


def _take_back(request: Any, found: ServiceContract) -> HttpResponse:
    portal = request.portal
    if not portal.may("contracts.remove"):
        raise PermissionDenied
    form = TakeBackForm(request.POST, auto_id="take_back_%s")
    if form.is_valid():
        try:
            contracts.take_back(contract=found, by=portal.user, reason=form.cleaned_data["reason"], now=portal.now)
        except Refused as refused:
            _refuse(form, refused)
        else:
            messages.success(request, _("The replacement is taken back; the new contract is in the bin."))
            return redirect(_page_of(portal, found))
    firms = Firm.objects.filter(district_id=portal.district.pk).select_related("unit")
    return _replace_page(request, found, ReplaceForm(firms=firms), form)


def _replace_page(request: Any, contract: ServiceContract, form: ReplaceForm, take_back: TakeBackForm) -> HttpResponse:
    portal = request.portal
    return render(
        request, "property_firms/contract_replace.html",
        {
            "contract": contract, "form": form, "back": _page_of(portal, contract),
            "take_back": take_back if contract.replaced_by_id and portal.may("contracts.remove") else None,
        },
        status=400 if form.errors or take_back.errors else 200,
    )


def _page_of(portal: Any, contract: ServiceContract) -> str:
    return reverse(
        "registers:record-detail", kwargs={"district": portal.district.code, "key": "contracts", "record": contract.pk}
    )


def _refuse(form: Any, refused: Refused) -> None:
    form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
