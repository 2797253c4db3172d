"""A report that is checked: its text, what the checker takes its numbers for, and what the person says they are."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.safestring import SafeString

from governance.claims.checking import Checked, Claimed, check
from governance.claims.rules import texts
from governance.claims.rules.texts import Found, Kind
from governance.claims.rules.verdicts import Verdict
from governance.claims.speaking import vocabulary
from governance.divisions.models import Street
from governance.indicators import registry
from governance.indicators.definitions import POPULATION_WORDS, Indicator
from portal.claims import showing

# The kinds of numbers that may be a figure, if a person says so.
CHOOSABLE = (Kind.MATCHED, Kind.QUESTION, Kind.NONE)


@dataclass(frozen=True)
class Line:
    """A number of the text with what it is taken for; `checked` where that is an indicator."""

    at: int
    found: Found
    indicator: Indicator | None
    population: str
    on: date
    street: int | None
    keep: bool
    quote: tuple[str, str, str]
    checked: Checked | None = None
    is_decided: bool = False

    @property
    def kind(self) -> Kind:
        """A noun alone (178个小区) may be counted of anything: where the records give another number, a person is asked."""
        if self.found.kind not in CHOOSABLE:
            return self.found.kind
        if self.indicator is None:
            return Kind.NONE
        unsure = self.found.by_noun and self.checked is not None and self.checked.verdict is Verdict.UNEXPLAINED
        if self.is_decided:
            return Kind.MATCHED
        return Kind.QUESTION if unsure or self.found.kind is Kind.QUESTION else Kind.MATCHED

    @property
    def tone(self) -> str:
        if self.checked is None:
            return "none"
        return "question" if self.kind is Kind.QUESTION else showing.TONES[self.checked.verdict][0]

    @property
    def badge(self) -> SafeString | str:
        return showing.badge(self.checked.verdict) if self.checked else ""

    @property
    def said(self) -> Any:
        return texts.LABELS[self.kind]

    @property
    def populations(self) -> list[tuple[str, Any]]:
        codes = self.indicator.populations if self.indicator else ()
        return [(code, POPULATION_WORDS[code]) for code in codes]

    @property
    def candidates(self) -> list[str]:
        """Keys that the text allows, to stand first in the list."""
        return [term.key for term in self.found.terms]


def digest(text: str) -> str:
    """What the posted lines belong to."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def read(district: int, text: str, dated: date, sent: Mapping[str, str] | None = None) -> list[Line]:
    """Every number of the text. `sent` are the lines as a person has changed them."""
    found = texts.read(text, vocabulary(district), dated)
    streets = set(Street.objects.filter(district_id=district).values_list("pk", flat=True))
    lines = [_line(at, one, text, sent, streets) for at, one in enumerate(found)]
    asked = [line for line in lines if line.indicator is not None]
    checked = dict(zip([line.at for line in asked], check(district, [_claimed(line, dated) for line in asked]), strict=True))
    return [_settled(replace(line, checked=checked.get(line.at))) for line in lines]


def _settled(line: Line) -> Line:
    """What is still a question is not ticked."""
    return replace(line, keep=False) if line.kind is Kind.QUESTION else line


def _claimed(line: Line, dated: date) -> Claimed:
    assert line.indicator is not None
    return Claimed(line.indicator, line.found.printed, line.on, line.population, line.street, dated)


def _line(at: int, found: Found, text: str, sent: Mapping[str, str] | None, streets: set[int]) -> Line:
    quote = (text[found.clause[0] : found.start], text[found.start : found.end], text[found.end : found.clause[1]])
    name = f"line_{at}_indicator"
    if sent is None or name not in sent or found.kind not in CHOOSABLE:
        first = registry.find(found.terms[0].key) if found.terms else None
        keep = found.kind is Kind.MATCHED
        return Line(at, found, first, found.population, found.on, found.street, keep, quote)
    key = sent[name]
    indicator = registry.every().get(key)
    population = sent.get(f"line_{at}_population", "")
    street = sent.get(f"line_{at}_street", "")
    keep = indicator is not None and f"line_{at}_keep" in sent
    # A question is answered by ticking it, or by another choice than was proposed.
    proposed = found.terms[0].key if found.terms else ""
    return Line(
        at, found, indicator, population if indicator and population in indicator.populations else "",
        _day(sent.get(f"line_{at}_on", "")) or found.on,
        int(street) if street.isdigit() and int(street) in streets else None, keep, quote,
        is_decided=indicator is not None and (keep or key != proposed),
    )


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


def lines_of(sent: QueryDict, text: str) -> Mapping[str, str] | None:
    """The lines that were posted, if they belong to this text."""
    return {name: str(sent[name]) for name in sent} if sent.get("read") == digest(text) else None


def verdicts(lines: Sequence[Line]) -> list[Verdict]:
    return [line.checked.verdict for line in lines if line.checked is not None and line.kind is Kind.MATCHED]
