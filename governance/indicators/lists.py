"""The records behind a figure: covered and missing, with the reason, by name and page by page."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from governance.indicators import statements
from governance.indicators.definitions import Indicator, Measure
from governance.indicators.questions import Question, ask, figure, reading


@dataclass(frozen=True)
class Member:
    """A record behind a figure, counted in its denominator (or its number, where it has none)."""

    id: int
    code: str
    name: str
    street: str
    covered: bool
    numerator: int | Decimal
    denominator: int | Decimal | None
    ended_on: date | None
    begins_on: date | None
    # The sort key, which pages go on from.
    pinyin: str = ""
    street_id: int | None = None

    @property
    def why(self) -> str:
        """Why the member is not covered: begins, ended, partly or never; empty for a covered one."""
        if self.covered:
            return ""
        if self.numerator:
            return "partly"
        if self.begins_on is not None:
            return "begins"
        return "ended" if self.ended_on is not None else "never"

    @property
    def reason(self) -> str:
        """The same in words."""
        match self.why:
            case "partly":
                return _("%(part)s of %(whole)s") % {"part": self.numerator, "whole": self.denominator}
            case "begins":
                return _("begins on %(day)s") % {"day": self.begins_on}
            case "ended":
                return _("ended on %(day)s") % {"day": self.ended_on}
            case "never":
                return _("none recorded")
        return ""


def members(
    question: Question, indicator: Indicator, *, population: str | None = None, covered: bool | None = None,
    search: str = "", limit: int = 50, offset: int = 0, after: tuple[str, int] = ("", 0),
) -> tuple[list[Member], int]:
    """The records behind a figure, by name, and how many there are in all: one statement.

    Of a count only those that are counted. `after`: pinyin and id of the last record of the page before.
    """
    [asked] = ask(question, [indicator], population)
    if indicator.population and indicator.measure is Measure.COUNT:
        covered = True
    with reading() as cursor:
        cursor.execute(
            f"WITH listed AS (SELECT figure.*, street.name AS street_name FROM ({statements.members(asked)}) figure\n"
            "  LEFT JOIN governance_street street\n"
            "    ON street.district_id = %(district)s AND street.id = figure.street_id\n"
            "  WHERE (%(covered)s::boolean IS NULL OR figure.covered = %(covered)s) AND (%(search)s = ''\n"
            "    OR strpos(figure.name, %(search)s) > 0 OR strpos(figure.code, %(search)s) > 0))\n"
            "SELECT listed.*, (SELECT count(*) FROM listed) AS total FROM listed\n"
            'WHERE %(last)s = 0 OR (name_pinyin COLLATE "C", member_id) > (%(pinyin)s, %(last)s)\n'
            'ORDER BY name_pinyin COLLATE "C", member_id LIMIT %(limit)s OFFSET %(offset)s',
            question.parameters()
            | {"covered": covered, "search": search, "limit": limit, "offset": offset}
            | {"pinyin": after[0], "last": after[1]},
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [_member(indicator, row) for row in rows], (rows[0]["total"] if rows else 0)


def _member(indicator: Indicator, row: dict[str, Any]) -> Member:
    return Member(
        id=row["member_id"], code=row["code"] or "", name=row["name"], street=row["street_name"] or "",
        covered=row["covered"], numerator=figure(indicator, row["numerator"]),
        denominator=None if row["denominator"] is None else figure(indicator, row["denominator"]),
        ended_on=row["ended_on"], begins_on=row["begins_on"], pinyin=row["name_pinyin"],
        street_id=row["street_id"],
    )
