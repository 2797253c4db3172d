"""Every check finds what breaks it, tells it in words, and finds it no more once it is mended."""

from datetime import date, timedelta

import pytest
from django.urls import Resolver404, resolve
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from psycopg2.extras import DateRange
from stdnum.cn import uscc

from governance.quality import registry
from governance.quality.declarations import Act
from governance.registers import registry as registers
from governance.registers import values
from portal.quality import remedies
from tests.quality.cases import CASES, returned
from tests.quality.conftest import DAY


def test_every_check_has_its_case():
    assert set(CASES) == set(registry.every()) and len(CASES) >= 15


@pytest.mark.parametrize("key", sorted(registry.every()))
def test_a_check_finds_what_breaks_it_until_it_is_mended(cast, works, key):
    spoil, mend = CASES[key]
    with cast.home.scope():
        record = spoil(works).pk
        finding = works.found(key)[record]
        # The sentence is whole: no parameter is missing, nothing is said of nothing.
        assert finding.name and "None" not in finding.sentence and "%(" not in finding.sentence
        mend(works)
        assert record not in works.found(key)


@pytest.mark.parametrize("key", sorted(registry.every()))
def test_what_is_found_is_mended_at_a_form_that_exists(cast, works, key):
    check = registry.every()[key]
    with cast.home.scope():
        record = CASES[key][0](works).pk
        finding = works.found(key)[record]
    try:
        resolve(remedies.address(finding, str(cast.home.district)).partition("?")[0].partition("#")[0])
        resolve(remedies.page(finding, str(cast.home.district)))
    except Resolver404 as missing:
        pytest.fail(str(missing))
    remedy, fields = registers.every()[check.remedy.register], values.of(registers.every()[check.register])
    assert not check.field or check.field in fields
    assert {*check.remedy.known, *check.remedy.given} <= set(values.of(remedy))
    assert remedy.key == check.register or check.remedy.act == Act.ENTER


def test_names_with_other_numbers_or_in_other_streets_are_not_alike(cast, works):
    with cast.home.scope():
        works.correct("courtyards", works.courtyard, name="顺河路12号院")
        for called, name in (("a", "顺河路13号院"), ("b", "顺河路12号楼院"), ("c", "城南路12号院")):
            works.enter("courtyards", called=called, name=name, community=works.community)
        found = works.found("same-name-twice")
        assert set(found) == {works.courtyard.pk, works.made["b"].pk}
        assert works.made["b"].code in found[works.courtyard.pk].sentence


def test_a_rate_jumps_by_more_than_thirty_points(cast, works):
    with cast.home.scope():
        returned(works, "first", 90_00)
        second = returned(works, "second", 60_00)
        assert second.pk not in works.found("collection-jump")
        works.correct("fee-returns", second, received_fen=59_99)
        assert second.pk in works.found("collection-jump")


def test_a_contract_has_sixty_days_to_start(cast, works):
    with cast.home.scope():
        contract = works.enter(
            "contracts", courtyard=works.courtyard, firm=works.firm, valid=DateRange(DAY - timedelta(days=60), None)
        )
        assert contract.pk not in works.found("service-not-started")
        assert contract.pk in works.found("service-not-started", DAY + timedelta(days=1))


def test_a_three_no_courtyard_is_asked_about_from_the_day_of_the_roster_until_it_leaves(cast, works):
    with cast.home.scope():
        courtyard = works.three_no
        assert courtyard.pk not in works.found("three-no-without-cadre", date(2023, 6, 29))
        assert courtyard.pk in works.found("three-no-without-cadre", date(2023, 6, 30))
        works.end("courtyards", courtyard, DAY)
        assert courtyard.pk in works.found("three-no-without-cadre", DAY)
        assert courtyard.pk not in works.found("three-no-without-cadre", DAY + timedelta(days=1))


ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.text(ALPHABET, min_size=17, max_size=17))
def test_the_check_character_is_that_of_the_standard(cast, works, body):
    """Held against the library that the form asks."""
    with cast.home.scope():
        firm = works.enter("firms", called=body, name=f"企业{body}", uscc=body + "0", kind="market")
        right = uscc.calc_check_digit(body)
        found = works.found("uscc-check-character").get(firm.pk)
        assert (found is None) == (right == "0")
        assert found is None or found.parameters["right"] == right
