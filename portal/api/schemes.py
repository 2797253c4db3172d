"""`subsidies/schemes`, `…/{key}/{version}`, `…/forecast`, `…/scenarios/{id}`: by what is paid, and
what would be."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.exceptions import NotFound, PermissionDenied

from governance.common.money import to_yuan
from governance.registers.declarations import Refused
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, RECORD_FORMAT, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters
from subsidies import reading
from subsidies.choices import SchemeStatus
from subsidies.models import Scenario, SubsidyScheme
from subsidies.rules.what_if import Sum
from subsidies.scenarios import computing, supposing
from subsidies.scenarios.forecast import forecast
from subsidies.schemes import shape


def _head(scheme: SubsidyScheme) -> Body:
    """What a list tells of a version."""
    released, days = scheme.released_at, scheme.in_force
    return {
        "key": scheme.key, "version": scheme.version, "title": scheme.title, "status": scheme.status,
        "is_example": scheme.is_example, "in_force_from": days.lower, "in_force_until": days.upper,
        "released_at": released.isoformat() if released else None, "released_for": scheme.released_for,
    }


@extend_schema_view(
    get=extend_schema(
        operation_id="subsidies_schemes",
        parameters=[
            OpenApiParameter("state", enum=SchemeStatus.values, description="default all"), CLOCKS[1], *SHEETS,
        ],
        responses={200: shapes.SubsidySchemes, 304: None, **PROBLEMS},
    )
)
class SchemeList(Endpoint):
    """The versions of the district's subsidy schemes, by key and version.

    For a month the version of a key counts that is in force on its first day, be it superseded since.
    """

    token_scope = "records"
    rows = "schemes"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, state = asked.clock(), asked.choice("state", SchemeStatus.values, "")
        asked.known.discard("on")
        district = asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                found = SubsidyScheme.objects.filter(district_id=district, **({"status": state} if state else {}))
                told = [_head(one) for one in found.defer("draft").order_by("key", "version")]
            return {"as_of": stamps(clock)["as_of"], "schemes": told}

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="subsidies_scheme", parameters=[CLOCKS[1], RECORD_FORMAT],
        responses={200: shapes.SubsidySchemeVersion, 304: None, **PROBLEMS},
    )
)
class SchemeDetail(Endpoint):
    """A version whole: rates by subsidy year and star (or `all`), shares by score, area, rounding, conditions, and clauses.

    Rates, percentages and bounds are decimal texts. What stands in a draft may still be faulty. `docs/schemes.md` says how an
    amount follows from it.
    """

    token_scope = "records"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock = asked.clock()
        asked.known.discard("on")
        wanted = {"district_id": asked.portal.district.pk, "key": path["key"], "version": path["version"]}

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                found = SubsidyScheme.objects.filter(**wanted).first()
                if found is None:
                    raise NotFound
                data = shape.complete(reading.data_of(found))
                del data["in_force"]
                return {"as_of": stamps(clock)["as_of"]} | data | _head(found)

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="subsidies_forecast", parameters=[*CLOCKS, *SHEETS],
        responses={200: shapes.SubsidyForecast, 304: None, **PROBLEMS},
    )
)
class Forecast(Endpoint):
    """The committed cost of the 36 months after the last one in the ledger, per month and street, from what is enrolled.

    `years`: budget, spent (paid), committed (in the ledger and not paid, or to come) and free, of the district's share;
    none for a program that is held to some streets.
    """

    token_scope = "records"
    rows = "months"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, district = asked.clock(), asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                told = forecast(district, clock.on)
            rows = [
                {"month": f"{month:%Y-%m}", "street": {"code": street.code, "name": street.name},
                 "amount_yuan": to_yuan(told.fen.get((month, street.pk), 0))}
                for month in told.months for street in told.streets
            ]
            years = [
                {
                    "year": one.year, "budget_yuan": None if one.budget is None else to_yuan(one.budget),
                    "spent_yuan": to_yuan(one.spent), "committed_yuan": to_yuan(one.committed),
                    "free_yuan": None if one.free is None else to_yuan(one.free),
                }
                for one in told.years
            ]
            return stamps(clock) | {
                "known": str(told.known), "total_yuan": to_yuan(told.total), "years": years, "months": rows,
            }

        return build


@extend_schema_view(
    get=extend_schema(
        operation_id="subsidies_scenario", parameters=[*CLOCKS, RECORD_FORMAT],
        responses={200: shapes.SubsidyScenario, 304: None, **PROBLEMS},
    )
)
class ScenarioDetail(Endpoint):
    """A kept scenario: what it supposes, and what that comes to with the records of the day, beside what stands.

    It is computed on every question and written nowhere. It speaks of all streets, so none that is held to some may read it.
    """

    token_scope = "records"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, district = asked.clock(), asked.portal.district.pk
        if asked.portal.scope.streets is not None:
            raise PermissionDenied

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                kept = Scenario.objects.filter(district_id=district, pk=path["scenario"]).select_related("scheme").first()
                if kept is None:
                    raise NotFound
                return stamps(clock) | _scenario(kept) | _result(kept, computing.known_month(district, clock.on))

        return build


def _scenario(kept: Scenario) -> Body:
    return {
        "id": kept.pk, "title": kept.title, "note": kept.note, "scheme": kept.scheme.key,
        "scheme_version": kept.scheme.version, "kept_by": kept.kept_by_name, "kept_at": kept.kept_at.isoformat(),
        "content": kept.content,
    }


def _result(kept: Scenario, known: Any) -> Body:
    """The sums; null where it can't be computed any more, because a place it names is gone or enrolled."""
    try:
        said = supposing.read(kept.content)
        found = computing.compared(kept.district_id, said, known)
    except Refused as refused:
        return {"known": str(known), "refused": str(refused.message), "total": None, "years": [], "changed_lines": None}
    return {
        "known": str(known), "refused": "", "total": _sum(found.total), "changed_lines": len(found.changes),
        "years": [{"year": year} | _sum(one) for year, one in found.years.items()],
    }


def _sum(one: Sum) -> Body:
    return {"before_yuan": to_yuan(one.before), "after_yuan": to_yuan(one.after), "more_yuan": to_yuan(one.more)}
