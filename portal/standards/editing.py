"""The editor of a version in the making: everything in one form, saved with its faults, which stand at their places."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from governance.people.permissions import requires
from governance.registers.declarations import Refused
from portal.standards import fields
from portal.standards.doors import of, standard_for
from portal.versions import demand_present, seen, token
from ratings import reading, services, standards
from ratings.standards import bands, sums, tree
from ratings.standards.faults import Data, marked


@requires("standard.draft")
def StandardEdit(request: Any, standard: int) -> HttpResponse:
    """The form; saved as it is, for a draft may have faults until it is checked."""
    demand_present(request)
    found = standard_for(request, standard)
    if not found.is_in_the_making:
        messages.error(request, _("A released standard is never edited. Begin its next version."))
        return redirect(of(request, "standard-detail", standard=found.pk))
    data, status, stale = reading.data_of(found), 200, ""
    if request.method == "POST":
        data = fields.posted(request.POST, data)
        try:
            services.save_draft(
                standard=found, seen=seen(request), data=data, by=request.portal.user, now=request.portal.now,
                reason=fields.tidy(request.POST.get("reason", ""))[:300],
            )
        except standards.StandardFaults:
            status = 400
        except Refused as refused:
            status, stale = 409, str(refused.message)
        else:
            messages.success(request, _("The draft is saved."))
            return redirect(of(request, "standard-edit", standard=found.pk))
    editor = fields.Editor(data, standards.faults_of(data))
    return render(
        request, "standards/standard_edit.html",
        {
            "standard": found, "editor": editor, "seen": token(found), "stale": stale, "readable": fields.readable(),
            "tables": [(name, editor.lines(name)) for name in ("categories", "items", "vetoes")], **told(data),
            "back": of(request, "standard-detail", standard=found.pk),
        },
        status=status,
    )


@require_POST
@requires("standard.draft")
def StandardSums(request: Any, standard: int) -> HttpResponse:
    """What the form as it stands comes to, without keeping anything: asked for while it is typed."""
    data = fields.posted(request.POST, reading.data_of(standard_for(request, standard)))
    return render(request, "standards/_sums.html", told(data))


def told(data: Data) -> dict[str, Any]:
    """The sums of a version by category and source, what is wanted, and every fault with the field where it stands."""
    faults = standards.faults_of(data)
    given, most = sums.by_category(data), bands.most(data)
    categories = [
        (category, given[category["code"]]) for category in data["categories"] if category.get("code") in given
    ]
    weighed = bool(data.get("weights"))
    return {
        "sums": categories, "total": marked(data.get("total")), "regular": standards.reach(data, bonus=False), "most": most,
        "sources": [(tree.said(source), marks) for source, marks in sorted(sums.by_source(data).items())] if weighed else [],
        "faults": [(fault.place.replace(".", "-"), fault.sentence) for fault in faults],
        "items": len(data["items"]),
    }
