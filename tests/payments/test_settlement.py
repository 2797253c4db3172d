"""Composing and allocating as pure arithmetic: nothing negative is paid, and every fen is somewhere."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from subsidies.rules.clawbacks import OPEN, WAY, ClaimDeed, ClaimStep, NotFromHere, after
from subsidies.rules.settlement import Owed, allocate, compose, take
from subsidies.rules.spans import Span, SpanKind

FEN = st.integers(-50_000, 50_000).filter(bool)
DUES = st.lists(st.tuples(st.integers(1, 4), FEN), max_size=25)


def numbered(dues):
    return [(courtyard, (line, fen)) for line, (courtyard, fen) in enumerate(dues, start=1)]


@given(DUES, st.lists(st.tuples(st.integers(1, 4), st.lists(st.integers(1, 30_000), min_size=1, max_size=3)), max_size=5))
def test_items_and_claims_hold_every_fen(dues, claims):
    told, owed, line = numbered(dues), {}, 1000
    for number, (courtyard, parts) in enumerate(claims):
        lines = tuple((line + at, -part) for at, part in enumerate(parts))
        line += len(parts)
        owed.setdefault(courtyard, []).append(Owed(number, sum(parts), lines))
    made = compose(told, owed)
    assert not set(made.items) & set(made.claims)
    for courtyard in {courtyard for courtyard, _share in told}:
        total = sum(fen for at, (_line, fen) in told if at == courtyard)
        if total > 0:
            item = made.items[courtyard]
            assert item.gross_fen == total and 0 <= item.amount_fen <= total
            assert item.set_off_fen == min(total, sum(one.outstanding_fen for one in owed.get(courtyard, ())))
            assert all(fen < 0 for _line, fen in item.set_off)
        elif total < 0:
            assert sum(fen for _line, fen in made.claims[courtyard]) == total
        else:
            assert courtyard not in made.items and courtyard not in made.claims


@given(st.lists(FEN, min_size=1, max_size=12), st.data())
def test_a_payment_in_part_settles_what_it_comes_to(amounts, data):
    total = sum(amounts)
    assume(total > 0)
    shares = list(enumerate(amounts))
    paid = data.draw(st.integers(1, total))
    found = allocate(shares, paid)
    assert sum(fen for _line, fen in found) == paid
    assert len({line for line, _fen in found}) == len(found)
    for line, fen in found:
        assert fen == amounts[line] if amounts[line] < 0 else 0 < fen <= amounts[line]
    assert {line for line, fen in shares if fen < 0} <= {line for line, _fen in found}
    if paid == total:
        assert sorted(found) == sorted(shares)


@given(st.lists(FEN, min_size=1, max_size=12), st.data())
def test_two_payments_in_part_come_to_the_whole(amounts, data):
    total = sum(amounts)
    assume(total > 1)
    first = data.draw(st.integers(1, total - 1))
    shares = list(enumerate(amounts))
    found = dict(allocate(shares, first))
    rest = [(line, fen - found.get(line, 0)) for line, fen in shares if fen != found.get(line, 0)]
    assert sum(fen for _line, fen in allocate(rest, total - first)) == total - first


@pytest.mark.parametrize("paid", [0, -1, 101])
def test_more_than_is_owed_is_no_payment(paid):
    with pytest.raises(ValueError):
        allocate([(1, 100)], paid)


def test_no_more_is_taken_back_than_the_lines_come_to():
    assert take([(1, -30), (2, -20)], 40) == [(1, -30), (2, -10)]
    with pytest.raises(ValueError):
        take([(1, -30)], 31)


@pytest.mark.parametrize(
    ("name", "kind", "first", "last"),
    [("2021-12", SpanKind.MONTH, "2021-12", "2021-12"), ("2021Q4", SpanKind.QUARTER, "2021-10", "2021-12"),
     ("2021H2", SpanKind.HALF, "2021-07", "2021-12"), ("2021", SpanKind.YEAR, "2021-01", "2021-12")],
)
def test_spans_by_name(name, kind, first, last):
    span = Span.parse(name)
    assert (span.kind, str(span.start), str(span.last), str(span)) == (kind, first, last, name)
    assert Span.of(kind, span.last) == span


@pytest.mark.parametrize("name", ["", "21Q1", "2021Q5", "2021H3", "2021-13", "2021Q", "2021-1", "0000", "2021H1 "])
def test_other_names_are_refused(name):
    with pytest.raises(ValueError):
        Span.parse(name)


@pytest.mark.parametrize("step", list(ClaimStep))
@pytest.mark.parametrize("deed", list(ClaimDeed))
def test_a_claim_goes_only_where_the_table_leads(step, deed):
    if (step, deed) not in WAY:
        with pytest.raises(NotFromHere):
            after(step, deed, 1)
    else:
        assert after(step, deed, 1) is WAY[step, deed]
        assert step in OPEN
        settles = deed in (ClaimDeed.REPAY, ClaimDeed.SET_OFF)
        assert (after(step, deed, 0) is ClaimStep.SETTLED) == settles
