"""Each workbook of the corpus is read as its truth says: no cell is lost, no wrong value taken, each fault found."""

from functools import lru_cache

import pytest
from django.utils import translation

from governance.spreadsheets.cells import parse
from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.matching import match
from governance.spreadsheets.reading import read
from governance.spreadsheets.sheets import RowKind, Sheet, SourceRow, Table
from governance.spreadsheets.wording import is_same_as_above
from tests.spreadsheets.corpus import WORKBOOKS, Ugly
from tests.spreadsheets.corpus.paper import WHY, Truth

CASES = [
    pytest.param(book, truth, id=f"{book.name}:{truth.sheet}" if len(book.truths) > 1 else book.name)
    for book in WORKBOOKS for truth in book.truths
]
# A workbook rarely says in English what is wrong; the codes of the corpus do.
pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def english():
    with translation.override("en"):
        yield


@lru_cache(maxsize=4)
def sheets(name: str) -> dict[str, Sheet]:
    book = next(book for book in WORKBOOKS if book.name == name)
    return {sheet.name: sheet for sheet in read(book.name, book.content).sheets}


def opened(book: Ugly, truth: Truth) -> tuple[Sheet, Table, list[SourceRow]]:
    sheet = sheets(book.name)[truth.sheet]
    table = find_table(sheet)
    assert table is not None
    return sheet, table, list(source_rows(sheet, table, blanks_repeat=truth.blanks_repeat))


def test_the_corpus_is_large_enough():
    assert len(WORKBOOKS) >= 60
    assert len({book.name for book in WORKBOOKS}) == len(WORKBOOKS)


@pytest.mark.parametrize(("book", "truth"), CASES)
def test_each_row_is_told_for_what_it_is(book: Ugly, truth: Truth):
    _sheet, table, rows = opened(book, truth)
    assert table.head_rows == truth.head_rows
    assert {row.number: row.kind.value for row in rows if row.kind != RowKind.BLANK} == truth.kinds
    assert {row.number for row in rows if row.is_hidden} == truth.hidden


@pytest.mark.parametrize(("book", "truth"), CASES)
def test_every_cell_is_accounted_for(book: Ugly, truth: Truth):
    sheet, table, rows = opened(book, truth)
    last = max(column.index for column in table.columns)
    for number, cells in enumerate(sheet.rows()):
        for index, raw in enumerate(cells):
            if raw is None:
                continue
            row = rows[number]
            assert row.number == number and row.kind != RowKind.BLANK
            assert row.cells[index] == raw or (index in row.repeated and is_same_as_above(raw))
            assert row.kind != RowKind.DATA or index <= last


@pytest.mark.parametrize(("book", "truth"), CASES)
def test_each_column_finds_what_it_fills(book: Ugly, truth: Truth):
    _sheet, table, rows = opened(book, truth)
    samples = [row.cells for row in rows if row.kind == RowKind.DATA]
    found = {each.target: each.column for each in match(table.columns, samples, truth.targets) if each.target}
    assert found == truth.columns
    assert truth.blanks_repeat <= {column.index for column in table.columns if column.blanks_repeat}


@pytest.mark.parametrize(("book", "truth"), CASES)
def test_each_value_is_taken_as_it_was_meant_or_refused_at_its_cell(book: Ugly, truth: Truth):
    _sheet, table, rows = opened(book, truth)
    targets = {target.name: target for target in truth.targets}
    units = {column.index: column.unit for column in table.columns}
    data, refused = {}, {}
    for row in rows:
        if row.kind != RowKind.DATA:
            continue
        data[row.number] = {}
        for name, index in truth.columns.items():
            parsed = parse(targets[name], row.cells[index], unit=units[index])
            data[row.number][name] = parsed.text
            if parsed.refusal:
                assert not parsed.text
                codes = [code for code, words in WHY.items() if words in parsed.refusal]
                refused[(row.number, name)] = codes[0] if codes else parsed.refusal
    assert data == truth.data
    assert refused == truth.refused
