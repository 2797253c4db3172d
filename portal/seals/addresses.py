"""Where the pages of periods, reports and seals are, and which report an address names."""

from typing import Any

from django.http import Http404
from django.urls import NoReverseMatch, reverse

from governance.common.periods import Period
from governance.divisions.models import Street
from governance.seals import opening
from governance.seals.models import PeriodReport, Seal

# Before it nobody reported anything here; a year of two digits is a slip.
FIRST = 2000


def board(district: int) -> str:
    return reverse("seals:period-board", kwargs={"district": str(district)})


def of(district: int, period: Period | str, code: str, page: str = "report") -> str:
    """The page of a place's report, or where its deeds are posted. `code`: of the street, or of the district."""
    return reverse(f"seals:period-{page}", kwargs={"district": str(district), "period": str(period), "place": code})


def of_seal(seal: Seal) -> str:
    return reverse("seals:seal-detail", kwargs={"district": str(seal.district_id), "number": seal.number})


def comparison(seal: Seal, key: str) -> str:
    """What moved one figure of the seal's day since the seal's moment, record by record."""
    query = f"?from={seal.on}&to={seal.on}&from_as_of={seal.as_of.isoformat().replace('+', '%2B')}"
    where = {"district": str(seal.district_id), "indicator": key}
    try:
        return reverse("district:figure-compare", kwargs=where) + query
    except NoReverseMatch:
        return reverse("district:figure-detail", kwargs=where) + f"?on={seal.on}"


def report_for(request: Any, period: str, place: str) -> PeriodReport:
    """The report of an address; one that nobody opened yet is not stored. 404 for a period that is not over."""
    district = request.portal.district.pk
    try:
        asked = Period.parse(period)
    except ValueError:
        raise Http404 from None
    if asked.first.year < FIRST or asked.last >= request.portal.clock.today:
        raise Http404
    street = None
    if place != str(district):
        street = Street.objects.filter(district_id=district, code=place).first()
        if street is None:
            raise Http404
    found = PeriodReport.objects.filter(district_id=district, street=street, period=period).first()
    return found or PeriodReport(
        district_id=district, street=street, period=period, kind=asked.kind, last_on=asked.last,
        due_on=opening.due_on(asked, opening.days(district)[asked.kind]),
    )


def seal_for(request: Any, number: int) -> Seal:
    """A seal in sight. 404 for a missing and for a foreign one."""
    found = Seal.objects.filter(district_id=request.portal.district.pk, number=number).select_related("street").first()
    if found is None:
        raise Http404
    return found
