"""`subsidies/entitlements/{id}/explain`: a line, its stored explanation, and what the pure rule makes of it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404
from drf_spectacular.utils import extend_schema, extend_schema_view

from governance.common.money import to_yuan
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import PROBLEMS, RECORD_FORMAT, Endpoint
from portal.api.parameters import Parameters
from subsidies.models import EntitlementLine
from subsidies.rules.explanation import recompute


@extend_schema_view(
    get=extend_schema(
        operation_id="subsidies_entitlement_explain", parameters=[RECORD_FORMAT],
        responses={200: shapes.Explanation, 304: None, **PROBLEMS}
    )
)
class EntitlementExplain(Endpoint):
    """Why a month's amount is what it is: formula, clause, rate row, area, star and their record versions."""

    token_scope = "records"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        def build() -> Body:
            lines = EntitlementLine.objects.select_related("courtyard", "reading").filter(district_id=asked.portal.district.pk)
            found = lines.filter(pk=path["line"]).first()
            if found is None:
                raise Http404
            return {
                "line": {
                    "id": found.pk, "courtyard": {"code": found.courtyard.code, "name": found.courtyard.name},
                    "month": f"{found.month:%Y-%m}", "sequence": found.sequence, "outcome": found.outcome,
                    "entitled_yuan": to_yuan(found.entitled_fen), "earlier_yuan": to_yuan(found.earlier_fen),
                    "amount_yuan": to_yuan(found.amount_fen), "recorded_at": found.recorded_at,
                },
                "explanation": found.explanation, "recomputed_yuan": to_yuan(recompute(found.explanation)),
            }

        return build
