"""Bringing boundaries in: what is told before anything is taken, who may, and what then stands on the map."""

import json
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from governance.audit.models import Change
from governance.boundaries.models import Boundary, BoundaryDraft
from governance.divisions.models import Street

ZH = {"Accept-Language": "zh-hans"}
SQUARE = [[113.6, 34.7], [113.7, 34.7], [113.7, 34.8], [113.6, 34.8], [113.6, 34.7]]
BOWTIE = [SQUARE[0], SQUARE[2], SQUARE[1], SQUARE[3], SQUARE[0]]
REASON = {"valid_from": "2024-01-01", "source": "测绘院", "reason": "区划勘定"}


@pytest.fixture
def office(cast, as_user):
    return as_user("governance")


@pytest.fixture
def at(cast):
    return lambda rest="": f"/{cast.home.district}/map/boundaries/{rest}"


@pytest.fixture
def streets(cast):
    with cast.home.scope():
        return [(street.code, street.name) for street in Street.objects.order_by("code")]


def given(*features, name="streets.geojson"):
    shapes = [
        {"type": "Feature", "properties": {"code": code, "n": number},
         "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for number, (code, ring) in enumerate(features)
    ]
    text = json.dumps({"type": "FeatureCollection", "features": shapes})
    return SimpleUploadedFile(name, text.encode(), "application/geo+json")


def standing(cast, on):
    with cast.home.scope():
        return {b.street.code: b.source for b in Boundary.objects.on(on).of("street")}


def test_a_file_is_checked_and_then_taken_over(cast, office, at, streets):
    first, second = streets[0][0], streets[1][0]
    answer = office.post(at(), {"file": given((first, SQUARE), (second, BOWTIE), ("x", SQUARE))}, headers=ZH)
    assert answer.status_code == 302 and answer["Location"] == at("check/")
    page = office.get(at("check/"), headers=ZH)
    text = page.content.decode()
    assert page.context["chosen"] == "code" and [m.place.code for m in page.context["good"]] == [first]
    assert [m.shape.number for m in page.context["bad"]] == [2, 3]
    assert "自相交" in text and "本区没有使用该代码或名称" in text and streets[1][1] in text
    assert standing(cast, date(2024, 1, 1)) == {code: f"Boundary{cast.home.mark(n)}" for n, (code, _) in enumerate(streets, 1)}
    assert office.post(at("check/"), {"property": "code", **REASON}).status_code == 302
    assert standing(cast, date(2024, 1, 1)) == {first: "测绘院", second: f"Boundary{cast.home.mark(2)}"}
    assert standing(cast, date(2023, 12, 31))[first] == f"Boundary{cast.home.mark(1)}"
    with cast.home.scope():
        last = Change.objects.order_by("-pk").first()
        assert (last.reason, last.actor_name) == ("区划勘定", cast.home.user("governance").name)
        assert not BoundaryDraft.objects.filter(owner=cast.home.user("governance"), file_name="streets.geojson").exists()
    assert office.get(at("check/"))["Location"] == at()


@pytest.mark.parametrize("lacking", ["valid_from", "source", "reason"])
def test_day_source_and_reason_are_needed(cast, office, at, streets, lacking):
    office.post(at(), {"file": given((streets[0][0], SQUARE))})
    answer = office.post(at("check/"), {"property": "code", **REASON, lacking: ""})
    assert answer.status_code == 400 and len(answer.context["refusals"]) == 1
    assert "测绘院" not in standing(cast, date(2024, 1, 1)).values()


def test_nothing_right_is_nothing_taken(cast, office, at, streets):
    office.post(at(), {"file": given((streets[0][0], BOWTIE))})
    assert office.post(at("check/"), {"property": "code", **REASON}).status_code == 400
    assert office.post(at("check/"), {"property": "elsewhere", **REASON}).status_code == 400
    assert "测绘院" not in standing(cast, date(2024, 1, 1)).values()


@pytest.mark.parametrize(
    ("content", "words"), [(b"", "JSON"), (b"{", "JSON"), (b'{"type": "Feature"}', "FeatureCollection")],
)
def test_a_file_that_can_not_be_read_says_why(cast, office, at, content, words):
    answer = office.post(at(), {"file": SimpleUploadedFile("x.geojson", content or b" ")}, headers=ZH)
    assert answer.status_code == 400 and words in answer.context["refusal"]
    assert office.post(at(), {}, headers=ZH).status_code == 400


def test_a_file_is_put_away(cast, office, at, streets):
    office.post(at(), {"file": given((streets[0][0], SQUARE))})
    assert office.post(at("check/"), {"discard": "1"})["Location"] == at()
    assert office.get(at("check/"))["Location"] == at()


def test_another_property_can_be_chosen(cast, office, at, streets):
    office.post(at(), {"file": given((streets[0][0], SQUARE))})
    page = office.get(at("check/"), {"property": "n"})
    assert page.context["chosen"] == "n" and page.context["good"] == []


@pytest.mark.parametrize("role", ["leader", "housing", "clerk", "auditor"])
def test_only_the_office_brings_boundaries_in(cast, as_user, at, streets, role):
    browser = as_user(role)
    assert browser.get(at()).status_code == 200
    assert browser.post(at(), {"file": given((streets[0][0], SQUARE))}).status_code == 403
    with cast.home.scope():
        one = Boundary.objects.of("street").order_by("street__code").first().pk
    for path in ("check/", f"{one}/end/"):
        assert browser.post(at(path), REASON).status_code == 403


def test_the_draft_of_another_person_is_not_mine(cast, as_user, office, at, streets):
    office.post(at(), {"file": given((streets[0][0], SQUARE))})
    assert as_user("governance", cast.neighbour).get(f"/{cast.neighbour.district}/map/boundaries/check/").status_code == 200
    with cast.neighbour.scope():
        assert not BoundaryDraft.objects.filter(file_name="streets.geojson").exists()


def test_a_boundary_ends(cast, office, at, streets):
    with cast.home.scope():
        one = Boundary.objects.of("street").get(street__code=streets[0][0]).pk
    path = at(f"{one}/end/")
    assert office.get(path).status_code == 200
    for wrong in ({"on": "2024-01-01"}, {"reason": "x"}, {"on": "1999-01-01", "reason": "x"}, {"on": "x", "reason": "x"}):
        assert office.post(path, wrong).status_code == 400
    assert office.post(path, {"on": "2024-01-01", "reason": "撤销"}).status_code == 302
    assert streets[0][0] not in standing(cast, date(2024, 1, 1)) and streets[0][0] in standing(cast, date(2023, 12, 31))


def test_the_past_is_only_read(cast, office, at):
    with cast.home.scope():
        one = Boundary.objects.of("street").first().pk
    assert office.post(at(f"{one}/end/") + "?on=2021-01-01", {"on": "2024-01-01", "reason": "x"}).status_code == 200
    with cast.home.scope():
        assert Boundary.objects.get(pk=one).valid.upper is None
    assert b'type="file"' not in office.get(at(), {"on": "2021-01-01"}).content
