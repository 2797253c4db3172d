"""Seals: what they hold, that nobody changes them, and that whoever does is found out."""

import json

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, IntegrityError, connections, transaction

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Period
from governance.indicators import registry, statistics
from governance.seals import contents, reading, replaying
from governance.seals.models import ReportState, Seal
from governance.tenancy import scope
from tests.seals.office import QUARTER, Office

LATER = Period.parse("2024-06")


def test_a_seal_holds_numbers_definitions_moment_people_and_hash(office):
    seal = office.sealed(None)
    told = json.loads(seal.content)
    assert told["seal"] | {"place": None} == contents.heading(seal) | {"place": None}
    assert seal.sha256 == contents.digest(seal.content) and contents.canonical(told) == seal.content
    assert set(told["figures"]) == set(told["definitions"]) == {i.key for i in contents.held(office.district)}
    for key, definition in told["definitions"].items():
        assert definition["fingerprint"] == contents.fingerprint(registry.find(key))
        assert definition["label"]["zh"] and definition["version"] >= 1
    cells = statistics.values(statistics.Question(office.district, QUARTER.last), contents.held(office.district), by="street")
    told_cells = {(key, row[0]): row[1:] for key, levels in told["figures"].items() for row in levels["street"]}
    # The reports themselves moved on by being approved; everything else is as it was.
    assert all(
        told_cells[cell.indicator.key, cell.division.code]
        == list(map(contents.plain, (cell.value, cell.numerator, cell.denominator)))
        for cell in cells if not cell.indicator.key.startswith("period_report")
    )


def test_a_street_is_sealed_with_its_communities_and_without_its_neighbours(office):
    told = json.loads(office.sealed(0).content)
    [street] = told["divisions"]["street"]
    assert told["seal"]["place"]["code"] == street
    assert "district" not in told["divisions"]
    assert office.side.mark(2) not in json.dumps(told, ensure_ascii=False)


def test_seals_stand_in_a_chain(office):
    seals = [office.sealed(0), office.sealed(None), office.sealed(0, LATER)]
    assert [seal.number for seal in seals] == [seals[0].number + step for step in range(3)]
    assert [seal.previous for seal in seals[1:]] == [seal.sha256 for seal in seals[:-1]]
    assert seals[0].as_of < seals[1].as_of < seals[2].as_of
    for seal in seals:
        verdict = replaying.verify(seal, before=replaying.before(seal))
        assert verdict.is_sound and not verdict.remarks, verdict


def test_a_late_correction_stands_beside_the_sealed_number(office):
    seal = office.sealed(None)
    place = reading.place_of(seal.report)
    count = registry.find("courtyard_count")
    before = reading.numbers(place, seal.on, [count])["courtyard_count"]
    with change(district=office.district, by=office.who("governance"), reason="补录更正"):
        Courtyard.objects.filter(pk=office.side.pk(Courtyard, 0)).update(valid="empty")
    sealed = reading.sealed_numbers(seal)["courtyard_count"]
    now = reading.numbers(place, seal.on, [count])["courtyard_count"]
    assert sealed == before and now.numerator == sealed.numerator - 1
    assert replaying.replay(seal).content == seal.content

    report = office.reopen(seal.report)
    again = office.approve(office.bring(report, ReportState.APPROVED, short=True))
    assert (again.revision, again.reason, again.previous) == (2, "迟报更正", seal.sha256)
    assert reading.sealed_numbers(again)["courtyard_count"] == now
    assert [replaying.replay(one).is_identical for one in (seal, again)] == [True, True]


def test_a_changed_definition_is_named_and_not_replayed(office, monkeypatch):
    seal = office.sealed(None)
    real = contents.fingerprint
    monkeypatch.setattr(contents, "fingerprint", lambda i: "0" * 64 if i.key == "party_cover" else real(i))
    verdict = replaying.verify(seal, before=replaying.before(seal))
    again = replaying.replay(seal)
    assert verdict.is_sound and not again.is_identical and not again.differing
    label = registry.find("party_cover").label.zh
    assert again.changed == (f"I5 {label}",) and label in verdict.remarks[0]


def test_a_fingerprint_follows_what_is_counted_and_not_how_it_is_laid_out(monkeypatch):
    indicator = registry.find("covenant_coverage")
    before, statement = contents.fingerprint(indicator), indicator.statement
    kind = type(indicator)
    monkeypatch.setattr(kind, "statement", property(lambda i: f"-- other words\n{statement}\n\n"))
    assert contents.fingerprint(indicator) == before
    monkeypatch.setattr(kind, "statement", property(lambda i: f"{statement} AND true"))
    assert contents.fingerprint(indicator) != before


# Nobody changes one


@pytest.mark.parametrize("statement", ["UPDATE governance_seal SET reason = 'x'", "DELETE FROM governance_seal"])
@pytest.mark.parametrize("role", ["yuanzhi_app", "yuanzhi_owner"])
def test_the_database_refuses_to_change_or_remove_a_seal(cast, raw, role, statement):
    """Also to the owner, as long as the triggers stand."""
    connection = raw(role)
    with connection.cursor() as cursor:
        settings = scope.Scope(districts=(cast.home.district,)).settings() | {"change": "1", "change_district": "1"}
        for name, value in settings.items():
            cursor.execute("SELECT set_config(%s, %s, true)", [f"portal.{name}", value])
        cursor.execute("SELECT count(*) FROM governance_seal")
        assert cursor.fetchone()[0] == 3
        with pytest.raises(Exception, match="append-only"):
            cursor.execute(statement)


def test_the_application_cannot_take_the_triggers_away(raw):
    with raw().cursor() as cursor:
        with pytest.raises(Exception, match="must be owner"):
            cursor.execute("ALTER TABLE governance_seal DISABLE TRIGGER USER")


@pytest.mark.parametrize(
    ("values", "constraint"),
    [
        ({"approved_by_id": None}, "of_two_people"),
        ({"sha256": "0" * 64}, "hash_is_of_its_content"),
        ({"revision": 2, "reason": ""}, "revised_for_a_reason"),
        ({"previous": ""}, "follows_another"),
        ({"number": None}, "number_once"),
    ],
)
def test_the_database_refuses_a_seal_that_breaks_a_law(office, values, constraint):
    seal = office.sealed(None)
    new = {"number": seal.number + 1, "previous": seal.sha256, "revision": 7, "reason": "x"} | values
    new = {name: {"approved_by_id": seal.submitted_by_id, "number": seal.number}.get(name) if value is None else value
           for name, value in new.items()}
    for name, value in new.items():
        setattr(seal, name, value)
    seal.pk = None
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        with change(district=office.district, by=office.who("governance"), reason="x"):
            seal.save(force_insert=True)


# Who does it all the same is found out


@pytest.fixture
def three(own_database, loaded_cast):
    """Three committed seals of the home district, and the cast's own taken away."""
    side = loaded_cast.home
    with _owner(side) as cursor:
        cursor.execute("DELETE FROM governance_seal")
    with side.scope(actor=side.user("governance").pk):
        office = Office(side)
        seals = [office.sealed(None), office.sealed(0), office.sealed(0, LATER)]
    return side, seals


class _owner:
    """The owner with the triggers off, as nobody but an owner can be."""

    def __init__(self, side):
        self.side = side

    def __enter__(self):
        self.atomic = transaction.atomic(using="owner")
        self.atomic.__enter__()
        cursor = connections["owner"].cursor()
        cursor.execute("ALTER TABLE governance_seal DISABLE TRIGGER USER")
        scope.write(scope.Scope(districts=(self.side.district,)).settings(), using="owner")
        return cursor

    def __exit__(self, *error):
        if error[0] is None:
            connections["owner"].cursor().execute("ALTER TABLE governance_seal ENABLE TRIGGER USER")
        self.atomic.__exit__(*error)


def verdicts(side):
    with side.scope():
        return {verdict.seal.number: verdict for verdict in replaying.verify_all(side.district)}


def test_untouched_seals_are_sound_by_command(three, capsys):
    side, _seals = three
    call_command("verify_seals", district=side.district)
    assert "3 seals verified." in capsys.readouterr().out


def test_an_owner_who_rewrites_a_number_and_its_hash_is_found(three, capsys):
    side, seals = three
    told = json.loads(seals[1].content)
    told["figures"]["courtyard_count"]["street"][0][1:3] = [99, 99]
    content = contents.canonical(told)
    with _owner(side) as cursor:
        cursor.execute(
            "UPDATE governance_seal SET content = %s, sha256 = %s WHERE number = 2 AND district_id = %s",
            [content, contents.digest(content), side.district],
        )
    found = verdicts(side)
    assert found[1].is_sound
    assert "楼院数" in found[2].faults[0]
    assert "哈希" in found[3].faults[0]
    with pytest.raises(CommandError, match="2 of 3"):
        call_command("verify_seals", district=side.district)
    assert "楼院数" in capsys.readouterr().out


def test_an_owner_cannot_even_rewrite_the_content_alone(three):
    side, _seals = three
    with pytest.raises(DatabaseError, match="hash_is_of_its_content"):
        with _owner(side) as cursor:
            cursor.execute("UPDATE governance_seal SET content = content || ' ' WHERE number = 2")


def test_columns_that_differ_from_the_content_are_named(three):
    side, _seals = three
    with _owner(side) as cursor:
        cursor.execute("UPDATE governance_seal SET approved_by_name = 'x', reason = 'y' WHERE number = 3")
    assert "reason" in verdicts(side)[3].faults[0] and "approved_by" in verdicts(side)[3].faults[0]


def test_a_seal_that_is_gone_is_missed(three):
    side, _seals = three
    with _owner(side) as cursor:
        cursor.execute("DELETE FROM governance_seal WHERE number = 2")
    found = verdicts(side)
    assert set(found) == {1, 3} and "2" in found[3].faults[0]


def test_an_owner_who_rewrites_the_history_is_found(three):
    side, _seals = three
    with connections["owner"].cursor() as cursor, transaction.atomic(using="owner"):
        scope.write(scope.Scope(districts=(side.district,)).settings(), using="owner")
        cursor.execute("UPDATE history.courtyards_courtyard SET valid_to = valid_from WHERE street_id = %s", [side.streets[0]])
    assert "楼院数" in verdicts(side)[1].faults[0]


def test_two_who_seal_at_once_make_one_chain(own_database, loaded_cast):
    from tests.support.parallel import in_parallel

    side = loaded_cast.home
    with side.scope(actor=side.user("governance").pk):
        office = Office(side)
        reports = [office.bring(office.report(None, Period.parse(p)), "approved", short=True) for p in ("2023Q3", "2023Q4")]

    def approves(report):
        def act():
            with side.scope(actor=side.user("leader").pk):
                return Office(side).approve(report)
        return act

    made = in_parallel(*map(approves, reports))
    assert all(isinstance(one, Seal) for one in made), made
    first, second = sorted(made, key=lambda seal: seal.number)
    assert second.number == first.number + 1 and second.previous == first.sha256
