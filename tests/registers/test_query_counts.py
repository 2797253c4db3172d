"""Every list asks the database equally often for one record and for a district: the counts are committed.

A count that changed is either a fault or meant; where it is meant, write the new one into query_counts.json.
"""

import json
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.registers import registry
from governance.tenancy import scope

BASELINE = json.loads(Path(__file__).with_name("query_counts.json").read_text())
# The scope's own settings and savepoints: one short call each, the same on every page.
OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")


def asked(browser, path, **query):
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path, query, follow=True)
    assert answer.status_code == 200, path
    return len([q for q in captured.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)]), answer


@pytest.mark.parametrize("key", sorted(registry.every()))
def test_a_list_asks_as_often_as_its_baseline_says_for_one_record_and_for_many(case, as_user, key):
    browser, register = as_user("governance", False), registry.every()[key]
    path = f"/{case}/registers/{key}/"
    many, answer = asked(browser, path, on="2022-07-07")
    assert many == BASELINE.get(key), f"{key}: {many}"
    with scope.enter(scope.Scope(districts=(case,))):
        first = register.on(register.rows(case), "2022-07-07").first()
    if first is None or not answer.context["page"]:
        return
    column = register.searched[0]
    value = first
    for step in column.split("__"):
        with scope.enter(scope.Scope(districts=(case,))):
            value = getattr(value, step)
    few, found = asked(browser, path, on="2022-07-07", q=str(value))
    assert found.context["page"].paginator.count < answer.context["page"].paginator.count or few == many
    assert few == many


def test_the_baseline_names_every_register():
    assert set(BASELINE) == set(registry.every())
