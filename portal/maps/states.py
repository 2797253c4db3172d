"""How a courtyard stands to an indicator, in words, tone and shape: no map says anything by colour alone."""

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.indicators.definitions import Better, Indicator


class State(models.TextChoices):
    """What is looked for stands first."""

    MISSING = "missing", gettext_lazy("missing")
    COVERED = "covered", gettext_lazy("covered")
    OUTSIDE = "outside", gettext_lazy("outside the population")


TONES = {State.MISSING: "bad", State.COVERED: "good", State.OUTSIDE: "plain"}


def word(state: State, indicator: Indicator) -> str:
    """A share that should not rise has none that are missing: they are counted, or they are not."""
    if state is State.OUTSIDE or indicator.better is Better.HIGHER:
        return str(state.label)
    return _("counted") if state is State.COVERED else _("not counted")


def tone(state: State, indicator: Indicator) -> str:
    return TONES[state] if indicator.better is Better.HIGHER else "plain"
