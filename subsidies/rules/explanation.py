"""Checks a ledger line by its stored explanation alone: every yuan must follow from what the line says it read."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from governance.common import money
from governance.common.periods import Month
from subsidies.rules.entitlement import ANY_STAR, Conditions, Entitlement, Facts, Terms, entitle

# What an explanation takes from the numbers of the line itself.
NUMBERS = (
    "month", "month_index", "year_index", "outcome", "area_m2", "paid_area_m2", "rate_yuan_per_m2_month", "days", "of_days",
    "deducted_fen", "unit_fen", "entitled_fen", "earlier_fen", "amount_fen", "district_fen",
)


class ExplanationIncomplete(ValueError):
    """The explanation lacks what its amount follows from."""


def compose(reading: Mapping[str, Any], told: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    """The whole explanation of a line: its numbers as text, the scheme as it was read, and the records' versions."""
    numbers = {name: value if value is None or isinstance(value, int) else str(value) for name, value in line.items()}
    rate, share = told["rate"], told["share"]
    return {
        **numbers, **told, "month": str(line["month"])[:7],
        "rate": None if rate is None else reading["rates"][str(rate)],
        "share": None if share is None else reading["shares"][str(share)],
        "scheme": reading["scheme"], "formula": formula(line),
    }


def formula(line: Mapping[str, Any]) -> str:
    """The amount of the month as a calculation in yuan."""
    if line["outcome"] != "entitled":
        return "0.00 元"
    found = f"{line['paid_area_m2']} ㎡ × {line['rate_yuan_per_m2_month']} 元/㎡/月"
    if line["days"] != line["of_days"]:
        found += f" × {line['days']}/{line['of_days']} 天"
    if line["deducted_fen"]:
        found += f" − {money.to_yuan(line['deducted_fen'])} 元"
    return f"{found} = {money.to_yuan(line['entitled_fen'])} 元"


def reread(explanation: Mapping[str, Any]) -> tuple[Terms, Facts]:
    """The terms and facts that an explanation names, as the rule takes them."""
    try:
        return _terms(explanation), _facts(explanation)
    except (KeyError, TypeError) as missing:
        raise ExplanationIncomplete(str(missing)) from missing


def _terms(told: Mapping[str, Any]) -> Terms:
    scheme, rate, share = told["scheme"], told["rate"], told["share"]
    asked = scheme["conditions"]
    star = None if rate is None else rate["star"]
    return Terms(
        rates={} if rate is None else {(rate["year_index"], ANY_STAR if star is None else star): Decimal(rate["value"])},
        cap=Decimal(scheme["cap"]), months=scheme["months"], tiers=scheme["tiers"],
        shares={} if share is None else {Decimal(share["score_from"]): Decimal(share["value"])},
        area_basis=scheme["area_basis"], proration=scheme["proration"], unit_fen=scheme["unit_fen"],
        income_percent=Decimal(scheme["income_percent"]), district_percent=Decimal(scheme["district_percent"]),
        conditions=Conditions(
            star_least=asked["star_least"], no_veto=asked["no_veto"], covenant=asked["covenant"], mode=asked["mode"],
            no_blacklist=asked["no_blacklist"],
            fees_least=None if asked["fees_least"] is None else Decimal(asked["fees_least"]),
        ),
    )


def _facts(told: Mapping[str, Any]) -> Facts:
    area, star, enrolled, fees = told["area"], told["star"], told["enrolment"], told["fees"]
    return Facts(
        month=Month.parse(told["month"]), first_month=Month.of(date.fromisoformat(enrolled["first_month"])),
        area_m2=None if area["value"] is None else Decimal(area["value"]),
        star=None if star is None else star["value"], is_vetoed=star is not None and star["is_vetoed"],
        score=Decimal(0) if star is None else Decimal(star["score"]),
        ended_on=_day(enrolled["ended_on"]), started_on=_day(enrolled["started_on"]), is_away=enrolled["is_away"],
        has_covenant=told["covenant"], has_mode=told["mode"], is_blacklisted=told["blacklisted"],
        receivable_fen=None if fees is None else fees["receivable_fen"],
        received_fen=None if fees is None else fees["received_fen"], income_fen=told["income_fen"],
    )


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


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
