from datetime import date

import pytest
from django.test import Client

from governance.people import services as people_services
from governance.tenancy import scope
from tests.payments import office as offices
from tests.subsidies import ground


@pytest.fixture
def laid(db):
    """Three courtyards of 1,000, 2,000.55 and 12,345.67 ㎡ with five stars, enrolled from January 2021."""
    with ground.standing() as by:
        place = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        place.enrol_all()
        place.rate_all()
        yield place


@pytest.fixture
def office(laid):
    """January is computed; the office can pay it."""
    opened = offices.open_office(laid)
    opened.compute()
    return opened


@pytest.fixture
def browse(office):
    """`browse("housing")`: a client that is signed in as that person of the office."""

    def sign_in(name):
        user = office.people[name] if name in office.people else clerk(office)
        client = Client()
        with scope.enter(scope.Scope(actor=user.pk)):
            client.force_login(user, backend="governance.people.backends.ScopedBackend")
        return client

    return sign_in


def clerk(office):
    """The clerk of the first courtyard's street, made once."""
    user = people_services.create_user(username="clerk-990301", name="专干某")
    people_services.grant(
        user=user, district=office.laid.district, role="clerk", street=office.laid.courtyards[0].street_id,
        by=office.laid.by, reason="任职", valid_from=date(2020, 1, 1),
    )
    office.people["clerk"] = user
    return user
