"""A supposition that cannot be kept stays on the page, whole, with its name and note; nothing is typed twice."""

from subsidies.models import Scenario
from tests.subsidies.test_scenario_pages import base, form, leader, scheme, signed_in

__all__ = ["base", "leader", "scheme"]


def supposed(browser, base, scheme):
    sent = form(browser, base, scheme) | {"rates-2-5": "0.20"}
    return browser.get(f"{base}scenarios/play/", sent).context["content"]


def test_without_a_name_nothing_is_lost(leader, base, scheme):
    told = {"scheme": scheme.pk, "content": supposed(leader, base, scheme), "title": " ", "note": "财政商量后"}
    answer = leader.post(f"{base}scenarios/keep/?go=1", told)
    shown = answer.content.decode()
    assert answer.status_code == 400 and "请为测算方案命名" in shown
    assert 'value="财政商量后"' in shown and answer.context["content"] == told["content"]
    assert answer.context["total"].more < 0 and 'value="0.20"' in shown


def test_what_is_somebody_else_s_is_kept_as_a_copy_without_typing_it_again(case, leader, base, scheme, district_scope):
    content = supposed(leader, base, scheme)
    leader.post(f"{base}scenarios/keep/", {"scheme": scheme.pk, "content": content, "title": "降五星"})
    with district_scope(case):
        kept = Scenario.objects.get(district_id=case)
    colleague = signed_in("housing")
    told = {"scheme": scheme.pk, "content": content, "title": "降五星二", "note": "住保中心", "scenario": kept.pk}
    answer = colleague.post(f"{base}scenarios/keep/", told | {"again": "1"})
    shown = answer.content.decode()
    assert answer.status_code == 400 and "另存为自己的方案" in shown
    assert 'value="降五星二"' in shown and 'value="住保中心"' in shown and answer.context["content"] == content
    assert colleague.post(f"{base}scenarios/keep/", told).status_code == 302, "as a copy it is kept"


def test_the_address_of_a_refusal_leads_back_to_supposing(leader, base):
    moved = leader.get(f"{base}scenarios/keep/", {"go": "1", "page": "2"})
    assert (moved.status_code, moved.headers["Location"]) == (302, f"{base}scenarios/play/?go=1&page=2")
