"""Checks a rating standard before it is used: all its faults are named at once, in plain words, each at its place.

A standard is written as data (a file, a sheet, the editor of the page), whose shape `docs/standards.md` tells: texts for
numbers, so that no mark is ever a float.
"""

from ratings.standards import bands, shape, sums, tree
from ratings.standards.faults import Data, Fault, StandardFaults, mark
from ratings.standards.sums import reach

__all__ = ["Data", "Fault", "StandardFaults", "demand_sound", "faults_of", "mark", "reach"]


def demand_sound(data: Data) -> None:
    """Raises StandardFaults for missing parts, marks that do not sum, weights that do not, or bounds that leave holes."""
    if faults := faults_of(data):
        raise StandardFaults(faults)


def faults_of(data: Data) -> list[Fault]:
    """Every fault; empty for a standard that can be released."""
    if broken := shape.faults(data):
        return broken
    parts = list(tree.faults(data))
    added, given = [] if parts else list(sums.faults(data)), list(bands.faults(data))
    return [*parts, *added, *given, *([] if parts or given else bands.unreachable(data)), *tree.vetoes(data)]
