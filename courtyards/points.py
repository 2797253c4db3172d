"""Where the courtyards of the register lie: the same courtyards that the indicators count, each with its coordinates."""

from dataclasses import dataclass
from decimal import Decimal

from governance.indicators import statements
from governance.indicators.questions import Question, run


@dataclass(frozen=True)
class Point:
    """A courtyard on a day, in the street and community where it lay then; without coordinates where nobody entered them."""

    id: int
    code: str
    name: str
    street_id: int
    street_code: str
    street: str
    community_code: str
    community: str
    longitude: Decimal | None
    latitude: Decimal | None


def points(question: Question) -> list[Point]:
    """The courtyards of the question's day and place, street by street and by name: one statement."""
    rows = run(
        "SELECT member.member_id, member.code, member.name, member.street_id, street.code, street.name,"
        " community.code, community.name, courtyard.longitude, courtyard.latitude\n"
        f"FROM ({statements.base('courtyards')}) member\n"
        "JOIN courtyards_courtyard courtyard ON courtyard.district_id = %(district)s AND courtyard.id = member.member_id\n"
        "JOIN governance_street street ON street.district_id = %(district)s AND street.id = member.street_id\n"
        "JOIN governance_community community\n"
        "  ON community.district_id = %(district)s AND community.id = member.community_id\n"
        f"WHERE {statements.within('member')}\n"
        'ORDER BY street.code, member.name_pinyin COLLATE "C", member.member_id',
        question.parameters(),
    )
    return [Point(*row) for row in rows]
