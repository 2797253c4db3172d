"""Who lacks what: the same as asking each indicator for its missing members."""

from datetime import date

from governance.indicators import lacking, registry, statistics

ON = date(2021, 9, 30)
KEYS = ("self_governance_coverage", "party_cover", "covenant_coverage", "branch_pairing")


def test_what_members_lack_is_what_the_indicators_miss(case, district_scope):
    indicators = [registry.find(key) for key in KEYS]
    with district_scope(case):
        question = statistics.Question(case, ON)
        found = lacking.members(question, indicators, all_of_them=True, limit=2000)
        expected: dict[int, set[int]] = {}
        for position, indicator in enumerate(indicators):
            missing, _total = statistics.members(question, indicator, covered=False, limit=2000)
            for member in missing:
                expected.setdefault(member.id, set()).add(position)
    assert {member.id: set(member.lacks) for member in found.members if member.lacks} == expected
    assert (found.total, found.lacking, len(found.members)) == (987, len(expected), 987)
    counts = [len(member.lacks) for member in found.members]
    assert counts == sorted(counts, reverse=True) and counts[0] == 4


def test_only_those_that_lack_something_are_listed_unless_all_are_asked_for(case, district_scope):
    indicators = [registry.find(key) for key in KEYS]
    with district_scope(case):
        some = lacking.members(statistics.Question(case, date(2022, 7, 7)), indicators, limit=5)
        none = lacking.members(statistics.Question(case, date(2010, 1, 1)), indicators)
    assert len(some.members) == 5 and all(member.lacks == (2,) for member in some.members)
    assert (some.total, some.lacking) == (987, 20)
    assert (none.members, none.total) == ([], 0)
