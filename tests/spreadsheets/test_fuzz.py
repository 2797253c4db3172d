"""Harmed files: cut off, with turned bits, with parts exchanged. They are read or refused; nothing else happens."""

import io
import random
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.reading import read, read_pasted
from governance.spreadsheets.sheets import RowKind, Unreadable
from tests.spreadsheets.corpus import WORKBOOKS

NAMES = (
    "courtyard_ledger.xlsx", "bordered.xlsx", "all_ledgers.xlsx", "days.xls", "errors.xls", "merged_down.xls", "hidden_rows.ods",
    "page.xls", "gbk.csv", "utf16.csv", "marks.txt",
)
BOOKS = {book.name: book for book in WORKBOOKS if book.name in NAMES}


def taken(name: str, content: bytes) -> bool:
    """Reads all of it; whether it was a workbook."""
    try:
        book = read(name, content)
        for sheet in book.sheets:
            table = find_table(sheet)
            rows = source_rows(sheet, table) if table else sheet.rows()
            assert sum(1 for _row in rows) >= sheet.height
    except Unreadable as refused:
        assert refused.message
        return False
    return True


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_cut_off(name):
    content = BOOKS[name].content
    for end in range(0, len(content), max(len(content) // 150, 1)):
        whole = taken(name, content[:end])
        # A package without its end is never taken for a whole one.
        assert not (whole and content.startswith(b"PK"))


@pytest.mark.parametrize("name", NAMES)
def test_turned_bits(name):
    content, chance = BOOKS[name].content, random.Random(name)
    for _round in range(120):
        harmed = bytearray(content)
        for _bit in range(chance.choice((1, 1, 4, 40))):
            harmed[chance.randrange(len(harmed))] ^= 1 << chance.randrange(8)
        taken(name, bytes(harmed))


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(("xlsx", "ods"))])
def test_turned_bits_inside_the_package(name):
    source, chance = zipfile.ZipFile(io.BytesIO(BOOKS[name].content)), random.Random(name)
    parts = {each: source.read(each) for each in source.namelist()}
    for _round in range(120):
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
            chosen = chance.choice(list(parts))
            for each, data in parts.items():
                target.writestr(each, _harmed(data, chance) if each == chosen else data)
        taken(name, out.getvalue())


def _harmed(data: bytes, chance: random.Random) -> bytes:
    if not data or chance.random() < 0.1:
        return b""
    if chance.random() < 0.3:
        return data[: chance.randrange(len(data))]
    if chance.random() < 0.4:
        pieces = data.split(b"<")
        one, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        pieces[one], pieces[other] = pieces[other], pieces[one]
        return b"<".join(pieces)
    harmed = bytearray(data)
    for _bit in range(chance.choice((1, 5, 30))):
        harmed[chance.randrange(len(harmed))] = chance.randrange(256)
    return bytes(harmed)


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=2_000), st.sampled_from(("a.xlsx", "a.xls", "a.ods", "a.csv", "a.txt")),
       st.sampled_from((b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"\xff\xfe", b"<html>", b"%PDF-1.4")))
def test_any_bytes(content, name, begin):
    taken(name, begin + content)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=400))
def test_any_pasted_block(text):
    try:
        book = read_pasted(text)
    except Unreadable:
        return
    sheet = book.sheets[0]
    table = find_table(sheet)
    if table:
        assert all(row.kind == RowKind.BLANK or any(cell is not None for cell in row.cells) for row in source_rows(sheet, table))
