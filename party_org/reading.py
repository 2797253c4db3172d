"""What the board, the tree and the page of cross-appointments read. One statement per question, whatever its size."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from governance.common import sql
from party_org.models import Cadre, Person
from party_org.rules import quarters
from party_org.rules.balance import Carrier, Gap
from party_org.rules.tree import Organisation


def _rows(name: str, district: int, **parameters: Any) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("party_org", name), {"district": district, **parameters})
        columns = [column.name for column in cursor.description]
        return [dict(zip(columns, row, strict=True)) for row in cursor.fetchall()]


@dataclass(frozen=True)
class Place:
    """A courtyard on a day: its branch, and whether a pairing and a cadre stand by it."""

    id: int
    code: str
    name: str
    street_id: int
    in_street_id: int
    in_community_id: int
    three_no: bool
    branch_id: int | None
    branch_name: str | None
    branch_street_id: int | None
    paired: bool
    paired_next: date | None
    assigned: bool
    assigned_next: date | None


def places(district: int, on: date) -> list[Place]:
    """Every courtyard of the district on the day."""
    return [Place(**row) for row in _rows("board/courtyards", district, on=on)]


@dataclass(frozen=True)
class Opening:
    """A gap with its name: a courtyard, or a branch with the courtyards it covers. It closes by itself on `until`."""

    gap: Gap
    name: str
    courtyards: tuple[Place, ...]
    in_street: int
    until: date | None


def without_pairing(found: Iterable[Place]) -> list[Opening]:
    """Branches none of whose pairings holds; one for all the courtyards that it covers."""
    by_branch: dict[int, list[Place]] = {}
    for place in found:
        if not place.paired and place.branch_id is not None:
            by_branch.setdefault(place.branch_id, []).append(place)
    return [
        Opening(
            Gap(covered[0].branch_street_id or 0, covered[0].in_community_id, branch), covered[0].branch_name or "",
            tuple(covered), covered[0].in_street_id, min((p.paired_next for p in covered if p.paired_next), default=None),
        )
        for branch, covered in by_branch.items()
    ]


def without_cadre(found: Iterable[Place]) -> list[Opening]:
    """Courtyards for which no cadre answers."""
    return [
        Opening(Gap(p.street_id, p.in_community_id, p.id), p.name, (p,), p.in_street_id, p.assigned_next)
        for p in found
        if not p.assigned
    ]


@dataclass(frozen=True)
class Bearer:
    """An organ branch or a cadre who can take gaps. `label` is how a field names it; `spoken` how people may."""

    carrier: Carrier
    label: str
    spoken: str
    shown: str


def _carrier(row: dict[str, Any]) -> Carrier:
    return Carrier(
        key=row["id"], load=row["load"], communities=frozenset(row["communities"]), streets=frozenset(row["streets"]),
        only_street=row["street_id"],
    )


def organ_branches(district: int, on: date) -> list[Bearer]:
    """Organ branches in force, with the pairings they carry."""
    return [
        Bearer(_carrier(row), f"{row['name']} #{row['id']}", row["name"], row["name"])
        for row in _rows("board/organ_branches", district, on=on)
    ]


def cadres(district: int, on: date) -> list[Bearer]:
    """Cadres in office, with the courtyards they answer for; so many together are shown by masked names."""
    name: Any = Cadre._meta.get_field("name")
    found = []
    for row in _rows("board/cadres", district, on=on):
        shown = f"{name.masked(row['name'])} {row['unit'] or ''}".strip()
        found.append(Bearer(_carrier(row), f"{shown} #{row['id']}", row["name"], shown))
    return found


@dataclass(frozen=True)
class Loads:
    """How evenly carriers are loaded; `by_load` says how many carry how much."""

    total: int
    without: int
    least: int
    most: int
    by_load: list[tuple[int, int]]

    @classmethod
    def of(cls, loads: Iterable[int]) -> "Loads":
        counted = Counter(loads)
        return cls(
            sum(counted.values()), counted.get(0, 0), min(counted, default=0), max(counted, default=0),
            sorted(counted.items()),
        )


@dataclass(frozen=True)
class Quarter:
    """A quarter's ties, how many of them were active in it, and how often."""

    label: str
    ties: int
    active: int
    times: int


def by_quarter(district: int, on: date, what: str, count: int = 4) -> list[Quarter]:
    """`activities` of pairings or `visits` of cadres in the last quarters up to the day."""
    spans = quarters.until(on, count)
    firsts, afters = [first for first, _ in spans], [after for _, after in spans]
    return [
        Quarter(quarters.written(row["first"]), row["ties"], row["active"], row["times"])
        for row in _rows(f"board/{what}", district, firsts=firsts, afters=afters)
    ]


@dataclass
class CrossPosts:
    """A person with posts in two or more kinds of bodies."""

    person: int
    shown: str
    is_party_member: bool
    posts: list[dict[str, Any]]

    @property
    def streets(self) -> set[int | None]:
        return {post["street_id"] for post in self.posts}


def cross_posts(district: int, on: date) -> list[CrossPosts]:
    """Everybody who stands in two kinds of bodies on the day (R12); names masked."""
    name: Any = Person._meta.get_field("name")
    found: dict[int, CrossPosts] = {}
    for row in _rows("posts/crossing", district, on=on):
        person = CrossPosts(row["id"], name.masked(row["name"]), row["is_party_member"], [])
        found.setdefault(row["id"], person).posts.append(row)
    return list(found.values())


def organisations(district: int, on: date) -> list[Organisation]:
    """Every organisation of the day, as the tree takes them."""
    return [
        Organisation(
            row["id"], row["name"], row["standing"], row["parent_id"], row["street_id"], row["members"],
            tuple(row["courtyards"]), row["joined"],
        )
        for row in _rows("tree/organisations", district, on=on)
    ]
