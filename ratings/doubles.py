"""What two scorers found side by side, and how far they agree. Only of courtyards where both have handed in."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Q

from courtyards.models import Courtyard
from ratings import scores
from ratings.choices import READ_SOURCES, Scorer
from ratings.models import Finding, RatingRound, ScorerSeat, StandardItem
from ratings.reading import rule_of
from ratings.rules.agreement import Agreement, Pair, agreement
from ratings.rules.stars import points

TWO = (Scorer.FIRST, Scorer.SECOND)


@dataclass(frozen=True)
class Side:
    """An item as both found it: their texts, their points, and what holds (empty while nothing is settled)."""

    item: StandardItem
    first: str
    second: str
    pair: Pair
    settled: str

    @property
    def mean(self) -> Decimal:
        """The points that count while nothing is settled, before rounding."""
        return (self.pair.first + self.pair.second) / 2


@dataclass(frozen=True)
class Place:
    """A courtyard, a street or the round, and how far its scorers agree. `open`: items apart and not settled."""

    name: str
    code: str
    courtyards: int
    agreement: Agreement
    open: int


def sides(round: RatingRound, courtyards: Iterable[int] | None = None) -> dict[int, list[Side]]:
    """By courtyard (its id), every item that both scored, in the order of the standard. Three queries."""
    seats = ScorerSeat.objects.filter(district_id=round.district_id, round=round)
    if courtyards is not None:
        seats = seats.filter(courtyard_id__in=list(courtyards))
    both = seats.values("courtyard_id").annotate(
        n=Count("pk"), left=Count("pk", filter=Q(handed_in_at__isnull=True))
    ).filter(n=2, left=0)
    ready = [row["courtyard_id"] for row in both]
    items = [item for item in round.standard.items.select_related("category") if item.source not in READ_SOURCES]
    found: dict[tuple[int, int, int], Finding] = {
        (one.courtyard_id, one.item_id, one.scorer): one
        for one in Finding.objects.filter(district_id=round.district_id, round=round, courtyard_id__in=ready)
    }
    told: dict[int, list[Side]] = {}
    for pk in ready:
        for item in items:
            first, second = (found.get((pk, item.pk, int(scorer))) for scorer in TWO)
            if first is not None and second is not None:
                told.setdefault(pk, []).append(_side(item, first, second, found.get((pk, item.pk, int(Scorer.AGREED)))))
    return told


def _side(item: StandardItem, first: Finding, second: Finding, held: Finding | None) -> Side:
    rule = rule_of(item)
    given = [points(rule, one.found or 0) for one in (first, second)]
    return Side(item, _text(first), _text(second), Pair(given[0], given[1], item.full_mark), _text(held) if held else "")


def _text(finding: Finding) -> str:
    return "" if finding.found is None else scores.text(finding.found)


def places(round: RatingRound) -> tuple[Place, list[Place], list[Place]]:
    """The round, its streets and its courtyards in sight, each with the agreement of its scorers. Four queries."""
    told = sides(round)
    yards = Courtyard.objects.filter(district_id=round.district_id, pk__in=told).select_related("street").order_by(
        "street__code", "name_pinyin", "pk"
    )
    by_street: dict[str, list[Courtyard]] = {}
    courtyards = []
    for yard in yards:
        by_street.setdefault(yard.street.code, []).append(yard)
        courtyards.append(_place(yard.name, yard.code, [told[yard.pk]]))
    streets = [
        _place(group[0].street.name, code, [told[yard.pk] for yard in group]) for code, group in by_street.items()
    ]
    return _place("", "", list(told.values())), streets, courtyards


def _place(name: str, code: str, sheets: list[list[Side]]) -> Place:
    every = [side for sheet in sheets for side in sheet]
    left = sum(not side.pair.agrees and not side.settled for side in every)
    return Place(name, code, len(sheets), agreement(side.pair for side in every), left)


def place(courtyard: Courtyard, found: list[Side]) -> Place:
    """How far the scorers of one courtyard agree."""
    return _place(courtyard.name, courtyard.code, [found])
