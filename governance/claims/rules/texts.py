"""Finds the figures of a report's text, and which indicator each may be. Every number is accounted for."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from governance.claims.rules import dates, printed
from governance.claims.rules.printed import PLAIN, Printed, Unit
from governance.claims.rules.vocabulary import Named, Term, Vocabulary, clause_of, nearest_around, sentences
from governance.indicators.definitions import Words


class Kind(StrEnum):
    """What a number of a text is taken for."""

    MATCHED = "matched"
    # It may be an indicator's: several fit, or only the neighbouring words say so. A person decides.
    QUESTION = "question"
    DAY = "day"
    ORDINAL = "ordinal"
    RATE = "rate"
    SLOGAN = "slogan"
    NONE = "none"


LABELS = {
    Kind.MATCHED: Words("已对应", "matched"),
    Kind.QUESTION: Words("请确认", "please confirm"),
    Kind.DAY: Words("日期或时长", "day or length of time"),
    Kind.ORDINAL: Words("序号", "ordinal"),
    Kind.RATE: Words("单价或标准", "price or standard"),
    Kind.SLOGAN: Words("口号、简称", "slogan"),
    Kind.NONE: Words("不是指标", "no indicator"),
}
TIME = ("年", "月", "日", "天", "个月", "小时", "分钟", "岁", "号", "期")


@dataclass(frozen=True)
class Found:
    """A number of the text: where it stands, what it says, and which indicators it may be of."""

    start: int
    end: int
    clause: tuple[int, int]
    printed: Printed
    kind: Kind
    on: date
    terms: tuple[Term, ...] = ()
    population: str = ""
    street: int | None = None
    # The indicator is told by the noun at the number alone, as of any 楼院 that are counted.
    by_noun: bool = False


def read(text: str, vocabulary: Vocabulary, dated: date) -> list[Found]:
    """Every number of the text, in order. `dated` is the day of the document."""
    plain = text.translate(PLAIN)
    named_days = list(dates.mentions(plain))
    found: list[Found] = []
    for sentence in sentences(plain):
        reading = _Sentence(plain, sentence, vocabulary, named_days, dated)
        found += reading.read()
    return found


class _Sentence:
    """One sentence with its numbers and the names that stand in it."""

    def __init__(
        self, text: str, bounds: tuple[int, int], vocabulary: Vocabulary, named_days: list[dates.Mention], dated: date
    ) -> None:
        self.text, self.bounds, self.vocabulary, self.days, self.dated = text, bounds, vocabulary, named_days, dated
        self.named = vocabulary.named(text, *bounds)
        self.numbers = list(self._numbers())

    def _numbers(self) -> Iterator[tuple[int, int, Printed, Kind | None]]:
        start, end = self.bounds
        for at, until, figure in printed.figures(self.text[start:end]):
            yield start + at, start + until, figure, self._no_figure(start + at, start + until, figure)

    def _no_figure(self, start: int, end: int, figure: Printed) -> Kind | None:
        """What a number is that is no figure at all."""
        if any(day.start < end and start < day.end for day in self.days) or figure.measure in TIME:
            return Kind.DAY
        if self.text[:start].endswith("第"):
            return Kind.ORDINAL
        around = self.text[max(0, start - 1) : start] + self.text[end : end + 1]
        if "+" in around:
            return Kind.SLOGAN
        return Kind.RATE if self.text[end : end + 1] == "/" else None

    def read(self) -> list[Found]:
        found: list[Found] = []
        for start, end, figure, kind in self.numbers:
            clause = clause_of(self.text, start, end, self.bounds)
            on = dates.spoken_of(self.text, self.bounds[0], start, self.days, self.dated)
            if kind is not None:
                found.append(Found(start, end, clause, figure, kind, on))
                continue
            terms, sure, by_noun, within = self._terms(start, end, figure, clause, found)
            kind = Kind.NONE if not terms else Kind.MATCHED if sure and len(terms) == 1 else Kind.QUESTION
            population = self._named_in(terms, within) if by_noun else self._population(terms, clause, within)
            found.append(Found(
                start, end, clause, figure, kind, on, tuple(terms), population,
                self.vocabulary.street(self.text, self.bounds[0], start) if terms else None, by_noun,
            ))
        return found

    def _terms(
        self, start: int, end: int, figure: Printed, clause: tuple[int, int], before: Sequence[Found]
    ) -> tuple[list[Term], bool, bool, tuple[int, int]]:
        """The indicators that fit best, whether that is sure, whether a noun alone says so, and the words that say it."""
        here = [one for one in self.named if clause[0] <= one.start and one.end <= clause[1] and one.term.may_be(figure)]
        mine = [one for one in here if self._is_nearest(one, start, end, figure, clause)]
        if mine:
            longest = max(one.end - one.start for one in mine)
            best = [one for one in mine if one.end - one.start == longest]
            terms = nearest_around([one.term for one in best], self.text, self.bounds, start)
            return _once(terms), True, False, (best[0].start, best[0].end)
        counted = [one for one in self.vocabulary.counted(self.text, start, end, self.bounds[0]) if one.term.may_be(figure)]
        if counted:
            return _once([one.term for one in counted]), True, True, (counted[0].start, counted[0].end)
        if figure.unit is Unit.PERCENT:
            return self._inherited(start, figure, before)
        return [], False, False, (0, 0)

    def _inherited(
        self, start: int, figure: Printed, before: Sequence[Found]
    ) -> tuple[list[Term], bool, bool, tuple[int, int]]:
        """A share without a name of its own belongs to the count before it: 成立党组织的有21家，仅占12.9%."""
        last = next((one for one in reversed(before) if one.terms), None)
        if last is not None:
            shares = [term for term in last.terms if term.may_be(figure)]
            if shares:
                return shares, last.kind is Kind.MATCHED and not last.by_noun, False, (0, 0)
        named = [one for one in self.named if one.end <= start and one.term.may_be(figure)]
        nearest = max((one.end for one in named), default=0)
        terms = nearest_around([one.term for one in named if one.end == nearest], self.text, self.bounds, start)
        return _once(terms), False, False, (0, 0)

    def _is_nearest(self, one: Named, start: int, end: int, figure: Printed, clause: tuple[int, int]) -> bool:
        """No other number of the kind in the clause stands nearer to the name."""
        def far(at: int, until: int) -> int:
            return max(0, one.start - until, at - one.end)

        is_share = figure.unit is Unit.PERCENT
        same = [
            far(at, until) for at, until, other, kind in self.numbers
            if kind is None and clause[0] <= at < clause[1] and (other.unit is Unit.PERCENT) == is_share
            and one.term.may_be(other)
        ]
        return far(start, end) <= min(same, default=0)

    def _population(self, terms: Sequence[Term], clause: tuple[int, int], within: tuple[int, int]) -> str:
        """The population that the clause names, or else the sentence; not by the words of the indicator's own name."""
        if not terms:
            return ""
        for bounds in (clause, self.bounds):
            for code, words in terms[0].populations:
                for word in words:
                    for at in re.finditer(re.escape(word), self.text[bounds[0] : bounds[1]]):
                        place = bounds[0] + at.start()
                        if not within[0] <= place < within[1]:
                            return code
        return ""

    def _named_in(self, terms: Sequence[Term], noun: tuple[int, int]) -> str:
        """The population that the counted noun itself is: 577个三无楼院."""
        said = self.text[noun[0] : noun[1]]
        return next((code for term in terms[:1] for code, words in term.populations if any(w in said for w in words)), "")


def _once(terms: Sequence[Term]) -> list[Term]:
    return list(dict.fromkeys(terms))
