"""The application form on A4 and in Word: what was entered, the materials, and room for every seal."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.reports import documents
from portal.applications import doors, words
from portal.registers.sheets import attachment
from portal.reports.pages import WORD
from portal.templatetags.portal_tags import yuan
from subsidies.applications import kinds, materials
from subsidies.applications.estimate import estimate
from subsidies.choices_applications import ApplicationDeed, ApplicationKind, ApplicationStep
from subsidies.models import Application, ApplicationAct

# Millimetres, 156 together.
WIDTHS = (38, 118)
SEALS = (ApplicationStep.OPINION, ApplicationStep.VERIFICATION, ApplicationStep.HOUSING, ApplicationStep.FINANCE)


@requires("records.read")
def ApplicationPrint(request: Any, application: int) -> HttpResponse:
    """The form to be printed and sealed; `?format=docx` for Word."""
    found = doors.application_for(request, application)
    title = _("Application for the tiered subsidy of property management")
    rows, paragraphs = _rows(found), [_("Number of the application: %(number)s") % {"number": found.number}]
    if request.GET.get("format") == "docx":
        content = documents.notice(
            title, paragraphs, [_("Item"), _("Content")], [list(row) for row in rows], widths=WIDTHS,
            closing=[_("Applicant (seal):"), found.applied_on.isoformat()],
        )
        return attachment(content, f"{title} {found.number}.docx", WORD)
    return render(
        request, "applications/application_print.html",
        {"application": found, "title": title, "rows": rows, "paragraphs": paragraphs,
         "back": doors.of(request, "application-detail", application=found.pk)},
    )


def _rows(found: Application) -> list[tuple[str, str]]:
    """The lines of the form, each with its label."""
    yard = found.courtyard
    told = estimate(yard, found.scheme, words.month(found.first_month))
    checked = [f"{'☑' if one.kept else '☐'} {one.item.title}" for one in materials.lines(found)]
    years = told.years if told.star else []
    amounts = [
        _("year %(n)s: %(rate)s yuan/㎡/month, %(amount)s yuan a month") % {
            "n": year.index, "rate": f"{year.month.rate.normalize():f}", "amount": yuan(year.month.entitled_fen)}
        for year in years
    ]
    acts = {
        act.came_from: act for act in ApplicationAct.objects.filter(district_id=found.district_id, application=found)
        .select_related("change").order_by("pk")
    }
    return [
        (_("Courtyard"), f"{yard.name}（{yard.code}，{yard.street.name} {yard.community.name}）"),
        (_("Applicant"), f"{found.applicant_name}（{found.get_applicant_display()}）"),
        *_wish(found),
        (_("Floor area (㎡)"), "—" if yard.area_m2 is None else f"{yard.area_m2:,.2f}"), (_("why it applies"), found.why),
        (_("Materials"), "；".join(checked)),
        (_("Estimate at the present star"), "；".join(amounts) or _("no amount: the star or the area is missing")),
        *((str(step.label), _seal(acts.get(step.value))) for step in SEALS),
    ]


def _wish(found: Application) -> list[tuple[str, str]]:
    """What is applied for; of a courtyard with a counter also what it is, and since when its months run."""
    wish = kinds.wish_of(found)
    asked = [(_("Scheme"), str(found.scheme)), (_("Wished first month"), f"{found.first_month:%Y-%m}")]
    if wish.since is None:
        return asked
    kind = ApplicationKind(wish.kind).label
    since = _("its months run since %(month)s and go on") % {"month": wish.since}
    before = _("until now under “%(scheme)s”") % {"scheme": wish.before} if wish.before else ""
    return [(_("what it is for"), "，".join(part for part in (str(kind), before, since) if part)), *asked]


def _seal(act: ApplicationAct | None) -> str:
    """What was said at a step, or room to say it by hand."""
    if act is None:
        return _("(seal)          year   month   day")
    said = act.comment if act.deed == ApplicationDeed.HAND_ON else f"{act.get_deed_display()}：{act.comment}"
    return f"{said or _('agreed')}（{act.change.actor_name} {act.acted_on:%Y-%m-%d}）"
