"""A district arranges the dashboard of a role: in the form's order, once at a time, and back to what is shipped."""

import pytest

from governance.audit import locking
from governance.audit.models import Change
from governance.audit.services import change
from governance.dashboards import services
from governance.dashboards.models import DashboardArrangement
from governance.indicators.registry import UnknownIndicator
from portal.dashboard import arrangement
from portal.dashboard.panels import PANELS


@pytest.fixture
def page(cast):
    return f"/{cast.home.district}/dashboard/arrange/"


def form(answer):
    """What a browser would send of the page."""
    told = answer.context
    data = {"role": told["role"].value, "version": told["version"]}
    for name, items in (("panel", told["panels"]), ("figure", told["figures"])):
        data[name] = [item.key for item in items]
        data[f"{name}_shown"] = [item.key for item in items if item.is_shown]
    return data


def test_every_shipped_arrangement_names_what_there_is():
    for role, (panels, _keys) in arrangement.SHIPPED.items():
        shipped = arrangement.shipped(role)
        assert set(panels) <= set(PANELS) and len(set(panels)) == len(panels)
        assert 0 < len(shipped.indicators) <= services.MOST_INDICATORS
    assert arrangement.shipped("auditor").panels == arrangement.shipped("leader").panels
    assert set(arrangement.PANELS_OF_ALL) == set(PANELS)


@pytest.mark.parametrize("who", ["leader", "clerk", "housing", "auditor"])
def test_only_the_governance_office_arranges(cast, as_user, page, who):
    assert as_user(who).get(page).status_code == 403
    assert as_user(who).post(page, {"role": "leader"}).status_code == 403


def test_moving_changes_the_form_and_saving_writes_it(cast, as_user, page):
    office, leader = as_user("governance"), as_user("leader")
    before = form(office.get(f"{page}?role=leader"))
    assert before["panel"][:2] == ["rates", "heat"]
    moved = office.post(page, before | {"move": "up-panel-heat"})
    assert form(moved)["panel"][:2] == ["heat", "rates"]
    home = f"/{cast.home.district}/"
    assert leader.get(home).context["shown"][0][0].key == "rates", "nothing is written yet"

    wanted = form(moved) | {"reason": "区长要求", "save": ""}
    wanted["panel_shown"] = ["heat", "rates"]
    wanted["figure_shown"] = ["covenant_coverage", "party_cover"]
    assert office.post(page, wanted).status_code == 302
    told = leader.get(home).context
    assert [panel.key for panel, _content in told["shown"]] == ["heat", "rates"]
    assert [indicator.key for indicator in told["view"].indicators] == ["party_cover", "covenant_coverage"]
    with cast.home.scope():
        assert Change.objects.order_by("-pk")[0].reason == "区长要求"
    assert as_user("housing").get(home).context["shown"][0][0].key == "rates", "other roles keep theirs"

    office.post(page, {"role": "leader", "reset": ""})
    assert leader.get(home).context["shown"][0][0].key == "rates"


def test_an_empty_dashboard_is_refused_in_words_and_keeps_what_was_ticked(cast, as_user, page):
    office = as_user("governance")
    wanted = form(office.get(f"{page}?role=finance")) | {"figure_shown": [], "save": ""}
    answer = office.post(page, wanted)
    assert answer.status_code == 422 and "关键指标" in answer.context["problem"]
    assert not any(item.is_shown for item in answer.context["figures"])
    with cast.home.scope():
        assert services.of(cast.home.district, "finance") is None


def test_a_role_that_is_none_and_a_move_that_is_none(cast, as_user, page):
    office = as_user("governance")
    assert office.get(f"{page}?role=api").status_code == office.get(f"{page}?role=x").status_code == 404
    edge = form(office.post(page, form(office.get(page)) | {"move": "up-panel-rates"}))
    assert edge["panel"][0] == "rates"


def arrange(side, **changes):
    said = {"role": "leader", "panels": ["rates"], "indicators": ["party_cover"], "version": 0, "reason": "编排"}
    return services.arrange(district=side.district, by=side.user("governance"), **said | changes)


def test_who_comes_late_is_told(cast):
    with cast.home.scope():
        first = arrange(cast.home)
        with pytest.raises(locking.StaleRecord):
            arrange(cast.home, panels=["heat"])
        arrange(cast.home, panels=["heat"], version=locking.version_of(first))
        assert DashboardArrangement.objects.get(role="leader").panels == ["heat"]


@pytest.mark.parametrize(
    "wrong",
    [{"panels": []}, {"panels": ["heat", "heat"]}, {"indicators": []}, {"indicators": ["party_cover"] * 2},
     {"indicators": ["courtyard_count"] * 10}],
)
def test_what_is_no_dashboard_is_refused(cast, wrong):
    with cast.home.scope(), pytest.raises(services.ArrangementRefused):
        arrange(cast.home, **wrong)


def test_a_figure_that_is_none_is_refused_and_one_that_left_is_passed_over(cast):
    with cast.home.scope():
        with pytest.raises(UnknownIndicator):
            arrange(cast.home, indicators=["I99"])
        row = arrange(cast.home, panels=["rates", "heat"])
        with change(district=cast.home.district, by=cast.home.user("governance"), reason="旧版本"):
            row.panels, row.indicators = ["gone", "heat"], ["gone"]
            row.save()
        told = arrangement.of(cast.home.district, "leader")
    assert told.panels == ("heat",) and told.indicators == arrangement.shipped("leader").indicators
