"""The bank's answer: whatever does not fit is named by its row, and then nothing of the file is taken in."""

import pytest

from governance.models import Change
from governance.registers.declarations import Refused
from governance.spreadsheets.sheets import Unreadable
from subsidies.models import FundEntry, PaymentLine, ResultFile, ResultLine
from subsidies.payments import files, results, services
from subsidies.payments.choices import Paid
from tests.payments.office import AFTER, AMOUNTS, FEBRUARY, answer, cells, written


@pytest.fixture
def sent(office):
    batch = office.sent()
    return office, batch


def refused(office, batch, content):
    """The faults of a file; and that it wrote nothing."""
    before = (Change.objects.count(), FundEntry.objects.count())
    with pytest.raises(results.ResultFaults) as told:
        office.take_in(batch, content)
    assert (Change.objects.count(), FundEntry.objects.count()) == before
    assert not ResultFile.objects.exists() and not ResultLine.objects.exists() and not PaymentLine.objects.exists()
    return told.value.faults


def changed(batch, row, column, value):
    rows = cells(answer(batch))
    rows[row][column] = value
    return written(rows)


def test_the_file_has_a_line_for_each_courtyard_and_a_total_in_figures_and_capitals(sent):
    _office, batch = sent
    head, *rows, total = cells(files.as_csv(batch.number, files.rows_of(batch.files.get())))
    assert head[2] == "参考号" and [row[7] for row in rows] == ["300.00", "600.17", "3703.70"]
    assert all(row[6] == "6222000000000001" and row[0] == batch.number for row in rows)
    assert total[1] == "合计" and total[7] == "4603.87" and total[4] == "大写：肆仟陆佰零叁元捌角柒分"
    assert batch.files.get().total_fen == sum(AMOUNTS)


def test_the_workbook_says_the_same_and_is_read_back(sent):
    office, batch = sent
    sheet = files.as_workbook(batch.number, files.rows_of(batch.files.get()), office.laid.round.standard.district and _moment())
    assert sheet == files.as_workbook(batch.number, files.rows_of(batch.files.get()), _moment())
    read = results.read("x.xlsx", sheet)
    assert [(row.reference[-4:], row.amount) for row in read.rows] == [("0001", "300"), ("0002", "600.17"), ("0003", "3703.7")]
    assert read.total is not None and read.total.amount == "4603.87"


def _moment():
    from datetime import UTC, datetime

    return datetime(2021, 4, 12, tzinfo=UTC)


def test_an_unknown_line_is_named(sent):
    office, batch = sent
    faults = refused(office, batch, changed(batch, 2, 2, "990301-202101-01-0099"))
    assert len(faults) == 1 and "第 3 行" in faults[0] and "990301-202101-01-0099" in faults[0]


def test_an_amount_that_differs_is_named(sent):
    office, batch = sent
    faults = refused(office, batch, changed(batch, 1, 7, "300.01"))
    assert "第 2 行" in faults[0] and "300.01" in faults[0] and "300.00" in faults[0]
    assert "合计行" in faults[1]


def test_a_sum_that_does_not_match_is_refused(sent):
    office, batch = sent
    faults = refused(office, batch, changed(batch, 4, 9, "4603.86"))
    assert len(faults) == 1 and "4603.86" in faults[0] and "4603.87" in faults[0]
    assert refused(office, batch, answer(batch, total=False))


def test_another_batch_is_refused(sent):
    office, batch = sent
    office.compute(FEBRUARY)
    other = office.sent("2021-02")
    faults = refused(office, batch, answer(other))
    assert len(faults) == 3 and all(other.number in fault for fault in faults)
    rows = cells(answer(other))
    for row in rows[1:]:
        row[0] = ""
    assert all(other.number in fault for fault in refused(office, batch, written(rows)))


@pytest.mark.parametrize(
    ("column", "value"),
    [(9, "300.01"), (9, "-1"), (9, "many"), (9, ""), (9, "299.999"), (10, "失败"), (10, "怎样"), (2, ""), (7, ""), (7, "NaN")],
)
def test_odd_cells_are_named(sent, column, value):
    office, batch = sent
    faults = refused(office, batch, changed(batch, 1, column, value))
    assert "第 2 行" in faults[0]


def test_a_failure_without_a_reason_is_refused(sent):
    office, batch = sent
    assert "第 2 行" in refused(office, batch, answer(batch, _0001="0", reason=""))[0]


def test_a_line_twice_in_a_file_is_refused(sent):
    office, batch = sent
    rows = cells(answer(batch))
    faults = refused(office, batch, written([rows[0], rows[1], *rows[1:]]))
    assert "第 3 行" in faults[0]


def test_all_faults_are_told_at_once(sent):
    office, batch = sent
    rows = cells(answer(batch))
    rows[1][9], rows[2][2], rows[3][7] = "1000", "x", "1"
    assert len(refused(office, batch, written(rows))) == 5


@pytest.mark.parametrize("content", [b"", b"a,b\r\n1,2\r\n", b"PK\x03\x04broken", b"%PDF-1.4"])
def test_what_is_no_result_file_is_refused(sent, content):
    office, batch = sent
    before = Change.objects.count()
    with pytest.raises(Unreadable):
        office.take_in(batch, content)
    assert Change.objects.count() == before and not ResultFile.objects.exists()


def test_the_same_file_is_taken_in_once_whatever_its_name(sent):
    office, batch = sent
    content = answer(batch)
    office.take_in(batch, content)
    with pytest.raises(Refused, match=batch.number):
        office.take_in(batch, content, name="other.csv")
    assert ResultFile.objects.count() == 1 and ResultLine.objects.count() == 3


def test_an_answer_in_two_files_line_by_line(sent):
    office, batch = sent
    rows = cells(answer(batch))
    first, second = [rows[0], rows[1], rows[4]], [rows[0], *rows[2:]]
    first[-1] = ["", "合计", "", "", "", "", "", "300.00", "", "300.00", "", ""]
    second[-1] = ["", "合计", "", "", "", "", "", "4303.87", "", "4303.87", "", ""]
    office.take_in(batch, written(first))
    assert [office.item(batch, number).state for number in range(3)] == ["paid", "sent", "sent"]
    with pytest.raises(results.ResultFaults):
        office.take_in(batch, written([*first[:1], [*first[1][:-1], "again"], first[-1]]))
    office.take_in(batch, written(second))
    assert {office.item(batch, number).outcome for number in range(3)} == {Paid.PAID}
    services.close(batch=batch, on=AFTER, by=office.finance2)
