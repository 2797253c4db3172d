"""A courtyard comes to lie elsewhere: what was stays where it was, and what is goes along."""

from datetime import date, timedelta

import pytest
from psycopg2.extras import DateRange

from courtyards.models import Committee, Courtyard, Placement, VolunteerService
from courtyards.services import endings
from governance.audit import history, locking
from governance.audit.models import Change
from governance.divisions.models import Community
from governance.registers import registry
from governance.registers import services as engine
from governance.registers.declarations import Refused
from party_org.models import PartyCover
from property_firms.models import ServiceContract
from ratings.models import RatingResult
from subsidies.models import EntitlementLine, PaymentLine
from tests.courtyards.conftest import ON, TODAY

BEFORE = (date(2020, 7, 1), date(2021, 6, 1), ON - timedelta(days=1))


def test_figures_of_earlier_days_stay_where_they_were(desk, own_branch):
    with_all = desk.figures(*BEFORE)
    done = desk.move()
    assert done.crosses and desk.figures(*BEFORE) == with_all


def test_from_the_day_on_the_new_street_has_it(desk):
    others = {street: desk.count(ON, street) for street in (0, 1)}
    desk.move()
    for day, shift in ((ON - timedelta(days=1), 0), (ON, 1), (TODAY, 1)):
        assert desk.count(day, 0) == others[0] - shift and desk.count(day, 1) == others[1] + shift, day


def test_money_stays_where_the_courtyard_lay_in_its_month(desk):
    key = (TODAY, "street", "subsidy_payment", desk.community(0).street.code)
    before = desk.figures(TODAY)[key]
    assert before[1] > 0
    desk.move()
    assert desk.figures(TODAY)[key] == before


def test_every_row_about_it_follows_into_the_street(desk):
    courtyard = desk.courtyard(0)
    tables = endings.tables()
    assert {RatingResult, EntitlementLine, PaymentLine, ServiceContract, PartyCover, Placement, VolunteerService} <= set(tables)
    counted = {table: table._default_manager.filter(courtyard=courtyard).count() for table in tables}
    assert all(counted.values()), counted
    desk.move()
    for table in tables:
        rows = table._default_manager.filter(courtyard=courtyard)
        assert {row.street_id for row in rows} == {desk.streets[1]}, table
        assert len(rows) == counted[table] + (table is Placement), table


def test_the_old_street_sees_it_no_more_and_the_new_one_does(desk, cast):
    code = desk.courtyard(0).code
    desk.move()
    for street, seen in ((0, False), (1, True)):
        with cast.home.scope(street):
            assert Courtyard.objects.filter(code=code).exists() is seen
            assert EntitlementLine.objects.filter(courtyard__code=code).exists() is seen
            assert RatingResult.objects.filter(courtyard__code=code).exists() is seen


def test_the_new_street_has_no_figure_of_the_time_elsewhere(desk, cast):
    with cast.home.scope(1):
        before = desk.figures(*BEFORE)
    desk.move()
    with cast.home.scope(1):
        assert desk.figures(*BEFORE) == before


def test_the_code_stays_and_is_never_given_again(desk, cast):
    moved = desk.new_courtyard("乙院")
    desk.move(moved)
    moved.refresh_from_db()
    assert moved.code.startswith(desk.community(0).street.code) and moved.street_id == desk.streets[1]
    # The clerk of the old street sees nothing of it, and yet gets another code.
    with cast.home.scope(0, actor=cast.home.user("clerk").pk):
        entered = engine.enter(
            registry.every()["courtyards"], district=desk.district, by=cast.home.user("clerk"), reason="新接收",
            data={"name": "丙院", "community": desk.community(0), "valid": DateRange(ON, None)},
        )
    assert entered.code > moved.code


def test_all_of_it_is_one_change_with_its_versions(desk, own_branch):
    courtyard, newest = desk.courtyard(0), Change.objects.latest("pk").pk
    committee = Committee.objects.get(courtyard=courtyard)
    desk.move()
    [opened] = Change.objects.filter(pk__gt=newest)
    assert (opened.reason, opened.street_id) == ("区划调整", None)
    courtyard.refresh_from_db(), committee.refresh_from_db(), own_branch.refresh_from_db()
    for record in (courtyard, committee, own_branch, *Placement.objects.filter(courtyard=courtyard)):
        event = history.of(record)[0]
        assert (event.reason, event.actor) == ("区划调整", desk.by.name), record


def test_within_a_street_only_the_place_changes(desk):
    courtyard = desk.courtyard(0)
    with desk.writing():
        other = Community.objects.create(
            district_id=desk.district, street_id=courtyard.street_id, code=f"{courtyard.street.code}009", name="新社区"
        )
    figures = desk.figures(*BEFORE)
    done = desk.move(to=other)
    assert not done.crosses and done.endings == [] and desk.figures(*BEFORE) == figures
    places = Placement.objects.filter(courtyard=courtyard).order_by("valid_from")
    assert [(p.in_community_id, p.valid.upper) for p in places] == [(courtyard.community_id, ON), (other.pk, None)]
    assert ServiceContract.objects.get(courtyard=courtyard).valid.upper is None


def test_it_can_move_back(desk):
    before = desk.figures(*BEFORE)
    desk.move()
    back = desk.move(to=desk.community(0), on=date(2022, 6, 1))
    assert back.crosses and desk.figures(*BEFORE) == before
    assert desk.count(date(2022, 6, 1), 0) == desk.count(BEFORE[-1], 0)


def test_a_preview_tells_the_same_and_writes_nothing(desk, own_branch, unwritten):
    with unwritten():
        tried = desk.move(dry_run=True)
    own_branch.refresh_from_db()
    assert own_branch.street_id == desk.streets[0]
    done = desk.move()
    told = [[(str(ending.label), ending.text) for ending in outcome.endings] for outcome in (tried, done)]
    assert told[0] and told[0] == told[1] and tried.along == done.along


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"on": TODAY + timedelta(days=1)}, "on"),
        ({"on": date(2020, 1, 1)}, "on"),
        ({"on": date(2019, 12, 31)}, "on"),
        ({"to": 0}, "community"),
    ],
    ids=["of a day to come", "the day it came", "before it came", "where it lies already"],
)
def test_a_move_that_can_not_be_is_refused_in_words(desk, unwritten, given, field):
    if "to" in given:
        given = {"to": desk.community(given["to"])}
    with unwritten(), pytest.raises(Refused) as refused:
        desk.move(**given)
    assert refused.value.field == field and str(refused.value)


def test_a_move_behind_a_later_tie_is_refused_and_names_it(desk, unwritten):
    courtyard = desk.new_courtyard("乙院")
    firm = ServiceContract.objects.get(courtyard=desk.courtyard(0)).firm
    desk.enter("contracts", courtyard=courtyard, firm=firm, valid=DateRange(date(2022, 3, 1), None))
    with unwritten(), pytest.raises(Refused, match="2022-03-01"):
        desk.move(courtyard)


def test_a_move_of_an_older_version_is_refused(desk, unwritten):
    courtyard = desk.courtyard(0)
    seen = locking.version_of(courtyard)
    desk.correct("courtyards", courtyard, residents=777)
    with unwritten(), pytest.raises(locking.StaleRecord):
        desk.move(version=seen)


def test_a_courtyard_that_ended_can_not_move(desk, unwritten):
    courtyard = desk.new_courtyard("乙院")
    desk.correct("courtyards", courtyard, valid=DateRange(date(2020, 1, 1), date(2021, 1, 1)))
    courtyard.refresh_from_db()
    with unwritten(), pytest.raises(Refused):
        desk.move(courtyard)
