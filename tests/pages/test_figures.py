"""A figure opens to its lists, its gaps to the deeds that close them, and two figures to what makes them differ."""

import csv
import io
import re
from datetime import date
from urllib.parse import parse_qs, urlparse

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from governance.indicators import registry as indicators
from governance.registers import registry
from governance.registers.models import ExportLog
from portal.cells import closing

D0, D1, D2 = "2019-12-31", "2021-01-31", "2022-07-07"


@pytest.fixture
def leader(case, as_user):
    return as_user("leader-410104") if False else as_user("governance", False)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_every_indicator_says_where_its_members_have_their_pages():
    for indicator in indicators.every().values():
        register = registry.every()[indicators.register_of(indicator)]
        if indicator.closed_by:
            closes = registry.every()[indicator.closed_by]
            assert closing.field_of(indicator, closes) or closes.key == closing.THROUGH_BRANCH[0], indicator.key
        assert register.key


@pytest.mark.parametrize("key", sorted(indicators.every()))
def test_every_member_links_to_its_page(case, as_user, key):
    browser = as_user("governance", False)
    page = browser.get(f"/{case}/figures/{key}/?on={D2}")
    assert page.status_code == 200
    cells = re.findall(r'<td class="lead">(.*?)</td>', page.content.decode())
    assert all(cell.startswith("<a href=") for cell in cells)
    if cells:
        address = re.search(r'href="([^"]+)"', cells[0])[1].replace("&amp;", "&")
        assert browser.get(address).status_code == 200, address
