"""Invented schemes and months as rows: what the statement reads where the rule reads objects."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from courtyards.models import Covenant, ModeConfirmation
from governance.audit.services import change
from governance.units.models import Unit
from property_firms.models import FeeReturn, Firm
from ratings.models import RatingResult, StandardReading
from subsidies.models import Enrolment, PublicIncome, SubsidyScheme
from subsidies.reading import PLAIN
from subsidies.rules.entitlement import ANY_STAR, Facts, Terms
from subsidies.services import load_scheme
from tests.subsidies.ground import Ground


def data_of(terms: Terms, key: str = "invented") -> dict[str, Any]:
    """Terms as the data of a scheme."""
    asked = terms.conditions
    said = {
        "tiers": terms.tiers, "area_basis": terms.area_basis, "proration": terms.proration, "unit_fen": terms.unit_fen,
        "income_percent": str(terms.income_percent), "district_percent": str(terms.district_percent),
        "star_least": asked.star_least, "no_veto": asked.no_veto, "keeps_covenant": asked.covenant, "keeps_mode": asked.mode,
        "no_blacklist": asked.no_blacklist, "fees_least": None if asked.fees_least is None else str(asked.fees_least),
    }
    rates: dict[str, dict[str, str]] = {}
    for (year, star), rate in terms.rates.items():
        rates.setdefault(str(year), {})["all" if star == ANY_STAR else str(star)] = str(rate)
    return {
        "key": key, "version": 1, "title": "invented", "in_force": ["2015-01-01", None], "cap": str(terms.cap),
        "months": terms.months, **said, "clause_of": dict.fromkeys((*PLAIN, "cap", "months"), "1"),
        "clauses": [{"number": "1", "text": "invented"}], "rate_clause": "1", "rates": rates,
        "shares": [{"from": str(bound), "share": str(share), "clause": "1"} for bound, share in terms.shares.items()],
    }


def load(laid: Ground, terms: Terms, key: str = "invented") -> SubsidyScheme:
    return load_scheme(district=laid.district, data=data_of(terms, key), by=laid.by, reason="invented")


def write(laid: Ground, scheme: SubsidyScheme, cases: Sequence[Facts]) -> None:
    """The facts of each courtyard as rows; the stars directly, for here they are given and not judged."""
    with change(district=laid.district, by=laid.by, reason="invented"):
        type(laid.round).objects.filter(pk=laid.round.pk).update(status="computed")
        reading = StandardReading.objects.create(district_id=laid.district, standard=laid.round.standard, content={})
        unit = Unit.objects.create(
            district_id=laid.district, name="试验物业公司", valid=DateRange(date(2010, 1, 1), None),
        )
        firm = Firm.objects.create(district_id=laid.district, unit=unit, kind="market")
        for courtyard, case in zip(laid.courtyards, cases, strict=True):
            at = {"district_id": laid.district, "street_id": courtyard.street_id, "courtyard": courtyard}
            Enrolment.objects.create(
                **at, scheme=scheme, first_month=case.first_month.first, started_on=case.started_on, left_on=case.ended_on
            )
            courtyard.area_m2 = case.area_m2
            courtyard.save(update_fields=["area_m2"])
            if not case.has_covenant:
                Covenant.objects.filter(courtyard=courtyard).delete()
            if case.has_mode:
                ModeConfirmation.objects.create(**at, mode="market", evidence="x", valid=DateRange(date(2010, 1, 1), None))
            if case.receivable_fen is not None:
                FeeReturn.objects.create(
                    **at, firm=firm, period=DateRange(case.month.first, case.month.next().first),
                    receivable_fen=case.receivable_fen, received_fen=case.received_fen, households_liable=1, households_paid=1,
                )
            if case.income_fen:
                PublicIncome.objects.create(**at, year=case.month.year - 1, amount_fen=case.income_fen)
            if case.star is not None:
                RatingResult.objects.create(
                    **at, round=laid.round, revision=0, score=Decimal(case.score), star=case.star, is_vetoed=case.is_vetoed,
                    reading=reading, told={},
                )
