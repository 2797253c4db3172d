"""The standards that are shipped are sound, are marked as examples, and hold what their sources say."""

from decimal import Decimal

import pytest

from ratings import examples, standards
from ratings.standards import sums


@pytest.mark.parametrize("name", examples.NAMES)
def test_each_is_sound_and_marked(name):
    data = examples.standard(name)
    assert standards.faults_of(data) == []
    assert data["is_example"] and "示例，非本区正式标准" in data["title"]


def test_the_weighted_one_weighs_as_baoan_does():
    data = examples.standard("weighted")
    assert data["weights"] == {"survey": "30", "expert": "40", "third_party": "30"}
    assert data["bounds"] == {"5": "91", "4": "86", "3": "81", "2": "71", "1": "60"}
    assert (data["months_of_service"], data["survey_percent"], data["survey_least"]) == (6, "10", 50)
    assert sums.by_source(data) == dict.fromkeys(("survey", "expert", "third_party"), Decimal(100))


def test_the_large_one_has_the_blocks_of_hunan():
    data = examples.standard("points_1100")
    given = sums.by_category(data)
    assert [given[code] for code in "ABCDEF"] == [200, 110, 340, 150, 140, 60]
    assert (standards.reach(data, bonus=False), data["bonus_cap"]) == (1000, "100")
    assert [data["bounds"][star] for star in "12345"] == ["400", "550", "700", "850", "1000"]


def test_the_one_by_rank_has_the_shares_of_fuzhou():
    data = examples.standard("by_rank")
    assert data["bands"] == "rank" and data["bounds"] == {"5": "10", "4": "25", "3": "85", "2": "97"}
