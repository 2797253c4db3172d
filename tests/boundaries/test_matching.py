"""Which feature is which street or community."""

import pytest
from django.utils import translation

from governance.boundaries.matching import Place, guess, match, properties_of
from governance.boundaries.reading import Shape

NORTH, SOUTH = Place("410104001", "北下街街道", 1), Place("410104003", "南关街街道", 3)
FIRST = Place("410104001001", "代书胡同社区", 1, 11)
ELSEWHERE, TWIN = Place("410104003002", "平安社区", 3, 31), Place("410104001002", "平安社区居委会", 1, 12)
# A community that shares the proper name of its street.
NAMESAKE, TOWN = Place("410104001003", "北下街社区居委会", 1, 13), Place("410104202", "圃田乡", 5)
PLACES = [NORTH, SOUTH, FIRST, ELSEWHERE, TWIN, NAMESAKE, TOWN]


def shapes(*properties):
    return [Shape(number, each, {"type": "Polygon", "coordinates": []}) for number, each in enumerate(properties, start=1)]


@pytest.mark.parametrize(
    ("called", "place"),
    [
        ("410104001", NORTH), ("410104001000", NORTH), ("410104001001", FIRST), ("北下街街道", NORTH),
        ("北下街街道办事处", NORTH), ("南关街", SOUTH), ("　北下街 街道", NORTH),
        ("北下街社区", NAMESAKE), ("圃田乡人民政府", TOWN), ("代书胡同社区居民委员会", FIRST),
        ("代书胡同", FIRST), ("平安社区", ELSEWHERE), ("平安社区居委会", TWIN),
    ],
)
def test_a_place_is_known_by_its_code_or_any_of_its_names(called, place):
    [found] = match(shapes({"x": called}), "x", PLACES)
    assert (found.place, found.why, found.is_good) == (place, "", True)


@pytest.mark.parametrize(
    ("called", "words"),
    [("西大街街道", "No street"), ("", "does not have"), ("平安", "Several"), ("北下街", "Several"), ("街道", "No street")],
)
def test_what_is_no_place_or_several_says_so(called, words):
    with translation.override("en"):
        [found] = match(shapes({"x": called} if called else {}), "x", PLACES)
    assert found.place is None and words in found.why and not found.is_good


def test_two_features_of_one_place_are_neither():
    found = match(shapes({"x": "北下街街道"}, {"x": "410104001"}, {"x": "410104003"}), "x", PLACES)
    assert [each.is_good for each in found] == [False, False, True]


def test_a_shape_with_a_fault_is_not_taken():
    [shape] = shapes({"x": "410104001"})
    shape.faults.append("open")
    [found] = match([shape], "x", PLACES)
    assert found.place == NORTH and not found.is_good


def test_the_property_that_finds_most_is_proposed():
    given = shapes({"id": "1", "名称": "北下街街道", "adcode": "410104001"}, {"id": "2", "名称": "南关街", "adcode": "x"})
    assert properties_of(given) == ["id", "名称", "adcode"]
    assert guess(given, PLACES) == "名称"
    assert guess(shapes({"id": "1"}), PLACES) == ""
    assert guess([], PLACES) == ""
