"""A form that asks for a fact held already can't be made to ask for it again."""

import pytest

from governance.registers.declarations import Refused
from governance.reports import catalogue
from governance.reports.definitions import HeldAlready, held_as, read


def form(**said):
    return {"subject": "courtyards", "title": "摸底表", "columns": [{"fact": "name"}], **said}


def blank(head):
    return form(columns=[{"fact": "name"}, {"head": head, "reason": "想要"}])


@pytest.mark.parametrize(
    ("head", "fact"),
    [
        ("建筑面积（㎡）", "area_m2"), ("户数", "households"), ("物业公司名称", "provider"), ("是否三无", "three_no"),
        ("自管会主任", "committee_head"), ("分包干部姓名", "cadres"), ("收缴率", "fee_rate"), ("物业星级", "star"),
        ("楼栋长人数", "building_heads"), ("居民公约通过日期", "covenant_adopted_on"), ("长效机制", "has_mode"),
        ("干部电话", "cadre_phones"), ("Service provider", "provider"), ("改造 验收日期", "accepted_on"),
    ],
)
def test_a_blank_column_that_asks_for_a_held_fact_is_refused_with_the_fact(head, fact):
    with pytest.raises(HeldAlready) as refused:
        read(blank(head))
    assert refused.value.known.fact.key == fact


@pytest.mark.parametrize("head", ["备注", "网格", "今年困难", "领导批示", "拟办意见"])
def test_what_is_not_held_may_be_asked_for(head):
    assert read(blank(head)).columns[1].is_blank


def test_a_blank_column_says_why_it_is_blank():
    with pytest.raises(Refused, match="备注"):
        read(form(columns=[{"head": "备注"}]))


def test_a_constant_column_asks_nobody():
    assert read(form(columns=[{"head": "街道", "text": "北下街街道"}])).columns[0].text == "北下街街道"


@pytest.mark.parametrize(
    "said",
    [
        {"subject": "nothing"}, {"title": ""}, {"title": "长" * 81}, {"columns": []}, {"columns": [{"fact": "unknown"}]},
        {"columns": [{"fact": "name"}, {"fact": "name"}]}, {"conditions": [{"fact": "name", "test": "like", "value": ""}]},
        {"conditions": [{"fact": "unknown", "test": "is", "value": ""}]}, {"group_by": ["street", "community", "kind"]},
        {"period": "decade"}, {"columns": [{"fact": "name", "head": "长" * 41}]}, {"group_by": ["unknown"]},
    ],
)
def test_a_faulty_form_is_refused_in_words(said):
    with pytest.raises(Refused):
        read(form(**said))


@pytest.mark.parametrize("subject", ["courtyards", "firms", "pairings", "assignments", "committees"])
def test_every_fact_is_recognised_by_its_own_name(subject):
    known = catalogue.of(subject)
    for one in known.values():
        assert held_as(str(one.fact.label), known.values()) is not None, one.fact.key
