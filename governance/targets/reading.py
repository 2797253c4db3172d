"""The targets in force on a day."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from governance.indicators.definitions import Measure
from governance.indicators.statistics import Cell
from governance.targets.models import FigureTarget

Place = int | None


@dataclass(frozen=True)
class Targets:
    """By indicator, population and street (None: the district)."""

    held: Mapping[tuple[str, str, Place], FigureTarget] = field(default_factory=dict)

    def of(self, cell: Cell, street: Place = None) -> FigureTarget | None:
        """The target of a figure: the street's own, else for a rate the district's.

        A number of the district says nothing of what one street should have.
        """
        key = (cell.indicator.key, cell.population)
        own = self.held.get((*key, street))
        if own is None and street is not None and cell.indicator.measure is Measure.PERCENT:
            return self.held.get((*key, None))
        return own


def on(district: int, day: date) -> Targets:
    """Those that hold on the day: one statement."""
    rows = FigureTarget.objects.filter(district_id=district, valid_from__lte=day, valid_to__gt=day)
    return Targets({(row.indicator, row.population, row.street_id): row for row in rows})
