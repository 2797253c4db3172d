"""The ledger, its computation, and the page that explains every yuan."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, F, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from governance.common.periods import Month
from governance.people.permissions import requires
from subsidies import services
from subsidies.approvals import approvals
from subsidies.choices import BlockKind
from subsidies.forms import MonthsForm
from subsidies.models import EntitlementLine, PaymentBatch, PaymentLine
from subsidies.rules.explanation import recompute
from subsidies.rules.telling import tell
from subsidies.services import chain

PER_PAGE = 50
# So many signs of a root name one block.
SHORTEST_ROOT = 8


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None


@requires("records.read")
def Ledger(request: Any) -> HttpResponse:
    """A month of the ledger: its lines and corrections; the months with their totals and payments; computing."""
    portal = request.portal
    own = EntitlementLine.objects.filter(district_id=portal.district.pk, month__lte=portal.clock.on)
    months = list(own.values("month").order_by("-month").annotate(lines=Count("pk"), total=Sum("amount_fen")))
    month = _month(request.GET.get("month", "")) or (Month.of(months[0]["month"]) if months else None)
    rows = own.of_month(month.first) if month else own.none()
    text = request.GET.get("q", "").strip()
    if text:
        rows = rows.filter(courtyard__name__icontains=text) | rows.filter(courtyard__code__icontains=text)
    page = Paginator(
        rows.with_payment().select_related("courtyard__street").order_by("courtyard__name_pinyin", "sequence"), PER_PAGE
    ).get_page(request.GET.get("page"))
    batches = PaymentBatch.objects.filter(district_id=portal.district.pk)
    return render(
        request, "subsidies/ledger.html",
        {
            "month": month, "months": months, "page": page,
            "total": rows.aggregate(total=Sum("amount_fen"))["total"] or 0,
            "unpaid": rows.unpaid().aggregate(total=Sum(F("amount_fen") - F("paid_fen")))["total"] or 0,
            "may_play": portal.may("scenario.play"), "is_whole": portal.scope.streets is None,
            "batches": batches.covering(month.first).with_step() if month else batches.none(),
            "compute_form": MonthsForm(initial={"first": month, "last": month})
            if portal.may("subsidy.compute") else None,
        },
    )


@require_POST
@requires("subsidy.compute")
def LedgerCompute(request: Any) -> HttpResponse:
    """Hands some months to the worker; the job's page shows the progress."""
    portal = request.portal
    form = MonthsForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    try:
        job = services.request_months(
            district=portal.district.pk, first=form.cleaned_data["first"], last=form.cleaned_data["last"],
            by=portal.user, now=portal.now,
        )
    except (services.MonthsOutOfOrder, services.MonthNotOver) as refusal:
        messages.error(request, str(refusal))
        return redirect("subsidies:ledger", district=portal.district.code)
    return redirect("district:job-detail", district=portal.district.code, job=job.pk)


def _refused(request: Any, form: Any) -> HttpResponse:
    for field in form:
        for error in field.errors:
            messages.error(request, f"{field.label}: {error}")
    return redirect("subsidies:ledger", district=request.portal.district.code)


@requires("records.read")
def LineDetail(request: Any, line: int) -> HttpResponse:
    """Why this amount: each reason with its clause, its record version and who entered it, and what the rule gives of them."""
    return render(request, "subsidies/line_detail.html", _explained(request, line))


@requires("records.read")
def LineNotice(request: Any, line: int) -> HttpResponse:
    """The same on A4, for the courtyard that asks."""
    return render(request, "subsidies/line_notice.html", _explained(request, line))


def _explained(request: Any, line: int) -> dict[str, Any]:
    found = get_object_or_404(
        EntitlementLine.objects.select_related("courtyard__street", "scheme", "change", "reading"),
        pk=line, district_id=request.portal.district.pk,
    )
    return {
        "line": found, "told": found.explanation, "steps": [*tell(found.explanation), *approvals(found)],
        "recomputed": recompute(found.explanation),
        "payments": list(PaymentLine.objects.filter(line=found).select_related("batch", "repayment__claim")),
        "siblings": EntitlementLine.objects.filter(courtyard=found.courtyard_id, month=found.month).order_by("sequence"),
        "sealed": chain.block_of(found),
    }


@requires("records.read")
def LedgerChain(request: Any) -> HttpResponse:
    """The chain over the ledger, recomputed from its lines; a root from a notice is found in it, or told to be none of it."""
    portal = request.portal
    # Whoever sees one street alone would miss the others' lines; the chain is the district's.
    blocks = chain.verify(portal.district.pk) if portal.scope.streets is None else None
    asked = request.GET.get("root", "").strip().lower()
    found = [block for block in blocks or () if asked and block.digest.startswith(asked)] if len(asked) >= SHORTEST_ROOT else []
    loose = [] if blocks is None else chain.unsealed(portal.district.pk)
    return render(
        request, "subsidies/ledger_chain.html",
        {
            "blocks": None if blocks is None else Paginator(blocks[::-1], PER_PAGE).get_page(request.GET.get("page")),
            "count": len(blocks or ()), "faulty": [block for block in blocks or () if not block.holds], "asked": asked,
            "named": found[0] if len(found) == 1 else None, "spoilt": _named(portal, chain.spoilt(blocks or ())),
            "loose": _named(portal, loose), "loose_count": len(loose),
            "up_to_named": all(block.holds for block in blocks or () if found and block.number <= found[0].number),
        },
    )


def _named(portal: Any, rows: list[tuple[BlockKind, int]]) -> list[tuple[chain.Named, str]]:
    """The first of some rows as people know them, a ledger line with the address of its page."""
    return [
        (one, reverse("subsidies:line-detail", args=[portal.district.code, one.pk]) if one.kind is BlockKind.LINES else "")
        for one in chain.named(portal.district.pk, rows[:PER_PAGE])
    ]
