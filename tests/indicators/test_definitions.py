"""Every definition is whole, and every indicator can be counted, listed and followed over months."""

import hashlib
import json
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from governance.indicators import registry, statistics
from governance.indicators.definitions import EMPTY, POPULATION_WORDS, ROUNDING, Indicator, Measure
from governance.people.choices import Role
from governance.registers import registry as registers

ON = date(2021, 6, 1)
SPAN = {"member_id", "valid_from", "valid_to"}
PLACE = {"code", "name", "name_pinyin", "street_id", "community_id"}
# What each version of a definition counts, as a digest: a definition that changes gets a new version, never the old one's.
KEPT = Path(__file__).with_name("definitions.json")


def pairs() -> list[tuple[str, str]]:
    """Every indicator in its own population, and in one more; and every population by one indicator at least."""
    every = registry.every()
    found = {(key, indicator.default) for key, indicator in every.items()}
    for number, (key, indicator) in enumerate(every.items()):
        found |= {(key, indicator.populations[number % len(indicator.populations)])}
        if key in ("self_governance_coverage", "contracted_courtyard_count", "committee_party_cover"):
            found |= {(key, code) for code in indicator.populations}
    return sorted(found)


def test_every_definition_is_whole_in_both_languages():
    for indicator in registry.every().values():
        populations = [POPULATION_WORDS[code] for code in indicator.populations]
        options = [words for option in indicator.options for words in (option.label, *(w for _code, w in option.codes))]
        own = (indicator.label, indicator.why, indicator.numerator, indicator.denominator)
        for words in (*own, *populations, *options, registry.subjects()[indicator.app]):
            assert words.zh.strip() and words.en.strip(), indicator.key
            assert words.zh != words.en, (indicator.key, words)
        assert indicator.default in indicator.populations
        assert indicator.version >= 1 and indicator.owner in Role.values and indicator.decimals in (0, 2)
        assert not indicator.closed_by or indicator.closed_by in registers.every(), indicator.key
    assert (EMPTY, ROUNDING.zh) == ("—", "四舍五入，保留两位小数")


def test_a_rate_that_should_rise_says_which_register_closes_its_gap():
    """Tallies of money and counts have no missing record; a rate of courtyards, firms or committees has."""
    silent = [
        indicator.key for indicator in registry.every().values()
        if indicator.population and indicator.measure is Measure.PERCENT and indicator.better.value == "higher"
        and not indicator.closed_by
    ]
    assert silent == []


def test_the_sql_returns_the_columns_of_its_kind(db):
    wanted = []
    for indicator in registry.every().values():
        where = SPAN if indicator.population else SPAN | {"placed_by", "name"} if indicator.placed else SPAN | PLACE
        counts = set() if indicator.population else {"numerator", "denominator"}
        wanted.append((indicator.key, indicator.statement, where | counts))
    wanted += [
        (f"{population.base}/{population.code}", population.statement, SPAN | PLACE if population.code == "all" else SPAN)
        for population in registry.populations().values()
    ]
    for name, statement, columns in wanted:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM ({statement}) shape LIMIT 0", {"district": 0, "on": ON, "firm": None})
            assert {column.name for column in cursor.description} == columns, name


def counted(indicator: Indicator) -> str:
    """What an indicator counts, without what is only said about it."""
    code = "\n".join(line for line in indicator.statement.splitlines() if not line.lstrip().startswith("--"))
    told = (code, indicator.default, indicator.measure.value, indicator.numerator.zh, indicator.denominator.zh)
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def test_no_definition_is_edited_in_silence():
    """What counts otherwise needs the next version here and in the declaration; a rewrite that counts the same, only this."""
    now = {key: f"{indicator.version} {counted(indicator)}" for key, indicator in registry.every().items()}
    kept = json.loads(KEPT.read_text())
    assert now == kept, json.dumps(now, indent=1)


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
    assert {f"I{n}" for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 20)} <= codes
    assert {"I2a", "I6b", "I13b", "I19a", "I19b", "I19c", "I19d"} <= codes


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


@pytest.mark.parametrize("by", ["street", "community"])
def test_a_series_by_division_is_each_day_by_division(case, district_scope, by):
    days, indicators = [ON, date(2021, 6, 30)], [registry.find(name) for name in ("I2", "I6", "I13", "firm_count")]
    with district_scope(case):
        followed = statistics.series(statistics.Question(case, ON), indicators, days, by=by)
        for day in days:
            single = statistics.values(statistics.Question(case, day), indicators, by=by)
            told = [cell for line in followed.values() for at, cell in line if at == day]
            # A line of what lies in no street is there for all the days, or for none.
            assert [cell for cell in told if cell.division.code] == [cell for cell in single if cell.division.code]
            assert {cell for cell in single if not cell.division.code} <= set(told)


def test_a_long_series_by_street_is_whole(case, district_scope):
    days = [date(2015 + month // 12, month % 12 + 1, 28) for month in range(90)]
    with district_scope(case):
        line = statistics.series(statistics.Question(case, ON), [registry.find("I2")], days, by="street")
    cells = line["self_governance_coverage"]
    assert [day for day, _cell in cells] == days * (len(cells) // 90)
    assert len({cell.division.code for _day, cell in cells}) == len(cells) // 90 >= 14


def test_several_populations_are_cells_of_one_statement(case, district_scope, django_assert_num_queries):
    question, indicator = statistics.Question(case, ON), registry.find("I2")
    with district_scope(case):
        apart = [statistics.values(question, [indicator], population=code)[0] for code in ("all", "three_no")]
        # One for the figures, between two settings of the planner.
        with django_assert_num_queries(3):
            together = statistics.values(question, [indicator], population=["all", "three_no", "all"], district_name="x")
        followed = statistics.series(question, [indicator], [ON], population=["all", "three_no"])
    told = [(cell.population, cell.numerator, cell.denominator) for cell in apart]
    assert [(cell.population, cell.numerator, cell.denominator) for cell in together] == told
    assert [(c.population, c.numerator, c.denominator) for _day, c in followed["self_governance_coverage"]] == told


def test_pages_of_members_follow_each_other(case, district_scope):
    with district_scope(case):
        question, indicator = statistics.Question(case, ON), registry.find("I12")
        everything, total = statistics.members(question, indicator, limit=5000)
        found, after = [], ("", 0)
        while page := statistics.members(question, indicator, limit=300, after=after)[0]:
            found += page
            after = (page[-1].pinyin, page[-1].id)
        assert found == everything and total == len(everything) == 987
