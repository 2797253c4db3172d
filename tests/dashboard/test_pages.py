"""The pages of the dashboard: a bounded number of questions, each person's sight, every panel with and without a script."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from governance.common.periods import day_of
from portal.dashboard.panels import PANELS

# The scope's own settings and savepoints: one short call each, the same on every page.
OF_THE_SCOPE = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT COALESCE(current_setting")
ON = "on=2022-07-07"
TODAY = day_of(timezone.now())


@pytest.fixture
def leader(case, as_user):
    return as_user("leader", False)


@pytest.fixture
def home(case):
    return f"/{case}/"


def questions(browser, path):
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path)
    assert answer.status_code == 200, path
    return [q["sql"] for q in captured.captured_queries if not q["sql"].startswith(OF_THE_SCOPE)]


def test_the_page_asks_equally_often_for_a_district_a_street_and_any_comparison(leader, home):
    whole = questions(leader, f"{home}?{ON}")
    assert len(whole) <= 14, "\n".join(q[:100] for q in whole)
    assert len(questions(leader, f"{home}?{ON}&against=start&sort=-missing")) == len(whole)
    # A street is found by its code, and what documents declare of it is asked for by its id.
    assert len(questions(leader, f"{home}?{ON}&street=410104001")) <= len(whole) + 2
    assert len(questions(leader, f"{home}?on=2019-12-31")) <= len(whole)


@pytest.mark.parametrize(("path", "most"), [("briefing", 14), ("wall", 14), ("panels/trend", 12), ("panels/multiples", 12),
                                            ("panels/courtyards", 10), ("panels/further", 16)])
def test_the_other_pages_ask_as_little(leader, home, path, most):
    asked = questions(leader, f"{home}dashboard/{path}/?{ON}")
    assert len(asked) <= most, "\n".join(q[:100] for q in asked)


def test_the_records_are_read_once_for_all_key_figures(leader, home):
    asked = questions(leader, f"{home}?{ON}")
    assert len([q for q in asked if "courtyards_placement" in q]) == 1


@pytest.mark.parametrize("key", sorted(PANELS))
def test_a_panel_is_a_fragment_for_the_page_and_a_page_by_itself(leader, home, key):
    path = f"{home}dashboard/panels/{key}/?{ON}"
    alone, fragment = leader.get(path), leader.get(path, headers={"HX-Request": "true"})
    assert alone.status_code == fragment.status_code == 200
    assert b"<html" in alone.content and b"<html" not in fragment.content
    assert fragment.content.decode().strip()[:200] in alone.content.decode()


@pytest.mark.parametrize("key", ["nothing", "Heat"])
def test_an_unknown_panel_is_not_found(leader, home, key):
    assert leader.get(f"{home}dashboard/panels/{key}/").status_code == 404


@pytest.mark.parametrize(
    "path", ["", "dashboard/panels/heat/", "dashboard/panels/courtyards/", "dashboard/briefing/", "dashboard/wall/"]
)
def test_a_place_out_of_sight_is_not_found(leader, home, case, as_user, path):
    own, foreign = f"{home}{path}?street=410104007", f"{home}{path}?street=410105001"
    assert leader.get(own).status_code == 200
    assert leader.get(foreign).status_code == 404
    assert leader.get(f"{home}{path}?community=410105001001").status_code == 404
    clerk = as_user("clerk-beixiajie", False)
    assert clerk.get(f"{home}{path}?street=410104001").status_code == 200
    assert clerk.get(own).status_code == 404


def test_a_clerk_sees_the_own_street_and_is_offered_to_close_what_is_missing(case, as_user, home):
    clerk = as_user("clerk-beixiajie", False)
    page = clerk.get(home).context
    assert [line.division.code for line in page["view"].board.lines] == ["410104001"]
    closing = clerk.get(f"{home}dashboard/panels/courtyards/").content.decode()
    assert f"{home}registers/covenants/new/?courtyard=410104001-" in closing
    # Neither the past nor a person who only reads is offered it.
    assert "/new/" not in clerk.get(f"{home}dashboard/panels/courtyards/?{ON}").content.decode()
    assert "/new/" not in as_user("leader", False).get(f"{home}dashboard/panels/courtyards/").content.decode()


def test_each_role_has_its_own_key_figures_and_its_page(case, as_user, home):
    for who, first in (("leader", "party_cover"), ("housing", "service_provider_coverage"), ("finance", "subsidy_payment"),
                       ("organisation", "party_cover"), ("clerk-beixiajie", "party_cover"), ("auditor", "party_cover")):
        answer = as_user(who, False).get(f"{home}?{ON}")
        assert answer.status_code == 200, who
        assert answer.context["view"].indicators[0].key == first, who


def test_what_lies_in_no_street_has_a_line_without_a_way_down(case, as_user, home):
    table = as_user("organisation", False).get(f"{home}dashboard/panels/heat/?{ON}").context["table"]
    nowhere = table.lines[-1]
    assert nowhere.line.division.code == "" and nowhere.url == ""
    assert all(cell.url == "" for cell in nowhere.cells)
    assert [rate.shade is None for rate in nowhere.line.rates] == [True, True, True, False, False, False]


def test_the_table_sorts_by_any_figure_and_by_what_is_missing(leader, home):
    def lines(sort):
        return leader.get(f"{home}?{ON}&sort={sort}").context["shown"][1][1]["table"].lines

    missing = [row.line.missing for row in lines("-missing")]
    assert missing == sorted(missing, reverse=True) and missing[0] == 8
    values = [row.line.rates[5].cell.value for row in lines("long_term_mode_coverage")]
    assert values == sorted(values)
    assert [row.line.division.code for row in lines("nonsense")] == [row.line.division.code for row in lines("")]


def test_a_cell_opens_its_missing_records_and_a_row_the_street(leader, home):
    table = leader.get(f"{home}?{ON}&as_of={TODAY}").context["shown"][1][1]["table"]
    row = next(row for row in table.lines if row.line.division.code == "410104007")
    cell = row.cells[5]
    assert "covered=no" in cell.url and ON in cell.url and "as_of=" in cell.url
    opened = leader.get(cell.url).context
    # Ten lack a mode; eight of them to the street's own target of 98 per cent.
    assert opened["total"] == 10 and cell.rate.towards.missing == 8
    street = leader.get(row.url).context
    assert street["place"].name == "陇海马路街道" and street["view"].board.rates[5].cell.gap == 10


def test_a_community_lists_every_courtyard_with_what_it_lacks(leader, home):
    street = leader.get(f"{home}?{ON}&street=410104001").context["shown"][1][1]["table"]
    worst = max(street.lines, key=lambda row: row.line.missing)
    assert leader.get(worst.url).context["place"].level == "community"
    panel = leader.get(worst.url.replace(home, f"{home}dashboard/panels/courtyards/")).context
    assert len(panel["courtyards"]) == panel["total"] and panel["lacking"] == 2
    assert [len(lacks) for _member, lacks in panel["courtyards"][:3]] == [1, 1, 0]


def test_the_slider_offers_every_month_since_the_records_begin_and_keeps_its_place(leader, home):
    answer = leader.get(f"{home}?on=2021-02-10&street=410104001&as_of={TODAY}")
    months = answer.context["months"]
    assert str(months[0]) == "2019-01-31" and "2021-02-10" in [str(day) for day in months]
    page = answer.content.decode()
    assert '<option value="2021-02-10" selected>2021年2月10日</option>' in page
    assert '<input type="hidden" name="street" value="410104001">' in page and f'value="{TODAY}"' in page


def test_the_trend_follows_the_chosen_lines_for_as_long_as_asked(leader, home):
    told = leader.get(f"{home}dashboard/panels/trend/?{ON}&line=covenant_coverage&line=nonsense&months=12").context
    assert [indicator.key for indicator in told["lines"]] == ["covenant_coverage"] and len(told["rows"]) == 12
    assert told["rows"][-1][2][0].numerator == 967
    # No month before the records begin, and no lines of numbers that have no common scale.
    early = leader.get(f"{home}dashboard/panels/trend/?on=2019-03-31").context
    assert [str(day) for day, _seal, _cells in early["rows"]] == ["2019-01-31", "2019-02-28", "2019-03-31"]


def test_small_multiples_stand_on_one_scale(leader, home):
    told = leader.get(f"{home}dashboard/panels/multiples/?{ON}&figure=long_term_mode_coverage").context
    assert told["figure"].key == "long_term_mode_coverage" and len(told["multiples"]) == 14
    whole = [small for small in told["multiples"] if small.last.value == 100]
    assert whole and {small.drawn.last[1] for small in whole} == {3.0}


@pytest.mark.parametrize("path", ["", "dashboard/briefing/", "dashboard/wall/", *(f"dashboard/panels/{key}/" for key in PANELS)])
def test_before_anything_was_known_the_pages_say_so(leader, home, path):
    """Not even the streets were known then."""
    answer = leader.get(f"{home}{path}?as_of=2020-01-01")
    assert answer.status_code == 200
    if not path:
        assert "尚无记录" in answer.context["view"].headline
