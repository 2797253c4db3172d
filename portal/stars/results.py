"""Why a courtyard has its star: on the screen, and as the notice that is printed for the one who was rated."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render

from governance.people.permissions import requires
from portal.stars.subsidy import meaning
from ratings import beside, sheets
from ratings.models import Occurrence, RatingResult
from ratings.rules.causes import causes
from ratings.rules.explanation import recompute
from ratings.rules.telling import Criterion, Telling, changed, tell


@requires("records.read")
def ResultDetail(request: Any, result: int) -> HttpResponse:
    """Every criterion with its points, why, by whose word; the way to the next star, the subsidy, last year."""
    found = _result(request, result)
    told, explanation = _told(request, found), found.explanation
    # The check of the stored star by its own explanation: the page shows whether it holds.
    again = recompute(explanation)
    marks = {item["code"]: item for item in explanation["items"]}
    return render(
        request, "stars/result_detail.html",
        {
            **told, "holds": (again.score, again.star) == (found.score, found.star),
            "blocks": [(block, _within(block, told["telling"], marks)) for block in explanation["categories"]],
            "words": beside.words(explanation), "survey": beside.asked(found.round, found.courtyard_id),
            "evidence": _evidence(request, found),
        },
    )


@requires("records.read")
def ResultNotice(request: Any, result: int) -> HttpResponse:
    """The notice on A4, in the language of the reader."""
    found = _result(request, result)
    return render(request, "stars/result_notice.html", _told(request, found))


def _result(request: Any, result: int) -> RatingResult:
    rows = RatingResult.objects.select_related("round__standard", "courtyard__street", "change", "reading")
    found: RatingResult = get_object_or_404(rows, pk=result, district_id=request.portal.district.pk)
    return found


def _told(request: Any, found: RatingResult) -> dict[str, Any]:
    telling = tell(found.explanation)
    before = RatingResult.objects.filter(
        district_id=found.district_id, courtyard=found.courtyard_id, round__year__lt=found.round.year
    ).select_related("round", "reading").order_by("-round__year", "-revision").first()
    moved = causes(before.explanation, found.explanation) if before else []
    return {
        "result": found, "told": found.explanation, "telling": telling,
        "lost": sorted((one for one in telling.criteria if one.lost > 0), key=lambda one: (-one.lost, one.code)),
        "before": before, "by": found.score - before.score if before else None, "changes": changed(moved),
        "meaning": meaning(found, request.portal.clock.on),
    }


def _within(block: dict[str, Any], telling: Telling, marks: dict[str, Any]) -> list[tuple[Criterion, dict[str, Any]]]:
    """The criteria of a category, each with what the explanation stores of it."""
    return [(one, marks[one.code]) for one in telling.criteria if marks[one.code]["category"] == block["code"]]


def _evidence(request: Any, found: RatingResult) -> list[Occurrence]:
    """What was seen, once it may be seen: never while one of two scorers has not handed in."""
    seats = sheets.seats(found.round, found.courtyard, request.portal.user)
    if seats.seats and not seats.are_in:
        return []
    seen = Occurrence.objects.filter(
        district_id=found.district_id, courtyard=found.courtyard_id, finding__round=found.round_id
    ).select_related("finding__item").order_by("finding__item__code", "seen_at", "pk")
    return sheets.with_photos(found.district_id, list(seen))
