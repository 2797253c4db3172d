"""The words by which texts speak of indicators, their populations and the streets; where they stand in a sentence."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from governance.claims.rules.printed import Printed, Unit

# What may stand between a number and what it counts.
OPENING = re.compile(r"[\s“”\"'《（(的]*")
LINKING = re.compile(r"(?:[\s“”\"'》）):：]|共计|共有|总数|数量|数|共|有|达到|达|为|约|是|中|已|现|仅|的)*$")
BETWEEN = re.compile(r"[，,、：:（）()；;]")


@dataclass(frozen=True)
class Term:
    """An indicator as texts speak of it.

    `names` stand anywhere in the clause of the number (`…` skips up to eight signs), `nouns` directly at it: what it
    counts. `counted_in` are the measure words of what is counted, `around` what the sentence speaks of where several
    indicators have one name.
    """

    key: str
    unit: Unit
    names: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    counted_in: tuple[str, ...] = ()
    around: tuple[str, ...] = ()
    populations: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_money: bool = False

    @cached_property
    def patterns(self) -> tuple[re.Pattern[str], ...]:
        return tuple(re.compile(".{0,8}?".join(map(re.escape, name.split("…")))) for name in self.names)

    def may_be(self, printed: Printed) -> bool:
        """Whether the figure is of a kind that this indicator has: its value, or the count in its numerator."""
        if printed.unit is Unit.PERCENT:
            return self.unit is Unit.PERCENT
        if printed.unit is not Unit.COUNT:
            return printed.unit is Unit.YUAN and self.unit is Unit.YUAN
        fitting = not printed.measure or not self.counted_in or printed.measure in self.counted_in
        return fitting and not self.is_money


@dataclass(frozen=True)
class Named:
    """A name of an indicator at a place of the text."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Vocabulary:
    """All words of a district: its indicators, and its streets by id."""

    terms: tuple[Term, ...]
    streets: tuple[tuple[int, str], ...] = field(default=())

    def named(self, text: str, start: int, end: int) -> list[Named]:
        """The names between two places; of names at one place only the longest."""
        found = [
            Named(term, at.start(), at.end())
            for term in self.terms for pattern in term.patterns for at in pattern.finditer(text, start, end)
        ]
        return [
            one for one in found
            if not any(o.start <= one.start and one.end <= o.end and o.end - o.start > one.end - one.start for o in found)
        ]

    def counted(self, text: str, start: int, end: int, least: int) -> list[Named]:
        """What the number at this place counts by the nouns at it, behind it before what stands before it."""
        opening = OPENING.match(text, end)
        at = opening.end() if opening else end
        nouns = [(term, noun) for term in self.terms for noun in term.nouns]
        found = [Named(term, at, at + len(noun)) for term, noun in nouns if text.startswith(noun, at)]
        if not found:
            until = least + len(LINKING.sub("", text[least:start]))
            found = [Named(term, until - len(noun), until) for term, noun in nouns if text.endswith(noun, least, until)]
        longest = max((one.end - one.start for one in found), default=0)
        return [one for one in found if one.end - one.start == longest]

    def street(self, text: str, start: int, end: int) -> int | None:
        """The street that is named last before the number."""
        last = [(text.rfind(name, start, end), pk) for pk, name in self.streets]
        place = max(last, default=(-1, 0))
        return place[1] if place[0] >= 0 else None


def clause_of(text: str, start: int, end: int, sentence: tuple[int, int]) -> tuple[int, int]:
    """The clause around a place; a comma within a number ends none."""
    edges = [
        at.end() for at in BETWEEN.finditer(text, *sentence)
        if not (at[0] == "," and text[at.start() - 1 : at.start()].isdigit() and text[at.end() : at.end() + 1].isdigit())
    ]
    least = max((edge for edge in edges if edge <= start), default=sentence[0])
    most = min((edge - 1 for edge in edges if edge > end), default=sentence[1])
    return least, most


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """From where to where each sentence goes; a semicolon ends one too."""
    start = 0
    for end in re.finditer(r"[。；;！？!?\n\r]+", text):
        if text[start : end.start()].strip():
            yield start, end.start()
        start = end.end()
    if text[start:].strip():
        yield start, len(text)


def nearest_around(terms: Sequence[Term], text: str, sentence: tuple[int, int], at: int) -> list[Term]:
    """Of terms with one name those whose members the sentence names nearest to the place; all, where it names none."""
    def distance(term: Term) -> int:
        places = [
            found.start() for word in term.around for found in re.finditer(re.escape(word), text[sentence[0] : sentence[1]])
        ]
        return min((abs(sentence[0] + place - at) for place in places), default=len(text) + 1)

    distances = [distance(term) for term in terms]
    least = min(distances, default=0)
    return [term for term, far in zip(terms, distances, strict=True) if far == least]
