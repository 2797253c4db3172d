"""What two people do at once, and what follows when the laws of one record meet another's."""

from datetime import date

import pytest
from django.utils import timezone
from psycopg2.extras import DateRange

from courtyards.models import Building, BuildingHead, Committee, CommitteeMember, Courtyard
from courtyards.services import move
from governance.audit import history, locking
from governance.divisions.models import Community
from governance.registers import registry, services
from governance.registers.declarations import Refused
from governance.registers.models import Attachment
from governance.registers.services.entering import version_of
from tests.registers.conftest import shown
from tests.support.entries import Ground


@pytest.fixture
def act(cast):
    """The verbs of the engine, by the governance office."""
    by = cast.home.user("governance")

    class Act:
        @staticmethod
        def correct(key, record, **data):
            register = registry.every()[key]
            version = version_of(register, record)
            return services.correct(register, record=record, data=data, version=version, by=by, reason="x")

        @staticmethod
        def end(key, record, day):
            register = registry.every()[key]
            version = version_of(register, record)
            return services.end(register, record=record, last_day=day, version=version, by=by, reason="x")

        @staticmethod
        def remove(key, record):
            register = registry.every()[key]
            version = version_of(register, record)
            return services.remove(register, record=record, version=version, by=by, reason="x", now=timezone.now())

        @staticmethod
        def restore(entry):
            services.restore(entry=entry, by=by, reason="x", now=timezone.now())

    with cast.home.scope(actor=by.pk):
        yield Act


def test_a_bulk_edit_changes_its_field_and_keeps_what_somebody_else_corrected_meanwhile(cast, ground, act):
    building = ground.enter("buildings", courtyard=ground.courtyard, name="1号楼", floors=6)
    read = Building.objects.get(pk=building.pk)
    act.correct("buildings", building, name="甲楼")
    services.set_for_all(
        registry.every()["buildings"], records=[read], data={"floors": 7}, district=cast.home.district, by=ground.by,
        reason="x", street=None,
    )
    building.refresh_from_db()
    assert (building.name, building.floors) == ("甲楼", 7)


def test_no_member_outlasts_the_committee(ground, act):
    ground.enter("committee-members", called="1", committee=ground.committee, name="赵一")
    later = ground.enter(
        "committee-members", called="2", committee=ground.committee, name="钱二", valid=DateRange(date(2024, 1, 1), None)
    )
    with pytest.raises(Refused):
        act.end("committees", ground.committee, date(2023, 6, 30))
    act.remove("committee-members", later)
    act.end("committees", Committee.objects.get(pk=ground.committee.pk), date(2023, 6, 30))
    assert CommitteeMember.objects.get(committee=ground.committee).valid.upper == date(2023, 7, 1)


def test_what_comes_back_from_the_bin_keeps_the_laws_that_hold_now(ground, act):
    member = ground.enter("committee-members", committee=ground.committee, name="赵一")
    entry = act.remove("committee-members", member)
    act.end("committees", ground.committee, date(2023, 6, 30))
    act.restore(entry)
    assert CommitteeMember.objects.get(pk=member.pk).valid.upper == date(2023, 7, 1)


def test_an_instructor_does_not_come_back_to_a_firm_that_has_an_organisation_by_now(ground, act):
    instructor = ground.enter("instructors", unit=ground.firm_unit, name="陈一")
    entry = act.remove("instructors", instructor)
    ground.enter("party-organisations", called="own", name="党支部", standing="firm", kind="branch", unit=ground.firm_unit)
    with pytest.raises(Refused):
        act.restore(entry)


@pytest.fixture
def moved(ground, act):
    """A courtyard that moved to another community of its street in the middle of its time."""
    yard = ground.courtyard
    other = Community.objects.filter(street=ground.street).exclude(pk=yard.community_id).first()
    if other is None:
        other = Community.objects.exclude(street=ground.street).first()
    on = date(2023, 6, 1)
    move(courtyard=yard, to=other, on=on, today=on, version=locking.version_of(yard), by=ground.by, reason="x")
    return Courtyard.objects.get(pk=yard.pk)


@pytest.mark.parametrize("last_day", [date(2023, 5, 31), date(2023, 3, 1)])
def test_a_courtyard_that_moved_does_not_end_before_its_move(moved, act, last_day):
    with pytest.raises(Refused):
        act.end("courtyards", moved, last_day)


@pytest.mark.parametrize("since", [date(2023, 6, 1), date(2024, 6, 1)])
def test_a_courtyard_that_moved_did_not_begin_after_its_move(moved, act, since):
    with pytest.raises(Refused):
        act.correct("courtyards", moved, valid=DateRange(since, None))


def test_a_stale_form_is_compared_even_where_what_the_record_named_is_gone(cast, ground, act, as_user):
    building = ground.enter("buildings", courtyard=ground.courtyard, name="1号楼")
    head = ground.enter("building-heads", courtyard=ground.courtyard, name="王一", building="1号楼", of_building=building)
    browser, path = as_user("clerk"), f"/{cast.home.district}/registers/building-heads/{head.pk}/edit/"
    form = shown(browser.get(path).context["form"])
    act.correct("building-heads", head, of_building=None)
    act.remove("buildings", building)
    answer = browser.post(path, form | {"of_building": "", "building": "2号楼", "reason": "更正"})
    assert answer.status_code == 409
    page = browser.get(f"/{cast.home.district}/registers/building-heads/{head.pk}/")
    assert page.status_code == 200 and BuildingHead.objects.get(pk=head.pk).building == "1号楼"


def test_a_return_has_a_last_day(cast, ground, as_user):
    with cast.home.scope():
        yard, firm = ground.courtyard.code, ground.contract.firm.code
    given = {"courtyard": yard, "firm": firm, "period_from": "2023-01-01", "receivable_fen": "1", "received_fen": "1",
             "households_liable": "1", "households_paid": "1", "reason": "x"}
    path = f"/{cast.home.district}/registers/fee-returns/new/"
    assert as_user("clerk").post(path, given).status_code == 400
    assert as_user("clerk").post(path, given | {"period_until": "2023-03-31"}).status_code == 302


def test_what_others_out_of_sight_depend_on_is_not_removed_and_said_so(cast, ground, as_user):
    with cast.home.scope():
        firm = ground.firm
        term = DateRange(date(1990, 1, 1), date(1991, 1, 1))
        ground.enter("contracts", courtyard=cast.home.get(Courtyard, 1), firm=firm, valid=term)
    browser, path = as_user("clerk"), f"/{cast.home.district}/registers/firms/{firm.pk}/remove/"
    form = shown(browser.get(path).context["form"])
    answer = browser.post(path, form | {"reason": "x"})
    assert answer.status_code == 400
    # The record itself is in no other street.
    assert "街道" not in str(answer.context["form"].non_field_errors())


def test_files_go_with_a_record_that_a_correction_carries_into_another_street(cast, ground, act, as_user):
    person = ground.enter("persons", name="卫一")
    post = ground.enter("posts", person=person, title="委员", body_kind="owners", committee=ground.committee)
    services.attach(registry.every()["posts"], record=post, name="a.pdf", content=b"%PDF-1.4", by=ground.by, reason="x")
    act.correct("posts", post, committee=cast.home.get(Committee, 1))
    [kept] = Attachment.objects.filter(register="posts", record_id=post.pk)
    path = f"/{cast.home.district}/files/{kept.pk}/"
    assert as_user("clerk2").get(path).content == b"%PDF-1.4"
    assert as_user("clerk").get(path).status_code == 404


def test_a_bulk_edit_tells_two_bodies_of_one_name_apart(cast, ground, act):
    first, second = (ground.enter("units", called=name, name="区试验局", kind="organ") for name in "ab")
    cadre = ground.enter("cadres", name="郑一", unit=first, rank_class="section")
    given = {"district": cast.home.district, "by": ground.by, "reason": "x", "street": None}
    services.set_for_all(registry.every()["cadres"], records=[cadre], data={"unit": second}, **given)
    cadre.refresh_from_db()
    assert cadre.unit_id == second.pk


def test_a_bulk_edit_of_what_was_removed_meanwhile_writes_nothing(cast, ground, act):
    one, two = (ground.enter("buildings", called=name, courtyard=ground.courtyard, name=name, floors=1) for name in "ab")
    read = list(Building.objects.filter(pk__in=[one.pk, two.pk]))
    act.remove("buildings", two)
    given = {"district": cast.home.district, "by": ground.by, "reason": "x", "street": None}
    with pytest.raises(Refused):
        services.set_for_all(registry.every()["buildings"], records=read, data={"floors": 7}, **given)
    assert Building.objects.get(pk=one.pk).floors == 1


def test_a_bulk_edit_asks_no_more_for_many_than_one_write_each(cast, ground, act, django_assert_max_num_queries):
    made = [ground.enter("buildings", called=str(n), courtyard=ground.courtyard, name=str(n)) for n in range(12)]
    given = {"district": cast.home.district, "by": ground.by, "reason": "x", "street": None}
    rows = list(Building.objects.filter(pk__in=[one.pk for one in made]).select_related("courtyard", "street"))
    with django_assert_max_num_queries(0):
        services.set_for_all(registry.every()["buildings"], records=rows, data={"floors": 3}, dry_run=True, **given)
    # A write and its savepoint for each, and the change around them.
    with django_assert_max_num_queries(12 * 3 + 10):
        services.set_for_all(registry.every()["buildings"], records=rows, data={"floors": 7}, **given)


def test_a_name_that_was_corrected_into_one_of_the_same_mask_is_told_in_the_conflict(cast, ground, act, as_user):
    person = ground.enter("persons", name="张伟", street=ground.street, phone="13812345678")
    browser, path = as_user("clerk"), f"/{cast.home.district}/registers/persons/{person.pk}/edit/"
    form = shown(browser.get(path).context["form"])
    act.correct("persons", person, name="张强")
    answer = browser.post(path, form | {"name": "张飞", "reason": "更正"})
    assert answer.status_code == 409
    assert [(c.name, c.agrees) for c in answer.context["overtaken"].conflicts] == [("name", False)]
    page = answer.content.decode()
    assert "张强" not in page and "张伟" not in page


def test_the_history_tells_of_a_correction_that_no_mask_shows(own_database, loaded_cast):
    home = loaded_cast.home
    ground = Ground(home)
    with home.scope(actor=ground.by.pk):
        person = ground.enter("persons", name="张伟", street=ground.street)
    with home.scope(actor=ground.by.pk):
        register = registry.every()["persons"]
        version = version_of(register, person)
        services.correct(register, record=person, data={"name": "张强"}, version=version, by=ground.by, reason="x")
    with home.scope():
        [latest, _first] = history.of(person)
    assert [(change.old, change.new) for change in latest.changes] == [("张*", "张*")]


def test_an_organisation_does_not_stand_in_one_street_and_in_a_community_of_another(cast, ground, act):
    other = Community.objects.exclude(street=ground.street).first()
    with pytest.raises(Refused):
        ground.enter(
            "party-organisations", called="torn", name="社区党委", standing="community", kind="committee",
            street=ground.street, community=other,
        )
    with pytest.raises(Refused):
        act.correct("party-organisations", ground.branch, community=other)


def test_an_end_that_somebody_else_told_first_is_not_told_twice(cast, ground, act, as_user):
    building = ground.enter("buildings", courtyard=ground.courtyard, name="1号楼")
    browser, path = as_user("clerk"), f"/{cast.home.district}/registers/buildings/{building.pk}/end/"
    form = shown(browser.get(path).context["form"])
    act.end("buildings", building, date(2024, 1, 31))
    assert browser.post(path, form | {"last_day": "2024-03-31", "reason": "x"}).status_code == 400
    assert browser.post(path, form | {"last_day": "2023-12-31", "reason": "x"}).status_code == 400
    building.refresh_from_db()
    assert building.valid.upper == date(2024, 2, 1)


def test_what_named_a_record_that_is_gone_does_not_come_back_before_it(ground, act):
    building = ground.enter("buildings", courtyard=ground.courtyard, name="1号楼")
    head = ground.enter("building-heads", courtyard=ground.courtyard, name="王一", building="1号楼", of_building=building)
    first, second = act.remove("building-heads", head), act.remove("buildings", building)
    with pytest.raises(Refused, match="引用|refers"):
        act.restore(first)
    act.restore(second)
    act.restore(first)
    assert BuildingHead.objects.get(pk=head.pk).of_building_id == building.pk
