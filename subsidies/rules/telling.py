"""A ledger line's stored explanation in sentences, for the courtyard that asks. It says nothing that is not stored.

amount ← formula ← clause ← parameter and its date ← record versions and who entered them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.common import money
from ratings.choices import Star
from subsidies.choices import AreaBasis, Outcome, Proration, RoundingUnit, StartRule, Tiers

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Entered:
    """By whom and when what a sentence says was entered, and in which version of its record."""

    by: str
    at: datetime
    version: int | None


@dataclass(frozen=True)
class Step:
    """One link of the reasons: what it is about, the sentence, the clause that says so, and where it comes from."""

    key: str
    title: str
    sentence: str
    clause: Mapping[str, str] | None = None
    entered: Entered | None = None


def tell(told: Told) -> list[Step]:
    """The reasons in the order in which they follow from each other, the amount first."""
    found = [_amount(told), _scheme(told), *_first_month(told), *_area(told), *_star(told)]
    if told["outcome"] == Outcome.ENTITLED:
        found += [*_rate(told), *_days(told), *_deducted(told), *_rounded(told), *_payers(told)]
    return found + list(_earlier(told))


def yuan(fen: int) -> str:
    return f"{money.to_yuan(fen):,}"


def _clause(told: Told, *names: str) -> Mapping[str, str] | None:
    clauses = told["scheme"]["clauses"]
    return next((clauses[name] for name in names if name in clauses), None)


def _entered(part: Told | None) -> Entered | None:
    if part is None or not part.get("recorded_at"):
        return None
    version = part.get("version_id", part.get("revision"))
    return Entered(part["recorded_by"] or "—", datetime.fromisoformat(part["recorded_at"]), version)


def _amount(told: Told) -> Step:
    words = {
        "month": told["month"], "index": told["month_index"], "year": told["year_index"], "amount": yuan(told["entitled_fen"]),
        "months": told["scheme"]["months"],
    }
    if told["outcome"] == Outcome.ENTITLED:
        said = _("%(month)s is month %(index)s of %(months)s, subsidy year %(year)s: %(amount)s yuan are due.") % words
    else:
        reason = str(Outcome(told["outcome"]).label)
        said = _("%(month)s is month %(index)s of %(months)s, subsidy year %(year)s: nothing is due, because: %(reason)s.") % {
            **words, "reason": reason}
    return Step("amount", _("Amount"), f"{said} {told['formula']}", _clause(told, *_against(told)))


def _against(told: Told) -> tuple[str, ...]:
    """The parameters whose clause speaks of the outcome."""
    return {
        Outcome.LOW_STAR.value: ("star_least",), Outcome.NO_STAR.value: ("star_least",), Outcome.VETOED.value: ("no_veto",),
        Outcome.NO_COVENANT.value: ("keeps_covenant",), Outcome.NO_MODE.value: ("keeps_mode",),
        Outcome.BLACKLISTED.value: ("no_blacklist",), Outcome.NO_RETURNS.value: ("fees_least", "area_basis"),
        Outcome.LOW_FEES.value: ("fees_least",), Outcome.NO_AREA.value: ("area_basis",),
    }.get(told["outcome"], ("cap",))


def _scheme(told: Told) -> Step:
    scheme = told["scheme"]
    words = {
        "title": scheme["title"], "version": scheme["version"], "day": scheme["in_force_from"], "cap": scheme["cap"],
        "months": scheme["months"],
    }
    said = _("By “%(title)s”, version %(version)s, in force since %(day)s: at most %(cap)s yuan/㎡/month, for %(months)s "
             "months.") % words
    return Step("scheme", _("Scheme"), said, _clause(told, "cap"), _entered(scheme))


def _first_month(told: Told) -> Iterator[Step]:
    accepted, enrolled = told["acceptance"], told["enrolment"]
    if accepted is not None:
        said = _("The renovation was accepted on %(day)s.") % {"day": accepted["accepted_on"]}
        if accepted["document"]:
            said += _(" Document: %(document)s.") % {"document": accepted["document"]}
        clause = _clause(told, "needs_renovation", "start_rule")
        yield Step("acceptance", _("Renovation accepted"), said, clause, _entered(accepted))
    rule = StartRule(told["scheme"]["start_rule"]).label
    said = _("Subsidised from %(month)s on (first month: %(rule)s).") % {"month": enrolled["first_month"][:7], "rule": rule}
    if enrolled["ended_on"]:
        said += _(" The first day outside is %(day)s.") % {"day": enrolled["ended_on"]}
    yield Step("enrolment", _("Months"), said, _clause(told, "months", "start_rule"), _entered(enrolled))


def _area(told: Told) -> Iterator[Step]:
    area, fees = told["area"], told["fees"]
    said = _("The register has %(area)s ㎡.") % {"area": area["value"]} if area["value"] else _("The register has no floor area.")
    yield Step("area", _("Floor area"), said, _clause(told, "area_basis"), _entered(area))
    if fees is not None and (
        told["scheme"]["area_basis"] == AreaBasis.PAYING or told["scheme"]["conditions"]["fees_least"] is not None
    ):
        words = {
            "returns": fees["returns"], "received": yuan(fees["received_fen"]), "receivable": yuan(fees["receivable_fen"]),
            "share": money.percentage(fees["received_fen"], fees["receivable_fen"]),
        }
        said = _("By %(returns)s fee returns of the twelve months that end with this one, %(received)s of %(receivable)s yuan "
                 "were received (%(share)s %%).") % words
        if told["scheme"]["area_basis"] == AreaBasis.PAYING and told["outcome"] == Outcome.ENTITLED:
            said += _(" So %(area)s ㎡ are paid for.") % {"area": told["paid_area_m2"]}
        yield Step("fees", _("Fees collected"), said, _clause(told, "fees_least", "area_basis"))


def _star(told: Told) -> Iterator[Step]:
    star = told["star"]
    if star is None:
        yield Step("star", _("Star"), _("No rating counts for this month."))
        return
    words = {"year": star["round"], "score": star["score"], "star": Star(star["value"]).label, "revision": star["revision"]}
    said = _("In the rating of %(year)s: %(score)s points, %(star)s (revision %(revision)s).") % words
    if star["is_vetoed"]:
        said += _(" A veto holds.")
    if revoked := star["revoked"]:
        said = _("In the rating of %(year)s it had %(score)s points and %(given)s; revoked from %(day)s on by %(document)s.") % {
            **words, "given": Star(revoked["star"]).label, "day": revoked["from"], "document": revoked["document"]}
    yield Step("star", _("Star"), said, _clause(told, "star_least"), _entered(star))


def _rate(told: Told) -> Iterator[Step]:
    rate, share = told["rate"], told["share"]
    words = {"year": rate["year_index"], "rate": rate["value"]}
    if told["scheme"]["tiers"] == Tiers.STAR:
        said = _("The rate of year %(year)s for %(star)s is %(rate)s yuan/㎡/month.") % {
            **words, "star": Star(rate["star"]).label}
    else:
        said = _("The rate of year %(year)s is %(rate)s yuan/㎡/month.") % words
    yield Step("rate", _("Rate"), said, rate["clause"], _entered(rate))
    if share is not None:
        said = _("A score of %(from)s and more gives %(share)s %% of it: %(rate)s yuan/㎡/month.") % {
            "from": share["score_from"], "share": share["value"], "rate": told["rate_yuan_per_m2_month"]}
        yield Step("share", _("Share by score"), said, share["clause"])


def _days(told: Told) -> Iterator[Step]:
    if told["days"] == told["of_days"]:
        return
    said = _("Of the month's %(of)s days %(days)s are paid.") % {"of": told["of_days"], "days": told["days"]}
    yield Step("days", str(Proration(told["scheme"]["proration"]).label), said, _clause(told, "proration"))


def _deducted(told: Told) -> Iterator[Step]:
    if not told["deducted_fen"]:
        return
    said = _("Of the public income of the year before (%(income)s yuan) %(share)s %% of a twelfth are deducted: "
             "%(fen)s yuan.") % {
        "income": yuan(told["income_fen"]), "share": told["scheme"]["income_percent"], "fen": yuan(told["deducted_fen"])}
    yield Step("income", _("Public income"), said, _clause(told, "income_percent"))


def _rounded(told: Told) -> Iterator[Step]:
    said = _("The amount is rounded: %(how)s.") % {"how": RoundingUnit(told["unit_fen"]).label}
    yield Step("rounding", _("Rounding"), said, _clause(told, "unit_fen"))


def _payers(told: Told) -> Iterator[Step]:
    share = Decimal(told["scheme"]["district_percent"])
    if share == 100:
        return
    said = _("The district pays %(share)s %%, the street the rest; of this line %(district)s and %(street)s yuan.") % {
        "share": share, "district": yuan(told["district_fen"]), "street": yuan(told["amount_fen"] - told["district_fen"])}
    yield Step("payers", _("Who pays"), said, _clause(told, "district_percent"))


def _earlier(told: Told) -> Iterator[Step]:
    if not told["earlier"]:
        return
    said = _("Earlier lines of this month gave %(earlier)s yuan, so this one is the difference: %(amount)s yuan.") % {
        "earlier": yuan(told["earlier_fen"]), "amount": yuan(told["amount_fen"])}
    yield Step("earlier", _("Correction"), said)
