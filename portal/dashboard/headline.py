"""The dashboard in one sentence: where we stand, where it is worst, what moved. Computed from the figures beside it."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from governance.indicators.definitions import Measure
from governance.targets.standing import State
from portal.dashboard.board import Board, Line, Rate
from portal.dashboard.places import Place
from portal.dashboard.times import Earlier


def sentence(board: Board, place: Place, *, on: date, earlier: Earlier) -> str:
    """In one sentence; where the records are silent it says that."""
    if all(rate.cell.value in (None, 0) for rate in board.rates):
        return _("%(place)s has no records on %(day)s yet.") % {"place": place.name, "day": in_words(on)}
    parts = [_standing(board, place, on), _worst(board), _moved(board, earlier)]
    return _("; ").join(part for part in parts if part) + _(".")


def in_words(day: date) -> str:
    """A day as people say it."""
    return date_format(day, _("Y-m-d"))


def _standing(board: Board, place: Place, on: date) -> str:
    held = [rate for rate in board.rates if rate.standing.state is not State.NONE]
    if not held:
        return _("On %(day)s no target is set for the %(count)d key figures of %(place)s") % {
            "day": in_words(on), "count": len(board.rates), "place": place.name,
        }
    reached = sum(rate.standing.state is State.REACHED for rate in held)
    return _("On %(day)s %(place)s has reached %(reached)d of %(held)d targets") % {
        "day": in_words(on), "place": place.name, "reached": reached, "held": len(held),
    }


def worst(board: Board) -> Line | None:
    """The part of the place that lacks most records."""
    lines = [line for line in board.lines if line.division.code and line.missing]
    return max(lines, key=lambda line: line.missing, default=None)


def _worst(board: Board) -> str:
    line = worst(board)
    if line is None:
        return _("nothing is missing in any of its parts") if board.lines else ""
    rate = max((rate for rate in line.rates if not rate.indicator.fen), key=lambda rate: rate.towards.missing)
    return _("the largest gap is in %(place)s: %(all)d records are missing, %(most)d of them for %(indicator)s") % {
        "place": line.division.name, "all": line.missing, "most": rate.towards.missing, "indicator": rate.indicator.label,
    }


def moved(board: Board) -> tuple[Line, Rate] | None:
    """The rate of a part that moved by most points since the earlier day."""
    moves = [
        (line, rate) for line in board.lines for rate in line.rates
        if rate.change and rate.indicator.measure is Measure.PERCENT and line.division.code
    ]
    return max(moves, key=lambda pair: pair[1].distance, default=None)


def _moved(board: Board, earlier: Earlier) -> str:
    found = moved(board)
    since = _("%(label)s (%(day)s)") % {"label": earlier.label, "day": in_words(earlier.day)}
    if found is None:
        return _("since the %(since)s no rate has moved") % {"since": since}
    line, rate = found
    change = Decimal(rate.change or 0)
    text = (
        _("since the %(since)s %(indicator)s in %(place)s moved most: up by %(points)s points")
        if change > 0 else
        _("since the %(since)s %(indicator)s in %(place)s moved most: down by %(points)s points")
    )
    return text % {
        "since": since, "place": line.division.name, "indicator": rate.indicator.label, "points": abs(change),
    }
