"""Quarters of the calendar, in which joint activities are counted."""

from datetime import date, timedelta

MONTHS = 3


def until(day: date, count: int) -> list[tuple[date, date]]:
    """The last `count` quarters as half-open spans, oldest first; the running one ends with `day`."""
    first = date(day.year, (day.month - 1) // MONTHS * MONTHS + 1, 1)
    spans = [(first, day + timedelta(days=1))]
    while len(spans) < count:
        after = spans[0][0]
        month = after.month - MONTHS
        spans.insert(0, (date(after.year - (month < 1), month if month > 0 else month + 12, 1), after))
    return spans


def written(first: date) -> str:
    """2022Q3."""
    return f"{first.year}Q{(first.month - 1) // MONTHS + 1}"
