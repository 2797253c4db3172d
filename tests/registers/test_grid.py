"""The grid's service: each row stands or falls by itself, all in one change, and everybody's own limits hold."""

from dataclasses import replace
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg2.extras import DateRange

from courtyards.models import Courtyard
from governance.audit import history
from governance.audit.models import Change
from governance.registers import cells, grids, registry, services
from governance.registers.forms import RecordForm
from governance.registers.grids import Row, Status
from governance.registers.services.entering import version_of
from party_org.models import CadreVisit
from property_firms.models import FeeReturn

FEES, YARDS, VISITS = (registry.every()[key] for key in ("fee-returns", "courtyards", "visits"))


@pytest.fixture
def save(cast):
    """`save(register, row, …)` by the first street's clerk, in that street's scope."""

    def save(register, *rows, side=None, who="clerk", street=0, reason="月度更正"):
        side = side or cast.home
        by = side.user(who)
        with side.scope(street, by.pk):
            return services.save_rows(
                register, district=side.district, rows=rows, by=by, reason=reason,
                street=None if street is None else side.streets[street],
            )

    return save


@pytest.fixture
def yard(cast, ground):
    with cast.home.scope():
        return ground.courtyard


@pytest.fixture
def fees(cast, ground):
    """The cells of a fee return that can be entered."""
    with cast.home.scope():
        ground.contract  # noqa: B018  (entered for what it leaves behind)
        return {
            "courtyard": ground.courtyard.code, "firm": ground.firm.code, "period_from": "2023/1/1",
            "period_until": "2023年1月31日", "receivable_fen": "1,200.50 元", "received_fen": "９００",
            "households_liable": "40户", "households_paid": "30",
        }


def stored(cast, record):
    with cast.home.scope():
        return type(record).objects.get(pk=record.pk)


def version(cast, register, record):
    with cast.home.scope():
        return version_of(register, record)


def touch(cast, register, record, **cells):
    """A row of the record as it stands now, with these cells."""
    return Row(f"r{record.pk}", record.pk, version(cast, register, record), cells)


def changes(cast):
    with cast.home.scope():
        return Change.objects.count()


def test_a_correction_is_one_change_with_its_reason_and_answers_canonical_texts(cast, save, yard):
    before = changes(cast)
    [answer] = save(YARDS, touch(cast, YARDS, yard, area_m2="３,521.6㎡", kind="住宅小区", built_year="1995"))
    assert answer.status is Status.SAVED and answer.errors == {}
    assert (answer.texts["area_m2"], answer.texts["kind"], answer.texts["built_year"]) == ("3521.60", "住宅小区", "1995")
    assert answer.version == version(cast, YARDS, yard)
    assert changes(cast) == before + 1
    with cast.home.scope():
        event = history.of(stored(cast, yard))[0]
    assert event.reason == "月度更正" and event.actor == cast.home.user("clerk").name


def test_only_the_named_cells_change(cast, save, yard):
    with cast.home.scope():
        before = {f.attname: getattr(yard, f.attname) for f in yard._meta.concrete_fields if not f.generated}
    save(YARDS, touch(cast, YARDS, yard, households="52"))
    after = stored(cast, yard)
    differing = {name for name, value in before.items() if getattr(after, name) != value}
    assert differing == {"households"}


def test_many_rows_are_one_change_and_a_bad_one_holds_up_no_other(cast, save, ground, fees):
    rows = [
        Row("a", None, 0, fees), Row("b", None, 0, {**fees, "period_from": "2023-02-01", "period_until": "2023-02-28"}),
        Row("c", None, 0, {**fees, "received_fen": "1300"}), Row("d", None, 0, {**fees, "households_paid": "many"}),
        Row("e", None, 0, fees),
    ]
    before = changes(cast)
    a, b, c, d, e = save(FEES, *rows)
    assert [one.status for one in (a, b)] == [Status.SAVED, Status.SAVED]
    assert a.texts["received_fen"] == "900.00" and a.texts["period_until"] == "2023-01-31"
    assert list(c.errors) == ["received_fen"] and list(d.errors) == ["households_paid"] and e.status is Status.REFUSED
    assert changes(cast) == before + 1
    with cast.home.scope():
        assert FeeReturn.objects.filter(pk__in=[a.id, b.id]).count() == 2
        assert FeeReturn.objects.filter(courtyard=ground.courtyard).count() == 2


def test_nothing_is_written_where_nothing_differs(cast, save, yard):
    save(YARDS, touch(cast, YARDS, yard, area_m2="3521.60"))
    before, then = changes(cast), version(cast, YARDS, yard)
    same, spelled = (save(YARDS, touch(cast, YARDS, yard, area_m2=text))[0] for text in ("3521.60", "3,521.6"))
    assert same.status is spelled.status is Status.SAME and spelled.texts["area_m2"] == "3521.60"
    assert (changes(cast), version(cast, YARDS, yard)) == (before, then)


def test_where_every_row_is_refused_no_change_is_left(cast, save, yard):
    before = changes(cast)
    [answer] = save(YARDS, touch(cast, YARDS, yard, area_m2="0"))
    assert answer.status is Status.REFUSED and "面积" in answer.errors["area_m2"]
    assert changes(cast) == before


def test_a_row_that_somebody_else_changed_is_told_with_who_and_what(cast, save, yard):
    old = touch(cast, YARDS, yard, households="10")
    save(YARDS, touch(cast, YARDS, yard, households="77"), who="governance", street=None)
    before = changes(cast)
    [answer] = save(YARDS, old)
    assert answer.status is Status.STALE and answer.texts["households"] == "77"
    assert answer.by == cast.home.user("governance").name and answer.at is not None
    assert answer.version == version(cast, YARDS, yard)
    assert changes(cast) == before and stored(cast, yard).households == 77


@pytest.mark.parametrize(("name", "text"), [("code", "990101001-9999")])
def test_what_is_set_by_itself_is_locked(cast, save, yard, name, text):
    [answer] = save(YARDS, touch(cast, YARDS, yard, **{name: text}, households="9"))
    assert answer.status is Status.LOCKED and list(answer.errors) == [name]
    assert stored(cast, yard).households != 9


def test_what_is_entered_once_is_locked_unless_it_says_the_same(cast, save, ground, fees):
    [entered] = save(FEES, Row("a", None, 0, fees))
    row = Row("b", entered.id, entered.version, {"firm": "另一家", "received_fen": "800"})
    assert save(FEES, row)[0].status is Status.LOCKED
    row = Row("b", entered.id, entered.version, {"firm": entered.texts["firm"], "received_fen": "800"})
    assert save(FEES, row)[0].texts["received_fen"] == "800.00"


@pytest.mark.parametrize("which", ["other street", "other district", "missing"])
def test_what_is_out_of_sight_is_answered_like_what_is_missing(cast, save, which):
    pk = {
        "other street": cast.home.pk(Courtyard, 1), "other district": cast.neighbour.pk(Courtyard, 0), "missing": 10**9,
    }[which]
    [answer] = save(YARDS, Row("x", pk, 1, {"households": "1"}))
    assert answer.status is Status.GONE and answer.texts == {} and answer.version == 0
    assert answer.errors == {"": "这里没有内容，或不在您的查看范围内。"}


def test_nothing_is_entered_for_another_street(cast, save, fees):
    with cast.home.scope():
        other = cast.home.get(Courtyard, 1)
    [answer] = save(FEES, Row("x", None, 0, {**fees, "courtyard": other.code}))
    assert answer.status is Status.REFUSED and list(answer.errors) == ["courtyard"]


def test_an_unusual_value_is_asked_about_once_and_then_saved(cast, save, yard):
    save(YARDS, touch(cast, YARDS, yard, households="40", area_m2="3000"))
    row = touch(cast, YARDS, yard, residents="4000")
    [answer] = save(YARDS, row)
    assert answer.status is Status.DOUBTED and "户均" in answer.errors["residents"]
    [answer] = save(YARDS, Row(row.key, row.id, row.version, row.cells, confirmed=True))
    assert answer.status is Status.SAVED and stored(cast, yard).residents == 4000
    # What was unusual before is not asked about again.
    assert save(YARDS, touch(cast, YARDS, yard, built_year="1990"))[0].status is Status.SAVED


def test_a_new_courtyard_gets_its_code_and_an_incomplete_one_says_what_is_missing(cast, save, ground):
    with cast.home.scope():
        community = ground.community.name
    cells = {"name": "表格路1号院", "kind": "楼院", "community": community, "valid_from": "2023.5.1"}
    entered, incomplete = save(YARDS, Row("a", None, 0, cells), Row("b", None, 0, {"kind": "楼院"}))
    assert entered.status is Status.SAVED and entered.texts["code"].startswith("990101")
    assert entered.texts["valid_from"] == "2023-05-01" and entered.texts["valid_until"] == ""
    assert set(incomplete.errors) == {"name", "community", "valid_from"}


def test_a_visit_is_entered_and_solved_in_the_grid(cast, save, ground):
    with cast.home.scope():
        assignment = ground.assignment
    cells = {"assignment": f"#{assignment.pk}", "visited_on": "20230401", "found": "路灯不亮"}
    [visit] = save(VISITS, Row("a", None, 0, cells))
    assert visit.status is Status.SAVED and visit.texts["assignment"].endswith(f"#{assignment.pk}")
    row = Row("a", visit.id, visit.version, {"solved": "已修", "solved_on": "2023-03-01"})
    assert save(VISITS, row)[0].status is Status.REFUSED
    row = Row("a", visit.id, visit.version, {"solved": "已修", "solved_on": "2023-04-03"})
    assert save(VISITS, row)[0].status is Status.SAVED
    with cast.home.scope():
        assert CadreVisit.objects.get(pk=visit.id).solved_on == date(2023, 4, 3)


def test_one_part_of_a_term_leaves_the_other_as_it_is(cast, save, yard):
    [answer] = save(YARDS, touch(cast, YARDS, yard, valid_until="2030-12-31"))
    assert answer.status is Status.SAVED
    assert stored(cast, yard).valid == DateRange(date(2023, 1, 1), date(2031, 1, 1))
    [answer] = save(YARDS, touch(cast, YARDS, yard, valid_from="2031-05-01"))
    assert answer.status is Status.REFUSED and "valid_until" in answer.errors


def test_identity_numbers_are_refused_at_their_cell(cast, save, yard):
    [answer] = save(YARDS, touch(cast, YARDS, yard, address="11010519491231002X"))
    assert answer.status is Status.REFUSED and list(answer.errors) == ["address"]


def test_saving_more_rows_asks_a_fixed_number_of_times_beside_what_each_row_writes(cast, save, fees):
    def asked(rows):
        with CaptureQueriesContext(connection) as captured:
            assert {answer.status for answer in save(FEES, *rows)} == {Status.SAVED}
        return [q["sql"].split()[0] for q in captured.captured_queries]

    def rows(year, number):
        days = [date(year, month, 1) for month in range(1, number + 1)]
        return [Row(str(d), None, 0, {**fees, "period_from": str(d), "period_until": str(d.replace(day=28))}) for d in days]

    few, many = asked(rows(2024, 2)), asked(rows(2025, 12))
    for verb in ("SELECT", "INSERT", "SAVEPOINT"):
        # A row's own law looks for the contract, takes its turn at the month and asks whether that is open; the rest of its
        # statements write the row.
        each = (many.count(verb) - few.count(verb)) / 10
        assert each <= (3 if verb == "SELECT" else 1), (verb, few.count(verb), many.count(verb))


def test_masked_names_stay_masked_and_untouched(cast, ground):
    """A register with a personal field in its grid would show the mask alone, and lock the cell."""
    register = registry.every()["cadres"]
    with cast.home.scope():
        cadre = ground.cadre
        form = RecordForm(register=register, district=cast.home.district)
        wide = replace(register, grid=("name", "unit", "phone"))
        columns = grids.columns(wide, form, cells.Meaning(form))
        texts = grids.texts(wide, cadre)
        assert not grids.is_enterable(wide, form)
    assert texts["name"] == "郑**" and {c.name for c in columns if c.locked} == {"name", "phone"}
