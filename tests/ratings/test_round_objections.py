"""Publicity, objections and what follows from them to the ledger, on a real database."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import Month
from governance.jobs.models import Job
from governance.registers.declarations import Refused
from governance.tenancy import scope
from governance.tenancy.tracking import NumberUnknown
from ratings import services as ratings
from ratings.choices import Objector
from ratings.models import (
    Finding,
    Objection,
    PublicityLine,
    RatingEntry,
    RatingResult,
)
from ratings.rounds import pipeline, services
from subsidies import services as subsidies
from subsidies.models import EntitlementLine
from tests.ratings.office import AFTER, LAST, NOW, SHOWN


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
    with pytest.raises(NumberUnknown):
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


