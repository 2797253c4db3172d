"""What two versions say differently."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """A part of the version, or of one of its lines: what stood there and what stands there. None: it is not there.

    `table` is "" for the version itself, else the name of the part that has lines; `code` its line.
    """

    table: str
    code: str
    part: str
    before: Any
    after: Any
