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
        lambda d: d["items"][0].update(per_unit="ten"),
        lambda d: d["items"][0].update(per_unit=0.1),
        lambda d: d["items"][0].update(per_unit="NaN"),
        lambda d: d["items"][0].update(title=" "),
        lambda d: d["items"].append({**d["items"][0], "full_mark": "0"}),
        lambda d: d["items"][0].update(per_unit="0"),
        lambda d: d["items"][0].update(category="Z"),
        lambda d: d["items"][0].update(kind="guess"),
        lambda d: d["items"][0].update(source="rumour"),
        lambda d: d["items"][0].update(kind="shortfall"),
        lambda d: d["items"][0].update(kind="share", source="indicator", reads="firm_count"),
        lambda d: d["items"][0].update(source="survey"),
        lambda d: d["items"][0].update(category="F"),
        lambda d: d["categories"].append({"code": "X", "title": "X"}),
        lambda d: d["categories"][0].update(parent="B", cap="1"),
        lambda d: d["categories"][0].update(parent="F"),
        lambda d: d["categories"][0].update(parent="nowhere"),
        lambda d: d["categories"][0].update(cap="19"),
        lambda d: d["categories"].append(d["categories"][0]),
        lambda d: d.update(weights={"street": "99"}),
        lambda d: d.update(weights={"street": "60", "expert": "40"}),
        lambda d: d.update(weights={"expert": "100"}),
        lambda d: d.update(bands="luck"),
        lambda d: d.update(bands="rank"),
        lambda d: d.update(recheck_percent=101),
        lambda d: d.update(publicity_days="5"),
        lambda d: d["bounds"].pop("3"),
        lambda d: d["bounds"].update({"3": "80"}),
        lambda d: d["bounds"].update({"5": "105.01"}),
        lambda d: d["bounds"].update({"5": "nine"}),
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
    data["bounds"]["4"] = "95"
    data["vetoes"][0]["star_cap"] = 7
    assert len(faults(data)) == 3
