"""Checks a ledger line by its stored explanation alone: every yuan must follow from what the line says it read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from governance.common.periods import Month
from subsidies.rules.entitlement import Entitlement, Facts, Terms, entitle


class ExplanationIncomplete(ValueError):
    """The explanation lacks what its amount follows from."""


def reread(explanation: Mapping[str, Any]) -> tuple[Terms, Facts]:
    """The terms and facts that an explanation names, as the rule takes them."""
    try:
        scheme, area, star, rate = (explanation[part] for part in ("scheme", "area", "star", "rate"))
        terms = Terms(
            rates={} if rate is None else {(rate["year_index"], rate["star"]): Decimal(rate["value"])},
            cap=Decimal(scheme["cap"]),
            months=scheme["months"],
        )
        ended_on = explanation["enrolment"]["ended_on"]
        facts = Facts(
            month=Month.parse(explanation["month"]),
            first_month=Month.of(date.fromisoformat(explanation["enrolment"]["first_month"])),
            area_m2=None if area["value"] is None else Decimal(area["value"]),
            star=None if star is None else star["value"],
            is_vetoed=star is not None and star["is_vetoed"],
            ended_on=None if ended_on is None else date.fromisoformat(ended_on),
        )
    except (KeyError, TypeError) as missing:
        raise ExplanationIncomplete(str(missing)) from missing
    return terms, facts


def entitlement(explanation: Mapping[str, Any]) -> Entitlement:
    """What the rule gives for the explanation's terms and facts. Raises ExplanationIncomplete."""
    terms, facts = reread(explanation)
    result = entitle(terms, facts)
    if result is None:
        raise ExplanationIncomplete("the month lies outside the scheme's months")
    return result


def recompute(explanation: Mapping[str, Any]) -> int:
    """The line's amount in fen: the entitlement less the earlier lines of the month, as the explanation lists them."""
    entitled = entitlement(explanation).entitled_fen
    try:
        return entitled - sum(int(line["amount_fen"]) for line in explanation["earlier"])
    except (KeyError, TypeError) as missing:
        raise ExplanationIncomplete(str(missing)) from missing
