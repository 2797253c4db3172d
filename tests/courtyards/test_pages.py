"""The pages of moving, merging and splitting: who may, what they show first, and what they do."""

from datetime import date

import pytest
from psycopg2.extras import DateRange

from courtyards.models import Courtyard, Placement, Succession
from governance.audit.models import Change
from governance.divisions.models import Community
from governance.registers import registry, services

DEEDS = ("move", "merge", "split")


@pytest.fixture
def page(cast):
    def find(deed, street=0, side=None):
        side = side or cast.home
        return f"/{cast.home.district}/courtyards/{side.get(Courtyard, street).code}/{deed}/"

    return find


@pytest.fixture
def typed(cast, as_user):
    """What the page of a deed shows, as a person would send it, with what they typed."""

    def fill(browser, path, **given):
        form = browser.get(path).context["form"]
        shown = {name: form[name].value() for name in form.fields}
        return {name: value for name, value in shown.items() if value not in (None, False)} | {"reason": "区划调整"} | given

    return fill


@pytest.fixture
def written(cast):
    def count():
        with cast.home.scope():
            return [model._default_manager.count() for model in (Courtyard, Placement, Succession, Change)]

    return count


@pytest.fixture
def neighbour_house(cast):
    """A second courtyard of the first street."""
    by = cast.home.user("governance")
    with cast.home.scope(actor=by.pk):
        return services.enter(
            registry.every()["courtyards"], district=cast.home.district, by=by, reason="test",
            data={"name": "隔壁院", "community": cast.home.get(Community, 0), "valid": DateRange(date(2020, 1, 1), None)},
        )


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("governance", 200), ("housing", 200), ("clerk", 200), ("clerk2", 404), ("reviewer", 403), ("leader", 403), ("finance", 403),
     ("organisation", 403), ("auditor", 403), ("operator-99", 403), ("stranger", 404)],
)
def test_only_who_writes_courtyards_here_opens_the_page(as_user, page, deed, who, status):
    assert as_user(who).get(page(deed)).status_code == status


@pytest.mark.parametrize("deed", DEEDS)
def test_a_courtyard_of_elsewhere_or_of_no_name_is_not_found(cast, as_user, page, deed):
    office = as_user("governance")
    assert office.get(page(deed, side=cast.neighbour)).status_code == 404
    assert office.get(f"/{cast.home.district}/courtyards/%00/{deed}/").status_code == 404


@pytest.mark.parametrize("deed", DEEDS)
def test_an_empty_form_is_refused_and_writes_nothing(as_user, page, written, deed):
    before = written()
    assert as_user("governance").post(page(deed), {"apply": "1", "parts": "2"}).status_code == 400
    assert written() == before


def test_a_move_is_shown_before_it_is_done(cast, as_user, page, typed, written):
    office, path, before = as_user("governance"), page("move"), written()
    target = cast.home.get(Community, 1)
    given = typed(office, path, community=target.pk, on="2022-01-01")
    shown = office.post(path, given | {"preview": "1"})
    text = shown.content.decode()
    assert shown.status_code == 200 and written() == before
    assert "2021-12-31" in text and target.name in text and f"Volunteers{cast.home.mark(1)}" in text and 'name="apply"' in text
    done = office.post(path, given | {"apply": "1"}, follow=True)
    assert done.status_code == 200 and "2022-01-01" in done.content.decode()
    with cast.home.scope():
        assert cast.home.get(Courtyard, 0).code and Courtyard.objects.get(pk=cast.home.pk(Courtyard, 0)).community == target


def test_a_clerk_is_offered_the_own_street_alone(cast, as_user, page, typed, written):
    clerk, path = as_user("clerk"), page("move")
    offered = set(clerk.get(path).context["form"].fields["community"].queryset)
    with cast.home.scope(0):
        assert offered == set(Community.objects.all())
    before = written()
    given = typed(clerk, path, community=cast.home.pk(Community, 1), on="2022-01-01", apply="1")
    assert clerk.post(path, given).status_code == 400 and written() == before


def test_a_clerk_moves_within_the_own_street(cast, as_user, page, typed):
    from governance.audit.services import change

    by = cast.home.user("governance")
    with cast.home.scope(actor=by.pk), change(district=cast.home.district, by=by, reason="test"):
        other = Community.objects.create(
            district_id=cast.home.district, street_id=cast.home.streets[0], code="990101001009", name="新社区"
        )
    clerk, path = as_user("clerk"), page("move")
    given = typed(clerk, path, community=other.pk, on="2022-01-01", apply="1")
    assert clerk.post(path, given).status_code == 302
    with cast.home.scope(0):
        assert Courtyard.objects.get(pk=cast.home.pk(Courtyard, 0)).community == other


def test_after_a_move_the_pages_open_in_the_new_street_and_not_in_the_old(cast, as_user, page, typed):
    office, path = as_user("governance"), page("move")
    detail = path.removesuffix("move/")
    office.post(path, typed(office, path, community=cast.home.pk(Community, 1), on="2022-01-01", apply="1"))
    assert as_user("clerk").get(detail).status_code == 404
    new = as_user("clerk2")
    assert new.get(detail).status_code == 200
    for register in registry.every().values():
        answer = new.get(f"/{cast.home.district}/registers/{register.key}/?on=2021-06-01", follow=True)
        assert answer.status_code == 200, register.key
        assert "Volunteers" + cast.home.mark(1) not in answer.content.decode()


def test_a_stale_page_moves_nothing(cast, as_user, page, typed, written):
    office, path = as_user("governance"), page("move")
    given = typed(office, path, community=cast.home.pk(Community, 1), on="2022-01-01", apply="1", version="999999999")
    before = written()
    assert office.post(path, given).status_code == 409 and written() == before


def test_a_refusal_stands_at_its_field(cast, as_user, page, typed):
    office, path = as_user("governance"), page("move")
    answer = office.post(path, typed(office, path, community=cast.home.pk(Community, 1), on="2019-01-01", apply="1"))
    assert answer.status_code == 400 and answer.context["form"].errors["on"]


def test_a_clerk_merges_two_of_the_own_street(cast, as_user, page, typed, written, neighbour_house):
    clerk, path, before = as_user("clerk"), page("merge"), written()
    given = typed(clerk, path, other_1=neighbour_house.code, name="合并院", on="2022-01-01", carry="on")
    shown = clerk.post(path, given | {"preview": "1"})
    assert shown.status_code == 200 and "合并院" in shown.content.decode() and written() == before
    done = clerk.post(path, given | {"apply": "1"}, follow=True)
    assert "合并院" in done.content.decode() and done.redirect_chain
    with cast.home.scope(0):
        assert Succession.objects.filter(successor__name="合并院").count() == 2


def test_the_page_s_own_courtyard_can_be_what_stands_for_the_others(cast, as_user, page, typed, neighbour_house):
    clerk, path = as_user("clerk"), page("merge")
    own = cast.home.get(Courtyard, 0)
    given = typed(clerk, path, other_1=neighbour_house.code, into=own.code, on="2022-01-01", apply="1")
    assert clerk.post(path, given).status_code == 302
    with cast.home.scope(0):
        assert Succession.objects.get(courtyard=neighbour_house).successor == own


def test_a_courtyard_of_another_street_is_no_name_for_a_clerk(cast, as_user, page, typed, written):
    clerk, path = as_user("clerk"), page("merge")
    before = written()
    given = typed(clerk, path, other_1=cast.home.get(Courtyard, 1).code, name="合并院", on="2022-01-01", apply="1")
    answer = clerk.post(path, given)
    assert answer.status_code == 400 and answer.context["form"].errors["other_1"] and written() == before


def test_a_split_asks_for_confirmation_and_then_does_it(cast, as_user, page, typed, written):
    clerk, path, before = as_user("clerk"), page("split"), written()
    given = typed(
        clerk, path, name_1="东院", area_m2_1="600.00", households_1="60", name_2="西院", area_m2_2="３99", households_2="40",
        on="2022-01-01",
    )
    asked = clerk.post(path, given | {"apply": "1"})
    assert asked.status_code == 400 and asked.context["form"].errors["confirm"] and written() == before
    assert 'name="confirm"' in asked.content.decode()
    done = clerk.post(path, given | {"apply": "1", "confirm": "on"}, follow=True)
    assert "东院" in done.content.decode() and "西院" in done.content.decode()
    with cast.home.scope(0):
        assert sorted(Courtyard.objects.filter(name__in=["东院", "西院"]).values_list("area_m2", flat=True)) == [399, 600]


def test_one_more_line_keeps_what_was_typed(as_user, page, typed, written):
    clerk, path, before = as_user("clerk"), page("split"), written()
    more = clerk.post(path, typed(clerk, path, name_1="东院", area_m2_1="x", more="1"))
    assert more.status_code == 200 and written() == before
    text = more.content.decode()
    assert 'name="name_3"' in text and 'value="东院"' in text and 'name="name_4"' not in text


def test_lines_stay_within_what_a_split_can_be(as_user, page):
    clerk, path = as_user("clerk"), page("split")
    for parts in ("0", "99", "-1", "x", "9" * 50):
        text = clerk.post(path, {"parts": parts, "more": "1"}).content.decode()
        assert 'name="name_2"' in text and 'name="name_13"' not in text


def test_a_line_without_a_name_is_refused_at_it(as_user, page, typed):
    clerk, path = as_user("clerk"), page("split")
    answer = clerk.post(path, typed(clerk, path, name_1="东院", households_2="4", on="2022-01-01", apply="1"))
    assert answer.status_code == 400 and answer.context["form"].errors["name_2"]
