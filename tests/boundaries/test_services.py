"""Taking boundaries over: all at once, from a day on, what held before staying as it was."""

import time
from datetime import date, timedelta

import pytest
from django.utils import timezone
from psycopg2.extras import DateRange

from governance.audit.models import Change
from governance.boundaries import services
from governance.boundaries.matching import Place, match
from governance.boundaries.models import Boundary, BoundaryDraft
from governance.boundaries.reading import Shape, UnreadableBoundaries
from governance.divisions.models import Street
from governance.tenancy import scope
from tests.boundaries.test_reading import SQUARE, feature, file

FIRST, LATER, LAST = date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)
LARGER = [[x + 0.5 * (x > 113), y] for x, y in SQUARE]


@pytest.fixture
def by(cast):
    return cast.home.user("governance")


@pytest.fixture
def here(cast, by):
    """The home district without the cast's own boundaries."""
    with cast.home.scope(actor=by.pk):
        for boundary in Boundary.objects.all():
            services.end(boundary=boundary, on=boundary.valid_from, by=by, reason="test")
        yield cast.home


def take(here, by, *rings, valid_from, streets=2):
    """Each ring for one street after the other."""
    places = [Place(s.code, s.name, s.pk) for s in Street.objects.order_by("code")][:streets]
    draft = services.receive(
        district=here.district, file_name="streets.geojson", by=by,
        content=file(*(feature([ring], code=place.code) for ring, place in zip(rings, places, strict=False))),
    )
    matches = match([Shape(**shape) for shape in draft.shapes], "code", places)
    return services.take_over(
        draft=draft, matches=matches, valid_from=valid_from, source="测绘院 2021", by=by, reason="新界线"
    )


def standing(on):
    return {b.street_id: b.geometry["coordinates"][0] for b in Boundary.objects.on(on).of("street")}


def test_a_file_is_a_draft_and_a_person_has_one(here, by):
    first = services.receive(district=here.district, file_name="a.geojson", content=file(feature()), by=by)
    second = services.receive(district=here.district, file_name="b.geojson", content=file(feature(), feature()), by=by)
    assert first.pk == second.pk and len(second.shapes) == 2
    with pytest.raises(UnreadableBoundaries):
        services.receive(district=here.district, file_name="c.geojson", content=b"{}", by=by)
    assert BoundaryDraft.objects.get(owner=by).file_name == "b.geojson"
    services.discard(draft=second)
    assert not BoundaryDraft.objects.filter(owner=by).exists()


def test_boundaries_hold_from_the_day_on_and_say_who_and_why(here, by):
    taken = take(here, by, SQUARE, LARGER, valid_from=FIRST)
    assert (taken.new, taken.replaced, taken.unchanged) == (2, 0, 0)
    assert standing(FIRST - timedelta(days=1)) == {}
    assert standing(FIRST) == dict(zip(here.streets, (SQUARE, LARGER), strict=True))
    assert Change.objects.order_by("-pk").first().reason == "新界线"
    assert not BoundaryDraft.objects.filter(owner=by).exists()


def test_a_new_boundary_ends_the_one_before_and_leaves_what_did_not_change(here, by):
    take(here, by, SQUARE, SQUARE, valid_from=FIRST)
    taken = take(here, by, LARGER, SQUARE, valid_from=LATER)
    assert (taken.new, taken.replaced, taken.unchanged) == (0, 1, 1)
    assert standing(LATER - timedelta(days=1)) == dict.fromkeys(here.streets, SQUARE)
    assert standing(LATER) == dict(zip(here.streets, (LARGER, SQUARE), strict=True))


def test_the_same_day_again_corrects_it(here, by):
    take(here, by, SQUARE, valid_from=FIRST)
    assert take(here, by, LARGER, valid_from=FIRST).replaced == 1
    assert Boundary.objects.count() == 1 and standing(FIRST) == {here.streets[0]: LARGER}


def test_an_earlier_day_leaves_the_later_boundary_alone(here, by):
    take(here, by, LARGER, valid_from=LATER)
    assert take(here, by, SQUARE, valid_from=FIRST).new == 1
    assert [(b.valid_from, b.valid_to) for b in Boundary.objects.order_by("valid_from")] == [
        (FIRST, LATER), (LATER, date(9999, 12, 31))
    ]


def test_between_two_it_takes_the_rest_of_the_first(here, by):
    take(here, by, SQUARE, valid_from=FIRST)
    take(here, by, LARGER, valid_from=LAST)
    take(here, by, [*SQUARE[1:], SQUARE[1]], valid_from=LATER)
    assert [(b.valid_from, b.valid_to) for b in Boundary.objects.order_by("valid_from")] == [
        (FIRST, LATER), (LATER, LAST), (LAST, date(9999, 12, 31))
    ]


def test_nothing_good_is_nothing_taken(here, by):
    with pytest.raises(services.NothingToTake):
        take(here, by, SQUARE[:-1], valid_from=FIRST)
    assert not Boundary.objects.exists() and BoundaryDraft.objects.filter(owner=by).exists()


def test_the_original_is_kept_and_a_thinner_one_drawn(here, by):
    fine = [*([113 + n / 1000, 34.0] for n in range(1001)), *SQUARE[2:]]
    take(here, by, fine, valid_from=FIRST)
    found = Boundary.objects.get()
    assert found.geometry["coordinates"] == [fine]
    assert found.drawn["coordinates"] == [SQUARE]


def test_a_boundary_ends(here, by):
    take(here, by, SQUARE, valid_from=FIRST)
    found = Boundary.objects.get()
    for day in (FIRST - timedelta(days=1), date(9999, 12, 31)):
        with pytest.raises(services.NothingToEnd):
            services.end(boundary=found, on=day, by=by, reason="撤销")
    services.end(boundary=found, on=LATER, by=by, reason="撤销")
    assert Boundary.objects.get().valid == DateRange(FIRST, LATER)
    services.end(boundary=Boundary.objects.get(), on=FIRST, by=by, reason="误传")
    assert not Boundary.objects.exists()


def test_what_was_known_then_stays_known(own_database, loaded_cast):
    by = loaded_cast.home.user("governance")
    with loaded_cast.home.scope(actor=by.pk):
        held = Boundary.objects.on(FIRST).of("street").first()
    time.sleep(0.01)
    before = timezone.now()
    with loaded_cast.home.scope(actor=by.pk):
        services.end(boundary=held, on=held.valid_from, by=by, reason="误传")
        assert held.street_id not in standing(FIRST)
        with scope.as_known_at(before):
            assert standing(FIRST)[held.street_id] == held.geometry["coordinates"][0]


def test_a_clerk_sees_the_own_street_alone(here, cast, by):
    take(here, by, SQUARE, LARGER, valid_from=FIRST)
    with cast.home.scope(street=0):
        assert list(standing(FIRST)) == [here.streets[0]]
    with cast.neighbour.scope():
        assert not set(standing(FIRST)) & set(here.streets)
