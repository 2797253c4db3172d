"""The board at its real size: the reference case's gaps, closed from the board."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg2.extras import DateRange

from governance.audit.models import Change
from governance.audit.services import change
from governance.tenancy import scope
from party_org import reading
from party_org.models import BranchPairing, CadreAssignment
from tests.support.cast import person

EARLY, PUBLICATION, AFTER = date(2020, 3, 1), date(2022, 7, 7), date(2022, 8, 1)
OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")
PLACES = "party/board/"


@pytest.fixture
def office(case, as_user):
    return as_user("organisation", False)


@pytest.fixture
def department(case):
    user = person("organisation")
    with scope.enter(scope.Scope(districts=(case,), actor=user.pk)):
        yield user


def of_day(case, day):
    return [p for p in reading.places(case, day) if p.three_no]


def propose_and_enter(office, case, what, day):
    """What the department does: opens the proposal, leaves it as it is, says why, enters."""
    path = f"/{case}/party/board/{what}/?on={day}"
    shown = office.get(path)
    lines = {line.name: line.text for block in shown.context["sheet"].blocks for line in block.lines}
    assert len(shown.content) < 700_000 and all(lines.values())
    given = {**lines, "first_day": str(day), "reason": "组织部统一安排"}
    answer = office.post(path, given | ({"agreement": "支部联建协议"} if what == "pairings" else {}))
    assert answer.status_code == 302, answer.content.decode()[:2000]
    return shown.context["sheet"]


def spread(loads):
    return max(loads) - min(loads)


def test_162_branches_are_paired_with_577_courtyards_from_the_board(case, office, department):
    with change(district=case, by=department, reason="联建届满"):
        for pairing in BranchPairing.objects.filter(district_id=case):
            pairing.valid = DateRange(pairing.valid.lower, AFTER)
            pairing.save()
    before = of_day(case, AFTER)
    assert len(before) == 577 and not any(place.paired for place in before)
    changes = Change.objects.filter(district_id=case).count()
    sheet = propose_and_enter(office, case, "pairings", AFTER)
    assert Change.objects.filter(district_id=case).count() == changes + 1
    assert all(place.paired for place in of_day(case, AFTER))
    loads = [bearer.carrier.load for bearer in reading.organ_branches(case, AFTER)]
    assert len(loads) == 162 and spread(loads) <= 1 and min(loads) >= 1
    assert sum(loads) == sheet.lines == len({place.branch_id for place in before})
    communities = [len(bearer.carrier.communities) for bearer in reading.organ_branches(case, AFTER)]
    assert sum(communities) <= 162 + len({place.in_community_id for place in before}) - 1


def test_on_an_early_day_every_branch_there_is_gets_its_pairing(case, office, department):
    before = of_day(case, EARLY)
    assert len(before) == 577 and not any(place.paired for place in before)
    with_branch = {place.id for place in before if place.branch_id}
    assert 0 < len(with_branch) < 577
    propose_and_enter(office, case, "pairings", EARLY)
    assert {place.id for place in of_day(case, EARLY) if place.paired} == with_branch
    loads = [bearer.carrier.load for bearer in reading.organ_branches(case, EARLY)]
    assert spread(loads) <= 1
    # They lead up to the pairings that were there already, and double none.
    later = [bearer.carrier.load for bearer in reading.organ_branches(case, PUBLICATION)]
    assert sum(later) == BranchPairing.objects.filter(district_id=case, valid_to__gt=PUBLICATION).count()
    assert all(place.paired for place in of_day(case, PUBLICATION))


def test_on_an_early_day_572_cadres_take_577_courtyards(case, office, department):
    assert not any(place.assigned for place in of_day(case, EARLY))
    propose_and_enter(office, case, "cadres", EARLY)
    assert all(place.assigned for place in of_day(case, EARLY))
    loads = [bearer.carrier.load for bearer in reading.cadres(case, EARLY)]
    assert (len(loads), sum(loads), spread(loads)) == (572, 577, 1)
    assert CadreAssignment.objects.filter(district_id=case, valid_from=EARLY).count() == 577


def test_the_board_says_what_the_indicators_say(case, office):
    board = office.get(f"/{case}/{PLACES}?on={PUBLICATION}")
    total = board.context["total"]
    assert (total.total, total.paired, total.assigned, total.branchless) == (577, 577, 577, 0)
    loads = dict(board.context["loads"])
    assert [load.total for load in loads.values()] == [162, 572]
    assert sum(row.total for row in board.context["rows"]) == 577
    quarters = board.context["activities"]
    assert [q.label for q in quarters] == ["2021Q4", "2022Q1", "2022Q2", "2022Q3"]
    assert all(0 < q.active <= q.ties for q in quarters[:3])


def test_the_case_has_its_tree_and_its_cross_appointments(case, office):
    tree = office.get(f"/{case}/party/tree/?on={PUBLICATION}&street=410104001")
    groups = dict(tree.context["groups"])
    [top] = groups[list(groups)[0]]
    assert top.node.own.standing == "district" and len(top.node.courtyards) == 987
    assert "北下街街道红色物业联合党委" in tree.content.decode()
    crossing = office.get(f"/{case}/party/cross-posts/?on={PUBLICATION}")
    assert len(crossing.context["page"]) == 12 and [n for _street, n in crossing.context["counts"]] == [4, 4, 4]


@pytest.mark.parametrize(
    ("path", "most"),
    [("party/board/", 16), ("party/board/pairings/", 15), ("party/board/cadres/", 15), ("party/cross-posts/", 11),
     ("party/tree/?street=410104001", 11)],
)
def test_pages_ask_equally_often_for_a_day_with_few_and_with_many(case, office, path, most):
    def asked(day):
        join = "&" if "?" in path else "?"
        with CaptureQueriesContext(connection) as seen:
            assert office.get(f"/{case}/{path}{join}on={day}").status_code == 200
        return [query["sql"] for query in seen.captured_queries if not query["sql"].startswith(OF_THE_SCOPE)]

    many, few = asked(EARLY), asked(PUBLICATION)
    assert len(many) == len(few) <= most, "\n".join(q[:80] for q in many)
