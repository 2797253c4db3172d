"""A district with a computed month, accounts, a ladder and money in its fund, and the people of a payment."""

import csv
import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from governance.common import money
from governance.common.periods import Month
from governance.people import services as people_services
from governance.people.models import User
from governance.tenancy import scope
from reference_case import payments
from subsidies import services as subsidies
from subsidies.models import PaymentBatch, PaymentItem
from subsidies.payments import files, services
from subsidies.payments.choices import FundKind
from subsidies.payments.services import steps
from subsidies.rules.payments import Deed, Rung
from subsidies.rules.spans import Span
from tests.subsidies import ground

JANUARY, FEBRUARY = Month(2021, 1), Month(2021, 2)
NOW = datetime(2021, 4, 1, 2, tzinfo=UTC)
# The day of preparing, of publicity, its last one, and of paying.
ON, LAST, AFTER = date(2021, 4, 1), date(2021, 4, 9), date(2021, 4, 12)
# Of the ground: 1,000, 2,000.55 and 12,345.67 ㎡ at 0.30.
AMOUNTS = (30_000, 60_017, 370_370)
ROLES = ("housing", "housing2", "finance", "finance2", "leader", "leader2")
LADDER = (Rung(0, "housing"), Rung(100_000, "finance"), Rung(50_000_000, "leader"))


@dataclass
class Office:
    """The laid ground, and people by what they are called in the tests."""

    laid: Any
    people: Mapping[str, User]

    def __getattr__(self, name: str) -> User:
        try:
            return self.people[name]
        except KeyError as unknown:
            raise AttributeError(name) from unknown

    def prepare(self, period: str = "2021-01", **said: Any) -> services.Prepared:
        told = {"district": self.laid.district, "span": Span.parse(period), "on": ON, "by": self.housing, "now": NOW}
        return services.prepare(**told | said)

    def batch(self, period: str = "2021-01", **said: Any) -> PaymentBatch:
        made = self.prepare(period, **said).batch
        assert made is not None
        return made

    def act(self, batch: PaymentBatch, deed: Deed, by: User, on: date = ON, comment: str = "") -> Any:
        return services.act(batch=batch, deed=deed, on=on, by=by, comment=comment)

    def reviewed(self, period: str = "2021-01") -> PaymentBatch:
        batch = self.batch(period)
        self.act(batch, Deed.SUBMIT, self.housing)
        reviewers = {"housing": self.housing2, "finance": self.finance, "leader": self.leader}
        for role in steps.roles_of(batch):
            self.act(batch, Deed.ENDORSE, reviewers[role])
        return batch

    def published(self, period: str = "2021-01") -> PaymentBatch:
        batch = self.reviewed(period)
        services.publish(batch=batch, days=5, place="公告栏", document="公示1号", on=ON, by=self.housing)
        return batch

    def approved(self, period: str = "2021-01") -> PaymentBatch:
        batch = self.published(period)
        self.approve(batch)
        return batch

    def approve(self, batch: PaymentBatch, on: date = AFTER) -> Any:
        by = {"housing": self.housing2, "finance": self.finance, "leader": self.leader}[steps.roles_of(batch)[-1]]
        return services.approve(batch=batch, on=on, by=by)

    def sent(self, period: str = "2021-01") -> PaymentBatch:
        batch = self.approved(period)
        services.send(batch=batch, on=AFTER, by=self.finance2)
        return batch

    def paid(self, period: str = "2021-01", **paid: str) -> PaymentBatch:
        batch = self.sent(period)
        self.take_in(batch, answer(batch, **paid))
        return batch

    def take_in(self, batch: PaymentBatch, content: bytes, **said: Any) -> Any:
        told = {"name": "结果.csv", "paid_on": AFTER, "voucher": "凭证1", "today": AFTER, "by": self.finance2}
        return services.take_in(batch=batch, content=content, **told | said)

    def item(self, batch: PaymentBatch, number: int = 0) -> PaymentItem:
        rows = PaymentItem.objects.with_state().select_related("batch", "courtyard")
        return rows.get(batch=batch, courtyard=self.laid.courtyards[number])

    def compute(self, month: Month = JANUARY) -> None:
        subsidies.compute_month(district=self.laid.district, month=month, by=self.laid.by, now=ground.NOW)

    def fund(self, fen: int, kind: FundKind = FundKind.INCOME) -> Any:
        return services.enter_fund(
            district=self.laid.district, kind=kind, amount_fen=fen, on=ON, document="安排1号", today=AFTER, by=self.finance2
        )

    def account(self, number: int, *, confirm: bool = True, digits: str = "6222000000000001") -> Any:
        made = services.enter_account(
            courtyard=self.laid.courtyards[number], told=services.Told("自管会账户", "某银行", digits), on=ON, by=self.housing,
            reason="录入",
        )
        if confirm:
            services.decide_account(account=made, confirm=True, on=ON, by=self.housing2, reason="核对")
        return made


def open_office(laid: Any, *, fund_fen: int = 10_000_000, accounts: bool = True) -> Office:
    """In the caller's scope of the district."""
    people = {name: person(name, laid) for name in ROLES}
    office = Office(laid, people)
    services.set_ladder(district=laid.district, rungs=LADDER, document="办法", by=office.housing, reason="设定")
    if fund_fen:
        office.fund(fund_fen)
    if accounts:
        for number in range(len(laid.courtyards)):
            office.account(number)
    return office


def person(name: str, laid: Any) -> User:
    username = f"{name}-{laid.district}"
    with scope.enter(scope.Scope(signing_in=username)):
        made = User.objects.filter(username=username).first()
    if made is None:
        made = people_services.create_user(username=username, name=f"{name}某")
        people_services.grant(
            user=made, district=laid.district, role=name.rstrip("2"), by=laid.by, reason="任职", valid_from=date(2020, 1, 1)
        )
    return made


@contextmanager
def as_person(by: User, district: int = ground.DISTRICT) -> Iterator[None]:
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        yield


def answer(batch: PaymentBatch, *, reason: str = "账号有误", drop: int = 0, total: bool = True, **paid: str) -> bytes:
    """The bank's answer: everything paid, except what `paid` says by the end of the reference (`_0001="0"`)."""
    head, *lines = list(csv.reader(io.StringIO(files.as_csv(batch.number, files.rows_of(batch.files.get())).decode("utf-8-sig"))))
    rows = lines[:-1][drop:]
    for cells in rows:
        cells[9] = paid.get(f"_{cells[2][-4:]}", cells[7])
        cells[11] = reason if cells[9] == "0" else ""
    last = lines[-1]
    last[7] = str(money.to_yuan(sum(fen_of(cells[7]) for cells in rows)))
    last[9] = str(money.to_yuan(sum(fen_of(cells[9]) for cells in rows)))
    return written([head, *rows, *([last] if total else [])])


def fen_of(yuan: str) -> int:
    return money.to_fen(Decimal(yuan))


def written(rows: list[list[str]]) -> bytes:
    buffer = io.StringIO()
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8-sig")


def cells(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def changed_cell(batch: PaymentBatch, row: int, column: int, value: str) -> bytes:
    """The bank's answer with one cell changed."""
    rows = cells(answer(batch))
    rows[row][column] = value
    return written(rows)


def paid(laid: Any, period: str = "2021-01") -> PaymentBatch:
    """A month that is computed, paid in full by the portal's own steps."""
    opened = open_office(laid)
    batch = opened.batch(period)
    hands = payments.Hands(opened.housing, opened.housing2, opened.finance, opened.finance2, opened.leader)
    payments.pay(batch, paid_on=date(2021, 4, 22), people=hands)
    return batch
