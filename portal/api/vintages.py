"""`include_history`: what a figure was known to be before, as its records came in late or were corrected.

The moments are the ends of the months in Shanghai since the district's record began, at most the last 24, and the
moment of the request. A vintage is told where the figure differs from the one before it.
"""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from django.db.models import Min
from django.utils.translation import gettext as _

from governance.audit.models import Change
from governance.common.periods import SHANGHAI, Month, day_of, months
from governance.people.clock import Clock
from portal.api.formats import JSON, TABLES
from portal.api.parameters import Parameters
from portal.api.tables import plain

MOST = 24


def read(asked: Parameters, clock: Clock) -> list[datetime] | None:
    """The moments before that of the request; None without `include_history=true`."""
    if not asked.flag("include_history"):
        return None
    if asked.form not in (JSON, *TABLES):
        message = _("A history can't be told as %(format)s. Ask for json, csv, xlsx or ndjson.")
        asked.refuse("include_history", "not_in_format", message % {"format": asked.form.name}, "true")
        return None
    # A new month brings a new moment, whatever the day that is asked for.
    asked.further.append(clock.today.isoformat())
    until = clock.as_of or asked.portal.now
    begun = Change.objects.filter(district_id=asked.portal.district.pk, recorded_at__lt=until)
    first = begun.aggregate(first=Min("recorded_at"))["first"]
    return [] if first is None else month_ends(first, until)


def month_ends(first: datetime, until: datetime) -> list[datetime]:
    """The ends of the months from the first moment on that lie before the last one."""
    ends = [
        datetime.combine(month.next().first, time(), SHANGHAI)
        for month in months(Month.of(day_of(first)), Month.of(day_of(until)))
    ]
    return [moment for moment in ends if moment < until][-MOST:]


def attach(cells: Sequence[dict[str, Any]], found: Sequence[Any], known: Sequence[tuple[datetime | None, Any]]) -> None:
    """Gives each cell its `history`: what it was at each moment at which it was another than before."""
    lines: dict[Any, list[dict[str, Any]]] = {}
    for moment, then in known:
        for name, period, _day, cell in then:
            line = lines.setdefault(_identity(name, period, cell), [])
            figures = {"numerator": cell.numerator, "denominator": cell.denominator}
            if not line or any(line[-1][part] != figure for part, figure in figures.items()):
                value = None if cell.value is None else plain(cell.value)
                line.append({"as_of": None if moment is None else moment.isoformat(), "value": value, **figures})
    for told, (name, period, _day, cell) in zip(cells, found, strict=True):
        told["history"] = lines[_identity(name, period, cell)]


def _identity(name: str, period: str | None, cell: Any) -> tuple[Any, ...]:
    return name, period, cell.population, cell.division.code
