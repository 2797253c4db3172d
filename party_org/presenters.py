"""The shapes in which the board, its proposals and the tree are shown."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.divisions.models import Community, Street
from party_org.choices import BodyKind, Standing
from party_org.forms import ProposalForm, line_name
from party_org.reading import Bearer, CrossPosts, Loads, Opening, Place
from party_org.rules.balance import Near, Proposal, Tie
from party_org.rules.tree import Node

STANDINGS = [*Standing.values, ""]


@dataclass
class StreetRow:
    """How many courtyards of a street have a pairing and a cadre."""

    name: str
    code: str = ""
    total: int = 0
    paired: int = 0
    assigned: int = 0
    branchless: int = 0

    @property
    def unpaired(self) -> int:
        return self.total - self.paired

    @property
    def unassigned(self) -> int:
        return self.total - self.assigned

    def add(self, place: Place) -> None:
        self.total += 1
        self.paired += place.paired
        self.assigned += place.assigned
        self.branchless += place.branch_id is None and not place.paired


def by_street(places: Iterable[Place], streets: Mapping[int, Street]) -> tuple[list[StreetRow], StreetRow]:
    """A row per street with courtyards, and the sum of all."""
    rows = {key: StreetRow(street.name, street.code) for key, street in streets.items()}
    total = StreetRow(_("All streets"))
    for place in places:
        if place.in_street_id in rows:
            rows[place.in_street_id].add(place)
            total.add(place)
    return [row for row in rows.values() if row.total], total


@dataclass
class Line:
    """One line of a proposal: the gap, who is proposed or typed, and why."""

    opening: Opening
    name: str
    text: str
    why: str = ""
    error: str = ""
    is_proposed: bool = True

    @property
    def covered(self) -> str:
        return "、".join(place.name for place in self.opening.courtyards)


@dataclass
class Block:
    """The lines of one community."""

    street: str
    community: str
    lines: list[Line] = field(default_factory=list)


@dataclass(frozen=True)
class LoadRow:
    """What a proposal means for one carrier."""

    shown: str
    before: int
    after: int
    communities: int


@dataclass(frozen=True)
class Sheet:
    """A proposal as it stands on the page."""

    blocks: list[Block]
    loads: list[LoadRow]
    before: Loads
    after: Loads
    lines: int


def why(tie: Tie) -> str:
    """The reason of one line, in words."""
    words = {
        Near.COMMUNITY: _("works in this community already"),
        Near.TOGETHER: _("takes others of this community as well"),
        Near.STREET: _("works in this street already"),
        Near.LEAST: _("carries least"),
    }
    return _("%(near)s; load %(before)s → %(after)s") % {
        "near": words[tie.near], "before": tie.before, "after": tie.after
    }


def sheet(
    openings: Sequence[Opening], bearers: Sequence[Bearer], proposal: Proposal, form: ProposalForm,
    streets: Mapping[int, Street], communities: Mapping[int, Community],
) -> Sheet:
    """The lines by community: as proposed, or as the form says where one was sent. `openings` in order."""
    by_key = {bearer.carrier.key: bearer for bearer in bearers}
    proposed = {tie.gap.key: tie for tie in proposal.ties}
    chosen = dict(form.lines) if form.is_edited else {key: tie.carrier for key, tie in proposed.items()}
    blocks: dict[tuple[int, int], Block] = {}
    for opening in openings:
        key, tie = opening.gap.key, proposed.get(opening.gap.key)
        place = (opening.in_street, opening.gap.community)
        if place not in blocks:
            blocks[place] = Block(_named(streets.get(place[0])), _named(communities.get(place[1])))
        text = form.typed(key) if form.is_edited else by_key[tie.carrier].label if tie else ""
        is_proposed = tie is not None and chosen.get(key) == tie.carrier
        blocks[place].lines.append(
            Line(opening, line_name(key), text, why(tie) if tie else "", form.line_errors.get(key, ""), is_proposed)
        )
    in_sight = {opening.gap.key: opening.gap.community for opening in openings}
    return _with_loads(list(blocks.values()), bearers, {k: v for k, v in chosen.items() if k in in_sight}, in_sight)


def _with_loads(
    blocks: list[Block], bearers: Sequence[Bearer], chosen: Mapping[int, int], communities: Mapping[int, int]
) -> Sheet:
    taken: dict[int, list[int]] = defaultdict(list)
    for gap, carrier in chosen.items():
        taken[carrier].append(communities[gap])
    rows = [
        LoadRow(
            bearer.shown, bearer.carrier.load, bearer.carrier.load + len(taken[bearer.carrier.key]),
            len({*taken[bearer.carrier.key], *bearer.carrier.communities}),
        )
        for bearer in bearers
    ]
    return Sheet(
        blocks, [row for row in rows if row.after != row.before], Loads.of(row.before for row in rows),
        Loads.of(row.after for row in rows), len(chosen),
    )


def _named(place: Any) -> str:
    return str(place.name) if place is not None else ""


def posts_by_street(found: Iterable[CrossPosts], streets: Mapping[int, Street]) -> list[tuple[str, int]]:
    """Persons per street in which they hold a post. Who holds posts in two streets counts in both."""
    counts: dict[int | None, int] = defaultdict(int)
    for person in found:
        for street in person.streets:
            counts[street] += 1
    rows = [(street.name, counts[key]) for key, street in streets.items() if counts.get(key)]
    return [*rows, (_("posts of no street"), counts[None])] if counts.get(None) else rows


def with_labels(found: Iterable[CrossPosts]) -> None:
    """Says the kinds of bodies in words."""
    labels = dict(BodyKind.choices)
    for person in found:
        for post in person.posts:
            post["kind"] = labels.get(post["body_kind"], post["body_kind"])


@dataclass
class TreeItem:
    """A node as the page shows it: its children in groups of one standing each."""

    node: Node
    groups: list[tuple[str, list["TreeItem"]]]

    @property
    def counts(self) -> str:
        """What stands below it, in words."""
        parts = []
        if n := self.node.below:
            parts.append(ngettext("%(n)d organisation below", "%(n)d organisations below", n) % {"n": n})
        if n := len(self.node.courtyards):
            parts.append(ngettext("%(n)d courtyard", "%(n)d courtyards", n) % {"n": n})
        if n := self.node.own.joined:
            parts.append(ngettext("%(n)d member organisation", "%(n)d member organisations", n) % {"n": n})
        if n := self.node.members:
            parts.append(ngettext("%(n)d Party member", "%(n)d Party members", n) % {"n": n})
        return "，".join(parts)


def grouped(nodes: Iterable[Node], keep: Callable[[Node], bool]) -> list[tuple[str, list[TreeItem]]]:
    """Nodes that `keep` lets through by where they stand, each with its children likewise."""
    labels: dict[str, Any] = {**dict(Standing.choices), "": _("where it stands is not entered")}
    by_standing: dict[str, list[TreeItem]] = defaultdict(list)
    for node in nodes:
        if keep(node):
            by_standing[node.own.standing].append(TreeItem(node, grouped(node.children, keep)))
    return [(str(labels[s]), by_standing[s]) for s in STANDINGS if s in by_standing]


@dataclass
class StreetTree:
    """The organisations of one street, counted; `groups` is its tree where it is open."""

    street: Street
    organisations: int = 0
    members: int = 0
    courtyards: set[int] = field(default_factory=set)
    groups: list[tuple[str, list[TreeItem]]] = field(default_factory=list)


def streets_of(roots: Sequence[Node], streets: Mapping[int, Street], opened: str) -> list[StreetTree]:
    """Every street with its organisations counted; the one with the code `opened` as a tree."""
    found = {key: StreetTree(street) for key, street in streets.items()}
    tops: dict[int, list[Node]] = defaultdict(list)
    waiting: list[tuple[Node, int | None]] = [(node, None) for node in roots]
    for node, above in waiting:
        own = node.own.street
        waiting += [(child, own) for child in node.children]
        if own in found and own is not None:
            found[own].organisations += 1
            found[own].members += node.own.members
            found[own].courtyards |= set(node.own.courtyards)
            if above != own:
                tops[own].append(node)
    for key, tree in found.items():
        if tree.street.code == opened:
            tree.groups = grouped(tops[key], partial(_stands_in, key))
    return [tree for tree in found.values() if tree.organisations]


def _stands_in(street: int, node: Node) -> bool:
    return node.own.street == street
