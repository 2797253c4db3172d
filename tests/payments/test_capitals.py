"""Amounts in Chinese capitals: the examples of 《支付结算办法》, and that every amount can be read back."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from subsidies.rules.capitals import DIGITS, MOST_FEN, NotAnAmount, capitals

UNITS = {"拾": 10, "佰": 100, "仟": 1000}
BIG = {"万": 10**4, "亿": 10**8, "兆": 10**12}


@pytest.mark.parametrize(
    ("fen", "words"),
    [
        (3600, "叁拾陆元整"), (0, "零元整"), (1, "壹分"), (10, "壹角整"), (32, "叁角贰分"), (100, "壹元整"), (1000, "壹拾元整"),
        (1005, "壹拾元零伍分"), (140950, "壹仟肆佰零玖元伍角整"), (600714, "陆仟零柒元壹角肆分"),
        (168032, "壹仟陆佰捌拾元零叁角贰分"),
        (10700053, "壹拾万柒仟元零伍角叁分"), (1640902, "壹万陆仟肆佰零玖元零贰分"), (32504, "叁佰贰拾伍元零肆分"),
        (10_000_0000, "壹佰万元整"), (10_005_0000, "壹佰万零伍佰元整"), (100_000_001_00, "壹亿零壹元整"),
        (100_010_000_00, "壹亿零壹万元整"), (4444441, "肆万肆仟肆佰肆拾肆元肆角壹分"), (MOST_FEN, None),
    ],
)
def test_examples(fen, words):
    written = capitals(fen)
    assert words is None or written == words
    assert read(written) == fen


@pytest.mark.parametrize("fen", [-1, -3600, MOST_FEN + 1])
def test_what_is_no_amount_is_refused(fen):
    with pytest.raises(NotAnAmount):
        capitals(fen)


@given(st.one_of(st.integers(0, MOST_FEN), st.integers(0, 10**9), st.integers(0, 10**6).map(lambda n: n * 10_000)))
def test_every_amount_is_read_back(fen):
    words = capitals(fen)
    assert read(words) == fen
    assert "零零" not in words and not re.search(r"零[元万亿兆]", words.removeprefix("零元"))
    assert words.endswith("整") == (fen % 10 == 0)


@given(st.integers(0, MOST_FEN - 1))
def test_two_amounts_are_never_written_alike(fen):
    assert capitals(fen) != capitals(fen + 1)


def read(words):
    """The other way round, by another method than the writer's: from left to right, with a running group."""
    whole, _, rest = words.partition("元") if "元" in words else ("", "", words)
    fen = 0
    for amount, unit in re.findall(r"([壹贰叁肆伍陆柒捌玖])([角分])", rest):
        fen += DIGITS.index(amount) * (10 if unit == "角" else 1)
    total, group, digit = 0, 0, 0
    for sign in whole:
        if sign in DIGITS:
            digit = DIGITS.index(sign)
        elif sign in UNITS:
            group, digit = group + digit * UNITS[sign], 0
        else:
            total, group, digit = total + (group + digit) * BIG[sign], 0, 0
    return (total + group + digit) * 100 + fen
