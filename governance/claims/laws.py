"""What holds for a declared value: it can be read, it is of a population that its indicator has, it tells no future."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.claims.rules import printed
from governance.claims.rules.printed import Unit
from governance.indicators import registry
from governance.indicators.definitions import POPULATION_WORDS
from governance.registers.declarations import Refused

LARGEST, PLACES = Decimal(10) ** 12, 4


def prepare(record: Any, before: Any) -> None:
    """Reads the printed figure into its value. Raises Refused with what can't be."""
    record.value = value_of(record.printed)
    try:
        indicator = registry.find(record.indicator)
    except registry.UnknownIndicator as unknown:
        raise Refused(_("There is no such indicator."), "indicator") from unknown
    if record.population and record.population not in indicator.populations:
        known = "、".join(str(POPULATION_WORDS[code]) for code in indicator.populations)
        raise Refused(_("This indicator is counted for: %(known)s.") % {"known": known}, "population")
    if record.on > record.source_on:
        raise Refused(_("No document tells of a day after its own date."), "on")


def value_of(text: str) -> Decimal:
    """The value of a printed figure. Raises Refused."""
    try:
        figure = printed.read(text)
    except printed.Unreadable as unreadable:
        raise Refused(_("Write the figure as it is printed, such as 59%, 1200余 or 约100万元."), "printed") from unreadable
    if figure.unit is Unit.POINTS:
        raise Refused(_("Percentage points are a difference of two figures; declare the two."), "printed")
    if figure.value >= LARGEST or figure.value != round(figure.value, PLACES):
        raise Refused(_("This number is too large or has too many decimals."), "printed")
    return figure.value
