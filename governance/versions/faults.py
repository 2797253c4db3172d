"""What is wrong with the data of a version, and where it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Data = Mapping[str, Any]


@dataclass(frozen=True)
class Fault:
    """A sentence and its place in the data: `items.3.full_mark`, `bounds.5`, `total`."""

    place: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


class Faults(ValueError):
    """The version can't be used."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = list(faults)
