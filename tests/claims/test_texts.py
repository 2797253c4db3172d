"""Figures found in text; above all those of the article: which are found, and what becomes of every other number."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from governance.claims.rules.texts import Kind, read
from governance.claims.rules.vocabulary import Vocabulary
from governance.claims.speaking import term
from governance.indicators import registry

ARTICLE = (Path(__file__).parent / "data" / "article.txt").read_text(encoding="utf-8")
D0, D1, D2 = date(2019, 12, 31), date(2021, 1, 31), date(2022, 7, 7)
STREETS = ((1, "北下街"), (7, "陇海马路"), (2, "西大街"))
COUNTED = "courtyard_count"

FOUND = [
    # as printed, indicator, population, day, street
    ("987个", COUNTED, "", D0, None), ("577个", COUNTED, "three_no", D0, None),
    ("18%", "survey_satisfaction", "", date(2020, 3, 31), None), ("162家", "firm_count", "", D1, None),
    ("21家", "firm_party_organisation", "", D1, None), ("12.9%", "firm_party_organisation", "", D1, None),
    ("577个", COUNTED, "three_no", D2, None), ("59%", "three_no_share", "", D2, None), ("100%", "party_cover", "all", D2, None),
    ("100%", "self_governance_coverage", "", D2, None), ("570余个", "self_governance_coverage", "", D2, None),
    ("1200余位", "building_head_count", "", D2, None), ("100%", "volunteer_cover", "", D2, None),
    ("1100多个", "volunteer_organisation_count", "", D2, None), ("12000余人", "volunteer_count", "", D2, None),
    ("100%", "branch_pairing", "three_no", D2, None), ("162个", "organ_branch_count", "", D2, None),
    ("100%", "cadre_assignment", "three_no", D2, None), ("570余名", "cadre_count", "", D2, None),
    ("108个", "contracted_courtyard_count", "three_no", D2, 1), ("74%", "fee_collection", "three_no", D2, 1),
    ("约100万元", "firm_turnover", "", D2, 1), ("102个", "contracted_courtyard_count", "three_no", D2, 7),
    ("90%", "service_started", "three_no", D2, 7), ("75%", "fee_collection", "three_no", D2, 7),
    ("80万元", "firm_income", "", D2, 7), ("98%", "covenant_coverage", "all", D2, None),
    ("564个", "self_management_committee_count", "", D2, None), ("564个", COUNTED, "", D2, None),
    ("13个", "owners_committee_count", "", D2, None), ("13个", COUNTED, "", D2, None),
    ("577个", COUNTED, "three_no", D2, None), ("558个", "long_term_mode_coverage", "three_no", D2, None),
    ("96.7%", "long_term_mode_coverage", "three_no", D2, None), ("158个", "service_project_count", "", D2, None),
    ("11个", "incubator_count", "", D2, None), ("1167个", "social_organisation_count", "", D2, None),
    ("162家", "firm_count", "", D2, None), ("46家", "firm_party_organisation", "", D2, None),
    ("115家", "instructor_cover", "", D2, None), ("98%", "firm_party_work", "", D2, None), ("178个", COUNTED, "", D2, None),
    ("4个", "designated_demonstration_count", "level_street", D2, None),
    ("11个", "designated_demonstration_count", "level_community", D2, None),
    ("79个", "designated_demonstration_count", "level_courtyard", D2, None),
]
NO_INDICATOR = ["百分之百", "3个", "8类", "20个", "21个", "10个", "11个", "234个", "177个", "756个", "不足3人", "12个",
                "44个"]


@pytest.fixture(scope="module")
def words():
    return Vocabulary(tuple(map(term, registry.every().values())), STREETS)


def test_the_figures_of_the_article_are_found_with_their_indicator_population_day_and_street(words):
    found = [
        (one.printed.text, one.terms[0].key, one.population, one.on, one.street)
        for one in read(ARTICLE, words, D2) if one.terms
    ]
    assert found == FOUND


def test_every_other_number_of_the_article_is_told_for_what_it_is(words):
    found = read(ARTICLE, words, D2)
    assert [one.printed.text for one in found if one.kind is Kind.NONE] == NO_INDICATOR
    assert [one.printed.text for one in found if one.kind is Kind.SLOGAN] == ["1", "3"]
    assert [one.printed.text for one in found if one.kind is Kind.RATE] == ["不超过0.3元"]
    assert {one.printed.text for one in found if one.kind is Kind.DAY} >= {"2019年", "2020年", "3月", "2021年", "3年"}
    assert not any(one.kind is Kind.QUESTION for one in found)


@pytest.mark.parametrize(("text", "keys", "kind"), [
    ("三无楼院占比59%。", ["three_no_share"], Kind.MATCHED),
    ("162家物业企业", ["firm_count"], Kind.MATCHED),
    ("楼栋长1200余名", ["building_head_count"], Kind.MATCHED),
    ("I2为99%", ["self_governance_coverage"], Kind.MATCHED),
    ("居民自治组织覆盖率（I2）达百分之百", ["self_governance_coverage"], Kind.MATCHED),
    # Both meanings of the same words, with nothing around to tell them apart.
    ("党组织覆盖率为98%", ["party_cover", "firm_party_organisation"], Kind.QUESTION),
    ("物业服务企业党组织覆盖率为98%", ["firm_party_organisation"], Kind.MATCHED),
    # A share without a name, behind what is no share.
    ("楼院987个，覆盖率达98%", [], Kind.NONE),
    ("推进支部联建，工作有序开展，覆盖率达98%", ["branch_pairing"], Kind.QUESTION),
    ("第3批名单", [], Kind.ORDINAL),
    ("补贴0.3元/㎡/月", [], Kind.RATE),
    ("“1+3”机制", [], Kind.SLOGAN),
    ("2022年5月", [], Kind.DAY),
    ("会议开到15:30", [], Kind.DAY),
    ("面积3,521.60㎡", [], Kind.NONE),
    ("参会的有36人", [], Kind.NONE),
])
def test_a_number_is_taken_for_what_the_words_around_it_say(words, text, keys, kind):
    last = read(text, words, D2)[-1]
    assert (sorted(one.key for one in last.terms), last.kind) == (sorted(keys), kind)


@pytest.mark.parametrize(("text", "on"), [
    ("2019年底楼院987个", D0), ("2021年初，楼院987个", D1), ("2020年3月楼院987个", date(2020, 3, 31)),
    ("截至2021-06-30，楼院987个", date(2021, 6, 30)), ("2019年底已有，目前楼院987个", D2), ("楼院987个，2019年底", D2),
    # No document tells of a day after its own.
    ("2030年底楼院987个", D2), ("2021年13月楼院987个", D2),
])
def test_a_figure_is_of_the_day_that_its_sentence_names(words, text, on):
    [found] = [one for one in read(text, words, D2) if one.terms]
    assert found.on == on


@given(st.text(alphabet="0123456789,.%％万余多约近年月日个家楼院党组织覆盖率三无“”（）。，、；+/第 \n", max_size=60))
def test_no_number_is_dropped(text):
    words = Vocabulary(tuple(map(term, registry.every().values())), STREETS)
    covered = {at for one in read(text, words, D2) for at in range(one.start, one.end)}
    assert {at for at, sign in enumerate(text) if sign in "0123456789"} <= covered
