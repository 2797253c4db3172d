"""Composes the statement of a series: many days in one pass over the records.

Every span becomes a mask with a bit for each day on which it holds. Masks of a member are joined by OR, and a
member's place, population and cover by AND; equal masks are counted together, and only then are the bits read.
A day costs a bit, not another reading of the tables.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from governance.indicators.definitions import Indicator, Population
from governance.indicators.statements import AREAS, Asked, base, covers_of, part, part_alias, parts_of, within

# A bigint holds the masks, and its highest bit is the sign.
DAYS_AT_ONCE = 62


def statement(coverages: Sequence[Sequence[Asked]], tallies: Sequence[Asked], area: str) -> str:
    """Rows of position, area, mask, numerator, denominator; positions run through the coverages, then the tallies."""
    bases = dict.fromkeys(indicator.placed for indicator, _code in tallies if indicator.placed)
    shared = ["calendar AS (SELECT %(days)s::date[] AS days)"]
    shared += [f"base_{name} AS MATERIALIZED ({base(name)})" for name in bases]
    pieces, position = [], 0
    for group in coverages:
        pieces.append(_coverage(group, area, position))
        position += len(group)
    for asked in tallies:
        pieces.append(_tally(asked, area, position))
        position += 1
    return f"WITH {', '.join(shared)}\n" + "\nUNION ALL\n".join(pieces)


def read(rows: Sequence[tuple[Any, ...]], days: Sequence[date]) -> dict[tuple[int, Any], list[list[Any]]]:
    """For every position and area, numerator and denominator of each day."""
    found: dict[tuple[int, Any], list[list[Any]]] = {}
    for position, area, mask, numerator, denominator in rows:
        line = found.setdefault((position, area), [[0, None] for _ in days])
        for index, pair in enumerate(line):
            if mask >> index & 1:
                pair[0] += numerator
                if denominator is not None:
                    pair[1] = (pair[1] or 0) + denominator
    return found


def _mask(span: str) -> str:
    """A bit for each day of the calendar on which the span holds; none for a span that never does."""
    def before(edge: str) -> str:
        return f"(1::bigint << width_bucket({span}.{edge} - 1, (SELECT days FROM calendar)))"

    return f"GREATEST({before('valid_to')} - {before('valid_from')}, 0)"


def _marks(alias: str, spans: str) -> str:
    return (
        f"LEFT JOIN (SELECT span.member_id, bit_or({_mask('span')}) AS mask FROM ({spans}) span"
        f" GROUP BY span.member_id) {alias} ON {alias}.member_id = member.member_id"
    )


def _belongs(chosen: Population | None) -> str:
    """The days on which the member is in its base, and in the chosen part of it."""
    if chosen is None:
        return _mask("member")
    mark = f"COALESCE({part_alias(chosen)}.mask, 0)"
    return f"{_mask('member')} & {'~' if chosen.unmarked else ''}{mark}"


def _coverage(asked: Sequence[Asked], area: str, first: int) -> str:
    joins = [_marks(alias, population.statement) for alias, population in parts_of(asked).items()]
    covers = covers_of(asked)
    joins += [_marks(alias, indicator.statement) for indicator, alias in covers.items()]
    figures = []
    for position, (indicator, code) in enumerate(asked):
        counted = _belongs(part(indicator, code))
        figures.append(f"({first + position}, {counted} & COALESCE({covers[indicator]}.mask, 0), 1, 0)")
        figures.append(f"({first + position}, {counted}, 0, 1)")
    lines, values = "\n".join(joins), ",\n    ".join(figures)
    return (
        f"SELECT figure.position, {AREAS[area]} AS area, figure.mask, sum(figure.numerator), sum(figure.denominator)\n"
        f"FROM ({base(asked[0][0].base)}) member\n{lines}\n"
        f"CROSS JOIN LATERAL (VALUES {values}) figure(position, mask, numerator, denominator)\n"
        f"WHERE figure.mask <> 0 AND {within('member')}\nGROUP BY 1, 2, 3"
    )


def _tally(asked: Asked, area: str, position: int) -> str:
    indicator, code = asked
    return (
        f"SELECT {position}, {AREAS[area]}, figure.mask, sum(record.numerator), sum(record.denominator)\n"
        f"FROM {_source(indicator, part(indicator, code))}\n"
        f"WHERE figure.mask <> 0 AND {within('member')}\nGROUP BY 2, 3"
    )


def _source(indicator: Indicator, chosen: Population | None) -> str:
    if not indicator.placed:
        return (
            f"({indicator.statement}) record CROSS JOIN LATERAL (SELECT record.*) member\n"
            f"CROSS JOIN LATERAL (SELECT {_mask('record')} AS mask) figure"
        )
    joined = "" if chosen is None else "\n" + _marks(part_alias(chosen), chosen.statement)
    return (
        f"({indicator.statement}) record\n"
        f"JOIN base_{indicator.placed} member ON member.member_id = record.placed_by{joined}\n"
        f"CROSS JOIN LATERAL (SELECT {_mask('record')} & {_belongs(chosen)} AS mask) figure"
    )
