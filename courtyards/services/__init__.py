"""The verbs of places beyond entering and correcting, which the engine of the registers does for all of them."""

from courtyards.services.places import Moved, move
from courtyards.services.successions import MOST_PARTS, Part, Succeeded, SumsDiffer, merge, split

__all__ = ["MOST_PARTS", "Moved", "Part", "Succeeded", "SumsDiffer", "merge", "move", "split"]
