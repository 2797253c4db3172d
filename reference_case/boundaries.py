"""Boundaries of the demonstration, marked 示例: nobody surveyed them, they run around the generated courtyards."""

from collections.abc import Callable, Iterable, Sequence

from courtyards.models import Courtyard
from governance.boundaries.geometry import simplified
from governance.boundaries.models import Boundary
from governance.boundaries.services import DRAWN_WITHIN
from reference_case.coordinates import hull
from reference_case.dates import REGISTERED
from reference_case.inserting import insert, since

SOURCE = "示例：依生成点位绘制，非勘定界线"


def draw(courtyards: Sequence[Courtyard]) -> None:
    """A boundary for each street, and for each community with courtyards enough to run around."""
    rows = [
        *_around(courtyards, lambda c: (c.street_id, None)),
        *_around(courtyards, lambda c: (c.street_id, c.community_id)),
    ]
    insert(Boundary, rows)


def _around(courtyards: Iterable[Courtyard], place: Callable[[Courtyard], tuple[int, int | None]]) -> Iterable[Boundary]:
    points: dict[tuple[int, int | None], list[tuple[float, float]]] = {}
    district = 0
    for courtyard in courtyards:
        if courtyard.longitude is not None and courtyard.latitude is not None:
            points.setdefault(place(courtyard), []).append((float(courtyard.longitude), float(courtyard.latitude)))
            district = courtyard.district_id
    for (street, community), near in points.items():
        ring = hull(near)
        if ring is not None:
            geometry = {"type": "Polygon", "coordinates": [ring]}
            yield Boundary(
                district_id=district, street_id=street, community_id=community, source=SOURCE, geometry=geometry,
                drawn=simplified(geometry, DRAWN_WITHIN), valid=since(REGISTERED),
            )
