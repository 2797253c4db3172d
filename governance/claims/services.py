"""Declaring the figures of a document: many at once, in one change."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from governance.audit.services import change
from governance.claims.models import FigureClaim
from governance.claims.registers import CLAIMS
from governance.divisions.models import Street
from governance.people.models import User
from governance.registers.services.entering import begun, write_new


@dataclass(frozen=True)
class Declared:
    """A figure to keep, as the document prints it."""

    indicator: str
    printed: str
    on: date
    population: str = ""
    street: Street | None = None
    quote: str = ""


def declare(
    *, district: int, figures: Sequence[Declared], source: str, source_on: date, by: User, reason: str
) -> tuple[list[FigureClaim], int]:
    """Keeps the figures of one document, all or none; says how many it found declared already, which are left as they are.

    Raises Refused where a law of the register forbids one.
    """
    known: set[tuple[str, str, date, int | None, str]] = set(
        FigureClaim.objects.filter(district_id=district, source=source)
        .values_list("indicator", "population", "on", "street_id", "printed")
    )
    made, standing = [], 0
    with change(district=district, by=by, reason=reason):
        for one in figures:
            key = (one.indicator, one.population, one.on, one.street.pk if one.street else None, one.printed)
            if key in known:
                standing += 1
                continue
            known.add(key)
            record, base = begun(CLAIMS, district=district, data={
                "indicator": one.indicator, "population": one.population, "on": one.on, "street": one.street,
                "printed": one.printed, "source": source, "source_on": source_on, "quote": one.quote[:200],
            })
            write_new(CLAIMS, record, base)
            made.append(record)
    return made, standing
