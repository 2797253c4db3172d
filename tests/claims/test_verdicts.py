"""The rule: the figures of the study (1.4, 1.5) and of the reference case, and what holds for any figure."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from governance.claims.rules.printed import Printed, Unit, read
from governance.claims.rules.sentences import explain
from governance.claims.rules.verdicts import AGREES, LABELS, Alternative, Figure, Verdict, fits, judge, nearest_count
from governance.indicators.definitions import Words


def share(numerator, denominator, **more):
    return Figure(numerator, denominator, Unit.PERCENT, **more)


def count(number, measure=""):
    return Figure(number, None, Unit.COUNT, measure)


def yuan(amount):
    return Figure(Decimal(amount), None, Unit.YUAN)


def other(kind, name, figure):
    return Alternative(kind, Words(name, name), figure)


THREE_NO = other(Verdict.OTHER_POPULATION, "三无楼院", share(565, 577))
MAY = other(Verdict.OTHER_DAY, "2022-05-31", share(159, 162))
ORGANISATION = other(Verdict.OTHER_INDICATOR, "党组织覆盖率", share(46, 162))
SUM = other(Verdict.OTHER_INDICATOR, "相加", share(161, 162, addends=(46, 115)))

CASES = [
    # printed, computed, alternatives, verdict, what the sentence must say
    ("987", count(987), (), Verdict.EQUAL, "987"),
    ("59%", share(577, 987), (), Verdict.UNEXPLAINED, "577÷987=58.46%，四舍五入为 58%"),
    ("12.9%", share(21, 162), (), Verdict.TRUNCATED, "四舍五入应为 13.0%"),
    ("13.0%", share(21, 162), (), Verdict.ROUNDED, "四舍五入保留一位小数为 13.0%"),
    ("12.96%", share(21, 162), (), Verdict.EQUAL, "21÷162=12.96%"),
    ("96.7%", share(558, 577), (), Verdict.ROUNDED, "558÷577=96.71%"),
    ("98%", share(967, 987), (), Verdict.ROUNDED, "967÷987=97.97%，四舍五入取整为 98%"),
    ("98%", share(161, 162, measure="家"), (), Verdict.UNEXPLAINED, "“98%”约合 159（158.76）家，系统为 161家"),
    ("98%", share(161, 162), (MAY,), Verdict.OTHER_DAY, "2022-05-31为 159÷162=98.15%"),
    ("98%", share(900, 987), (THREE_NO, MAY), Verdict.OTHER_POPULATION, "按“三无楼院”计为 565÷577=97.92%"),
    ("28.4%", share(161, 162), (ORGANISATION,), Verdict.OTHER_INDICATOR, "46÷162=28.40%"),
    ("99%", share(130, 162), (ORGANISATION, SUM), Verdict.OTHER_INDICATOR, "（46+115）÷162=99.38%"),
    ("46家", share(46, 162), (), Verdict.EQUAL, "46"),
    ("162家", share(46, 162), (), Verdict.OTHER_PARTS, "分母"),
    ("171%", share(577, 987), (), Verdict.OTHER_PARTS, "987÷577=171.06%"),
    ("97.7%", share(564, 987), (other(Verdict.OTHER_POPULATION, "三无楼院", share(577, 577)),), Verdict.OTHER_PARTS,
     "564÷577=97.75%"),
    ("1200余", count(1206), (), Verdict.APPROXIMATE, "1,200 至 1,300"),
    ("1100多个", count(1108), (), Verdict.APPROXIMATE, "1,100 至 1,200"),
    ("12000余人", count(12040), (), Verdict.APPROXIMATE, "12,000 至 13,000"),
    ("570余", count(572), (), Verdict.APPROXIMATE, "570 至 580"),
    ("570余", count(580), (), Verdict.UNEXPLAINED, "少 10"),
    ("570余", count(569), (), Verdict.UNEXPLAINED, "多 1"),
    ("近1000", count(987), (), Verdict.APPROXIMATE, "0 至 1,000"),
    ("95%以上", share(967, 987), (), Verdict.APPROXIMATE, "不少于 95%"),
    ("不足3%", share(2, 100), (), Verdict.APPROXIMATE, "不超过 3%"),
    ("约100万元", yuan("1000000.00"), (), Verdict.APPROXIMATE, "950,000元 至 1,050,000元"),
    ("80万元", yuan("800000.00"), (), Verdict.EQUAL, "800,000元"),
    ("80万元", yuan("803200.00"), (), Verdict.ROUNDED, "四舍五入取整为 800,000元"),
    ("100%", share(577, 577), (), Verdict.EQUAL, "577÷577=100%"),
    ("100%", share(986, 987), (), Verdict.ROUNDED, "四舍五入取整为 100%"),
    ("74%", share(Decimal("338180.00"), Decimal("457000.00")), (), Verdict.EQUAL, "=74%"),
    ("3个百分点", share(1, 2), (), Verdict.INCOMPARABLE, "百分点"),
    ("50%", share(0, 0), (), Verdict.INCOMPARABLE, "算不出"),
    ("50%", count(50), (), Verdict.INCOMPARABLE, "计量单位不同"),
    ("50元", count(50), (), Verdict.INCOMPARABLE, "计量单位不同"),
]


@pytest.mark.parametrize(("printed", "figure", "alternatives", "verdict", "said"), CASES)
def test_a_printed_figure_is_judged(printed, figure, alternatives, verdict, said):
    found = judge(read(printed), figure, alternatives)
    sentence = explain(found)
    assert found.verdict is verdict, sentence.zh
    assert said in sentence.zh and sentence.en.endswith(".")


def test_the_alternatives_are_tried_in_the_order_of_honesty():
    everything = [SUM, ORGANISATION, MAY, THREE_NO]
    found = [judge(read("98%"), share(900, 987), everything[:n]).verdict for n in (2, 3, 4)]
    assert found == [Verdict.UNEXPLAINED, Verdict.OTHER_DAY, Verdict.OTHER_POPULATION]


def test_every_verdict_has_its_words():
    assert set(LABELS) == set(Verdict) and all(words.zh and words.en for words in LABELS.values())


shares = st.integers(1, 3000).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))


def printed_as(number: Fraction, step: Decimal) -> Printed:
    return Printed("", Decimal(number.numerator) / Decimal(number.denominator), step, Unit.PERCENT)


def blank(step: Decimal) -> Printed:
    return Printed("", Decimal(0), step, Unit.PERCENT)


@given(shares, st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.01"), Decimal("0.001")]))
def test_what_is_rounded_half_up_from_the_computed_always_agrees(parts, step):
    figure = share(*parts)
    found = judge(printed_as(blank(step).rounded(figure.exact), step), figure)
    assert found.verdict in AGREES and explain(found).zh


@given(shares, st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.01")]))
def test_what_is_cut_off_is_called_so_unless_it_is_rounded_too(parts, step):
    figure = share(*parts)
    cut, rounded = blank(step).cut(figure.exact), blank(step).rounded(figure.exact)
    found = judge(printed_as(cut, step), figure).verdict
    assert found in AGREES if cut == rounded else found is Verdict.TRUNCATED
    assert cut <= figure.exact < cut + Fraction(step) and cut <= rounded


@given(shares, shares, st.sampled_from([Decimal(1), Decimal("0.1")]))
def test_the_larger_figure_is_never_printed_smaller(one, two, step):
    low, high = sorted([share(*one).exact, share(*two).exact])
    assert blank(step).rounded(low) <= blank(step).rounded(high) and blank(step).cut(low) <= blank(step).cut(high)


@given(shares, st.integers(0, 100), st.integers(0, 100))
def test_more_per_cent_are_no_fewer_records(parts, one, two):
    low, high = (nearest_count(read(f"{value}%"), share(*parts)) for value in sorted((one, two)))
    assert low[0] <= high[0] <= parts[1]


@given(shares, st.integers(0, 100), st.booleans())
def test_a_figure_that_does_not_agree_is_off_by_a_whole_printed_digit_or_cut(parts, value, with_more):
    figure, printed = share(*parts), read(f"{value}%")
    found = judge(printed, figure, [THREE_NO, MAY, ORGANISATION] if with_more else [])
    assume(found.verdict not in AGREES)
    assert abs(figure.exact - value) >= Fraction(1, 2) and explain(found).en
    assert (found.verdict is Verdict.TRUNCATED) == (fits(printed, figure.exact) is Verdict.TRUNCATED)


@given(st.integers(10, 99_999), st.integers(0, 120_000))
def test_over_a_number_is_at_least_that_and_less_than_the_next_of_its_kind(value, number):
    printed = read(f"{value}余")
    agrees = judge(printed, count(number)).verdict in AGREES
    assert agrees == (value <= number < value + printed.coarse)
