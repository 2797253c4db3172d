"""A difference in words: what each kind is called, and the sentence over the bridge."""

from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from governance.indicators.comparing import Bridge, Comparison, Kind
from governance.indicators.definitions import Measure

KINDS = {
    Kind.CORRECTED: gettext_lazy("corrected"), Kind.ONLY_FIRST: gettext_lazy("only on the first side"),
    Kind.ONLY_SECOND: gettext_lazy("only on the second side"), Kind.MOVED_OUT: gettext_lazy("moved out"),
    Kind.MOVED_IN: gettext_lazy("moved in"), Kind.ENDED: gettext_lazy("ended"), Kind.NEW: gettext_lazy("new"),
    Kind.LEFT: gettext_lazy("left the population"), Kind.JOINED: gettext_lazy("joined the population"),
    Kind.LOST: gettext_lazy("cover lost"), Kind.GAINED: gettext_lazy("cover gained"),
    Kind.CHANGED: gettext_lazy("amount changed"),
}
MEANINGS = {
    Kind.CORRECTED: gettext_lazy("Differs only because more was known later."),
    Kind.ONLY_FIRST: gettext_lazy("Lies in the first place and not in the second."),
    Kind.ONLY_SECOND: gettext_lazy("Lies in the second place and not in the first."),
    Kind.MOVED_OUT: gettext_lazy("Still in the register, but no longer in this place."),
    Kind.MOVED_IN: gettext_lazy("Was in the register elsewhere and came to this place."),
    Kind.ENDED: gettext_lazy("Is no longer in the register."),
    Kind.NEW: gettext_lazy("Came into the register."),
    Kind.LEFT: gettext_lazy("No longer belongs to the population."),
    Kind.JOINED: gettext_lazy("Came to belong to the population."),
    Kind.LOST: gettext_lazy("Was covered and is not any more."),
    Kind.GAINED: gettext_lazy("Was not covered and now is."),
    Kind.CHANGED: gettext_lazy("Counts on both sides, with another amount."),
}


def value(comparison: Comparison, number: Decimal | int | None) -> str:
    """A value of the compared indicator, with its unit."""
    if number is None:
        return "—"
    if comparison.indicator.measure is Measure.PERCENT:
        return f"{number}%"
    if comparison.indicator.measure is Measure.YUAN:
        return _("%(amount)s yuan") % {"amount": f"{number:,}"}
    return f"{number:,}"


def signed(number: Decimal | int | None) -> str:
    """A difference with its sign, which is told by more than colour."""
    if number is None:
        return "—"
    return f"+{number:,}" if number > 0 else f"−{-number:,}" if number < 0 else "0"


def moved(comparison: Comparison, number: Decimal | int | None) -> str:
    """By how much a shown value moves: percentage points, records or yuan."""
    if number is None:
        return "—"
    if comparison.indicator.measure is Measure.PERCENT:
        return _("%(points)s points") % {"points": signed(number)}
    if comparison.indicator.measure is Measure.YUAN:
        return _("%(amount)s yuan") % {"amount": signed(number)}
    return signed(number)


def sentence(comparison: Comparison, bridge: Bridge) -> str:
    """Where the figure stood, where it stands, and how many records of which kind lie between."""
    first, second = comparison.first.value, comparison.second.value
    said = {"first": value(comparison, first), "second": value(comparison, second)}
    if comparison.differs_in_place:
        told = _("%(place)s %(first)s, %(other)s %(second)s") % {
            **said, "place": comparison.first.division.name, "other": comparison.second.division.name,
        }
    elif first is None or second is None or first == second:
        told = (_("Still %(second)s") if first == second else _("From %(first)s to %(second)s")) % said
    else:
        told = (_("Up from %(first)s to %(second)s") if second > first else _("Down from %(first)s to %(second)s")) % said
    parts = [
        _("%(kind)s %(n)s") % {"kind": KINDS[step.kind], "n": f"{step.records:,}"} for step in bridge.steps
    ]
    if not parts:
        return _("%(told)s: no record makes a difference.") % {"told": told}
    return _("%(told)s: %(parts)s.") % {"told": told, "parts": _(", ").join(parts)}
