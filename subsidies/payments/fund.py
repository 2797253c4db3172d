"""Reads of the long-term fund: its free balance, and its statement by month. All amounts are whole fen."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Sum

from governance.common.periods import Month, months
from subsidies.models import FundEntry
from subsidies.payments.choices import COMING_IN, GOING_OUT, FundKind


@dataclass(frozen=True)
class Balance:
    """What the fund has: what came in, what went out, what is promised, and what is free of it."""

    income_fen: int
    paid_fen: int
    committed_fen: int

    @property
    def cash_fen(self) -> int:
        return self.income_fen - self.paid_fen

    @property
    def free_fen(self) -> int:
        return self.cash_fen - self.committed_fen


@dataclass
class MonthLine:
    """A month of the statement. `sums` by kind; `committed_fen` and what follows stand at its end."""

    month: Month
    opening_fen: int
    sums: dict[str, int] = field(default_factory=dict)
    committed_fen: int = 0

    @property
    def income_fen(self) -> int:
        return sum(self.sums.get(kind, 0) for kind in COMING_IN)

    @property
    def paid_fen(self) -> int:
        return sum(self.sums.get(kind, 0) for kind in GOING_OUT)

    @property
    def closing_fen(self) -> int:
        return self.opening_fen + self.income_fen - self.paid_fen

    @property
    def free_fen(self) -> int:
        return self.closing_fen - self.committed_fen

    def of(self, kind: str) -> int:
        """What the entries of a kind come to in the month."""
        return self.sums.get(kind, 0)


def free(district: int) -> int:
    """The free balance, as the latest entry says; 0 for a fund without entries."""
    latest = FundEntry.objects.filter(district_id=district).order_by("-number").values_list("free_after_fen", flat=True).first()
    return latest or 0


def balance(district: int, on: date) -> Balance:
    """What the fund has on a day, by the days of its entries."""
    rows = FundEntry.objects.filter(district_id=district, on__lte=on).order_by().values("kind")
    return _balance({row["kind"]: row["fen"] for row in rows.annotate(fen=Sum("amount_fen"))})


def committed(batch: int, district: int) -> int:
    """What is still promised for a batch."""
    rows = FundEntry.objects.filter(district_id=district, batch=batch).order_by().values("kind").annotate(fen=Sum("amount_fen"))
    return _committed({row["kind"]: row["fen"] for row in rows})


def statement(district: int, on: date) -> list[MonthLine]:
    """Every month from the first entry to the day, the oldest first; months without an entry are told as well."""
    rows = FundEntry.objects.filter(district_id=district, on__lte=on).order_by("on").values_list("on", "kind", "amount_fen")
    by_month: dict[Month, dict[str, int]] = {}
    for day, kind, fen in rows:
        sums = by_month.setdefault(Month.of(day), {})
        sums[kind] = sums.get(kind, 0) + fen
    if not by_month:
        return []
    return list(_carried(by_month, months(min(by_month), Month.of(on).next())))


def _carried(by_month: dict[Month, dict[str, int]], every: Iterable[Month]) -> Iterable[MonthLine]:
    opening, promised = 0, 0
    for month in every:
        line = MonthLine(month, opening, by_month.get(month, {}))
        promised += _committed(line.sums)
        line.committed_fen, opening = promised, line.closing_fen
        yield line


def _balance(sums: dict[str, int]) -> Balance:
    return Balance(
        sum(sums.get(kind, 0) for kind in COMING_IN), sum(sums.get(kind, 0) for kind in GOING_OUT), _committed(sums)
    )


def _committed(sums: dict[str, int]) -> int:
    """What of the promises was neither paid nor released."""
    return sums.get(FundKind.COMMITMENT, 0) - sums.get(FundKind.RELEASE, 0) - sums.get(FundKind.PAYMENT, 0)
