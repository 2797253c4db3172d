"""Which street or community a feature is: by a property that holds its code or its name, chosen or guessed."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from governance.boundaries.reading import Shape

# What follows the proper name, and what kind of division it says; tables differ in how much of it they write.
ENDINGS = {
    "street": re.compile(r"(街道办事处|街道办|街道)$"),
    "community": re.compile(r"(社区居民委员会|社区居委会|居民委员会|居委会|社区|村民委员会|村委会|村)$"),
}
OFFICE = re.compile(r"人民政府$")


@dataclass(frozen=True)
class Place:
    """A street (`community` is None) or a community of the district."""

    code: str
    name: str
    street: int
    community: int | None = None


@dataclass(frozen=True)
class Match:
    """A feature and the place that it is; where it is none, `why` says so."""

    shape: Shape
    called: str
    place: Place | None = None
    why: str = ""

    @property
    def is_good(self) -> bool:
        return self.place is not None and not self.why and not self.shape.faults


def properties_of(shapes: Iterable[Shape]) -> list[str]:
    """The names of all properties, in the order in which they come."""
    return list(dict.fromkeys(name for shape in shapes for name in shape.properties))


def guess(shapes: Sequence[Shape], places: Sequence[Place]) -> str:
    """The property by which most features are found; empty where none finds any."""
    found = {name: sum(len(_found(shape, name, _index(places))) == 1 for shape in shapes) for name in properties_of(shapes)}
    best = max(found, key=lambda name: found[name], default="")
    return best if best and found[best] else ""


def match(shapes: Sequence[Shape], name: str, places: Sequence[Place]) -> list[Match]:
    """Every feature with its place. One that two features claim is neither's."""
    index = _index(places)
    listed = [(shape, _found(shape, name, index)) for shape in shapes]
    claims = Counter(found[0] for _shape, found in listed if len(found) == 1)
    return [_judged(shape, shape.properties.get(name, ""), found, claims) for shape, found in listed]


def _judged(shape: Shape, called: str, found: list[Place], claims: Counter[Place]) -> Match:
    if not called:
        return Match(shape, "", why=_("It does not have this property."))
    if not found:
        return Match(shape, called, why=_("No street or community here has this code or name."))
    if len(found) > 1:
        return Match(shape, called, why=_("Several are called so: %(codes)s. Match by the code.")
                     % {"codes": "、".join(place.code for place in found)})
    if claims[found[0]] > 1:
        return Match(shape, called, found[0], _("It stands in the file more than once. Join its parts into one MultiPolygon."))
    return Match(shape, called, found[0])


def _index(places: Iterable[Place]) -> dict[str, list[Place]]:
    """Places by what they may be called; a street and a community often share the proper name."""
    index: dict[str, list[Place]] = {}
    for place in places:
        level = "street" if place.community is None else "community"
        _kind, proper = _parts(place.name)
        for key in dict.fromkeys((place.code, _plain(place.name), f"{level}:{proper}", f":{proper}")):
            index.setdefault(key, []).append(place)
    return index


def _found(shape: Shape, name: str, index: dict[str, list[Place]]) -> list[Place]:
    """The places that a feature may be: by its whole code or name, else by the proper name and what kind it says."""
    called = _plain(shape.properties.get(name, ""))
    # A street of nine digits stands with three zeros behind it in tables of twelve.
    code = called.removesuffix("000") if called.isdigit() and len(called) == 12 else ""
    kind, proper = _parts(called)
    return next((index[key] for key in (called, code, f"{kind}:{proper}") if key and key in index), [])


def _plain(text: str) -> str:
    return OFFICE.sub("", "".join(unicodedata.normalize("NFKC", text).split()))


def _parts(text: str) -> tuple[str, str]:
    """What kind of division a name says, and its proper part; a proper name has two characters at least."""
    plain = _plain(text)
    for kind, ending in ENDINGS.items():
        proper = ending.sub("", plain)
        if proper != plain and len(proper) > 1:
            return kind, proper
    return "", plain
