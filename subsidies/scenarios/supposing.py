"""What is supposed, as data: a scheme with other parameters, other bounds of the stars, further places, and the months."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _

from courtyards.models import Courtyard
from governance.common.periods import Month
from governance.registers.declarations import Refused
from governance.versions.faults import Fault
from ratings.models import RatingRound
from subsidies import schemes
from subsidies.models import Enrolment
from subsidies.schemes import shape
from subsidies.schemes.faults import bound

MOST_MONTHS = 36
MOST_PLACES = 2000
STARS = ("5", "4", "3", "2", "1")


@dataclass(frozen=True)
class Renovation:
    """A courtyard by its code, or all of a street that are not enrolled: subsidised from a month on, with a supposed star."""

    place: str
    first: Month
    star: int


@dataclass(frozen=True)
class Supposition:
    """`scheme`: complete data that takes the place of all versions of its key (None: all stand). `bounds`: score by star."""

    first: Month
    last: Month
    scheme: Mapping[str, Any] | None = None
    bounds: Mapping[str, str] = field(default_factory=dict)
    renovations: tuple[Renovation, ...] = ()

    @property
    def months(self) -> list[Month]:
        return [self.first.plus(number) for number in range(self.last.since(self.first) + 1)]

    def content(self) -> dict[str, Any]:
        """What is kept of it."""
        return {
            "first": str(self.first), "last": str(self.last), "scheme": self.scheme and dict(self.scheme),
            "bounds": dict(self.bounds),
            "renovations": [{"place": one.place, "first": str(one.first), "star": one.star} for one in self.renovations],
        }


def read(content: Mapping[str, Any]) -> Supposition:
    """What was kept. Raises Refused for what is none, for a form brings it back."""
    try:
        scheme = content.get("scheme")
        if scheme is not None:
            schemes.demand_shape(scheme)
        return Supposition(
            Month.parse(content["first"]), Month.parse(content["last"]), None if scheme is None else shape.complete(scheme),
            {str(star): str(score) for star, score in (content.get("bounds") or {}).items()},
            tuple(
                Renovation(str(one["place"]), Month.parse(one["first"]), int(one["star"]))
                for one in content.get("renovations") or ()
            ),
        )
    except (KeyError, TypeError, ValueError, AttributeError, schemes.SchemeFaults) as broken:
        raise Refused(_("This is no scenario that the portal wrote. Begin a new one.")) from broken


def faults(said: Supposition) -> list[Fault]:
    """What keeps it from being computed, each at its place."""
    found = []
    if said.last < said.first:
        found.append(Fault("last", _("The last month lies before the first.")))
    elif len(said.months) > MOST_MONTHS:
        found.append(Fault("last", _("At most %(months)s months can be computed at once.") % {"months": MOST_MONTHS}))
    if said.scheme is not None:
        found += schemes.faults_of(said.scheme, clauses=False)
    scores = [(star, bound(said.bounds[star])) for star in STARS if star in said.bounds]
    found += [
        Fault(f"bounds.{star}", _("A bound is a score of 0 or more with at most two decimals."))
        for star, score in scores if score is None
    ]
    sound = [(star, score) for star, score in scores if score is not None]
    for (upper, above), (lower, below) in pairwise(sound):
        if above <= below:
            told = _("The bound of %(above)s stars must lie above that of %(star)s.")
            found.append(Fault(f"bounds.{upper}", told % {"above": upper, "star": lower}))
    return found


def statement_json(district: int, said: Supposition) -> dict[str, Any] | None:
    """The scenario as the statement reads it; None where nothing is supposed. Raises Refused naming an unknown place."""
    told: dict[str, Any] = {}
    if said.scheme is not None:
        told |= _scheme(said.scheme)
    if said.bounds:
        told["bounds"] = dict(said.bounds)
    if said.renovations:
        told["places"] = _places(district, said)
    return told or None


def _scheme(data: Mapping[str, Any]) -> dict[str, Any]:
    plain = ("key", "cap", "months", "tiers", "area_basis", "proration", "unit_fen", "income_percent", "district_percent",
             "star_least", "fees_least", "no_veto", "no_blacklist", "keeps_covenant", "keeps_mode")
    return {
        "scheme": {name: data[name] for name in plain},
        "rates": [
            {"year_index": int(year), "star": None if star == shape.ALL else int(star), "value": cell["rate"]}
            for year, row in data["rates"].items() for star, cell in row.items()
        ],
        "shares": [{"score_from": share["from"], "value": share["share"]} for share in data["shares"]],
    }


def _places(district: int, said: Supposition) -> list[dict[str, Any]]:
    """The courtyards of the renovations by id, none twice; two statements and one for the scores."""
    if said.scheme is None:
        raise Refused(_("Say by which scheme the renovated courtyards are subsidised."), "renovations")
    known = list(
        Courtyard.objects.filter(district_id=district).exclude(
            pk__in=Enrolment.objects.filter(district_id=district).values("courtyard")
        ).values_list("pk", "code", "name", "street__code", "street__name")
    )
    scores = _scores(district)
    found: dict[int, dict[str, Any]] = {}
    for one in said.renovations:
        meant = [row[0] for row in known if one.place in row[1:]]
        if not meant:
            told = _("“%(place)s” is no courtyard or street with a courtyard that is not enrolled yet.")
            raise Refused(told % {"place": one.place}, "renovations")
        for pk in meant:
            found.setdefault(pk, {
                "courtyard": pk, "key": said.scheme["key"], "first_month": one.first.first.isoformat(), "star": one.star,
                "score": scores.get(one.star, "0"),
            })
    if len(found) > MOST_PLACES:
        told = _("At most %(places)s courtyards can be supposed at once.")
        raise Refused(told % {"places": MOST_PLACES}, "renovations")
    return list(found.values())


def _scores(district: int) -> dict[int, str]:
    """The score at which each star begins, by the standard of the last round: a supposed star has that one."""
    last = RatingRound.objects.filter(district_id=district).order_by("-year").select_related("standard").first()
    if last is None or last.standard.bands != "score":
        return {}
    return {star: format(bound, "f") for star, bound in last.standard.thresholds.values_list("star", "bound")}
