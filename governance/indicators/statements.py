"""Composes the SQL. Apps say from when to when something holds (spans); here that becomes figures and lists.

A span fragment returns `member_id, valid_from, valid_to`, half-open. A member may have several. The fragment of a
base also says where the member is, and lists by itself only what holds on %(on)s, unless that is NULL (a series).
"""

from collections.abc import Sequence

from governance.indicators import registry
from governance.indicators.definitions import ALL, Indicator, Population

AREAS = {"district": "NULL::bigint", "street": "member.street_id", "community": "member.community_id"}
# An indicator and the code of the population it is asked for.
Asked = tuple[Indicator, str]


def holds(span: str) -> str:
    """A span holds on the day."""
    return f"{span}.valid_from <= %(on)s AND %(on)s < {span}.valid_to"


def within(member: str) -> str:
    return (
        f"(%(street)s::bigint IS NULL OR {member}.street_id = %(street)s)"
        f" AND (%(community)s::bigint IS NULL OR {member}.community_id = %(community)s)"
    )


def part(indicator: Indicator, code: str) -> Population | None:
    """The part of the base that is counted; None for all of it."""
    return None if code == ALL else registry.populations()[indicator.base, code]


def part_alias(chosen: Population) -> str:
    if not chosen.code.isidentifier():
        raise ValueError(chosen.code)
    return f"part_{chosen.code}"


def belongs(chosen: Population | None) -> str:
    """The member carries the mark of the population (or lacks it, where that is the population)."""
    if chosen is None:
        return "true"
    return f"{part_alias(chosen)}.member_id IS {'' if chosen.unmarked else 'NOT '}NULL"


def present(alias: str, spans: str) -> str:
    """Joins the members for whom one of the spans holds on the day."""
    return (
        f"LEFT JOIN (SELECT DISTINCT span.member_id FROM ({spans}) span WHERE {holds('span')}) {alias}"
        f" ON {alias}.member_id = member.member_id"
    )


def parts_of(asked: Sequence[Asked]) -> dict[str, Population]:
    """The marks that a group of indicators needs, each once."""
    chosen = (part(indicator, code) for indicator, code in asked)
    return {part_alias(population): population for population in chosen if population is not None}


def covers_of(asked: Sequence[Asked]) -> dict[Indicator, str]:
    """What a group of indicators counts as covered, each joined once under its alias, over however many populations."""
    indicators = dict.fromkeys(indicator for indicator, _code in asked)
    return {indicator: f"cover_{position}" for position, indicator in enumerate(indicators)}


def base(name: str) -> str:
    return registry.populations()[name, ALL].statement


def coverage(asked: Sequence[Asked], area: str) -> str:
    """Numerator and denominator of many indicators over one population, in one pass: a row per area."""
    joins = [present(alias, population.statement) for alias, population in parts_of(asked).items()]
    covers = covers_of(asked)
    joins += [present(alias, indicator.statement) for indicator, alias in covers.items()]
    columns = []
    for indicator, code in asked:
        counted = belongs(part(indicator, code))
        columns.append(f"count(*) FILTER (WHERE {counted} AND {covers[indicator]}.member_id IS NOT NULL)")
        columns.append(f"count(*) FILTER (WHERE {counted})")
    lines = "\n".join(joins)
    return (
        f"SELECT {AREAS[area]} AS area, {', '.join(columns)}\nFROM ({base(asked[0][0].base)}) member\n{lines}\n"
        f"WHERE {within('member')}\nGROUP BY 1"
    )


def tallies(asked: Sequence[Asked], area: str) -> str:
    """Sums of indicators that bring their own rows: position in `asked`, area, numerator, denominator."""
    pieces = [
        f"SELECT {position}, {AREAS[area]}, sum(record.numerator), sum(record.denominator)\n"
        f"FROM {_records(indicator, code)}\n"
        f"WHERE {holds('record')} AND {within('member')} AND {_counted(indicator, code)}\nGROUP BY 1, 2"
        for position, (indicator, code) in enumerate(asked)
    ]
    return bases(asked) + "\nUNION ALL\n".join(pieces)


def bases(asked: Sequence[Asked]) -> str:
    """The populations that place the rows, each read once."""
    names = dict.fromkeys(indicator.placed for indicator, _code in asked if indicator.placed)
    listed = ",\n".join(f"base_{name} AS MATERIALIZED ({base(name)})" for name in names)
    return f"WITH {listed}\n" if names else ""


def _records(indicator: Indicator, code: str) -> str:
    """The rows of a tally as `record`, each with the `member` that says where it lies."""
    if not indicator.placed:
        return f"({indicator.statement}) record CROSS JOIN LATERAL (SELECT record.*) member"
    chosen = part(indicator, code)
    joined = "" if chosen is None else "\n" + present(part_alias(chosen), chosen.statement)
    return (
        f"({indicator.statement}) record\n"
        f"JOIN base_{indicator.placed} member ON member.member_id = record.placed_by{joined}"
    )


def _counted(indicator: Indicator, code: str) -> str:
    return belongs(part(indicator, code)) if indicator.placed else "true"


def members(asked: Asked) -> str:
    """A row per member on the day: what it counts, whether it is covered, and if not, since or until when."""
    return _coverage_members(asked) if asked[0].population else _tally_members(asked)


def _coverage_members(asked: Asked) -> str:
    indicator, code = asked
    chosen = part(indicator, code)
    joined = "" if chosen is None else "\n" + present(part_alias(chosen), chosen.statement)
    return (
        "SELECT member.member_id, member.code, member.name, member.name_pinyin, member.street_id,"
        " COALESCE(cover.covered, false)::int AS numerator, 1 AS denominator,"
        " COALESCE(cover.covered, false) AS covered, cover.ended_on, cover.begins_on\n"
        f"FROM ({base(indicator.base)}) member{joined}\n"
        f"LEFT JOIN (SELECT span.member_id, bool_or({holds('span')}) AS covered,\n"
        "    max(span.valid_to) FILTER (WHERE span.valid_from < span.valid_to AND span.valid_to <= %(on)s) ended_on,\n"
        "    min(span.valid_from) FILTER (WHERE span.valid_from > %(on)s) begins_on\n"
        f"  FROM ({indicator.statement}) span GROUP BY span.member_id) cover ON cover.member_id = member.member_id\n"
        f"WHERE {within('member')} AND {belongs(chosen)}"
    )


def _tally_members(asked: Asked) -> str:
    indicator, code = asked
    name = "COALESCE(record.name, member.name)" if indicator.placed else "member.name"
    counts = "record.numerator > 0"
    return bases([asked]) + (
        "SELECT figure.*, COALESCE(figure.numerator >= figure.denominator, true) AS covered FROM (\n"
        f"SELECT record.member_id, member.code, {name} AS name, member.name_pinyin, member.street_id,\n"
        f"    sum(record.numerator) FILTER (WHERE {holds('record')}) AS numerator,\n"
        f"    sum(record.denominator) FILTER (WHERE {holds('record')}) AS denominator,\n"
        f"    max(record.valid_to) FILTER (WHERE {counts} AND record.valid_to <= %(on)s) AS ended_on,\n"
        f"    min(record.valid_from) FILTER (WHERE {counts} AND record.valid_from > %(on)s) AS begins_on\n"
        f"FROM {_records(indicator, code)}\nWHERE {within('member')} AND {_counted(indicator, code)}\n"
        f"GROUP BY 1, 2, 3, 4, 5 HAVING bool_or({holds('record')})) figure"
    )
