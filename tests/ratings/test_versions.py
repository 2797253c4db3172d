"""The life of a standard's version: drafted, checked, released by another, superseded, and stone from then on."""

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from governance.audit.services import change
from governance.registers.declarations import Refused
from ratings import reading, services, standards
from ratings.choices import VersionStatus
from ratings.models import RatingStandard, StandardItem
from tests.ratings import drafting as office


@pytest.fixture
def side(cast):
    with cast.home.scope():
        yield cast.home


@pytest.fixture
def first(side):
    return office.person(side, "governance")


@pytest.fixture
def second(side):
    return office.person(side, "housing")


def test_a_version_goes_from_draft_to_released_and_its_text_becomes_rows(side, first, second):
    made = office.draft(side.district, first)
    assert (made.status, made.version, made.items.count(), made.is_example) == ("draft", 1, 0, False)
    made = services.check_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(1))
    assert (made.status, made.checked_by_name) == ("checked", second.name)
    seen, reason = made.drafted_at, "管政〔2026〕1 号"
    made = services.release_standard(standard=made, seen=seen, by=second, now=office.later(2), reason=reason)
    assert (made.status, made.released_by, made.released_for, made.draft) == ("released", second, "管政〔2026〕1 号", None)
    written = office.data(version=1, is_example=False)
    assert reading.data_of(RatingStandard.objects.get(pk=made.pk)) == standards.shape.complete(written)


def test_the_next_version_begins_as_a_copy_and_supersedes_the_one_before(side, first, second):
    before = office.released(side.district, first, second)
    draft = services.begin_next(standard=before, by=second, now=office.later(3), reason="修订")
    assert (draft.version, draft.status) == (2, "draft")
    assert reading.data_of(draft) == reading.data_of(before) | {"version": 2}
    with pytest.raises(Refused, match="已在起草"):
        services.begin_next(standard=before, by=first, now=office.later(4), reason="又一版")
    checked = services.check_standard(standard=draft, seen=draft.drafted_at, by=first, now=office.later(5))
    services.release_standard(standard=checked, seen=checked.drafted_at, by=first, now=office.later(6), reason="第二版")
    statuses = RatingStandard.objects.filter(key="own").order_by("version").values_list("status", flat=True)
    assert list(statuses) == [VersionStatus.SUPERSEDED, VersionStatus.RELEASED]


def test_the_drafter_neither_checks_nor_releases(side, first, second):
    made = office.draft(side.district, first)
    with pytest.raises(services.OwnVersion):
        services.check_standard(standard=made, seen=made.drafted_at, by=first, now=office.later(1))
    made = services.check_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(1))
    with pytest.raises(services.OwnVersion):
        services.release_standard(standard=made, seen=made.drafted_at, by=first, now=office.later(2), reason="自己发布")
    with pytest.raises(IntegrityError, match="checked_by_another"), transaction.atomic(), change(
        district=side.district, by=first, reason="绕过"
    ):
        RatingStandard.objects.filter(pk=made.pk).update(checked_by=first)


def test_what_is_not_checked_is_not_released_and_a_reason_is_needed(side, first, second):
    made = office.draft(side.district, first)
    with pytest.raises(services.NotInTheMaking):
        services.release_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(1), reason="早了")
    made = services.check_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(1))
    with pytest.raises(Refused, match="依据"):
        services.release_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(2), reason="  ")


def test_a_check_names_every_fault_at_once_and_a_draft_may_have_them(side, first, second):
    broken = office.data(total="99")
    broken["bounds"]["4"], broken["vetoes"][0]["star_cap"] = "95", 7
    made = services.draft_standard(district=side.district, data=broken, by=first, now=office.NOW, reason="起草")
    with pytest.raises(standards.StandardFaults) as refused:
        services.check_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(1))
    assert sorted(fault.place for fault in refused.value.faults) == ["bounds.5", "total", "vetoes.0.star_cap"]
    assert RatingStandard.objects.get(pk=made.pk).status == "draft"


def test_a_change_takes_the_check_away_and_makes_its_author_the_drafter(side, first, second):
    made = office.draft(side.district, first)
    made = services.check_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(1))
    made = services.save_draft(
        standard=made, seen=made.drafted_at, data=office.data(title="改过"), by=second, now=office.later(2)
    )
    assert (made.status, made.checked_by, made.drafted_by, made.title) == ("draft", None, second, "改过")


def test_somebody_who_looked_at_an_older_text_is_told(side, first, second):
    made = office.draft(side.district, first)
    services.save_draft(standard=made, seen=made.drafted_at, data=office.data(title="新"), by=second, now=office.later(1))
    for deed in (
        lambda: services.save_draft(standard=made, seen=made.drafted_at, data=office.data(), by=first, now=office.later(2)),
        lambda: services.check_standard(standard=made, seen=made.drafted_at, by=second, now=office.later(2)),
        lambda: services.discard_draft(standard=made, seen=made.drafted_at, by=first, reason="不要"),
    ):
        with pytest.raises(services.StandardMovedOn):
            deed()


def test_a_draft_is_discarded_with_a_reason(side, first):
    made = office.draft(side.district, first)
    with pytest.raises(Refused):
        services.discard_draft(standard=made, seen=made.drafted_at, by=first, reason=" ")
    services.discard_draft(standard=made, seen=made.drafted_at, by=first, reason="不再需要")
    assert not RatingStandard.objects.filter(key="own").exists()
    assert office.draft(side.district, first).version == 1


def test_what_is_no_standard_is_no_draft(side, first):
    wrong = ({"items": "x"}, {"key": "Große"}, {"colour": "red"}, {"title": "长" * 121})
    for broken in ({}, [], *(office.data(**one) for one in wrong)):
        with pytest.raises(standards.StandardFaults):
            services.draft_standard(district=side.district, data=broken, by=first, now=office.NOW, reason="起草")


@pytest.mark.parametrize("statement", [
    "UPDATE ratings_ratingstandard SET title = 'x' WHERE id = {standard}",
    "UPDATE ratings_ratingstandard SET status = 'draft' WHERE id = {standard}",
    "DELETE FROM ratings_ratingstandard WHERE id = {standard}",
    "UPDATE ratings_standarditem SET full_mark = 1 WHERE standard_id = {standard}",
    "DELETE FROM ratings_starthreshold WHERE standard_id = {standard}",
    "INSERT INTO ratings_vetoitem (district_id, standard_id, code, title, clause, star_cap)"
    " VALUES ({district}, {standard}, 'Z', 'z', '', 0)",
    "UPDATE ratings_standardcategory SET cap = 1 WHERE standard_id = {standard}",
    "DELETE FROM ratings_sourceweight WHERE standard_id = {standard}",
])
@pytest.mark.parametrize("status", ["released", "superseded"])
def test_the_database_refuses_every_edit_of_what_was_released(side, first, second, statement, status):
    weights = {"street": "100"}
    made = office.released(side.district, first, second, weights=weights)
    if status == "superseded":
        with change(district=side.district, by=first, reason="替代"):
            RatingStandard.objects.filter(pk=made.pk).update(status="superseded")
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), change(
        district=side.district, by=first, reason="篡改"
    ), connection.cursor() as cursor:
        cursor.execute(statement.format(standard=made.pk, district=side.district))
    assert refused.value.__cause__.pgcode == "YZ003"


def test_a_part_can_not_be_moved_into_a_released_version(side, first, second):
    made = office.released(side.district, first, second)
    own = StandardItem.objects.exclude(standard=made).first()
    with pytest.raises(DatabaseError) as refused, transaction.atomic(), change(
        district=side.district, by=first, reason="移入"
    ):
        StandardItem.objects.filter(pk=own.pk).update(standard=made)
    assert refused.value.__cause__.pgcode == "YZ003"


def test_a_round_is_opened_by_a_released_version_only(side, first):
    made = office.draft(side.district, first)
    with pytest.raises(services.StandardNotReleased):
        services.open_round(standard=made, year=2030, applies=(date(2031, 1, 1), None), by=first, reason="启动")
