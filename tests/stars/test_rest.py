"""Stars by REST: one with its explanation, and how they are spread."""

from tests.stars.test_pages import guancheng_result

BASE = "/api/v1/districts/410104/ratings"


def test_a_star_comes_with_its_explanation_and_holds(db, as_user):
    result = guancheng_result()
    body = as_user("governance", False).get(f"{BASE}/{result.pk}").json()
    assert body["explanation"] == result.explanation and body["recomputed_score"] == body["score"] == str(result.score)
    assert body["recomputed_star"] == result.star and len(body["criteria"]) == len(result.explanation["items"])
    assert body["sentences"] and all(one["why"] for one in body["criteria"])


def test_a_star_of_nobody_is_not_there(db, as_user):
    assert as_user("governance", False).get(f"{BASE}/999999999").status_code == 404


def test_the_spread_adds_up_and_comes_as_a_sheet(db, as_user):
    browser = as_user("governance", False)
    body = browser.get(f"{BASE}/distribution?on=2022-07-07").json()
    for by in ("street", "mode"):
        assert sum(row["count"] for row in body["counts"] if row["by"] == by) == 235
    assert {row["by"] for row in browser.get(f"{BASE}/distribution?by=mode").json()["counts"]} == {"mode"}
    assert browser.get(f"{BASE}/distribution.csv").status_code == 200
    assert browser.get(f"{BASE}/distribution?by=colour").status_code == 400
