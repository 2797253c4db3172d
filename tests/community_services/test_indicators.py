"""I19, the four rates of the stations: on the edges of their days, and in the reference case counted again by hand."""

from datetime import date, datetime, timedelta

import pytest

from community_services.models import Complaint, EmergencyRepair, ServiceProject
from governance.common.periods import SHANGHAI
from governance.indicators import catalogue, registry, services, statistics
from governance.indicators.services import Reading
from tests.indicators.village import CODE, Village, founded

RECEIVED, DUE = date(2021, 3, 1), date(2021, 3, 8)
DAY, YEAR = timedelta(days=1), 365
D2 = date(2022, 7, 7)


@pytest.fixture
def village(cast):
    with founded(cast.home.user("governance")) as made:
        yield made


def complain(village: Village, **values):
    courtyard = village.courtyard()
    return Complaint.objects.create(
        district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, number=f"TS-{courtyard.pk}",
        received_on=RECEIVED, category="parking", summary="x", **{"due_on": DUE} | values,
    )


def repair(village: Village, reported: datetime, minutes: int | None):
    courtyard = village.courtyard()
    arrived = None if minutes is None else reported + timedelta(minutes=minutes)
    return EmergencyRepair.objects.create(
        district_id=CODE, street_id=courtyard.street_id, courtyard=courtyard, category="water", reported_at=reported,
        arrived_at=arrived,
    )


@pytest.mark.parametrize(
    ("closed", "on", "expected"),
    [
        (None, DUE, (0, 0)), (None, DUE + DAY, (0, 1)), (None, DUE + 3 * YEAR * DAY, (0, 1)),
        (DUE, DUE - DAY, (0, 0)), (DUE, DUE, (1, 1)), (DUE, DUE + (YEAR - 1) * DAY, (1, 1)), (DUE, DUE + YEAR * DAY, (0, 0)),
        (DUE + DAY, DUE, (0, 0)), (DUE + DAY, DUE + DAY, (0, 1)), (DUE + 9 * DAY, DUE + DAY, (0, 1)),
        (DUE + 9 * DAY, DUE + (9 + YEAR - 1) * DAY, (0, 1)), (DUE + 9 * DAY, DUE + (9 + YEAR) * DAY, (0, 0)),
    ],
)
def test_a_complaint_is_closed_in_time_or_overdue(village, closed, on, expected):
    complain(village, closed_on=closed, way="dismissed" if closed else "")
    assert village.figure("I19a", on) == expected


def test_seven_days_where_nobody_wrote_when_it_is_due(village):
    complain(village, due_on=None)
    assert (village.figure("I19a", DUE), village.figure("I19a", DUE + DAY)) == ((0, 0), (0, 1))


def test_of_the_hotline_alone(village):
    complain(village, closed_on=DUE, way="dismissed", source="hotline")
    complain(village, source="phone")
    services.release(
        district=CODE, of="I19a", reading=Reading("all", {"source": ["hotline"]}), in_force_from=DUE, by=village.by, reason="x"
    )
    [cell] = statistics.values(village.question(DUE + DAY), [catalogue.find("I19a-1", CODE)])
    assert ((cell.numerator, cell.denominator), village.figure("I19a", DUE + DAY)) == ((1, 1), (1, 2))


def test_a_mediation_agrees_or_not_and_what_nobody_wrote_down_has_not(village):
    for agreement in ("reached", "none", ""):
        complain(village, closed_on=DUE, way="mediated", agreement=agreement)
    complain(village, closed_on=DUE, way="dismissed")
    complain(village, way="mediated", agreement="reached")
    assert (village.figure("I19b", DUE - DAY), village.figure("I19b", DUE)) == ((0, 0), (1, 3))
    assert sorted(village.reasons("I19b", DUE).values()) == ["", "never", "never"]


def test_a_repair_is_reached_within_the_promise(village):
    late_evening = datetime(2021, 3, 1, 23, 50, tzinfo=SHANGHAI)
    for minutes in (15, 16, 31, None):
        repair(village, late_evening, minutes)
    assert village.figure("I19c", RECEIVED - DAY) == (0, 0)
    assert village.figure("I19c", RECEIVED) == (1, 4)
    for minutes, expected in ((["30"], 2), (["30", "60"], 3)):
        key = services.release(
            district=CODE, of="I19c", reading=Reading("all", {"minutes": minutes}), in_force_from=RECEIVED, by=village.by,
            reason="x",
        ).key
        [cell] = statistics.values(village.question(RECEIVED), [catalogue.find(key, CODE)])
        assert (cell.numerator, cell.denominator) == (expected, 4)


def test_only_who_was_reached_can_be_satisfied(village):
    for satisfaction in ("satisfied", "satisfied", "unsatisfied", "not_reached"):
        complain(village, closed_on=DUE, way="dismissed", called_back_on=DUE + DAY, satisfaction=satisfaction)
    assert (village.figure("I19d", DUE), village.figure("I19d", DUE + DAY)) == ((0, 0), (2, 3))


def test_the_case_counted_by_hand(case, district_scope):
    with district_scope(case):
        complaints = list(Complaint.objects.filter(district_id=case))
        repairs = list(EmergencyRepair.objects.filter(district_id=case))
        projects = ServiceProject.objects.filter(district_id=case, completed_on__lte=D2).count()
        year = [D2 - timedelta(days=n) for n in range(YEAR)]
        decided = [c for c in complaints if c.closed_on in year or (c.closed_on is None and c.due_on < D2)]
        mediated = [c for c in complaints if c.way == "mediated" and c.closed_on in year]
        reached = [c for c in complaints if c.called_back_on in year and c.satisfaction != "not_reached"]
        called = [r for r in repairs if r.reported_at.astimezone(SHANGHAI).date() in year]
        expected = {
            "I19a": (sum(c.closed_on is not None and c.closed_on <= c.due_on for c in decided), len(decided)),
            "I19b": (sum(c.agreement == "reached" for c in mediated), len(mediated)),
            "I19c": (sum(r.arrived_at - r.reported_at <= timedelta(minutes=15) for r in called), len(called)),
            "I19d": (sum(c.satisfaction == "satisfied" for c in reached), len(reached)),
            "completed_project_count": (projects, None),
        }
        cells = statistics.values(statistics.Question(case, D2), [registry.find(name) for name in expected])
        assert [(cell.numerator, cell.denominator) for cell in cells] == list(expected.values())
        assert projects == 62
        assert all(0 < numerator < denominator for numerator, denominator in list(expected.values())[:4]), expected
