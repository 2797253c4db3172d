"""Reads the bank's answer and holds it against what was sent. Every row that does not fit is named; then nothing is taken in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from governance.common import money
from governance.spreadsheets import reading
from governance.spreadsheets.sheets import Raw, Sheet, Unreadable
from subsidies.payments.choices import Paid
from subsidies.payments.files import TOTAL

# How a bank heads its columns; the first are our own.
HEADS: Mapping[str, tuple[str, ...]] = {
    "batch": ("批次号", "批次", "批号"),
    "number": ("序号", "编号"),
    "reference": ("参考号", "凭证参考号", "明细号", "附言", "备注编号"),
    "amount": ("金额(元)", "金额", "应付金额(元)", "应付金额", "发放金额"),
    "paid": ("实付金额(元)", "实付金额", "到账金额", "成功金额"),
    "outcome": ("结果", "处理结果", "状态", "交易状态"),
    "reason": ("失败原因", "原因", "错误信息"),
}
NEEDED = ("reference", "amount", "paid")
# The words of a bank for what became of a line.
WORDS: Mapping[str, Paid] = {
    "成功": Paid.PAID, "已支付": Paid.PAID, "交易成功": Paid.PAID, "部分": Paid.PARTLY, "部分支付": Paid.PARTLY,
    "部分成功": Paid.PARTLY, "失败": Paid.FAILED, "退回": Paid.FAILED, "退票": Paid.FAILED, "交易失败": Paid.FAILED,
}
SEARCHED = 20
# Faults that are told one by one; of more only their number.
TOLD = 30


class ResultFaults(ValueError):
    """The file does not fit what was sent. `faults` are sentences that name the rows."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(" ".join(faults))
        self.faults = list(faults)


@dataclass(frozen=True)
class Sent:
    """A line that went to the bank, and whether its answer is in."""

    item: int
    reference: str
    amount_fen: int
    is_answered: bool = False


@dataclass(frozen=True)
class Row:
    """A row of the file as it stands there; `number` is the row of the sheet, amounts as texts."""

    number: int
    batch: str
    reference: str
    amount: str
    paid: str
    outcome: str
    reason: str


@dataclass(frozen=True)
class Read:
    """The rows of a file and its total row, where there is one."""

    rows: tuple[Row, ...]
    total: Row | None


@dataclass(frozen=True)
class Answer:
    """What became of an item. Amounts in fen."""

    item: int
    outcome: Paid
    sent_fen: int
    paid_fen: int
    reason: str


def read(name: str, content: bytes) -> Read:
    """The rows of a file. Raises Unreadable where there is no table with the columns that are needed."""
    sheet = next((one for one in reading.read(name, content).sheets if not one.is_hidden and one.height), None)
    if sheet is None:
        raise Unreadable(
            _("The file has no sheet with rows. Send the file back that was downloaded here, with the result filled in.")
        )
    at, columns = _head(sheet)
    rows, total = [], None
    for number, cells in enumerate(sheet.rows(), start=1):
        if number <= at or not any(cell is not None for cell in cells):
            continue
        row = _row(number, cells, columns)
        if TOTAL in (_text(cells, columns.get("number")), row.reference, row.batch):
            total = row
        else:
            rows.append(row)
    return Read(tuple(rows), total)


def _head(sheet: Sheet) -> tuple[int, dict[str, int]]:
    """The row of the head (from 1), and where which column stands."""
    for number, cells in enumerate(sheet.rows(), start=1):
        if number > SEARCHED:
            break
        heads = [_plain(cell) for cell in cells]
        found = {key: next((heads.index(word) for word in words if word in heads), -1) for key, words in HEADS.items()}
        found = {key: at for key, at in found.items() if at >= 0}
        if all(key in found for key in NEEDED):
            return number, found
    raise Unreadable(_(
        "The columns %(columns)s were not found. Send the file back that was downloaded here, with the result filled in."
    ) % {"columns": "、".join(HEADS[key][0] for key in NEEDED)})


def _plain(cell: Raw) -> str:
    text = "" if cell is None else str(cell)
    return "".join(text.split()).replace("（", "(").replace("）", ")").lstrip("\ufeff")


def _text(cells: Sequence[Raw], at: int | None) -> str:
    return "" if at is None or at >= len(cells) or cells[at] is None else str(cells[at]).strip()


def _row(number: int, cells: Sequence[Raw], columns: Mapping[str, int]) -> Row:
    told = {key: _text(cells, columns.get(key)) for key in ("batch", "reference", "amount", "paid", "outcome", "reason")}
    return Row(number, **told)


def checked(read: Read, batch: str, sent: Mapping[str, Sent], elsewhere: Mapping[str, str]) -> list[Answer]:
    """What became of which item. Raises ResultFaults naming every row that does not fit; then nothing of it holds.

    `elsewhere` are references of other batches, with these.
    """
    faults: list[str] = []
    answers: list[Answer] = []
    first: dict[str, int] = {}
    for row in read.rows:
        fault = _misplaced(row, batch, sent, elsewhere, first)
        first.setdefault(row.reference, row.number)
        if fault is None:
            answer = _answer(row, sent[row.reference])
            if isinstance(answer, Answer):
                answers.append(answer)
                continue
            fault = answer
        faults.append(_("Row %(row)s: %(fault)s") % {"row": row.number, "fault": fault})
    faults += _against_total(read, _sum(read.rows, "amount"), _sum(read.rows, "paid"))
    if faults:
        more = len(faults) - TOLD
        raise ResultFaults(faults[:TOLD] + ([_("and %(n)s more") % {"n": more}] if more > 0 else []))
    return answers


def _misplaced(
    row: Row, batch: str, sent: Mapping[str, Sent], elsewhere: Mapping[str, str], first: Mapping[str, int]
) -> str | None:
    """Why a row is none of the batch's, or not any more."""
    if row.batch and row.batch != batch:
        return _("it is of the batch %(other)s, not of %(batch)s.") % {"other": row.batch, "batch": batch}
    if not row.reference:
        return _("the reference is missing.")
    if row.reference in elsewhere:
        return _("the reference %(reference)s is of the batch %(other)s.") % {
            "reference": row.reference, "other": elsewhere[row.reference]}
    if row.reference not in sent:
        return _("no line with the reference %(reference)s was sent.") % {"reference": row.reference}
    if row.reference in first:
        return _("the reference stands in row %(row)s already.") % {"row": first[row.reference]}
    if sent[row.reference].is_answered:
        return _("the result of %(reference)s is in already.") % {"reference": row.reference}
    return None


def _answer(row: Row, sent: Sent) -> Answer | str:
    """What became of a line, or what is wrong with its row."""
    amount, paid = _fen(row.amount), _fen(row.paid)
    if amount is None:
        return _("the amount “%(text)s” is no amount in yuan.") % {"text": row.amount}
    if amount != sent.amount_fen:
        return _("the amount is %(told)s yuan, but %(sent)s yuan were sent.") % {
            "told": money.to_yuan(amount), "sent": money.to_yuan(sent.amount_fen)}
    if paid is None:
        return _("the paid amount “%(text)s” is no amount in yuan; write 0 where nothing was paid.") % {"text": row.paid}
    if not 0 <= paid <= sent.amount_fen:
        return _("%(paid)s yuan paid is below nothing, or more than the %(sent)s yuan that were sent.") % {
            "paid": money.to_yuan(paid), "sent": money.to_yuan(sent.amount_fen)}
    outcome = Paid.FAILED if paid == 0 else Paid.PAID if paid == sent.amount_fen else Paid.PARTLY
    told = WORDS.get("".join(row.outcome.split()))
    if row.outcome and told is None:
        return _("the result “%(word)s” is not known; write 成功, 部分 or 失败.") % {"word": row.outcome}
    if told is not None and told is not outcome:
        return _("the result says “%(word)s”, but %(paid)s of %(sent)s yuan were paid.") % {
            "word": row.outcome, "paid": money.to_yuan(paid), "sent": money.to_yuan(sent.amount_fen)}
    if outcome is Paid.FAILED and not row.reason:
        return _("it failed without a reason; write the bank's reason.")
    return Answer(sent.item, outcome, sent.amount_fen, paid, row.reason)


def _against_total(read: Read, amount: int | None, paid: int | None) -> list[str]:
    """What does not agree with the total row; without one nobody knows that the file is whole."""
    if read.total is None:
        return [_("The file has no total row (%(word)s): nobody can see that it is whole.") % {"word": TOTAL}]
    found = []
    for name, told, summed in ((_("amount"), read.total.amount, amount), (_("paid amount"), read.total.paid, paid)):
        total = _fen(told)
        if summed is None:
            continue
        if total is None or total != summed:
            found.append(_("Total row %(row)s, %(column)s: it says %(told)s, the rows come to %(sum)s yuan.") % {
                "row": read.total.number, "column": name, "told": told or "—", "sum": money.to_yuan(summed)})
    return found


def _sum(rows: Iterable[Row], name: str) -> int | None:
    """What the rows come to in fen; None where one can't be read, which is told at its own row."""
    amounts = [_fen(getattr(row, name)) for row in rows]
    return None if None in amounts else sum(amount for amount in amounts if amount is not None)


def _fen(text: str) -> int | None:
    """Whole fen of an amount as people write it; None for what is none, or has parts of a fen."""
    try:
        yuan = Decimal(text.replace(",", "").replace("，", "").replace("￥", "").replace("¥", "").replace("元", "").strip())
    except InvalidOperation:
        return None
    if not yuan.is_finite() or abs(yuan) >= 10**13 or yuan != money.round_half_up(yuan):
        return None
    return money.to_fen(yuan)
