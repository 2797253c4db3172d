"""A round on a real database: who is rated, until when, by whom each step is taken, and the draw of the re-check."""

from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from psycopg2.extras import DateRange

from courtyards.models import Committee, CommitteeMember, Covenant
from governance.audit.services import change
from governance.calendar import national
from governance.registers.declarations import Refused
from governance.registers.grids import Row, Status
from ratings import services as ratings
from ratings.models import (
    EntryAct,
    Finding,
    LeftOut,
    RatingEntry,
    RatingRound,
    RecheckDraw,
    RoundDeadline,
)
from ratings.rounds import eligibility, services
from ratings.rounds.services.opening import deadlines
from ratings.rules.rounds import Deed, Step, draw
from ratings.services.scoring import save_scores
from tests.ratings.office import DAYS, ELIGIBLE, OPENED, plan, serve, standard
from tests.subsidies import ground


def test_who_is_rated_and_who_is_left_out_with_the_reason(office):
    laid = office.laid
    firm = serve(laid, 0, date(2023, 1, 1), date(2024, 7, 1))
    serve(laid, 0, date(2024, 7, 1), None, firm)  # a renewed contract of the same firm goes on
    serve(laid, 1, date(2024, 9, 1))
    asked = standard(laid, 2, months_of_service=6, needs_covenant=True)
    told = {one.code[-4:]: one for one in eligibility.candidates(asked, ELIGIBLE)}
    assert (told["0001"].reason, told["0001"].since, told["0001"].by_district) == ("", date(2023, 1, 1), True)
    assert (told["0002"].reason, told["0002"].since) == ("too_short", date(2024, 9, 1)) and "2024-09-01" in told["0002"].sentence
    assert told["0003"].reason == "not_served" and not told["0003"].by_district
    with change(district=laid.district, by=laid.by, reason="到期"):
        Covenant.objects.filter(courtyard=laid.courtyards[0]).update(valid=DateRange(date(2019, 1, 1), ELIGIBLE))
    assert {one.code[-4:]: one.reason for one in eligibility.candidates(asked, ELIGIBLE)}["0001"] == "no_covenant"
    [count] = eligibility.by_street(eligibility.candidates(asked, date(2025, 3, 1)))
    assert (count.rated, count.left_out, count.by_district) == (1, 2, 1), "from 1 March on six months are over; no covenant"


def test_six_months_are_reached_on_the_day_itself(office):
    serve(office.laid, 0, date(2024, 6, 30))
    asked = standard(office.laid, 2, months_of_service=6)
    reasons = [eligibility.candidates(asked, day)[0].reason for day in (date(2024, 12, 29), date(2024, 12, 30))]
    assert reasons == ["too_short", ""]


def test_a_population_is_asked_for_on_the_day(office):
    asked = standard(office.laid, 2, population="renovated")
    assert {one.reason for one in eligibility.candidates(asked, date(2020, 12, 19))} == {"population"}
    assert {one.reason for one in eligibility.candidates(asked, ground.ACCEPTED)} == {""}


def test_a_round_is_opened_with_deadlines_in_working_days(opened):
    due = dict(RoundDeadline.objects.filter(round=opened.round).values_list("step", "due_on"))
    # 26 January 2025 is a working Sunday; from 28 January to 4 February is the Spring Festival; 8 February works again.
    assert due == {"self": date(2025, 1, 20), "opinion": date(2025, 1, 26), "rating": date(2025, 2, 21),
                   "recheck": date(2025, 3, 7)}
    assert {entry.step for entry in RatingEntry.objects.filter(round=opened.round)} == {"self"}
    assert (opened.round.opened_on, opened.round.eligible_on) == (OPENED, ELIGIBLE)


def test_those_left_out_are_kept_with_the_round(office):
    serve(office.laid, 1, date(2024, 9, 1))
    serve(office.laid, 0, date(2020, 9, 1))
    with change(district=office.laid.district, by=office.laid.by, reason="改期"):
        RatingRound.objects.filter(pk=office.laid.round.pk).update(applies=DateRange(date(2021, 1, 1), date(2024, 1, 1)))
    asked = standard(office.laid, 2, months_of_service=6)
    made = services.open_with_steps(plan=plan(office.laid, standard=asked), on=OPENED, by=office.ana, reason="开")
    assert sorted(LeftOut.objects.filter(round=made).values_list("reason", "since")) == [
        ("not_served", None), ("too_short", date(2024, 9, 1))
    ]
    [entry] = RatingEntry.objects.filter(round=made)
    assert entry.by_district


@pytest.mark.parametrize(("said", "field"), [
    ({"year": 2021}, "year"), ({"applies": (date(2023, 6, 1), date(2024, 6, 1))}, "first_month"),
    ({"applies": (date(2025, 1, 1), date(2025, 1, 1))}, "last_month"), ({"days": DAYS | {Step.SELF: 0}}, "days"),
    ({"days": DAYS | {Step.RECHECK: 600}}, "days"), ({"eligible_on": date(2018, 1, 1)}, "eligible_on"),
])
def test_what_a_round_can_not_be_opened_with(office, said, field):
    told = {"applies": (date(2026, 1, 1), date(2026, 7, 1))} | said
    with pytest.raises(Refused) as refused:
        services.open_with_steps(plan=plan(office.laid, **told), on=OPENED, by=office.ana, reason="开")
    assert refused.value.field == field


# Steps


def test_the_way_is_kept_act_by_act_and_goes_back_with_a_comment(opened):
    opened.to_recheck()
    told = opened.act(opened.ana, Deed.GIVE_BACK, [opened.entry().pk], comment="照片缺失")
    assert told.done == 1 and opened.entry().step == "rating"
    acts = EntryAct.objects.filter(entry=opened.entry()).select_related("change")
    assert [(a.deed, a.came_from, a.went_to, a.comment, a.change.actor_id) for a in acts] == [
        ("hand_on", "self", "opinion", "", opened.clerk.pk), ("hand_on", "opinion", "rating", "", opened.clerk.pk),
        ("hand_on", "rating", "recheck", "", opened.clerk.pk), ("give_back", "recheck", "rating", "照片缺失", opened.ana.pk),
    ]
    with pytest.raises(Exception, match="YZ003|append|rewrit|改写|不可"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE ratings_entryact SET comment = 'x'")


def test_the_street_rates_what_manages_itself_and_the_district_what_a_firm_serves(opened):
    with change(district=opened.laid.district, by=opened.laid.by, reason="x"):
        RatingEntry.objects.filter(pk=opened.entry(1).pk).update(by_district=True)
    for _step in range(2):
        opened.act(opened.clerk)
    told = opened.act(opened.clerk)
    assert told.done == 2 and list(told.refused) == [opened.entry(1).pk] and "区" in told.refused[opened.entry(1).pk]
    assert opened.act(opened.ana, entries=[opened.entry(1).pk]).done == 1
    told = opened.act(opened.ana)
    assert told.done == 2 and "您" in told.refused[opened.entry(1).pk], "who rated does not look again"
    assert opened.act(opened.bob, entries=[opened.entry(1).pk]).done == 1


def test_who_wrote_a_finding_does_not_recheck_it(opened):
    opened.act(opened.clerk)
    opened.find("A1", 1, by=opened.ana)
    opened.act(opened.clerk)
    opened.act(opened.clerk)
    told = opened.act(opened.ana)
    assert list(told.refused) == [opened.entry().pk] and told.done == 2


def test_nobody_rates_the_courtyard_whose_committee_they_sit_in(opened):
    yard = opened.laid.courtyards[0]
    at = {"district_id": opened.laid.district, "street_id": yard.street_id, "courtyard": yard}
    with change(district=opened.laid.district, by=opened.laid.by, reason="换届"):
        CommitteeMember.objects.create(
            **at, committee=Committee.objects.get(courtyard=yard), name="王专干", valid=DateRange(date(2020, 1, 1), None)
        )
    opened.act(opened.clerk)
    opened.act(opened.clerk)
    told = opened.act(opened.clerk)
    assert told.done == 2 and "自管" in told.refused[opened.entry().pk] or "委员会" in told.refused[opened.entry().pk]
    with opened.as_clerk():
        [answer] = save_scores(
            round=opened.round, rows=[Row("1", yard.pk, 0, {"A1": "1"})], on=OPENED, by=opened.clerk, reason="打分",
            street=opened.street,
        )
    assert answer.status is Status.LOCKED and answer.errors[""]


def test_what_is_handed_on_is_no_longer_scored(opened):
    opened.to_recheck()
    with pytest.raises(ratings.HandedOn):
        opened.find("A1", 1)
    opened.act(opened.bob, Deed.GIVE_BACK, [opened.entry().pk], comment="改")
    opened.find("A1", 1)
    assert Finding.objects.filter(round=opened.round).count() == 1


def test_nothing_done_leaves_no_trace(opened):
    acts, told = EntryAct.objects.count(), opened.act(opened.ana, Deed.CLOSE)
    assert (told.done, len(told.refused), EntryAct.objects.count()) == (0, 3, acts)


def test_a_sample_is_drawn_for_good_and_the_others_pass(office):
    with change(district=office.laid.district, by=office.laid.by, reason="改期"):
        RatingRound.objects.filter(pk=office.laid.round.pk).update(applies=DateRange(date(2021, 1, 1), date(2024, 1, 1)))
    asked = standard(office.laid, 2, recheck_percent=34)
    office.round = services.open_with_steps(plan=plan(office.laid, standard=asked), on=OPENED, by=office.ana, reason="开")
    with pytest.raises(Refused):
        services.draw_recheck(round=office.round, on=OPENED, by=office.ana, reason="抽查")
    office.to_recheck()
    assert len(office.act(office.ana).refused) == 3, "first it is drawn"
    made = services.draw_recheck(round=office.round, on=OPENED, by=office.ana, reason="抽查")
    codes = [yard.code for yard in office.laid.courtyards]
    assert (made.codes, len(made.drawn)) == (codes, 2) and set(made.drawn) == draw(made.seed, 34, {"": codes})
    steps = dict(RatingEntry.objects.filter(round=office.round).values_list("courtyard__code", "step"))
    assert {code for code, step in steps.items() if step == "recheck"} == set(made.drawn)
    assert office.act(office.ana).done == 2
    with pytest.raises(Refused):
        services.draw_recheck(round=office.round, on=OPENED, by=office.ana, reason="再抽")
    assert RecheckDraw.objects.count() == 1




def test_deadlines_over_a_whole_year_with_its_moved_working_days(office):
    """Against a count by hand out of the notices, from every day of 2025: 248 working days, holidays and 调休 among them."""
    off, working = set(), set()
    for year in (2025, 2026):
        for holiday in national.years()[year].holidays:
            off.update(holiday.days)
            working.update(holiday.working)
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
    works = [day for day in days if day in working or (day.weekday() < 5 and day not in off)]
    assert len([day for day in works if day.year == 2025]) == 248
    for start in days[:365]:
        later = [day for day in works if day > start]
        due = deadlines(plan(office.laid), start)
        assert list(due.values()) == [later[9], later[14], later[29], later[39]], start
