"""Many questions in one request: in their order, each with its cells or its faults, all out of one state."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.people.services import issue_token, service_account
from governance.tenancy import scope
from portal.api import selections

D2 = "2022-07-07"


def test_each_query_is_answered_as_if_it_were_asked_alone(guancheng):
    queries = [
        {"indicator": "I2", "on": D2},
        {"indicator": ["I2", "I6"], "by": "street", "period": ["2021Q4", "LAST_2_MONTHS"], "on": D2},
        {"indicator": "I5", "within": "410104001", "as_of": "2022-07-07"}, {"indicator": "I13", "latest": 1, "on": D2},
    ]
    answers = guancheng.wrote("post", "statistics/batch", {"queries": queries})["answers"]
    assert [(one["index"], one["status"], one["errors"]) for one in answers] == [(n, 200, []) for n in range(4)]
    for query, told in zip(queries, answers, strict=True):
        alone = guancheng.fetch("statistics", **query)
        assert {name: told[name] for name in alone} == alone


def test_a_faulty_query_has_its_faults_and_the_others_their_cells(guancheng):
    queries = [
        {"indicator": "I2"}, {"indicator": "I99", "by": "house", "format": "csv", "within": [], "x": []}, {"indicator": "I5"}
    ]
    answers = guancheng.wrote("post", "statistics/batch", {"queries": queries})["answers"]
    assert [one["status"] for one in answers] == [200, 400, 200]
    assert {fault["path"]: fault["code"] for fault in answers[1]["errors"]} == {
        "indicator": "unknown_indicator", "by": "unknown_value", "format": "unknown_parameter",
        "within": "empty", "x": "unknown_parameter",
    }
    assert answers[1]["cells"] == [] and answers[1]["on"] is None


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "queries"), ({"queries": []}, "queries"), ({"queries": [{"indicator": "I2"}] * 51}, "queries"),
        ({"queries": ["I2"]}, "queries[0]"), ({"queries": [{"indicator": {"key": "I2"}}]}, "queries[0].indicator"),
        ({"queries": [{"indicator": "I2"}, {"indicator": [None]}]}, "queries[1].indicator"),
        ({"queries": [{"indicator": "I2"}], "on": D2}, "on"),
    ],
)
def test_what_is_no_batch_is_refused_with_its_place(guancheng, body, path):
    answer = guancheng.send("post", "statistics/batch", body)
    assert answer.status_code == 400
    assert path in [fault["path"] for fault in answer.json()["errors"]]


def test_together_they_hold_no_more_cells_than_one_answer(guancheng, monkeypatch):
    monkeypatch.setattr(selections, "MOST_CELLS", 20)
    assert guancheng.send("post", "statistics/batch", {"queries": [{"indicator": "I2"}] * 20}).status_code == 200
    answer = guancheng.send("post", "statistics/batch", {"queries": [{"indicator": "I2"}] * 21})
    assert answer.json()["errors"][0]["code"] == "too_many_cells"


def test_only_who_may_read_statistics_may_ask(guancheng, case_token):
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(['records'])}"})
    assert guancheng.send("post", "statistics/batch", {"queries": [{"indicator": "I2"}]}).status_code == 403
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(['statistics'], street='410104007')}"})
    told = guancheng.wrote("post", "statistics/batch", {"queries": [{"indicator": "courtyard_count", "on": D2}]})
    assert told["answers"][0]["cells"][0]["value"] == "118"


def test_all_answers_are_of_one_state_whatever_is_written_meanwhile(own_case_database, document, monkeypatch):
    """A change that is committed between two queries is in neither of them."""
    from tests.api.conftest import Program

    by = service_account()
    with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)):
        _token, text = issue_token(
            district=410104, name="tests", scopes=["statistics"], owner=by, by=by, reason="tests",
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    program = Program(Client(headers={"Authorization": f"Bearer {text}"}), document, 410104)
    cells = selections.Selection.cells

    def interrupted(self):
        told = cells(self)
        thread = threading.Thread(target=remove_one, args=(by,))
        thread.start()
        thread.join()
        return told

    monkeypatch.setattr(selections.Selection, "cells", interrupted)
    queries = [{"indicator": "courtyard_count"}, {"indicator": "I5", "population": "all"}, {"indicator": "courtyard_count"}]
    first, second, third = program.wrote("post", "statistics/batch", {"queries": queries})["answers"]
    assert first["cells"][0]["value"] == third["cells"][0]["value"] == str(second["cells"][0]["denominator"])
    monkeypatch.undo()
    now = program.fetch("statistics", indicator="courtyard_count")["cells"][0]["value"]
    assert int(now) == int(first["cells"][0]["value"]) - 3


def remove_one(by):
    """Ends a courtyard that still stands in the register, in a transaction of its own."""
    today = timezone.localdate()
    try:
        with scope.enter(scope.Scope(districts=(410104,), actor=by.pk)), change(district=410104, by=by, reason="x"):
            one = Courtyard.objects.filter(valid_to__gt=today).order_by("pk").first()
            Courtyard.objects.filter(pk=one.pk).update(valid=(one.valid.lower, today))
    finally:
        connection.close()
