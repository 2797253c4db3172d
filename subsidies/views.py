"""The ledger, its computation and payment, and the page that explains every yuan."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.common.periods import Month
from governance.people.permissions import requires
from subsidies import services
from subsidies.forms import MonthsForm, PaymentForm
from subsidies.models import EntitlementLine, PaymentBatch, PaymentLine
from subsidies.rules.explanation import recompute

PER_PAGE = 50


def _month(text: str) -> Month | None:
    try:
        return Month.parse(text)
    except ValueError:
        return None


@requires("records.read")
def Ledger(request: Any) -> HttpResponse:
    """A month of the ledger: its lines and corrections; the months with their totals; computing and paying."""
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
            "unpaid": rows.unpaid().aggregate(total=Sum("amount_fen"))["total"] or 0,
            "may_play": portal.may("scenario.play"), "is_whole": portal.scope.streets is None,
            "batches": batches.filter(month=month.first) if month else batches.none(),
            "compute_form": MonthsForm(initial={"first": month, "last": month})
            if portal.may("subsidy.compute") else None,
            "pay_form": PaymentForm(initial={"month": month, "paid_on": portal.clock.today})
            if portal.may("subsidy.pay") and month else None,
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


@require_POST
@requires("subsidy.pay")
def MonthPay(request: Any) -> HttpResponse:
    """Records that a month was paid with a voucher."""
    portal = request.portal
    form = PaymentForm(request.POST)
    if not form.is_valid():
        return _refused(request, form)
    month = form.cleaned_data["month"]
    try:
        batch = services.pay_month(
            district=portal.district.pk, month=month, paid_on=form.cleaned_data["paid_on"],
            voucher=form.cleaned_data["voucher"], by=portal.user, now=portal.now,
        )
    except (
        services.NothingToPay, services.RecoveryDue, services.PaidTooEarly, services.PaidInFuture,
        services.VoucherMissing,
    ) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Payment %(number)s is recorded.") % {"number": batch.number})
    return redirect(f"{reverse('subsidies:ledger', kwargs={'district': portal.district.code})}?month={month}")


def _refused(request: Any, form: Any) -> HttpResponse:
    for field in form:
        for error in field.errors:
            messages.error(request, f"{field.label}: {error}")
    return redirect("subsidies:ledger", district=request.portal.district.code)


@requires("records.read")
def LineDetail(request: Any, line: int) -> HttpResponse:
    """Why this amount: formula, clause, rate row, area, star, their record versions and who entered them."""
    found = get_object_or_404(
        EntitlementLine.objects.select_related("courtyard__street", "scheme", "change", "reading"),
        pk=line, district_id=request.portal.district.pk,
    )
    told = found.explanation
    for part in ("area", "star", "rate", "scheme", "enrolment", "acceptance"):
        if told.get(part) and told[part].get("recorded_at"):
            told[part]["at"] = parse_datetime(told[part]["recorded_at"])
    return render(
        request, "subsidies/line_detail.html",
        {
            "line": found, "told": told, "recomputed": recompute(found.explanation),
            "payment": PaymentLine.objects.filter(line=found).select_related("batch").first(),
            "siblings": EntitlementLine.objects.filter(courtyard=found.courtyard_id, month=found.month).order_by("sequence"),
        },
    )
