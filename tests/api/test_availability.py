"""Which figures there are, and from when to when: on the days between, and only there, there is something to count."""

from datetime import date, timedelta

import pytest

from governance.indicators import registry

D2 = "2022-07-07"


def test_every_indicator_is_told_with_every_population(guancheng):
    told = guancheng.fetch("statistics/availability")["available"]
    assert {(one["key"], one["population"]) for one in told} == {
        (key, code) for key, indicator in registry.every().items() for code in indicator.populations
    }
    defaults = [one["key"] for one in told if one["is_default"]]
    assert sorted(defaults) == sorted(registry.every())


@pytest.mark.parametrize("name", ["I2", "I6", "I13", "volunteer_count", "firm_income"])
def test_before_the_first_day_there_is_nothing_and_on_it_there_is(guancheng, name):
    for one in guancheng.fetch("statistics/availability", indicator=name)["available"]:
        query = {"indicator": name, "population": one["population"]}
        if one["first"] is None:
            continue
        first = date.fromisoformat(one["first"])
        for day, is_there in ((first, True), (first - timedelta(days=1), False)):
            [cell] = guancheng.fetch("statistics", on=day.isoformat(), **query)["cells"]
            there = cell["denominator"] if cell["unit"] == "percent" else cell["numerator"]
            assert bool(float(there)) == is_there, (one, day)
        assert one["last"] is None or one["last"] >= one["first"]


def test_a_street_has_its_own_days_and_nothing_was_known_before_the_beginning(guancheng):
    [street] = guancheng.fetch("statistics/availability", indicator="I5", within="410104001")["available"][:1]
    assert street["first"] and street["levels"] == ["district", "street", "community"]
    unknown = guancheng.fetch("statistics/availability", indicator="I5", as_of="2022-07-07")["available"]
    assert {(one["first"], one["last"]) for one in unknown} == {(None, None)}


def test_it_names_the_periods_that_are_sealed(guancheng):
    for within in ({}, {"within": "410104001"}):
        place = within or {"within": "410104"}
        seals = guancheng.fetch("seals", limit=1000, **place)["seals"]
        told = guancheng.fetch("statistics/availability", indicator="I2", **within)["sealed"]
        assert told == sorted({seal["period"] for seal in seals})
    community = guancheng.fetch("statistics", indicator="I5", within="410104001", by="community")["cells"][0]["division"]
    assert guancheng.fetch("statistics/availability", indicator="I2", within=community)["sealed"] == []


def test_it_is_a_sheet_too_and_names_what_it_does_not_know(guancheng):
    assert guancheng.get("statistics/availability.csv", indicator="I2").status_code == 200
    [fault] = guancheng.refused("statistics/availability", indicator="I99")["errors"]
    assert fault["code"] == "unknown_indicator"
