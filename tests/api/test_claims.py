"""`claims/verdicts` and `claims/check`: what a program is told of declared values, and what it may send."""

import json

import pytest
from django.test import Client

from governance.claims.models import FigureClaim
from governance.tenancy import scope


def test_the_verdicts_stand_beside_the_computed_values(guancheng):
    found = guancheng.fetch("claims/verdicts", on="2022-07-07")["items"]
    assert len(found) == 31 and sum(item["agrees"] for item in found) == 27
    [cut] = [item for item in found if item["verdict"] == "truncated"]
    assert (cut["printed"], cut["value"], cut["computed"]["value"]) == ("12.9%", "12.9", "12.96")
    assert cut["sentence"]["en"].startswith("21 ÷ 162 = 12.96 %; the document cuts it to 12.9 %")
    assert guancheng.fetch("claims/verdicts", on="2021-01-31")["items"] == []


def test_the_verdicts_are_narrowed_and_paged(guancheng):
    assert len(guancheng.fetch("claims/verdicts", verdict="truncated,unexplained")["items"]) == 3
    assert guancheng.fetch("claims/verdicts", source="没有")["items"] == []
    first = guancheng.fetch("claims/verdicts", limit=20)
    rest = guancheng.fetch(first["next"].partition("//testserver")[2])
    assert len(first["items"]) == 20 and len(rest["items"]) == 11 and rest["next"] is None
    guancheng.refused("claims/verdicts", verdict="nice")
    guancheng.refused("claims/verdicts", population="all")


def test_the_verdicts_go_out_as_a_sheet_and_are_not_computed_again_for_who_has_them(guancheng):
    answer = guancheng.get("claims/verdicts.csv", on="2022-07-07")
    assert len(answer.content.decode().strip().splitlines()) == 32
    tag = guancheng.get("claims/verdicts")["ETag"]
    assert guancheng.get("claims/verdicts", headers={"If-None-Match": tag}).status_code == 304


def send(program, body, **query):
    return program.send("post", "claims/check", body, **query)


def test_a_text_is_checked_number_by_number(guancheng):
    text = "三无楼院占比59%；物业服务企业162家中，党组织覆盖达到46家；2022年5月印发。"
    answer = send(guancheng, {"text": text, "dated": "2022-07-07"})
    found = json.loads(answer.content)["numbers"]
    assert [(one["text"], one["kind"]) for one in found] == [
        ("59%", "matched"), ("162家", "matched"), ("46家", "matched"), ("2022年", "day"), ("5月", "day"),
    ]
    assert [text[one["start"]:one["end"]] for one in found] == [one["text"] for one in found]
    assert [one["checked"] and one["checked"]["verdict"] for one in found] == ["unexplained", "equal", "equal", None, None]


def test_figures_are_checked_and_nothing_is_written(guancheng, case):
    with scope.enter(scope.Scope(districts=(case,))):
        before = FigureClaim.objects.count()
    body = {"dated": "2022-07-07", "claims": [
        {"indicator": "I8", "printed": "98%"}, {"indicator": "I6", "printed": "12.9%", "on": "2021-01-31"},
        {"indicator": "contracted_courtyard_count", "printed": "108", "within": "410104001"},
        {"indicator": "I12", "printed": "98%", "population": "three_no"},
    ]}
    found = json.loads(send(guancheng, body).content)["items"]
    assert [item["verdict"] for item in found][:3] == ["other_day", "truncated", "equal"]
    assert found[2]["street"]["code"] == "410104001" and found[3]["computed"]["population"] == "three_no"
    with scope.enter(scope.Scope(districts=(case,))):
        assert FigureClaim.objects.count() == before


@pytest.mark.parametrize(("body", "paths"), [
    ({"dated": "2022-07-07"}, ["text"]), ({"text": "1", "claims": [], "dated": "2022-07-07"}, ["text"]),
    ({"text": "1"}, ["dated"]), ({"text": "1", "dated": "2999-01-01"}, ["dated"]), ({"text": 1, "dated": "2022-07-07"}, ["text"]),
    ({"text": "一" * 30_001, "dated": "2022-07-07"}, ["text"]), ({"claims": [], "dated": "2022-07-07"}, ["claims"]),
    ({"claims": [1], "dated": "2022-07-07"}, ["claims"]), ({"text": "1", "dated": "2022-07-07", "more": 1}, ["more"]),
    ({"claims": [{"indicator": "I99", "printed": "x", "on": "2023-01-01", "within": "9", "odd": 1},
                 {"indicator": "I6", "printed": "1%", "population": "three_no"}], "dated": "2022-07-07"},
     ["claims[0].odd", "claims[0].indicator", "claims[0].printed", "claims[0].on", "claims[0].within",
      "claims[1].population"]),
    ({"claims": [{"indicator": ["I6"], "printed": None, "population": {}, "within": 7}], "dated": "2022-07-07"},
     ["claims[0].indicator", "claims[0].printed", "claims[0].within"]),
])
def test_every_fault_of_a_body_is_named(guancheng, body, paths):
    answer = send(guancheng, body)
    assert answer.status_code == 400
    assert [one["path"] for one in json.loads(answer.content)["errors"]] == paths


def test_the_scope_is_that_of_statistics(case, case_token, document):
    from tests.api.conftest import Program

    def program(*scopes):
        return Program(Client(headers={"Authorization": f"Bearer {case_token(list(scopes))}"}), document, case)

    body = {"text": "物业企业162家", "dated": "2022-07-07"}
    assert send(program("statistics"), body).status_code == 200
    assert send(program("records"), body).status_code == 403
    assert send(Program(Client(), document, case), body).status_code == 401


def test_a_token_of_a_street_is_not_told_of_the_district(case, case_token, document):
    from tests.api.conftest import Program

    program = Program(Client(headers={"Authorization": f"Bearer {case_token(street='410104001')}"}), document, case)
    assert program.fetch("claims/verdicts")["items"] == []
