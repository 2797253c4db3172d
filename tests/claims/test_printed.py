"""A printed figure: value, precision, manner."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.claims.rules.printed import Manner, Unit, Unreadable, figures, read


@pytest.mark.parametrize(("text", "value", "step", "unit", "manner"), [
    ("59%", "59", "1", Unit.PERCENT, Manner.EXACT),
    ("12.9%", "12.9", "0.1", Unit.PERCENT, Manner.EXACT),
    ("100.00 %", "100", "0.01", Unit.PERCENT, Manner.EXACT),
    ("９８．５％", "98.5", "0.1", Unit.PERCENT, Manner.EXACT),
    ("百分之百", "100", "1", Unit.PERCENT, Manner.EXACT),
    ("百分之九十八点五", "98.5", "0.1", Unit.PERCENT, Manner.EXACT),
    ("百分之98", "98", "1", Unit.PERCENT, Manner.EXACT),
    ("近六成", "60", "10", Unit.PERCENT, Manner.NEARLY),
    ("九成八", "98", "1", Unit.PERCENT, Manner.EXACT),
    ("987", "987", "1", Unit.COUNT, Manner.EXACT),
    ("1,108个", "1108", "1", Unit.COUNT, Manner.EXACT),
    ("1200余位", "1200", "1", Unit.COUNT, Manner.OVER),
    ("1100多", "1100", "1", Unit.COUNT, Manner.OVER),
    ("80多万人", "800000", "10000", Unit.COUNT, Manner.OVER),
    ("1.2万户", "12000", "1000", Unit.COUNT, Manner.EXACT),
    ("约100万元", "1000000", "10000", Unit.YUAN, Manner.ABOUT),
    ("3亿元", "300000000", "100000000", Unit.YUAN, Manner.EXACT),
    ("95%以上", "95", "1", Unit.PERCENT, Manner.AT_LEAST),
    ("不足3人", "3", "1", Unit.COUNT, Manner.AT_MOST),
    ("提高", None, None, None, None),
    ("3个百分点", "3", "1", Unit.POINTS, Manner.EXACT),
    ("59%左右", "59", "1", Unit.PERCENT, Manner.ABOUT),
    ("", None, None, None, None),
    ("5月3日", None, None, None, None),
    ("百分之点", None, None, None, None),
])
def test_a_printed_figure_is_read(text, value, step, unit, manner):
    if value is None:
        with pytest.raises(Unreadable):
            read(text)
        return
    found = read(text)
    assert (found.value, found.step, found.unit, found.manner) == (Decimal(value), Decimal(step), unit, manner)


@given(st.text(alphabet="0123456789一二三百万亿零点成余多约近%％元个家百分之， 。年", max_size=40))
def test_every_digit_of_a_text_stands_in_a_figure_and_no_text_breaks_the_reader(text):
    covered = set()
    for start, end, figure in figures(text):
        assert 0 <= start < end <= len(text) and figure.text == text[start:end]
        covered |= set(range(start, end))
    assert {at for at, sign in enumerate(text) if sign in "0123456789"} <= covered
