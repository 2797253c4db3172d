"""The fixed cast of every test: two small districts, alike in everything, and one stranger.

Each district has two streets, and each tenant table at least one row in both districts and, where a row has a
street, in both streets. Every name carries a mark such as 〔990102·1〕 (district and street; 0: the whole district),
so that a page or an answer that shows what it must not is recognised by its text.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.db import models

from governance.people.models import User
from governance.tenancy import scope
from tests.support.cast.places import mark

HOME, NEIGHBOUR = 990101, 990102
DISTRICTS = (HOME, NEIGHBOUR)
STRANGER, OPERATOR = "stranger", "operator-99"
PASSWORD = "courtyards-in-spring-1987"
M = TypeVar("M", bound=models.Model)


@dataclass(frozen=True)
class Side:
    """One of the two districts. `streets` are the ids of its first and second street."""

    district: int
    streets: tuple[int, int]
    rows: dict[str, dict[int | None, int]] = field(repr=False, hash=False)

    def username(self, role: str) -> str:
        return f"{role}-{self.district}"

    def user(self, role: str) -> User:
        """`clerk` and `reviewer` are of the first street, `clerk2` of the second; the rest of the whole district."""
        return person(self.username(role))

    def mark(self, number: int | None = None) -> str:
        """What the names of this district's rows carry; with a number only those of one street."""
        return f"〔{self.district}·" if number is None else mark(self.district, number)

    @contextmanager
    def scope(self, street: int | None = None, actor: int | None = None) -> Iterator[None]:
        """The scope of the district; with `street` (0 or 1) that of a clerk of the first or second street."""
        streets = None if street is None else (self.streets[street],)
        with scope.enter(scope.Scope(districts=(self.district,), streets=streets, actor=actor)):
            yield

    def pk(self, model: type[models.Model], street: int | None = None) -> int:
        """The id of a row of `model`: of the first or second street (0, 1), or of the district as a whole.

        Without a row of the district as a whole it is the first street's.
        """
        known = self.rows[model._meta.label]
        wanted = None if street is None else self.streets[street]
        return known[wanted] if wanted in known else known[next(iter(known))]

    def get(self, model: type[M], street: int | None = None) -> M:
        """The row itself, freshly read."""
        with self.scope():
            return model._default_manager.get(pk=self.pk(model, street))


@dataclass(frozen=True)
class Cast:
    """`home` and `neighbour` are alike; tests act in `home` and must never reach `neighbour`."""

    home: Side
    neighbour: Side

    @property
    def stranger(self) -> User:
        return person(STRANGER)

    @property
    def operator(self) -> User:
        """Stands in both districts."""
        return person(OPERATOR)


def person(username: str) -> User:
    """A person of the cast (or any other) by user name."""
    with scope.enter(scope.Scope(signing_in=username)):
        return User.objects.get(username=username)


def load() -> Cast:
    """The cast as it stands in the database."""
    return Cast(home=_side(HOME), neighbour=_side(NEIGHBOUR))


def _side(district: int) -> Side:
    from governance.divisions.models import Street
    from governance.tenancy.stone import tenant_models

    rows: dict[str, dict[Any, int]] = {}
    with scope.enter(scope.Scope(districts=(district,))):
        streets = tuple(Street.objects.order_by("code").values_list("pk", flat=True))
        for model in tenant_models():
            names = {f.attname for f in model._meta.concrete_fields}
            if "district_id" in names:
                street = "street_id" if "street_id" in names else "district_id"
                found = model._default_manager.filter(district_id=district).order_by("-pk").values_list(street, "pk")
                rows[model._meta.label] = {(None if street == "district_id" else at): pk for at, pk in found}
    assert len(streets) == 2, f"district {district} of the cast has {len(streets)} streets; it was not built"
    return Side(district, streets, rows)
