"""What the portal should have read for a round and could not: told with the stars, never guessed."""

from dataclasses import dataclass

from django.db import connection
from django.utils.translation import gettext as _

from governance.common import sql
from ratings.choices import READ_SOURCES, Source
from ratings.models import RatingRound


@dataclass(frozen=True)
class Missing:
    """An item, and how many courtyards of the round have nothing to read for it: it gives them no points."""

    item: int
    code: str
    title: str
    source: str
    courtyards: int

    def __str__(self) -> str:
        words = {"code": self.code, "title": self.title, "n": self.courtyards}
        if self.source == Source.SURVEY:
            return _("%(code)s %(title)s: no closed survey of the year with enough valid answers in %(n)s courtyards.") % words
        return _("%(code)s %(title)s: no fee returns of the year in %(n)s courtyards.") % words


def missing(round: RatingRound) -> list[Missing]:
    """By item; empty where everything could be read, or nothing is to be. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            sql.load("ratings", "gather/missing"),
            {"district": round.district_id, "round": round.pk, "sources": [source.value for source in READ_SOURCES]},
        )
        return [Missing(*row) for row in cursor.fetchall()]
