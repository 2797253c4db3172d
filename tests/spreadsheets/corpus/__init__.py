"""Ugly workbooks with declared truths, made anew at each run. `WORKBOOKS` is for whoever reads clerks' files."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.spreadsheets.corpus import figures, formats, layouts, real, rows, words
from tests.spreadsheets.corpus.paper import Paper, Truth, to_openpyxl

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Ugly:
    """A file by its name, how it is made, and what is so about each of its sheets that matter."""

    name: str
    papers: Callable[[], Sequence[Paper]]
    make: Callable[[Sequence[Paper]], bytes]

    @cached_property
    def drawn(self) -> Sequence[Paper]:
        return self.papers()

    @property
    def content(self) -> bytes:
        return self.make(self.drawn)

    @property
    def truths(self) -> list[Truth]:
        return [paper.truth for paper in self.drawn]


def _one(draw: Callable[[], Paper]) -> Ugly:
    return Ugly(f"{draw.__name__}.xlsx", lambda: [draw()], lambda papers: to_openpyxl(*papers))


def _of(name: str, draw: Callable[[], Sequence[Paper]], make: Callable[[Sequence[Paper]], bytes]) -> Ugly:
    return Ugly(name, draw, make)


WORKBOOKS: list[Ugly] = [
    *(_one(draw) for draw in (*layouts.LAYOUTS, *rows.ROWS, *figures.FIGURES, *words.WORDS)),
    *(_of(*each) for each in (*formats.FILES, *real.FILES)),
]
