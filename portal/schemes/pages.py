"""The schemes of a district in their versions, and one version as it reads."""

from decimal import Decimal
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render

from governance.people.permissions import requires
from portal.schemes.doors import may, of, scheme_for
from portal.schemes.editing import told
from portal.versions import TONES, token
from ratings.choices import Star
from subsidies import examples, reading
from subsidies.choices import SchemeStatus
from subsidies.models import Enrolment, SubsidyScheme
from subsidies.schemes import Data, shape, tables, telling
from subsidies.schemes.faults import bound

PER_PAGE = 50


@requires("records.read")
def SchemeList(request: Any) -> HttpResponse:
    """Every version by scheme, the newest first, with how many courtyards are enrolled by it, and what may be begun."""
    found = SubsidyScheme.objects.filter(district_id=request.portal.district.pk).defer("draft").order_by("key", "-version")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    enrolled = dict(
        Enrolment.objects.filter(scheme__in=[one.pk for one in page]).values_list("scheme").annotate(number=Count("pk"))
    )
    may_draft = may(request, "draft")
    return render(
        request, "schemes/scheme_list.html",
        {
            "page": page, "may_draft": may_draft,
            "rows": [
                (one, TONES[SchemeStatus(one.status)], enrolled.get(one.pk, 0), reading.rate_text(one.cap_yuan_per_m2_month))
                for one in page
            ],
            "examples": [(name, examples.scheme(name)["title"]) for name in examples.NAMES] if may_draft else [],
        },
    )


@requires("records.read")
def SchemeDetail(request: Any, scheme: int) -> HttpResponse:
    """A version: its sentences with their clauses, rates, shares, who drafted, checked and released it, and the next step."""
    found = scheme_for(request, scheme)
    data, is_making = shape.complete(reading.data_of(found)), found.is_in_the_making
    siblings = SubsidyScheme.objects.filter(district_id=found.district_id, key=found.key).defer("draft")
    others = list(siblings.exclude(pk=found.pk).order_by("-version"))
    is_own = is_making and found.drafted_by_id == request.portal.user.pk
    return render(
        request, "schemes/scheme_detail.html",
        {
            "scheme": found, "tone": TONES[SchemeStatus(found.status)], "seen": token(found), "is_own": is_own, "data": data,
            "terms": telling.terms(data), "at_enrolment": telling.at_enrolment(data), "every_month": telling.every_month(data),
            "table": table(data), "heads": _heads(data), "shares": _shares(data), "may_edit": is_making and may(request, "draft"),
            "may_check": found.status == SchemeStatus.DRAFT and may(request, "check"),
            "may_release": found.status == SchemeStatus.CHECKED and may(request, "release"),
            "may_play": request.portal.may("scenario.play"),
            "may_begin": not is_making and may(request, "draft") and not any(one.is_in_the_making for one in others),
            "others": others, "back": of(request, "scheme-list"), **(told(data) if is_making else {}),
        },
    )


def table(data: Data) -> list[tuple[str, list[dict[str, str] | None]]]:
    """The table of rates, year by year, from five stars down, or with the one rate of all."""
    cells = tables.wanted(data)
    years = dict.fromkeys(year for year, _star in cells)
    return [(year, [data["rates"].get(year, {}).get(star) for at, star in cells if at == year]) for year in years]


def _heads(data: Data) -> list[Any]:
    return [None if star == shape.ALL else Star(int(star)).label for year, star in tables.wanted(data) if year == "1"]


def _shares(data: Data) -> list[dict[str, str]]:
    """Shares from the best score down; what is no number yet comes last."""
    return sorted(data["shares"], key=lambda share: -_score(share))


def _score(share: dict[str, str]) -> Decimal:
    number = bound(share["from"])
    return Decimal(-1) if number is None else number
