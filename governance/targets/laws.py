"""What a target may say."""

from typing import Any

from django.utils.translation import gettext as _

from governance.indicators import registry
from governance.indicators.definitions import POPULATION_WORDS, Measure
from governance.registers.declarations import Refused

WHOLE = 100


def prepare(target: Any, before: Any) -> None:
    """Names the indicator's own population where none was chosen. Raises Refused."""
    indicator = registry.find(target.indicator)
    target.population = target.population or indicator.default
    if target.population not in indicator.populations:
        known = "、".join(str(POPULATION_WORDS[code]) for code in indicator.populations)
        raise Refused(_("This figure is counted for: %(known)s.") % {"known": known}, "population")
    if indicator.measure is Measure.PERCENT and target.value > WHOLE:
        raise Refused(_("A rate reaches at most 100 %."), "value")
    if target.valid.lower is None:
        raise Refused(_("Say from when on the target holds."), "valid")
    if target.due_on < target.valid.lower:
        raise Refused(_("It can't be due before it holds."), "due_on")
