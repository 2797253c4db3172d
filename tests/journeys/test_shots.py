"""`make shots`: every main page at a desk and on a phone, into var/shots."""

import re

import pytest

from tests.journeys.conftest import DESK, PHONE, ROOT
from tests.journeys.test_portal import PAGES


@pytest.mark.shots
@pytest.mark.parametrize(("kind", "size"), [("desk", DESK), ("phone", PHONE)])
def test_shots(visit, kind, size):
    folder = ROOT / "var" / "shots"
    folder.mkdir(parents=True, exist_ok=True)
    office = visit("governance", size)
    for path in PAGES:
        assert office.open(path) == 200
        office.page.wait_for_timeout(400)
        name = re.sub(r"[^a-z0-9]+", "-", path.lower()).strip("-")
        office.page.screenshot(path=str(folder / f"{name}.{kind}.png"), full_page=True)
