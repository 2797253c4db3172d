"""Merging and splitting: the day before stays as it was, and from the day on others stand for those that ended."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from psycopg2.extras import DateRange

from courtyards import services
from courtyards.models import Building, BuildingHead, Committee, Courtyard, Placement, Succession
from courtyards.services import endings
from governance.audit import locking
from governance.audit.models import Change
from governance.registers.declarations import Refused
from property_firms.models import ServiceContract
from tests.courtyards.conftest import TODAY

ON = date(2022, 1, 1)
BEFORE = (date(2020, 7, 1), date(2021, 6, 1), ON - timedelta(days=1))
SINCE = date(2020, 1, 1)
FOREVER = DateRange(SINCE, None)


@pytest.fixture
def pair(desk):
    """Two courtyards of the first street with the same firm, a building and its head, and a committee."""
    firm = ServiceContract.objects.get(courtyard=desk.courtyard(0)).firm
    made = []
    for name, area, households in (("甲院", "3521.60", 40), ("乙院", "1478.40", 20)):
        courtyard = desk.new_courtyard(name, area_m2=Decimal(area), households=households, built_year=1987)
        building = desk.enter("buildings", courtyard=courtyard, name=f"{name}1号楼", valid=FOREVER)
        desk.enter("building-heads", courtyard=courtyard, of_building=building, name="张建国", valid=FOREVER)
        desk.enter("committees", courtyard=courtyard, kind="owners", name=f"{name}业委会", valid=FOREVER)
        desk.enter("contracts", courtyard=courtyard, firm=firm, started_on=date(2020, 2, 1), valid=FOREVER)
        made.append(courtyard)
    return made


def merge(desk, courtyards, **given):
    return services.merge(**{
        "courtyards": courtyards, "on": ON, "today": TODAY, "by": desk.by, "reason": "合并管理",
        "versions": {c.pk: locking.version_of(c) for c in courtyards},
    } | given)


def split(desk, courtyard, *parts, **given):
    return services.split(**{
        "courtyard": courtyard, "parts": [services.Part(*part) for part in parts], "on": ON, "today": TODAY, "by": desk.by,
        "reason": "分开管理", "version": locking.version_of(courtyard),
    } | given)


HALVES = (("东院", Decimal("2000.00"), 30), ("西院", Decimal("1521.60"), 10))


def test_a_merger_keeps_the_day_before_and_counts_one_less_after(desk, pair):
    figures, count = desk.figures(*BEFORE), desk.count(ON)
    [successor] = merge(desk, pair, name="甲乙院").successors
    assert desk.figures(*BEFORE) == figures
    assert (desk.count(ON - timedelta(days=1)), desk.count(ON), desk.count(TODAY)) == (count, count - 1, count - 1)
    assert (successor.name, successor.area_m2, successor.households) == ("甲乙院", Decimal("5000.00"), 60)
    assert successor.built_year == 1987 and successor.residents is None and successor.valid == DateRange(ON, None)
    assert successor.code > pair[1].code


def test_a_merger_says_what_went_into_what(desk, pair):
    [successor] = merge(desk, pair, name="甲乙院").successors
    found = Succession.objects.filter(successor=successor)
    assert {(s.courtyard_id, s.kind, s.on) for s in found} == {(c.pk, "merge", ON) for c in pair}
    for courtyard in pair:
        courtyard.refresh_from_db()
        assert courtyard.valid.upper == ON and Placement.objects.get(courtyard=courtyard).valid.upper == ON


def test_all_of_a_merger_is_one_change(desk, pair):
    newest = Change.objects.latest("pk").pk
    merge(desk, pair, name="甲乙院", carry=True)
    assert [c.reason for c in Change.objects.filter(pk__gt=newest)] == ["合并管理"]


def test_into_an_existing_courtyard_its_own_figures_stay(desk, pair):
    first, second = pair
    count = desk.count(ON)
    done = merge(desk, [second], into=first)
    first.refresh_from_db()
    assert done.successors == [first] and first.area_m2 == Decimal("3521.60") and first.valid.upper is None
    assert desk.count(ON) == count - 1
    assert Committee.objects.get(courtyard=first).valid.upper is None


def test_everything_dated_ends_with_the_courtyards(desk, pair):
    done = merge(desk, pair, name="甲乙院")
    for courtyard in pair:
        assert endings.open_on(courtyard, ON) == []
    assert len(done.endings) == 8 and not any(ending.begins_anew or ending.why_not for ending in done.endings)
    assert endings.open_on(done.successors[0], ON) == []
    assert desk.figures(TODAY)[TODAY, "district", "self_governance_coverage", str(desk.district)]


def test_a_listed_head_is_masked(desk, pair):
    texts = [ending.text for ending in merge(desk, pair, name="甲乙院", dry_run=True).endings]
    assert any("张**" in text for text in texts) and not any("张建国" in text for text in texts)


def test_ties_and_buildings_go_on_at_the_successor_where_asked(desk, pair):
    done = merge(desk, pair, name="甲乙院", carry=True)
    [successor] = done.successors
    # One courtyard has one firm at a time: the second contract can't go on beside the first.
    [contract] = ServiceContract.objects.filter(courtyard=successor)
    assert contract.valid == DateRange(ON, None) and contract.started_on == ON
    assert sorted(b.name for b in Building.objects.filter(courtyard=successor)) == ["乙院1号楼", "甲院1号楼"]
    heads = BuildingHead.objects.filter(courtyard=successor)
    assert {h.of_building.name for h in heads} == {"甲院1号楼", "乙院1号楼"}
    assert {h.of_building.courtyard_id for h in heads} == {successor.pk}
    assert not Committee.objects.filter(courtyard=successor).exists()
    told = {(str(e.label), e.courtyard.name): (e.begins_anew, bool(e.why_not)) for e in done.endings}
    contracts = [value for (label, _name), value in told.items() if label == str(contracts_label())]
    assert sorted(contracts) == [(False, True), (True, False)]


def contracts_label():
    from governance.registers import registry

    return registry.every()["contracts"].nouns


def test_an_existing_successor_keeps_its_own_firm(desk, pair):
    first, second = pair
    before = ServiceContract.objects.get(courtyard=first)
    done = merge(desk, [second], into=first, carry=True)
    [contract] = ServiceContract.objects.filter(courtyard=first, valid_to__gt=ON)
    assert contract.pk == before.pk and contract.valid == FOREVER
    assert [e.begins_anew for e in done.endings if str(e.label) == str(contracts_label())] == [False]
    assert Building.objects.filter(courtyard=first).count() == 2


def test_a_tie_to_a_body_of_another_street_does_not_go_on(desk, pair):
    far = desk.new_courtyard("丙院", 1)
    done = merge(desk, [pair[0]], into=far, carry=True)
    assert not ServiceContract.objects.filter(courtyard=far).exists()
    assert [bool(e.why_not) for e in done.endings if str(e.label) == str(contracts_label())] == [True]


def test_a_split_keeps_the_day_before_and_counts_its_parts_after(desk, pair):
    figures, count = desk.figures(*BEFORE), desk.count(ON)
    done = split(desk, pair[0], *HALVES)
    assert desk.figures(*BEFORE) == figures
    assert (desk.count(ON - timedelta(days=1)), desk.count(ON)) == (count, count + 1)
    east, west = done.successors
    assert (east.name, east.area_m2, east.households, east.built_year) == ("东院", Decimal("2000.00"), 30, 1987)
    assert east.community_id == pair[0].community_id and len({east.code, west.code, pair[0].code, pair[1].code}) == 4
    found = Succession.objects.filter(courtyard=pair[0]).values_list("successor", "kind")
    assert set(found) == {(c.pk, "split") for c in done.successors}
    assert endings.open_on(pair[0], ON) == [] and len(done.endings) == 4


@pytest.mark.parametrize(
    "parts",
    [
        (HALVES[0], ("西院", Decimal("1521.59"), 10)),
        (HALVES[0], ("西院", Decimal("1521.60"), 11)),
        (HALVES[0], ("西院", None, 10)),
        (HALVES[0], ("西院", Decimal("1521.60"), None)),
    ],
)
def test_parts_that_do_not_make_up_the_whole_must_be_confirmed(desk, pair, unwritten, parts):
    with unwritten(), pytest.raises(services.SumsDiffer) as refused:
        split(desk, pair[0], *parts)
    assert refused.value.field == "confirm"
    assert len(split(desk, pair[0], *parts, confirmed=True).successors) == 2


def test_a_split_courtyard_of_unknown_size_needs_no_confirmation(desk):
    courtyard = desk.new_courtyard("丁院")
    assert len(split(desk, courtyard, *HALVES).successors) == 2


def test_a_preview_of_both_writes_nothing(desk, pair, unwritten):
    with unwritten():
        merged = merge(desk, pair, name="甲乙院", carry=True, dry_run=True)
        halved = split(desk, pair[0], *HALVES, dry_run=True)
    assert merged.endings and halved.endings and len(halved.successors) == 2
    assert not Courtyard.objects.filter(name__in=["甲乙院", "东院"]).exists()


@pytest.mark.parametrize(
    "given",
    [
        {"name": ""},
        {"name": "甲乙院", "into": True},
        {"name": "甲乙院", "on": TODAY + timedelta(days=1)},
        {"name": "甲乙院", "on": SINCE},
        {"name": "甲乙院", "only": 1},
        {"name": "", "into": True, "only": 0},
        {"name": "甲乙院", "twice": True},
    ],
    ids=["into nothing", "into two", "of a day to come", "on its first day", "alone", "nothing into one", "with itself"],
)
def test_a_merger_that_can_not_be_is_refused_in_words(desk, pair, unwritten, given):
    courtyards = [pair[0], pair[0]] if given.pop("twice", False) else pair[: given.pop("only", 2)]
    into = desk.courtyard(0) if given.pop("into", False) else None
    with unwritten(), pytest.raises(Refused) as refused:
        merge(desk, courtyards, into=into, **given)
    assert str(refused.value)


def test_what_stands_for_them_must_stand(desk, pair, unwritten):
    first, second = pair
    later = desk.new_courtyard("戊院", since=ON + timedelta(days=1))
    with unwritten(), pytest.raises(Refused):
        merge(desk, [first], into=later)
    merge(desk, [first], into=second)
    first.refresh_from_db()
    with unwritten(), pytest.raises(Refused):
        merge(desk, [second], into=first)
    with unwritten(), pytest.raises(Refused):
        merge(desk, [first], into=desk.courtyard(0))


def test_a_record_that_begins_later_stops_a_merger_and_is_named(desk, pair, unwritten):
    desk.enter("modes", courtyard=pair[0], mode="market", evidence="会议纪要", valid=DateRange(date(2022, 5, 4), None))
    with unwritten(), pytest.raises(Refused, match="2022-05-04"):
        merge(desk, pair, name="甲乙院")


def test_service_that_started_too_late_stops_a_merger_and_is_named(desk, pair, unwritten):
    contract = ServiceContract.objects.get(courtyard=pair[0])
    desk.correct("contracts", contract, started_on=date(2022, 2, 1))
    with unwritten(), pytest.raises(Refused) as refused:
        merge(desk, pair, name="甲乙院")
    assert str(contracts_label()) in str(refused.value)


@pytest.mark.parametrize(
    "parts",
    [HALVES[:1], (("东院", None, None), ("东院", None, None)), (("东院", None, None), ("", None, None)),
     [(f"{n}院", None, None) for n in range(13)]],
    ids=["one part", "two of one name", "one without a name", "too many"],
)
def test_a_split_that_can_not_be_is_refused_in_words(desk, pair, unwritten, parts):
    with unwritten(), pytest.raises(Refused):
        split(desk, pair[0], *parts, confirmed=True)


def test_an_older_version_is_neither_merged_nor_split(desk, pair, unwritten):
    seen = locking.version_of(pair[0])
    desk.correct("courtyards", pair[0], residents=7)
    with unwritten(), pytest.raises(locking.StaleRecord):
        merge(desk, pair, name="甲乙院", versions={pair[0].pk: seen})
    with unwritten(), pytest.raises(locking.StaleRecord):
        split(desk, pair[0], *HALVES, version=seen)


def test_a_moved_courtyard_splits_where_it_lies(desk, pair):
    services.move(
        courtyard=pair[0], to=desk.community(1), on=date(2021, 6, 1), today=TODAY, by=desk.by, reason="区划调整",
        version=locking.version_of(pair[0]),
    )
    pair[0].refresh_from_db()
    count = desk.count(BEFORE[-1], 1)
    done = split(desk, pair[0], *HALVES)
    assert {c.street_id for c in done.successors} == {desk.streets[1]} and desk.count(ON, 1) == count + 1
    with pytest.raises(Refused):
        split(desk, done.successors[0], *HALVES, on=ON, confirmed=True)
