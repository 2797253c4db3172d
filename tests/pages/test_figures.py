"""A figure opens to its lists, its gaps to the deeds that close them, and two figures to what makes them differ."""

import csv
import html
import io
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone
from psycopg2.extras import DateRange

from courtyards.models import Committee
from governance.audit.services import change
from governance.common.periods import day_of
from governance.indicators import registry as indicators
from governance.people.models import User
from governance.registers import registry
from governance.registers.models import ExportLog
from party_org.models import PartyCover
from portal.cells import addresses, closing
from tests.pages.test_lists import questions

D0, D2 = "2019-12-31", "2022-07-07"


@pytest.fixture
def office(case, as_user):
    return as_user("governance", False)


def links(page):
    return [html.unescape(address) for address in re.findall(r'href="([^"]+)"', page.content.decode())]


def names(page):
    return re.findall(r'<td class="lead">(.*?)</td>', page.content.decode(), re.S)


def test_every_gap_can_be_named_in_the_form_that_closes_it():
    for indicator in indicators.every().values():
        assert indicators.register_of(indicator) in {*registry.every(), addresses.REPORTS}, indicator.key
        if indicator.closed_by:
            closes = registry.every()[indicator.closed_by]
            named = closing.field_of(indicator, closes) or closing.is_through_courtyard(indicator, closes)
            assert named or closes.key == closing.THROUGH_BRANCH[0], indicator.key


@pytest.mark.parametrize("key", sorted(indicators.every()))
def test_every_member_links_to_its_page(case, office, key):
    page = office.get(f"/{case}/figures/{key}/?on={D2}")
    assert page.status_code == 200
    cells = names(page)
    assert all(cell.strip().startswith("<a href=") for cell in cells)
    if cells:
        address = html.unescape(re.search(r'href="([^"]+)"', cells[0])[1])
        assert office.get(address).status_code == 200, address


def test_the_lists_are_tabs_with_their_lengths(case, office):
    for covered, n in (("yes", 558), ("", 577), ("no", 19)):
        page = office.get(f"/{case}/figures/long_term_mode_coverage/?on={D2}&covered={covered}").content.decode()
        assert re.search(rf'aria-current="page">[^<]*(&nbsp;)?[^<]*<span class="badge[^>]*>{n}</span>', page), covered


def test_exactly_the_list_that_is_seen_leaves_as_a_file(case, office, district_scope):
    address = f"/{case}/figures/long_term_mode_coverage/?on={D2}&covered=no&format="
    rows = list(csv.DictReader(io.StringIO(office.get(f"{address}csv").content.decode("utf-8-sig"))))
    assert len(rows) == 19 and {row["reason"] for row in rows} - {""}
    assert office.get(f"{address}xlsx").content[:2] == b"PK"
    with district_scope(case):
        taken = list(ExportLog.objects.filter(district_id=case).order_by("-pk")[:2])
    assert [(log.register, log.rows) for log in taken] == [("long_term_mode_coverage", 19)] * 2


def test_a_citation_finds_the_figure_again(case, office):
    page = office.get(f"/{case}/figures/long_term_mode_coverage/?on={D2}")
    said = html.unescape(re.search(r"data-portal-citation>(.*?)</textarea>", page.content.decode(), re.S)[1])
    assert "96.71 %" in said and "558 / 577" in said
    address = urlsplit(re.search(r"http\S+", said)[0])
    given = parse_qs(address.query)
    assert given["on"] == [D2] and given["as_of"] and given["definition"] == ["1"]
    again = office.get(f"{address.path}?{address.query}")
    assert "96.71 %" in again.content.decode()
    other = office.get(f"{address.path}?{address.query.replace('definition=1', 'definition=7')}")
    assert "第 7 版" in other.content.decode()


def test_a_gap_of_today_leads_to_the_entry_and_back(case, office):
    listed = f"/{case}/figures/covenant_coverage/?covered=no"
    page = office.get(listed)
    deed = next(link for link in links(page) if "/covenants/new/" in link)
    given = parse_qs(urlsplit(deed).query)
    assert given["next"] == [listed]
    form = office.get(deed)
    assert form.status_code == 200 and given["courtyard"][0] in form.content.decode()
    code = given["courtyard"][0]
    sent = office.post(deed, {
        "courtyard": code, "title": "管理规约", "adopted_how": "residents", "valid_from": "2022-07-01", "reason": "居民会议通过",
    })
    assert sent.status_code == 302, re.findall(r'invalid-feedback[^>]*>([^<]+)', sent.content.decode())
    assert sent.headers["Location"] == listed
    assert code not in office.get(listed).content.decode()


def test_a_committee_without_lead_asks_for_the_cover_of_its_courtyard(case, office, district_scope):
    today = day_of(timezone.now())
    with district_scope(case):
        led = PartyCover.objects.filter(
            district_id=case, valid_to__gt=today, courtyard__in=Committee.objects.filter(valid_to__gt=today).values("courtyard")
        ).order_by("pk").first()
        by = User.objects.get(username="organisation")
        with change(district=case, by=by, reason="支部撤销"):
            PartyCover.objects.filter(courtyard=led.courtyard, valid_to__gt=today).update(valid=DateRange(led.valid.lower, today))
    page = office.get(f"/{case}/figures/committee_party_cover/?covered=no")
    deeds = [link for link in links(page) if "/party-covers/new/" in link]
    assert deeds
    code = parse_qs(urlsplit(deeds[0]).query)["courtyard"][0]
    assert code == led.courtyard.code and code in office.get(deeds[0]).content.decode()


def test_a_gap_without_a_branch_asks_for_the_cover_first(case, office):
    page = office.get(f"/{case}/figures/branch_pairing/?covered=no&population=all")
    deeds = [link for link in links(page) if "next=" in link and "/new/" in link]
    assert deeds, names(page)[:2]
    assert {urlsplit(deed).path.split("/")[-3] for deed in deeds} <= {"pairings", "party-covers"}
    assert any(link.startswith(f"/{case}/board/") or "board/?missing=pairing" in link for link in links(page))
    for deed in deeds[:2]:
        assert office.get(deed).status_code == 200


@pytest.mark.parametrize("time_", [f"&on={D2}", "&as_of=2022-07-08"])
def test_a_past_gap_stays_as_it_was(case, office, time_):
    page = office.get(f"/{case}/figures/covenant_coverage/?covered=no{time_}")
    assert not [link for link in links(page) if "/covenants/new/" in link]


def test_who_may_not_write_is_offered_nothing(case, as_user):
    page = as_user("leader", False).get(f"/{case}/figures/covenant_coverage/?covered=no")
    assert page.status_code == 200 and names(page)
    assert not [link for link in links(page) if "/new/" in link]


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/410104/", "/410105/", "javascript:1"])
def test_one_goes_back_only_to_a_page_of_the_own_district(case, office, target):
    form = office.get(f"/{case}/registers/covenants/new/", {"next": target})
    assert form.status_code == 200
    assert target not in links(form)


def test_the_comparison_says_it_in_a_sentence(case, office):
    page = office.get(f"/{case}/figures/long_term_mode_coverage/compare/?from={D0}&to={D2}").content.decode()
    assert "96.71%" in page and "升至" in page and "新增覆盖" in page
    assert page.count('class="compare-bar') >= 3


def test_the_explained_records_leave_as_a_file_that_adds_up(case, office):
    address = f"/{case}/figures/long_term_mode_coverage/compare/?from={D0}&to={D2}"
    rows = list(csv.DictReader(io.StringIO(office.get(f"{address}&format=csv").content.decode("utf-8-sig"))))
    before = office.get(f"/{case}/figures/long_term_mode_coverage/?on={D0}&covered=yes&format=csv").content.decode()
    assert sum(int(row["numerator"]) for row in rows) == 558 - len(before.splitlines()[1:])
    assert office.get(f"{address}&format=xlsx").content[:2] == b"PK"
    assert all(row["by"] and row["why"] for row in rows if row["kind"] == "新增覆盖")


@pytest.mark.parametrize("query", ["from=soon", "to=2022-13-01", "from_as_of=2999-01-01T00:00", "to_as_of=never"])
def test_what_cannot_be_read_is_said_in_words(case, office, query):
    page = office.get(f"/{case}/figures/long_term_mode_coverage/compare/?{query}")
    assert page.status_code == 400 and "role=\"alert\"" in page.content.decode()


def test_unknown_things_are_not_there(case, office):
    for path in ("figures/nothing/", "figures/nothing/compare/", "figures/long_term_mode_coverage/compare/?street=9",
                 "figures/long_term_mode_coverage/compare/?against=9", "figures/firm_party_work/compare/?population=three_no"):
        assert office.get(f"/{case}/{path}").status_code == 404, path


@pytest.mark.parametrize("query", [f"from={D0}&to={D2}", f"from={D2}&to={D2}&street=410104001&against=410104003"])
def test_a_comparison_asks_equally_often_for_few_and_for_many(office, case, query):
    few = questions(office, f"/{case}/figures/long_term_mode_coverage/compare/?{query}&kind=ended")
    many = questions(office, f"/{case}/figures/long_term_mode_coverage/compare/?{query}")
    assert len(few) <= len(many) <= len(few) + 3, "\n".join(q[:90] for q in many)
    assert len(many) <= 18, "\n".join(q[:90] for q in many)


def test_the_gap_list_asks_equally_often_with_its_deeds(office, case):
    asked = questions(office, f"/{case}/figures/branch_pairing/?covered=no&population=all")
    assert len(asked) <= 16, "\n".join(q[:90] for q in asked)
