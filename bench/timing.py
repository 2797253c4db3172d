"""Interleaved repetitions, their medians, and the table that holds them against their limits."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Measure:
    """Medians in milliseconds. Without `bare` the limit is milliseconds too, otherwise a ratio. `more`: told beside."""

    name: str
    ours: float
    limit: float
    bare: float | None = None
    more: str = ""

    @property
    def ratio(self) -> float | None:
        return None if self.bare is None else self.ours / self.bare

    @property
    def holds(self) -> bool:
        return (self.ours if self.ratio is None else self.ratio) <= self.limit


def interleaved(works: Mapping[str, Callable[[], object]], repetitions: int) -> dict[str, float]:
    """The median of every work in milliseconds. A round does each once, in turns forwards and backwards.

    Two rounds go unmeasured, so that plans, templates and connections are warm.
    """
    spent: dict[str, list[float]] = {name: [] for name in works}
    for turn in range(-2, repetitions):
        for name in list(works)[:: 1 if turn % 2 else -1]:
            begun = time.perf_counter()
            works[name]()
            passed = (time.perf_counter() - begun) * 1000
            if turn >= 0:
                spent[name].append(passed)
    return {name: median(times) for name, times in spent.items()}


def report(measures: Iterable[Measure]) -> bool:
    """Prints the table; whether every limit holds."""
    rows = [("measure", "ours ms", "bare ms", "ratio", "limit", "")]
    sound = True
    for found in measures:
        sound = sound and found.holds
        ratio = ("", "", f"{found.limit:g} ms") if found.bare is None or found.ratio is None else (
            f"{found.bare:.2f}", f"{found.ratio:.2f}", f"{found.limit:g}"
        )
        rows.append((found.name, f"{found.ours:.2f}", *ratio, f"{'ok' if found.holds else 'FAIL'} {found.more}".rstrip()))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for name, *cells in rows:
        print("  ".join([name.ljust(widths[0]), *(c.rjust(w) for c, w in zip(cells, widths[1:], strict=True))]))
    return sound
