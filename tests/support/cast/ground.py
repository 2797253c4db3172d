"""Builders of the ground floor: divisions, units, tokens, jobs, claims."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from governance.boundaries.models import Boundary, BoundaryDraft
from governance.calendar.models import CalendarDay, CalendarYear
from governance.claims.models import FigureClaim
from governance.common.pinyin import pinyin_key
from governance.divisions.models import Cluster, Community
from governance.jobs.models import Job
from governance.people.choices import TokenScope
from governance.people.models import ApiToken
from governance.people.tokens import digest
from governance.units.models import Unit, UnitKind
from tests.support.cast.places import Place, builds


def token_text(district: int, number: int) -> str:
    """The token of a place as its program would send it."""
    return f"yz_{district}{number}_token-of-the-cast"


@builds(Community)
def community(place: Place) -> dict[str, Any]:
    return {"code": f"{place.district}00{place.number}001", "name": f"Community{place.mark}"}


@builds(Cluster)
def cluster(place: Place) -> dict[str, Any]:
    return {"community": place.mine(Community), "name": f"Cluster{place.mark}"}


@builds(Boundary)
def boundary(place: Place) -> dict[str, Any]:
    west = 100 + place.number
    ring = [[west, 30], [west + 1, 30], [west + 1, 31], [west, 31], [west, 30]]
    square = {"type": "Polygon", "coordinates": [ring]}
    return {"source": f"Boundary{place.mark}", "geometry": square, "drawn": square}


@builds(BoundaryDraft)
def boundary_draft(place: Place) -> dict[str, Any]:
    shape = {"number": 1, "properties": {"name": f"Shape{place.mark}"}, "geometry": None, "faults": ["no geometry"]}
    return {"owner": place.by, "file_name": f"Draft{place.mark}.geojson", "shapes": [shape]}


@builds(Unit)
def unit(place: Place) -> dict[str, Any]:
    name = f"Unit{place.mark}"
    # A code that is right by its check digit is the business of the forms.
    return {
        "kind": UnitKind.PROPERTY_FIRM, "name": name, "name_pinyin": pinyin_key(name),
        "uscc": f"91{place.district}{place.number}000000000",
    }


@builds(ApiToken)
def token(place: Place) -> dict[str, Any]:
    return {
        "name": f"Token{place.mark}", "prefix": f"yz_{place.district}{place.number}",
        "key_digest": digest(token_text(place.district, place.number)), "scopes": list(TokenScope.values),
        "owner": place.by, "expires_at": datetime(2099, 1, 1, tzinfo=UTC),
    }


@builds(Job)
def job(place: Place) -> dict[str, Any]:
    return {
        "kind": "cast", "state": "done", "message": f"Job{place.mark}", "requested_by": place.by,
        "requested_at": datetime(2021, 1, 1, tzinfo=UTC),
    }


@builds(FigureClaim)
def claim(place: Place) -> dict[str, Any]:
    return {
        "indicator": "courtyard_count", "on": date(2021, 1, 1), "printed": "1", "value": Decimal(1),
        "source": f"Claim{place.mark}", "source_on": date(2021, 1, 2),
    }


@builds(CalendarYear)
def calendar_year(place: Place) -> dict[str, Any]:
    return {"year": 2028, "document": f"Notice{place.mark}"}


@builds(CalendarDay)
def calendar_day(place: Place) -> dict[str, Any]:
    return {"on": date(2028, 1, 3), "kind": "off", "name": f"Day{place.mark}", "document": f"Notice{place.mark}"}
