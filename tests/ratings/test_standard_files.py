"""A standard goes out as a file and comes in again as it was; what is none is refused in sentences."""

import io
import json

import pytest
import xlsxwriter
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.spreadsheets.sheets import Unreadable
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from ratings import examples, standards
from ratings.choices import ItemKind
from ratings.standards import files, words
from ratings.standards.comparing import differences
from ratings.standards.shape import complete
from tests.ratings.invented import standards as invented
from tests.ratings.written import data_of_rule


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", examples.NAMES)
def test_what_goes_out_comes_in_again_in_either_language(name, language):
    told = complete(examples.standard(name))
    with translation.override(language):
        book, text = files.as_workbook(told), files.as_json(told)
        assert files.as_workbook(told) == book, "the same standard is the same bytes"
    assert files.read("x.json", text) == told
    # Whether it is an example is no wish of a file.
    assert files.read("x.xlsx", book) == told | {"is_example": False}


@settings(max_examples=40, deadline=None)
@given(invented())
def test_any_standard_survives_both_ways(rule):
    told = complete(data_of_rule(rule))
    assert files.read("x.json", files.as_json(told)) == told
    assert files.read("x.xlsx", files.as_workbook(told)) == told
    assert differences(told, files.read("x.xlsx", files.as_workbook(told))) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("x.json", b"{"), ("x.json", b"\xff\xfe{"), ("x.json", b'{"total": 0.1}'), ("x.json", b'{"total": NaN}'),
        ("x.json", b"[" * 100_000), ("x.xlsx", b"not a workbook"), ("x.pdf", b"%PDF-1.4"),
        ("x.json", b" " * (files.MOST_BYTES + 1)), ("x.csv", "标准,1\n".encode()), ("x.xlsx", b""),
    ],
)
def test_what_is_no_standard_is_refused_in_a_sentence(name, content):
    with pytest.raises(Unreadable) as refused:
        files.read(name, content)
    assert refused.value.message.endswith(("。", "."))


def test_a_workbook_without_its_sheets_says_which():
    name = str(words.SHEETS["standard"])
    book = workbook([SheetContent(name, [SheetColumn("项目"), SheetColumn("值")], [["名称", "x"]])])
    with pytest.raises(Unreadable, match="星级"):
        files.read("x.xlsx", book)


def test_numbers_that_a_person_typed_in_excel_are_read_exactly():
    plain, of_item = words.PLAIN, words.LINES["items"]
    kind = ItemKind.FAULTS.label
    typed = ("code", "category", "title", "kind", "full_mark", "per_unit")
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        for title, rows in {
            "standard": [["项目", "值"], [str(plain["key"]), "typed"], [str(plain["title"]), "手填"], [str(plain["total"]), 100]],
            "stars": [["星级", "界限"], [5, 90.5], [4, 80]],
            "categories": [[str(words.LINES["categories"][part]) for part in ("code", "title")], ["A", "甲"]],
            "items": [[str(of_item[part]) for part in typed], ["A1", "A", "项", str(kind), 100, 0.1]],
        }.items():
            sheet = book.add_worksheet(str(words.SHEETS[title]))
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    told = files.read("x.xlsx", out.getvalue())
    assert (told["total"], told["bounds"], told["items"][0]["per_unit"]) == ("100", {"5": "90.5", "4": "80"}, "0.1")
    assert (told["key"], told["title"], told["items"][0]["kind"]) == ("typed", "手填", "faults")


names = st.sampled_from(["code", "title", "5", "street"])
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(complete(examples.standard("weighted")))), anything, st.integers(0, 3))
def test_no_data_breaks_the_checks(part, value, line):
    """Whatever stands where, the faults are sentences: nothing of a file is trusted."""
    told = json.loads(json.dumps(complete(examples.standard("weighted"))))
    if isinstance(told[part], list) and line < 3:
        told[part][0][sorted(told[part][0])[line]] = value
    else:
        told[part] = value
    assert all(str(fault).strip() and fault.place is not None for fault in standards.faults_of(told))


def test_differences_are_told_line_by_line():
    before = complete(examples.standard("weighted"))
    after = json.loads(json.dumps(before))
    after["items"][0]["full_mark"], after["bounds"]["5"], after["publicity_days"] = "90", "92", 7
    after["vetoes"] = after["vetoes"][1:]
    del after["weights"]["survey"]
    told = [(one.table, one.code, one.part, one.before, one.after) for one in differences(before, after)]
    assert told == [
        ("", "", "publicity_days", 5, 7), ("weights", "survey", "weights", "30", None), ("bounds", "5", "bounds", "91", "92"),
        ("items", "S01", "full_mark", "100", "90"), ("vetoes", "V1", "title", before["vetoes"][0]["title"], None),
    ]
    assert differences(before, before) == []


@pytest.mark.parametrize(
    ("bounds", "tops", "said"),
    [
        ({"4": "86", "3": "81"}, {"3": "85"}, "85.01 至 85.99"), ({"4": "86", "3": "81"}, {"3": "85.99"}, ""),
        ({"4": "86", "3": "81"}, {"3": "86"}, "86 至 86 分同时"), ({"4": "86", "3": "81"}, {"3": "80"}, "低于其下限"),
        ({"5": "90"}, {"5": "99"}, "99.01 至 100"), ({"5": "90"}, {"5": "100"}, ""), ({"5": "90"}, {"4": "89"}, "有下限的星级"),
    ],
)
def test_holes_between_printed_bands_are_named(bounds, tops, said):
    told = complete(examples.standard("weighted")) | {"bounds": bounds, "tops": tops}
    found = [str(fault) for fault in standards.faults_of(told)]
    assert (said in "".join(found)) if said else found == [], found
