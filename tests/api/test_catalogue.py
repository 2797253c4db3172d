"""`indicators` with the district's variants, and variants wherever the API takes an indicator."""

from datetime import date

import pytest
from django.utils import timezone

from governance.indicators import registry, services
from governance.indicators.services import Reading

D2 = "2022-07-07"


@pytest.fixture
def market(guancheng, case, district_scope, loaded_cast):
    """Two versions of a variant of I3: market firms, then market firms and platforms from 2022-06 on."""
    by = loaded_cast.home.user("governance")
    with district_scope(case, actor=by.pk):
        given = {"district": case, "by": by, "reason": "区社治委〔2022〕3号"}
        services.release(of="I3", reading=Reading("all", {"provider": ["market"]}), in_force_from=date(2022, 1, 1), **given)
        services.revise(
            key="I3-1", seen=1, reading=Reading("all", {"provider": ["market", "street_platform"]}),
            in_force_from=date(2022, 6, 1), today=date(2022, 6, 1), **given,
        )
    return guancheng


def test_a_variant_is_a_name_like_any_other(market):
    def asked(name, on=D2):
        [cell] = market.fetch("statistics", indicator=name, on=on)["cells"]
        return cell["numerator"], cell["denominator"], cell["definition_version"], cell["key"]

    assert asked("I3-1@1") == (416, 987, 1, "I3-1@1")
    assert asked("I3-1") == (626, 987, 2, "I3-1") == asked("i3-1")
    assert asked("I3-1", "2022-05-31")[2] == 1, "the version in force on the day"
    both = market.fetch("statistics", indicator="I3-1@1,I3", by="street", on=D2)["cells"]
    assert len(both) == 28 and sum(c["numerator"] for c in both if c["indicator"] == "I3-1@1") == 416
    series = market.fetch("statistics/series", indicator="I3-1@1,I3-1@2,I3", from_="2022-06", to="2022-06")["cells"]
    one, two, whole = (cell["numerator"] for cell in series)
    assert one < two == whole
    members = market.fetch("statistics/members", indicator="I3-1@1", on=D2, covered="true", limit=1)
    assert members["total"] == 416
    assert market.get("statistics.csv", indicator="I3-1", on=D2).status_code == 200


def test_other_names_and_populations_are_refused(market):
    for name in ("I3-2", "I3-1@3", "I3-1@", "I3@2", "I3-1@01"):
        assert market.refused("statistics", indicator=name)["errors"][0]["code"] == "unknown_indicator", name
    fault = market.refused("statistics", indicator="I3-1", population="three_no")["errors"][0]
    assert (fault["code"], fault["message"].endswith("all.") or "all" in fault["message"]) == ("unknown_population", True)


def test_the_catalogue_tells_variants_and_their_versions(market):
    answer = market.fetch("indicators", on=D2)
    found = {one["key"]: one for one in answer["indicators"]}
    variant = found["I3-1"]
    assert (variant["variant_of"], variant["version"], variant["populations"]) == ("service_provider_coverage", 2, ["all"])
    assert [option["chosen"] for option in variant["options"]] == [["market", "street_platform"]]
    assert found["service_provider_coverage"]["options"][0]["chosen"] == []
    versions = answer["variants"]
    assert [(v["name"], v["in_force_from"], v["reason"], v["withdrawn"]) for v in versions] == [
        ("I3-1@1", "2022-01-01", "区社治委〔2022〕3号", False), ("I3-1@2", "2022-06-01", "区社治委〔2022〕3号", False)
    ]
    assert all(version["released_by"] and version["released_at"] for version in versions)
    assert set(found) == {*registry.every(), "I3-1"}


def test_each_definition_says_how_it_is_read(guancheng):
    found = {one["code"]: one for one in guancheng.fetch("indicators")["indicators"] if one["code"]}
    rate, count = found["I6b"], found["I19c"]
    assert (rate["decimals"], rate["rounding"], rate["empty"], rate["better"]) == (2, "half_up", "—", "higher")
    assert (rate["closed_by"], rate["owner"], rate["subject"]) == ("party-organisations", "organisation", "party_org")
    assert [code["code"] for code in count["options"][0]["codes"]] == ["15", "30", "60", "120"]


def test_a_moment_of_the_past_knows_no_later_variant(market):
    before = "2022-07-08T00:00:00+08:00"
    assert market.refused("statistics", indicator="I3-1", as_of=before)["errors"][0]["code"] == "unknown_indicator"
    answer = market.fetch("indicators", as_of=before)
    assert answer["variants"] == [] and answer["as_of"] == before
    now = market.fetch("indicators", as_of=timezone.now().isoformat())
    assert [version["name"] for version in now["variants"]] == ["I3-1@1", "I3-1@2"]


def test_a_new_version_is_a_new_answer(market, case, district_scope, loaded_cast):
    first = market.get("indicators")
    assert market.get("indicators", {"If-None-Match": first["ETag"]}).status_code == 304
    with district_scope(case, actor=loaded_cast.home.user("governance").pk):
        services.withdraw(
            district=case, key="I3-1", seen=2, today=date(2022, 7, 1), by=loaded_cast.home.user("governance"), reason="停用"
        )
    assert "I3-1" not in {one["key"] for one in market.fetch("indicators")["indicators"]}
