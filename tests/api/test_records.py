"""`courtyards`, `firms`, `ratings`, `subsidies/entitlements`: filters, pages, fields, details, explanations."""

import csv
import io
from decimal import Decimal

import pytest

from portal.api.tables import cell

D2 = "2022-07-07"


@pytest.mark.parametrize(
    ("path", "query", "count"),
    [
        ("courtyards", {}, 987), ("courtyards", {"three_no": "true"}, 577),
        ("courtyards", {"street": "410104001"}, 122), ("courtyards", {"within": "410104001", "three_no": "true"}, 108),
        ("courtyards", {"governance_body": "owners"}, 13),
        ("courtyards", {"governance_body": ["owners", "self_management"]}, 577),
        ("courtyards", {"party_cover": "false"}, 0), ("courtyards", {"renovated": "true"}, 235),
        ("courtyards", {"code": "410104001-0001,410104001-0002"}, 2),
        ("firms", {}, 162), ("firms", {"party_organisation": "true"}, 46), ("firms", {"kind": "street_platform"}, 3),
        ("firms", {"party_organisation": "false", "instructor": "true"}, 115),
        ("ratings", {"year": "2021"}, 235), ("ratings", {"on": "2020-12-31"}, 0),
        ("ratings", {"star": ["0", "1", "2", "3", "4", "5"]}, 235),
    ],
)
def test_filters_of_the_lists(guancheng, path, query, count):
    answer = guancheng.fetch(path, **{"on": D2, **query}, count="true", limit=1)
    assert answer["count"] == count
    assert len(answer["items"]) == min(count, 1)


def test_pages_go_through_everything_once(guancheng):
    found, path = [], guancheng.url("courtyards", on=D2, limit=300, fields="code")
    while path:
        answer = guancheng.client.get(path)
        body = answer.json()
        assert body["count"] is None
        assert ("Link" in answer.headers) == (body["next"] is not None)
        found += [item["code"] for item in body["items"]]
        path = body["next"]
    assert len(found) == len(set(found)) == 987


def test_all_fields_are_there_unless_some_are_chosen(guancheng, document):
    shapes = document["components"]["schemas"]
    for path, shape in (
        ("courtyards", "Courtyard"), ("firms", "Firm"), ("ratings", "Rating"),
        ("subsidies/entitlements", "Entitlement"),
    ):
        [item] = guancheng.fetch(path, limit=1, on=D2)["items"]
        assert set(item) == set(shapes[shape]["properties"])
        first = next(iter(item))
        assert guancheng.fetch(path, limit=1, on=D2, fields=first)["items"] == [{first: item[first]}]


def test_a_record_by_its_code(guancheng):
    courtyard = guancheng.fetch("courtyards/410104001-0001", on=D2)
    assert courtyard["street"] == {"code": "410104001", "name": "北下街街道"}
    assert courtyard["service_provider"]["name"] == "郑州亮典物业管理有限公司"
    assert courtyard["three_no"] and courtyard["party_cover"]
    assert courtyard["governance_bodies"] in (["self_management"], ["owners"])
    firm = guancheng.fetch(f"firms/{courtyard['service_provider']['code']}", on=D2)
    assert (firm["courtyards_contracted"], firm["kind"]) == (108, "street_platform")
    assert guancheng.fetch("courtyards/410104001-0001", on=D2, fields="name").keys() == {"on", "as_of", "name"}


def test_a_record_on_another_day(guancheng):
    before = guancheng.fetch("courtyards/410104001-0001", on="2019-06-01")
    assert (before["three_no"], before["service_provider"]) == (False, None)
    guancheng.refused("courtyards/410104001-0001", 404, on="2018-12-31")
    guancheng.refused("courtyards/410104001-0001", 404, as_of="2022-07-07")


def test_every_line_is_explained_to_the_fen(guancheng):
    lines = guancheng.fetch("subsidies/entitlements", on=D2, limit=25, month="2021-06")["items"]
    assert lines
    for line in lines:
        told = guancheng.fetch(f"subsidies/entitlements/{line['id']}/explain")
        assert told["recomputed_yuan"] == told["line"]["amount_yuan"] == line["amount_yuan"]
        assert told["line"]["courtyard"] == line["courtyard"]
        if line["outcome"] == "entitled":
            whole = Decimal(line["area_m2"]) * Decimal(line["rate_yuan_per_m2_month"])
            assert abs(whole - Decimal(line["entitled_yuan"])) <= Decimal("0.005")


def test_paid_is_told_as_of_the_day(guancheng):
    query = {"month": "2020-06", "count": "true", "limit": 1}
    assert guancheng.fetch("subsidies/entitlements", on=D2, paid="true", **query)["count"] > 0
    assert guancheng.fetch("subsidies/entitlements", on="2020-07-01", paid="true", **query)["count"] == 0
    assert guancheng.fetch("subsidies/entitlements", on="2020-05-31", **query)["count"] == 0


def test_csv_of_records_has_plain_columns(guancheng):
    answer = guancheng.get("courtyards.csv", on=D2, limit=2, fields=["code", "street", "governance_bodies"])
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert list(rows[0]) == ["on", "as_of", "code", "street_code", "street_name", "governance_bodies"]
    assert rows[0]["street_name"] == "北下街街道"
    assert 'rel="next"' in answer["Link"]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1+1", "'=1+1"), ("+49", "'+49"), ("-x", "'-x"), ("@a", "'@a"), ("\tx", "'\tx"), ("院", "院"),
        (-5, "-5"), (Decimal("-0.50"), "-0.50"), (None, ""), (True, "true"), ([], ""), (["a", "b"], "a; b"),
        (["=a"], "'=a"),
    ],
)
def test_a_cell_of_a_sheet_is_never_a_formula(value, written):
    assert cell(value) == written


def test_a_list_is_one_statement(guancheng, django_assert_max_num_queries):
    with django_assert_max_num_queries(14):
        guancheng.client.get(guancheng.url("courtyards", limit=1000, on=D2))
