"""What of the ledger a batch pays, what it claims back instead, and which lines a payment in part settles.

All amounts are whole fen. No clock, no database.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# A ledger line and how much of it: (id, fen).
Share = tuple[int, int]


@dataclass(frozen=True)
class Owed:
    """A claim that is not paid back yet: how much is open, and of which negative lines (their remains, the oldest first)."""

    claim: int
    outstanding_fen: int
    lines: tuple[Share, ...]


@dataclass(frozen=True)
class Item:
    """What one courtyard is paid: its own lines, less what is set off against claims. `amount_fen` may be 0, never below."""

    own: tuple[Share, ...]
    set_off: tuple[Share, ...] = ()

    @property
    def gross_fen(self) -> int:
        return sum(fen for _line, fen in self.own)

    @property
    def set_off_fen(self) -> int:
        return -sum(fen for _line, fen in self.set_off)

    @property
    def amount_fen(self) -> int:
        return self.gross_fen - self.set_off_fen

    @property
    def shares(self) -> tuple[Share, ...]:
        return self.own + self.set_off


@dataclass
class Composed:
    """Items and new claims by courtyard. A courtyard whose lines sum to nothing is in neither."""

    items: dict[int, Item] = field(default_factory=dict)
    claims: dict[int, tuple[Share, ...]] = field(default_factory=dict)


def compose(dues: Iterable[tuple[int, Share]], owed: Mapping[int, Sequence[Owed]]) -> Composed:
    """Sets the corrections of each courtyard off against the rest of it; nothing negative is ever paid out.

    `dues` are (courtyard, (line, what remains of it)), the oldest first. A sum below nothing becomes a claim of its own.
    """
    by_courtyard: dict[int, list[Share]] = {}
    for courtyard, share in dues:
        by_courtyard.setdefault(courtyard, []).append(share)
    made = Composed()
    for courtyard, shares in by_courtyard.items():
        total = sum(fen for _line, fen in shares)
        if total < 0:
            made.claims[courtyard] = tuple(shares)
        elif total > 0:
            made.items[courtyard] = Item(tuple(shares), set_off(total, owed.get(courtyard, ())))
    return made


def set_off(total: int, owed: Sequence[Owed]) -> tuple[Share, ...]:
    """So much of what a courtyard owes as its payment covers, the oldest claim first; as negative shares."""
    found: list[Share] = []
    for one in owed:
        most = min(total, one.outstanding_fen)
        found += take(one.lines, most)
        total -= most
    return tuple(found)


def take(lines: Iterable[Share], fen: int) -> list[Share]:
    """`fen` (not below 0) of the negative lines, the oldest first, as negative shares.

    Raises ValueError where the lines come to less.
    """
    found: list[Share] = []
    for line, remaining in lines:
        part = min(fen, -remaining)
        if part > 0:
            found.append((line, -part))
            fen -= part
    if fen > 0:
        raise ValueError("the lines of the claim come to less than that")
    return found


def allocate(shares: Sequence[Share], paid_fen: int) -> list[Share]:
    """Which lines a payment of `paid_fen` settles, and how much of each; sums to `paid_fen`.

    What is taken back is settled first and whole, then the oldest lines. Raises ValueError for more than the shares come to.
    """
    if not 0 < paid_fen <= sum(fen for _line, fen in shares):
        raise ValueError("a payment is more than nothing, and at most what was to be paid")
    taken_back = [share for share in shares if share[1] < 0]
    left, found = paid_fen - sum(fen for _line, fen in taken_back), list(taken_back)
    for line, fen in shares:
        part = min(fen, left)
        if part > 0:
            found.append((line, part))
            left -= part
    return found
