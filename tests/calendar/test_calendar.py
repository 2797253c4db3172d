"""The calendar of a district: its own days over the national ones, who may say so, and the page and REST that tell it."""

import json
from datetime import date

import pytest

from governance.audit import history
from governance.calendar import reading, services
from governance.calendar.choices import DayKind
from governance.calendar.models import CalendarDay, CalendarYear
from governance.calendar.rules.working_days import CalendarMissing, Mode
from governance.registers.declarations import Refused
from governance.tenancy import scope

NAME = {"name": "区庆", "document": "区政府通知〔2021〕1号", "reason": "区庆放假"}


@pytest.fixture
def side(cast):
    return cast.home


def said(side, first, last, kind=DayKind.OFF):
    return services.set_days(
        district=side.district, first=first, last=last, kind=kind, by=side.user("governance"), **NAME
    )


def test_a_day_of_the_district_counts_there_and_not_next_door(cast, side):
    with side.scope():
        [made] = said(side, date(2021, 3, 8), date(2021, 3, 8))
        assert not reading.calendar(side.district).is_working(date(2021, 3, 8))
        assert history.of(made)[0].reason == NAME["reason"]
    with cast.neighbour.scope():
        assert reading.calendar(cast.neighbour.district).is_working(date(2021, 3, 8))


def test_a_span_enters_only_what_is_otherwise_and_is_whole_or_not_at_all(side):
    with side.scope():
        made = said(side, date(2021, 3, 5), date(2021, 3, 8))
        assert [day.on for day in made] == [date(2021, 3, 5), date(2021, 3, 8)]
        with pytest.raises(Refused):
            said(side, date(2021, 3, 3), date(2021, 3, 5))
        assert not CalendarDay.objects.filter(on=date(2021, 3, 3)).exists(), "the first day went with the refused one"
        with pytest.raises(Refused):
            said(side, date(2021, 3, 6), date(2021, 3, 7))
        with pytest.raises(Refused):
            said(side, date(2021, 3, 9), date(2021, 3, 8))


def test_a_year_that_is_not_shipped_is_entered_before_its_days(side):
    with side.scope():
        with pytest.raises(CalendarMissing):
            reading.publicity(side.district, published_on=date(2027, 2, 1), days=5)
        with pytest.raises(Refused, match="2027"):
            said(side, date(2027, 2, 8), date(2027, 2, 8))
        services.know_year(
            district=side.district, year=2027, document="国办发明电〔2026〕示例", by=side.user("governance"), reason="收到通知"
        )
        said(side, date(2027, 2, 8), date(2027, 2, 9))
        deadline = reading.publicity(side.district, published_on=date(2027, 2, 4), days=3)
        assert deadline.last == date(2027, 2, 11)
        with pytest.raises(Refused):
            services.know_year(
                district=side.district, year=2021, document="x", by=side.user("governance"), reason="又一次"
            )


def test_what_was_entered_later_was_not_known_before(side):
    with side.scope():
        [made] = said(side, date(2021, 3, 8), date(2021, 3, 8))
        before = history.of(made)[-1].known_from
        with scope.as_known_at(before.replace(year=before.year - 1)):
            assert reading.calendar(side.district).is_working(date(2021, 3, 8))


def test_the_page_shows_a_year_and_reckons(side, as_user):
    clerk, home = as_user("clerk"), f"/{side.district}/calendar/"
    assert clerk.get(home).status_code == 302
    page = clerk.get(f"{home}2021/?published=2021-09-16&days=5&mode=working").content.decode()
    assert "国办发明电〔2020〕27号" in page and ">250<" in page
    assert page.count('<table class="cal-month">') == 12 and "2021-09-25 零时届满" in page
    assert "录入本区休班日" not in page
    unknown = clerk.get(f"{home}2027/?published=2027-01-08&days=5&mode=working").content.decode()
    assert "尚未收录 2027 年节假日安排" in unknown and "改按自然日计算" in unknown
    assert clerk.get(f"{home}1999/").status_code == 404


def test_the_page_asks_the_database_equally_often_whatever_is_entered(side, as_user, django_assert_max_num_queries):
    office, path = as_user("governance"), f"/{side.district}/calendar/2021/"
    office.get(path)
    with side.scope():
        said(side, date(2021, 3, 8), date(2021, 3, 12))
    with django_assert_max_num_queries(24):
        assert office.get(path).status_code == 200


def test_the_office_enters_days_on_the_page_and_a_clerk_does_not(side, as_user):
    path = f"/{side.district}/calendar/2021/days/"
    form = {"first": "2021-03-08", "last": "2021-03-08", "kind": "off", **NAME}
    assert as_user("clerk").post(path, form).status_code == 403
    office = as_user("governance")
    refused = office.post(path, form | {"kind": "working"})
    assert refused.status_code == 400 and "本来就是如此" in refused.content.decode()
    assert office.post(path, form | {"reason": ""}).status_code == 400
    assert office.post(path, form).status_code == 302
    assert office.post(path, form).status_code == 400, "the same day twice"
    with side.scope():
        assert CalendarDay.objects.filter(on=date(2021, 3, 8), kind="off").count() == 1
    know = f"/{side.district}/calendar/2027/know/"
    assert office.post(know, {"document": "通知", "reason": "收到"}).status_code == 302
    with side.scope():
        assert CalendarYear.objects.filter(year=2027).exists()


def get(program, side, path):
    answer = program.get(f"/api/v1/districts/{side.district}/{path}")
    return answer.status_code, json.loads(answer.content)


def test_programs_read_a_year_and_a_deadline(side, api):
    status, year = get(api(), side, "calendar?year=2021")
    assert (status, year["working_days"], year["is_known"]) == (200, 250, True)
    told = {day["on"]: day["is_working"] for day in year["days"]}
    assert told["2021-02-20"] is True and told["2021-02-15"] is False
    assert get(api(), side, "calendar?year=2027")[1]["working_days"] is None
    status, found = get(api(), side, "calendar/deadline?published=2021-09-16&days=5")
    assert (found["last"], found["ends_at"]) == ("2021-09-24", "2021-09-25T00:00:00+08:00")
    natural = get(api(), side, f"calendar/deadline?published=2021-09-16&days=5&mode={Mode.NATURAL.value}")[1]
    assert natural["last"] == "2021-09-21"


@pytest.mark.parametrize(
    ("path", "faults"),
    [
        ("calendar?year=1900", ["year"]), ("calendar?year=2021&on=2021-01-01", ["on"]),
        ("calendar/deadline?days=5", ["published"]), ("calendar/deadline?published=2021-02-30&days=0", ["days", "published"]),
        ("calendar/deadline?published=2026-12-30&days=5", ["published"]),
    ],
)
def test_what_is_not_understood_or_not_known_is_refused_by_name(side, api, path, faults):
    status, body = get(api(), side, path)
    assert status == 400 and sorted(error["path"] for error in body["errors"]) == faults
