"""The calendar of a year: its grid, what it comes from, the district's own days, and a reckoner of deadlines."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from governance.calendar import reading, services
from governance.calendar.choices import DayKind
from governance.calendar.models import FIRST, LAST
from governance.calendar.registers import DAYS, YEARS
from governance.calendar.rules.working_days import CalendarMissing, Deadline, Mode, count_working_days
from governance.common.widgets import Dressed
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.registers.entries import DayField, Entry
from portal.calendar import grid
from portal.registers import addresses
from portal.registers.doors import may_write

MOST = 365
MODES = [(Mode.WORKING.value, gettext_lazy("working days")), (Mode.NATURAL.value, gettext_lazy("natural days"))]


class DaysForm(Entry):
    """Days of the district that are other than the national arrangement."""

    first = DayField(label=gettext_lazy("first day"))
    last = DayField(label=gettext_lazy("last day"))
    kind = forms.ChoiceField(label=gettext_lazy("kind of day"), choices=DayKind.choices)
    name = forms.CharField(label=gettext_lazy("occasion"), max_length=60)
    document = forms.CharField(label=gettext_lazy("document"), max_length=200)


class YearForm(Entry):
    """A year that the district enters itself."""

    document = forms.CharField(
        label=gettext_lazy("document"), max_length=200,
        help_text=gettext_lazy("The notice that arranges the holidays of the year, with its number."),
    )


class Reckoner(Dressed, forms.Form):
    """When a publication is over."""

    published = DayField(label=gettext_lazy("published on"))
    days = forms.IntegerField(label=gettext_lazy("for how many days"), min_value=1, max_value=MOST)
    mode = forms.ChoiceField(label=gettext_lazy("counted as"), choices=MODES)


@requires("records.read")
def CalendarNow(request: Any) -> HttpResponse:
    """The year of the page's day."""
    portal = request.portal
    return redirect(_address(portal.district.code, portal.clock.on.year))


@requires("records.read")
def CalendarYearDetail(request: Any, year: int) -> HttpResponse:
    """One year; `published`, `days` and `mode` ask when a publication is over."""
    return _page(request, year)


@require_POST
@requires("calendar-days.write")
def CalendarDaysSet(request: Any, year: int) -> HttpResponse:
    """Says of days of the district that they are off, or working."""
    _demand_year(year)
    form = DaysForm(request.POST)
    if not form.is_valid():
        return _page(request, year, days_form=form, status=400)
    data, portal = form.cleaned_data, request.portal
    try:
        made = services.set_days(
            district=portal.district.pk, first=data["first"], last=data["last"], kind=DayKind(data["kind"]), name=data["name"],
            document=data["document"], by=portal.user, reason=data["reason"],
        )
    except Refused as refused:
        form.add_error({"on": "first"}.get(refused.field, refused.field) or None, str(refused.message))
        return _page(request, year, days_form=form, status=400)
    messages.success(request, ngettext("%(n)d day is entered.", "%(n)d days are entered.", len(made)) % {"n": len(made)})
    return redirect(_address(portal.district.code, data["first"].year))


@require_POST
@requires("calendar-years.write")
def CalendarYearKnow(request: Any, year: int) -> HttpResponse:
    """Says that the district enters this year itself."""
    _demand_year(year)
    form = YearForm(request.POST)
    if not form.is_valid():
        return _page(request, year, year_form=form, status=400)
    data, portal = form.cleaned_data, request.portal
    try:
        services.know_year(
            district=portal.district.pk, year=year, document=data["document"], by=portal.user, reason=data["reason"]
        )
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return _page(request, year, year_form=form, status=400)
    messages.success(request, _("The year %(year)s is known now. Enter its holidays and make-up days.") % {"year": year})
    return redirect(_address(portal.district.code, year))


def _address(district: str, year: int) -> str:
    return reverse("calendar:year-detail", kwargs={"district": district, "year": year})


def _demand_year(year: int) -> None:
    if not FIRST <= year <= LAST:
        raise Http404


def _page(
    request: Any, year: int, *, days_form: DaysForm | None = None, year_form: YearForm | None = None, status: int = 200
) -> HttpResponse:
    _demand_year(year)
    portal, code = request.portal, request.portal.district.code
    known = reading.years(portal.district.pk)
    told, calendar = known.told(year), known.calendar
    is_known = year in calendar.years
    reckoner, answer, trouble = _reckoned(request, known)
    context = {
        "year": year, "is_known": is_known, "documents": known.documents(year), "months": grid.months(year, calendar, told),
        "working": count_working_days(calendar, date(year, 1, 1), date(year + 1, 1, 1)) if is_known else None,
        "spans": [(span, _record(span, code)) for span in grid.spans(told)], "own": [d for d in told.values() if d.own],
        "earlier": year - 1 if year > FIRST else None, "later": year + 1 if year < LAST else None,
        "known_years": reading.known_years(known), "reckoner": reckoner, "answer": answer, "trouble": trouble,
        "days_form": days_form or DaysForm(initial={"kind": DayKind.OFF}), "year_form": year_form or YearForm(),
        "days_open": days_form is not None, "may_write": may_write(request, DAYS) and portal.scope.streets is None,
        "days_list": addresses.of_list(DAYS, code), "years_list": addresses.of_list(YEARS, code),
    }
    return render(request, "calendar/year_detail.html", context, status=status)


def _record(span: grid.Span, district: str) -> str:
    """The page of the district's own entry; empty for the national arrangement."""
    return addresses.of(DAYS, span.told.own, district) if span.told.own else ""


def _reckoned(request: Any, known: reading.DistrictYears) -> tuple[Reckoner, Deadline | None, str]:
    """The reckoner with its answer, or with a sentence that says why there is none."""
    asked = {name: request.GET.get(name, "").replace("\x00", "") for name in ("published", "days", "mode")}
    if not any(asked.values()):
        today = request.portal.clock.today
        return Reckoner(initial={"published": today, "days": 5, "mode": Mode.WORKING.value}), None, ""
    form = Reckoner(asked)
    if not form.is_valid():
        return form, None, ""
    data = form.cleaned_data
    try:
        return form, reading.publicity_in(known, data["published"], data["days"], Mode(data["mode"])), ""
    except CalendarMissing as missing:
        return form, None, reading.missing_in_words(missing)
