"""Schemes come in whole and sound, or not at all."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.people.models import User
from subsidies import reading, schemes
from subsidies.choices import SchemeStatus
from subsidies.models import RateRow, SchemeClause, ScoreShare, SubsidyScheme


def load_scheme(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> SubsidyScheme:
    """A released version of a scheme that the portal ships. Raises schemes.SchemeFaults naming every fault."""
    schemes.demand_sound(data)
    with change(district=district, by=by, reason=reason):
        scheme = SubsidyScheme.objects.create(
            district_id=district, key=data["key"], version=data["version"], status=SchemeStatus.DRAFT,
            in_force=DateRange(*schemes.first_and_last_day(data)), **reading.columns(data),
        )
        write_parts(scheme, data)
        scheme.status = SchemeStatus.RELEASED
        scheme.save(update_fields=["status"])
    return scheme


def write_parts(scheme: SubsidyScheme, data: Mapping[str, Any]) -> None:
    """Clauses, rates and shares of sound data, in the change that is open."""
    at = {"district_id": scheme.district_id, "scheme": scheme}
    clauses = SchemeClause.objects.bulk_create(
        SchemeClause(**at, number=clause["number"], text=clause["text"]) for clause in data["clauses"]
    )
    by_number = {clause.number: clause for clause in clauses}
    RateRow.objects.bulk_create(
        RateRow(
            **at, year_index=cell.year, star=cell.star, rate_yuan_per_m2_month=cell.rate, clause=by_number[cell.clause]
        )
        for cell in schemes.cells(data)
    )
    ScoreShare.objects.bulk_create(
        ScoreShare(
            **at, score_from=Decimal(share["from"]), share_percent=Decimal(share["share"]), clause=by_number[share["clause"]]
        )
        for share in data.get("shares", [])
    )
