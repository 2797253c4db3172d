"""What the rows of the reference case imply: sums over places, codes and keys alike, percentages, stars, the ledger."""

from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

import pytest

D0, D1, D2 = "2019-12-31", "2021-01-31", "2022-07-07"
CENT = Decimal("0.01")
# Figures that add up over places, with the sums that section 2 names.
SUMS = [
    # indicator, population, on, numerator, denominator
    ("courtyard_count", None, D0, 987, None), ("courtyard_count", None, D2, 987, None),
    ("courtyard_count", "three_no", D2, 577, None), ("I1", None, D0, 577, 987), ("I6", None, D1, 21, 162),
    ("I6", None, D2, 46, 162), ("I7", None, D2, 115, 116), ("I8", None, D2, 161, 162), ("I5", "all", D2, 987, 987),
    ("I2", "three_no", D2, 577, 577), ("self_management_committee_count", None, D2, 564, None),
    ("owners_committee_count", None, D2, 13, None), ("I11", "three_no", D2, 577, 577),
    ("volunteer_organisation_count", None, D2, 1108, None), ("volunteer_count", None, D2, 12040, None),
    ("I9", "three_no", D2, 577, 577), ("I10", "three_no", D2, 577, 577), ("building_head_count", None, D2, 1206, None),
    ("I4", "three_no", D2, 558, 577), ("I12", "all", D2, 967, 987), ("firm_count", None, D2, 162, None),
]
IDS = [f"{row[0]} {row[1] or ''} on {row[2]}" for row in SUMS]
PLATFORMS = [("亮典", "74.00"), ("隆美", "75.00")]


def ask(guancheng, indicator, population, on, **query):
    chosen = {"population": population} if population else {}
    return guancheng.fetch("statistics", indicator=indicator, on=on, **chosen, **query)["cells"]


def ledger(guancheng):
    path = guancheng.url("subsidies/entitlements", on=D2, limit=1000)
    while path:
        body = guancheng.client.get(path).json()
        yield from body["items"]
        path = body["next"]


@pytest.mark.parametrize(("indicator", "population", "on", "numerator", "denominator"), SUMS, ids=IDS)
@pytest.mark.parametrize("by", ["street", "community"])
def test_places_add_up_to_the_row(guancheng, by, indicator, population, on, numerator, denominator):
    cells = ask(guancheng, indicator, population, on, by=by)
    assert len({cell["division"] for cell in cells}) == len(cells)
    assert sum(cell["numerator"] for cell in cells) == numerator
    if denominator is None:
        assert {cell["denominator"] for cell in cells} == {None}
    else:
        assert sum(cell["denominator"] for cell in cells) == denominator


@pytest.mark.parametrize("indicator", ["I2", "I4", "I6", "I12", "volunteer_count", "building_head_count"])
def test_within_a_street_is_the_street_s_cell(guancheng, indicator):
    for street in ask(guancheng, indicator, None, D2, by="street"):
        if street["division"]:
            [alone] = ask(guancheng, indicator, None, D2, within=street["division"])
            assert alone == street


def test_every_code_and_its_key_are_one_figure(guancheng):
    for definition in guancheng.fetch("indicators")["indicators"]:
        if definition["code"]:
            by_code, by_key = ask(guancheng, f"{definition['code']},{definition['key']}", None, D2)
            assert by_code | {"indicator": ""} == by_key | {"indicator": ""}


@pytest.mark.parametrize("on", [D0, D1, D2])
def test_every_percentage_is_its_fraction_rounded_half_up(guancheng, on):
    shares = [d["key"] for d in guancheng.fetch("indicators")["indicators"] if d["unit"] == "percent"]
    for cell in ask(guancheng, ",".join(shares), None, on, by="street"):
        whole = Decimal(cell["denominator"])
        if not whole:
            assert cell["value"] is None
            continue
        exact = Decimal(cell["numerator"]) * 100 / whole
        assert Decimal(cell["value"]) == exact.quantize(CENT, ROUND_HALF_UP), cell


@pytest.mark.parametrize(("name", "value"), PLATFORMS)
def test_a_platform_s_fee_collection_is_received_of_receivable(guancheng, name, value):
    [firm] = guancheng.fetch("firms", q=name, kind="street_platform", on=D2)["items"]
    [cell] = ask(guancheng, "I13", None, D2, firm=firm["uscc"])
    received, receivable = Decimal(cell["numerator"]), Decimal(cell["denominator"])
    assert Decimal(0) < received < receivable
    assert (received * 100 / receivable).quantize(CENT, ROUND_HALF_UP) == Decimal(cell["value"]) == Decimal(value)


def test_all_stars_occur_and_a_veto_leaves_none(guancheng):
    found = guancheng.fetch("ratings", year=2021, on=D2, limit=1000)["items"]
    assert len(found) == 235
    by_star = {star: sum(r["star"] == star for r in found) for star in range(6)}
    assert all(by_star.values()), by_star
    for star, count in by_star.items():
        assert guancheng.fetch("ratings", year=2021, on=D2, star=star, count="true", limit=1)["count"] == count
    vetoed = [rating for rating in found if rating["vetoed"]]
    assert vetoed
    assert {rating["star"] for rating in vetoed} == {0}


def test_the_ledger_keeps_the_cap_and_the_months(guancheng):
    months, totals = defaultdict(set), defaultdict(Decimal)
    for line in ledger(guancheng):
        area, amount = Decimal(line["area_m2"]), Decimal(line["amount_yuan"])
        assert Decimal(line["rate_yuan_per_m2_month"]) <= Decimal("0.30")
        assert Decimal(line["entitled_yuan"]) <= (area * Decimal("0.30")).quantize(CENT, ROUND_HALF_UP)
        assert 1 <= line["month_index"] <= 36
        assert line["year_index"] == (line["month_index"] - 1) // 12 + 1
        months[line["courtyard"]["code"]].add((line["month"], line["month_index"]))
        totals[line["month"]] += amount
    assert len(months) == 235
    for known in months.values():
        # One calendar month, one step of the 36; from 1 on, without a gap.
        assert [index for _month, index in sorted(known)] == list(range(1, len(known) + 1))
    paid = [totals[month] for month in sorted(totals)]
    assert all(Decimal(0) < sum(paid[first:first + 12]) < Decimal("7056000.00") for first in range(len(paid)))
