"""Declared values of the case beside its records: golden verdicts, and how often the database is asked."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.claims import querysets
from governance.claims.checking import Claimed, check
from governance.claims.models import FigureClaim
from governance.claims.rules.printed import read
from governance.claims.rules.verdicts import Verdict
from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.tenancy import scope
from portal.claims import asked

D1, D2 = date(2021, 1, 31), date(2022, 7, 7)
ARTICLE = (Path(__file__).parent / "data" / "article.txt").read_text(encoding="utf-8")


@pytest.fixture
def guancheng(case):
    with scope.enter(scope.Scope(districts=(case,))):
        yield case


def claimed(key, printed, on=D2, **more):
    return Claimed(registry.find(key), read(printed), on, dated=more.pop("dated", D2), **more)


def statements(captured):
    return [q["sql"] for q in captured.captured_queries if "AS area" in q["sql"]]


def test_the_declared_values_of_the_case_have_their_verdicts(guancheng):
    checked = querysets.checked(guancheng, querysets.published(guancheng, D2))
    assert Counter(one.verdict for _claim, one in checked) == {
        Verdict.EQUAL: 21, Verdict.ROUNDED: 2, Verdict.APPROXIMATE: 4, Verdict.TRUNCATED: 1, Verdict.OTHER_DAY: 1,
        Verdict.UNEXPLAINED: 2,
    }
    told = {(claim.indicator, claim.printed): one for claim, one in checked}
    assert told["firm_party_organisation", "12.9%"].sentence.zh == "21÷162=12.96%，原文截尾为 12.9%，四舍五入应为 13.0%。"
    assert "约合 582（582.33）个" in told["three_no_share", "59%"].sentence.zh


def test_the_article_is_checked_figure_by_figure(guancheng):
    lines = asked.read(guancheng, ARTICLE, D2)
    verdicts = Counter(asked.verdicts(lines))
    assert sum(verdicts.values()) == 42 and verdicts[Verdict.UNEXPLAINED] == 1
    assert verdicts[Verdict.TRUNCATED] == 1 and verdicts[Verdict.OTHER_DAY] == 1
    # Courtyards that something else is said of (managed, in creation) are asked about, and not ticked.
    questions = [line for line in lines if line.kind.value == "question"]
    assert [line.quote[1] for line in questions] == ["564个", "13个", "178个"]
    assert not any(line.keep for line in questions)


@pytest.mark.parametrize(("key", "printed", "more", "verdict"), [
    ("self_governance_coverage", "58.46%", {}, Verdict.OTHER_POPULATION),
    ("covenant_coverage", "98%", {"population": "all"}, Verdict.ROUNDED),
    ("firm_party_organisation", "99.38%", {}, Verdict.OTHER_INDICATOR),
    ("instructor_cover", "116家", {}, Verdict.OTHER_PARTS),
    ("firm_count", "163家", {}, Verdict.UNEXPLAINED),
    ("courtyard_count", "59%", {}, Verdict.INCOMPARABLE),
])
def test_what_else_may_have_been_counted_is_looked_for(guancheng, key, printed, more, verdict):
    [found] = check(guancheng, [claimed(key, printed, **more)])
    assert found.verdict is verdict, found.sentence.zh


def test_a_figure_of_a_street_is_set_beside_the_streets(guancheng):
    street = Street.objects.get(name__startswith="北下街")
    [found] = check(guancheng, [claimed("contracted_courtyard_count", "108", street=street.pk)])
    assert found.verdict is Verdict.EQUAL
    question = statistics.Question(guancheng, D2, street=street.pk)
    [cell] = statistics.values(question, [registry.find("contracted_courtyard_count")])
    assert cell.numerator == found.cell.numerator == 108


def test_one_figure_and_many_are_asked_for_in_as_many_statements(guancheng):
    street = Street.objects.order_by("pk").first().pk
    few = [claimed("firm_party_work", "98%"), claimed("firm_party_work", "98%", street=street)]
    many = few + [claimed(key, "3%", on) for key in registry.every() for on in (D1, D2)]
    many += [claimed(key, "7", street=street) for key in registry.every()]
    counts = []
    for claims in (few, many):
        with CaptureQueriesContext(connection) as captured:
            check(guancheng, claims)
        counts.append(len(statements(captured)))
    # One for each population that the many add; one day is read without the masks of many, but by population.
    assert counts[0] == 4 and counts[1] <= counts[0] + 8


def test_figures_that_agree_need_no_second_reading(guancheng):
    with CaptureQueriesContext(connection) as captured:
        check(guancheng, [claimed("covenant_coverage", "98%"), claimed("self_governance_coverage", "100%")])
    assert len(statements(captured)) == 1


def test_the_grid_says_what_single_questions_say(guancheng):
    asked_for = [(one, code) for one in registry.every().values() for code in one.populations]
    cells = statistics.grid(statistics.Question(guancheng, D2), asked_for, [D1, D2])
    for one, code in asked_for:
        for day in (D1, D2):
            [cell] = statistics.values(statistics.Question(guancheng, day), [one], population=code)
            found = cells[(one, code), None, day]
            assert (found.numerator, found.denominator) == (cell.numerator, cell.denominator), (one.key, code, day)


def test_who_sees_a_street_is_not_told_of_the_district(case):
    with scope.enter(scope.Scope(districts=(case,))):
        street = Street.objects.order_by("pk").first().pk
    with scope.enter(scope.Scope(districts=(case,), streets=(street,))):
        assert FigureClaim.objects.filter(district_id=case).exists()
        assert not querysets.published(case, D2).exists()
        [cell] = statistics.values(statistics.Question(case, D2), [registry.find("covenant_coverage")])
        assert querysets.declared(case, D2, [cell]) == {}
