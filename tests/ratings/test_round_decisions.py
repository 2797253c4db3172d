"""After the announcement: nothing changes but by two people and a document; plaques; a revoked star."""

from datetime import date

import pytest

from governance.common.periods import Month
from governance.registers.declarations import Refused
from ratings import services as ratings
from ratings.choices import DecisionKind
from ratings.models import (
    Plaque,
    PublicityLine,
    RatingResult,
    StarDecision,
)
from ratings.rounds import services
from subsidies import services as subsidies
from subsidies.models import EntitlementLine
from subsidies.rules.explanation import recompute
from tests.ratings.office import AFTER, NOW


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
