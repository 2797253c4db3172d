"""What a map is asked for: an indicator of courtyards, a population, a street, points or areas, and which of them."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Min
from django.http import Http404

from courtyards.models import Courtyard
from governance.common.periods import Month, months
from governance.divisions.models import Street
from governance.indicators import catalogue, statistics
from governance.indicators.definitions import POPULATION_WORDS, Indicator, Measure, Words
from governance.people.clock import Clock
from portal.maps.states import State

FIRST_SHOWN = "self_governance_coverage"
POINTS, STREETS, COMMUNITIES = LEVELS = ("points", "street", "community")
MOST_MONTHS = 120


@dataclass(frozen=True)
class Asked:
    """A map's question. `state` holds the points to one state; None shows them all."""

    offered: list[Indicator]
    question: statistics.Question
    indicator: Indicator
    population: str
    level: str
    street: Street | None
    state: State | None

    @property
    def populations(self) -> list[tuple[str, Words]]:
        return [(code, POPULATION_WORDS[code]) for code in self.indicator.populations]

    @property
    def by(self) -> str:
        """By what the table counts: what the areas are, else the streets, or the communities of the chosen one."""
        if self.level == COMMUNITIES or self.street is not None:
            return "community"
        return "street"


def offered(district: int, on: date) -> list[Indicator]:
    """The indicators that say of each courtyard whether it is covered, the district's own variants among them."""
    known = catalogue.every(district, on).values()
    return [each for each in known if each.population == "courtyards" and each.measure is Measure.PERCENT]


def read(request: Any) -> Asked:
    """From the query. 404 for an indicator or street that is not here; a population that it lacks is its own."""
    portal, query = request.portal, request.GET
    chosen = query.get("indicator") or FIRST_SHOWN
    known = offered(portal.district.pk, portal.clock.on)
    indicator = next((each for each in known if chosen in (each.key, each.code)), None)
    street = _street(portal.district.pk, query.get("street", ""))
    if indicator is None:
        raise Http404
    population, level, state = query.get("population", ""), query.get("level", ""), query.get("state", "")
    return Asked(
        offered=known, question=statistics.Question(portal.district.pk, portal.clock.on, street=street.pk if street else None),
        indicator=indicator, population=population if population in indicator.populations else indicator.default,
        level=level if level in LEVELS else POINTS, street=street, state=State(state) if state in State.values else None,
    )


def _street(district: int, code: str) -> Street | None:
    if not code:
        return None
    found = Street.objects.filter(district_id=district, code=code).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True)
class Slider:
    """The months that can be chosen, as ends of months; the present one ends today."""

    days: list[date]
    place: int

    @property
    def last(self) -> int:
        return len(self.days) - 1


def slider(district: int, clock: Clock) -> Slider:
    """From the first month of the register on, at most ten years."""
    this = Month.of(clock.today)
    first = Courtyard.objects.filter(district_id=district).aggregate(first=Min("valid_from"))["first"]
    begins = max(Month.of(first), this.plus(1 - MOST_MONTHS)) if first else this
    ends = [min(month.next().first - timedelta(days=1), clock.today) for month in months(min(begins, this), this.next())]
    return Slider(ends, max((place for place, day in enumerate(ends) if day <= clock.on), default=0))


def chosen_day(slider: Slider, text: str) -> date | None:
    """The day that the slider was moved to; None where it was not, or to nowhere."""
    if not (text.isascii() and text.isdigit() and len(text) < 5 and int(text) <= slider.last):
        return None
    return slider.days[int(text)]
