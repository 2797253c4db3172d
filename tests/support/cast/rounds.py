"""Builders of a round's way: deadlines, acts, a draw, a publicity with its objection, a plaque, a proposed revocation."""

from datetime import date
from typing import Any

from governance.common import codes
from ratings.models import (
    EntryAct,
    LeftOut,
    Objection,
    Plaque,
    Publicity,
    PublicityLine,
    RatingEntry,
    RatingResult,
    RatingRound,
    RecheckDraw,
    RoundDeadline,
    StarDecision,
)
from tests.support.cast.places import Place, builds


def tracking_number(district: int, number: int) -> str:
    """The tracking number of the objection of a street's courtyard in the cast."""
    body = f"{district}".replace("0", "Z").replace("1", "Y")[-5:] + "B" + "23456789"[number]
    return body + codes._proof(body)


@builds(RoundDeadline)
def deadline(place: Place) -> dict[str, Any]:
    return {"round": place.mine(RatingRound), "step": "self", "days": 10, "due_on": date(2021, 1, 18)}


@builds(LeftOut)
def left_out(place: Place) -> dict[str, Any]:
    return {"round": place.mine(RatingRound), "reason": "no_covenant"}


@builds(RecheckDraw)
def draw(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "number": 1, "seed": f"seed{place.mark}", "percent": 20, "codes": ["x", "y"],
        "drawn": ["x"],
    }


@builds(EntryAct)
def act(place: Place) -> dict[str, Any]:
    return {
        "entry": place.mine(RatingEntry), "deed": "hand_on", "came_from": "rating", "went_to": "recheck",
        "comment": f"Comment{place.mark}", "acted_on": date(2021, 1, 4),
    }


@builds(Publicity)
def publicity(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "published_on": date(2021, 1, 4), "days": 5, "last_on": date(2021, 1, 11),
        "place": f"Board{place.mark}", "document": f"Notice{place.mark}",
    }


@builds(PublicityLine)
def publicity_line(place: Place) -> dict[str, Any]:
    return {
        "publicity": place.mine(Publicity), "round": place.mine(RatingRound), "result": place.mine(RatingResult),
    }


@builds(Objection)
def objection(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "line": place.mine(PublicityLine),
        "number": tracking_number(place.district, place.number), "objector": "committee",
        "objector_name": f"Committee{place.mark}", "received_on": date(2021, 1, 5), "grounds": f"Grounds{place.mark}",
        "due_on": date(2021, 1, 19), "state": "rejected", "answer": f"Answer{place.mark}", "answered_on": date(2021, 1, 8),
    }


@builds(Plaque)
def plaque(place: Place) -> dict[str, Any]:
    return {
        "round": place.mine(RatingRound), "result": place.mine(RatingResult), "number": f"2021{place.mark}",
        "given_on": date(2021, 2, 1),
    }


@builds(StarDecision)
def decision(place: Place) -> dict[str, Any]:
    by = place.by
    return {
        "entry": place.mine(RatingEntry), "round": place.mine(RatingRound), "kind": "ruling",
        "document": f"Ruling{place.mark}", "ground": f"Ground{place.mark}", "proposed_by": by,
        "proposed_by_name": by.name, "proposed_on": date(2021, 6, 1),
    }
