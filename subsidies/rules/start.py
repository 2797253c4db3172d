"""Before which day the renovation must be accepted, so that a month may be the first one subsidised. No clock, no database."""

from datetime import date, timedelta

from governance.common.periods import Month

FIFTEENTH = "fifteenth"
# By the rule of the fifteenth a month begun on this day still counts.
LAST_DAY = 15


def accepted_before(start_rule: str, month: Month) -> date:
    """The first of the month, or by the rule of the fifteenth the day after its 15th."""
    return month.first + timedelta(days=LAST_DAY) if start_rule == FIFTEENTH else month.first
