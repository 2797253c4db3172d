"""The board, its proposals, cross-appointments and the tree as people of each role meet them."""

import re
from urllib.parse import urlencode

import pytest

from governance.audit.models import Change
from party_org.models import BranchPairing, CadreAssignment
from tests.party_org.ground import DAY

READ = ("party/board/", "party/cross-posts/", "party/tree/")
APPLY = ("party/board/pairings/", "party/board/cadres/")
REASON = "按看板结对"


@pytest.fixture
def desk(cast, as_user):
    return as_user("organisation")


def page(cast, browser, path, status=200, **query):
    answer = browser.get(f"/{cast.home.district}/{path}?{urlencode({'on': DAY, **query})}")
    assert answer.status_code == status, answer.content.decode()[:300]
    return answer


def send(cast, browser, path, data, **query):
    return browser.post(f"/{cast.home.district}/{path}?{urlencode({'on': DAY, **query})}", data)


def lines_of(answer):
    """The fields of a proposal as a browser would send them."""
    return {
        line.name: line.text for block in answer.context["sheet"].blocks for line in block.lines
    }


@pytest.mark.parametrize("who", ["leader", "governance", "housing", "organisation", "finance", "auditor", "clerk", "reviewer"])
def test_everybody_of_the_district_reads_and_two_offices_apply(cast, as_user, who):
    browser = as_user(who)
    for path in READ:
        page(cast, browser, path)
    for path in APPLY:
        answer = browser.get(f"/{cast.home.district}/{path}")
        assert answer.status_code == (200 if who in ("organisation", "governance") else 403)


def test_people_of_elsewhere_find_nothing(cast, client, as_user):
    for path in (*READ, *APPLY):
        address = f"/{cast.home.district}/{path}"
        assert client.get(address)["Location"].startswith("/sign-in/")
        for browser in (as_user("stranger"), as_user("organisation", cast.neighbour)):
            assert browser.get(address).status_code == browser.post(address, {}).status_code == 404


def test_no_page_shows_a_clerk_the_neighbour_street_or_anybody_the_neighbour_district(cast, as_user):
    for path in READ:
        assert cast.home.mark(2) not in page(cast, as_user("clerk"), path, population="all").content.decode()
    for path in (*READ, *APPLY):
        text = page(cast, as_user("governance"), path, population="all").content.decode()
        assert cast.neighbour.mark() not in text


def test_a_clerk_may_not_apply(cast, as_user, ground):
    branch, organ = ground.branch(ground.courtyard()), ground.organ_branch()
    for path in APPLY:
        answer = send(cast, as_user("clerk"), path, {f"line-{branch.pk}": f"#{organ.pk}", "first_day": DAY, "reason": REASON})
        assert answer.status_code == 403
    assert not BranchPairing.objects.filter(courtyard_branch=branch).exists()


def test_the_board_counts_by_street_and_lists_what_is_missing(cast, desk, ground):
    paired, lone, other = ground.courtyard(0), ground.courtyard(0), ground.courtyard(1, three_no=False)
    ground.enter("pairings", organ_branch=ground.organ_branch(), courtyard_branch=ground.branch(paired))
    ground.enter("assignments", cadre=ground.cadre(), courtyard=paired)
    code = ground.street(0).code

    def row(**query):
        [found] = [r for r in page(cast, desk, "party/board/", **query).context["rows"] if r.code == code]
        return found

    before = row()
    ground.branch(lone)
    after = row()
    assert (after.total, after.paired, after.assigned) == (before.total, before.paired, before.assigned)
    assert after.branchless == before.branchless - 1 and before.paired >= 1
    listed = page(cast, desk, "party/board/", street=code, missing="pairing").content.decode()
    assert lone.name in listed and paired.name not in listed and other.name not in listed
    everywhere = page(cast, desk, "party/board/", population="all", missing="cadre").content.decode()
    assert other.name in everywhere and paired.name not in everywhere
    assert ground.street(1).name in everywhere


def test_a_courtyard_without_a_branch_is_listed_with_a_way_to_enter_one(cast, desk, ground):
    yard = ground.courtyard()
    for path in ("party/board/", "party/board/pairings/"):
        answer = desk.get(f"/{cast.home.district}/{path}?missing=branch").content.decode()
        assert f"/registers/party-covers/new/?courtyard={yard.code}" in answer


def test_a_street_is_named_by_its_own_code_only(cast, desk, as_user):
    foreign = cast.neighbour.district
    assert page(cast, desk, "party/board/", status=404, street=f"{foreign}001")
    second = f"{cast.home.district}002"
    assert page(cast, as_user("clerk"), "party/board/", status=404, street=second)


def test_a_proposal_is_shown_edited_and_entered_as_one_change(cast, desk, ground):
    branches = [ground.branch(ground.courtyard()) for _ in range(4)]
    organs = [ground.organ_branch() for _ in range(2)]
    shown = page(cast, desk, "party/board/pairings/")
    lines = lines_of(shown)
    assert {f"line-{branch.pk}" for branch in branches} <= set(lines)
    assert all(re.fullmatch(r".+ #\d+", text) for text in lines.values())
    assert shown.content.decode().count("<datalist") == 1 and "<select" in shown.content.decode()
    assert shown.content.decode().count("<option") < 40
    edited = lines | {f"line-{branches[0].pk}": organs[1].name, f"line-{branches[1].pk}": ""}
    with_first = {**edited, "first_day": str(DAY), "agreement": "协议2021", "reason": REASON}
    changes = Change.objects.count()
    answer = send(cast, desk, "party/board/pairings/", with_first)
    assert answer.status_code == 302, answer.content.decode()
    assert Change.objects.count() == changes + 1
    made = {p.courtyard_branch_id: p for p in BranchPairing.objects.filter(valid_from=DAY)}
    assert branches[1].pk not in made and len(made) == len(lines) - 1
    assert made[branches[0].pk].organ_branch == organs[1] and made[branches[0].pk].agreement == "协议2021"
    assert "协议" in made[branches[2].pk].agreement
    assert desk.get(answer["Location"]).status_code == 200


def test_loads_are_counted_again_without_entering_anything(cast, desk, ground):
    branches = [ground.branch(ground.courtyard()) for _ in range(3)]
    organ, _other = ground.organ_branch(), ground.organ_branch()
    lines = dict.fromkeys(lines_of(page(cast, desk, "party/board/pairings/")), "")
    lines |= {f"line-{branch.pk}": organ.name for branch in branches}
    before = BranchPairing.objects.count()
    answer = send(cast, desk, "party/board/pairings/", {**lines, "preview": "1", "first_day": "", "reason": ""})
    sheet = answer.context["sheet"]
    assert answer.status_code == 200 and BranchPairing.objects.count() == before
    assert [(row.shown, row.before, row.after) for row in sheet.loads] == [(organ.name, 0, 3)]
    assert "invalid-feedback" not in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"reason": ""}, "请用几个字说明原因"), ({"first_day": "2021-02-30"}, "请把日期写成 2022-07-07"),
        ({"first_day": ""}, "必填"), ({"agreement": "议" * 121}, "120"),
    ],
)
def test_a_form_with_a_fault_keeps_the_lines_and_writes_nothing(cast, desk, ground, given, said):
    branch, organ = ground.branch(ground.courtyard()), ground.organ_branch()
    data = {f"line-{branch.pk}": organ.name, "first_day": str(DAY), "agreement": "", "reason": REASON} | given
    answer = send(cast, desk, "party/board/pairings/", data)
    assert answer.status_code == 400 and said in answer.content.decode()
    assert f'value="{organ.name}"' in answer.content.decode()
    assert not BranchPairing.objects.filter(courtyard_branch=branch).exists()


@pytest.mark.parametrize("text", ["没有这个支部", "#999999999", "Organ branch twice", "-"])
def test_a_line_that_names_nobody_or_two_is_marked(cast, desk, ground, text):
    branch = ground.branch(ground.courtyard())
    for _ in range(2):
        ground.organ_branch("Organ branch twice")
    data = {f"line-{branch.pk}": text, "first_day": str(DAY), "agreement": "", "reason": REASON}
    answer = send(cast, desk, "party/board/pairings/", data)
    assert answer.status_code == 400 and f'id="line-{branch.pk}-error"' in answer.content.decode()
    assert not BranchPairing.objects.filter(courtyard_branch=branch).exists()


def test_nothing_to_enter_is_said(cast, desk, ground):
    branch = ground.branch(ground.courtyard())
    data = {f"line-{branch.pk}": " ", "first_day": str(DAY), "agreement": "", "reason": REASON}
    assert send(cast, desk, "party/board/pairings/", data).status_code == 400


def test_lines_closed_meanwhile_are_listed_and_the_rest_stays(cast, desk, ground):
    stale, fresh, organ = ground.branch(ground.courtyard()), ground.branch(ground.courtyard()), ground.organ_branch()
    lines = lines_of(page(cast, desk, "party/board/pairings/")) | {f"line-{fresh.pk}": organ.name}
    ground.enter("pairings", organ_branch=organ, courtyard_branch=stale)
    data = {**lines, "first_day": str(DAY), "agreement": "", "reason": REASON}
    answer = send(cast, desk, "party/board/pairings/", data)
    assert answer.status_code == 409
    assert [line.name for line in answer.context["refused"]] == [stale.name]
    assert f"line-{stale.pk}" not in lines_of(answer) and lines_of(answer)[f"line-{fresh.pk}"] == organ.name
    assert not BranchPairing.objects.filter(courtyard_branch=fresh).exists()
    again = send(cast, desk, "party/board/pairings/", {**data, **lines_of(answer), f"line-{stale.pk}": ""})
    assert again.status_code == 302


def test_cadres_are_shown_masked_and_applied(cast, desk, ground):
    yard = ground.courtyard()
    cadre = ground.cadre(name="欧阳建国")
    shown = page(cast, desk, "party/board/cadres/")
    text = shown.content.decode()
    assert "欧阳建国" not in text and f"欧** {cadre.unit.name} #{cadre.pk}" in text
    lines = dict.fromkeys(lines_of(shown), "") | {f"line-{yard.pk}": f"欧** {cadre.unit.name} #{cadre.pk}"}
    answer = send(cast, desk, "party/board/cadres/", {**lines, "first_day": str(DAY), "reason": "按看板分包"})
    assert answer.status_code == 302, answer.content.decode()
    assert CadreAssignment.objects.get(courtyard=yard).cadre == cadre


def test_a_proposal_of_one_street_has_that_street_s_lines_only(cast, desk, ground):
    here, there = ground.branch(ground.courtyard(0)), ground.branch(ground.courtyard(1))
    ground.organ_branch()
    lines = lines_of(page(cast, desk, "party/board/pairings/", street=ground.street(0).code))
    assert f"line-{here.pk}" in lines and f"line-{there.pk}" not in lines


def test_more_gaps_than_one_form_takes_are_said_and_wait(cast, desk, ground, monkeypatch):
    for _ in range(3):
        ground.branch(ground.courtyard())
    ground.organ_branch()
    whole = lines_of(page(cast, desk, "party/board/pairings/"))
    monkeypatch.setattr("party_org.views.MOST_LINES", 2)
    answer = page(cast, desk, "party/board/pairings/")
    assert list(lines_of(answer)) == list(whole)[:2] and answer.context["more"] == len(whole) - 2


def test_what_was_known_earlier_is_shown_and_cannot_be_entered_into(cast, desk):
    answer = page(cast, desk, "party/board/pairings/", as_of="2021-06-02")
    assert 'name="apply"' not in answer.content.decode()


def test_a_clerk_sees_no_loads_which_a_street_cannot_count(cast, desk, as_user):
    assert page(cast, desk, "party/board/").context["loads"]
    assert page(cast, as_user("clerk"), "party/board/").context["loads"] == []


def test_cross_posts_show_who_stands_in_two_kinds_of_bodies(cast, desk, ground):
    from governance.divisions.models import Community

    street = ground.street(0)
    community = cast.home.get(Community, 0)
    unit = ground.unit("property_firm", street)
    both, one, later = (ground.enter("persons", name=name, street=street) for name in ("赵一鸣", "钱二虎", "孙三省"))
    for person in (both, one, later):
        ground.enter("posts", person=person, title="两委委员", body_kind="community", community=community)
    ground.enter("posts", person=both, title="项目经理", body_kind="firm", unit=unit)
    ground.enter("posts", person=one, title="两委副职", body_kind="community", community=community)
    ground.enter("posts", person=later, title="项目经理", body_kind="firm", unit=unit, since=DAY.replace(day=2))
    answer = page(cast, desk, "party/cross-posts/")
    assert [found.person for found in answer.context["page"]] == [both.pk]
    assert answer.context["counts"] == [(street.name, 1)]
    text = answer.content.decode()
    assert "赵一鸣" not in text and "赵**" in text and "项目经理" in text and unit.name in text
    assert len(page(cast, desk, "party/cross-posts/", on=DAY.replace(day=2)).context["page"]) == 2
    assert not page(cast, desk, "party/cross-posts/", street=ground.street(1).code).context["page"].object_list


def test_the_tree_opens_one_street_and_counts_the_others(cast, desk, ground):
    top = ground.enter("party-organisations", name="区委", standing="district", kind="committee")
    street = ground.enter(
        "party-organisations", name="街道工委", standing="street", kind="committee", street=ground.street(0), parent=top
    )
    yard = ground.courtyard(0)
    low = ground.enter(
        "party-organisations", name="楼院支部", standing="courtyard", kind="branch", street=ground.street(0), parent=street,
        members=9,
    )
    ground.enter("party-covers", organisation=low, courtyard=yard)
    closed = page(cast, desk, "party/tree/")
    text = closed.content.decode()
    assert "区委" in text and "楼院支部" not in text
    [counted] = [t for t in closed.context["trees"] if t.street == ground.street(0)]
    opened = page(cast, desk, "party/tree/", street=ground.street(0).code).content.decode()
    assert "楼院支部" in opened and "街道工委" in opened
    assert counted.organisations >= 2 and yard.pk in counted.courtyards
    assert page(cast, desk, "party/tree/", on="2019-06-01").context["groups"] == []
