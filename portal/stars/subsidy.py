"""What a star means for the subsidy: the rates of the scheme by subsidy year, for this star and the next one up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, OuterRef

from governance.common.money import to_fen
from ratings.models import RatingResult
from subsidies.choices import IN_THE_MAKING
from subsidies.models import Enrolment, RateRow, SubsidyScheme


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
    """By the scheme in which the courtyard is enrolled, else by the one in force on the day; None where there is none."""
    here = {"district_id": result.district_id, "courtyard": result.courtyard_id}
    enrolment = Enrolment.objects.filter(**here).on(on).select_related("scheme").first()
    scheme = enrolment.scheme if enrolment else SubsidyScheme.objects.filter(
        district_id=result.district_id, in_force__contains=on
    ).exclude(status__in=IN_THE_MAKING).annotate(
        is_used=Exists(Enrolment.objects.filter(district=OuterRef("district"), scheme__key=OuterRef("key")))
    ).order_by("is_example", "-is_used", "key").first()
    if scheme is None:
        return None
    rates = {
        (row.year_index, row.star): row.rate_yuan_per_m2_month
        for row in RateRow.objects.filter(district_id=result.district_id, scheme=scheme)
    }
    star, area = result.star, result.courtyard.area_m2
    better = star + 1 if star < 5 else None
    years = []
    for index in sorted({year for year, _star in rates}):
        # Without a star nothing is paid, whatever the table says.
        rate = rates.get((index, star)) if star else Decimal(0)
        above = rates.get((index, better)) if better else None
        years.append(Year(index, rate, above, _month(area, rate), _month(area, above)))
    return Meaning(scheme, enrolment is not None, area, better, years)


def _month(area: Decimal | None, rate: Decimal | None) -> int | None:
    return None if area is None or rate is None else to_fen(area * rate)
