"""Server time of the main pages for a signed-in person of the case's governance office."""

from collections.abc import Iterator

from django.test import Client

from bench import timing
from bench.database import CASE, ON
from governance.tenancy import scope
from tests.support import cast

REPETITIONS = 30
LIMIT_MS = 250
PAGES = {
    "dashboard": f"/{CASE}/?on={ON}",
    "courtyard list": f"/{CASE}/courtyards/?on={ON}",
    "courtyard record": f"/{CASE}/courtyards/{CASE}001-0002/?on={ON}",
    "firm list": f"/{CASE}/firms/?on={ON}",
    "ledger list": f"/{CASE}/subsidies/?on={ON}",
    "figure detail": f"/{CASE}/figures/self_governance_coverage/?on={ON}",
    "dashboard's trend": f"/{CASE}/dashboard/panels/trend/?on={ON}",
    "dashboard of a street": f"/{CASE}/?on={ON}&street={CASE}001",
    "briefing": f"/{CASE}/dashboard/briefing/?on={ON}",
}


def measures() -> Iterator[timing.Measure]:
    browser = _signed_in("governance")

    def opened(path: str) -> None:
        answer = browser.get(path)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}")

    works = {name: (lambda path=path: opened(path)) for name, path in PAGES.items()}
    for name, spent in timing.interleaved(works, REPETITIONS).items():
        yield timing.Measure(f"page: {name}", spent, LIMIT_MS)


def _signed_in(username: str) -> Client:
    user = cast.person(username)
    browser = Client(SERVER_NAME="localhost")
    with scope.enter(scope.Scope(actor=user.pk)):
        browser.force_login(user, backend="governance.people.backends.ScopedBackend")
    return browser
