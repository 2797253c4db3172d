"""The moment of a change: nothing surfaces behind a moment that was closed, whoever began when, on real connections."""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction

from courtyards.models import Courtyard
from governance.audit import services
from governance.audit.models import Change, DataVersion
from governance.audit.services import SomebodyWrites, WithinAChange, change, close_moment
from governance.tenancy import scope
from tests.support.parallel import in_parallel

STEP = 10


@pytest.fixture
def home(own_database, loaded_cast):
    return loaded_cast.home


@pytest.fixture
def soon(monkeypatch):
    """Nobody waits long for those who write."""
    monkeypatch.setattr(services, "PATIENCE", "50ms")


@contextmanager
def acting(side):
    with scope.enter(scope.Scope(districts=(side.district,), actor=side.user("governance").pk)):
        yield


def rename(side, name):
    """One write in a change of its own; its moment."""
    with change(district=side.district, by=side.user("governance"), reason=name) as opened:
        Courtyard.objects.filter(pk=side.pk(Courtyard, 0)).update(name=name)
    return opened.recorded_at


def name_at(side, moment):
    with acting(side), scope.as_known_at(moment):
        [name] = Courtyard.objects.filter(pk=side.pk(Courtyard, 0)).values_list("name", flat=True)
    return name


def test_what_began_before_the_seal_and_writes_after_it_lies_behind_it(home):
    begun, closed = threading.Event(), threading.Event()

    def writes_late():
        with acting(home):
            with connection.cursor() as cursor:
                cursor.execute("SELECT now()")
                [start] = cursor.fetchone()
            begun.set()
            assert closed.wait(STEP)
            return start, rename(home, "晚到")

    def seals():
        assert begun.wait(STEP)
        with acting(home):
            moment = close_moment(district=home.district)
        before = name_at(home, moment)
        closed.set()
        return moment, before

    (start, written), (moment, before) = in_parallel(writes_late, seals)
    assert start < moment < written
    assert name_at(home, moment) == before != "晚到"
    assert name_at(home, written) == "晚到"


def test_who_is_writing_is_waited_for_and_lies_before_the_seal(home):
    opened, waited = threading.Event(), threading.Event()

    def writes_first():
        with acting(home):
            written = rename(home, "在前")
            opened.set()
            # Whoever seals has to wait for the end of this transaction.
            return written, waited.wait(0.3)

    def seals():
        assert opened.wait(STEP)
        with acting(home):
            moment = close_moment(district=home.district)
            waited.set()
        return moment

    (written, overtaken), moment = in_parallel(writes_first, seals)
    assert not overtaken and written < moment
    assert name_at(home, moment) == "在前"


def test_who_writes_too_long_stops_the_seal_and_nothing_else(home, soon):
    opened, refused = threading.Event(), threading.Event()

    def writes_long():
        with acting(home):
            rename(home, "还在导入")
            opened.set()
            return refused.wait(STEP)

    def seals():
        assert opened.wait(STEP)
        with acting(home):
            with pytest.raises(SomebodyWrites):
                close_moment(district=home.district)
            # The transaction goes on, as does everybody who reads.
            seen = Courtyard.objects.filter(name="还在导入").exists()
        refused.set()
        return seen

    assert in_parallel(writes_long, seals) == [True, False]
    with acting(home):
        close_moment(district=home.district)


def test_who_comes_while_a_seal_is_made_waits_and_lies_behind_it(home):
    closed, blocked = threading.Event(), threading.Event()

    def seals():
        with acting(home):
            moment = close_moment(district=home.district)
            closed.set()
            return moment, blocked.wait(0.3)

    def writes():
        assert closed.wait(STEP)
        with acting(home):
            written = rename(home, "等到了")
            blocked.set()
        return written

    (moment, overtaken), written = in_parallel(seals, writes)
    assert not overtaken and moment < written


def test_two_seals_stand_in_line_and_another_district_waits_for_nobody(home, loaded_cast, soon):
    """The writer of one district holds up its own seal; a change of the neighbour goes on, and so does its seal."""
    with acting(home):
        rename(home, "占用")
        found = in_parallel(lambda: _close(loaded_cast.neighbour), lambda: _close(home), lambda: _rename(loaded_cast.neighbour))
    assert isinstance(found[1], SomebodyWrites)
    assert not any(isinstance(one, Exception) for one in (found[0], found[2]))


def _close(side):
    with acting(side):
        return close_moment(district=side.district)


def _rename(side):
    with acting(side):
        return rename(side, "邻区")


def test_changes_of_two_districts_in_one_transaction_do_not_lock_each_other_out(home, loaded_cast):
    """One goes home first, the other last; they share the locks, and at their commits wait for each other in one order."""
    gate = threading.Barrier(2)

    def writes(first, second):
        def act():
            with scope.enter(scope.Scope(districts=(home.district, loaded_cast.neighbour.district))):
                rename(first, "先")
                gate.wait(STEP)
                with change(district=second.district, by=second.user("governance"), reason="second") as opened:
                    return opened.recorded_at

        return act

    found = in_parallel(writes(home, loaded_cast.neighbour), writes(loaded_cast.neighbour, home))
    assert not any(isinstance(one, Exception) for one in found), found


def test_a_clock_that_goes_back_puts_nothing_before_a_seal(home):
    with acting(home):
        moment = close_moment(district=home.district)
        later = moment.replace(year=moment.year + 1)
        DataVersion.objects.filter(district_id=home.district).update(sealed_at=later)
        assert rename(home, "时钟倒退") > later
        assert close_moment(district=home.district) > later


def test_a_moment_is_not_closed_inside_a_change(home):
    with acting(home), change(district=home.district, by=home.user("governance"), reason="x"):
        with pytest.raises(WithinAChange):
            close_moment(district=home.district)


def test_what_a_transaction_wrote_after_its_own_seal_lies_behind_it(home):
    with acting(home):
        before = rename(home, "封存前")
        moment = close_moment(district=home.district)
        after = rename(home, "封存后")
    assert before < moment < after
    assert name_at(home, moment) == "封存前" and name_at(home, after) == "封存后"


def test_versions_of_a_row_never_overlap_though_the_earlier_change_writes_last(home):
    """A opens its change, B opens, writes and commits, then A writes the same row over it."""
    opened, written = threading.Event(), threading.Event()
    by = home.user("governance")

    def a():
        with acting(home), change(district=home.district, by=by, reason="a") as mine:
            opened.set()
            assert written.wait(STEP)
            Courtyard.objects.filter(pk=home.pk(Courtyard, 0)).update(name="A")
            return mine.recorded_at

    def b():
        assert opened.wait(STEP)
        with acting(home):
            moment = rename(home, "B")
        written.set()
        return moment

    first, second = in_parallel(a, b)
    assert first < second
    with acting(home), connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, known_from, known_to FROM history.courtyards_courtyard WHERE id = %s ORDER BY known_from",
            [home.pk(Courtyard, 0)],
        )
        versions = cursor.fetchall()
    assert [name for name, _from, _to in versions[-2:]] == ["B", "A"]
    assert all(known_from < known_to for _name, known_from, known_to in versions)
    assert all(one[2] == other[1] for one, other in zip(versions, versions[1:], strict=False))
    assert name_at(home, second) == "B"


def test_a_change_within_a_change_has_its_own_moment_and_gives_the_outer_one_back(home):
    by = home.user("governance")
    with acting(home), change(district=home.district, by=by, reason="outer") as outer:
        with change(district=home.district, by=by, reason="outer") as same:
            assert (same.pk, same.recorded_at) == (outer.pk, outer.recorded_at)
        with change(district=home.district, by=by, reason="inner") as inner:
            Courtyard.objects.filter(pk=home.pk(Courtyard, 0)).update(name="内")
        assert inner.recorded_at > outer.recorded_at
        Courtyard.objects.filter(pk=home.pk(Courtyard, 1)).update(name="外")
        Courtyard.objects.filter(pk=home.pk(Courtyard, 0)).update(name="外")
    with acting(home), connection.cursor() as cursor:
        cursor.execute(
            "SELECT version_change_id, known_from FROM history.courtyards_courtyard WHERE version_change_id = ANY(%s)"
            " ORDER BY version_id",
            [[outer.pk, inner.pk]],
        )
        assert [change_id for change_id, _moment in cursor.fetchall()] == [inner.pk, outer.pk, outer.pk]


def test_the_moment_of_a_change_is_the_databases_to_say(home):
    """What a caller says of it is not heard."""
    with acting(home):
        moment = close_moment(district=home.district)
        made = Change.objects.create(
            district_id=home.district, actor=home.user("governance"), actor_name="x", reason="x",
            recorded_at=moment.replace(year=2000),
        )
        made.refresh_from_db()
    assert made.recorded_at > moment


def test_a_change_that_is_rolled_back_holds_nobody_up(home, soon):
    with acting(home):
        try:
            with transaction.atomic():
                rename(home, "撤销")
                raise ZeroDivisionError
        except ZeroDivisionError:
            pass
        [moment] = in_parallel(lambda: _close(home))
    assert not isinstance(moment, Exception)
