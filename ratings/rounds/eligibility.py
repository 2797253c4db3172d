"""Who is rated: the courtyards of the standard's population on a day, and why others are left out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from governance.common import sql
from governance.indicators import registry
from governance.indicators.definitions import ALL
from ratings.choices import LeftOutReason
from ratings.models import RatingStandard

EVERYBODY = "SELECT id AS member_id, valid_from, valid_to FROM courtyards_courtyard WHERE district_id = %(district)s"


@dataclass(frozen=True)
class Candidate:
    """A courtyard of the register. `reason` is empty for one that is rated; `since`: served by the same firm since."""

    id: int
    code: str
    name: str
    street_id: int
    street_code: str
    street_name: str
    by_district: bool
    since: date | None
    reason: str

    @property
    def sentence(self) -> str:
        """Why it is left out; empty for one that is rated."""
        return sentence(self.reason, self.since)


def sentence(reason: str, since: date | None) -> str:
    """A reason as people read it."""
    if not reason:
        return ""
    told = str(LeftOutReason(reason).label)
    if reason == LeftOutReason.SERVED_TOO_SHORT and since is not None:
        return told + _(" (served since %(day)s)") % {"day": since}
    return told


def candidates(standard: RatingStandard, on: date) -> list[Candidate]:
    """Every courtyard in sight that stands in the register on the day, by street and name: one statement."""
    # All of the register: that of the figures also asks where each lay, which is not the question here.
    population = EVERYBODY if standard.population == ALL else registry.populations()["courtyards", standard.population].statement
    statement = sql.load("ratings", "rounds/eligibility").replace("{population}", population)
    asked: dict[str, Any] = {
        "district": standard.district_id, "on": on, "months": standard.months_of_service, "covenant": standard.needs_covenant,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, asked)
        return [Candidate(*row) for row in cursor.fetchall()]


@dataclass(frozen=True)
class StreetCount:
    """How many courtyards of a street are rated, of these how many by the district, and how many are left out."""

    code: str
    name: str
    rated: int
    by_district: int
    left_out: int


def by_street(listed: Iterable[Candidate]) -> list[StreetCount]:
    """The candidates counted by street."""
    names: dict[str, str] = {}
    counts: Counter[tuple[str, str]] = Counter()
    for one in listed:
        names[one.street_code] = one.street_name
        counts[one.street_code, "out" if one.reason else "in"] += 1
        counts[one.street_code, "district"] += one.by_district and not one.reason
    return [
        StreetCount(code, name, counts[code, "in"], counts[code, "district"], counts[code, "out"])
        for code, name in names.items()
    ]
