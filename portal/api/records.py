"""`courtyards`, `firms`, `ratings`, `subsidies/entitlements`: records as pages, straight from SQL."""

import json
from collections.abc import Callable
from typing import Any

from django.db import connection
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework.serializers import Serializer

from courtyards.choices import CommitteeKind, CourtyardKind, ManagementMode
from governance.common import sql
from governance.tenancy import scope
from portal.api import cursors, geojson, places, shapes
from portal.api.answers import Body
from portal.api.endpoint import BOM, CLOCKS, PAGING, PROBLEMS, Endpoint, formats_parameter, stamps
from portal.api.formats import GEOJSON, TABLES, Format
from portal.api.parameters import Parameters
from property_firms.choices import FirmKind
from ratings.choices import Star
from subsidies.choices import Outcome

JSONB = 3802  # PostgreSQL's type number
FIELDS = OpenApiParameter("fields", description="only these fields; comma list or repeated")
SEARCH = [
    OpenApiParameter("q", description="a part of the name or code"),
    OpenApiParameter("street", description="code of a street"),
    OpenApiParameter("within", description="code of a street or community"),
]
COUNT = OpenApiParameter("count", enum=["true", "false"], description="also count all records of the list")


def listed(operation: str, page: type[Serializer], *filters: OpenApiParameter, formats: tuple[Format, ...] = ()) -> Any:
    """The OpenAPI description of a list; `formats` are those beyond sheets."""
    offered = [formats_parameter(*TABLES, *formats), BOM]
    return extend_schema_view(
        get=extend_schema(
            operation_id=operation, parameters=[*SEARCH, *filters, FIELDS, *PAGING, COUNT, *CLOCKS, *offered],
            responses={200: page, 304: None, **PROBLEMS},
        )
    )


def some(name: str, choices: list[Any], description: str) -> OpenApiParameter:
    return OpenApiParameter(name, description=f"{description}: {', '.join(map(str, choices))}; comma list or repeated")


def yes_or_no(name: str, description: str) -> OpenApiParameter:
    return OpenApiParameter(name, enum=["true", "false"], description=description)


def fetch(statement: str, parameters: dict[str, Any]) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        names = [column.name for column in cursor.description]
        # Django leaves jsonb to its model fields; here there are none.
        nested = [column.name for column in cursor.description if column.type_code == JSONB]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    for row in rows:
        for name in nested:
            row[name] = None if row[name] is None else json.loads(row[name])
    return rows


class RecordList(Endpoint):
    """A page of records in the order of their ids; `name` is the SQL under portal/sql/api, `record` its shape."""

    token_scope = "records"
    rows = "items"
    name = ""
    record: type[Serializer] = Serializer

    def filters(self, asked: Parameters) -> dict[str, Any]:
        """The list's own filters, as its SQL takes them; None where one is not used."""
        raise NotImplementedError

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, (street, community, _place) = asked.clock(), asked.within()
        limit, after, count = asked.limit(), asked.after(kind=self.name), asked.flag("count")
        fields = asked.fields(list(self.record().fields))
        if asked.form is GEOJSON:
            # A feature has its place, whichever of its properties are asked for.
            fields = list(dict.fromkeys([*fields, *geojson.PLACE]))
        parameters = {
            **self.filters(asked), "q": asked.text("q"), "district": asked.portal.district.pk, "on": clock.on,
            "within_street": street, "community": community, "street": asked.street(),
            "after": after[0] if after else 0, "limit": limit + 1,
        }

        def build() -> Body:
            statement = sql.load("portal", f"api/{self.name}")
            with scope.as_known_at(clock.as_of):
                rows = fetch(statement, parameters)
                total = _count(statement, parameters) if count else None
            page = rows[:limit]
            more = len(rows) > limit
            return stamps(clock) | {
                "next": cursors.next_link(asked.request, self.name, [page[-1]["id"]]) if more else None,
                "count": total, "items": [{field: row[field] for field in fields} for row in page],
            }

        return build


def _count(statement: str, parameters: dict[str, Any]) -> int:
    """How many records there are from the first page on; only on request, for it reads them all."""
    whole = f"SELECT count(*) AS total FROM ({statement}) listed"
    return int(fetch(whole, parameters | {"after": 0, "limit": None})[0]["total"])


@listed(
    "courtyards", shapes.CourtyardPage, some("code", ["such as 410104001-0001"], "codes of courtyards"),
    some("kind", CourtyardKind.values, "kinds"), yes_or_no("three_no", "baseline label 三无 on the day"),
    yes_or_no("renovated", "renovation accepted by the day"),
    some("governance_body", CommitteeKind.values, "has a committee of one of these kinds"),
    some("management_mode", ManagementMode.values, "confirmed mode"),
    yes_or_no("party_cover", "covered by a Party organisation"), places.BBOX, formats=(GEOJSON,),
)
class CourtyardList(RecordList):
    """Courtyards that stand in the register on the day, where they lay on that day.

    As GeoJSON a point each, with a null geometry where nobody entered its coordinates.
    """

    name = "courtyards"
    record = shapes.Courtyard
    further_formats = (GEOJSON,)

    def filters(self, asked: Parameters) -> dict[str, Any]:
        return {
            "codes": asked.many("code") or None, "kinds": asked.choices("kind", CourtyardKind.values),
            "three_no": asked.flag("three_no"), "renovated": asked.flag("renovated"),
            "bodies": asked.choices("governance_body", CommitteeKind.values),
            "modes": asked.choices("management_mode", ManagementMode.values),
            "party_cover": asked.flag("party_cover"), **places.box(asked),
        }

    def reshaped(self, body: Body, form: Format, asked: Parameters) -> Body:
        return geojson.points(body["items"], **{name: body[name] for name in ("on", "as_of", "next", "count")})


@listed(
    "firms", shapes.FirmPage, some("uscc", ["18 characters"], "unified social credit codes"),
    some("kind", FirmKind.values, "kinds"), yes_or_no("party_organisation", "a Party organisation stands in it"),
    yes_or_no("instructor", "has a Party-building instructor"),
)
class FirmList(RecordList):
    """Property firms active on the day."""

    name = "firms"
    record = shapes.Firm

    def filters(self, asked: Parameters) -> dict[str, Any]:
        return {
            "codes": asked.many("uscc") or None, "kinds": asked.choices("kind", FirmKind.values),
            "party_organisation": asked.flag("party_organisation"), "instructor": asked.flag("instructor"),
        }


@listed(
    "ratings", shapes.RatingPage, OpenApiParameter("year", int, description="year of the round"),
    some("star", Star.values, "stars, 0 for none"), some("courtyard", ["code"], "codes of courtyards"),
)
class RatingList(RecordList):
    """Stars: the latest revision of each courtyard and round, of the rounds up to the day's year."""

    name = "ratings"
    record = shapes.Rating

    def filters(self, asked: Parameters) -> dict[str, Any]:
        stars = asked.choices("star", map(str, Star.values))
        return {
            "year": asked.number("year", 1900, 2200), "stars": [int(star) for star in stars or () if star.isdigit()] or None,
            "courtyards": asked.many("courtyard") or None,
        }


@listed(
    "subsidies_entitlements", shapes.EntitlementPage, OpenApiParameter("month", description="YYYY-MM"),
    some("courtyard", ["code"], "codes of courtyards"), some("outcome", Outcome.values, "outcomes"),
    yes_or_no("paid", "paid by the day"),
)
class EntitlementList(RecordList):
    """Lines of the subsidy ledger of the months up to the day, corrections included."""

    name = "entitlements"
    record = shapes.Entitlement

    def filters(self, asked: Parameters) -> dict[str, Any]:
        month = asked.month("month")
        return {
            "month": month.first if month else None, "courtyards": asked.many("courtyard") or None,
            "outcomes": asked.choices("outcome", Outcome.values), "paid": asked.flag("paid"),
        }
