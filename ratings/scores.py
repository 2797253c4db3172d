"""The score sheet of a round: a row for each courtyard, a column for each item, and what the rule makes of them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext as _

from governance.common import sql
from governance.registers.entries import SMALLEST_INTEGER_MAX
from governance.registers.grids import Column
from property_firms.models import ServiceContract
from ratings.choices import COUNTED_KINDS, READ_SOURCES, ItemKind, RoundStatus, Scorer, Star
from ratings.models import Finding, RatingEntry, RatingRound, ScorerSeat, StandardItem, VetoFact
from ratings.reading import rule
from ratings.rounds import pipeline
from ratings.rules.standard import Bands, Standard
from ratings.rules.stars import Rating, rate

# Beside the items: who is rated, and what the items come to.
COURTYARD, SCORE, STAR = "courtyard", "score", "star"
DECIMAL = re.compile(r"[0-9]{1,5}(\.[0-9]{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Seen:
    """When a row was last written, how often until then, and by whom."""

    version: int
    at: Any
    by: str


def entries(round: RatingRound, day: date) -> QuerySet[RatingEntry]:
    """The courtyards of the round in sight. `is_served`: a firm serves it on the day, so the district rates it.

    `is_doubled`: two people score it, each on a sheet of their own.
    """
    # A round that runs in steps has fixed on its day of eligibility whose each courtyard is to rate.
    day = round.eligible_on or day
    contracts = ServiceContract.objects.filter(
        district=OuterRef("district"), courtyard=OuterRef("courtyard"), valid_from__lte=day, valid_to__gt=day
    )
    rows = RatingEntry.objects.filter(district_id=round.district_id, round=round)
    seats = ScorerSeat.objects.filter(district=OuterRef("district"), round=OuterRef("round"), courtyard=OuterRef("courtyard"))
    rows = rows.select_related("courtyard__street").annotate(is_served=Exists(contracts), is_doubled=Exists(seats))
    return rows.order_by("courtyard__name_pinyin", "pk")


def locked(round: RatingRound) -> str:
    """Why nobody scores any more; empty while somebody may."""
    if round.status == RoundStatus.ANNOUNCED and not pipeline.is_reinspected(round):
        return _("The stars of %(year)s are announced and can't be changed.") % {"year": round.year}
    return ""


class ScoreSheet:
    """The standard of a round as columns and as the rule, and the rows of some of its courtyards."""

    def __init__(self, round: RatingRound) -> None:
        self.round = round
        self.items = {item.code: item for item in round.standard.items.select_related("category")}

    @cached_property
    def standard(self) -> Standard:
        return rule(self.round.standard)

    def columns(self) -> list[Column]:
        computed = _("It is computed from the items.")
        found = [
            Column(code, f"{code} {item.title}", look="number", hint=hint(item), locked=locked_for(item))
            for code, item in self.items.items()
        ]
        return [
            Column(COURTYARD, _("courtyard"), locked=_("The round says which courtyards are rated.")),
            Column(SCORE, _("score"), look="number", locked=computed), Column(STAR, _("star"), locked=computed), *found,
        ]

    def texts(self, rows: Iterable[RatingEntry]) -> dict[int, dict[str, str]]:
        """What stands in the cells, by courtyard: an empty cell says that nothing was recorded. Two queries."""
        listed = list(rows)
        ids = [entry.courtyard_id for entry in listed]
        found: dict[int, dict[str, Decimal | int]] = {pk: {} for pk in ids}
        vetoes: dict[int, list[str]] = {pk: [] for pk in ids}
        at = {"district_id": self.round.district_id, "round": self.round, "courtyard_id__in": ids}
        for one in Finding.objects.filter(**at, scorer=Scorer.AGREED).select_related("item"):
            if (said := one.found) is not None:
                found[one.courtyard_id][one.item.code] = said
        for pk, code in VetoFact.objects.filter(**at).values_list("courtyard_id", "item__code"):
            vetoes[pk].append(code)
        return {
            entry.courtyard_id: self._row(entry, found[entry.courtyard_id], vetoes[entry.courtyard_id]) for entry in listed
        }

    def _row(self, entry: RatingEntry, found: Mapping[str, Decimal | int], vetoes: list[str]) -> dict[str, str]:
        rating = rate(self.standard, found, vetoes)
        # By rank a star depends on all the others, and is known once the round is computed.
        star = "" if self.standard.bands is Bands.RANK else _star(rating)
        return {
            COURTYARD: f"{entry.courtyard.code} {entry.courtyard.name}",
            **{code: text(found[code]) if code in found else "" for code in self.items},
            SCORE: str(rating.score), STAR: star,
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


def text(number: Decimal | int) -> str:
    """What was found as it stands in a cell: 3, 92.5."""
    return format(Decimal(number).normalize(), "f")


def number(item: StandardItem, given: str) -> Decimal | int | None:
    """What a cell says was found; None where nothing was recorded. Raises ValueError with a sentence."""
    if given == "":
        return None
    if item.kind in COUNTED_KINDS:
        if not (given.isascii() and given.isdigit()):
            raise ValueError(_("Write a whole number, such as 2; leave it empty where nothing was recorded."))
        if len(given) > 5 or int(given) > SMALLEST_INTEGER_MAX:
            raise ValueError(_("This number is too large to be true."))
        return int(given)
    if not DECIMAL.fullmatch(given):
        raise ValueError(_("Write a number with at most two decimals, such as 92.5; leave it empty where nothing was recorded."))
    return Decimal(given)


def doubled() -> str:
    """Why nobody types what holds where two people score."""
    return _("Two people score this courtyard, each on a sheet of their own; what holds is settled when both have handed in.")


def hint(item: StandardItem) -> str:
    """How an item turns what is typed into points, in one sentence."""
    return law(item.kind, item.full_mark, item.per_unit, item.target)


def law(kind: str, full: Any, each: Any, target: Any) -> str:
    """How an item of a kind turns what was found into points, in one sentence."""
    words = {"full": full, "each": each, "target": target}
    match kind:
        case ItemKind.MERITS:
            return _("%(each)s points each time, at most %(full)s.") % words
        case ItemKind.SHORTFALL:
            return _("Full mark %(full)s; %(each)s points less for each percentage point below %(target)s %%.") % words
        case ItemKind.SHARE:
            return _("A percentage; %(full)s points at 100 %%.") % words
        case ItemKind.POINTS:
            return _("0 to %(full)s points.") % words
    return _("Full mark %(full)s; each time found %(each)s points less.") % words


def locked_for(item: StandardItem) -> str:
    """Why nobody types this item; empty where somebody does."""
    return _("The portal reads it when the round is computed.") if item.source in READ_SOURCES else ""


def _star(rating: Rating) -> str:
    label = str(Star(rating.star).label)
    return f"{label} ({_('vetoed')})" if rating.is_vetoed else label
