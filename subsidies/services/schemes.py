"""Schemes come from files, whole and sound, or not at all."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.people.models import User
from subsidies import schemes
from subsidies.choices import SchemeStatus
from subsidies.models import RateRow, SchemeClause, SubsidyScheme


def load_scheme(*, district: int, data: Mapping[str, Any], by: User, reason: str) -> SubsidyScheme:
    """A released version of a scheme from its file. Raises schemes.SchemeFaults naming every fault."""
    schemes.demand_sound(data)
    with change(district=district, by=by, reason=reason):
        scheme = SubsidyScheme.objects.create(
            district_id=district,
            key=data["key"],
            version=data["version"],
            title=data["title"],
            document=data.get("document", ""),
            status=SchemeStatus.RELEASED,
            is_example=data.get("is_example", False),
            in_force=DateRange(*schemes.first_and_last_day(data)),
            cap_yuan_per_m2_month=Decimal(data["cap"]),
            months=data["months"],
            cap_clause=data["cap_clause"],
            months_clause=data["months_clause"],
        )
        clauses = SchemeClause.objects.bulk_create(
            SchemeClause(district_id=district, scheme=scheme, number=clause["number"], text=clause["text"])
            for clause in data["clauses"]
        )
        by_number = {clause.number: clause for clause in clauses}
        RateRow.objects.bulk_create(
            RateRow(
                district_id=district,
                scheme=scheme,
                year_index=cell.year,
                star=cell.star,
                rate_yuan_per_m2_month=cell.rate,
                clause=by_number[cell.clause],
            )
            for cell in schemes.cells(data)
        )
    return scheme
