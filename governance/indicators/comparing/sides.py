"""One side of a comparison: a day, a moment of knowledge, a place and a population; and how its records stand there.

A day as known at a moment is read once, over the whole district, by one statement: to tell a record that moved away from
one that ended, what lies outside the place must be seen too. Both places and both populations are read off that.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from governance.indicators import statements
from governance.indicators.definitions import Indicator
from governance.indicators.questions import Question, population_of, run
from governance.indicators.statistics import Division
from governance.tenancy import scope


@dataclass(frozen=True)
class Side:
    """Where and when a figure is taken. `as_of=None` is what is known now; no street or community is the district."""

    on: date
    as_of: datetime | None = None
    street: int | None = None
    community: int | None = None
    population: str | None = None
    division: Division = field(default=Division("", ""), compare=False)

    @property
    def place(self) -> tuple[int | None, int | None]:
        return self.street, self.community


@dataclass(frozen=True)
class Row:
    """A record on a day in one place; `marks` says to which of the asked populations it belongs."""

    id: int
    code: str
    name: str
    pinyin: str
    street: int | None
    community: int | None
    marks: tuple[bool, ...]
    numerator: int
    denominator: int

    def lies_in(self, place: tuple[int | None, int | None]) -> bool:
        street, community = place
        return street in (None, self.street) and community in (None, self.community)


@dataclass(frozen=True)
class Standing:
    """How one record stands on a side: whether it is there at all, in the place, in the population, and what it counts."""

    is_present: bool = False
    is_within: bool = False
    is_counted: bool = False
    street: int | None = None
    community: int | None = None
    numerator: int = 0
    denominator: int = 0


ABSENT = Standing()
# The rows of each record; only few have several (money that stayed where its courtyard lay).
Snapshot = dict[int, list[Row]]


def snapshot(
    indicator: Indicator, codes: Sequence[str], *, district: int, on: date, as_of: datetime | None, firm: str | None
) -> Snapshot:
    """Every record that the indicator may count on the day, wherever in the district, as known at the moment."""
    question = Question(district, on, firm=firm)
    # A page may itself stand in the past; a side that knows what is known now has to leave it.
    with scope.as_known_at(as_of) if as_of else scope.as_known_now():
        rows = run(statement(indicator, codes), question.parameters())
    found: Snapshot = {}
    for pk, code, name, pinyin, street, community, marks, numerator, denominator in rows:
        row = Row(
            pk, code or "", name, pinyin, street, community, tuple(marks), int(numerator or 0), int(denominator or 0)
        )
        found.setdefault(pk, []).append(row)
    return found


def statement(indicator: Indicator, codes: Sequence[str]) -> str:
    """A row per record and place, wherever it lies, with a mark for each population and what it counts."""
    asked = [(indicator, code) for code in codes]
    joins = [statements.present(alias, part.statement) for alias, part in statements.parts_of(asked).items()]
    marks = ", ".join(statements.belongs(statements.part(*one)) for one in asked)
    where = f"member.street_id, member.community_id, ARRAY[{marks}]::boolean[]"
    if indicator.population:
        joins.append(statements.present("cover", indicator.statement))
        lines = "\n".join(joins)
        return (
            f"SELECT member.member_id, member.code, member.name, member.name_pinyin, {where},"
            " (cover.member_id IS NOT NULL)::int, 1\n"
            f"FROM ({statements.base(indicator.population)}) member\n{lines}"
        )
    lines = "\n".join([_source(indicator), *joins])
    name = "COALESCE(record.name, member.name)" if indicator.placed else "member.name"
    return statements.bases(asked) + (
        f"SELECT record.member_id, member.code, {name}, member.name_pinyin, {where},"
        f" sum(record.numerator), sum(record.denominator)\nFROM {lines}\n"
        f"WHERE {statements.holds('record')}\nGROUP BY 1, 2, 3, 4, 5, 6, 7"
    )


def _source(indicator: Indicator) -> str:
    """The rows of a tally as `record`, each with the `member` that says where it lies."""
    if indicator.placed:
        joined = f"JOIN base_{indicator.placed} member ON member.member_id = record.placed_by"
        return f"({indicator.statement}) record\n{joined}"
    return f"({indicator.statement}) record CROSS JOIN LATERAL (SELECT record.*) member"


def standing(rows: Sequence[Row], side: Side, mark: int) -> Standing:
    """How a record stands on a side, from its rows of that day; `mark` is the place of the side's population."""
    if not rows:
        return ABSENT
    within = [row for row in rows if row.lies_in(side.place)]
    counted = [row for row in within if row.marks[mark]]
    shown = (counted or within or rows)[0]
    return Standing(
        is_present=True, is_within=bool(within), is_counted=bool(counted), street=shown.street,
        community=shown.community, numerator=sum(row.numerator for row in counted),
        denominator=sum(row.denominator for row in counted),
    )


def codes_of(indicator: Indicator, first: Side, second: Side) -> list[str]:
    """The populations of the two sides, each once. Raises PopulationNotDefined."""
    return list(dict.fromkeys(population_of(indicator, side.population) for side in (first, second)))


def parameters_of(side: Side) -> dict[str, Any]:
    """What decides which rows are read for a side."""
    return {"on": side.on, "as_of": side.as_of}
