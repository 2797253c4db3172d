"""Demonstration points on real tables: their laws, their figures on any day, the board whose numbers open, and REST."""

import json
import re
from datetime import date
from decimal import Decimal

import pytest

from courtyards.models import Courtyard
from governance.divisions.models import Street
from governance.indicators import registry, statistics
from governance.registers import registry as registers
from governance.registers import services as entering
from governance.registers.declarations import Refused
from governance.registers.services.entering import version_of
from governance.tenancy import scope
from party_org.models import PartyCover
from ratings import checklists
from ratings.choices import DemonstrationState as State
from ratings.models import DemonstrationMove, DemonstrationPoint
from ratings.services import demonstrations
from tests.support.entries import Ground

D2 = date(2022, 7, 7)
FULL = {item.code: item.full_mark for item in checklists.current().items}
MOVES = registers.every()["demonstration-moves"]


@pytest.fixture
def side(cast):
    return cast.home


@pytest.fixture
def point(side):
    with side.scope():
        return Ground(side).demonstration


def move(side, point, state, day, **more):
    marks = more.pop("marks", FULL if state == State.ASSESSED else None)
    return demonstrations.move(
        point=point, state=state, moved_on=day, document=f"文件 {state}", by=side.user("clerk"), reason=f"办理{state}",
        marks=marks, **more,
    )


def way(side, point):
    move(side, point, State.APPLIED, date(2023, 3, 1))
    move(side, point, State.ASSESSED, date(2023, 4, 1))
    return move(side, point, State.DESIGNATED, date(2023, 5, 1))


def on(side, point, day):
    found = DemonstrationPoint.objects.filter(pk=point.pk).with_state(day).first()
    return found and found.state


def test_a_point_goes_its_way_and_its_state_is_that_of_the_day(side, point):
    with side.scope():
        way(side, point)
        move(side, point, State.WITHDRAWN, date(2024, 1, 1), ground="复核不合格")
        days = {date(2022, 12, 31): None, date(2023, 1, 1): "creation", date(2023, 3, 1): "applied",
                date(2023, 4, 30): "assessed", date(2023, 12, 31): "designated", date(2024, 1, 1): "withdrawn"}
        assert {day: on(side, point, day) for day in days} == days
        assessed = DemonstrationMove.objects.get(point=point, state="assessed")
        assert assessed.score == Decimal(100) and assessed.marks["A1"] == "5"


def test_a_courtyard_without_a_party_organisation_may_not_apply(side, point):
    with side.scope():
        courtyard = point.courtyard
        cover = PartyCover.objects.get(courtyard=courtyard)
        register = registers.every()["party-covers"]
        entering.end(
            register, record=cover, last_day=date(2023, 2, 28), version=version_of(register, cover),
            by=side.user("clerk"), reason="撤销",
        )
        with pytest.raises(Refused, match="没有党组织覆盖"):
            move(side, point, State.APPLIED, date(2023, 3, 1))
        move(side, point, State.APPLIED, date(2023, 2, 28))


def test_a_designation_needs_the_pass_mark_and_a_withdrawal_its_ground(side, point):
    with side.scope():
        move(side, point, State.APPLIED, date(2023, 3, 1))
        move(side, point, State.ASSESSED, date(2023, 4, 1), marks=FULL | {"C1": Decimal(0), "C2": Decimal(0)})
        with pytest.raises(Refused, match="74"):
            move(side, point, State.DESIGNATED, date(2023, 5, 1))
        with pytest.raises(Refused):
            move(side, point, State.WITHDRAWN, date(2023, 5, 1))
        with pytest.raises(Refused) as refused:
            move(side, point, State.ASSESSED, date(2023, 6, 1), marks=FULL | {"A1": Decimal("5.01")})
        assert refused.value.field == "mark_A1"


def test_steps_are_corrected_and_taken_back_only_where_the_way_stays_possible(side, point):
    with side.scope():
        designated, by = way(side, point), side.user("clerk")
        applied = DemonstrationMove.objects.get(point=point, state="applied")

        def correct(record, **data):
            version = version_of(MOVES, record)
            return entering.correct(MOVES, record=record, data=data, version=version, by=by, reason="更正")

        with pytest.raises(Refused, match="2023-04-01"):
            correct(designated, moved_on=date(2023, 4, 1))
        correct(designated, moved_on=date(2023, 5, 20))
        assessed = DemonstrationMove.objects.get(point=point, state="assessed")
        with pytest.raises(Refused):
            correct(assessed, score=Decimal("84.99"))
        points = registers.every()["demonstrations"]
        with pytest.raises(Refused):
            entering.correct(
                points, record=point, data={"begun_on": date(2023, 3, 1)}, version=version_of(points, point), by=by, reason="更正"
            )
        from django.utils import timezone

        with pytest.raises(Refused, match="后续步骤"):
            entering.remove(
                MOVES, record=applied, version=version_of(MOVES, applied), by=by, reason="误录", now=timezone.now()
            )
        entering.remove(
            MOVES, record=designated, version=version_of(MOVES, DemonstrationMove.objects.get(pk=designated.pk)), by=by,
            reason="误录", now=timezone.now(),
        )
        assert on(side, point, date(2024, 1, 1)) == "assessed"


def test_one_place_is_one_point(side, point):
    with side.scope():
        register = registers.every()["demonstrations"]
        data = {"level": "courtyard", "street": point.street, "courtyard": point.courtyard, "begun_on": D2, "document": "x"}
        with pytest.raises(Refused, match="已是示范点"):
            entering.enter(register, district=side.district, data=data, by=side.user("clerk"), reason="重复")
        other = Street.objects.get(pk=side.streets[1])
        with pytest.raises(Refused):
            entering.enter(
                register, district=side.district, by=side.user("governance"), reason="越界",
                data=data | {"level": "community", "street": other, "courtyard": None, "community": point.courtyard.community},
            )


def test_the_figures_follow_the_point_from_day_to_day(side, point):
    def figures(day):
        question = statistics.Question(side.district, day, street=side.streets[0])
        found = [registry.find(key) for key in ("I15", "demonstration_count", "designated_demonstration_count")]
        cells = statistics.values(question, found, population="level_courtyard")
        return [(cell.numerator, cell.denominator) for cell in cells]

    with side.scope():
        # The cast's own point of the street is in creation all the time.
        way(side, point)
        assert figures(date(2023, 4, 30)) == [(0, 2), (2, None), (0, None)]
        assert figures(date(2023, 5, 1)) == [(1, 2), (2, None), (1, None)]
        move(side, point, State.WITHDRAWN, date(2024, 1, 1), ground="复核不合格")
        assert figures(date(2024, 1, 1)) == [(0, 1), (1, None), (0, None)]
        move(side, point, State.CREATION, date(2024, 3, 1))
        assert figures(date(2024, 3, 1)) == [(0, 2), (2, None), (0, None)]


def test_the_clerk_of_another_street_neither_sees_nor_moves_it(side, point, as_user):
    page = f"/{side.district}/ratings/demonstrations/{point.pk}/"
    assert as_user("clerk").get(page).status_code == 200
    assert as_user("clerk2").get(page).status_code == 404
    assert as_user("clerk2").post(f"{page}move/applied/", {}).status_code == 404
    assert as_user("leader").get(f"{page}move/applied/").status_code == 403


def test_steps_are_taken_on_the_page_of_the_point(side, point, as_user):
    clerk, page = as_user("clerk"), f"/{side.district}/ratings/demonstrations/{point.pk}/"
    step = {"moved_on": "2023-03-01", "document": "申报表", "reason": "申报"}
    assert clerk.post(f"{page}move/applied/", step).status_code == 302
    again = clerk.post(f"{page}move/applied/", step | {"moved_on": "2023-03-02"})
    assert again.status_code == 400 and "不能直接转为" in again.content.decode()
    form = clerk.get(f"{page}move/assessed/").content.decode()
    assert form.count('name="mark_') == len(FULL)
    step = {"moved_on": "2023-04-01", "document": "评分表", "reason": "评估"}
    assert clerk.post(f"{page}move/assessed/", step).status_code == 400
    marks = {f"mark_{code}": str(mark) for code, mark in FULL.items()}
    assert clerk.post(f"{page}move/assessed/", step | marks).status_code == 302
    shown = clerk.get(page).content.decode()
    shown = shown[shown.index("demo-way"):]
    assert "<strong>100.00" in shown and "评估" in shown and ">命名</a>" in shown
    assert clerk.get(f"{page}move/nonsense/").status_code == 404
    assert clerk.get(f"{page}?on=2023-03-15").content.decode().count("move/") == 0, "in the past nothing is moved"


@pytest.mark.parametrize("level", ["street", "community", "courtyard"])
def test_every_number_of_the_board_opens_to_as_many_points(case, as_user, level):
    office = as_user("governance", False)
    page = office.get(f"/{case}/ratings/demonstrations/", {"on": "2022-07-07", "level": level})
    links = [(n.url, n.count) for line in page.context["lines"] for n in line.numbers if n.count]
    assert len(links) > 6
    for url, count in [*links[:8], *links[-3:]]:
        assert office.get(url).context["page"].paginator.count == count, url
    scope_count = page.context["lines"][0].numbers[0].count
    assert scope_count == {"street": 12, "community": 44, "courtyard": 178}[level]


def test_the_board_asks_equally_often_for_one_street_and_for_fourteen(case, cast, as_user, django_assert_max_num_queries):
    office = as_user("governance", False)
    path = f"/{case}/ratings/demonstrations/?on=2022-07-07"
    office.get(path)
    with django_assert_max_num_queries(26):
        office.get(path)


def test_programs_read_the_board_as_it_stood_and_was_known(case, guancheng_counts):
    assert guancheng_counts("2022-07-07") == {"street": (12, 4), "community": (44, 11), "courtyard": (178, 79)}
    assert guancheng_counts("2019-12-31") == {}


@pytest.fixture
def guancheng_counts(case, as_user):
    def counts(day):
        office = as_user("governance", False)
        rows = json.loads(office.get(f"/api/v1/districts/{case}/demonstration-board?on={day}").content)["counts"]
        return {
            level: (
                sum(r["count"] for r in rows if r["level"] == level and r["state"] != "withdrawn"),
                sum(r["count"] for r in rows if r["level"] == level and r["state"] == "designated"),
            )
            for level in dict.fromkeys(r["level"] for r in rows)
        }

    return counts


def test_the_list_shows_the_state_of_its_day(case, as_user):
    office = as_user("governance", False)
    page = office.get(f"/{case}/registers/demonstrations/?on=2022-07-07&state=designated&level=street").content.decode()
    assert len(re.findall("已命名", page)) >= 4
    with scope.enter(scope.Scope(districts=(case,))):
        assert Courtyard.objects.filter(pk__in=DemonstrationPoint.objects.values("courtyard")).count() == 180
