"""`/api/v1/statistics`: which districts an asker gets, and that no other one ever appears."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone
from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.divisions.models import Street
from governance.people.models import Membership
from governance.people.services import TooMuchForMany, create_user, end_membership, grant, issue_token, service_account
from governance.summaries import reading
from governance.tenancy import scope
from tests.api.conftest import Program

D2 = "2022-07-07"
PATH = "/api/v1/statistics"
CASE, NEIGHBOUR = 410104, 410105
SINCE = date(2019, 1, 1)


@pytest.fixture
def owner(case):
    """A person without any role yet."""
    return create_user(username="city-reader", name="City")


@pytest.fixture
def by(case):
    return service_account()


def granted(owner, by, district, role="leader", street=None):
    with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
        return grant(user=owner, district=district, role=role, by=by, reason="test", valid_from=SINCE, street=street)


def token(owner, by, scopes=("statistics",)):
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)):
        _token, text = issue_token(
            district=CASE, name="city", scopes=scopes, owner=owner, by=by, reason="test", all_districts=True,
            expires_at=timezone.now() + timedelta(days=1), now=timezone.now(),
        )
    return text


@pytest.fixture
def city(owner, by, document):
    """A program that asks for its owner, who reads both districts of the case."""
    for district in (CASE, NEIGHBOUR):
        granted(owner, by, district)
    return Program(Client(headers={"Authorization": f"Bearer {token(owner, by)}"}), document, CASE)


def divisions(answer):
    return [cell["division"] for cell in answer["cells"]]


def test_every_district_of_the_owner_and_their_total(city):
    answer = city.fetch(PATH, indicator="I5", by="district", on=D2)
    assert divisions(answer) == ["410104", "410105", "total"] and answer["districts"] == 2
    case, neighbour, total = answer["cells"]
    assert (case["numerator"], case["denominator"], case["value"]) == (987, 987, "100.00")
    assert total["numerator"] == case["numerator"] + neighbour["numerator"]
    assert total["denominator"] == case["denominator"] + neighbour["denominator"]
    own = city.fetch("statistics", indicator="I5", on=D2)["cells"][0]
    assert {key: case[key] for key in own} == own, "the same cell as of the district itself"
    assert case["current"] and case["as_of"]


def test_a_rate_of_all_is_divided_after_summing(city):
    cells = city.fetch(PATH, indicator="I4", on=D2)["cells"]
    share = 100 * sum(c["numerator"] for c in cells[:2]) / sum(c["denominator"] for c in cells[:2])
    assert float(cells[2]["value"]) == pytest.approx(share, abs=0.005)


def test_periods_and_some_districts(city):
    answer = city.fetch(PATH, indicator="I5,courtyard_count", period="2021Q4,2022-06,2020", districts="410105")
    assert {cell["on"] for cell in answer["cells"]} == {"2021-12-31", "2022-06-30", "2020-12-31"}
    assert set(divisions(answer)) == {"410105", "total"} and len(answer["cells"]) == 2 * 3 * 2
    assert len({cell["on"] for cell in city.fetch(PATH, indicator="I5", period="LAST_12_MONTHS")["cells"]}) == 12


def test_as_known_at_a_moment_and_counted_anew(city):
    before = city.fetch(PATH, indicator="I5", on=D2, as_of="2022-07-07T00:00:00+08:00")
    assert [cell["denominator"] for cell in before["cells"]] == [0, 0, 0]
    assert city.fetch(PATH, indicator="I5", on=D2, fresh="true")["cells"][0]["numerator"] == 987


def test_as_a_sheet(city):
    answer = city.get(f"{PATH}.csv", indicator="I5", on=D2, bom="false")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode())))
    assert [row["division"] for row in rows] == ["410104", "410105", "total"] and rows[0]["on"] == D2


@pytest.mark.parametrize(("query", "path"), [
    ({"period": "2022-13"}, "period"), ({"period": "LAST_99_MONTHS"}, "period"), ({"period": "2023", "on": D2}, "period"),
    ({"districts": "990101"}, "districts"), ({"districts": "999999"}, "districts"), ({"population": "none"}, "population"),
    ({"by": "street"}, "by"), ({"within": "410104001"}, "within"), ({"indicator": "I99"}, "indicator"),
])
def test_what_cannot_be_understood_is_named(city, query, path):
    refusal = city.refused(PATH, **({"indicator": "I5"} | query))
    assert path in [error["path"] for error in refusal["errors"]]


def test_a_foreign_district_is_refused_like_one_that_is_none(city):
    told = [city.refused(PATH, indicator="I5", districts=code)["errors"][0] for code in ("990101", "999999")]
    assert told[0]["code"] == told[1]["code"] == "unknown_division"
    assert told[0]["message"].replace("990101", "999999") == told[1]["message"]


def test_too_many_to_count_anew_and_too_many_that_are_not_ready(city, monkeypatch):
    monkeypatch.setattr(reading, "LIVE_AT_ONCE", 1)
    assert city.refused(PATH, indicator="I5", fresh="true")["errors"][0]["code"] == "too_many_districts"
    assert city.refused(PATH, indicator="I5", as_of="2022-07-07")["errors"][0]["path"] == "as_of"
    monkeypatch.setattr("governance.indicators.registry.fingerprint", lambda: "of tomorrow")
    answer = city.get(PATH, indicator="I5")
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")


def test_unchanged_is_304_until_a_district_changes(city, by):
    tag = city.get(PATH, indicator="I5", on=D2)["ETag"]
    assert city.get(PATH, {"If-None-Match": tag}, indicator="I5", on=D2).status_code == 304
    with scope.enter(scope.Scope(districts=(NEIGHBOUR,), actor=by.pk)), change(district=NEIGHBOUR, by=by, reason="test"):
        pass
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    assert city.get(PATH, {"If-None-Match": tag}, indicator="I5", on=D2).status_code == 200


def test_a_membership_that_ended_opens_nothing_at_the_next_request(city, owner, by):
    with scope.enter(scope.Scope(districts=(NEIGHBOUR,), actor=by.pk)):
        held = Membership.objects.get(user=owner, district_id=NEIGHBOUR)
        end_membership(membership=held, by=by, reason="test", on=date(2020, 1, 1))
    assert divisions(city.fetch(PATH, indicator="I5", on=D2)) == ["410104", "total"]
    city.district = NEIGHBOUR
    city.refused("statistics", 404, indicator="I5")


def test_a_street_is_no_district(owner, by, document):
    with scope.enter(scope.Scope(districts=(NEIGHBOUR,))):
        street = Street.objects.filter(district_id=NEIGHBOUR).first().pk
    granted(owner, by, CASE)
    granted(owner, by, NEIGHBOUR, "clerk", street)
    program = Program(Client(headers={"Authorization": f"Bearer {token(owner, by)}"}), document, CASE)
    assert divisions(program.fetch(PATH, indicator="I5", on=D2)) == ["410104", "total"]
    program.district = NEIGHBOUR
    program.refused("statistics", 404, indicator="I5")
    browser = Client()
    with scope.enter(scope.Scope(actor=owner.pk)):
        browser.force_login(owner, backend="governance.people.backends.ScopedBackend")
    program.client = browser
    assert divisions(program.fetch(PATH, indicator="I5", on=D2)) == ["410104", "total"]


def test_an_owner_without_a_district_or_without_an_account_gets_nothing(owner, by, document):
    text = token(owner, by)
    program = Program(Client(headers={"Authorization": f"Bearer {text}"}), document, CASE)
    assert program.refused(PATH, 403, indicator="I5")["code"] == "not_allowed"
    granted(owner, by, CASE)
    assert divisions(program.fetch(PATH, indicator="I5")) == ["410104", "total"]
    with scope.enter(scope.Scope(actor=owner.pk)):
        owner.is_active = False
        owner.save()
    program.refused(PATH, 403, indicator="I5")


def test_an_ordinary_token_keeps_to_its_district_and_a_street_s_to_none(guancheng, case_token):
    assert divisions(guancheng.fetch(PATH, indicator="I5", on=D2)) == ["410104", "total"]
    guancheng.client = Client(headers={"Authorization": f"Bearer {case_token(street='410104007')}"})
    guancheng.refused(PATH, 403, indicator="I5")


def test_nobody_unknown_is_answered(document, case):
    program = Program(Client(), document, CASE)
    assert program.refused(PATH, 401, indicator="I5")["code"] == "not_authenticated"


def test_it_reads_statistics_alone(city, owner, by):
    city.refused("committees", 403)
    with pytest.raises(TooMuchForMany):
        token(owner, by, ["statistics", "records"])


def test_memberships_are_those_of_the_day(owner, by, document):
    with scope.enter(scope.Scope(districts=(CASE,), actor=by.pk)), change(district=CASE, by=by, reason="test"):
        Membership.objects.create(
            user=owner, district_id=CASE, role="leader", valid=DateRange(timezone.localdate() + timedelta(days=2), None)
        )
    program = Program(Client(headers={"Authorization": f"Bearer {token(owner, by)}"}), document, CASE)
    program.refused(PATH, 403, indicator="I5")
