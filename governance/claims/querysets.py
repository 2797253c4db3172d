"""Declared values as they are checked."""

from collections.abc import Iterable, Sequence
from datetime import date

from django.db.models import QuerySet

from governance.claims.checking import Checked, Claimed, check
from governance.claims.models import FigureClaim
from governance.claims.speaking import UNITS
from governance.indicators import registry
from governance.indicators.statistics import Cell
from governance.tenancy import scope


def published(district: int, on: date) -> QuerySet[FigureClaim]:
    """Values that documents had declared by the day and that the asker can judge: the latest documents first.

    Whoever sees some streets only can't count the district: for them the values of the whole district are left out.
    """
    found = FigureClaim.objects.filter(district_id=district, source_on__lte=on, indicator__in=registry.every())
    if scope.read()["streets"] != "all":
        found = found.filter(street__isnull=False)
    return found.select_related("street").order_by("-source_on", "source", "pk")


def declared(district: int, on: date, cells: Sequence[Cell], *, street: int | None = None) -> dict[str, FigureClaim]:
    """What the latest document says of each of the figures on a day, by the indicator's key.

    A share that is printed as a share goes before the count that is printed with it.
    """
    found: dict[str, FigureClaim] = {}
    shown = {cell.indicator.key: cell for cell in cells}
    for claim in FigureClaim.objects.filter(district_id=district, on=on, street=street).order_by("source_on", "pk"):
        cell = shown.get(claim.indicator)
        if cell is None or (claim.population or cell.indicator.default) != cell.population:
            continue
        standing = found.get(claim.indicator)
        if standing is None or _is_value(claim, cell) >= _is_value(standing, cell):
            found[claim.indicator] = claim
    return {} if street is None and scope.read()["streets"] != "all" else found


def _is_value(claim: FigureClaim, cell: Cell) -> bool:
    """Printed in the figure's own unit."""
    return claim.reading.unit is UNITS[cell.indicator.measure]


def claimed(claim: FigureClaim) -> Claimed:
    """A declared value as the checker takes it."""
    return Claimed(
        registry.find(claim.indicator), claim.reading, claim.on, claim.population, claim.street_id, claim.source_on
    )


def checked(district: int, claims: Iterable[FigureClaim]) -> Sequence[tuple[FigureClaim, Checked]]:
    """Each with its verdict."""
    kept = list(claims)
    return list(zip(kept, check(district, [claimed(one) for one in kept]), strict=True))
