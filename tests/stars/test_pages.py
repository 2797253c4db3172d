"""Pages of the sheets and stars, with the client: what they show, refuse, keep blind, and how many queries they ask."""

import io
from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document

from governance.audit.services import change
from ratings.choices import RoundStatus
from ratings.models import Finding, Occurrence, RatingEntry, RatingResult, RatingRound, ScorerSeat

JPEG = b"\xff\xd8\xff\xe0" + b"0" * 200


@pytest.fixture
def opened(cast):
    """The cast's round, being scored again, without seats; the address of its first courtyard's sheet."""
    with cast.home.scope():
        round_ = cast.home.get(RatingRound)
        with change(district=cast.home.district, by=cast.home.user("governance"), reason="重开"):
            round_.status = RoundStatus.SCORING
            round_.save()
            ScorerSeat.objects.filter(round=round_).delete()
            Occurrence.objects.filter(finding__round=round_).delete()
            Finding.objects.filter(round=round_).delete()
    code = f"{cast.home.district}001-0001"
    return f"/{cast.home.district}/ratings/{round_.year}/sheet/{code}/"


def seat(cast, *roles, handed=()):
    """Seats for people of the cast by role, at the first street's courtyard."""
    with cast.home.scope():
        entry = cast.home.get(RatingEntry, 0)
        by = cast.home.user("governance")
        with change(district=cast.home.district, by=by, reason="指定"):
            for scorer, role in enumerate(roles, start=1):
                user = cast.home.user(role)
                ScorerSeat.objects.create(
                    district_id=cast.home.district, street_id=entry.street_id, courtyard_id=entry.courtyard_id,
                    round_id=entry.round_id, scorer=scorer, user=user, user_name=user.name,
                    handed_in_at=datetime(2022, 6, 1, tzinfo=UTC) if scorer in handed else None,
                )


def save(browser, path, **fields):
    page = browser.get(path)
    return browser.post(f"{path}save/", {"version": page.context["version"], **fields})


def test_a_sheet_is_saved_without_a_script_and_shows_what_it_comes_to(cast, as_user, opened):
    clerk = as_user("governance")
    answer = save(clerk, opened, **{
        "found-A1": "", "note-A1": "楼道", "place-A1": "3号楼", "photo-A1": SimpleUploadedFile("a.jpg", JPEG, "image/jpeg")})
    assert answer.status_code == 302 and "saved=" in answer["Location"]
    page = clerk.get(opened)
    [line] = page.context["parts"][0].lines
    assert line.saved == "1" and line.seen[0].place == "3号楼" and "98.00" in page.content.decode()
    photo = line.seen[0].photos[0]
    shown = clerk.get(f"{opened}photos/{photo.pk}/")
    assert shown.content == JPEG and shown["Content-Type"] == "image/jpeg"
    # Neither the next street nor the next district finds it.
    for who, side in (("clerk2", cast.home), ("governance", cast.neighbour)):
        assert as_user(who, side).get(f"{opened}photos/{photo.pk}/").status_code == 404
    # No address of the registers hands it out: it would not ask who may see the sheet.
    assert clerk.get(f"/{cast.home.district}/files/{photo.pk}/").status_code == 404


def test_what_is_typed_is_told_by_the_rule_of_the_server_and_not_saved(cast, as_user, opened):
    told = as_user("governance").get(f"{opened}standing/?found-A1=3").content.decode()
    assert "94.00" in told and "尚未保存" in told
    with cast.home.scope():
        assert not Finding.objects.filter(round=cast.home.get(RatingRound)).exists()


def test_a_stale_sheet_keeps_what_was_typed_beside_what_is_saved(cast, as_user, opened):
    browser = as_user("governance")
    old = browser.get(opened).context["version"]
    save(browser, opened, **{"found-A1": "2"})
    answer = browser.post(f"{opened}save/", {"version": old, "found-A1": "5"})
    text = answer.content.decode()
    assert answer.status_code == 409 and 'value="5"' in text and "现已保存" in text
    assert browser.get(opened).context["parts"][0].lines[0].saved == "2"


def test_a_fault_stands_at_its_item_and_nothing_is_saved(cast, as_user, opened):
    answer = save(as_user("governance"), opened, **{
        "found-A1": "1", "place-A1": "3号楼", "photo-A1": SimpleUploadedFile("a.jpg", b"text", "image/jpeg")})
    assert answer.status_code == 400 and "这不是照片" in answer.content.decode()
    assert as_user("governance").get(opened).context["parts"][0].lines[0].saved == ""


def test_each_scorer_sees_only_their_own_until_both_handed_in(cast, as_user, opened):
    seat(cast, "clerk", "governance")
    save(as_user("clerk"), opened, **{"found-A1": "7", "note-A1": "只有甲知道", "place-A1": "暗处",
                                      "photo-A1": SimpleUploadedFile("a.jpg", JPEG, "image/jpeg")})
    mine = as_user("clerk").get(opened)
    assert mine.context["parts"][0].lines[0].saved == "7"
    photo = mine.context["parts"][0].lines[0].seen[0].photos[0].pk
    for other in ("governance", "reviewer", "leader"):
        for path in (opened, f"{opened}settle/"):
            answer = as_user(other).get(path)
            assert "只有甲知道" not in answer.content.decode() and "暗处" not in answer.content.decode()
            assert 'value="7"' not in answer.content.decode()
        assert as_user(other).get(f"{opened}photos/{photo}/").status_code == 404
    grid = as_user("governance").get(f"/{cast.home.district}/ratings/2021/scores/")
    assert {row["locked"] for row in grid.context["rows"] if row["id"] == cast.home.get(RatingEntry, 0).courtyard_id} != {""}
    answer = save(as_user("clerk"), opened, **{"found-A1": "7", "hand_in": "1"})
    assert answer.status_code == 302 and as_user("clerk").get(opened).context["locked"]
    assert "只有甲知道" not in as_user("governance").get(opened).content.decode()
    home = f"/{cast.home.district}/home/"
    assert "我的评分表" in as_user("governance").get(home).content.decode()
    _give_back(cast, as_user, "照片不清")
    for page in (home, opened):
        assert "照片不清" in as_user("clerk").get(page).content.decode()
    save(as_user("clerk"), opened, **{"found-A1": "7", "hand_in": "1"})
    assert "我的评分表" not in as_user("clerk").get(home).content.decode()
    save(as_user("governance"), opened, **{"found-A1": "1", "hand_in": "1"})
    both = as_user("governance").get(f"{opened}settle/")
    assert len(both.context["apart"]) == 1 and as_user("governance").get(f"{opened}photos/{photo}/").status_code == 200
    held = as_user("governance").post(f"{opened}settle/hold/", {"holds-A1": "other", "other-A1": "3", "reason": "复看照片"})
    assert held.status_code == 302
    side = as_user("governance").get(f"{opened}settle/").context["apart"][0][0]
    assert side.settled == "3"
    agreement = as_user("governance").get(f"/{cast.home.district}/ratings/2021/agreement/")
    assert agreement.context["whole"].agreement.items == 1 and agreement.context["whole"].open == 0


def _give_back(cast, as_user, reason):
    path = f"/{cast.home.district}/ratings/2021/scorers/"
    with cast.home.scope():
        handed = ScorerSeat.objects.get(round=cast.home.get(RatingRound), handed_in_at__isnull=False)
    assert f'value="{handed.pk}"' in as_user("governance").get(path).content.decode()
    back = f"{path}give-back/"
    assert "请填写原因" in as_user("governance").post(back, {"seat": handed.pk}, follow=True).content.decode()
    assert as_user("clerk").post(back, {"seat": handed.pk, "reason": reason}).status_code == 403
    assert as_user("governance").post(back, {"seat": "0", "reason": reason}).status_code == 404
    answer = as_user("governance").post(back, {"seat": handed.pk, "reason": reason}, follow=True).content.decode()
    assert "已退回" in answer and "可继续修改" in answer


def test_scorers_are_named_on_their_page_and_refusals_stay_there(cast, as_user, opened):
    path = f"/{cast.home.district}/ratings/2021/scorers/"
    code, first, second = f"{cast.home.district}001-0001", cast.home.user("clerk").pk, cast.home.user("governance").pk
    street = f"{cast.home.district}001"
    page = as_user("governance").get(path)
    assert {user.pk for user in page.context["people"]} >= {first, second}
    given = {"street": page.context["street"].code, f"scorer-{code}-1": first, f"scorer-{code}-2": first}
    refused = as_user("governance").post(f"{path}assign/", given)
    assert refused.status_code == 200 and "同一人" in refused.content.decode()
    given[f"scorer-{code}-2"] = second
    assert as_user("governance").post(f"{path}assign/", given).status_code == 302
    with cast.home.scope():
        assert ScorerSeat.objects.filter(round=cast.home.get(RatingRound)).count() == 2
    assert as_user("clerk").post(f"{path}assign/", {"street": street}).status_code == 403


def guancheng_result():
    from governance.tenancy import scope

    with scope.enter(scope.Scope(districts=(410104,))):
        rows = RatingResult.objects.filter(district_id=410104, is_vetoed=False, star__lt=5, star__gt=0)
        return rows.select_related("reading").order_by("pk").first()


def test_a_star_is_told_with_its_ways_and_its_money(db, as_user):
    result = guancheng_result()
    page = as_user("governance", False).get(f"/410104/ratings/results/{result.pk}/")
    text = page.content.decode()
    assert page.context["holds"] and len(page.context["telling"].next_star) > 2
    assert page.context["meaning"].better_star == result.star + 1 and "元/㎡/月" in text
    paper = as_user("governance", False).get(f"/410104/ratings/results/{result.pk}/notice/").content.decode()
    assert "告知书" in paper and page.context["telling"].next_star[0] in paper


def test_a_notice_speaks_english_where_it_is_asked_to(db, as_user):
    browser = as_user("governance", False)
    browser.cookies["django_language"] = "en"
    text = browser.get(f"/410104/ratings/results/{guancheng_result().pk}/notice/").content.decode()
    assert "Where points were lost" in text and "The score is" in text


def test_the_public_notice_of_a_round_is_the_same_in_word(db, as_user):
    browser = as_user("governance", False)
    page = browser.get("/410104/ratings/2021/notice/")
    assert len(page.context["rows"]) == 235
    answer = browser.get("/410104/ratings/2021/notice/?format=docx")
    table = Document(io.BytesIO(answer.content)).tables[0]
    assert len(table.rows) == 236 and [cell.text for cell in table.rows[1].cells][2] == page.context["rows"][0][0].courtyard.name


def test_the_spread_adds_up_by_street_and_by_mode(db, as_user):
    page = as_user("governance", False).get("/410104/ratings/2021/distribution/")
    for _key, _title, groups, chart in page.context["by"]:
        assert sum(group.total for group in groups) == 235 == page.context["whole"].total
        assert sum(sum(line["values"]) for line in chart["series"]) == 235


@pytest.mark.parametrize("path", ["notice", "distribution", "agreement", "scorers"])
def test_pages_of_a_round_ask_few_queries(db, as_user, path):
    browser = as_user("governance", False)
    browser.get(f"/410104/ratings/2021/{path}/")
    with CaptureQueriesContext(connection) as captured:
        assert browser.get(f"/410104/ratings/2021/{path}/").status_code == 200
    assert len(captured) < 30
