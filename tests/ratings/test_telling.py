"""A star told in sentences, the way to the next one, and what moved it since last year."""

import re
from decimal import Decimal

from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ratings.rules.causes import Why, causes
from ratings.rules.explanation import recompute, standard_of
from ratings.rules.nearing import way
from ratings.rules.standard import Category, Item, Kind, Standard
from ratings.rules.stars import score
from ratings.rules.telling import changed, tell
from tests.ratings.invented import sheets, standards
from tests.ratings.told import explanation

SMALL = Standard(
    categories=(Category("A"), Category("B", cap=Decimal(8))),
    items=(
        Item("A1", "A", Kind.FAULTS, Decimal(10), Decimal(2), source="street"),
        Item("A2", "A", Kind.POINTS, Decimal(10), source="expert"),
        Item("B1", "B", Kind.SHARE, Decimal(10), source="survey"),
    ),
    bounds={1: Decimal(15), 2: Decimal(20), 3: Decimal(25), 4: Decimal(27), 5: Decimal(28)}, vetoes={"V1": 1},
)


@st.composite
def rated(draw):
    standard = draw(standards())
    return explanation(standard, draw(sheets(standard)), draw(st.lists(st.sampled_from(sorted(standard.vetoes)), unique=True))
                       if standard.vetoes else ())


@given(rated())
def test_the_made_explanations_are_those_of_the_rule(told):
    again = recompute(told)
    assert (str(again.score), again.star) == (told["score"], told["star"])


@settings(deadline=None)
@given(rated(), st.sampled_from(["en", "zh-hans"]))
def test_nothing_is_said_that_the_explanation_does_not_hold(told, language):
    """Every number of every sentence about a criterion stands in that criterion's own part of the explanation."""
    with translation.override(language):
        telling = tell(told)
    for one, item in zip(telling.criteria, told["items"], strict=True):
        known = {Decimal(text) for name in ("full_mark", "per_unit", "target", "points") if (text := item[name]) is not None}
        known |= {Decimal(text) for text in item["found"]}
        assert {Decimal(number) for number in re.findall(r"\d+(?:\.\d+)?", one.why)} <= known, one.why
        assert item["clause"] in one.whose


@settings(deadline=None)
@given(rated())
def test_the_way_leads_to_the_next_star_and_every_gain_is_real(told):
    steps = way(told)
    if told["to_next_star"] is None:
        assert steps == []
        return
    gained = sum((step.gain for step in steps), Decimal(0))
    assert all(step.gain > 0 for step in steps)
    if steps:
        assert gained >= Decimal(told["to_next_star"])
    else:
        best = {item.code: item.full_mark if item.kind is Kind.POINTS else Decimal(0 if item.kind is Kind.FAULTS else 100)
                for item in standard_of(told).items if item.kind is not Kind.MERITS}
        merits = {item.code: Decimal(32767) for item in standard_of(told).items if item.kind is Kind.MERITS}
        bound = Decimal(told["score"]) + Decimal(told["to_next_star"])
        assert score(standard_of(told), best | merits)[0] < bound


def test_the_fewest_faults_that_are_enough_are_named():
    told = explanation(SMALL, {"A1": 5, "A2": Decimal("9.5"), "B1": Decimal(100)})
    assert told["score"] == "17.50" and [(step.code, step.fewer, step.gain) for step in way(told)] == [("A1", 2, Decimal("4.00"))]


def test_a_cap_is_heeded_on_the_way():
    """B gives 8 at most, so of 70 % and 100 % only one point more can be had there."""
    told = explanation(SMALL, {"A1": 0, "A2": Decimal(10), "B1": Decimal(70)})
    assert told["score"] == "27.00" and [(step.code, step.gain) for step in way(told)] == [("B1", Decimal("1.00"))]


def test_a_veto_and_the_highest_star_say_so():
    vetoed = tell(explanation(SMALL, {"A2": Decimal(10), "B1": Decimal(90)}, ["V1"]))
    assert vetoed.next_star == ["一票否决期间，加分不能提高星级。"] and "V1 否决V1" in vetoed.vetoes[0]
    assert "仅按得分应为五星" in vetoed.outcome[1] and "一星" in vetoed.outcome[2]
    assert tell(explanation(SMALL, {"A2": Decimal(10), "B1": Decimal(90)})).next_star == ["已是最高星级。"]


def test_two_who_did_not_settle_are_told_as_two():
    told = tell(explanation(SMALL, {"A1": (1, 2)}))
    assert told.criteria[0].why == "两名评分人分别为 1、2；平均得 7 分（满分 10 分）。"
    assert told.criteria[0].lost == Decimal("3.00")


def test_it_is_told_in_english_as_well():
    with translation.override("en"):
        told = tell(explanation(SMALL, {"A1": 2}))
    assert told.criteria[0].why == "Found 2 times, 2 points less each time: 6 of 10 points."


@settings(deadline=None)
@given(st.data())
def test_causes_add_up_to_the_difference(data):
    standard = data.draw(standards())
    other = data.draw(st.one_of(st.just(standard), standards()))
    key = "x" if other is standard else "y"
    before, now = explanation(standard, data.draw(sheets(standard))), explanation(other, data.draw(sheets(other)), key=key)
    found = causes(before, now)
    assert sum((cause.difference for cause in found), Decimal(0)) == Decimal(now["score"]) - Decimal(before["score"])
    assert len(changed(found)) == len(found)


def test_another_finding_and_a_cap_are_causes_by_name():
    before = explanation(SMALL, {"A1": 1, "A2": Decimal(5), "B1": Decimal(70)})
    now = explanation(SMALL, {"A1": 3, "A2": Decimal(5), "B1": Decimal(90)})
    found = {(cause.why, cause.code): cause.difference for cause in causes(before, now)}
    assert found == {(Why.FOUND, "A1"): Decimal(-4), (Why.FOUND, "B1"): Decimal(2), (Why.CAP, "B"): Decimal(-1)}
    assert changed(causes(before, now))[0] == "A1 项A1：由 8 分变为 4 分（−4）。"
