"""The standards of a district in their versions, and one version as it reads."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render

from governance.indicators.definitions import POPULATION_WORDS
from governance.people.permissions import requires
from portal.standards.doors import may, of, standard_for
from portal.standards.editing import told
from portal.versions import TONES, token
from ratings import examples, reading
from ratings.choices import ItemKind, Source, Star, VersionStatus
from ratings.models import RatingStandard
from ratings.scores import law
from ratings.standards.faults import Data

PER_PAGE = 50


@requires("records.read")
def StandardList(request: Any) -> HttpResponse:
    """Every version by standard, the newest first, with how many items it has and what may be begun."""
    found = RatingStandard.objects.filter(district_id=request.portal.district.pk).defer("draft")
    page = Paginator(
        found.annotate(parts=Count("items")).order_by("key", "-version"), PER_PAGE
    ).get_page(request.GET.get("page"))
    return render(
        request, "standards/standard_list.html",
        {
            "page": page, "rows": [(one, TONES[VersionStatus(one.status)]) for one in page], "may_draft": may(request, "draft"),
            "examples": [(name, data["title"]) for name, data in examples.every().items()] if may(request, "draft") else [],
        },
    )


@requires("records.read")
def StandardDetail(request: Any, standard: int) -> HttpResponse:
    """A version: its tree with every item's law, bounds, vetoes, who drafted, checked and released it, and the next step."""
    found = standard_for(request, standard)
    data, is_draft = reading.data_of(found), found.is_in_the_making
    siblings = RatingStandard.objects.filter(district_id=found.district_id, key=found.key).defer("draft")
    others = list(siblings.exclude(pk=found.pk).order_by("-version"))
    is_own = found.drafted_by_id == request.portal.user.pk
    return render(
        request, "standards/standard_detail.html",
        {
            "standard": found, "tone": TONES[VersionStatus(found.status)], "seen": token(found), "is_own": is_own, "data": data,
            "tree": tree(data), "stars": _stars(data), "vetoes": [(v, Star(v["star_cap"]).label if v["star_cap"] in Star.values
                                                                  else v["star_cap"]) for v in data["vetoes"]],
            "population": POPULATION_WORDS.get(data.get("population", "all"), data.get("population")),
            "may_edit": is_draft and may(request, "draft"),
            "may_check": found.status == VersionStatus.DRAFT and may(request, "check"),
            "may_release": found.status == VersionStatus.CHECKED and may(request, "release"),
            "may_begin": not is_draft and may(request, "draft") and not any(one.is_in_the_making for one in others),
            "others": others, **told(data),
            "back": of(request, "standard-list"),
        },
    )


def tree(data: Data) -> list[dict[str, Any]]:
    """Categories in their order, classes behind the one they stand in, each with its items in words."""
    def listed(parent: str | None, depth: int) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for category in data["categories"]:
            if (category.get("parent") or None) == parent and depth < 3:
                items = [_item(item) for item in data["items"] if item.get("category") == category.get("code")]
                found += [{"category": category, "depth": depth, "items": items}, *listed(category.get("code") or "", depth + 1)]
        return found

    return listed(None, 0)


def _item(item: Data) -> dict[str, Any]:
    kind, source = item.get("kind", ItemKind.FAULTS), item.get("source", Source.STREET)
    return dict(item) | {
        "law": law(kind, item.get("full_mark"), item.get("per_unit"), item.get("target")) if kind in ItemKind.values else kind,
        "said_by": Source(source).label if source in Source.values else source,
    }


def _stars(data: Data) -> list[tuple[Any, Any, Any]]:
    bounds, tops = data.get("bounds", {}), data.get("tops", {})
    return [(Star(star).label, bounds[str(star)], tops.get(str(star))) for star in (5, 4, 3, 2, 1) if str(star) in bounds]
