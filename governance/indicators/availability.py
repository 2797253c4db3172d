"""From when to when there is something to count: the first and last day of each figure's records, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from governance.common.periods import FOREVER
from governance.indicators.definitions import Indicator, Population
from governance.indicators.questions import Question, run
from governance.indicators.statements import Asked, base, belongs, part, part_alias, within


@dataclass(frozen=True)
class Available:
    """An indicator over a population. `first` is None where nothing was ever recorded, `last` where it goes on."""

    indicator: Indicator
    population: str
    first: date | None
    last: date | None


def available(question: Question, indicators: Sequence[Indicator]) -> list[Available]:
    """Every population of every indicator. Of a coverage the denominator's days, of a tally those of its rows."""
    asked = [(indicator, code) for indicator in indicators for code in indicator.populations]
    if not asked:
        return []
    rows = {position: (first, after) for position, first, after in run(
        _statement(asked), question.parameters() | {"on": None, "forever": FOREVER}
    )}
    return [
        Available(*pair, first, None if after is None or after == FOREVER else after - timedelta(days=1))
        for pair, (first, after) in zip(asked, (rows[position] for position in range(len(asked))), strict=True)
    ]


def _statement(asked: Sequence[Asked]) -> str:
    bases = dict.fromkeys(indicator.base for indicator, _code in asked if indicator.base)
    shared = ",\n".join(f"base_{name} AS MATERIALIZED ({base(name)})" for name in bases)
    pieces = [
        f"SELECT {position}, min(span.first), max(LEAST(span.after, %(forever)s::date))\nFROM ({_spans(*pair)}) span"
        "\nWHERE span.first < span.after"
        for position, pair in enumerate(asked)
    ]
    return (f"WITH {shared}\n" if shared else "") + "\nUNION ALL\n".join(pieces)


def _spans(indicator: Indicator, code: str) -> str:
    """From when to when each member or row is counted."""
    chosen = part(indicator, code)
    if indicator.population:
        source, edges = f"base_{indicator.base} member", [("member.valid_from", "member.valid_to")]
    elif indicator.placed:
        source = f"({indicator.statement}) record JOIN base_{indicator.placed} member ON member.member_id = record.placed_by"
        edges = [("member.valid_from", "member.valid_to"), ("record.valid_from", "record.valid_to")]
    else:
        source = f"({indicator.statement}) member"
        edges = [("member.valid_from", "member.valid_to")]
    if chosen is not None:
        source += f"\n{_marks(chosen)}"
        # Of a mark's absence nobody says since when.
        edges += [] if chosen.unmarked else [(f"{part_alias(chosen)}.valid_from", f"{part_alias(chosen)}.valid_to")]
    begins, ends = (", ".join(side) for side in zip(*edges, strict=True))
    return (
        f"SELECT GREATEST({begins}) AS first, LEAST({ends}) AS after\nFROM {source}\n"
        f"WHERE {within('member')} AND {belongs(chosen)}"
    )


def _marks(chosen: Population) -> str:
    alias = part_alias(chosen)
    return f"LEFT JOIN ({chosen.statement}) {alias} ON {alias}.member_id = member.member_id"
