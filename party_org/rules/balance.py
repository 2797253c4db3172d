"""Who takes which gap: a balanced assignment, each tie with its reason. No database, no clock; the same for any order.

Balanced: nobody who takes a gap ends with two more than anybody else who could have taken it, counting what each
carries already. Within that, a carrier stays in as few communities and streets as possible: who works in a community
takes its gaps first, then who works in its street, then the free ones, community by community.
"""

from bisect import bisect_right, insort
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, order=True)
class Gap:
    """What lacks a carrier (a courtyard, or the branch of one or several), and where it lies."""

    street: int
    community: int
    key: int


@dataclass(frozen=True)
class Carrier:
    """Who can take gaps: its present load, where it works, and the one street it is held to, if any."""

    key: int
    load: int = 0
    communities: frozenset[int] = frozenset()
    streets: frozenset[int] = frozenset()
    only_street: int | None = None


class Near(StrEnum):
    """Why this carrier: the nearest that it stands to the gap."""

    COMMUNITY = "community"
    TOGETHER = "together"
    STREET = "street"
    LEAST = "least"


@dataclass(frozen=True)
class Tie:
    """One gap and who takes it; `before` and `after` are the carrier's loads before and after the whole proposal."""

    gap: Gap
    carrier: int
    before: int
    after: int
    near: Near


@dataclass(frozen=True)
class Proposal:
    """Every gap once: taken, or left because nobody may take it."""

    ties: tuple[Tie, ...]
    left: tuple[Gap, ...]


def propose(gaps: Iterable[Gap], carriers: Iterable[Carrier]) -> Proposal:
    """The balanced assignment. O(n log n) in gaps and carriers together."""
    local: dict[int, list[Carrier]] = defaultdict(list)
    wide: list[Carrier] = []
    for carrier in sorted(carriers, key=lambda c: c.key):
        (wide if carrier.only_street is None else local[carrier.only_street]).append(carrier)
    by_street: dict[int, list[Gap]] = defaultdict(list)
    left = []
    for gap in sorted(gaps):
        if wide or gap.street in local:
            by_street[gap.street].append(gap)
        else:
            left.append(gap)
    quotas = _quotas({street: len(found) for street, found in by_street.items()}, local, wide)
    ties: list[Tie] = []
    rest: list[Gap] = []
    for street, found in by_street.items():
        placing = _Placing(found, local[street], quotas[street])
        ties += placing.ties()
        rest += placing.open()
    ties += _Placing(rest, wide, len(rest)).ties()
    return Proposal(tuple(sorted(ties, key=lambda tie: tie.gap)), tuple(left))


def _room(carriers: Sequence[Carrier], level: int) -> int:
    """How many gaps fit until everybody carries `level`."""
    return sum(max(0, level - carrier.load) for carrier in carriers)


def _quotas(
    gaps: Mapping[int, int], local: Mapping[int, Sequence[Carrier]], wide: Sequence[Carrier]
) -> dict[int, int]:
    """How many of each street's gaps its own carriers take; those of the whole district take the rest.

    All are filled to one level below the least that suffices, as far as their streets have gaps; the last step goes
    to a street's own carriers before those of the district.
    """
    own = {street: local.get(street, ()) for street in gaps}

    def suffices(level: int) -> bool:
        over = sum(max(0, count - _room(own[street], level)) for street, count in gaps.items())
        return over <= _room(wide, level)

    loads = [carrier.load for carriers in (wide, *own.values()) for carrier in carriers]
    low, high = 0, max(loads, default=0) + sum(gaps.values())
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if suffices(middle) else (middle + 1, high)
    below = {street: min(count, _room(own[street], low - 1)) for street, count in gaps.items()}
    last = sum(gaps.values()) - sum(below.values()) - _room(wide, low - 1)
    quotas = {}
    for street, count in gaps.items():
        step = min(count - below[street], _room(own[street], low) - _room(own[street], low - 1), max(0, last))
        quotas[street] = below[street] + step
        last -= step
    return quotas


def _spare(carriers: Sequence[Carrier], count: int, gaps: Sequence[Gap]) -> dict[int, int]:
    """How many of `count` gaps each takes so that loads end level; the odd ones go to who works among them already."""
    low, high = 0, max((c.load for c in carriers), default=0) + count
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if _room(carriers, middle) >= count else (middle + 1, high)
    communities, streets = {gap.community for gap in gaps}, {gap.street for gap in gaps}

    def distance(carrier: Carrier) -> tuple[bool, bool, int]:
        return not carrier.communities & communities, not carrier.streets & streets, carrier.key

    spare = {carrier.key: max(0, low - 1 - carrier.load) for carrier in carriers}
    odd = count - sum(spare.values())
    for carrier in sorted((c for c in carriers if c.load < low), key=distance)[:odd]:
        spare[carrier.key] += 1
    return spare


@dataclass
class _Pool:
    """Carriers with room, to be taken by how much room: the most that fits, else the least that is too much."""

    by_room: dict[int, deque[Carrier]] = field(default_factory=dict)
    rooms: list[int] = field(default_factory=list)

    def put(self, carrier: Carrier, room: int) -> None:
        if room not in self.by_room:
            self.by_room[room] = deque()
            insort(self.rooms, room)
        self.by_room[room].append(carrier)

    def take(self, wanted: int) -> Carrier | None:
        if not self.rooms:
            return None
        place = max(0, bisect_right(self.rooms, wanted) - 1)
        found = self.by_room[self.rooms[place]]
        carrier = found.popleft()
        if not found:
            del self.by_room[self.rooms.pop(place)]
        return carrier


class _Placing:
    """Puts gaps (in order) and carriers together, nearest first, until `count` gaps are taken."""

    def __init__(self, gaps: Sequence[Gap], carriers: Sequence[Carrier], count: int) -> None:
        self.carriers = carriers
        self.spare = _spare(carriers, count, gaps) if carriers else {}
        self.after = {carrier.key: carrier.load + self.spare[carrier.key] for carrier in carriers}
        self.waiting: dict[tuple[int, int], deque[Gap]] = {}
        for gap in gaps:
            self.waiting.setdefault((gap.street, gap.community), deque()).append(gap)
        self.found: list[Tie] = []
        self.reached: set[tuple[int, int]] = set()
        self._same_community()
        self._same_street()
        everywhere = list(self.waiting)
        self._fill(everywhere, [carrier for carrier in carriers if not carrier.streets])
        self._fill(everywhere, carriers)

    def ties(self) -> list[Tie]:
        return self.found

    def open(self) -> list[Gap]:
        """The gaps that nobody here took."""
        return [gap for gaps in self.waiting.values() for gap in gaps]

    def _same_community(self) -> None:
        inside: dict[int, list[Carrier]] = defaultdict(list)
        for carrier in self.carriers:
            for community in carrier.communities:
                inside[community].append(carrier)
        for place in self.waiting:
            for carrier in inside[place[1]]:
                self._give(carrier, place)

    def _same_street(self) -> None:
        inside: dict[int, list[Carrier]] = defaultdict(list)
        for carrier in self.carriers:
            for street in carrier.streets:
                inside[street].append(carrier)
        places: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for place in self.waiting:
            places[place[0]].append(place)
        for street, found in places.items():
            self._fill(found, inside[street])

    def _fill(self, places: Sequence[tuple[int, int]], carriers: Iterable[Carrier]) -> None:
        """Community by community; who has room left when one is full goes on with the next."""
        pool = _Pool()
        for carrier in carriers:
            if self.spare[carrier.key]:
                pool.put(carrier, self.spare[carrier.key])
        at_work: Carrier | None = None
        for place in places:
            while self.waiting[place]:
                at_work = at_work or pool.take(len(self.waiting[place]))
                if at_work is None:
                    return
                self._give(at_work, place)
                if not self.spare[at_work.key]:
                    at_work = None

    def _give(self, carrier: Carrier, place: tuple[int, int]) -> None:
        """As many gaps of the place as the carrier has room for."""
        waiting = self.waiting[place]
        for _ in range(min(self.spare[carrier.key], len(waiting))):
            gap = waiting.popleft()
            self.spare[carrier.key] -= 1
            self.found.append(
                Tie(gap, carrier.key, carrier.load, self.after[carrier.key], self._near(carrier, gap))
            )
            self.reached.add((carrier.key, gap.community))

    def _near(self, carrier: Carrier, gap: Gap) -> Near:
        if gap.community in carrier.communities:
            return Near.COMMUNITY
        if (carrier.key, gap.community) in self.reached:
            return Near.TOGETHER
        return Near.STREET if gap.street in carrier.streets else Near.LEAST
