"""The reference case (section 2 of its description), row by row, through the REST endpoint."""

import pytest

D0, S, D1, D2 = "2019-12-31", "2020-03-31", "2021-01-31", "2022-07-07"
FIRMS = {"亮典": "郑州亮典物业管理有限公司", "隆美": "郑州隆美物业管理有限公司", "西美": "郑州西美物业管理有限公司"}

ROWS = [
    # indicator, population, on, firm, numerator, denominator, value
    ("courtyard_count", None, D0, None, 987, None, "987"),
    ("courtyard_count", None, D2, None, 987, None, "987"),
    ("courtyard_count", "three_no", D0, None, 577, None, "577"),
    ("I1", None, D0, None, 577, 987, "58.46"),
    ("I6", None, D1, None, 21, 162, "12.96"),
    ("I6", None, D2, None, 46, 162, "28.40"),
    ("I7", None, D2, None, 115, 116, "99.14"),
    ("I8", None, D2, None, 161, 162, "99.38"),
    ("I5", "all", D2, None, 987, 987, "100.00"),
    ("I2", "three_no", D2, None, 577, 577, "100.00"),
    ("self_management_committee_count", None, D2, None, 564, None, "564"),
    ("owners_committee_count", None, D2, None, 13, None, "13"),
    ("I11", "three_no", D2, None, 577, 577, "100.00"),
    ("volunteer_organisation_count", None, D2, None, 1108, None, "1108"),
    ("volunteer_count", None, D2, None, 12040, None, "12040"),
    ("I9", "three_no", D2, None, 577, 577, "100.00"),
    ("organ_branch_count", None, D2, None, 162, None, "162"),
    ("I10", "three_no", D2, None, 577, 577, "100.00"),
    ("cadre_count", None, D2, None, 572, None, "572"),
    ("building_head_count", None, D2, None, 1206, None, "1206"),
    ("I4", "three_no", D2, None, 558, 577, "96.71"),
    ("I12", "all", D2, None, 967, 987, "97.97"),
    ("social_organisation_count", None, D2, None, 1167, None, "1167"),
    ("incubator_count", None, D2, None, 11, None, "11"),
    ("service_project_count", None, D2, None, 158, None, "158"),
    ("I16", None, D2, None, 62, 158, "39.24"),
    ("completed_project_count", None, D2, None, 62, None, "62"),
    ("demonstration_count", "level_street", D2, None, 12, None, "12"),
    ("designated_demonstration_count", "level_street", D2, None, 4, None, "4"),
    ("demonstration_count", "level_community", D2, None, 44, None, "44"),
    ("designated_demonstration_count", "level_community", D2, None, 11, None, "11"),
    ("demonstration_count", "level_courtyard", D2, None, 178, None, "178"),
    ("designated_demonstration_count", "level_courtyard", D2, None, 79, None, "79"),
    ("I15", "level_street", D2, None, 4, 12, "33.33"),
    ("I15", "level_community", D2, None, 11, 44, "25.00"),
    ("I15", "level_courtyard", D2, None, 79, 178, "44.38"),
    ("I15", "all", D2, None, 94, 234, "40.17"),
    ("demonstration_count", "all", D0, None, 0, None, "0"),
    ("I2a", None, D2, None, 12, 880, "1.36"),
    ("I6b", None, D1, None, 21, 46, "45.65"),
    ("I6b", None, D2, None, 46, 46, "100.00"),
    ("committee_party_cover", None, D2, None, 577, 577, "100.00"),
    ("I4", "mode_market", D2, None, 87, 87, "100.00"),
    ("I12", "mode_owner_self", D2, None, 168, 169, "99.41"),
    ("courtyard_count", "kind_compound", D2, None, 410, None, "410"),
    ("I19a", None, D2, None, 85, 118, "72.03"),
    ("I19b", None, D2, None, 22, 26, "84.62"),
    ("I19c", None, D2, None, 37, 58, "63.79"),
    ("I19d", None, D2, None, 42, 68, "61.76"),
    ("I19a", None, D1, None, 0, 0, None),
    ("I20", None, S, None, 360, 2000, "18.00"),
    ("firm_count", None, D1, None, 162, None, "162"),
    ("firm_count", None, D2, None, 162, None, "162"),
    ("contracted_courtyard_count", None, D2, "亮典", 108, None, "108"),
    ("I13", None, D2, "亮典", None, None, "74.00"),
    ("firm_turnover", None, D2, "亮典", "1000000.00", None, "1000000.00"),
    ("contracted_courtyard_count", None, D2, "隆美", 102, None, "102"),
    ("I14", None, D2, "隆美", 92, 102, "90.20"),
    ("I13", None, D2, "隆美", None, None, "75.00"),
    ("firm_income", None, D2, "隆美", "800000.00", None, "800000.00"),
    ("contracted_courtyard_count", None, D2, "西美", 0, None, "0"),
    ("firm_turnover", None, D2, "西美", "0.00", None, "0.00"),
]


def uscc(guancheng, firm):
    [found] = guancheng.fetch("firms", q=FIRMS[firm], kind="street_platform")["items"]
    return found["uscc"]


@pytest.mark.parametrize(
    ("indicator", "population", "on", "firm", "numerator", "denominator", "value"), ROWS,
    ids=[f"{row[0]} on {row[2]}{' of ' + row[3] if row[3] else ''}" for row in ROWS],
)
def test_a_row_of_the_case(guancheng, indicator, population, on, firm, numerator, denominator, value):
    query = {"population": population, "firm": uscc(guancheng, firm) if firm else None}
    query = {name: chosen for name, chosen in query.items() if chosen}
    answer = guancheng.fetch("statistics", indicator=indicator, on=on, **query)
    assert (answer["on"], answer["as_of"]) == (on, None)
    [cell] = answer["cells"]
    assert cell["indicator"] == indicator
    assert cell["division"] == "410104"
    assert cell["value"] == value
    if numerator is not None:
        assert (cell["numerator"], cell["denominator"]) == (numerator, denominator)
    if population:
        assert cell["population"] == population


def test_the_three_platforms_stand_in_their_streets(guancheng):
    firms = guancheng.fetch("firms", kind="street_platform", on=D2)["items"]
    assert {firm["name"]: firm["street"]["name"] for firm in firms} == {
        FIRMS["亮典"]: "北下街街道", FIRMS["隆美"]: "陇海马路街道", FIRMS["西美"]: "西大街街道"
    }


def test_the_series_climbs_from_the_roster_to_the_publication(guancheng):
    five = "I5,I2,I11,I9,I10"
    answer = guancheng.fetch("statistics/series", indicator=five, from_="2019-12", to="2022-07")
    for code in five.split(","):
        line = [cell["numerator"] for cell in answer["cells"] if cell["indicator"] == code]
        assert len(line) == 32
        assert line == sorted(line), f"{code} never falls"
        assert line[0] < line[12] < line[-1]
    assert answer["cells"][0]["on"] == "2019-12-31"


def test_the_nineteen_courtyards_without_a_mode_are_named(guancheng):
    answer = guancheng.fetch("statistics/members", indicator="I4", on=D2, covered="false")
    assert (answer["total"], len(answer["members"]), answer["next"]) == (19, 19, None)
    assert {member["why"] for member in answer["members"]} == {"never"}


def test_renovated_courtyards_and_the_ceiling_of_the_ledger(guancheng):
    """235 courtyards with 1,960,000 ㎡; a year of the ledger stays below the cap on all of it."""
    from decimal import Decimal

    answer = guancheng.fetch("courtyards", renovated="true", on=D2, limit=1000, count="true", fields="area_m2")
    assert answer["count"] == 235
    assert sum(Decimal(item["area_m2"]) for item in answer["items"]) == Decimal("1960000.00")
    paid = Decimal(0)
    for month in range(1, 13):
        lines = guancheng.fetch("subsidies/entitlements", month=f"2021-{month:02d}", limit=1000)["items"]
        paid += sum(Decimal(line["amount_yuan"]) for line in lines)
    assert Decimal(0) < paid < Decimal("7056000.00")
