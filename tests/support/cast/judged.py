"""Builders of the ratings: a released standard, one round, and what was found at each courtyard."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from psycopg2.extras import DateRange

from ratings.choices import RoundStatus, Source, Star, VersionStatus
from ratings.models import (
    DemonstrationMove,
    DemonstrationPoint,
    Finding,
    Occurrence,
    RatingEntry,
    RatingResult,
    RatingRound,
    RatingStandard,
    ScorerSeat,
    SourceWeight,
    StandardCategory,
    StandardItem,
    StandardReading,
    StarThreshold,
    VetoFact,
    VetoItem,
)
from tests.support.cast.places import Place, builds


@builds(RatingStandard)
def standard(place: Place) -> dict[str, Any]:
    return {
        "key": "cast", "version": 1, "title": f"Standard{place.mark}", "status": VersionStatus.DRAFT,
        "is_example": True, "bonus_cap": Decimal("5.00"),
    }


@builds(StandardCategory)
def category(place: Place) -> dict[str, Any]:
    return {"standard": place.mine(RatingStandard), "code": "A", "title": f"Category{place.mark}"}


@builds(StandardItem)
def item(place: Place) -> dict[str, Any]:
    return {
        "standard": place.mine(RatingStandard), "code": "A1", "category": place.mine(StandardCategory),
        "title": f"Item{place.mark}", "full_mark": Decimal("100.00"), "per_unit": Decimal("2.00"),
        "evidence": f"Evidence{place.mark}",
    }


@builds(SourceWeight)
def weight(place: Place) -> dict[str, Any]:
    return {"standard": place.mine(RatingStandard), "source": Source.STREET, "weight": Decimal("100.00")}


@builds(StarThreshold)
def threshold(place: Place) -> dict[str, Any]:
    return {"standard": place.mine(RatingStandard), "star": Star.FIVE, "bound": Decimal("90.00")}


@builds(VetoItem)
def veto(place: Place) -> dict[str, Any]:
    return {"standard": place.mine(RatingStandard), "code": "V1", "title": f"Veto{place.mark}", "star_cap": Star.TWO}


@builds(RatingRound)
def a_round(place: Place) -> dict[str, Any]:
    return {
        "year": 2021, "standard": place.mine(RatingStandard), "status": RoundStatus.ANNOUNCED,
        "applies": DateRange(date(2021, 1, 1), date(2022, 1, 1)), "announced_on": date(2021, 1, 10),
    }


@builds(RatingEntry)
def entry(place: Place) -> dict[str, Any]:
    return {"round": place.mine(RatingRound)}


@builds(Finding)
def finding(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "item": place.mine(StandardItem), "occurrences": 1,
        "note": f"Finding{place.mark}",
    }


@builds(Occurrence)
def occurrence(place: Place) -> dict[str, Any]:
    return {
        "finding": place.mine(Finding), "seen_at": datetime(2020, 12, 28, 2, tzinfo=UTC), "place": f"Stairs{place.mark}",
        "note": f"Seen{place.mark}", "by_name": f"Scorer{place.mark}",
    }


@builds(ScorerSeat)
def seat(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "scorer": 1, "user": place.by, "user_name": f"Scorer{place.mark}",
        "handed_in_at": datetime(2020, 12, 29, 2, tzinfo=UTC),
    }


@builds(VetoFact)
def fact(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "item": place.mine(VetoItem), "evidence": f"Evidence{place.mark}",
        "found_on": date(2020, 12, 28),
    }


@builds(StandardReading)
def reading(place: Place) -> dict[str, Any]:
    """What the statement keeps of such a standard, with the mark of the place."""
    item = {
        "code": "A1", "category": "A", "category_title": place.mark, "title": place.mark, "kind": "faults",
        "source": "street", "weight": "100.00", "full_mark": "100.00", "per_unit": "1.00", "target": None, "clause": "",
        "is_bonus": False,
    }
    category = {"code": "A", "title": place.mark, "parent": None, "cap": None, "is_bonus": False}
    return {
        "standard": place.mine(RatingStandard),
        "content": {
            "standard": {"key": "cast", "version": 1, "title": place.mark, "document": place.mark, "is_example": True,
                         "bonus_cap": "0.00", "bands": "score"},
            "thresholds": {"5": "90.00", "4": "80.00", "3": "70.00", "2": "65.00", "1": "60.00"},
            "items": [item], "categories": [category],
        },
    }


@builds(RatingResult)
def result(place: Place) -> dict[str, Any]:
    veto = {"code": "V1", "title": place.mark, "star_cap": 2, "evidence": place.mark, "found_on": "2021-07-01",
            "clause": ""}
    return {
        "round": place.mine(RatingRound), "revision": 1, "score": Decimal("98.00"), "star": Star.TWO,
        "is_vetoed": True, "reading": place.mine(StandardReading),
        "told": {
            "items": {"A1": {"found": ["2"], "note": place.mark, "points": "98.00"}},
            "categories": {"A": {"sum": "98.00", "points": "98.00"}}, "vetoes": [veto], "bonus": "0.00", "score": "98.00",
            "star_by_score": 5, "star": 2, "better": None, "rated": None, "to_next_star": None,
        },
    }


@builds(DemonstrationPoint)
def demonstration(place: Place) -> dict[str, Any]:
    return {
        "level": "courtyard", "community": None, "title": f"Demonstration{place.mark}", "begun_on": date(2020, 3, 2),
        "document": f"Plan{place.mark}",
    }


@builds(DemonstrationMove)
def demonstration_move(place: Place) -> dict[str, Any]:
    return {
        "point": place.mine(DemonstrationPoint), "state": "applied", "moved_on": date(2020, 9, 1),
        "document": f"Application{place.mark}",
    }
