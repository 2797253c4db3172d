"""`statistics/compare` and `statistics/explain`: every answer against the document, every sum against the figures."""

from decimal import Decimal

import pytest

D0, D1, D2 = "2019-12-31", "2021-01-31", "2022-07-07"


def pages(program, path, rows, **query):
    """Every page, by following the links."""
    body = program.fetch(path, **query)
    found = list(body[rows])
    while body["next"]:
        body = program.fetch(body["next"].removeprefix("http://testserver"))
        found += body[rows]
    return found


@pytest.mark.parametrize("indicator", ["I4", "I9", "I13", "I18", "courtyard_count", "firm_turnover"])
def test_the_explained_parts_are_the_difference(guancheng, indicator):
    body = guancheng.fetch("statistics/compare", indicator=indicator, from_=D0, to=D2, limit=1000)
    for field in ("numerator", "denominator"):
        whole = body["difference"][field]
        if whole is None:
            assert {one[field] for one in body["explained"]} <= {None}
            continue
        assert sum(Decimal(one[field]) for one in body["explained"]) == Decimal(whole)
        assert sum(Decimal(step[field]) for step in body["bridge"]) == Decimal(whole)
        assert Decimal(body["to"][field]) - Decimal(body["from"][field]) == Decimal(whole)
    assert body["total"] == len(body["explained"])
    [cell] = guancheng.fetch("statistics", indicator=indicator, on=D2)["cells"]
    assert {name: body["to"][name] for name in cell} == cell


def test_pages_follow_each_other_and_kinds_can_be_chosen(guancheng):
    query = {"indicator": "I10", "from_": D0, "to": D2}
    whole = guancheng.fetch("statistics/compare", limit=1000, **query)["explained"]
    assert len(whole) > 100
    assert pages(guancheng, "statistics/compare", "explained", limit=37, **query) == whole
    kind = whole[0]["kind"]
    chosen = guancheng.fetch("statistics/compare", limit=1000, kind=kind, **query)["explained"]
    assert chosen == [one for one in whole if one["kind"] == kind]


def test_a_record_says_which_entry_made_it_so(guancheng):
    body = guancheng.fetch("statistics/compare", indicator="I10", from_=D0, to=D2, kind="gained", limit=5)
    for one in body["explained"]:
        assert one["cause"]["register"] == "assignments"
        assert one["cause"]["deed"] in ("entered", "corrected")
        assert one["cause"]["by"]
        assert guancheng.fetch(f"assignments/{one['cause']['id']}")["courtyard"]["code"] == one["code"]


def test_who_may_only_count_is_not_told_who_entered(case, case_token, document):
    from django.test import Client

    from tests.api.conftest import Program

    program = Program(Client(headers={"Authorization": f"Bearer {case_token(['statistics'])}"}), document, case)
    body = program.fetch("statistics/compare", indicator="I10", from_=D0, to=D2, limit=5)
    assert [one["cause"] for one in body["explained"]] == [None] * 5


def test_two_streets(guancheng):
    body = guancheng.fetch(
        "statistics/compare", indicator="I12", from_=D2, to=D2, within="410104001", against="410104003", limit=1000
    )
    assert {one["kind"] for one in body["explained"]} <= {"only_first", "only_second"}
    parts = body["composition"]
    assert Decimal(parts["size"]) + Decimal(parts["rate"]) == body["difference"]["numerator"]
    assert (body["from"]["division"], body["to"]["division"]) == ("410104001", "410104003")


def test_without_days_it_is_this_month_so_far(guancheng):
    body = guancheng.fetch("statistics/compare", indicator="I2")
    assert body["from"]["on"] < body["to"]["on"]
    assert guancheng.get("statistics/compare", indicator="I2").headers["ETag"]


@pytest.mark.parametrize(
    ("query", "parameter"),
    [({"from_": "yesterday"}, "from"), ({"to_as_of": "2999-01-01T00:00:00"}, "to_as_of"), ({"against": "9"}, "against"),
     ({"against_population": "all_of_them"}, "against_population"), ({"kind": "odd"}, "kind"), ({"on": D2}, "on"),
     ({"indicator": ["I2", "I4"]}, "indicator"), ({"after": "x"}, "after")],
)
def test_a_fault_is_named(guancheng, query, parameter):
    body = guancheng.refused("statistics/compare", **{"indicator": "I2", **query})
    assert parameter in [fault["path"] for fault in body["errors"]]


def test_explain_tells_a_figure_whole(guancheng):
    body = guancheng.fetch("statistics/explain", indicator="I4", on=D2, list="gap")
    assert (body["cell"]["numerator"], body["cell"]["denominator"]) == (558, 577)
    assert body["totals"] == {"numerator": 558, "denominator": 577, "gap": 19}
    assert len(body["members"]) == 19 and all(member["why"] for member in body["members"])
    assert body["definition"]["key"] == "long_term_mode_coverage"
    covered = pages(guancheng, "statistics/explain", "members", indicator="I4", on=D2, list="numerator", limit=200)
    assert len(covered) == 558 and all(member["covered"] for member in covered)
    assert guancheng.fetch("statistics/explain", indicator="I4", on=D2)["totals"]["denominator"] == 577


def test_the_same_question_again_is_unchanged_and_can_be_a_sheet(guancheng):
    for path, query in (
        ("statistics/compare", {"indicator": "I4", "from_": D0, "to": D2}),
        ("statistics/explain", {"indicator": "I4", "on": D2, "list": "gap"}),
    ):
        answer = guancheng.get(path, **query)
        assert guancheng.get(path, {"If-None-Match": answer["ETag"]}, **query).status_code == 304
        sheet = guancheng.get(f"{path}.csv", **query)
        assert sheet["Content-Type"].startswith("text/csv")
        assert "code" in sheet.content.decode("utf-8-sig").splitlines()[0]
