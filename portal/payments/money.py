"""The long-term fund: its statement by month on page, paper and sheet, its entries, and the ladder of approvals."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.common.money import to_yuan
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from portal.payments import forms
from portal.payments.doors import may, of
from portal.registers.sheets import attachment
from subsidies.models import ApprovalRung, FundEntry
from subsidies.payments import fund, services
from subsidies.payments.choices import COMING_IN, FREEING, FundKind
from subsidies.rules.capitals import capitals
from subsidies.rules.payments import Rung

# How the kinds stand in the statement, in and out.
SHOWN = (*COMING_IN, FundKind.PAYMENT, FundKind.REWARD, FundKind.EXPENSE)
LATEST = 30


@requires("records.read")
def FundStatement(request: Any) -> HttpResponse:
    """What came in, went out and is promised, month by month; `?format=xlsx` as a sheet."""
    portal = request.portal
    every = list(reversed(fund.statement(portal.district.pk, portal.clock.on)))
    balance = fund.balance(portal.district.pk, portal.clock.on)
    if request.GET.get("format") == "xlsx":
        return _sheet(request, every)
    lines = [line for at, line in enumerate(every) if line.sums or line.committed_fen or at == 0]
    entries = FundEntry.objects.filter(district_id=portal.district.pk, on__lte=portal.clock.on).select_related("batch", "change")
    return render(
        request, "payments/fund_statement.html",
        {
            "lines": [(line, [line.of(kind) for kind in SHOWN]) for line in lines], "kinds": [kind.label for kind in SHOWN],
            "left_out": len(every) - len(lines),
            "balance": balance, "capitals": capitals(max(balance.free_fen, 0)), "entries": entries.order_by("-number")[:LATEST],
            "freeing": [kind.value for kind in FREEING], "may_enter": may(request, "fund.enter"),
            "back": of(request, "batch-list"),
            "title": _("Long-term management fund of %(district)s") % {"district": portal.district.name},
        },
    )


def _sheet(request: Any, lines: list[fund.MonthLine]) -> HttpResponse:
    heads = [_("Opening balance"), *(str(kind.label) for kind in SHOWN), _("Closing balance"), _("Committed"), _("Free")]
    columns = [SheetColumn(_("Month")), *(SheetColumn(f"{head}（{_('yuan')}）", look="amount") for head in heads)]
    rows = [
        [str(line.month), *(to_yuan(fen) for fen in (
            line.opening_fen, *(line.of(kind) for kind in SHOWN), line.closing_fen, line.committed_fen, line.free_fen
        ))]
        for line in lines
    ]
    name = _("Long-term management fund of %(district)s") % {"district": request.portal.district.name}
    content = workbook([SheetContent(_("Statement"), columns, rows, title=name)])
    return attachment(content, f"{name} {request.portal.clock.on}.xlsx")


@requires("fund.enter")
def FundEnter(request: Any) -> HttpResponse:
    """An entry by hand; what batches and claims do to the fund is entered by them."""
    portal = request.portal
    form = forms.FundForm(request.POST or None, initial={"on": portal.clock.today})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            services.enter_fund(
                district=portal.district.pk, kind=form.kind_of(), amount_fen=told["amount"], on=told["on"],
                document=told["document"], note=told["note"], today=portal.clock.today, by=portal.user,
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused))
        else:
            messages.success(request, _("The entry is kept; it can't be changed any more."))
            return redirect(of(request, "fund-statement"))
    return render(
        request, "payments/form.html",
        {
            "form": form, "title": _("Entry of the fund"), "about": "", "submit": _("Enter"),
            "back": of(request, "fund-statement"),
            "text": _("Entries stay as they are: what was wrong is set right by another entry with its document."),
        },
    )


@requires("records.read")
def LadderDetail(request: Any) -> HttpResponse:
    """The ladder of approvals; whoever may sets another one, for batches that are prepared from then on."""
    portal, sets = request.portal, may(request, "payment.ladder")
    rungs = list(ApprovalRung.objects.filter(district_id=portal.district.pk))
    form = forms.LadderForm(request.POST or None, rungs=[Rung(rung.above_fen, rung.role) for rung in rungs]) if sets else None
    if request.method == "POST":
        if form is None:
            return HttpResponse(status=403)
        portal.stand_for("payment.ladder")
        if form.is_valid():
            try:
                services.set_ladder(
                    district=portal.district.pk, rungs=form.rungs(), document=form.cleaned_data["document"], by=portal.user,
                    reason=form.cleaned_data["document"],
                )
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                messages.success(request, _("The ladder is set. Batches that are prepared already keep theirs."))
                return redirect(of(request, "ladder-detail"))
    return render(
        request, "payments/ladder_detail.html", {"rungs": rungs, "form": form, "back": of(request, "batch-list")}
    )
