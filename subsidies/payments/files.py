"""The file of a batch for the bank or finance: one line for each courtyard, a total that controls it; as CSV and .xlsx.

The same file comes back with what was paid filled in. Amounts are yuan with two decimals, account numbers texts.
"""

import csv
import hashlib
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from governance.common import money
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from subsidies.models import BankFile, BankFileLine, PayeeAccount, PaymentItem
from subsidies.rules.capitals import capitals

# The heads of the file are the bank's language, whatever the screen speaks.
HEAD = (
    "批次号", "序号", "参考号", "楼院", "收款户名", "开户行", "收款账号", "金额（元）", "用途",
    "实付金额（元）", "结果", "失败原因",
)
TOTAL = "合计"
# What begins like this would be a formula in a spreadsheet.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class FileRow:
    """A line of the file. The amount in fen."""

    reference: str
    courtyard: str
    holder: str
    bank: str
    account_number: str
    amount_fen: int
    purpose: str


def row_of(item: PaymentItem, account: PayeeAccount, amount_fen: int) -> FileRow:
    """What goes to one courtyard, for which months."""
    first, last = f"{item.first_month:%Y-%m}", f"{item.last_month:%Y-%m}"
    months = first if first == last else f"{first}至{last}"
    return FileRow(
        item.reference, item.courtyard.name, account.holder, account.bank, account.account_number, amount_fen, f"{months}物业补贴"
    )


def rows_of(file: BankFile) -> list[FileRow]:
    """The lines of a file as they were sent: accounts of then, whatever became of them."""
    lines = BankFileLine.objects.filter(district_id=file.district_id, file=file)
    lines = lines.select_related("item__courtyard", "account").order_by("item")
    return [row_of(line.item, line.account, line.amount_fen) for line in lines]


def as_csv(batch: str, rows: Sequence[FileRow]) -> bytes:
    """UTF-8 with the mark by which Excel knows it."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(HEAD)
    writer.writerows(_cells(batch, rows))
    return b"\xef\xbb\xbf" + buffer.getvalue().encode()


def _cells(batch: str, rows: Sequence[FileRow]) -> list[list[str]]:
    lines = [
        [batch, str(number), row.reference, _plain(row.courtyard), _plain(row.holder), _plain(row.bank), row.account_number,
         str(money.to_yuan(row.amount_fen)), row.purpose, "", "", ""]
        for number, row in enumerate(rows, start=1)
    ]
    total = sum(row.amount_fen for row in rows)
    words = [batch, TOTAL, f"{len(rows)}笔", "", f"大写：{capitals(total)}", "", "", str(money.to_yuan(total)), "", "", "", ""]
    return [*lines, words]


def _plain(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def as_workbook(batch: str, rows: Sequence[FileRow], made_at: datetime) -> bytes:
    """The same as a workbook; the same lines are the same bytes."""
    columns = [SheetColumn(head, look="amount" if head.startswith("金额") else "text") for head in HEAD]
    total = sum(row.amount_fen for row in rows)
    lines: list[list[object]] = [
        [batch, str(number), row.reference, row.courtyard, row.holder, row.bank, row.account_number,
         money.to_yuan(row.amount_fen), row.purpose, None, None, None]
        for number, row in enumerate(rows, start=1)
    ]
    words = f"大写：{capitals(total)}"
    lines.append(
        [batch, TOTAL, f"{len(rows)}笔", None, words, None, None, money.to_yuan(total), None, None, None, None]
    )
    sheet = SheetContent(_("Payment"), columns, lines)
    return workbook([sheet], properties={"portal": "yuanzhi", "batch": batch}, created=made_at.replace(tzinfo=None))


def digest(content: bytes) -> str:
    """By which a file is known again, whatever its name."""
    return hashlib.sha256(content).hexdigest()
