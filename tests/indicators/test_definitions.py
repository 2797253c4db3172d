"""Every definition is whole, and every indicator can be counted, listed and followed over months."""

from datetime import date

import pytest

from governance.indicators import registry, statistics
from governance.indicators.definitions import Measure

ON = date(2021, 6, 1)


def pairs() -> list[tuple[str, str]]:
    return [(key, code) for key, indicator in registry.every().items() for code in indicator.populations]


def test_every_text_is_there_in_both_languages():
    for indicator in registry.every().values():
        for words in (indicator.label, indicator.why, indicator.numerator, indicator.denominator):
            assert words.zh.strip() and words.en.strip(), indicator.key
            assert words.zh != words.en
        assert indicator.default in indicator.populations
        assert indicator.version >= 1


def test_codes_and_keys_are_unique_and_both_find_the_indicator():
    indicators = registry.every().values()
    codes = [indicator.code for indicator in indicators if indicator.code]
    assert len(codes) == len(set(codes))
    for indicator in indicators:
        assert registry.find(indicator.key) is indicator is registry.find(indicator.name)
        assert registry.find(indicator.name.lower()) is indicator
    with pytest.raises(registry.UnknownIndicator):
        registry.find("I99")


def test_the_catalogue_of_the_case_is_complete():
    codes = {indicator.code for indicator in registry.every().values()}
    assert {f"I{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 17, 18)} <= codes


def test_the_sql_reads_the_tables_of_the_clock_and_no_clock_of_its_own():
    statements = [i.statement for i in registry.every().values()]
    statements += [population.statement for population in registry.populations().values()]
    for statement in statements:
        lowered = statement.lower()
        assert statement.startswith("-- ")
        assert "public." not in lowered, "the as-of views are found by unqualified names"
        assert "current_date" not in lowered and "now()" not in lowered, "the day is passed"
        assert "district_id = %(district)s" in lowered


def test_the_fingerprint_follows_the_definitions():
    assert len(registry.fingerprint()) == 16


def test_every_indicator_counts_lists_and_follows_the_same(case, district_scope):
    """Over the reference case: value = members = series, for every indicator and population."""
    with district_scope(case):
        question = statistics.Question(case, ON)
        for key, code in pairs():
            indicator = registry.every()[key]
            [cell] = statistics.values(question, [indicator], population=code)
            [(day, followed)] = statistics.series(question, [indicator], [ON], population=code)[key]
            assert (day, followed) == (ON, cell), (key, code)
            members, total = statistics.members(question, indicator, population=code, limit=5000)
            assert total == len(members)
            assert sum(m.numerator for m in members) == cell.numerator, (key, code)
            if indicator.measure is Measure.PERCENT:
                assert sum(m.denominator for m in members) == cell.denominator, (key, code)
            if indicator.population and cell.denominator is not None:
                missing, gap = statistics.members(question, indicator, population=code, covered=False, limit=5000)
                assert gap == len(missing) == cell.gap
                assert all(m.why in ("never", "ended", "begins") for m in missing)


def test_many_at_once_are_the_same_as_one_at_a_time(case, district_scope):
    with district_scope(case):
        question = statistics.Question(case, ON)
        indicators = list(registry.every().values())
        for by in statistics.LEVELS:
            together = statistics.values(question, indicators, by=by)
            apart = [cell for indicator in indicators for cell in statistics.values(question, [indicator], by=by)]
            assert together == apart


def test_parts_add_up_to_the_whole(case, district_scope):
    with district_scope(case):
        question = statistics.Question(case, ON)
        indicators = list(registry.every().values())
        whole = {cell.indicator.key: cell for cell in statistics.values(question, indicators)}
        for by in ("street", "community"):
            cells = statistics.values(question, indicators, by=by)
            for key, cell in whole.items():
                lines = [part for part in cells if part.indicator.key == key]
                assert sum(part.numerator for part in lines) == cell.numerator, (key, by)
                if cell.denominator is not None:
                    assert sum(part.denominator for part in lines) == cell.denominator, (key, by)


def test_a_series_is_few_statements_however_many_months(case, district_scope, django_assert_num_queries):
    days = [date(2020 + month // 12, month % 12 + 1, 28) for month in range(30)]
    with district_scope(case):
        # One, between the two that hold the planner to joining whole sets.
        with django_assert_num_queries(3):
            found = statistics.series(
                statistics.Question(case, ON), list(registry.every().values()), days, district_name="x"
            )
    assert {len(line) for line in found.values()} == {30}


def test_pages_of_members_follow_each_other(case, district_scope):
    with district_scope(case):
        question, indicator = statistics.Question(case, ON), registry.find("I12")
        everything, total = statistics.members(question, indicator, limit=5000)
        found, after = [], ("", 0)
        while page := statistics.members(question, indicator, limit=300, after=after)[0]:
            found += page
            after = (page[-1].pinyin, page[-1].id)
        assert found == everything and total == len(everything) == 987
