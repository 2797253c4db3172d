"""What data quality finds is told with the deed that wrote the record, and holds nothing up."""

from courtyards.models import Committee, Courtyard


def test_what_is_missing_at_the_courtyard_is_told_and_holds_nothing_up(cast, home):
    courtyard = cast.home.get(Courtyard, 0)
    with cast.home.scope():
        assert not Committee.objects.filter(courtyard=courtyard, kind="owners").exists()
    body = home.wrote("post", "committees", {
        "courtyard": courtyard.code, "kind": "owners", "name": "幸福里业主委员会", "members": 7, "valid_from": "2022-01-01",
        "change_reason": "选举产生",
    })
    told = {warning["check"]: warning for warning in body["warnings"]}
    head, size = told["committee-without-head"], told["area-per-household"]
    assert (head["register"], head["id"], head["field"], head["severity"]) == ("committees", body["id"], "head", "notable")
    # 1,000 ㎡ for a hundred households: the courtyard of the cast.
    assert (size["register"], size["id"], size["severity"]) == ("courtyards", courtyard.pk, "hint") and "10.0" in size["message"]
    after = home.wrote("patch", f"committees/{body['id']}", {"head": "张建国", "change_reason": "补录"}, body["version"])
    assert "committee-without-head" not in {warning["check"] for warning in after["warnings"]}
