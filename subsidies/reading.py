"""A version of a scheme as the pure rule reads it, and as the data that files, the editor and scenarios exchange."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from subsidies.models import SubsidyScheme
from subsidies.rules.entitlement import ANY_STAR, Conditions, Terms

# What may be left out of the data, and what it then says; also the columns of the rows by these names.
PLAIN: dict[str, Any] = {
    "tiers": "star", "area_basis": "total", "start_rule": "next_month", "proration": "whole", "unit_fen": 1,
    "income_percent": "0", "district_percent": "100", "needs_baseline": True, "needs_renovation": True,
    "needs_committee": True, "needs_covenant": True, "needs_mode": False, "star_least": 1, "fees_least": None,
    "no_veto": False, "no_blacklist": False, "keeps_covenant": False, "keeps_mode": False,
}
HUNDREDTH = Decimal("0.01")
DECIMALS = ("income_percent", "district_percent", "fees_least")


def terms(scheme: SubsidyScheme) -> Terms:
    """A version as the rule reads it: three statements unless they were prefetched."""
    return Terms(
        rates={
            (row.year_index, ANY_STAR if row.star is None else row.star): row.rate_yuan_per_m2_month
            for row in scheme.rates.all()
        },
        cap=scheme.cap_yuan_per_m2_month, months=scheme.months, tiers=scheme.tiers,
        shares={share.score_from: share.share_percent for share in scheme.shares.all()},
        area_basis=scheme.area_basis, proration=scheme.proration, unit_fen=scheme.unit_fen,
        income_percent=scheme.income_percent, district_percent=scheme.district_percent,
        conditions=Conditions(
            star_least=scheme.star_least, no_veto=scheme.no_veto, covenant=scheme.keeps_covenant, mode=scheme.keeps_mode,
            no_blacklist=scheme.no_blacklist, fees_least=scheme.fees_least,
        ),
    )


def terms_of(data: Mapping[str, Any]) -> Terms:
    """Complete data as the rule reads it; the data must be sound."""
    return Terms(
        rates={
            (int(year), ANY_STAR if star == "all" else int(star)): Decimal(cell["rate"])
            for year, row in data["rates"].items() for star, cell in row.items()
        },
        cap=Decimal(data["cap"]), months=data["months"], tiers=data["tiers"],
        shares={Decimal(share["from"]): Decimal(share["share"]) for share in data["shares"]},
        area_basis=data["area_basis"], proration=data["proration"], unit_fen=data["unit_fen"],
        income_percent=Decimal(data["income_percent"]), district_percent=Decimal(data["district_percent"]),
        conditions=Conditions(
            star_least=data["star_least"], no_veto=data["no_veto"], covenant=data["keeps_covenant"], mode=data["keeps_mode"],
            no_blacklist=data["no_blacklist"], fees_least=None if data["fees_least"] is None else Decimal(data["fees_least"]),
        ),
    )


def data_of(scheme: SubsidyScheme) -> dict[str, Any]:
    """A version as data; of one in the making it is the text as it stands, faults and all."""
    if scheme.draft is not None:
        return dict(scheme.draft)
    plain = {name: getattr(scheme, name) for name in PLAIN}
    upper = scheme.in_force.upper
    rates: dict[str, Any] = {}
    for row in scheme.rates.select_related("clause"):
        cell = {"rate": rate_text(row.rate_yuan_per_m2_month), "clause": row.clause.number}
        rates.setdefault(str(row.year_index), {})["all" if row.star is None else str(row.star)] = cell
    return {
        "key": scheme.key, "version": scheme.version, "title": scheme.title, "document": scheme.document,
        "is_example": scheme.is_example,
        "in_force": [scheme.in_force.lower.isoformat(), None if upper is None else upper.isoformat()],
        "cap": rate_text(scheme.cap_yuan_per_m2_month), "months": scheme.months,
        **plain | {name: None if plain[name] is None else text(plain[name]) for name in DECIMALS},
        "clause_of": dict(scheme.clause_of),
        "clauses": [{"number": clause.number, "text": clause.text} for clause in scheme.clauses.all()],
        "rates": rates,
        "shares": [
            {"from": text(share.score_from), "share": text(share.share_percent), "clause": share.clause.number}
            for share in scheme.shares.select_related("clause")
        ],
    }


def columns(data: Mapping[str, Any]) -> dict[str, Any]:
    """The columns of a version of sound data, but for its key, version, status and days in force."""
    plain = PLAIN | {name: data[name] for name in PLAIN if name in data}
    return {
        "title": data["title"], "document": data.get("document", ""), "is_example": data.get("is_example", False),
        "cap_yuan_per_m2_month": Decimal(data["cap"]), "months": data["months"], "clause_of": dict(data["clause_of"]),
        **plain | {name: None if plain[name] is None else Decimal(plain[name]) for name in DECIMALS},
    }


def text(number: Decimal) -> str:
    """A number without needless zeros: 70, 33.33."""
    return format(number.normalize(), "f")


def rate_text(rate: Decimal) -> str:
    """A rate as policies print it, with at least two decimals: 0.30, 0.125."""
    return format(max(rate.normalize(), rate.quantize(HUNDREDTH), key=lambda one: -one.as_tuple().exponent), "f")  # type: ignore[operator]
