"""Organisations as a tree with counts: rows in, nested nodes out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Organisation:
    """One organisation of the day: `members` are its own, `courtyards` the keys of those it covers itself."""

    key: int
    name: str
    standing: str
    parent: int | None = None
    street: int | None = None
    members: int = 0
    courtyards: tuple[int, ...] = ()
    joined: int = 0


@dataclass
class Node:
    """An organisation with what stands below it; the counts take in everything below, a courtyard once."""

    own: Organisation
    children: list["Node"] = field(default_factory=list)
    below: int = 0
    members: int = 0
    courtyards: set[int] = field(default_factory=set)


def grow(organisations: Iterable[Organisation]) -> list[Node]:
    """The roots. Whose superior is not among the rows (ended, out of sight) is a root.

    An organisation that stands below itself, which the register refuses, is in no tree.
    """
    nodes = {row.key: Node(row, members=row.members, courtyards=set(row.courtyards)) for row in organisations}
    below: dict[int | None, list[Node]] = defaultdict(list)
    for node in nodes.values():
        below[node.own.parent if node.own.parent in nodes else None].append(node)
    roots = below.pop(None, [])
    reached = list(roots)
    for node in reached:
        node.children = below.get(node.own.key, [])
        reached += node.children
    for node in reversed(reached):
        for child in node.children:
            node.below += 1 + child.below
            node.members += child.members
            node.courtyards |= child.courtyards
    return roots
