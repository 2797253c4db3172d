"""Writes the cast: people, then for each district the rows of the whole and of its two streets."""

from django.contrib.auth.hashers import make_password

from governance.audit.services import change
from governance.divisions.models import Street
from governance.divisions.services import create_district
from governance.people.models import User
from governance.people.services import grant
from governance.tenancy import scope
from tests.support.cast import (
    DISTRICTS,
    OPERATOR,
    PASSWORD,
    STRANGER,
    applying,
    ground,
    judged,
    paid,
    party,
    payments,
    registers,
    rounds,
    sealed,
    services,
    sheets,
    shelf,
    surveyed,
)
from tests.support.cast.places import SINCE, Place, in_order, mark

# Imported for the builders that they register.
assert all((ground, registers, applying, party, shelf, judged, paid, services, sheets, sealed, surveyed, rounds, payments))
REASON = "cast of the tests"
# Who acts in the whole district, and who in which street.
DISTRICT_ROLES = ("leader", "governance", "housing", "organisation", "finance", "auditor")
STREET_ROLES = {"clerk": ("clerk", 1), "reviewer": ("reviewer", 1), "clerk2": ("clerk", 2)}


def build() -> None:
    """Both districts and the stranger. The caller's database has none of them yet."""
    password = make_password(PASSWORD)
    _person(STRANGER, "Stranger", password)
    operator = _person(OPERATOR, "Operator", password)
    for district in DISTRICTS:
        people = {role: _person(f"{role}-{district}", role.title() + mark(district, 0), password)
                  for role in DISTRICT_ROLES}
        people |= {name: _person(f"{name}-{district}", name.title() + mark(district, number), password)
                   for name, (_, number) in STREET_ROLES.items()}
        with scope.enter(scope.Scope(districts=(district,), actor=people["governance"].pk)):
            _district(district, people, operator)


def _person(username: str, name: str, password: str) -> User:
    with scope.enter(scope.Scope(signing_in=username)):
        person = User(username=username, name=name, password=password)
        person.save()
        return person


def _district(district: int, people: dict[str, User], operator: User) -> None:
    by = people["governance"]
    create_district(district=district, name=f"District{mark(district, 0)}", by=by, reason=REASON, is_demo=True)
    whole = Place(district, 0, by)
    with change(district=district, by=by, reason=REASON + mark(district, 0)):
        streets = [
            Street.objects.create(
                district_id=district, code=f"{district}00{number}", name=f"Street{mark(district, number)}"
            )
            for number in (1, 2)
        ]
    places = [Place(district, number, by, whole, street.pk, {Street: street}) for number, street in
              enumerate(streets, start=1)]
    for place in (whole, *places):
        with change(district=district, by=by, reason=REASON + place.mark, street=place.street) as opened:
            place.built[type(opened)] = opened
            for model in in_order():
                if place.has_row_of(model):
                    place.put(model)
    for role in DISTRICT_ROLES:
        grant(user=people[role], district=district, role=role, by=by, reason=REASON, valid_from=SINCE)
    for name, (role, number) in STREET_ROLES.items():
        grant(
            user=people[name], district=district, role=role, street=streets[number - 1].pk, by=by, reason=REASON,
            valid_from=SINCE,
        )
    grant(user=operator, district=district, role="operator", by=by, reason=REASON, valid_from=SINCE)
