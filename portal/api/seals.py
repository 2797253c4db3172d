"""`seals`, `seals/{number}`: what was reported and sealed, as it stays."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view

from governance.common.periods import Period
from governance.seals.models import Seal
from governance.tenancy import scope
from portal.api import cursors, shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PAGING, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters


@extend_schema_view(
    get=extend_schema(
        operation_id="seals",
        parameters=[
            OpenApiParameter("period", description="2021Q4, 2022-06 or 2022; default all"),
            OpenApiParameter("within", description="code of a street, or of the district for its own reports; default all"),
            *PAGING, CLOCKS[1], *SHEETS,
        ],
        responses={200: shapes.Seals, 304: None, **PROBLEMS},
    )
)
class SealList(Endpoint):
    """Sealed reports, the oldest first. Every revision is a seal of its own; the greatest of a report is the one in force."""

    token_scope = "statistics"
    rows = "seals"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, limit, after = asked.clock(), asked.limit(), asked.after(kind="seals")
        asked.known.discard("on")
        found = _asked(asked).filter(number__gt=after[0] if after else 0).order_by("number")

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                rows = list(found.defer("content")[: limit + 1])
            page = rows[:limit]
            more = len(rows) > limit
            return {
                "as_of": stamps(clock)["as_of"],
                "next": cursors.next_link(asked.request, "seals", [page[-1].number]) if more else None,
                "seals": [_head(seal, asked.portal.district) for seal in page],
            }

        return build


@extend_schema_view(
    get=extend_schema(operation_id="seal", parameters=SHEETS, responses={200: shapes.Seal, 304: None, **PROBLEMS})
)
class SealDetail(Endpoint):
    """One seal with its numbers; a sheet shows these."""

    token_scope = "statistics"
    rows = "cells"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        def build() -> Body:
            seals = Seal.objects.filter(district_id=asked.portal.district.pk, number=path["number"])
            seal = seals.select_related("street").first()
            if seal is None:
                raise Http404
            told = json.loads(seal.content)
            return _head(seal, asked.portal.district) | {"content": seal.content, "cells": list(_cells(told))}

        return build


def _asked(asked: Parameters) -> QuerySet[Seal]:
    """The seals that the parameters name."""
    seals = Seal.objects.filter(district_id=asked.portal.district.pk).select_related("street")
    period, (street, community, _place) = asked.text("period"), asked.within()
    if community is not None:
        message = _("A community has no reports of its own; name its street.")
        asked.refuse("within", "unknown_division", message, asked.text("within"))
    if street is not None or asked.text("within") == str(asked.portal.district.pk):
        seals = seals.filter(street=street)
    if not period:
        return seals
    try:
        return seals.filter(period=str(Period.parse(period)))
    except ValueError:
        message = _("“%(text)s” is not a period. Write it as 2021Q4, 2022-06 or 2022.") % {"text": period}
        asked.refuse("period", "invalid_period", message, period)
        return seals


def _head(seal: Seal, district: Any) -> Body:
    place: Any = seal.street or district
    return {
        "number": seal.number, "revision": seal.revision, "period": seal.period,
        "level": "street" if seal.street else "district", "division": place.code, "division_name": place.name, "on": seal.on,
        "as_of": seal.as_of.isoformat(), "reason": seal.reason, "submitted_by": seal.submitted_by_name,
        "approved_by": seal.approved_by_name, "previous": seal.previous, "sha256": seal.sha256,
    }


def _cells(told: Body) -> Iterator[Body]:
    """The numbers of a seal, by indicator, level and division."""
    for key, levels in told["figures"].items():
        definition = told["definitions"][key]
        for level in told["divisions"]:
            for division, value, numerator, denominator in levels.get(level, ()):
                yield {
                    "key": key, "code": definition["code"], "population": levels["population"], "level": level,
                    "division": division, "division_name": told["divisions"][level][division],
                    "unit": definition["measure"], "value": None if value is None else str(value), "numerator": numerator,
                    "denominator": denominator, "definition_version": definition["version"],
                }
