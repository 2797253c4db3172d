"""The results of a round made public: the notice on paper and in Word, and how the stars are spread."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.reports import documents
from portal.registers.sheets import attachment
from portal.reports.pages import WORD
from portal.stars import doors
from ratings import distribution
from ratings.choices import RoundStatus, Star
from ratings.models import RatingResult, RatingRound

WIDTHS = (12, 36, 66, 20, 22)


@requires("records.read")
def RoundNotice(request: Any, year: int) -> HttpResponse:
    """The public notice of a round on A4, or as a Word document; once its stars are computed."""
    portal, round_ = request.portal, doors.round_for(request, year)
    if round_.status == RoundStatus.SCORING:
        raise Http404
    rows = list(
        RatingResult.objects.filter(district_id=portal.district.pk, round=round_).latest_revisions()
        .select_related("courtyard__street").order_by("street__code", "-star", "-score", "courtyard__code")
    )
    title, paragraphs = _title(request, round_), _paragraphs(round_, rows)
    head = [_("No."), _("Street"), _("Courtyard"), _("Score"), _("Star")]
    closing = [portal.district.name, (round_.announced_on or portal.clock.today).isoformat()]
    if request.GET.get("format") == "docx":
        lines = [
            [str(number), row.courtyard.street.name, row.courtyard.name, str(row.score), _star(row)]
            for number, row in enumerate(rows, start=1)
        ]
        content = documents.notice(title, paragraphs, head, lines, widths=WIDTHS, closing=closing)
        return attachment(content, f"{title}.docx", WORD)
    return render(
        request, "stars/round_notice.html",
        {"round": round_, "title": title, "paragraphs": paragraphs, "head": head, "closing": closing,
         "rows": [(row, _star(row)) for row in rows]},
    )


def _title(request: Any, round_: RatingRound) -> str:
    words = {"district": request.portal.district.name, "year": round_.year}
    if round_.status == RoundStatus.ANNOUNCED:
        return _("Star ratings of %(year)s in %(district)s") % words
    return _("Star ratings of %(year)s in %(district)s: for publicity") % words


def _star(row: RatingResult) -> str:
    return f"{row.get_star_display()}（{_('vetoed')}）" if row.is_vetoed else str(row.get_star_display())


def _paragraphs(round_: RatingRound, rows: list[RatingResult]) -> list[str]:
    """What was rated by which standard, how the stars are spread, and until when there are objections."""
    counts = {star: sum(row.star == star for row in rows) for star in distribution.STARS}
    spread = "，".join(_("%(star)s: %(n)s") % {"star": Star(star).label, "n": n} for star, n in counts.items())
    standard = round_.standard
    found = [
        _("By “%(title)s”%(document)s, %(n)s courtyards were rated for %(year)s.") % {
            "title": standard.title, "document": f"（{standard.document}）" if standard.document else "", "n": len(rows),
            "year": round_.year},
        _("Of them: %(spread)s.") % {"spread": spread},
    ]
    if round_.status != RoundStatus.ANNOUNCED:
        found.append(
            _("Whoever disagrees may object in writing to the district within %(days)s working days of publication.")
            % {"days": standard.publicity_days}
        )
    return found


@requires("records.read")
def StarDistribution(request: Any, year: int) -> HttpResponse:
    """How the stars are spread by street and by mode: a chart each with the table that says the same."""
    portal, round_ = request.portal, doors.round_for(request, year)
    groups = distribution.groups(round_, portal.clock.on)
    by = [
        ("street", _("By street"), [one for one in groups if one.grouping == "street"]),
        ("mode", _("By management mode"), [one for one in groups if one.grouping == "mode"]),
    ]
    public = reverse("public:stars", kwargs={"place": portal.district.pk, "year": year})
    return render(
        request, "stars/distribution.html",
        {
            "round": round_, "whole": distribution.whole(groups, portal.district.name),
            "by": [(key, title, found, _chart(title, found)) for key, title, found in by if found],
            "stars": [(star, Star(star).label) for star in distribution.STARS],
            "public": public if round_.status in PUBLIC else "",
        },
    )


PUBLIC = ("publicity", RoundStatus.ANNOUNCED)


def _chart(title: str, groups: list[distribution.Group]) -> dict[str, Any]:
    return {
        "type": "bar", "stack": True, "labels": [one.name for one in groups], "description": title,
        "series": [
            {"name": str(Star(star).label), "values": [one.counts.get(star, 0) for one in groups]}
            for star in distribution.STARS if any(one.counts.get(star) for one in groups)
        ],
    }
