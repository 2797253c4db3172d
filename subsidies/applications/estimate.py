"""What the rules would pay a courtyard at its present star and area, by subsidy year: read only, by the pure rule."""

from dataclasses import dataclass
from datetime import date

from courtyards.models import Courtyard
from governance.common.periods import Month
from ratings.models import RatingResult, StarDecision
from subsidies.choices import Outcome
from subsidies.models import Enrolment, RateRow, SubsidyScheme
from subsidies.rules.entitlement import MONTHS_PER_YEAR, Entitlement, Facts, RateFault, Terms, entitle


@dataclass(frozen=True)
class Star:
    """The star that counts for a month. `year` is its round's."""

    star: int
    is_vetoed: bool
    year: int
    result: int


@dataclass(frozen=True)
class Year:
    """A subsidy year: how many of its months are still to come, and what the rule gives for one of them."""

    index: int
    months: int
    month: Entitlement

    @property
    def total_fen(self) -> int:
        """What its months make together."""
        return self.months * self.month.entitled_fen

    @property
    def outcome(self) -> str:
        """Why a month is paid or not, in words."""
        return str(Outcome(self.month.outcome).label)


@dataclass(frozen=True)
class Estimate:
    """The years, by which scheme, star and area. `first` is the first month of the courtyard's counter."""

    first: Month
    start: Month
    star: Star | None
    years: list[Year]
    # In words: the scheme's table can't be used.
    fault: str = ""

    @property
    def months(self) -> int:
        return sum(year.months for year in self.years)

    @property
    def total_fen(self) -> int:
        return sum(year.total_fen for year in self.years)


def estimate(courtyard: Courtyard, scheme: SubsidyScheme, start: Month) -> Estimate:
    """From the month `start`; a courtyard that had left goes on with its counter. Four statements."""
    known = Enrolment.objects.filter(district_id=courtyard.district_id, courtyard=courtyard).first()
    first = Month.of(known.first_month) if known else start
    star = star_for(courtyard, start)
    rows = RateRow.objects.filter(district_id=scheme.district_id, scheme=scheme)
    terms = Terms(
        rates={(row.year_index, row.star): row.rate_yuan_per_m2_month for row in rows}, cap=scheme.cap_yuan_per_m2_month,
        months=scheme.months,
    )
    try:
        years = _years(terms, courtyard, first, start, star)
    except RateFault as fault:
        return Estimate(first, start, star, [], str(fault))
    return Estimate(first, start, star, years)


def _years(terms: Terms, courtyard: Courtyard, first: Month, start: Month, star: Star | None) -> list[Year]:
    found: dict[int, list[Entitlement]] = {}
    for number in range(start.since(first), terms.months):
        told = entitle(terms, Facts(
            month=first.plus(number), first_month=first, area_m2=courtyard.area_m2, star=star.star if star else None,
            is_vetoed=star.is_vetoed if star else False,
        ))
        if told is not None:
            found.setdefault(number // MONTHS_PER_YEAR + 1, []).append(told)
    return [Year(index, len(months), months[0]) for index, months in found.items()]


def star_for(courtyard: Courtyard, month: Month) -> Star | None:
    """The star that counts for the month, as the ledger reads it; where no round does yet, that of the latest one."""
    rows = RatingResult.objects.filter(
        district_id=courtyard.district_id, courtyard=courtyard, round__status__in=("computed", "announced")
    )
    results = list(rows.latest_revisions().select_related("round").order_by("-round__year"))
    if not results:
        return None
    counting = next((one for one in results if month.first in one.round.applies), results[0])
    revoked = _revoked(courtyard, counting.round_id, month.first)
    return Star(0 if revoked else counting.star, counting.is_vetoed and not revoked, counting.round.year, counting.pk)


def _revoked(courtyard: Courtyard, round_id: int, day: date) -> bool:
    return StarDecision.objects.filter(
        district_id=courtyard.district_id, courtyard=courtyard, round=round_id, kind="revocation", state="confirmed",
        counts_from__lte=day,
    ).exists()
