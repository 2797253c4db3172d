"""Approved applications are made public: chosen together, shown on A4 and in Word, and by then objected to."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from governance.divisions.models import Street
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.reports import documents
from portal.applications import doors
from portal.applications.forms import NoticeForm
from portal.registers.sheets import attachment
from portal.reports.pages import WORD
from portal.templatetags.portal_tags import yuan
from portal.tracking import receipts
from ratings.choices import Star
from subsidies.applications import areas, checklist, kinds
from subsidies.choices_applications import ApplicationKind, ApplicationStep
from subsidies.models import Application, ApplicationPublicity, ApplicationPublicityLine
from subsidies.services import applications as services

# Millimetres, 156 together.
WIDTHS = (10, 30, 44, 24, 16, 16, 16)


@requires("application.approve")
def PublicityCreate(request: Any) -> HttpResponse:
    """Chooses among what is approved, and makes it public by one notice."""
    portal = request.portal
    rows = Application.objects.filter(district_id=portal.district.pk, step=ApplicationStep.APPROVED)
    rows = kinds.with_kind(rows).select_related("courtyard__street", "scheme")
    ready: list[Any] = list(rows.order_by("street__code", "courtyard__name_pinyin", "pk"))
    streets = list(Street.objects.filter(pk__in={one.street_id for one in ready}).order_by("code"))
    form = NoticeForm(request.POST or None, streets=streets, initial={"days": checklist.current().publicity_days})
    ticked = [int(pk) for pk in request.POST.getlist("application") if pk.isdigit()]
    if request.method == "POST" and form.is_valid():
        try:
            made = services.publish(
                district=portal.district.pk, applications=ticked, notice=form.notice(), on=portal.clock.today, by=portal.user
            )
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, str(refused.message))
        else:
            messages.success(request, _("Made public until %(day)s. Print the notice and put it up.") % {"day": made.last_on})
            return redirect(doors.of(request, "publicity-detail", notice=made.pk))
    changed = {one.courtyard_id for one in areas.changes(portal.district.pk)} if ready else set()
    return render(
        request, "applications/publicity_form.html",
        {
            "form": form, "ready": [
                (one, one.courtyard_id in changed, not request.POST or one.pk in ticked,
                 "" if one.kind == ApplicationKind.ENROL else ApplicationKind(one.kind).label) for one in ready
            ],
            "back": doors.of(request, "application-list"),
        },
        status=400 if form.errors else 200,
    )


@requires("records.read")
def PublicityDetail(request: Any, notice: int) -> HttpResponse:
    """A notice as it is put up: courtyards with area, star, rate, months and amount; `?format=docx` for Word."""
    portal = request.portal
    shown: ApplicationPublicity = doors.found(
        ApplicationPublicity.objects.filter(district_id=portal.district.pk).select_related("street"), pk=notice
    )
    rows = ApplicationPublicityLine.objects.filter(district_id=portal.district.pk, publicity=shown)
    rows = rows.select_related("courtyard__street", "application").order_by("street__code", "courtyard__name_pinyin", "pk")
    place = shown.street.name if shown.street else portal.district.name
    title = _("Courtyards of %(place)s to be subsidised: for publicity") % {"place": place}
    paragraphs, head = [*_paragraphs(shown, list(rows)), receipts.how_to_follow(request)], _head()
    closing = [portal.district.name, shown.published_on.isoformat()]
    if request.GET.get("format") == "docx":
        lines = [[str(number), *_cells(line)] for number, line in enumerate(rows, start=1)]
        content = documents.notice(title, paragraphs, head, lines, widths=WIDTHS, closing=closing)
        return attachment(content, f"{title}.docx", WORD)
    return render(
        request, "applications/publicity_detail.html",
        {
            "publicity": shown, "title": title, "paragraphs": paragraphs, "head": head, "closing": closing,
            "rows": [(line, _cells(line)) for line in rows], "is_over": portal.clock.today > shown.last_on,
            "may_object": doors.may(request, "application.object"), "back": doors.of(request, "application-list"),
        },
    )


def _head() -> list[str]:
    return [_("No."), _("Street"), _("Courtyard"), _("Floor area (㎡)"), _("Star"), _("Rate"), _("Month (yuan)")]


def _cells(line: ApplicationPublicityLine) -> list[str]:
    star = "—" if line.star is None else str(Star(line.star).label)
    rate = f"{line.rate_yuan_per_m2_month.normalize():f}"
    name = line.courtyard.name
    if line.kind != ApplicationKind.ENROL:
        name = f"{name}（{line.get_kind_display()}）"
    return [line.courtyard.street.name, name, f"{line.area_m2:,.2f}", star, rate, yuan(line.month_fen)]


def _paragraphs(shown: ApplicationPublicity, lines: list[ApplicationPublicityLine]) -> list[str]:
    known = sum(line.kind != ApplicationKind.ENROL for line in lines)
    new = len(lines) - known
    enrolled = _(
        "After application, opinion of the community, verification by the street, approval by the housing centre and review by"
        " finance, %(n)s courtyards are to be subsidised for at most 36 months."
    )
    going_on = _(
        "After application, opinion of the community, verification by the street, approval by the housing centre and review by"
        " finance, %(n)s courtyards that were enrolled before are to come back or to change their scheme; their 36 months go on."
    )
    return [
        *([enrolled % {"n": new}] if new or not known else []), *([going_on % {"n": known}] if known else []),
        _("They are shown from %(first)s to %(last)s (%(days)s working days, the day of publishing not counted): %(place)s."
          " Until then anybody may object in writing to the street or the housing centre; an objection stops that courtyard"
          " alone.")
        % {"first": shown.published_on, "last": shown.last_on, "days": shown.days, "place": shown.place},
        _("Rate: yuan per ㎡ and month, by the star that counts for the first month. A month's amount follows area and star."),
    ]
