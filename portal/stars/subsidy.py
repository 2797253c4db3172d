"""What a star means for the subsidy: the rates of the scheme by subsidy year, for this star and the next one up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from governance.common.money import to_fen
from governance.common.periods import Month
from ratings.models import RatingResult
from subsidies import reading
from subsidies.applications import eras
from subsidies.choices import IN_THE_MAKING, Tiers
from subsidies.models import Enrolment, SubsidyScheme
from subsidies.rules.entitlement import RateFault, Terms, rate_for


@dataclass(frozen=True)
class Year:
    """A subsidy year: rates in yuan/㎡/month and, where the area is known, a month's amounts in fen."""

    index: int
    rate: Decimal | None
    better: Decimal | None
    month_fen: int | None
    better_fen: int | None


@dataclass(frozen=True)
class Meaning:
    """The scheme that counts, whether the courtyard is enrolled in it, and the years. `better_star`: None at five stars."""

    scheme: SubsidyScheme
    is_enrolled: bool
    area_m2: Decimal | None
    better_star: int | None
    years: list[Year]


def meaning(result: RatingResult, on: date) -> Meaning | None:
    """By the scheme under which the courtyard receives on the day, else by one that others do; None where none is in force."""
    here = {"district_id": result.district_id, "courtyard": result.courtyard_id}
    enrolment = Enrolment.objects.filter(**here).on(on).select_related("scheme").first()
    scheme = _scheme(result.district_id, enrolment, on)
    if scheme is None:
        return None
    terms, area, star = reading.terms(scheme), result.courtyard.area_m2, result.star
    # Where the score gives a share, another star alone changes nothing.
    better = star + 1 if star < 5 and scheme.tiers == Tiers.STAR else None
    years = []
    for index in sorted({year for year, _star in terms.rates}):
        rate = _rate(terms, index, star, result.score)
        above = _rate(terms, index, better, result.score) if better else None
        years.append(Year(index, rate, above, _month(area, rate), _month(area, above)))
    return Meaning(scheme, enrolment is not None, area, better, years)


def _scheme(district: int, enrolment: Enrolment | None, on: date) -> SubsidyScheme | None:
    """The version in force on the day, of the key that counts."""
    if enrolment is not None:
        return eras.version_on(eras.course_of(enrolment).of(Month.of(on)), on)
    versions = SubsidyScheme.objects.filter(district_id=district, in_force__contains=on).exclude(status__in=IN_THE_MAKING)
    used = Enrolment.objects.filter(district=OuterRef("district"), scheme__key=OuterRef("key"))
    return versions.annotate(is_used=Exists(used)).order_by("-is_used", "is_example", "key").first()


def _rate(terms: Terms, year: int, star: int, score: Decimal) -> Decimal | None:
    """Without the stars that the scheme demands nothing is paid, whatever the table says; None where it has no rate."""
    if star < max(terms.conditions.star_least, terms.tiers == Tiers.STAR):
        return Decimal(0)
    try:
        return rate_for(terms, year, star, score)
    except RateFault:
        return None


def _month(area: Decimal | None, rate: Decimal | None) -> int | None:
    return None if area is None or rate is None else to_fen(area * rate)
