"""What the rules would pay a courtyard at its present star and area, by subsidy year: read only, by the pure rule."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Sum
from django.utils.translation import gettext as _

from courtyards.models import Courtyard, Covenant, ModeConfirmation
from governance.common.periods import Month
from property_firms.models import FeeReturn, ServiceContract
from ratings.models import RatingResult, StarDecision
from subsidies import reading
from subsidies.blacklist import black_listed
from subsidies.choices import Outcome
from subsidies.models import Enrolment, PublicIncome, SubsidyScheme
from subsidies.rules.entitlement import MONTHS_PER_YEAR, Entitlement, Facts, RateFault, Terms, entitle


@dataclass(frozen=True)
class Star:
    """The star that counts for a month. `year` is its round's."""

    star: int
    score: Decimal
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
    """From the month `start`; a courtyard that has a counter goes on with it.

    Seven statements, and one for each further fact that the scheme asks for: as the ledger reads them.
    """
    terms = reading.terms(scheme)
    known = Enrolment.objects.filter(district_id=courtyard.district_id, courtyard=courtyard).first()
    first = Month.of(known.first_month) if known else start
    star = star_for(courtyard, start)
    facts = Facts(
        month=start, first_month=first, area_m2=courtyard.area_m2, star=star.star if star else None,
        is_vetoed=star.is_vetoed if star else False, score=star.score if star else Decimal(0), **_fees(courtyard, start),
        **_asked(terms, courtyard, start),
    )
    try:
        years = _years(terms, facts)
    except RateFault as fault:
        told = _(
            "The scheme has no rate that can be used for this star in year %(year)s. The housing centre mends the scheme first."
        )
        return Estimate(first, start, star, [], told % {"year": fault.year})
    return Estimate(first, start, star, years)


def _fees(courtyard: Courtyard, start: Month) -> dict[str, Any]:
    """What was receivable and received in the returns of the twelve months before."""
    told = FeeReturn.objects.filter(
        district_id=courtyard.district_id, courtyard=courtyard, period__endswith__lte=start.first,
        period__endswith__gt=start.plus(-12).first,
    ).aggregate(receivable_fen=Sum("receivable_fen"), received_fen=Sum("received_fen"))
    return {name: told[name] for name in ("receivable_fen", "received_fen")}


def _asked(terms: Terms, courtyard: Courtyard, start: Month) -> dict[str, Any]:
    """What only some schemes ask: the public income of the year before, covenant, mode and black list in the first month."""
    at: dict[str, Any] = {"district_id": courtyard.district_id, "courtyard": courtyard}
    held, asks, found = {**at, "valid_from__lte": start.first, "valid_to__gt": start.first}, terms.conditions, dict[str, Any]()
    if terms.income_percent:
        incomes = PublicIncome.objects.filter(**at, year=start.year - 1)
        found["income_fen"] = incomes.aggregate(fen=Sum("amount_fen"))["fen"] or 0
    if asks.covenant:
        found["has_covenant"] = Covenant.objects.filter(**held).exists()
    if asks.mode:
        found["has_mode"] = ModeConfirmation.objects.filter(**held).exists()
    if asks.no_blacklist:
        listed = black_listed(courtyard.district_id, start)
        found["is_blacklisted"] = ServiceContract.objects.filter(**held, firm__in=listed).exists()
    return found


def _years(terms: Terms, facts: Facts) -> list[Year]:
    first, found = facts.first_month, dict[int, list[Entitlement]]()
    for number in range(facts.month.since(first), terms.months):
        told = entitle(terms, replace(facts, month=first.plus(number)))
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
    star = 0 if revoked else counting.star
    return Star(star, counting.score, counting.is_vetoed and not revoked, counting.round.year, counting.pk)


def _revoked(courtyard: Courtyard, round_id: int, day: date) -> bool:
    return StarDecision.objects.filter(
        district_id=courtyard.district_id, courtyard=courtyard, round=round_id, kind="revocation", state="confirmed",
        counts_from__lte=day,
    ).exists()
