"""Which of many indicators miss a member: one row a member, in one pass over its population."""

from collections.abc import Sequence
from dataclasses import dataclass

from governance.indicators import statements
from governance.indicators.definitions import Indicator
from governance.indicators.questions import Question, ask, run
from governance.indicators.statements import Asked


@dataclass(frozen=True)
class Lacking:
    """A member with the positions of the indicators that count it and do not cover it."""

    id: int
    code: str
    name: str
    street: str
    lacks: tuple[int, ...]


@dataclass(frozen=True)
class Found:
    """`total` members were looked at, `lacking` of them lack something."""

    members: list[Lacking]
    total: int
    lacking: int


def members(
    question: Question, indicators: Sequence[Indicator], *, all_of_them: bool = False, limit: int = 10
) -> Found:
    """The members of one base that lack most, most first; `all_of_them` also those that lack nothing.

    The indicators are coverages over the same base, each of its default population.
    """
    asked = ask(question, indicators, None)
    rows = run(
        f"WITH listed AS ({_statement(asked)}),\n"
        "  counts AS (SELECT count(*) AS total, count(*) FILTER (WHERE lacks <> '{}') AS lacking FROM listed)\n"
        "SELECT listed.member_id, listed.code, listed.name, street.name, listed.lacks, counts.total, counts.lacking\n"
        "FROM counts LEFT JOIN listed ON %(all)s OR listed.lacks <> '{}'\n"
        "LEFT JOIN governance_street street ON street.district_id = %(district)s AND street.id = listed.street_id\n"
        'ORDER BY cardinality(listed.lacks) DESC, listed.name_pinyin COLLATE "C", listed.member_id LIMIT %(limit)s',
        question.parameters() | {"all": all_of_them, "limit": limit},
    )
    total, lacking = (rows[0][5], rows[0][6]) if rows else (0, 0)
    return Found(
        [Lacking(row[0], row[1] or "", row[2], row[3] or "", tuple(row[4])) for row in rows if row[0] is not None],
        total, lacking,
    )


def _statement(asked: Sequence[Asked]) -> str:
    joins = [
        statements.present(alias, population.statement) for alias, population in statements.parts_of(asked).items()
    ]
    flags = []
    for position, (indicator, code) in enumerate(asked):
        joins.append(statements.present(f"cover_{position}", indicator.statement))
        counted = statements.belongs(statements.part(indicator, code))
        flags.append(f"CASE WHEN {counted} AND cover_{position}.member_id IS NULL THEN {position} END")
    lines = "\n".join(joins)
    return (
        "SELECT member.member_id, member.code, member.name, member.name_pinyin, member.street_id,\n"
        f"  array_remove(ARRAY[{', '.join(flags)}]::integer[], NULL) AS lacks\n"
        f"FROM ({statements.base(asked[0][0].base)}) member\n{lines}\nWHERE {statements.within('member')}"
    )
