"""A scheme goes out as a file and comes in again as it was; what is none is refused in sentences; two courses are laid out."""

import copy
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from governance.spreadsheets.sheets import Unreadable
from governance.spreadsheets.writing import SheetColumn, SheetContent, workbook
from subsidies import examples, schemes
from subsidies.reading import terms_of
from subsidies.rules.what_if import Line, compare
from subsidies.schemes import files, shape, words
from subsidies.schemes.comparing import differences
from tests.subsidies.invented import terms
from tests.subsidies.written import data_of


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", examples.NAMES)
def test_what_goes_out_comes_in_again_in_either_language(name, language):
    told = shape.complete(examples.scheme(name))
    assert schemes.faults_of(told) == []
    with translation.override(language):
        book, text = files.as_workbook(told), files.as_json(told)
        assert files.as_workbook(told) == book, "the same scheme is the same bytes"
    assert shape.complete(files.read("x.json", text)) == told
    # Whether it is an example is no wish of a file.
    assert shape.complete(files.read("x.xlsx", book)) == told | {"is_example": False}


@settings(max_examples=60, deadline=None)
@given(terms())
def test_any_scheme_survives_both_ways_and_is_read_as_its_terms(given_terms):
    told = shape.complete(data_of(given_terms))
    assert schemes.faults_of(told) == []
    assert terms_of(told) == given_terms
    assert shape.complete(files.read("x.json", files.as_json(told))) == told
    again = files.read("x.xlsx", files.as_workbook(told))
    assert differences(told, again) == [] and schemes.faults_of(again) == []


@pytest.mark.parametrize(("name", "content"), [
    ("x.json", b"{"), ("x.json", b'{"cap": 0.3}'), ("x.json", b"[" * 100_000), ("x.xlsx", b"not a workbook"),
    ("x.pdf", b"%PDF-1.4"), ("x.json", b" " * (files.MOST_BYTES + 1)), ("x.csv", "办法,1\n".encode()), ("x.xlsx", b""),
])
def test_what_is_no_scheme_is_refused_in_a_sentence(name, content):
    with pytest.raises(Unreadable) as refused:
        files.read(name, content)
    assert refused.value.message.endswith(("。", "."))


def test_tiers_that_overlap_in_a_sheet_are_refused():
    head = [str(label) for label in words.LINES["rates"].values()]
    book = workbook([
        SheetContent(str(words.SHEETS["scheme"]), [SheetColumn("项目"), SheetColumn("值")], []),
        SheetContent(str(words.SHEETS["clauses"]), [SheetColumn(str(label)) for label in words.LINES["clauses"].values()], []),
        SheetContent(str(words.SHEETS["rates"]), [SheetColumn(one) for one in head],
                     [["1", "5", "0.30", "四"], ["1", "五星", "0.28", "四"]]),
    ])
    with pytest.raises(Unreadable, match="出现两次"):
        files.read("x.xlsx", book)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["rate", "clause", "1", "5"]), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(shape.complete(examples.scheme("by_score")))), anything, st.integers(0, 3))
def test_no_data_breaks_the_checks(part, value, line):
    """Whatever stands where, the faults are sentences: nothing of a file is trusted."""
    told = copy.deepcopy(shape.complete(examples.scheme("by_score")))
    if isinstance(told[part], list) and line < len(told[part]) and isinstance(told[part][line], dict):
        told[part][line][sorted(told[part][line])[0]] = value
    elif isinstance(told[part], dict) and line < 2:
        told[part][sorted(told[part])[0]] = value
    else:
        told[part] = value
    found = schemes.faults_of(told)
    assert all(str(fault).strip() and fault.place is not None for fault in found)


lines = st.builds(
    Line, st.integers(1, 6), st.integers(1, 2), st.builds(date, st.integers(2021, 2023), st.integers(1, 12), st.just(1)),
    st.sampled_from(["entitled", "no_star", "vetoed"]), st.integers(0, 5), st.just(Decimal("0.1")), st.just(Decimal(1)),
    st.integers(0, 10_000), st.integers(0, 10_000),
)
courses = st.lists(lines, max_size=40, unique_by=lambda line: (line.courtyard, line.month))


@settings(max_examples=300, deadline=None)
@given(courses, courses)
def test_the_parts_sum_to_the_whole_whatever_the_order(before, after):
    found = compare(before, after)
    assert found.total.before == sum(line.fen for line in before) and found.total.after == sum(line.fen for line in after)
    for parts in (found.years, found.streets, found.stars, found.courtyards):
        assert sum(one.more for one in parts.values()) == found.total.more
        assert sum(one.district_after for one in parts.values()) == found.total.district_after
    assert sum(change.more for change in found.changes) == found.total.more
    assert sum(one.more for _key, one in (*found.winners, *found.losers)) == found.total.more
    turned = compare(before[::-1], after[::-1])
    assert (turned.total, turned.changes) == (found.total, found.changes)
    assert compare(after, after).changes == []
