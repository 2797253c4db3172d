"""Pages ask the database equally often for a few records and for a whole district."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from governance.people.models import User
from governance.tenancy import scope

# The scope's own settings and savepoints: one short call each, the same on every page.
OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")
LISTS = ["courtyards/", "firms/", "registers/committees/", "registers/contracts/", "subsidies/", "ratings/2021/"]


@pytest.fixture
def leader(case):
    with scope.enter(scope.Scope(signing_in="governance")):
        user = User.objects.get(username="governance")
    browser = Client()
    with scope.enter(scope.Scope(actor=user.pk)):
        browser.force_login(user, backend="governance.people.backends.ScopedBackend")
    return browser


def questions(browser, path):
    with CaptureQueriesContext(connection) as asked:
        answer = browser.get(path)
    assert answer.status_code == 200, path
    return [query["sql"] for query in asked.captured_queries if not query["sql"].startswith(OF_THE_SCOPE)]


@pytest.mark.parametrize("path", LISTS)
def test_a_list_asks_equally_often_for_one_record_and_for_many(leader, case, path):
    few = questions(leader, f"/{case}/{path}?q=管城街商业局老家属院")
    many = questions(leader, f"/{case}/{path}")
    # A page without records needs none of what goes with them.
    assert len(few) <= len(many) <= len(few) + 4, "\n".join(q[:90] for q in many)
    assert len(many) <= 16, "\n".join(q[:90] for q in many)


@pytest.mark.parametrize(
    ("path", "most"),
    [("quality/?on=2022-07-07", 12), ("quality/visit-without-solution/?on=2022-07-07", 12), ("home/", 17),
     ("?on=2022-07-07", 20), ("periods/?kind=quarter&to=2022Q2", 16), ("periods/2022Q2/410104/", 20),
     ("periods/seals/", 10), ("dashboard/panels/trend/?on=2022-07-07", 14), ("courtyards/410104001-0002/", 40),
     ("map/?on=2022-07-07", 15), ("map/?on=2022-07-07&level=street&indicator=I12", 15), ("map/boundaries/", 12),
     ("figures/?on=2022-07-07", 16), ("figures/self_governance_coverage/?on=2020-12-31&covered=no", 14)],
)
def test_a_page_asks_a_bounded_number_of_questions(leader, case, path, most):
    asked = questions(leader, f"/{case}/{path}")
    assert len(asked) <= most, f"{len(asked)}\n" + "\n".join(q[:90] for q in asked)
