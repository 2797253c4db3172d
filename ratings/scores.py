"""The score sheet of a round: a row for each courtyard, a column for each item, and what the rule makes of them."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from governance.common import sql
from governance.registers.grids import Column
from property_firms.models import ServiceContract
from ratings.choices import RoundStatus, Star
from ratings.models import Finding, RatingEntry, RatingRound, VetoFact
from ratings.rules.stars import Item, Rating, Standard, rate

# Beside the items: who is rated, and what the items come to.
COURTYARD, SCORE, STAR = "courtyard", "score", "star"


@dataclass(frozen=True)
class Seen:
    """When a row was last written, how often until then, and by whom."""

    version: int
    at: Any
    by: str


def entries(round: RatingRound, day: date) -> QuerySet[RatingEntry]:
    """The courtyards of the round in sight. `is_served`: a firm serves it on the day, so the district rates it."""
    contracts = ServiceContract.objects.filter(
        district=OuterRef("district"), courtyard=OuterRef("courtyard"), valid_from__lte=day, valid_to__gt=day
    )
    rows = RatingEntry.objects.filter(district_id=round.district_id, round=round)
    return rows.select_related("courtyard__street").annotate(is_served=Exists(contracts)).order_by(
        "courtyard__name_pinyin", "pk"
    )


def locked(round: RatingRound) -> str:
    """Why nobody scores any more; empty while somebody may."""
    if round.status == RoundStatus.ANNOUNCED:
        return _("The stars of %(year)s are announced and can't be changed.") % {"year": round.year}
    return ""


class ScoreSheet:
    """The standard of a round as columns and as the rule, and the rows of some of its courtyards."""

    def __init__(self, round: RatingRound) -> None:
        self.round = round
        self.items = {item.code: item for item in round.standard.items.all()}

    @cached_property
    def standard(self) -> Standard:
        standard = self.round.standard
        return Standard(
            items=tuple(Item(i.code, i.full_mark, i.per_occurrence, i.is_bonus) for i in self.items.values()),
            thresholds={t.star: t.at_least for t in standard.thresholds.all()},
            bonus_cap=standard.bonus_cap,
            vetoes={v.code: v.star_cap for v in standard.vetoes.all()},
        )

    def columns(self) -> list[Column]:
        computed = _("It is computed from the items.")
        found = [
            Column(code, f"{code} {item.title}", look="number", hint=self._hint(item)) for code, item in self.items.items()
        ]
        return [
            Column(COURTYARD, _("courtyard"), locked=_("The round says which courtyards are rated.")),
            Column(SCORE, _("score"), look="number", locked=computed), Column(STAR, _("star"), locked=computed), *found,
        ]

    def _hint(self, item: Any) -> str:
        words = {"full": item.full_mark, "each": item.per_occurrence}
        if item.is_bonus:
            return _("Bonus: %(each)s points each time, at most %(full)s.") % words
        return _("Full mark %(full)s; each time found %(each)s points less.") % words

    def texts(self, rows: Iterable[RatingEntry]) -> dict[int, dict[str, str]]:
        """What stands in the cells, by courtyard: an empty cell says that nothing was recorded. Two queries."""
        listed = list(rows)
        ids = [entry.courtyard_id for entry in listed]
        counts: dict[int, dict[str, int]] = {pk: {} for pk in ids}
        vetoes: dict[int, list[str]] = {pk: [] for pk in ids}
        at = {"district_id": self.round.district_id, "round": self.round, "courtyard_id__in": ids}
        for pk, code, number in Finding.objects.filter(**at).values_list("courtyard_id", "item__code", "occurrences"):
            counts[pk][code] = number
        for pk, code in VetoFact.objects.filter(**at).values_list("courtyard_id", "item__code"):
            vetoes[pk].append(code)
        return {
            entry.courtyard_id: self._row(entry, counts[entry.courtyard_id], vetoes[entry.courtyard_id]) for entry in listed
        }

    def _row(self, entry: RatingEntry, counts: Mapping[str, int], vetoes: list[str]) -> dict[str, str]:
        rating = rate(self.standard, counts, vetoes)
        return {
            COURTYARD: f"{entry.courtyard.code} {entry.courtyard.name}",
            **{code: str(counts[code]) if code in counts else "" for code in self.items},
            SCORE: str(rating.score), STAR: _star(rating),
        }

    def seen(self, courtyards: Collection[int]) -> dict[int, Seen]:
        """The version of each row: how often its findings were written or taken out so far."""
        with connection.cursor() as cursor:
            cursor.execute(
                sql.load("ratings", "score_versions"),
                {"district": self.round.district_id, "round": self.round.pk, "courtyards": list(courtyards),
                 "somebody": _("somebody outside your street")},
            )
            found = {pk: Seen(*told) for pk, *told in cursor.fetchall()}
        return {pk: found.get(pk, Seen(0, None, "")) for pk in courtyards}


def _star(rating: Rating) -> str:
    label = str(Star(rating.star).label)
    return f"{label} ({_('vetoed')})" if rating.is_vetoed else label
