"""The months that a payment covers: one, a quarter, half a year, a year, by name: 2021-12, 2021Q4, 2021H2, 2021."""

import re
from dataclasses import dataclass
from enum import StrEnum

from governance.common.periods import Month


class SpanKind(StrEnum):
    """How much is paid at once."""

    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"

    @property
    def months(self) -> int:
        return {SpanKind.MONTH: 1, SpanKind.QUARTER: 3, SpanKind.HALF: 6, SpanKind.YEAR: 12}[self]


@dataclass(frozen=True)
class Span:
    """Whole months of one calendar year; `until` is the month after the last."""

    kind: SpanKind
    start: Month

    @classmethod
    def parse(cls, text: str) -> "Span":
        """From a name; ValueError for anything else."""
        written = re.fullmatch(r"([1-9][0-9]{3})(?:-(0[1-9]|1[0-2])|Q([1-4])|H([12]))?", text)
        if written is None:
            raise ValueError(text)
        year, month, quarter, half = written.groups()
        if month:
            return cls(SpanKind.MONTH, Month(int(year), int(month)))
        if quarter:
            return cls(SpanKind.QUARTER, Month(int(year), int(quarter) * 3 - 2))
        return cls(SpanKind.HALF, Month(int(year), int(half) * 6 - 5)) if half else cls(SpanKind.YEAR, Month(int(year), 1))

    @classmethod
    def of(cls, kind: SpanKind, month: Month) -> "Span":
        """The span of that kind in which a month lies."""
        return cls(kind, Month(month.year, (month.month - 1) // kind.months * kind.months + 1))

    @property
    def until(self) -> Month:
        return self.start.plus(self.kind.months)

    @property
    def last(self) -> Month:
        return self.until.plus(-1)

    def __str__(self) -> str:
        year, part = f"{self.start.year:04d}", (self.start.month - 1) // self.kind.months + 1
        if self.kind is SpanKind.MONTH:
            return str(self.start)
        return {SpanKind.QUARTER: f"{year}Q{part}", SpanKind.HALF: f"{year}H{part}", SpanKind.YEAR: year}[self.kind]
