"""A scheme in sentences, each with the clause that sets it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from ratings.choices import Star
from subsidies.choices import AreaBasis, Proration, RoundingUnit, StartRule, Tiers
from subsidies.schemes.faults import Data


@dataclass(frozen=True)
class Sentence:
    """What the scheme says, and the clause that says it (empty where none need)."""

    part: str
    text: str
    number: str = ""
    clause: str = ""


def terms(data: Data) -> list[Sentence]:
    """How much for how long, on which area, rounded how, and who pays; of complete data, faults and all."""
    return [_with_clause(data, part, told) for part, told in _terms(data)]


def _terms(data: Data) -> Iterator[tuple[str, str]]:
    yield "cap", _("At most %(cap)s yuan for a square metre and month.") % {"cap": data["cap"]}
    yield "months", _("For %(months)s months, counted for the courtyard whatever becomes of its firm.") % {
        "months": data["months"]}
    yield "tiers", _("By year: %(tiers)s.") % {"tiers": _label(Tiers, data["tiers"])}
    yield "area_basis", _("Paid for: %(area)s.") % {"area": _label(AreaBasis, data["area_basis"])}
    yield "start_rule", _("The first month: %(rule)s.") % {"rule": _label(StartRule, data["start_rule"])}
    yield "proration", _("Broken months: %(rule)s.") % {"rule": _label(Proration, data["proration"])}
    yield "unit_fen", _("Rounded %(rule)s.") % {"rule": _label(RoundingUnit, data["unit_fen"])}
    if str(data["income_percent"]) != "0":
        yield "income_percent", _(
            "%(percent)s %% of a twelfth of the courtyard's public income of the year before is deducted."
        ) % {"percent": data["income_percent"]}
    if str(data["district_percent"]) != "100":
        yield "district_percent", _("The district pays %(percent)s %%, the street the rest.") % {
            "percent": data["district_percent"]}


def at_enrolment(data: Data) -> list[Sentence]:
    """What must hold when a courtyard is enrolled."""
    told = {
        "needs_baseline": _("It is on a roster of three-no courtyards."),
        "needs_renovation": _("Its renovation is accepted."), "needs_committee": _("Its committee is in office."),
        "needs_covenant": _("Its covenant is in force."), "needs_mode": _("Its management mode is confirmed."),
    }
    return [_with_clause(data, part, sentence) for part, sentence in told.items() if data[part]]


def every_month(data: Data) -> list[Sentence]:
    """What must hold in every month that is paid."""
    found = []
    if data["star_least"]:
        told = _("It has %(star)s or more.") % {"star": _label(Star, data["star_least"])}
        found.append(_with_clause(data, "star_least", told))
    if data["fees_least"] is not None:
        told = _("At least %(percent)s %% of the fees of the last twelve months are collected.")
        found.append(_with_clause(data, "fees_least", told % {"percent": data["fees_least"]}))
    told_of = {
        "keeps_covenant": _("Its covenant is in force."), "keeps_mode": _("Its management mode is confirmed."),
        "no_veto": _("It was not vetoed in the rating."), "no_blacklist": _("Its firm is not on the black list."),
    }
    return found + [_with_clause(data, part, sentence) for part, sentence in told_of.items() if data[part]]


def _with_clause(data: Data, part: str, told: str) -> Sentence:
    number = str(data["clause_of"].get(part, ""))
    texts = {clause["number"]: clause["text"] for clause in data["clauses"]}
    return Sentence(part, told, number, texts.get(number, ""))


def _label(kind: Any, value: Any) -> str:
    return str(kind(value).label) if value in kind.values and not isinstance(value, bool) else str(value)
