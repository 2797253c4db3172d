"""`include_history`: what a figure was known to be, told where it was another; bounded, dated, and in every table."""

import json
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from governance.common.periods import SHANGHAI
from portal.api import vintages

D2 = "2022-07-07"


def moment(text):
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def test_moments_are_the_ends_of_months_within_the_record():
    ends = vintages.month_ends(moment("2022-01-15T12:00"), moment("2022-04-01T00:00"))
    assert [end.isoformat() for end in ends] == ["2022-02-01T00:00:00+08:00", "2022-03-01T00:00:00+08:00"]
    assert vintages.month_ends(moment("2022-01-15T12:00"), moment("2022-01-20T00:00")) == []
    assert len(vintages.month_ends(moment("2012-01-15T12:00"), moment("2022-01-20T00:00"))) == vintages.MOST


class Cell:
    """As much of a figure as a history reads."""

    def __init__(self, numerator):
        self.numerator, self.denominator, self.population = numerator, 4, "all"
        self.value, self.division = Decimal(numerator) * 25, type("Division", (), {"code": "1"})


def test_only_what_differs_from_the_one_before_is_told():
    cells = [{}]
    then = [(moment(f"2022-0{month}-01T00:00"), [("I2", None, None, Cell(n))]) for month, n in ((1, 0), (2, 3), (3, 3), (4, 2))]
    vintages.attach(cells, [("I2", None, None, Cell(3))], [*then, (None, [("I2", None, None, Cell(3))])])
    assert [(v["as_of"] and v["as_of"][:7], v["numerator"], v["value"]) for v in cells[0]["history"]] == [
        ("2022-01", 0, "0"), ("2022-02", 3, "75"), ("2022-04", 2, "50"), (None, 3, "75")
    ]


@pytest.fixture
def later(monkeypatch, guancheng, case_token):
    """The portal three months from now, so that months have ended since the case was loaded."""
    guancheng.client.defaults["HTTP_AUTHORIZATION"] = f"Bearer {case_token(days=400)}"
    now = timezone.now() + timedelta(days=93)
    monkeypatch.setattr("governance.people.middleware.timezone.now", lambda: now)
    return now


def test_the_record_is_followed_from_its_beginning(guancheng, later):
    [cell] = guancheng.fetch("statistics", indicator="I2", on=D2, include_history="true")["cells"]
    # The test's transaction is still open; at the ends of months after it everything is known.
    assert [v["numerator"] for v in cell["history"]][-1] == cell["numerator"] == 577
    assert len({(v["numerator"], v["denominator"]) for v in cell["history"]}) == len(cell["history"])
    plain = guancheng.fetch("statistics", indicator="I2", on=D2)["cells"][0]
    assert {name: cell[name] for name in plain} == plain


def test_a_new_month_is_a_new_tag(guancheng, later, monkeypatch):
    tag = guancheng.get("statistics", indicator="I2", on=D2, include_history="true")["ETag"]
    monkeypatch.setattr("governance.people.middleware.timezone.now", lambda: later + timedelta(days=40))
    assert guancheng.get("statistics", indicator="I2", on=D2, include_history="true")["ETag"] != tag


def test_it_stands_in_tables_and_is_refused_where_it_can_not(guancheng):
    query = {"indicator": "I2", "on": D2, "include_history": "true"}
    [line] = guancheng.get("statistics.ndjson", **query).getvalue().decode().splitlines()
    assert json.loads(line)["history"][-1]["as_of"] is None
    assert '""as_of"": null' in guancheng.get("statistics.csv", **query).content.decode()
    for form in ("geojson", "jsonstat"):
        [fault] = guancheng.refused("statistics", format=form, **query)["errors"]
        assert (fault["path"], fault["code"]) == ("include_history", "not_in_format")
