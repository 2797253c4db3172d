"""Composes the reading of a whole district, all days at once, from the SQL that live figures are counted by.

A span becomes a range of days, the spans of a member a multirange. Place, population and cover of a member are
intersected, and each remaining piece of time is a change up on its first day and down on the day after its last.
"""

from collections.abc import Sequence

from governance.indicators import statements
from governance.indicators.definitions import ALL, Indicator, Population
from governance.indicators.statements import Asked

NEVER = "'{}'::datemultirange"


def days(asked: Sequence[Asked]) -> str:
    """Every day on which one of the figures may change by the records."""
    return f"WITH {changes(asked)}\nSELECT DISTINCT day FROM changes WHERE extract(year FROM day) BETWEEN 1900 AND 2200"


def changes(asked: Sequence[Asked]) -> str:
    """CTEs, the last of them `changes`: by position in `asked` and day, what comes to numerator and denominator."""
    parts: dict[str, str] = {}
    pieces = []
    for position, (indicator, code) in enumerate(asked):
        if indicator.base:
            parts |= _counted(indicator.base, statements.part(indicator, code))
        if indicator.population:
            parts |= _covered(indicator) | _whole(indicator.population, code)
            pieces.append(_coverage(position, indicator, code))
        else:
            pieces.append(_tally(position, indicator, code))
    parts["changes"] = "\nUNION ALL\n".join(pieces)
    return ",\n".join(f"{name} AS MATERIALIZED (\n{text})" for name, text in parts.items())


def _spans(spans: str) -> str:
    """A row per member with all its days."""
    return (
        "SELECT span.member_id, range_agg(daterange(span.valid_from, span.valid_to)) AS days\n"
        f"FROM ({spans}) span WHERE span.valid_from < span.valid_to GROUP BY 1"
    )


def _counted(base: str, chosen: Population | None) -> dict[str, str]:
    """The members of a base with the days on which they count: all of them, or those of a part."""
    found = {
        f"base_{base}": (
            "SELECT member.member_id, datemultirange(daterange(member.valid_from, member.valid_to)) AS days\n"
            f"FROM ({statements.base(base)}) member WHERE member.valid_from < member.valid_to"
        )
    }
    if chosen is not None:
        mark = f"mark_{base}_{chosen.code}"
        found[mark] = _spans(chosen.statement)
        joined = f"base_{base} member {'LEFT ' if chosen.unmarked else ''}JOIN {mark} mark USING (member_id)"
        days = f"member.days - COALESCE(mark.days, {NEVER})" if chosen.unmarked else "member.days * mark.days"
        found[_name(base, chosen.code)] = f"SELECT member.member_id, {days} AS days\nFROM {joined}"
    return found


def _covered(indicator: Indicator) -> dict[str, str]:
    return {f"cover_{indicator.key}": _spans(indicator.statement)}


def _whole(base: str, code: str) -> dict[str, str]:
    """How many members count, by day of change: the denominator of every coverage of the population."""
    members = _name(base, code)
    return {f"whole_{members}": _summed(f"{members} member", _edges("member.days", "0", "1"))}


def _name(base: str, code: str) -> str:
    """The CTE of the members that count. A code stands in it as it is."""
    if code != ALL and not code.isidentifier():
        raise ValueError(code)
    return f"base_{base}" if code == ALL else f"counted_{base}_{code}"


def _edges(days: str, numerator: str, denominator: str) -> str:
    """Both edges of every piece of time."""
    return (
        f"CROSS JOIN LATERAL unnest({days}) piece\n"
        f"CROSS JOIN LATERAL (VALUES (lower(piece), {numerator}, {denominator}),"
        f" (upper(piece), -({numerator}), -({denominator}))) edge(day, numerator, denominator)"
    )


def _summed(source: str, edges: str, position: str = "") -> str:
    """The changes by day, after the position where there is one."""
    return (
        f"SELECT {position}edge.day, sum(edge.numerator) AS numerator, sum(edge.denominator) AS denominator\n"
        f"FROM {source}\n{edges}\nGROUP BY edge.day"
    )


def _coverage(position: int, indicator: Indicator, code: str) -> str:
    members = _name(indicator.population, code)
    covered = f"{members} member JOIN cover_{indicator.key} cover USING (member_id)"
    return (
        _summed(covered, _edges("member.days * cover.days", "1", "0"), f"{position} AS position, ")
        + "\nUNION ALL\n"
        + f"SELECT {position}, day, numerator, denominator FROM whole_{members}"
    )


def _tally(position: int, indicator: Indicator, code: str) -> str:
    record = f"(SELECT * FROM ({indicator.statement}) found WHERE found.valid_from < found.valid_to) record"
    days = "datemultirange(daterange(record.valid_from, record.valid_to))"
    if indicator.placed:
        record += f" JOIN {_name(indicator.placed, code)} member ON member.member_id = record.placed_by"
        days += " * member.days"
    edges = _edges(days, "COALESCE(record.numerator, 0)", "COALESCE(record.denominator, 0)")
    return _summed(record, edges, f"{position} AS position, ")
