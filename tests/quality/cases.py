"""For every check how it is broken (the record at which it then stands) and how it is mended."""

from collections.abc import Callable
from datetime import date
from typing import Any

from psycopg2.extras import DateRange

from governance.audit.services import change
from governance.divisions.models import Community
from tests.quality.conftest import Works

Case = tuple[Callable[[Works], Any], Callable[[Works], Any]]
QUARTERS = {name: DateRange(date(2023, first, 1), date(2023, first + 3, 1)) for name, first in (("first", 1), ("second", 4))}

STATE = {"no_property_management": False, "no_responsible_unit": False, "no_guarding": True}


def other_community(works: Works) -> Community:
    with change(district=works.side.district, by=works.by, reason="地基"):
        return Community.objects.create(
            district_id=works.side.district, street=works.street, code=f"{works.street.code}999", name="试验二社区"
        )


def clustered(works: Works) -> Any:
    """The cluster is carried into another community, and the courtyard stays."""
    cluster = works.enter("clusters", name="试验片区", community=works.community)
    works.correct("courtyards", works.courtyard, cluster=cluster)
    works.correct("clusters", cluster, community=other_community(works))
    return works.courtyard


def returned(works: Works, quarter: str, received: int, **given: Any) -> Any:
    works.contract  # noqa: B018  (entered for what it allows)
    return works.enter(
        "fee-returns", called=quarter, courtyard=works.courtyard, firm=works.firm, period=QUARTERS[quarter],
        receivable_fen=100_00, received_fen=received, households_liable=given.pop("liable", 10), households_paid=9,
    )


def jumped(works: Works) -> Any:
    returned(works, "first", 90_00)
    return returned(works, "second", 59_00)


def served(works: Works) -> Any:
    works.enter("contracts", courtyard=works.courtyard, firm=works.firm, started_on=date(2023, 2, 1))
    return works.enter("three-no", courtyard=works.courtyard, **STATE | {"no_property_management": True})


def ended_committee(works: Works) -> Any:
    person = works.enter("persons", called="人", name="卫试验", street=works.street)
    post = works.enter("posts", person=person, title="委员", body_kind="owners", committee=works.committee)
    works.end("committees", works.committee, date(2024, 2, 29))
    return post


def out_of_office(works: Works) -> Any:
    assignment = works.assignment
    works.end("cadres", works.cadre, date(2024, 2, 29))
    return assignment


def liable(works: Works) -> Any:
    works.correct("courtyards", works.courtyard, households=40)
    return returned(works, "first", 90_00, liable=50)


def with_buildings(works: Works) -> Any:
    works.enter("buildings", courtyard=works.courtyard, name="1号楼", households=50)
    works.correct("courtyards", works.courtyard, households=40)
    return works.courtyard


def twice(works: Works) -> Any:
    works.correct("courtyards", works.courtyard, name="顺河路12号院")
    return works.enter("courtyards", called="twin", name="顺和路12号楼院", community=works.community)


def firm_with_members(works: Works) -> Any:
    return works.enter("firms", name="试验物业服务有限公司", uscc="91410104MA44QWXY88", kind="market", party_members=3)


def term_over(works: Works) -> Any:
    return works.enter("committees", courtyard=works.courtyard, kind="owners", name="业委会",
                       valid=DateRange(date(2023, 1, 1), date(2024, 3, 1)))


def _courtyard(**data: Any) -> Callable[[Works], Any]:
    return lambda w: w.correct("courtyards", w.courtyard, **data)


CASES: dict[str, Case] = {
    "three-no-without-committee": (lambda w: w.three_no, lambda w: w.committee),
    "three-no-without-mode": (
        lambda w: w.three_no, lambda w: w.enter("modes", courtyard=w.courtyard, mode="owner_self", evidence="认定表")
    ),
    "three-no-without-covenant": (
        lambda w: w.three_no, lambda w: w.enter("covenants", courtyard=w.courtyard, title="规约", adopted_how="residents")
    ),
    "three-no-without-state": (
        lambda w: w.three_no, lambda w: w.enter("three-no", courtyard=w.courtyard, **STATE)
    ),
    "three-no-without-cadre": (lambda w: w.three_no, lambda w: w.assignment),
    "three-no-without-cover": (
        lambda w: w.three_no, lambda w: w.enter("party-covers", courtyard=w.courtyard, organisation=w.branch)
    ),
    "area-missing": (lambda w: w.renovated, _courtyard(area_m2="3521.60")),
    "households-missing": (lambda w: w.renovated, _courtyard(households=40)),
    "built-year-implausible": (_courtyard(built_year=2025), _courtyard(built_year=1987)),
    # The cast's first street is the square from 101 to 102 degrees east and 30 to 31 north.
    "outside-its-street": (
        _courtyard(longitude="102.010000", latitude="30.500000"), _courtyard(longitude="102.000100", latitude="30.500000")
    ),
    "cluster-elsewhere": (clustered, _courtyard(cluster=None)),
    "area-per-household": (_courtyard(area_m2="100000.00", households=10), _courtyard(households=1000)),
    "households-of-buildings": (with_buildings, _courtyard(households=50)),
    "same-name-twice": (twice, _courtyard(name="顺河路13号院")),
    "committee-term-over": (
        term_over, lambda w: w.enter("committees", called="next", courtyard=w.courtyard, kind="owners", name="新一届",
                                     valid=DateRange(date(2024, 5, 1), None))
    ),
    "committee-without-head": (
        lambda w: w.committee, lambda w: w.enter("committee-members", committee=w.committee, name="李试验", post="head")
    ),
    "renovation-never-accepted": (
        lambda w: w.enter("renovations", courtyard=w.courtyard, project="改造", started_on=date(2022, 6, 2)),
        lambda w: w.correct("renovations", w.made["renovations"], accepted_on=date(2024, 1, 5)),
    ),
    "no-management-under-contract": (
        served, lambda w: w.correct("three-no", w.made["three-no"], no_property_management=False)
    ),
    "managed-by-nobody": (
        lambda w: w.enter("modes", courtyard=w.courtyard, mode="market", evidence="认定表"), lambda w: w.contract
    ),
    "contract-without-fee": (
        lambda w: w.contract, lambda w: w.correct("contracts", w.contract, fee_yuan_per_m2_month="0.50")
    ),
    "service-not-started": (lambda w: w.contract, lambda w: w.correct("contracts", w.contract, started_on=date(2023, 3, 1))),
    "uscc-check-character": (
        lambda w: w.enter("firms", name="甲", uscc="91410104MA44QWXY81", kind="market"),
        lambda w: w.correct("firms", w.made["firms"], uscc="91410104MA44QWXY88"),
    ),
    "more-households-than-there-are": (liable, _courtyard(households=50)),
    "collection-jump": (jumped, lambda w: w.correct("fee-returns", w.made["second"], received_fen=60_00)),
    "cadre-out-of-office": (out_of_office, lambda w: w.end("assignments", w.assignment, date(2024, 2, 29))),
    "visit-without-solution": (
        lambda w: w.enter("visits", assignment=w.assignment, visited_on=date(2024, 5, 3), found="路灯不亮"),
        lambda w: w.correct("visits", w.made["visits"], solved="已修", solved_on=date(2024, 6, 3)),
    ),
    "organisation-without-members": (lambda w: w.branch, lambda w: w.correct("party-organisations", w.branch, members=5)),
    "post-in-an-ended-body": (ended_committee, lambda w: w.end("posts", w.made["posts"], date(2024, 2, 29))),
    "pairing-without-activity": (
        lambda w: w.pairing,
        lambda w: w.enter("pairing-activities", pairing=w.pairing, held_on=date(2024, 4, 1), subject="主题党日"),
    ),
    "firm-without-organisation": (
        firm_with_members,
        lambda w: w.enter("party-organisations", name="企业党支部", standing="firm", kind="branch", unit=w.made["firms"].unit),
    ),
    "firm-without-party-work": (lambda w: w.firm, lambda w: w.enter("instructors", name="陈试验", unit=w.firm_unit)),
}
