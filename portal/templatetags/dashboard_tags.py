"""How the dashboard words and draws its figures: every state has a sign and a word, never a colour alone."""

from decimal import Decimal
from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from governance.indicators.definitions import Better, Measure
from governance.targets.models import FigureTarget
from governance.targets.standing import Standing, State
from portal.dashboard import drawing, headline, links

register = template.Library()
TONES = {True: "good", False: "bad", None: "plain"}


@register.filter
def goal(target: FigureTarget, rate: Any) -> str:
    """`≥ 95 % by 2022-06-30`."""
    sign = "≤" if rate.indicator.better is Better.LOWER else "≥"
    unit = " %" if rate.indicator.measure is Measure.PERCENT else ""
    value = f"{target.value.normalize():,f}"
    return _("%(sign)s %(value)s by %(day)s") % {"sign": sign, "value": value + unit, "day": target.due_on.isoformat()}


@register.simple_tag
def standing_badge(standing: Standing) -> SafeString:
    """Reached, missing so many, or without a target."""
    match standing.state:
        case State.REACHED:
            tone, text = "good", "✓ " + _("reached")
        case State.MISSING:
            tone, text = "bad", "✗ " + _("%(n)s to go") % {"n": f"{standing.missing:,}"}
        case _:
            tone, text = "plain", "— " + _("no target")
    return format_html('<span class="badge badge-{} nowrap">{}</span>', tone, text)


@register.filter
def movement(rate: Any) -> str:
    """How a figure moved, with its sign."""
    change = rate.change
    if change is None:
        return "—"
    if not change:
        return "＝ " + _("unchanged")
    sign = "▲ +" if change > 0 else "▼ −"
    amount = f"{abs(change):,}"
    return sign + (_("%(n)s points") % {"n": amount} if rate.indicator.measure is Measure.PERCENT else amount)


@register.filter
def movement_tone(rate: Any) -> str:
    return TONES[rate.is_better]


@register.inclusion_tag("portal/dashboard/spark.html")
def sparkline(rate: Any) -> dict[str, Any]:
    """The last months of a figure; its table twin are the words beside it."""
    values = [cell.value for _day, cell in rate.history]
    known = [value for value in values if value is not None]
    said = ""
    if known:
        said = _("%(label)s over %(months)d months: from %(first)s to %(last)s, lowest %(low)s, highest %(high)s") % {
            "label": rate.indicator.label, "months": len(values), "first": known[0], "last": known[-1],
            "low": min(known), "high": max(known),
        }
    return {"drawn": drawing.spark(values), "said": said}


@register.simple_tag
def compare_url(view: Any, indicator: Any) -> str:
    return links.compare(view, indicator)


@register.filter
def day_words(day: Any) -> str:
    return headline.in_words(day)


@register.filter
def signed(number: Any) -> str:
    """A difference with its sign."""
    return "0" if not number else f"+{number:,}" if Decimal(number) > 0 else f"−{abs(number):,}"
