"""The published document holds: each documented parameter is taken, each list walks to its end, fields are chosen."""

import csv
import io

import pytest
from django.utils import timezone

D2 = "2022-07-07"
BASE = "/api/v1/districts/{district}/"
RECORDS = {"courtyards": "Courtyard", "firms": "Firm", "ratings": "Rating", "rating-entries": "RatingEntry",
           "subsidies/entitlements": "Entitlement", "subsidies/enrolments": "SubsidyEnrolment",
           "subsidies/payments": "Payment"}
# A value that each parameter takes everywhere it is documented; `after` comes from a real link.
VALUES = {
    "on": D2, "within": "410104001", "street": "410104001", "q": "院",
    "indicator": "I2", "population": "all", "from": "2021-01", "to": "2022-07", "limit": "7", "year": "2021", "month": "2021-06",
    "star": "0,5", "code": "410104001-0001", "courtyard": "410104001-0001", "fields": "id", "uscc": "91410104MA00000001",
    "period": "2021Q4", "bbox": "113,34,114,35", "against": "410104002",
    "against_population": "all", "districts": "410104", "latest": "2",
    "id": "1", "updated_after": "2022-07-07", "omit": "id", "community": "410104001001", "register": "committees",
    "days": "5", "published": D2, "mode": "working",
    "governance_body": "owners", "management_mode": "street_platform", "outcome": "entitled", "source": "小结",
    "step": "published", "applicant": "committee", "batch": "410104-202201-01", "state": "paid,failed",
}
WALKS = [
    ("courtyards", "items", {"limit": 250}, 987), ("courtyards", "items", {"limit": 100, "three_no": "true"}, 577),
    ("firms", "items", {"limit": 50}, 162), ("firms", "items", {"limit": 54}, 162), ("ratings", "items", {"limit": 47}, 235),
    ("rating-entries", "items", {"limit": 47}, 235), ("subsidies/enrolments", "items", {"limit": 47}, 235),
    ("statistics/members", "members", {"limit": 100, "indicator": "I6"}, 162),
    ("statistics/members", "members", {"limit": 1, "indicator": "I4", "covered": "false"}, 19),
]


def addresses(guancheng):
    """Each documented path with real values in it, its operation and what it needs."""
    line = guancheng.fetch("subsidies/entitlements", limit=1)["items"][0]["id"]
    firm = guancheng.fetch("firms", limit=1, kind="street_platform")["items"][0]["uscc"]
    result = guancheng.fetch("ratings", limit=1)["items"][0]["id"]
    seal = guancheng.fetch("seals", limit=1)["seals"][0]["number"]
    survey = guancheng.fetch("surveys", limit=1)["items"][0]["id"]
    for path, operations in guancheng.document["paths"].items():
        if "get" not in operations:
            continue
        key = firm if "/firms/" in path else "410104001-0001"
        if "/standards/" in path:
            key = "old-courtyard-100"
        if "/schemes/" in path:
            key = "year-by-star"
        # The case keeps no scenario: tests/api/test_schemes.py asks for one.
        if "{scenario}" in path:
            continue
        record = first_id(guancheng, path) if "{id}" in path else 0
        if record is None:
            continue
        filled = path.format(
            district=410104, key=key, line=line, id=record, number=seal, survey=survey, result=result, version=1,
        )
        asked = [p for p in operations["get"]["parameters"] if p["in"] == "query"]
        needed = {p["name"]: VALUES[p["name"]] for p in asked if p.get("required")}
        yield filled, asked, needed, firm


def first_id(guancheng, path):
    """A record of the list above the path; None where the case has none."""
    found = guancheng.fetch(path.format(district=410104, id=0).rpartition("/")[0], limit=1, on=D2)["items"]
    return found[0]["id"] if found else None


def values(parameter, path, firm):
    """What may be sent for the parameter: all of an enumeration, else a sample."""
    name = parameter["name"]
    if "enum" in parameter["schema"]:
        return parameter["schema"]["enum"]
    if name == "kind":
        return ["street_platform"] if "firms" in path else ["courtyard"]
    if name in ("from", "to") and "compare" in path:
        return [f"{VALUES[name]}-01"]
    # A moment before the case was loaded knows no record at all: 404, on purpose.
    return [timezone.now().isoformat()] if name.endswith("as_of") else [VALUES[name]]


def walk(guancheng, path, rows, **query):
    """All pages by their next links; the Link header says the same."""
    address, found, pages = guancheng.url(path, on=D2, **query), [], 0
    while address:
        answer = guancheng.client.get(address)
        body = answer.json()
        assert answer.headers.get("Link", "") == (f'<{body["next"]}>; rel="next"' if body["next"] else "")
        found += [row["id"] for row in body[rows]]
        address, pages = body["next"], pages + 1
    return found, pages


def test_every_address_answers(guancheng):
    for path, _asked, needed, _firm in addresses(guancheng):
        assert guancheng.get(path, **needed).status_code == 200, path


def test_every_documented_parameter_is_taken(guancheng):
    for path, asked, needed, firm in addresses(guancheng):
        for parameter in asked:
            name = parameter["name"]
            if name == "after":
                continue
            if name == "firm":
                sent = [{"indicator": "I14", "firm": firm}]
            else:
                sent = [needed | {name: value} for value in values(parameter, path, firm)]
            for query in sent:
                answer = guancheng.get(path, **query)
                assert answer.status_code == 200, (path, query, answer.content.decode()[:500])


def test_nothing_else_is_taken(guancheng):
    known = {p["name"] for _path, asked, _needed, _firm in addresses(guancheng) for p in asked}
    for path, asked, needed, _firm in addresses(guancheng):
        undocumented = known - {p["name"] for p in asked} - {"format"}
        faults = guancheng.refused(path, **needed | dict.fromkeys(undocumented, "1"))["errors"]
        assert undocumented == {f["path"] for f in faults if f["code"] == "unknown_parameter"}, path


def test_format_is_documented_where_it_is_taken(guancheng):
    """Known to every address by design (csv is an unknown value of a record), so the document must name it there."""
    taken = {path: guancheng.get(path, format="json", **needed).status_code == 200
             for path, _asked, needed, _firm in addresses(guancheng)}
    documented = {path: any(p["name"] == "format" for p in asked) for path, asked, _n, _f in addresses(guancheng)}
    assert taken == documented


@pytest.mark.parametrize(("path", "rows", "query", "count"), WALKS)
def test_next_links_walk_the_whole_list(guancheng, path, rows, query, count):
    found, pages = walk(guancheng, path, rows, **query)
    assert len(found) == len(set(found)) == count
    assert pages == -(-count // query["limit"])


def test_the_ledger_walks_whole(guancheng):
    count = guancheng.fetch("subsidies/entitlements", on=D2, limit=1, count="true")["count"]
    found, _pages = walk(guancheng, "subsidies/entitlements", "items", limit=999)
    assert len(found) == len(set(found)) == count
    assert found == sorted(found)


def test_a_sheet_walks_by_its_link(guancheng):
    address, found = guancheng.url("firms.csv", on=D2, limit=60, fields="id"), []
    while address:
        answer = guancheng.client.get(address)
        found += [row["id"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))]
        link = answer.headers.get("Link", "")
        address = link.partition(">")[0].removeprefix("<")
    assert len(found) == len(set(found)) == 162


@pytest.mark.parametrize(("path", "shape"), RECORDS.items())
def test_fields_are_exactly_those_asked_for(guancheng, path, shape):
    names = list(guancheng.document["components"]["schemas"][shape]["properties"])
    [whole] = guancheng.fetch(path, on=D2, limit=1)["items"]
    assert list(whole) == names
    for chosen in ([names[-1]], names[1:4], names[::-1]):
        for sent in (",".join(chosen), chosen):
            [item] = guancheng.fetch(path, on=D2, limit=1, fields=sent)["items"]
            assert item == {name: whole[name] for name in chosen}
