"""A district's own readings of an indicator: released, released anew, withdrawn; every version stays as it was."""

import time
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from courtyards.models import ModeConfirmation
from governance.indicators import catalogue, registry, services, statistics
from governance.indicators.models import IndicatorVariant
from governance.indicators.services import Reading, VariantRefused
from governance.tenancy import scope
from property_firms.models import ServiceContract
from tests.indicators.village import CODE, SINCE, Village, span

D2, TODAY = date(2022, 7, 7), date(2022, 8, 1)
FIRMS_ONLY = Reading("all", {"provider": ["market"]})


def released(by, district, of="I3", reading=FIRMS_ONLY, since=D2):
    return services.release(district=district, of=of, reading=reading, in_force_from=since, by=by, reason="口径调整")


def revised(by, district, key, reading, since=TODAY, seen=1):
    return services.revise(
        district=district, key=key, seen=seen, reading=reading, in_force_from=since, today=TODAY, by=by, reason="再次调整"
    )


def contracted(village: Village) -> None:
    """Three courtyards: served by a market firm, by a platform, by nobody."""
    market, platform = village.firm("market"), village.firm("platform", street=0)
    platform.kind = "street_platform"
    platform.save()
    for firm in (market, platform):
        village.about(ServiceContract, village.courtyard(), span(SINCE), firm=firm, started_on=SINCE)
    village.courtyard()


def figure(village: Village, name: str, on: date = D2):
    found = catalogue.find(name, CODE, on)
    [cell] = statistics.values(village.question(on), [found])
    return cell.numerator, cell.denominator


def test_a_variant_counts_what_it_says_wherever_an_indicator_does(village):
    contracted(village)
    variant = released(village.by, CODE)
    assert (variant.key, variant.version) == ("I3-1", 1)
    found = catalogue.find("i3-1", CODE)
    assert (found.label.zh, found.version, found.variant_of) == ("物业服务覆盖率（市场化物业企业）", 1, registry.find("I3").key)
    assert found.numerator.zh.endswith("（服务主体：市场化物业企业）")
    assert (figure(village, "I3"), figure(village, "I3-1")) == ((2, 3), (1, 3))
    listed, total = statistics.members(village.question(D2), found)
    assert ([m.covered for m in listed].count(True), total) == (1, 3)
    both = statistics.series(village.question(D2), [registry.find("I3"), found], [D2, TODAY])
    assert [cell.numerator for _day, cell in both["I3-1"]] == [1, 1]
    assert [cell.value for _day, cell in both["service_provider_coverage"]] == [Decimal("66.67")] * 2
    with pytest.raises(statistics.PopulationNotDefined):
        statistics.values(village.question(D2), [found], population="three_no")


def test_the_next_version_counts_from_its_day_and_the_first_before(village):
    contracted(village)
    released(village.by, CODE)
    with pytest.raises(VariantRefused, match="2022-08-01"):
        revised(village.by, CODE, "I3-1", Reading("all", {"provider": ["street_platform"]}), since=D2)
    both = Reading("all", {"provider": ["street_platform", "market"]}, label_zh="企业服务覆盖率")
    revised(village.by, CODE, "I3-1", both)
    assert [catalogue.find("I3-1", CODE, on).version for on in (SINCE, D2, TODAY - timedelta(days=1), TODAY)] == [1, 1, 1, 2]
    assert (figure(village, "I3-1", D2), figure(village, "I3-1", TODAY)) == ((1, 3), (2, 3))
    assert (figure(village, "I3-1@1", TODAY), figure(village, "I3-1@2", D2)) == ((1, 3), (2, 3))
    assert catalogue.find("I3-1", CODE).version == 2, "without a day the newest"
    keys = [catalogue.find(name, CODE).key for name in ("I3-1", "i3-1@1", "I3-1@2")]
    assert keys == ["I3-1", "I3-1@1", "I3-1@2"], "each has a line of its own in a series"


def test_a_withdrawn_variant_leaves_the_catalogue_and_stays_computable(village):
    contracted(village)
    released(village.by, CODE)
    services.withdraw(district=CODE, key="I3-1", seen=1, today=TODAY, by=village.by, reason="不再使用")
    assert "I3-1" in catalogue.every(CODE, TODAY - timedelta(days=1)) and "I3-1" not in catalogue.every(CODE, TODAY)
    for gone in ("I3-1", "I3-1@2", "I3-1@3", "I3-9", "I3@2", "I3-1@"):
        with pytest.raises(catalogue.UnknownIndicator):
            catalogue.find(gone, CODE, TODAY)
            raise AssertionError(gone)
    assert figure(village, "I3-1@1", TODAY) == (1, 3)
    assert catalogue.find("I3@1", CODE) is registry.find("I3")
    assert [(row.version, row.is_withdrawn, row.change.reason) for row in catalogue.versions("I3-1", CODE)] == [
        (2, True, "不再使用"), (1, False, "口径调整")
    ]
    with pytest.raises(VariantRefused):
        revised(village.by, CODE, "I3-1", Reading("three_no", {}), seen=2)


def test_a_version_that_was_still_to_come_is_withdrawn_with_the_rest(village):
    released(village.by, CODE)
    revised(village.by, CODE, "I3-1", Reading("three_no", {}), since=TODAY + timedelta(days=99))
    services.withdraw(district=CODE, key="I3-1", seen=2, today=TODAY, by=village.by, reason="不再使用")
    for on in (TODAY, TODAY + timedelta(days=200)):
        assert "I3-1" not in catalogue.every(CODE, on), on
    assert catalogue.find("I3-1", CODE, TODAY - timedelta(days=1)).version == 1


def test_variants_ask_the_database_no_further_question(village, django_assert_num_queries):
    """They stand in the one pass of what they are variants of; beside it, two settings of the planner."""
    contracted(village)
    for kind in ("market", "street_platform"):
        released(village.by, CODE, reading=Reading("all", {"provider": [kind]}))
    known = list(catalogue.every(CODE).values())
    with django_assert_num_queries(3):
        found = statistics.series(village.question(D2), known, [D2, TODAY], district_name="x")
    assert [found[key][0][1].numerator for key in ("service_provider_coverage", "I3-1", "I3-2")] == [2, 1, 1]
    of_three = [one for one in known if one.app == "property_firms" and one.population == "courtyards"]
    with django_assert_num_queries(3):
        cells = statistics.values(village.question(D2), of_three, district_name="x")
    assert [cell.numerator for cell in cells] == [2, 1, 1]


def test_a_variant_stands_behind_what_it_is_of_and_the_shipped_ones_stay(village):
    for of, reading in (("I3", FIRMS_ONLY), ("I4", Reading("all", {"mode": ["market"]})), ("I3", Reading("renovated", {}))):
        released(village.by, CODE, of, reading)
    keys = list(catalogue.every(CODE))
    place = keys.index("service_provider_coverage")
    assert keys[place : place + 3] == ["service_provider_coverage", "I3-1", "I3-2"]
    assert keys[keys.index("long_term_mode_coverage") + 1] == "I4-1"
    assert [key for key in keys if key in registry.every()] == list(registry.every())
    assert set(catalogue.every(990102)) == set(registry.every()), "another district has its own"


@pytest.mark.parametrize(
    ("of", "reading", "field"),
    [
        ("I3", Reading("all", {"provider": ["nobody"]}), ""), ("I3", Reading("all", {"firm": ["market"]}), ""),
        ("I3", Reading("elsewhere", {}), "population"), ("I3", Reading("all", {}), ""), ("I99", FIRMS_ONLY, ""),
        ("I3", Reading("all", {"provider": ["market", "street_platform", "owner_unit"]}), ""),
        ("I3", Reading("all", {"provider": ["market'] OR true --"]}), ""),
    ],
    ids=["no such code", "no such option", "no such population", "the indicator itself", "no indicator", "all is none", "SQL"],
)
def test_what_can_t_be_a_variant_is_refused(village, of, reading, field):
    with pytest.raises(VariantRefused) as refused:
        released(village.by, CODE, of, reading)
    assert refused.value.field == field
    assert not IndicatorVariant.objects.filter(district_id=CODE).exists()


def test_what_stands_in_the_table_but_is_no_code_never_reaches_the_sql(village):
    """Even a row that somebody wrote past the service: it is not counted, nor is anything of it run."""
    row = services.draft(registry.find("I3"), FIRMS_ONLY)
    row.district_id, row.key, row.version, row.in_force_from = CODE, "I3-1", 1, D2
    row.chosen = {"provider": ["market'] OR true --"]}
    row.save()
    assert catalogue.shaped(row, row.key) is None
    with pytest.raises(catalogue.UnknownIndicator):
        catalogue.find("I3-1", CODE)
    with pytest.raises(ValueError, match="provider"):
        assert replace(registry.find("I3"), bound=(("provider", ("market'] OR true --",)),)).statement


def test_two_people_at_one_version(village):
    released(village.by, CODE)
    revised(village.by, CODE, "I3-1", Reading("three_no", {}))
    with pytest.raises(VariantRefused):
        revised(village.by, CODE, "I3-1", Reading("renovated", {}), seen=1)
    with pytest.raises(VariantRefused):
        revised(village.by, CODE, "I3-1", Reading("three_no", {}), seen=2)
    assert len(catalogue.versions("I3-1", CODE)) == 2


@pytest.mark.parametrize("statement", [
    "UPDATE governance_indicatorvariant SET population = 'three_no'",
    "UPDATE governance_indicatorvariant SET is_withdrawn = true",
    "DELETE FROM governance_indicatorvariant", "TRUNCATE governance_indicatorvariant",
])
def test_no_version_is_rewritten(village, statement):
    """The application's role is held by the database."""
    released(village.by, CODE)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert figure(village, "I3-1") == (0, 0)


def test_a_moment_of_the_past_knows_the_variants_of_then(own_database, loaded_cast):
    by = loaded_cast.home.user("governance")
    mine = scope.Scope(districts=(CODE,), actor=by.pk)
    moments = []
    with scope.enter(mine):
        village = Village(by)
        with village.writing():
            contracted(village)
    for act in (
        lambda: released(by, CODE),
        lambda: revised(by, CODE, "I3-1", Reading("all", {"provider": ["street_platform", "owner_unit"]}), since=TODAY),
        lambda: services.withdraw(district=CODE, key="I3-1", seen=2, today=TODAY, by=by, reason="不再使用"),
    ):
        time.sleep(0.01)
        moments.append(timezone.now())
        time.sleep(0.01)
        with scope.enter(mine):
            act()
    with scope.enter(mine):
        for moment, version in zip(moments, (None, 1, 2), strict=True):
            with scope.as_known_at(moment):
                assert [row.version for row in catalogue.versions("I3-1", CODE)][:1] == ([version] if version else [])
                known = catalogue.every(CODE, TODAY)
                assert known["I3-1"].version == version if version else "I3-1" not in known
        with pytest.raises(catalogue.UnknownIndicator):
            catalogue.find("I3-1", CODE, TODAY)


def test_golden_figures_of_the_case_by_variant(case, district_scope, loaded_cast):
    """Of the case's 577 three-no courtyards, each mode and provider by itself; counted again out of the records."""
    by = loaded_cast.home.user("governance")
    with district_scope(case, actor=by.pk):
        modes = ModeConfirmation.objects.filter(district_id=case, valid__contains=D2)
        contracts = ServiceContract.objects.filter(district_id=case, valid__contains=D2)
        for mode in ("market", "street_platform", "unit_trust", "owner_self"):
            key = released(by, case, "I4", Reading("three_no", {"mode": [mode]})).key
            [cell] = statistics.values(statistics.Question(case, D2), [catalogue.find(key, case)])
            assert (cell.numerator, cell.denominator) == (modes.filter(mode=mode).count(), 577)
        for kind, expected in (("market", 416), ("street_platform", 210)):
            key = released(by, case, "I3", Reading("all", {"provider": [kind]})).key
            [cell] = statistics.values(statistics.Question(case, D2), [catalogue.find(key, case)])
            assert (cell.numerator, cell.denominator) == (contracts.filter(firm__kind=kind).count(), 987)
            assert cell.numerator == expected
        found = [catalogue.find(f"I4-{number}", case) for number in (1, 2, 3, 4)]
        cells = statistics.values(statistics.Question(case, D2), [*found, registry.find("I4")])
        assert [cell.numerator for cell in cells] == [87, 200, 102, 169, 558]
        assert cells[0].value == Decimal("15.08")
