"""The demonstration points of the case: how many of each level are in creation and designated is the article's, the rest made.

The article has 12 streets, 44 communities and 178 courtyards "in creation" and 4, 11 and 79 "created": the second are read
as a part of the first. Two courtyards were withdrawn besides; they count in neither.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from courtyards.models import Courtyard
from governance.divisions.models import Community, Street
from party_org.models import PartyCover
from ratings.models import DemonstrationMove, DemonstrationPoint
from reference_case.dates import PUBLICATION, between
from reference_case.inserting import insert

# By level: in the scope of creation, and of these designated; then withdrawn.
CASE = {"street": (12, 4, 0), "community": (44, 11, 0), "courtyard": (178, 79, 2)}
NEIGHBOUR = {"street": (2, 1, 0), "community": (3, 1, 0), "courtyard": (6, 2, 1)}
TITLES = {"street": "红色物业示范街道", "community": "红色物业示范社区", "courtyard": "红色物业示范小区"}
BEGUN = date(2020, 9, 1), date(2021, 3, 31)
APPLIED = date(2021, 6, 1), date(2021, 10, 31)


@dataclass(frozen=True)
class Place:
    """A place that can become a point: its street, and the fields that name it."""

    street_id: int
    names: dict[str, Any]


class Demonstrations:
    """Of a seed of its own: no other figure of the case depends on it."""

    def __init__(self, district: int, courtyards: Sequence[Courtyard], *, is_case: bool) -> None:
        self.district, self.courtyards = district, courtyards
        self.counts = CASE if is_case else NEIGHBOUR
        self.random = Random(f"{district} demonstrations")

    def write(self) -> None:
        """All points, then all steps."""
        points = insert(DemonstrationPoint, self.points())
        insert(DemonstrationMove, self.moves(points))

    def points(self) -> Iterator[DemonstrationPoint]:
        for level, (scope, _designated, withdrawn) in self.counts.items():
            for place in self.chosen(level, scope + withdrawn):
                yield DemonstrationPoint(
                    district_id=self.district, street_id=place.street_id, level=level, **place.names, title=TITLES[level],
                    begun_on=between(self.random, *BEGUN), document="示例：红色物业示范创建工作方案",
                )

    def chosen(self, level: str, count: int) -> list[Place]:
        """So many places of the level, spread over the district; a courtyard must have its Party organisation in time."""
        places = {"street": self._streets, "community": self._communities, "courtyard": self._courtyards}[level]()
        return sorted(self.random.sample(places, count), key=lambda place: (place.street_id, str(place.names)))

    def _streets(self) -> list[Place]:
        held = {c.street_id for c in self.courtyards}
        return [Place(s.pk, {}) for s in Street.objects.filter(pk__in=held).order_by("code")]

    def _communities(self) -> list[Place]:
        held = {c.community_id for c in self.courtyards}
        return [Place(c.street_id, {"community": c}) for c in Community.objects.filter(pk__in=held).order_by("code")]

    def _courtyards(self) -> list[Place]:
        covered = set(PartyCover.objects.filter(
            district_id=self.district, valid_from__lte=APPLIED[0], valid_to__gt=PUBLICATION
        ).values_list("courtyard_id", flat=True))
        return [Place(c.street_id, {"courtyard": c}) for c in self.courtyards if c.pk in covered]

    def moves(self, points: Sequence[DemonstrationPoint]) -> Iterator[DemonstrationMove]:
        for level, (_scope, designated, withdrawn) in self.counts.items():
            of_level = [point for point in points if point.level == level]
            self.random.shuffle(of_level)
            for place, point in enumerate(of_level):
                yield from self._way(point, place < designated + withdrawn, place < withdrawn)

    def _way(self, point: DemonstrationPoint, is_designated: bool, is_withdrawn: bool) -> Iterator[DemonstrationMove]:
        """The steps of one point; of those not designated some have not applied, and some are not assessed yet."""
        steps = 3 if is_designated else self.random.randrange(3)
        applied = between(self.random, *APPLIED)
        assessed = applied + timedelta(days=self.random.randrange(20, 60))
        score = Decimal(self.random.randrange(8500, 9800) if is_designated else self.random.randrange(7000, 8500)) / 100
        told: list[dict[str, Any]] = [
            {"state": "applied", "moved_on": applied, "document": "示范创建申报表"},
            {"state": "assessed", "moved_on": assessed, "document": "评选评分表", "score": score},
            {"state": "designated", "moved_on": assessed + timedelta(days=self.random.randrange(15, 90)),
             "document": "示例：红色物业示范单位命名决定"},
        ][:steps]
        if is_withdrawn:
            told.append({
                "state": "withdrawn", "moved_on": date(2022, 6, 1), "document": "示例：撤销命名决定",
                "ground": "复核发现公共收益未按规约公示",
            })
        for one in told:
            yield DemonstrationMove(district_id=self.district, street_id=point.street_id, point=point, **one)
