"""A file of credit rules is sound or refused, with every fault named."""

import copy
import json
from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from property_firms.rules.credit import Rules
from property_firms.rules.reading import RulesFaults, number, read
from property_firms.services import credit as services

EXAMPLE = json.loads(services.example())


@pytest.fixture
def data():
    return copy.deepcopy(EXAMPLE)


def faults(data):
    with translation.override("en"), pytest.raises(RulesFaults) as refused:
        read(data)
    return refused.value.faults


def first(data, **changed):
    data["items"][0].update(changed)


@pytest.mark.parametrize(
    ("break_it", "said"),
    [
        (lambda d: d.pop("items"), "“items” is missing"),
        (lambda d: d.pop("red_list"), "“red_list” is missing"),
        (lambda d: d.update(itmes=[]), "“itmes” is no part"),
        (lambda d: d.update(title=" "), "“title”"),
        (lambda d: d.update(title="名" * 121), "“title”"),
        (lambda d: d.update(title="a\x00b"), "“title”"),
        (lambda d: d.update(is_example="yes"), "“is_example”"),
        (lambda d: d.update(base=80.5), "“base”"),
        (lambda d: d.update(base="80.123"), "“base”"),
        (lambda d: d.update(base=True), "“base”"),
        (lambda d: d.update(base="NaN"), "“base”"),
        (lambda d: d.update(base=59), "without any event"),
        (lambda d: d.update(items=[]), "“items” must be a list"),
        (lambda d: d.update(items={"G1": 5}), "“items” must be a list"),
        (lambda d: d["items"].append("B8"), "Item number 13"),
        (lambda d: d["items"].append(copy.deepcopy(d["items"][0])), "Item G1 stands twice"),
        (lambda d: first(d, code="g1"), "a code is a capital letter"),
        (lambda d: first(d, code="1G"), "a code is a capital letter"),
        (lambda d: first(d, code="甲一"), "a code is a capital letter"),
        (lambda d: first(d, code="G" * 21), "a code is a capital letter"),
        (lambda d: d["items"][0].pop("code"), "Item number 1: a code is"),
        (lambda d: first(d, name=""), "Item G1 needs a name"),
        (lambda d: first(d, point=5), "“point” is no part of an item"),
        (lambda d: first(d, kind="great"), "“kind” must be good or bad"),
        (lambda d: first(d, kind=["good"]), "“kind” must be good or bad"),
        (lambda d: first(d, points=-10), "Item G1 is good: its points must lie above 0"),
        (lambda d: first(d, points=0), "Item G1 is good: its points must lie above 0"),
        (lambda d: d["items"][5].update(points=3), "Item B1 is bad: its points must lie below 0"),
        (lambda d: first(d, points=0.5), "“points” must be a number"),
        (lambda d: first(d, points=None), "“points” must be a number"),
        (lambda d: first(d, months=0), "“months” must be a whole number from 1 to 120"),
        (lambda d: first(d, months="12"), "“months” must be a whole number from 1 to 120"),
        (lambda d: first(d, months=121), "“months” must be a whole number from 1 to 120"),
        (lambda d: first(d, blacklist=1), "“blacklist” must be true or false"),
        (lambda d: first(d, blacklist=True), "can't lead to the black list"),
        (lambda d: d.update(grades=[]), "“grades” must be a list"),
        (lambda d: d.update(grades={"AAA": 100}), "“grades” must be a list"),
        (lambda d: d["grades"][0].pop("at_least"), "“grades” must be a list"),
        (lambda d: d["grades"][1].update(at_least=100), "The bound of AAA must lie above that of AA"),
        (lambda d: d["grades"].reverse(), "The bound of C must lie above that of B"),
        (lambda d: d["grades"][1].update(grade="AAA"), "Grade AAA stands twice"),
        (lambda d: d.update(below="C"), "Grade C stands twice"),
        (lambda d: d.update(below=None), "“below” must name"),
        (lambda d: d["red_list"].update(grade="AAAA"), "There is no grade AAAA"),
        (lambda d: d["red_list"].update(grade=None), "There is no grade None"),
        (lambda d: d["red_list"].pop("months_without_bad"), "“red_list” must have"),
        (lambda d: d["red_list"].update(months_without_bad=0), "“months_without_bad”"),
        (lambda d: d.update(black_list="D"), "“black_list” must have"),
        (lambda d: d["black_list"].update(grade="AAA"), "must be better than that of the black list"),
    ],
)
def test_each_fault_is_named(data, break_it, said):
    break_it(data)
    found = faults(data)
    assert any(said in fault for fault in found), found


def test_all_faults_come_at_once(data):
    data["items"][0]["points"], data["items"][6]["months"], data["grades"][2]["at_least"] = -1, 0, 95
    assert len(faults(data)) == 3


def test_what_is_there_is_judged_though_parts_are_missing(data):
    del data["red_list"]
    data["items"][0]["points"], data["grades"][2]["at_least"] = -1, 95
    assert len(faults(data)) == 3


@pytest.mark.parametrize("data", [None, [], "rules", 80, {}])
def test_what_is_no_set_of_rules_is_refused(data):
    assert faults(data)


def test_points_with_decimals_are_read_from_text(data):
    data["base"], data["items"][0]["points"] = "80.5", "2.25"
    rules = read(data)
    assert (rules.base, rules.items[0].points) == (Decimal("80.5"), Decimal("2.25"))


@pytest.mark.parametrize("value", [1.0, True, None, "1.234", "1e9", "Infinity", "", "five", 1001, -1001, "9" * 5000])
def test_what_is_no_number_of_points_is_none(value):
    assert number(value) is None


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(["AAA", "D", "good", "G1"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["grade", "at_least", "code", "name", "kind", "points", "months", "blacklist", "months_without_bad"]
    ), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(EXAMPLE)), json_values)
def test_whatever_stands_in_a_part_is_read_or_refused_in_words(part, value):
    try:
        assert isinstance(read({**EXAMPLE, part: value}), Rules)
    except RulesFaults as refused:
        assert refused.faults and all(refused.faults)


@given(st.integers(0, 11), st.sampled_from(["code", "name", "kind", "points", "months", "blacklist"]), json_values)
def test_whatever_stands_in_an_item_is_read_or_refused_in_words(position, part, value):
    data = copy.deepcopy(EXAMPLE)
    data["items"][position][part] = value
    try:
        assert isinstance(read(data), Rules)
    except RulesFaults as refused:
        assert refused.faults and all(refused.faults)
