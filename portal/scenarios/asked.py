"""What a form supposes: parameters over those of a version, bounds of the stars, renovations, months."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from governance.common.periods import Month
from governance.registers.declarations import Refused
from governance.registers.entries import tidy
from portal.schemes import fields
from subsidies.scenarios.supposing import STARS, Renovation, Supposition
from subsidies.schemes import Data

# Lines for renovations, empty ones among them.
LINES = 6
# What of a scheme may be supposed: all that amounts follow from, but not who may be enrolled.
PARTS = (*fields.MONEY, "star_least", "fees_least", "keeps_covenant", "keeps_mode", "no_veto", "no_blacklist")
LEFT_OUT = ("start_rule",)


def supposed(sent: Mapping[str, str], base: Data, first: Month, last: Month) -> Supposition:
    """What was typed, over the version it starts from. Raises Refused for a month that is none."""
    data = dict(base) | {
        part: fields.parameter(part, tidy(sent.get(part, ""))) for part in PARTS if part not in LEFT_OUT
    }
    data["rates"] = _rates(sent, base)
    data["shares"] = _shares(sent, base)
    bounds = {star: text for star in STARS if (text := tidy(sent.get(f"bounds-{star}", "")))}
    return Supposition(
        _month(sent.get("first", ""), first), _month(sent.get("last", ""), last), data, bounds, tuple(_renovations(sent, first))
    )


def _rates(sent: Mapping[str, str], base: Data) -> dict[str, dict[str, dict[str, str]]]:
    """The table that was typed, each rate with the clause that it has now."""
    table = fields.rates(sent)
    for year, row in table.items():
        for star, cell in row.items():
            cell["clause"] = base["rates"].get(year, {}).get(star, {}).get("clause", "")
    return table


def _shares(sent: Mapping[str, str], base: Data) -> list[dict[str, str]]:
    clauses = {share["from"]: share["clause"] for share in base["shares"]}
    told = [
        {part: tidy(sent.get(f"shares-{number}-{part}", "")) for part in ("from", "share")}
        for number in range(len(base["shares"]) + fields.SPARE["shares"])
    ]
    return [line | {"clause": clauses.get(line["from"], "")} for line in told if line["from"] or line["share"]]


def _renovations(sent: Mapping[str, str], first: Month) -> list[Renovation]:
    found = []
    for number in range(LINES):
        if place := " ".join(sent.get(f"place-{number}", "").split()):
            star = sent.get(f"place-{number}-star", "3")
            month = _month(sent.get(f"place-{number}-first", ""), first)
            found.append(Renovation(place[:120], month, int(star) if star in STARS else 3))
    return found


def _month(text: str, otherwise: Month) -> Month:
    if not text.strip():
        return otherwise
    try:
        return Month.parse(tidy(text))
    except ValueError:
        raise Refused(_("“%(text)s” is no month. Write it as 2023-01.") % {"text": text[:20]}) from None
