"""The courtyards in the subsidy: which month of the 36 each stands in, what was paid, who was away; and leaving."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from governance.common.periods import Month
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.registers.models import Attachment
from governance.registers.services.files import content_of
from portal.applications import doors, words
from portal.applications.forms import LeaveForm
from property_firms.models import ServiceContract
from subsidies.applications import counters, eras, kinds
from subsidies.choices import SchemeStatus
from subsidies.choices_applications import OPEN_STEPS
from subsidies.models import Application, ApprovedArea, Enrolment, SubsidyScheme
from subsidies.rules.counter import LIMIT
from subsidies.services import absences

PER_PAGE = 50


def _standing(today: Any) -> dict[str, Q]:
    """How an enrolment stands on a day, as the board counts it."""
    here, soon = Month.of(today).first, Month.of(today).plus(counters.SOON).first
    present = Q(left_on__isnull=True) | Q(left_on__gt=today)
    runs = present & Q(until__gt=here)
    return {
        "running": runs, "ending": runs & Q(until__lte=soon, first_month__lte=today),
        "away": ~present & Q(until__gt=here), "over": Q(until__lte=here),
    }


@requires("records.read")
def EnrolmentBoard(request: Any) -> HttpResponse:
    """The enrolled courtyards by street with their month of the 36; who ends within six months, who is away, who is done."""
    portal, asked = request.portal, request.GET
    standing, rows = _standing(portal.clock.today), counters.enrolments(portal.district.pk)
    chosen = asked.get("standing", "") if asked.get("standing") in standing else ""
    shown = rows.filter(standing[chosen]) if chosen else rows
    street = asked.get("street", "")
    if street.isdigit():
        shown = shown.filter(street__code=street)
    if text := asked.get("q", "").strip():
        shown = shown.filter(Q(courtyard__name__icontains=text) | Q(courtyard__code=text))
    ordered = shown.order_by("street__code", "until", "courtyard__name_pinyin", "pk")
    page = Paginator(ordered, PER_PAGE).get_page(asked.get("page"))
    lines = _by_street(rows, standing)
    labels = {
        "running": _("being subsidised"), "ending": _("ending within 6 months"), "away": _("has left"),
        "over": _("all months over"),
    }
    return render(
        request, "applications/enrolment_board.html",
        {
            "lines": lines, "page": page, "standing": chosen, "street": street, "q": asked.get("q", ""),
            "labels": labels.items(), "streets": [(line["street__code"], line["street__name"]) for line in lines],
            "whole": [(key, label, sum(line[key] for line in lines)) for key, label in labels.items()],
            "rows": [(one, counters.counter_of(one, portal.clock.on)) for one in page],
            "soon": Month.of(portal.clock.today).plus(counters.SOON - 1),
        },
    )


def _by_street(rows: QuerySet[Enrolment], standing: dict[str, Q]) -> list[dict[str, Any]]:
    """The streets in their order, each with its counts: one statement."""
    plain: Any = rows.order_by().select_related(None).prefetch_related(None)
    counts = {key: Count("pk", filter=wanted) for key, wanted in standing.items()}
    return list(plain.values("street__code", "street__name").annotate(total=Count("pk"), **counts).order_by("street__code"))


@requires("records.read")
def EnrolmentDetail(request: Any, enrolment: int) -> HttpResponse:
    """The counter of one courtyard, month by month, whichever firm served it; who left, why, and when it came back."""
    portal = request.portal
    found: Enrolment = doors.found(counters.enrolments(portal.district.pk), pk=enrolment)
    counter = counters.counter_of(found, portal.clock.on)
    course = eras.course_of(found)
    months = counters.months_of(found, counter, course)
    at: dict[str, Any] = {"district_id": found.district_id, "courtyard": found.courtyard_id}
    served = ServiceContract.objects.filter(**at, valid_to__gt=found.first_month).select_related("firm__unit")
    files = Attachment.objects.filter(
        district_id=found.district_id, register=absences.KEY, record_id__in=[one.pk for one in found.absences.all()]
    )
    applications = list(kinds.with_kind(Application.objects.filter(**at)).order_by("-pk"))
    under_way = next((one for one in applications if one.step in OPEN_STEPS), None)
    return render(
        request, "applications/enrolment_detail.html",
        {
            "enrolment": found, "counter": counter, "months": months, "years": _years(months),
            "paid_fen": sum(one.paid_fen for one in months), "entitled_fen": sum(one.entitled_fen for one in months),
            "absences": [(one, [file for file in files if file.record_id == one.pk]) for one in found.absences.all()],
            "firms": served.order_by("valid_from"),
            "applications": [(one, words.stands(one.step, one.kind)) for one in applications],
            "areas": ApprovedArea.objects.filter(**at).select_related("change").order_by("pk"),
            "may_leave": found.left_on is None and doors.may(request, "application.approve", found.street_id),
            "course": course.spans, "under_way": under_way, "asks": _asks(request, found) if under_way is None else "",
        },
    )


def _asks(request: Any, found: Enrolment) -> str:
    """What its street may apply for now: `back` or `change`; nothing where no month of the 36 is left for it."""
    if not doors.may(request, "application.enter", found.street_id):
        return ""
    end = Month.of(found.first_month).plus(LIMIT)
    if found.left_on is not None:
        return "back" if Month.of(request.portal.clock.today) < end else ""
    others = SubsidyScheme.objects.filter(district_id=found.district_id, status=SchemeStatus.RELEASED)
    return "change" if eras.free_from(found) < end and others.exclude(key=found.scheme.key).exists() else ""


def _years(months: list[counters.MonthTold]) -> list[tuple[int, list[counters.MonthTold]]]:
    """The months by subsidy year."""
    return [(at // 12 + 1, months[at:at + 12]) for at in range(0, len(months), 12)]


@requires("application.approve")
def EnrolmentLeave(request: Any, enrolment: int) -> HttpResponse:
    """Takes a courtyard out of the subsidy with reason and document."""
    portal = request.portal
    found: Enrolment = doors.found(counters.enrolments(portal.district.pk), pk=enrolment)
    back = doors.of(request, "enrolment-detail", enrolment=found.pk)
    form = LeaveForm(request.POST or None, request.FILES or None, initial={"on": portal.clock.today})
    if request.method == "POST" and form.is_valid():
        try:
            absences.leave_with_document(
                enrolment=found, told=form.told(), by=portal.user, now=portal.now, reason=form.cleaned_data["reason"]
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("%(name)s is out of the subsidy. Its counter goes on.") % {"name": found.courtyard.name})
            return redirect(back)
    return render(
        request, "applications/enrolment_leave.html",
        {"form": form, "enrolment": found, "counter": counters.counter_of(found, portal.clock.today), "back": back},
        status=400 if form.errors else 200,
    )


@requires("records.read")
def AbsenceFile(request: Any, enrolment: int, proof: int) -> HttpResponse:
    """The document by which a courtyard left."""
    found: Enrolment = doors.found(counters.enrolments(request.portal.district.pk), pk=enrolment)
    kept = get_object_or_404(Attachment, pk=proof, district_id=found.district_id, register=absences.KEY)
    if kept.record_id not in {one.pk for one in found.absences.all()}:
        raise Http404
    answer = HttpResponse(content_of(kept), content_type=kept.media_type)
    answer.headers["Content-Disposition"] = content_disposition_header(True, kept.name) or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


