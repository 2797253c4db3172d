"""The results of a round made public: the notice on paper and in Word, and how the stars are spread."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from governance.people.permissions import requires
from governance.reports import documents
from portal.registers.sheets import attachment
from portal.reports.pages import WORD
from portal.stars import doors
from portal.tracking import receipts
from ratings import distribution
from ratings.choices import RoundStatus, Star
from ratings.models import Publicity, RatingResult, RatingRound

WIDTHS = (12, 36, 66, 20, 22)
# The more stars, the darker; grey for none.
COLORS = {5: "#123a5c", 4: "#1f6091", 3: "#4b8bbf", 2: "#8ab6d9", 1: "#c2d8ea", 0: "#a8a29e"}


@requires("records.read")
def RoundNotice(request: Any, year: int) -> HttpResponse:
    """The public notice of a round on A4, or as a Word document, once its stars are computed; `?publicity=` one of its own."""
    portal, round_ = request.portal, doors.round_for(request, year)
    shown = _publicity(round_, request.GET.get("publicity", ""))
    if round_.status == RoundStatus.SCORING:
        raise Http404
    rows = list(_results(round_, shown))
    title, paragraphs = _title(request, round_, shown), _paragraphs(round_, shown, rows)
    if shown is not None:
        paragraphs.append(receipts.how_to_follow(request))
    head = [_("No."), _("Street"), _("Courtyard"), _("Score"), _("Star")]
    told_on = shown.published_on if shown else round_.announced_on or portal.clock.today
    closing = [portal.district.name, told_on.isoformat()]
    if request.GET.get("format") == "docx":
        lines = [
            [str(number), row.courtyard.street.name, row.courtyard.name, str(row.score), _star(row)]
            for number, row in enumerate(rows, start=1)
        ]
        content = documents.notice(title, paragraphs, head, lines, widths=WIDTHS, closing=closing)
        return attachment(content, f"{title}.docx", WORD)
    return render(
        request, "stars/round_notice.html",
        {"round": round_, "publicity": shown, "title": title, "paragraphs": paragraphs, "head": head, "closing": closing,
         "rows": [(row, _star(row)) for row in rows]},
    )


def _publicity(round_: RatingRound, asked: str) -> Publicity | None:
    """The publicity that is asked for. 404 for none of this round."""
    if not asked:
        return None
    if not asked.isdecimal():
        raise Http404
    found = round_.publicities.select_related("street").filter(pk=int(asked)).first()
    if found is None:
        raise Http404
    return found


def _results(round_: RatingRound, shown: Publicity | None) -> QuerySet[RatingResult]:
    """The stars of the notice by street, best first: as they were published, or as they stand now."""
    rows = RatingResult.objects.filter(district_id=round_.district_id, round=round_)
    rows = rows.latest_revisions() if shown is None else rows.filter(pk__in=shown.lines.order_by().values("result"))
    return rows.select_related("courtyard__street").order_by("street__code", "-star", "-score", "courtyard__code")


def _title(request: Any, round_: RatingRound, shown: Publicity | None) -> str:
    place = shown.street.name if shown and shown.street else request.portal.district.name
    words = {"district": place, "year": round_.year}
    if shown is None and round_.status == RoundStatus.ANNOUNCED:
        return _("Star ratings of %(year)s in %(district)s") % words
    return _("Star ratings of %(year)s in %(district)s: for publicity") % words


def _star(row: RatingResult) -> str:
    return f"{row.get_star_display()}（{_('vetoed')}）" if row.is_vetoed else str(row.get_star_display())


def _paragraphs(round_: RatingRound, shown: Publicity | None, rows: list[RatingResult]) -> list[str]:
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
    if shown is not None:
        found.append(
            _("The stars are shown from %(first)s to %(last)s (%(days)s working days), that day included. Until then the firm, "
              "the committee, the residents' committee, or 20 %% of the owners together may object in writing to the street "
              "or the district.") % {"first": shown.published_on, "last": shown.last_on, "days": shown.days}
        )
    elif round_.status != RoundStatus.ANNOUNCED:
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
            "public": public if round_.status == RoundStatus.ANNOUNCED or round_.publicities.exists() else "",
        },
    )


def _chart(title: str, groups: list[distribution.Group]) -> dict[str, Any]:
    return {
        "type": "bar", "stack": True, "labels": [one.name for one in groups], "description": title,
        "series": [
            {"name": str(Star(star).label), "color": COLORS[star], "values": [one.counts.get(star, 0) for one in groups]}
            for star in distribution.STARS if any(one.counts.get(star) for one in groups)
        ],
    }
