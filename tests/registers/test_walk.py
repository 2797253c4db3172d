"""Every register is walked by a person of the right role: entered, found, corrected, ended or removed and put back."""

import re

import pytest

from governance.audit.models import Change
from governance.registers import registry
from tests.registers.conftest import shown
from tests.support.entries import BY, REASON, sample

KEYS = sorted(registry.every())


@pytest.mark.parametrize("key", KEYS)
def test_a_register_is_entered_corrected_and_ended_in_the_browser(cast, ground, writer, key):
    browser, register, home = writer(key), registry.every()[key], f"/{cast.home.district}/registers/{key}/"
    with cast.home.scope():
        entry, correction = sample(key, ground)
    assert browser.get(f"{home}new/").status_code == 200

    answer = browser.post(f"{home}new/", entry | {"reason": REASON})
    assert answer.status_code == 302, answer.context["form"].errors
    with cast.home.scope():
        record = register.rows(cast.home.district).latest("pk")
    page = browser.get(answer["Location"])
    assert page.status_code == 200 and REASON in page.content.decode()
    assert browser.get(f"{home}{record.pk}/card/").status_code == 200
    listed = browser.get(home, follow=True).content.decode()
    assert answer["Location"] in listed, "the new record is not in its list"

    form = browser.get(f"{home}{record.pk}/edit/").context["form"]
    answer = browser.post(f"{home}{record.pk}/edit/", shown(form) | correction | {"reason": "更正登记"})
    assert answer.status_code == 302, answer.context["form"].errors
    page = browser.get(answer["Location"]).content.decode()
    assert "更正登记" in page

    if register.is_dated:
        form = browser.get(f"{home}{record.pk}/end/").context["form"]
        answer = browser.post(f"{home}{record.pk}/end/", shown(form) | {"last_day": "2023-12-31", "reason": "到期终止"})
        assert answer.status_code == 302, answer.context["form"].errors
        with cast.home.scope():
            record = register.rows(cast.home.district).get(pk=record.pk)
            assert str(register.base_of(record).valid.upper) == "2024-01-01"
    with cast.home.scope():
        reasons = list(Change.objects.order_by("-pk").values_list("reason", "actor__username")[:3])
    who = cast.home.username(BY.get(key, "clerk"))
    assert (REASON, who) in reasons and ("更正登记", who) in reasons


@pytest.mark.parametrize("key", KEYS)
def test_a_wrong_entry_goes_to_the_bin_and_comes_back(cast, ground, writer, key):
    browser, register, home = writer(key), registry.every()[key], f"/{cast.home.district}/registers/{key}/"
    with cast.home.scope():
        entry, _correction = sample(key, ground)
    assert browser.post(f"{home}new/", entry | {"reason": REASON}).status_code == 302
    with cast.home.scope():
        record = register.rows(cast.home.district).latest("pk")
        before = {f.attname: getattr(record, f.attname) for f in record._meta.concrete_fields}
    form = browser.get(f"{home}{record.pk}/remove/").context["form"]
    answer = browser.post(f"{home}{record.pk}/remove/", shown(form) | {"reason": "录错了"})
    assert answer.status_code == 302, answer.content.decode()[:2000]
    with cast.home.scope():
        assert not register.rows(cast.home.district).filter(pk=record.pk).exists()
    binned = browser.get(f"/{cast.home.district}/bin/").content.decode()
    assert "录错了" in binned
    back = re.search(rf"/{cast.home.district}/bin/\d+/restore/", binned)[0]
    assert browser.post(back).status_code == 302
    with cast.home.scope():
        again = register.rows(cast.home.district).get(pk=record.pk)
        assert {f.attname: getattr(again, f.attname) for f in again._meta.concrete_fields} == before
