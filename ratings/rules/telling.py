"""A stored explanation in sentences, for the one who was rated. It says nothing that the explanation does not hold.

Sentences are in the language of the reader; every number, clause and name in them stands in the explanation.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from ratings.choices import Source, Star
from ratings.rules.causes import Cause, Why
from ratings.rules.nearing import Step, way

Told = Mapping[str, Any]


@dataclass(frozen=True)
class Criterion:
    """One item of the sheet, told: `why` says what was found and what that gave, `whose` by whose word and by which clause."""

    code: str
    title: str
    points: Decimal
    full: Decimal
    is_bonus: bool
    why: str
    whose: str
    note: str

    @property
    def lost(self) -> Decimal:
        """Points below the full mark; nothing is lost where a bonus was not earned."""
        return Decimal(0) if self.is_bonus else self.full - self.points


@dataclass(frozen=True)
class Telling:
    """The whole in the order it is read: the outcome, the vetoes, each criterion, what another star would need."""

    outcome: list[str]
    vetoes: list[str]
    criteria: list[Criterion]
    next_star: list[str]


def tell(explanation: Told) -> Telling:
    """An explanation in sentences."""
    return Telling(
        _outcome(explanation), [_veto(veto) for veto in explanation["vetoes"]],
        [_criterion(item) for item in explanation["items"]], _next(explanation),
    )


def star(number: int) -> str:
    """A star in words."""
    return str(Star(number).label)


def changed(causes: list[Cause]) -> list[str]:
    """The causes of a difference in sentences, in their order."""
    return [_cause(cause) for cause in causes]


def _outcome(told: Told) -> list[str]:
    words = {"score": told["score"], "star": star(told["star"]), "by_score": star(told["star_by_score"])}
    standard = told["standard"]
    basis = _("Rated by “%(title)s”, version %(version)s.") % {"title": standard["title"], "version": standard["version"]}
    if standard["document"]:
        basis += _(" Issued as %(document)s.") % {"document": standard["document"]}
    found = [basis, _("The score is %(score)s points; that makes %(star)s.") % words]
    if told["vetoes"]:
        found[1] = _("The score is %(score)s points; by it alone this would be %(by_score)s.") % words
        found.append(_("A veto holds, and the star is %(star)s.") % words)
    if told["better"] is not None:
        found.append(_("Stars are given by rank: %(better)s of the %(rated)s rated have a better score.") % told)
    if Decimal(told["bonus"]):
        found.append(_("%(bonus)s points of it are bonus.") % {"bonus": _plain(told["bonus"])})
    return found


def _veto(veto: Told) -> str:
    words = {**veto, "star": star(veto["star_cap"])}
    told = _("%(code)s %(title)s: established on %(found_on)s (%(evidence)s); the star is at most: %(star)s.") % words
    return told + (_(" Clause: %(clause)s.") % words if veto["clause"] else "")


def _criterion(item: Told) -> Criterion:
    whose = _("By the word of: %(source)s.") % {"source": Source(item["source"]).label}
    if item["clause"]:
        whose += _(" Clause: %(clause)s.") % {"clause": item["clause"]}
    return Criterion(
        item["code"], item["title"], Decimal(item["points"]), Decimal(item["full_mark"]), item["is_bonus"], _why(item),
        whose, item["note"],
    )


def _why(item: Told) -> str:
    words = {
        "found": _plain(item["found"][0]) if item["found"] else "", "each": _plain(item["per_unit"]),
        "full": _plain(item["full_mark"]), "points": _plain(item["points"]), "target": _plain(item["target"] or "0"),
    }
    # Two who found the same are told as one.
    if len(set(item["found"])) > 1:
        words["both"] = _(" and ").join(_plain(one) for one in item["found"])
        return _("Two scorers found %(both)s; the mean of their points is %(points)s of %(full)s.") % words
    if not item["found"]:
        if item["kind"] == "faults":
            return _("No fault was found: the full %(full)s points.") % words
        if item["kind"] == "merits":
            return _("Nothing was found that adds points.")
        return _("Nothing was recorded, so it gives no points.")
    return {
        "faults": _("Found %(found)s times, %(each)s points less each time: %(points)s of %(full)s points."),
        "merits": _("Found %(found)s times, %(each)s points more each time: %(points)s of at most %(full)s points."),
        "shortfall": _("%(found)s %% against a target of %(target)s %%, %(each)s points less for each percentage point below it: "
                       "%(points)s of %(full)s points."),
        "share": _("%(found)s %% of the full %(full)s points: %(points)s points."),
        "points": _("The scorer gave %(points)s of %(full)s points."),
    }[item["kind"]] % words


def _next(told: Told) -> list[str]:
    if told["vetoes"]:
        return [_("While a veto holds, no points raise the star.")]
    if told["better"] is not None:
        return [_("Whether more points make another star depends on the scores of the others.")]
    if told["to_next_star"] is None:
        return [_("There is no higher star.")]
    above = min((Decimal(bound), int(number)) for number, bound in told["thresholds"].items()
                if Decimal(bound) > Decimal(told["score"]))
    found = [_("%(star)s begins at %(bound)s points: %(points)s points more.") % {
        "star": star(above[1]), "bound": _plain(str(above[0])), "points": _plain(told["to_next_star"])}]
    steps = way(told)
    if steps:
        found.append(_("One way there, from what was lost most:"))
        found += [_step(step) for step in steps]
    return found


def _step(step: Step) -> str:
    words = {"code": step.code, "title": step.title, "gain": _plain(str(step.gain)), "n": step.fewer}
    if step.fewer:
        return _("%(code)s %(title)s: %(n)s fewer of the faults that were found would give %(gain)s points.") % words
    return _("%(code)s %(title)s: up to %(gain)s points more can be had here.") % words


def _cause(cause: Cause) -> str:
    words = {
        "code": cause.code, "title": cause.title, "before": _plain(str(cause.before or 0)), "now": _plain(str(cause.after or 0)),
        "by": _signed(cause.difference),
    }
    return {
        Why.FOUND: _("%(code)s %(title)s: from %(before)s to %(now)s points (%(by)s)."),
        Why.RULE: _("%(code)s %(title)s counts by another rule: from %(before)s to %(now)s points (%(by)s)."),
        Why.NEW: _("%(code)s %(title)s is new in the standard: %(now)s points (%(by)s)."),
        Why.GONE: _("%(code)s %(title)s is no longer in the standard: %(before)s points then (%(by)s)."),
        Why.CAP: _("The cap of %(code)s %(title)s took away another amount (%(by)s)."),
        Why.BONUS: _("The common cap of the bonus took away another amount (%(by)s)."),
        Why.ROUNDING: _("Rounding of the score (%(by)s)."),
    }[cause.why] % words


def _plain(number: str) -> str:
    """A number without needless zeros."""
    return format(Decimal(number).normalize(), "f")


def _signed(number: Decimal) -> str:
    return ("+" if number > 0 else "−") + _plain(str(abs(number)))
