"""What a sheet without a table, a long one, or one of a single column is."""

import tracemalloc
from datetime import date

from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.reading import read_pasted
from governance.spreadsheets.sheets import RowKind, Sheet

HEAD = ["序号", "楼院名称", "户数", "建筑面积(㎡)", "登记日期"]


def test_figures_without_a_head_are_no_table():
    assert find_table(read_pasted("一院\t3\t4.5\n二院\t4\t5.5\n").sheets[0]) is None


def test_a_single_column():
    sheet = read_pasted("楼院名称\n一院\n二院\n").sheets[0]
    table = find_table(sheet)
    assert table and [row.kind for row in source_rows(sheet, table)] == [RowKind.HEAD, RowKind.DATA, RowKind.DATA]


def test_a_column_that_begins_far_down_is_one_of_the_table():
    rows = [HEAD, *([number, "院", 1, 2, None] for number in range(500))]
    rows[450] = [*rows[450], "特别说明"]
    table = find_table(Sheet("s", lambda: iter([list(row) for row in rows]), len(rows), 6))
    assert table and [column.index for column in table.columns] == list(range(6))


def test_sheets_of_one_layout_have_one_signature():
    texts = ("标题\n楼院\t户数\n一院\t3\n", "楼院\t户数\n甲院\t9\n乙院\t8\n")
    one, other = (find_table(read_pasted(text).sheets[0]) for text in texts)
    assert one and other and one.signature == other.signature and one.head_rows != other.head_rows


def test_a_long_sheet_streams():
    def rows():
        yield list(HEAD)
        for number in range(20_000):
            yield [number, f"航海路{number}号院", "同上" if number % 3 else number, 3.5, date(2021, 3, 5)]

    sheet = Sheet("s", rows, 20_001, 5, hidden_rows=frozenset({7}))
    table = find_table(sheet)
    assert table
    tracemalloc.start()
    count = sum(row.kind == RowKind.DATA for row in source_rows(sheet, table))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 20_000
    # The texts that are looked at again are kept in a cache of fixed size.
    assert peak < 12_000_000
