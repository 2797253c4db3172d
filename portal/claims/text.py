"""Checks a report before it goes out: paste its text, see every figure beside the computed one, keep those you choose."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from governance.claims import services
from governance.claims.registers import CLAIMS
from governance.claims.rules.texts import Kind
from governance.common.widgets import Dressed
from governance.divisions.models import Street
from governance.indicators import registry
from governance.people.permissions import requires
from governance.registers.declarations import Refused
from governance.registers.entries import DayField
from portal.claims import asked, showing
from portal.claims.asked import Line
from portal.registers.doors import may_write

MOST_SIGNS = 30_000


class ReportForm(Dressed, forms.Form):
    """The report: its text, its day, what it is called."""

    text = forms.CharField(
        label=gettext_lazy("Text of the report"), max_length=MOST_SIGNS, strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Paste the text, or some lines of it.")},
    )
    source_on = DayField(label=gettext_lazy("date of the source"))
    source = forms.CharField(
        label=gettext_lazy("source"), max_length=200, required=False,
        help_text=gettext_lazy("What the document is called. It is needed only to keep its figures."),
    )
    reason = forms.CharField(label=gettext_lazy("reason of the change"), max_length=300, required=False)

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"]).replace("\x00", "").replace("\r\n", "\n")
        if not text.strip():
            raise forms.ValidationError(self.fields["text"].error_messages["required"])
        return text


@requires("claims.read")
def ReportCheck(request: Any) -> HttpResponse:
    """The text goes in, verdicts come out; nothing is kept unless it is asked for."""
    portal, sent = request.portal, request.POST
    if request.method != "POST":
        return render(request, "claims/report_check.html", _context(request, _blank(request), []))
    form = ReportForm(sent)
    if not form.is_valid():
        return render(request, "claims/report_check.html", _context(request, form, []), status=400)
    text, dated = form.cleaned_data["text"], form.cleaned_data["source_on"]
    lines = asked.read(portal.district.pk, text, dated, asked.lines_of(sent, text))
    if sent.get("do") == "keep":
        if not may_write(request, CLAIMS):
            raise PermissionDenied
        portal.stand_for("claims.write")
        if _keep(request, form, lines):
            page = reverse("claims:claim-list", kwargs={"district": portal.district.code})
            return redirect(f"{page}?{urlencode({'source': form.cleaned_data['source']})}")
    context = _context(request, form, lines) | _shown(text, lines)
    return render(request, "claims/report_check.html", context, status=400 if form.errors else 200)


def _blank(request: Any) -> ReportForm:
    return ReportForm(initial={"source_on": request.portal.clock.on})


def _keep(request: Any, form: ReportForm, lines: list[Line]) -> bool:
    """Keeps what is ticked, in one change; whether it did. What stands in the way is said at the form."""
    portal, data = request.portal, form.cleaned_data
    chosen = [line for line in lines if line.keep and line.indicator is not None]
    if not data["source"]:
        form.add_error("source", _("Name the document whose figures these are."))
    if not chosen:
        form.add_error(None, _("Tick at least one figure."))
    if form.errors:
        return False
    streets = Street.objects.in_bulk({line.street for line in chosen if line.street is not None})
    figures = [
        services.Declared(
            line.indicator.key if line.indicator else "", line.found.printed.text, line.on, line.population,
            streets.get(line.street or 0), "".join(line.quote).strip(),
        )
        for line in chosen
    ]
    reason = data["reason"] or _("figures of “%(source)s” declared") % {"source": data["source"]}
    try:
        made, standing = services.declare(
            district=portal.district.pk, figures=figures, source=data["source"], source_on=data["source_on"],
            by=portal.user, reason=reason,
        )
    except Refused as refused:
        form.add_error(None, str(refused.message))
        return False
    messages.success(request, ngettext("%(n)d figure is kept.", "%(n)d figures are kept.", len(made)) % {"n": len(made)})
    if standing:
        messages.info(request, _("%(n)d stood there already and are left as they are.") % {"n": standing})
    return True


def _context(request: Any, form: ReportForm, lines: list[Line]) -> dict[str, Any]:
    district = request.portal.district.pk
    return {
        "form": form, "lines": lines, "may_write": may_write(request, CLAIMS),
        "sees_all": request.portal.scope.streets is None, "read": "",
        "indicators": [(one.key, one.label, one.code) for one in registry.every().values()],
        "streets": list(Street.objects.filter(district_id=district).order_by("code")),
    }


def _shown(text: str, lines: list[Line]) -> dict[str, Any]:
    """The lines by what they are taken for; every number of the text is in one of them."""
    of = {kind: [line for line in lines if line.kind is kind] for kind in Kind}
    places = ((line.found.start, line.found.end, line.tone, line.at if line.kind in asked.CHOOSABLE else -1) for line in lines)
    return {
        "matched": of[Kind.MATCHED], "questions": of[Kind.QUESTION], "others": of[Kind.NONE],
        "no_figures": [line for line in lines if line.kind not in asked.CHOOSABLE],
        "marked": showing.marked(text, places), "read": asked.digest(text), "count": len(lines),
        "summary": showing.summary(asked.verdicts(lines)) if of[Kind.MATCHED] else "", "is_read": True,
    }
