"""Score sheets and two scorers on PostgreSQL: what is saved, what is refused, who sees what."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from psycopg2.extras import DateRange

from courtyards.models import Committee, CommitteeMember
from governance.audit.models import Change
from governance.audit.services import change
from governance.people import services as people
from governance.registers.models import Attachment
from governance.registers.services.files import content_of
from governance.tenancy import scope
from ratings import doubles, scores, services, sheets
from ratings.choices import Scorer
from ratings.models import Finding, Occurrence, RatingEntry, RatingResult, ScorerSeat
from tests.subsidies.ground import NOW

DAY = date(2022, 6, 1)
JPEG = b"\xff\xd8\xff\xe0" + b"0" * 200
SEEN = NOW - timedelta(hours=1)


@pytest.fixture
def entered(laid):
    services.enter_courtyards(round=laid.round, courtyards=laid.courtyards, by=laid.by, reason="参评")
    return laid


@pytest.fixture
def two(entered):
    """Two people named for the first courtyard."""
    pair = []
    for username, name in (("scorer-a", "甲评分"), ("scorer-b", "乙评分")):
        pair.append(people.create_user(username=username, name=name, password="评分人-2022-06-01"))
    scope.write(scope.Scope(districts=(entered.district,), actor=entered.by.pk).settings())
    changed, refused = assign(entered, 0, *pair)
    assert (changed, refused) == (1, {})
    return pair


def assign(laid, number, *pair):
    return services.assign(
        round=laid.round, pairs={laid.courtyards[number].pk: pair}, on=DAY, by=laid.by, reason="指定", street=None
    )


def save(laid, number=0, scorer=Scorer.AGREED, by=None, version=None, cells=(), **more):
    yard = laid.courtyards[number]
    if version is None:
        version = sheets.version(laid.round, yard, scorer).version
    return services.save_sheet(
        round=laid.round, courtyard=yard, scorer=scorer, by=by or laid.by, on=DAY, reason="评分",
        typed=services.Typed(version, dict(cells), **more),
    )


def found(laid, number=0, scorer=Scorer.AGREED):
    rows = Finding.objects.filter(round=laid.round, courtyard=laid.courtyards[number], scorer=scorer)
    return dict(rows.values_list("item__code", "occurrences"))


def see(code="A1", **more):
    return services.Sighting(code, SEEN, "3号楼", **more)


def test_a_sheet_is_saved_in_one_change_and_the_same_again_in_none(entered):
    before = Change.objects.count()
    version = save(entered, cells={"A1": "2", "B1": " ３ "}, notes={"A1": "漏水"})
    assert found(entered) == {"A1": 2, "B1": 3} and Change.objects.count() == before + 1
    assert save(entered, cells={"A1": "2", "B1": "3"}, notes={"A1": "漏水"}) == version
    assert Change.objects.count() == before + 1


def test_the_sheet_comes_to_what_the_round_comes_to(entered):
    save(entered, cells={"A1": "2", "B1": "3", "F1": "2"})
    services.compute_round(round=entered.round, by=entered.by, now=NOW)
    result = RatingResult.objects.get(round=entered.round, courtyard=entered.courtyards[0])
    rating = sheets.Sheet(entered.round, entered.courtyards[0], Scorer.AGREED).rating()
    assert (rating.score, rating.star) == (result.score, result.star)


def test_a_sheet_read_before_another_save_is_stale_and_nothing_is_written(entered):
    old = save(entered, cells={"A1": "1"})
    save(entered, cells={"A1": "2"})
    with pytest.raises(services.SheetStale) as stale:
        save(entered, version=old, cells={"A1": "5", "B1": "1"})
    assert stale.value.seen.by == entered.by.name and found(entered) == {"A1": 2}


def test_every_fault_is_named_and_nothing_is_saved(entered):
    with pytest.raises(services.SheetRefused) as refused:
        save(entered, cells={"A1": "x", "B1": "1", "B2": "1.5"})
    assert set(refused.value.errors) == {"A1", "B2"} and found(entered) == {}


def test_what_is_seen_raises_the_count_and_keeps_its_photo(entered):
    photo = services.Photo("楼道.jpg", JPEG)
    save(entered, cells={"A1": ""}, sightings=[see(photo=photo), see(note="墙面")])
    assert found(entered) == {"A1": 2}
    first, second = Occurrence.objects.filter(finding__round=entered.round).order_by("pk")
    assert (first.place, second.note, first.by_name) == ("3号楼", "墙面", entered.by.name)
    kept = Attachment.objects.get(register="occurrences", record_id=first.pk)
    assert content_of(kept) == JPEG and kept.street_id == first.street_id


@pytest.mark.parametrize("content,name", [
    (JPEG + b"0" * 40 * 1024 * 1024, "a.jpg"), (b"GIF89a....", "a.gif"), (b"%PDF-1.7", "a.pdf"), (JPEG, "a.png"), (b"", "a.jpg"),
])
def test_what_is_no_photo_or_too_large_is_refused_with_a_sentence(entered, content, name):
    with pytest.raises(services.SheetRefused) as refused:
        save(entered, sightings=[see(photo=services.Photo(name, content))])
    assert "。" in refused.value.errors["A1"] and not Occurrence.objects.filter(finding__round=entered.round).exists()


def test_the_count_is_never_below_what_was_recorded_one_by_one(entered):
    save(entered, sightings=[see(), see()])
    with pytest.raises(services.SheetRefused):
        save(entered, cells={"A1": "1"})
    yard = entered.courtyards[0]
    version = scores.ScoreSheet(entered.round).seen([yard.pk])[yard.pk].version
    from governance.registers.grids import Row, Status

    for text in ("1", ""):
        [answer] = services.save_scores(
            round=entered.round, rows=[Row("r", yard.pk, version, {"A1": text})], on=DAY, by=entered.by, reason="改", street=None
        )
        assert answer.status is Status.REFUSED and "2" in answer.errors["A1"]
    with pytest.raises(services.ScoreOutOfRange):
        services.record_finding(
            round=entered.round, courtyard=yard, item=entered.items()["A1"], found=1, by=entered.by, reason="改"
        )
    one = Occurrence.objects.filter(finding__round=entered.round).first()
    save(entered, cells={"A1": "1"}, taken_out=[one.pk])
    assert found(entered) == {"A1": 1} and Occurrence.objects.filter(finding__round=entered.round).count() == 1


def test_two_scorers_write_their_own_sheets_and_no_other(entered, two):
    first, second = two
    save(entered, scorer=Scorer.FIRST, by=first, cells={"A1": "1"})
    save(entered, scorer=Scorer.SECOND, by=second, cells={"A1": "3"})
    assert found(entered, scorer=Scorer.FIRST) == {"A1": 1} and found(entered, scorer=Scorer.SECOND) == {"A1": 3}
    for scorer, by in ((Scorer.SECOND, first), (Scorer.AGREED, first), (Scorer.AGREED, entered.by)):
        with pytest.raises(services.ScorerRefused):
            save(entered, scorer=scorer, by=by, cells={"A1": "9"})


def test_the_grid_does_not_score_where_two_do(entered, two):
    from governance.registers.grids import Row, Status

    [answer] = services.save_scores(
        round=entered.round, rows=[Row("r", entered.courtyards[0].pk, 0, {"A1": "1"})], on=DAY, by=entered.by, reason="改",
        street=None,
    )
    assert answer.status is Status.LOCKED and "两人" in answer.errors[""]


def hand_in(laid, by):
    return services.hand_in(round=laid.round, courtyard=laid.courtyards[0], by=by, at=NOW)


def settle(laid, **values):
    return services.settle(
        round=laid.round, courtyard=laid.courtyards[0], values=values, on=DAY, by=laid.by, reason="复核照片"
    )


def test_neither_is_compared_nor_counted_before_both_handed_in(entered, two):
    save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "1"})
    hand_in(entered, two[0])
    assert doubles.sides(entered.round) == {}
    with pytest.raises(services.StillScored):
        services.compute_round(round=entered.round, by=entered.by, now=NOW)
    with pytest.raises(services.StillScored):
        settle(entered, A1="1")
    with pytest.raises(services.ScorerRefused):
        save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "2"})


def give_back(laid, scorer, reason="缺少照片"):
    return services.give_back(round=laid.round, courtyard=laid.courtyards[0], scorer=scorer, by=laid.by, reason=reason)


def test_a_sheet_goes_back_with_its_reason_until_both_are_in(entered, two):
    with pytest.raises(services.ScorerRefused):
        give_back(entered, Scorer.FIRST)
    save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "1"})
    hand_in(entered, two[0])
    assert give_back(entered, Scorer.FIRST).returned_for == "缺少照片"
    save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "2"})
    assert hand_in(entered, two[0]).returned_for == ""
    save(entered, scorer=Scorer.SECOND, by=two[1], cells={"A1": "3"})
    hand_in(entered, two[1])
    with pytest.raises(services.ScorerRefused, match="已互见"):
        give_back(entered, Scorer.SECOND)


def stand(laid, step):
    with change(district=laid.district, by=laid.by, reason="移交"):
        RatingEntry.objects.filter(round=laid.round, courtyard=laid.courtyards[0]).update(step=step)


def test_what_is_handed_on_stands_until_it_is_given_back_or_inspected_again(entered, two):
    save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "1"})
    hand_in(entered, two[0])
    stand(entered, "recheck")
    for deed in (
        lambda: save(entered, scorer=Scorer.SECOND, by=two[1], cells={"A1": "3"}), lambda: hand_in(entered, two[1]),
        lambda: give_back(entered, Scorer.FIRST), lambda: settle(entered, A1="1"),
    ):
        with pytest.raises(services.HandedOn):
            deed()
    assert "退回" in assign(entered, 0, None, None)[1][entered.courtyards[0].pk]
    stand(entered, "rating")
    hand_in(entered, two[1])
    stand(entered, "reinspection")
    assert settle(entered, A1="2") == {} and found(entered) == {"A1": 2}


def test_what_is_settled_holds_and_what_is_not_is_averaged(entered, two):
    save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "1", "B1": "2"})
    save(entered, scorer=Scorer.SECOND, by=two[1], cells={"A1": "3"})
    for by in two:
        hand_in(entered, by)
    yard = entered.courtyards[0]
    apart = {side.item.code: side for side in doubles.sides(entered.round)[yard.pk] if not side.pair.agrees}
    # Nobody counted B1 on the second sheet: handing in says that there was none, so that the mean is of two.
    assert set(apart) == {"A1", "B1"} and apart["B1"].second == "0"
    assert set(settle(entered, A1="x")) == {"A1"} and settle(entered, A1="3") == {}
    services.compute_round(round=entered.round, by=entered.by, now=NOW)
    told = {item["code"]: item for item in RatingResult.objects.get(round=entered.round, courtyard=yard).explanation["items"]}
    assert told["A1"]["found"] == ["3"] and told["B1"]["found"] == ["2", "0"]
    assert Decimal(told["B1"]["points"]) == apart["B1"].mean.quantize(Decimal("0.01"))
    whole, [street], [place] = doubles.places(entered.round)
    assert whole.agreement == street.agreement == place.agreement and (place.courtyards, place.open) == (1, 1)


def test_nobody_scores_the_own_courtyard(entered, two):
    yard = entered.courtyards[1]
    with change(district=entered.district, by=entered.by, reason="选举"):
        committee = Committee.objects.get(courtyard=yard)
        CommitteeMember.objects.create(
            district_id=entered.district, street_id=yard.street_id, courtyard=yard, committee=committee, name=two[0].name,
            valid=DateRange(date(2021, 1, 1), None),
        )
    changed, refused = assign(entered, 1, *two)
    assert changed == 0 and two[0].name in refused[yard.pk] and "另行指定" in refused[yard.pk]
    with pytest.raises(services.ScorerRefused):
        save(entered, 1, by=two[0], cells={"A1": "1"})


def test_seats_are_two_people_and_stay_once_somebody_began(entered, two):
    assert assign(entered, 1, two[0], two[0])[1] and assign(entered, 1, two[0], None)[1]
    save(entered, 2, cells={"A1": "1"})
    assert assign(entered, 2, *two)[1]
    save(entered, scorer=Scorer.FIRST, by=two[0], cells={"A1": "1"})
    assert assign(entered, 0, two[1], two[0])[1] and assign(entered, 0, None, None)[1]
    assert ScorerSeat.objects.filter(round=entered.round).count() == 2
    assert assign(entered, 0, *two) == (0, {})


def test_the_past_of_a_sheet_is_kept(entered):
    from django.utils import timezone

    save(entered, cells={"A1": "1"}, sightings=[see()])
    moment = Change.objects.latest("pk").recorded_at
    one = Occurrence.objects.get(finding__round=entered.round)
    save(entered, cells={"A1": ""}, taken_out=[one.pk])
    assert not Occurrence.objects.filter(finding__round=entered.round).exists() and found(entered) == {}
    assert timezone.now() >= moment
    with scope.as_known_at(moment):
        assert [o.place for o in Occurrence.objects.filter(finding__round=entered.round)] == ["3号楼"]
        assert found(entered) == {"A1": 1}
