"""What a report says: the published indicators of its place and its parts, and the canonical bytes that are sealed.

Which indicators a report holds is said here, in `held`, and nowhere else.
"""

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from governance.indicators import registry, statistics
from governance.indicators.definitions import ALL, POPULATION_WORDS, Indicator
from governance.indicators.statements import part
from governance.indicators.statistics import Cell
from governance.seals.models import Seal
from governance.tenancy import scope

# The shape of the content; a seal says in which it was written.
FORM = 1
COMMENT = re.compile(r"--[^\n]*")


@dataclass(frozen=True)
class Place:
    """A district (no street), or one of its streets."""

    district: int
    code: str
    name: str
    street: int | None = None

    @property
    def levels(self) -> tuple[str, ...]:
        """The place itself, then its parts."""
        return ("street", "community") if self.street is not None else ("district", "street", "community")


def held(district: int) -> list[Indicator]:
    """The indicators that a report of the district holds: the published ones of the catalogue, in its order."""
    return list(registry.every().values())


def count(place: Place, on: date, indicators: Sequence[Indicator], *, level: str = "") -> list[Cell]:
    """The figures of the place on the day, of one level or of itself."""
    question = statistics.Question(place.district, on, street=place.street)
    by = level or place.levels[0]
    return statistics.values(question, indicators, by=by, district_name=place.name)


def figures(place: Place, on: date, indicators: Sequence[Indicator]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The numbers by indicator and level, as rows of division, value, numerator, denominator; and the divisions' names."""
    numbers: dict[str, Any] = {i.key: {"population": i.default} for i in indicators}
    divisions: dict[str, Any] = {}
    for level in place.levels:
        for cell in count(place, on, indicators, level=level):
            row = [cell.division.code, *map(plain, (cell.value, cell.numerator, cell.denominator))]
            numbers[cell.indicator.key].setdefault(level, []).append(row)
            divisions.setdefault(level, {})[cell.division.code] = cell.division.name
    return numbers, divisions


def as_known(place: Place, seal: Seal, indicators: Sequence[Indicator]) -> tuple[dict[str, Any], dict[str, Any]]:
    """The figures of a seal's day as known at its moment."""
    with scope.as_known_at(seal.as_of):
        return figures(place, seal.on, indicators)


def definitions(indicators: Sequence[Indicator]) -> dict[str, Any]:
    """What each number meant when it was sealed: texts, version, and a fingerprint of the SQL that counts it."""
    return {
        i.key: {
            "code": i.code, "version": i.version, "measure": i.measure.value, "label": _both(i.label), "why": _both(i.why),
            "numerator": _both(i.numerator), "denominator": _both(i.denominator), "population": i.default,
            "population_label": _both(POPULATION_WORDS[i.default]) if i.base else None, "fingerprint": fingerprint(i),
        }
        for i in indicators
    }


def fingerprint(indicator: Indicator) -> str:
    """Changes when the indicator counts otherwise, and not when its SQL is only laid out or explained otherwise."""
    chosen = part(indicator, indicator.default) if indicator.base else None
    base = registry.populations()[indicator.base, ALL].statement if indicator.base else ""
    told = [
        indicator.version, indicator.measure.value, indicator.fen, indicator.population, indicator.placed, indicator.default,
        *map(_bare, (indicator.statement, base, chosen.statement if chosen else "")), bool(chosen and chosen.unmarked),
    ]
    return digest(canonical(told))


def _bare(statement: str) -> str:
    return " ".join(COMMENT.sub("", statement).split())


def canonical(content: Any) -> str:
    """One text for one content: keys in order, no blanks, letters as they are."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def plain(number: Decimal | int | None) -> str | int | None:
    """A number as it stands in JSON: whole ones as they are, others as decimal strings, never as floats."""
    return format(number, "f") if isinstance(number, Decimal) else number


def instant(moment: datetime) -> str:
    """A moment as the content writes it: UTC, to the microsecond."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def heading(seal: Seal) -> dict[str, Any]:
    """What the columns of a seal and its content both say."""
    return {
        "district": seal.district_id, "number": seal.number, "revision": seal.revision, "period": seal.period,
        "on": seal.on.isoformat(), "as_of": instant(seal.as_of), "reason": seal.reason, "previous": seal.previous,
        "submitted_by": {"id": seal.submitted_by_id, "name": seal.submitted_by_name},
        "approved_by": {"id": seal.approved_by_id, "name": seal.approved_by_name},
    }


def write(seal: Seal, place: Place, indicators: Sequence[Indicator]) -> str:
    """The content of a seal that is being made, counted as known at its moment."""
    numbers, divisions = as_known(place, seal, indicators)
    told = heading(seal) | {"place": {"level": place.levels[0], "code": place.code, "name": place.name}}
    return canonical({
        "form": FORM, "seal": told, "definitions": definitions(indicators), "figures": numbers, "divisions": divisions,
    })


def _both(words: Any) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}
