"""One courtyard in one month, typed to try a version: the amount that the rule gives, and why. Nothing is kept."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from governance.common import money
from governance.common.periods import Month
from governance.people.permissions import requires
from governance.registers.entries import tidy
from portal.schemes.doors import of, scheme_for
from ratings.choices import Star
from subsidies import reading, schemes
from subsidies.choices import AreaBasis, Tiers
from subsidies.rules.entitlement import CEILING_MONTHS, Entitlement, Facts, Terms, entitle
from subsidies.schemes import shape
from subsidies.schemes.faults import amount, bound

TICKS = ("vetoed", "no_covenant", "no_mode", "blacklisted")


@requires("records.read")
def SchemeTry(request: Any, scheme: int) -> HttpResponse:
    """The form and, beside what was typed, the outcome."""
    found = scheme_for(request, scheme)
    data = shape.complete(reading.data_of(found))
    is_sound = not schemes.faults_of(data, clauses=False)
    shown: dict[str, Any] = {"scheme": found, "is_sound": is_sound, "back": of(request, "scheme-detail", scheme=found.pk)}
    if is_sound:
        shown |= _tried(reading.terms_of(data), request.GET, request.portal.clock.on)
    return render(request, "schemes/scheme_try.html", shown)


def _tried(terms: Terms, sent: Mapping[str, str], on: date) -> dict[str, Any]:
    typed = {
        "area": "1000", "star": "5", "score": "90", "month": "1", "receivable": "10000", "received": "8000", "income": "0",
    } | {name: tidy(text) for name, text in sent.items()}
    numbers = {
        "score": bound(typed["score"]), **{name: amount(typed[name]) for name in ("area", "receivable", "received", "income")},
    }
    wrong = {name: _("Write a number of at least 0 with at most two decimals.") for name, number in numbers.items()
             if number is None}
    index = int(typed["month"]) if typed["month"].isascii() and typed["month"].isdigit() and len(typed["month"]) < 3 else 0
    if not 1 <= index <= CEILING_MONTHS:
        wrong["month"] = _("Write a month of the 36, such as 13.")
    star = int(typed["star"]) if typed["star"] in map(str, Star.values) else None
    facts = None
    if not wrong:
        month = Month.of(on)
        sums = {name: int(number * 100) for name, number in numbers.items() if number is not None}
        facts = Facts(
            month=month, first_month=month.plus(1 - index), area_m2=numbers["area"], star=star,
            score=numbers["score"] or Decimal(0),
            is_vetoed="vetoed" in sent, receivable_fen=sums["receivable"], received_fen=min(sums["received"], sums["receivable"]),
            income_fen=sums["income"], has_covenant="no_covenant" not in sent, has_mode="no_mode" not in sent,
            is_blacklisted="blacklisted" in sent,
        )
    outcome = entitle(terms, facts) if facts else None
    return {
        "typed": typed, "wrong": wrong, "outcome": outcome, "stars": [("", _("not rated")), *Star.choices],
        "formula": _formula(outcome) if outcome else "", "ticked": {name: name in sent for name in TICKS},
        "is_beyond": facts is not None and outcome is None, "months": terms.months,
        "asks_fees": terms.area_basis == AreaBasis.PAYING or terms.conditions.fees_least is not None,
        "asks_score": terms.tiers == Tiers.SHARE, "asks_income": terms.income_percent > 0,
        "why": outcome.outcome.label if outcome else "",
    }


def _formula(outcome: Entitlement) -> str:
    """How the amount comes about, in figures."""
    if not outcome.rate and not outcome.entitled_fen:
        return ""
    told = f"{outcome.area_m2} ㎡ × {outcome.rate} {_('yuan/㎡/month')}"
    if outcome.days != outcome.of_days:
        told += f" × {outcome.days}/{outcome.of_days}"
    if outcome.deducted_fen:
        told += f" − {money.to_yuan(outcome.deducted_fen)}"
    return f"{told} = {money.to_yuan(outcome.entitled_fen)} {_('yuan')}"
