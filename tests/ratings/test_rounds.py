"""A round with all its people on a real database: opened, handed on, drawn, published, objected to, announced, revoked."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from psycopg2.extras import DateRange

from courtyards.models import Committee, CommitteeMember, Courtyard, Covenant
from governance.audit.services import change
from governance.common.periods import Month
from governance.jobs.models import Job
from governance.people.models import User
from governance.people.services import create_user
from governance.registers.declarations import Refused
from governance.registers.grids import Row, Status
from governance.tenancy import scope
from governance.units.models import Unit
from property_firms.models import Firm, ServiceContract
from ratings import services as ratings
from ratings.choices import DecisionKind, Objector
from ratings.models import (
    EntryAct,
    Finding,
    LeftOut,
    Objection,
    Plaque,
    PublicityLine,
    RatingEntry,
    RatingResult,
    RatingRound,
    RecheckDraw,
    RoundDeadline,
    StarDecision,
)
from ratings.rounds import eligibility, pipeline, services
from ratings.rules.rounds import Deed, Step, draw
from ratings.services.scoring import save_scores
from reference_case import scores
from subsidies import services as subsidies
from subsidies.models import EntitlementLine
from subsidies.rules.explanation import recompute
from tests.subsidies import ground

DAYS = {Step.SELF: 10, Step.OPINION: 5, Step.RATING: 15, Step.RECHECK: 10}
OPENED, ELIGIBLE = date(2025, 1, 6), date(2024, 12, 31)
SHOWN, LAST, AFTER = date(2025, 4, 1), date(2025, 4, 9), date(2025, 4, 10)
NOW = datetime(2025, 4, 1, 8, tzinfo=UTC)


@dataclass
class Office:
    """A district with a round of 2024, a clerk, and two people of the governance office."""

    laid: Any
    clerk: User
    ana: User
    bob: User
    round: Any = None

    @property
    def street(self) -> int:
        return self.laid.courtyards[0].street_id

    @contextmanager
    def as_clerk(self) -> Iterator[None]:
        with scope.enter(scope.Scope(districts=(ground.DISTRICT,), streets=(self.street,), actor=self.clerk.pk)):
            yield

    def entry(self, number: int = 0) -> RatingEntry:
        return RatingEntry.objects.select_related("round__standard").get(
            round=self.round, courtyard=self.laid.courtyards[number]
        )

    def every(self) -> list[int]:
        return list(RatingEntry.objects.filter(round=self.round).order_by("pk").values_list("pk", flat=True))

    def act(self, by: User, deed: Deed = Deed.HAND_ON, entries: list[int] | None = None, **said: Any) -> services.Done:
        listed = self.every() if entries is None else entries
        told = {"round": self.round, "entries": listed, "deed": deed, "on": OPENED, "by": by} | said
        if by is not self.clerk:
            return services.act(**told)
        with self.as_clerk():
            return services.act(**told, street=self.street)

    def to_recheck(self) -> None:
        for _step in range(3):
            assert not self.act(self.clerk).refused

    def published(self) -> list[PublicityLine]:
        self.to_recheck()
        assert not self.act(self.ana).refused
        services.open_publicity(
            round=self.round, street=None, on=SHOWN, place="公告栏", document="公示一号", by=self.ana, now=NOW
        )
        return list(PublicityLine.objects.filter(round=self.round).select_related("publicity", "round", "courtyard__community")
                    .order_by("courtyard_id"))

    def find(self, code: str, found: int, number: int = 0, by: User | None = None) -> None:
        item = self.round.standard.items.get(code=code)
        ratings.record_finding(
            round=self.round, courtyard=self.laid.courtyards[number], item=item, found=found, by=by or self.clerk, reason="查"
        )

    def lodge(self, line: PublicityLine, objector: Objector = Objector.COMMITTEE, on: date = LAST, **said: Any) -> Objection:
        told = services.Lodged(objector, on, "扣分有误", **said)
        return services.lodge(line=line, told=told, today=AFTER, by=self.ana, reason="异议登记")


@pytest.fixture
def office(laid) -> Office:
    people = [create_user(username=name, name=told) for name, told in (("k1", "王专干"), ("a1", "安科长"), ("b1", "白主任"))]
    return Office(laid, *people)


def plan(laid, **said) -> services.Plan:
    told = {"standard": laid.round.standard, "year": 2024, "eligible_on": ELIGIBLE,
            "applies": (date(2024, 1, 1), date(2025, 1, 1)), "days": DAYS}
    return services.Plan(**told | said)


@pytest.fixture
def opened(office) -> Office:
    with change(district=office.laid.district, by=office.laid.by, reason="改期"):
        office.laid.round.applies = DateRange(date(2021, 1, 1), date(2024, 1, 1))
        office.laid.round.save()
    office.round = services.open_with_steps(plan=plan(office.laid), on=OPENED, by=office.ana, reason="2024 年度评定")
    return office


def serve(laid, number: int, since: date, until: date | None = None, firm: Firm | None = None) -> Firm:
    with change(district=laid.district, by=laid.by, reason="合同"):
        if firm is None:
            unit = Unit.objects.create(
                district_id=laid.district, kind="property_firm", name=f"物业{number}", name_pinyin="wuye", valid=ground.FOR_EVER,
                uscc=f"91410100MA00000{number:02d}X",
            )
            firm = Firm.objects.create(district_id=laid.district, unit=unit, kind="market")
        yard = laid.courtyards[number]
        ServiceContract.objects.create(
            district_id=laid.district, street_id=yard.street_id, courtyard=yard, firm=firm, valid=DateRange(since, until),
            started_on=since,
        )
    return firm


def standard(laid, version: int, **said):
    data = scores.standard() | {"version": version} | said
    return ratings.load_standard(district=laid.district, data=data, by=laid.by, reason="发布")


# Opening


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
    assert due == {"self": date(2025, 1, 20), "opinion": date(2025, 1, 26), "rating": date(2025, 2, 20),
                   "recheck": date(2025, 3, 6)}
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


# Publicity, objections, announcement


def test_publicity_runs_by_the_calendar_and_keeps_the_very_revisions(opened):
    [first, *_] = lines = opened.published()
    shown = first.publicity
    # Qingming: 4 April 2025 is off, so the fifth working day after 1 April is the 9th.
    assert (shown.last_on, len(lines)) == (LAST, 3)
    assert first.result_id == RatingResult.objects.get(round=opened.round, courtyard=first.courtyard).pk
    assert {entry.step for entry in RatingEntry.objects.filter(round=opened.round)} == {"published"}
    with pytest.raises(Refused):
        services.open_publicity(round=opened.round, street=None, on=SHOWN, place="x", document="x", by=opened.ana, now=NOW)


def test_nothing_is_published_before_all_have_passed(opened):
    opened.to_recheck()
    opened.act(opened.ana, entries=[opened.entry().pk])
    with pytest.raises(Refused, match="2"):
        services.open_publicity(round=opened.round, street=None, on=SHOWN, place="x", document="x", by=opened.ana, now=NOW)


def test_an_objection_in_time_gets_a_number_and_a_late_one_names_the_last_day(opened):
    [line, *_] = opened.published()
    kept = opened.lodge(line)
    assert len(kept.number) == 10 and kept.objector_name == "自管会" and kept.due_on == date(2025, 4, 23)
    with pytest.raises(Refused, match="2025-04-09") as refused:
        opened.lodge(line, on=AFTER)
    assert refused.value.field == "received_on"
    with pytest.raises(Refused):
        opened.lodge(line, on=date(2025, 3, 31))
    with pytest.raises(Refused, match="企业"):
        opened.lodge(line, Objector.FIRM)


def test_owners_need_a_fifth_of_the_households(opened):
    [line, *_] = opened.published()
    with pytest.raises(Refused) as refused:
        opened.lodge(line, Objector.OWNERS, signed=30)
    assert refused.value.field == "signed", "the register does not know how many households there are"
    with change(district=opened.laid.district, by=opened.laid.by, reason="户数"):
        Courtyard.objects.filter(pk=line.courtyard_id).update(households=101)
    line.courtyard.refresh_from_db()
    for signed in (20, 102, None):
        with pytest.raises(Refused):
            opened.lodge(line, Objector.OWNERS, signed=signed)
    kept = opened.lodge(line, Objector.OWNERS, signed=21)
    assert (kept.signed, kept.households, kept.objector_name) == (21, 101, "")
    with pytest.raises(IntegrityError), transaction.atomic(), change(district=opened.laid.district, by=opened.ana, reason="x"):
        Objection.objects.filter(pk=kept.pk).update(signed=20)


def test_a_rejected_objection_leaves_the_star_and_says_why(opened):
    [line, *_] = opened.published()
    kept = opened.lodge(line)
    with pytest.raises(Refused), opened.as_clerk():
        services.reject(objection=kept, answer="不成立", on=AFTER, by=opened.clerk)
    with pytest.raises(Refused):
        services.reject(objection=kept, answer=" ", on=AFTER, by=opened.ana)
    services.reject(objection=kept, answer="现场照片属实", on=AFTER, by=opened.ana)
    with pytest.raises(Refused):
        services.order_reinspection(objection=kept, answer="再看", on=AFTER, by=opened.ana)
    with scope.enter(scope.NOBODY):
        told = services.tracked(f" {kept.number[:5].lower()}-{kept.number[5:]}")
        assert (told["state"], told["answer"], told["star"], told["new_star"]) == ("rejected", "现场照片属实", 5, None)
        assert set(told) == {"district", "year", "courtyard", "state", "received_on", "due_on", "last_on", "star", "new_star",
                             "answer", "answered_on", "announced_on"}
        assert not Objection.objects.exists(), "the request itself sees nothing"
    with pytest.raises(services.NumberUnknown):
        services.tracked("2222222222")


def test_nobody_announces_before_the_publicity_is_over_and_all_is_answered(opened):
    [line, *_] = opened.published()

    def announce(on):
        ratings.announce(round=opened.round, on=on, by=opened.ana, reason="公告")

    with pytest.raises(ratings.RoundNotReady, match="2025-04-09"):
        announce(LAST)
    kept = opened.lodge(line)
    with pytest.raises(ratings.RoundNotReady):
        announce(AFTER)
    services.order_reinspection(objection=kept, answer="再查一次", on=AFTER, by=opened.ana)
    with pytest.raises(ratings.RoundNotReady):
        announce(AFTER)
    services.close_reinspection(entry=opened.entry(), comment="复查", on=AFTER, by=opened.ana, now=NOW)
    announce(AFTER)
    kept.refresh_from_db()
    assert kept.state == "confirmed", "nothing was found otherwise"
    assert pipeline.objection_counts(opened.round) == {"confirmed": 1}


def test_an_upheld_objection_makes_a_revision_and_the_subsidy_follows_to_the_fen(opened):
    """To the ledger's adjustment line: paid at first by the wrong star, then corrected by the difference."""
    laid = opened.laid
    laid.enrol_all(date(2024, 1, 1))
    opened.act(opened.clerk)
    opened.find("A1", 3)
    opened.find("B1", 20)
    opened.act(opened.clerk)
    opened.act(opened.clerk)
    opened.act(opened.ana)
    services.open_publicity(round=opened.round, street=None, on=SHOWN, place="栏", document="公示", by=opened.ana, now=NOW)
    month, yard = Month(2024, 6), laid.courtyards[0]
    subsidies.compute_month(district=laid.district, month=month, by=laid.by, now=NOW)
    [before] = EntitlementLine.objects.filter(courtyard=yard, month=month.first)
    assert before.star < 5
    line = PublicityLine.objects.select_related("publicity", "round", "courtyard__community").get(courtyard=yard)
    kept = opened.lodge(line)
    services.order_reinspection(objection=kept, answer="复查", on=AFTER, by=opened.ana)
    for finding in Finding.objects.filter(round=opened.round, courtyard=yard).select_related("item"):
        opened.find(finding.item.code, 0, by=opened.ana)
    asked = Job.objects.filter(kind=subsidies.COMPUTE_MONTHS).count()
    after = services.close_reinspection(entry=opened.entry(), comment="现场复查无此问题", on=AFTER, by=opened.ana, now=NOW)
    kept.refresh_from_db()
    assert (after.revision, after.star, kept.state, kept.outcome_id) == (1, 5, "changed", after.pk)
    job = Job.objects.filter(kind=subsidies.COMPUTE_MONTHS).order_by("-pk").first()
    assert Job.objects.filter(kind=subsidies.COMPUTE_MONTHS).count() == asked + 1
    assert job.arguments == {"from": "2024-06", "to": "2024-06"}
    subsidies.compute_month(district=laid.district, month=month, by=laid.by, now=NOW)
    [_first, adjusted] = EntitlementLine.objects.filter(courtyard=yard, month=month.first).order_by("sequence")
    assert (adjusted.star, adjusted.earlier_fen) == (5, before.amount_fen)
    assert adjusted.amount_fen == adjusted.entitled_fen - before.amount_fen > 0
    with scope.enter(scope.NOBODY):
        told = services.tracked(kept.number)
    assert (told["state"], told["star"], told["new_star"]) == ("changed", before.star, 5)


# After the announcement


@pytest.fixture
def announced(opened) -> Office:
    opened.published()
    ratings.announce(round=opened.round, on=AFTER, by=opened.ana, reason="公告")
    return opened


def propose(office, kind, **said):
    told = services.Proposal(kind, "豫建〔2025〕1号", "挪用公共收益", **said)
    return services.propose(entry=office.entry(), told=told, on=AFTER, by=office.ana)


def test_after_the_announcement_nothing_changes(announced):
    for wish in (
        lambda: announced.find("A1", 1), lambda: announced.act(announced.ana),
        lambda: ratings.compute_round(round=announced.round, by=announced.ana, now=NOW),
    ):
        with pytest.raises(ratings.RoundAnnounced):
            wish()
    [line, *_] = PublicityLine.objects.filter(round=announced.round).select_related("publicity", "round", "courtyard__community")
    with pytest.raises(Refused):
        announced.lodge(line)


def test_plaques_have_numbers_and_go_back_with_a_revoked_star(announced):
    assert services.give_plaques(round=announced.round, on=AFTER, by=announced.ana, reason="授牌") == 3
    assert services.give_plaques(round=announced.round, on=AFTER, by=announced.ana, reason="授牌") == 0
    assert list(Plaque.objects.values_list("number", flat=True).filter(round=announced.round)) == [
        "2024-0001", "2024-0002", "2024-0003"
    ]
    made = propose(announced, DecisionKind.REVOCATION, counts_from=date(2024, 9, 1))
    services.confirm_decision(decision=made, on=date(2025, 6, 3), by=announced.bob, now=NOW)
    assert Plaque.objects.get(courtyard=announced.laid.courtyards[0]).taken_back_on == date(2025, 6, 3)
    assert services.give_plaques(round=announced.round, on=AFTER, by=announced.ana, reason="授牌") == 0


def test_a_revoked_star_counts_no_more_from_its_month_on(announced):
    laid = announced.laid
    laid.enrol_all(date(2024, 1, 1))
    months, yard = [Month(2024, 8), Month(2024, 9)], laid.courtyards[0]
    for month in months:
        subsidies.compute_month(district=laid.district, month=month, by=laid.by, now=NOW)
    made = propose(announced, DecisionKind.REVOCATION, counts_from=date(2024, 9, 1))
    with pytest.raises(Refused):
        services.confirm_decision(decision=made, on=AFTER, by=announced.ana, now=NOW)
    for month in months:
        assert not subsidies.compute_month(district=laid.district, month=month, by=laid.by, now=NOW).written, "only proposed"
    services.confirm_decision(decision=made, on=AFTER, by=announced.bob, now=NOW)
    for month in months:
        subsidies.compute_month(district=laid.district, month=month, by=laid.by, now=NOW)
    lines = EntitlementLine.objects.filter(courtyard=yard).order_by("month", "sequence")
    assert [(line.month.month, line.sequence, line.star, line.outcome) for line in lines] == [
        (8, 0, 5, "entitled"), (9, 0, 5, "entitled"), (9, 1, 0, "no_star")
    ]
    assert lines[2].amount_fen == -lines[1].amount_fen
    assert lines[2].explanation["star"]["revoked"]["document"] == "豫建〔2025〕1号"
    assert recompute(lines[2].explanation) == lines[2].amount_fen
    assert RatingResult.objects.filter(round=announced.round, courtyard=yard).count() == 1, "the result stays"
    with pytest.raises(Refused):
        propose(announced, DecisionKind.REVOCATION, counts_from=date(2024, 10, 1))


def test_a_late_ruling_opens_one_courtyard_by_two_people(announced):
    made = propose(announced, DecisionKind.RULING)
    with pytest.raises(Refused):
        services.confirm_decision(decision=made, on=AFTER, by=announced.ana, now=NOW)
    services.confirm_decision(decision=made, on=AFTER, by=announced.bob, now=NOW)
    with pytest.raises(ratings.RoundAnnounced):
        announced.find("B1", 20, number=1)
    announced.find("B1", 20, by=announced.ana)
    after = services.close_reinspection(entry=announced.entry(), comment="判决", on=AFTER, by=announced.ana, now=NOW)
    made.refresh_from_db()
    assert after.revision == 1 and made.outcome_id == after.pk and announced.entry().step == "published"
    assert RatingResult.objects.filter(round=announced.round).count() == 4, "of the others nothing is written"
    with pytest.raises(ratings.RoundAnnounced):
        announced.find("B1", 0)


def test_a_declined_proposal_changes_nothing_and_may_be_made_again(announced):
    made = propose(announced, DecisionKind.REVOCATION, counts_from=date(2024, 9, 1))
    services.decline(decision=made, on=AFTER, by=announced.bob, reason="证据不足")
    again = propose(announced, DecisionKind.REVOCATION, counts_from=date(2024, 9, 1))
    assert StarDecision.objects.get(pk=made.pk).state == "declined" and again.state == "proposed"
    for bad in (date(2024, 9, 2), None):
        with pytest.raises(Refused):
            propose(announced, DecisionKind.REVOCATION, counts_from=bad)
