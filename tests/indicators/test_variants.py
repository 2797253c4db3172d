"""A district's own readings of an indicator: released, released anew, withdrawn; every version stays as it was."""


from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

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
