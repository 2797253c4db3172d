"""The money of the case: its fund, its ladder, accounts of the courtyards, and the batches that were paid before the publication.

Made by the portal's own steps: prepared by the housing centre, reviewed, published, approved, sent, and paid in full.
"""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from governance.audit.services import change
from governance.common.periods import Month, months
from governance.people.models import User
from reference_case.inserting import insert
from subsidies.models import Enrolment, PayeeAccount, PaymentBatch
from subsidies.payments import files, services
from subsidies.payments.choices import AccountState, FundKind
from subsidies.payments.services import steps
from subsidies.rules.payments import Deed, Rung
from subsidies.rules.spans import Span, SpanKind

# The first payment covers everything until then; afterwards each month is paid on the first of the month after the next.
FIRST_PAID = date(2022, 1, 20)
LADDER = (Rung(0, "housing"), Rung(20_000_000, "finance"), Rung(100_000_000, "leader"))
YUAN = 100
INCOME = (
    (FundKind.INCOME, 6_000_000, date(2021, 1, 15), "财政安排〔2021〕3号"),
    (FundKind.GRANT, 1_500_000, date(2021, 6, 30), "市级补助〔2021〕18号"),
    (FundKind.PROFIT_RETURN, 120_000, date(2021, 12, 20), "物业企业利润返还协议"),
    (FundKind.INCOME, 3_000_000, date(2022, 1, 10), "财政安排〔2022〕1号"),
)


@dataclass(frozen=True)
class Hands:
    """The people of a payment."""

    housing: User
    housing_second: User
    finance: User
    finance_second: User
    leader: User

    def reviewer(self, role: str) -> User:
        return {"housing": self.housing_second, "finance": self.finance, "leader": self.leader}[role]


def hands(prefix: str = "") -> Hands:
    """The people by their accounts."""
    names = ("housing", "housing-second", "finance", "finance-second", "leader")
    # In sight as members of the district whose scope the caller stands in.
    return Hands(*(User.objects.get(username=prefix + name) for name in names))


def lay(*, district: int, people: Hands) -> None:
    """The ladder, the fund and the accounts."""
    services.set_ladder(
        district=district, rungs=LADDER, document="补贴资金审批办法（示例）", by=people.housing, reason="设定审批层级"
    )
    for kind, yuan, on, document in INCOME:
        services.enter_fund(
            district=district, kind=kind, amount_fen=yuan * YUAN, on=on, document=document, today=on, by=people.finance_second
        )
    with change(district=district, by=people.housing_second, reason="录入并复核收款账户"):
        rows = Enrolment.objects.filter(district_id=district).select_related("courtyard")
        insert(
            PayeeAccount,
            (
                PayeeAccount(
                    district_id=district, street_id=one.street_id, courtyard=one.courtyard,
                    holder=f"{one.courtyard.name}自治管理账户", bank="示例银行管城支行",
                    account_number="6200" + one.courtyard.code.replace("-", ""),
                    state=AccountState.CONFIRMED, entered_by=people.housing, entered_by_name=people.housing.name,
                    entered_on=date(2021, 11, 1), decided_by=people.housing_second, decided_by_name=people.housing_second.name,
                    decided_on=date(2021, 11, 2),
                )
                for one in rows
            ),
        )


def pay_until(*, district: int, last: Month, people: Hands, now: datetime) -> None:
    """Pays everything up to a month."""
    first = Month.of(FIRST_PAID).plus(-2)
    for month in months(min(first, last), last.next()):
        paid_on = max(month.plus(2).first, FIRST_PAID)
        made = services.prepare(
            district=district, span=Span(SpanKind.MONTH, month), with_arrears=month == first, on=paid_on - timedelta(days=20),
            by=people.housing, now=now,
        )
        if made.batch is not None:
            pay(made.batch, paid_on=paid_on, people=people)


def pay(batch: PaymentBatch, *, paid_on: date, people: Hands) -> None:
    """The way of a prepared batch to its end, without an objection and with every line paid."""
    def before(days: int) -> date:
        return paid_on - timedelta(days=days)

    services.act(batch=batch, deed=Deed.SUBMIT, on=before(20), by=people.housing)
    for role in steps.roles_of(batch):
        services.act(batch=batch, deed=Deed.ENDORSE, on=before(18), by=people.reviewer(role), comment="已审核")
    services.publish(
        batch=batch, days=5, place="区政府网站、各街道公告栏", document=f"补贴公示 {batch.number}", on=before(16),
        by=people.housing,
    )
    services.approve(batch=batch, on=before(3), by=people.reviewer(steps.roles_of(batch)[-1]), comment="同意支付")
    sent = services.send(batch=batch, on=before(2), by=people.finance_second)
    content = answered(batch.number, files.rows_of(sent))
    services.take_in(
        batch=batch, name=f"{batch.number}.csv", content=content, paid_on=paid_on, voucher=f"财拨〔{batch.number}〕号",
        today=paid_on, by=people.finance_second,
    )
    services.close(batch=batch, on=paid_on, by=people.finance_second)


def answered(batch: str, rows: Sequence[files.FileRow]) -> bytes:
    """The bank's answer where everything was paid: the file that was sent, with the paid amounts filled in."""
    head, *lines = csv.reader(io.StringIO(files.as_csv(batch, rows).decode("utf-8-sig")))
    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(head)
    writer.writerows([*cells[:9], cells[7], "" if cells[1] == files.TOTAL else "成功", ""] for cells in lines)
    return buffer.getvalue().encode("utf-8-sig")
