"""Credit in the words of the screens."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from property_firms.choices import CreditKind
from property_firms.rules.credit import Line, Rules, Standing
from property_firms.rules.reading import RulesFaults, read


def line_row(line: Line) -> dict[str, Any]:
    """One line of the explanation: what it comes to, why, and until when."""
    return {
        "line": line, "event": line.event, "points": signed(line.points), "why": _why(line),
        "tone": ("good" if line.points > 0 else "bad") if line.is_counted else "plain",
        "kind": CreditKind(line.event.kind).label,
    }


def signed(points: Decimal) -> str:
    """Points with their sign: +5, −3.5; 0 where an event does not count."""
    return f"{points.normalize():+f}".replace("-", "−") if points else "0"


def _why(line: Line) -> str:
    event = line.event
    return {
        Standing.COUNTED: lambda: _("counts until %(day)s") % {"day": _day_before(line.run_out_on)},
        Standing.BEFORE: lambda: _("has not happened yet on this day"),
        Standing.UPHELD: lambda: _("the appeal was upheld: it never counts"),
        Standing.NOT_PUBLISHED: lambda: (
            _("published only from %(day)s on") % {"day": event.published_on} if event.published_on else _("not published yet")
        ),
        Standing.PENDING: lambda: _("rests while the appeal of %(day)s is pending") % {"day": event.appealed_on},
        Standing.RUN_OUT: lambda: _("ran out: it counted until %(day)s") % {"day": _day_before(line.run_out_on)},
        Standing.NO_ITEM: lambda: _("the rules in force have no item %(item)s of this kind") % {"item": event.item},
    }[line.standing]()


def _day_before(day: Any) -> str:
    return (day - timedelta(days=1)).isoformat() if day else ""


def rules_table(data: Any) -> dict[str, Any]:
    """A stored version for reading: its rules, or what is wrong with them."""
    try:
        rules = read(data)
    except RulesFaults as found:
        return {"faults": found.faults}
    return {"rules": rules, "items": [(item, signed(item.points)) for item in rules.items], "lowest": _lowest(rules)}


def _lowest(rules: Rules) -> str:
    """The bound under which the last grade lies."""
    return str(rules.grades[-1][1])
