"""A standard's file is sound or refused, with every fault named."""

import copy

import pytest

from ratings import standards
from reference_case import scores


@pytest.fixture
def data():
    return copy.deepcopy(scores.standard())


def faults(data):
    with pytest.raises(standards.StandardFaults) as refused:
        standards.demand_sound(data)
    return refused.value.faults


def test_the_example_is_sound(data):
    standards.demand_sound(data)


def test_missing_parts_are_named(data):
    del data["items"], data["total"]
    assert len(faults(data)) == 2


@pytest.mark.parametrize(
    "break_it",
    [
        lambda d: d.update(total="101"),
        lambda d: d.update(bonus_cap="5.005"),
        lambda d: d["items"][0].update(full_mark="-1"),
        lambda d: d["items"][0].update(per_occurrence="ten"),
        lambda d: d["items"][0].update(per_occurrence=0.1),
        lambda d: d["items"][0].update(per_occurrence="NaN"),
        lambda d: d["items"][0].update(title=" "),
        lambda d: d["items"].append({**d["items"][0], "full_mark": "0"}),
        lambda d: d["thresholds"].pop("3"),
        lambda d: d["thresholds"].update({"3": "80"}),
        lambda d: d["thresholds"].update({"5": "105.01"}),
        lambda d: d["thresholds"].update({"5": "nine"}),
        lambda d: d["vetoes"][0].update(star_cap=5),
        lambda d: d["vetoes"][0].update(star_cap=True),
        lambda d: d["vetoes"].append(d["vetoes"][0]),
    ],
)
def test_each_fault_is_refused(data, break_it):
    break_it(data)
    assert all(str(sentence).strip() for sentence in faults(data))


def test_all_faults_come_at_once(data):
    data["total"] = "99"
    data["thresholds"]["4"] = "95"
    data["vetoes"][0]["star_cap"] = 7
    assert len(faults(data)) == 3
