"""A batch on paper: the public notice on A4 and in Word, and the file for the bank. The notice tells no account."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.common import money
from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.registers.services.exports import log_export
from governance.reports import documents
from portal.payments.doors import batch_for, of
from portal.registers.sheets import MEDIA_TYPE, attachment
from portal.reports.pages import WORD
from portal.tracking import receipts
from subsidies.models import BatchAct, BatchPublicity, PaymentBatch, PaymentItem
from subsidies.payments import files, public
from subsidies.payments.choices import BatchDeed as Deed
from subsidies.payments.services.accounts import DISCLOSED
from subsidies.rules.capitals import capitals
from subsidies.services import chain

WIDTHS = (10, 24, 42, 20, 14, 14, 12, 20)


@requires("records.read")
def BatchNotice(request: Any, batch: int) -> HttpResponse:
    """Name, area, star, rate, months and amount of every courtyard that is public, with the total in figures and capitals.

    Whoever is held to some streets gets a sheet of those, which says so.
    """
    one, portal = batch_for(request, batch), request.portal
    shown = BatchPublicity.objects.filter(district_id=one.district_id, batch=one).select_related("change").last()
    rows = list(public.items_of(one, shown).select_related("courtyard__street"))
    title = _("Property subsidies of %(district)s: for publicity") % {"district": portal.district.name}
    told = {
        "title": title,
        "paragraphs": [
            _sum(request, one, rows), *_time_of(shown), *([receipts.how_to_follow(request)] if shown else []), *_root(one)
        ],
        "head": [
            _("No."), _("Street"), _("Courtyard"), _("Floor area (㎡)"), _("Star"), _("Rate"),
            _("Number of months"), _("Amount (yuan)"),
        ],
        "lines": [_line(number, item) for number, item in enumerate(rows, start=1)],
        "closing": [portal.district.name, (shown.published_on if shown else one.prepared_on).isoformat()],
    }
    if request.GET.get("format") == "docx":
        content = documents.notice(
            title, told["paragraphs"], told["head"], told["lines"], widths=WIDTHS, closing=told["closing"]
        )
        return attachment(content, f"{title} {one.number}.docx", WORD)
    return render(
        request, "payments/batch_notice.html", {"batch": one, **told, "back": of(request, "batch-detail", batch=batch)}
    )


def _root(batch: PaymentBatch) -> list[str]:
    """What whoever keeps the notice can ask after later: the root of the chain by which the batch went public, or stands now."""
    acts = BatchAct.objects.filter(district_id=batch.district_id, batch=batch)
    sealed = chain.block_of(acts.filter(deed=Deed.PUBLISH).last() or acts.latest("number"))
    if sealed is None:
        return []
    words = _("This batch and the ledger up to it are sealed in block %(n)s of the district's chain; its root: %(root)s")
    return [words % {"n": sealed.number, "root": sealed.digest}]


def _line(number: int, item: PaymentItem) -> list[str]:
    return [
        str(number), item.courtyard.street.name, item.courtyard.name, f"{item.area_m2:,}",
        str(item.get_star_display() or _("not rated")), str(item.rate_yuan_per_m2_month), str(item.months),
        f"{money.to_yuan(item.amount_fen):,}",
    ]


def _sum(request: Any, batch: PaymentBatch, rows: list[PaymentItem]) -> str:
    """What the sheet comes to: the batch, or of it the streets that the reader is held to."""
    total, streets = sum(item.amount_fen for item in rows), request.portal.scope.streets
    told = {
        "number": batch.number, "n": len(rows), "total": f"{money.to_yuan(total):,}", "capitals": capitals(total),
        "last": max((f"{item.last_month:%Y-%m}" for item in rows), default="—"),
    }
    if streets is None:
        return _("Batch %(number)s pays %(n)s courtyards %(total)s yuan (%(capitals)s) for the months until %(last)s.") % told
    names = Street.objects.filter(district_id=batch.district_id, pk__in=streets).order_by("code").values_list("name", flat=True)
    whole = {"streets": "、".join(names), "all": batch.courtyards, "sum": f"{money.to_yuan(batch.total_fen):,}"}
    return _(
        "Of batch %(number)s this sheet lists %(streets)s alone: %(n)s courtyards are paid %(total)s yuan (%(capitals)s) for the"
        " months until %(last)s. The whole batch was prepared for %(all)s courtyards and %(sum)s yuan."
    ) % (told | whole)


def _time_of(shown: BatchPublicity | None) -> list[str]:
    if shown is None:
        return []
    words = _(
        "It is shown from %(first)s to %(last)s (%(days)s working days), that day included, at: %(place)s. Until then anybody"
        " may object in writing to the street or the district's housing centre; an objection holds the line it speaks of."
    )
    return [words % {"first": shown.published_on, "last": shown.last_on, "days": shown.days, "place": shown.place}]


@requires("payment.pay")
def BatchFile(request: Any, batch: int) -> HttpResponse:
    """The file as it was sent, with whole account numbers; who took it is logged."""
    one, portal = batch_for(request, batch), request.portal
    sent, form = one.files.select_related("change").first(), request.GET.get("format", "xlsx")
    if sent is None or form not in ("xlsx", "csv"):
        raise Http404
    rows = files.rows_of(sent)
    log_export(
        district=one.district_id, street=None, register=DISCLOSED, file_format=form, query=one.number, on=portal.clock.today,
        rows=len(rows), columns=list(files.HEAD), by=portal.user,
    )
    if form == "csv":
        return attachment(files.as_csv(one.number, rows), f"{one.number}.csv", "text/csv; charset=utf-8")
    return attachment(files.as_workbook(one.number, rows, sent.recorded_at), f"{one.number}.xlsx", MEDIA_TYPE)
