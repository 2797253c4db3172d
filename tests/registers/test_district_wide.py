"""What the whole district shares is left alone by those who act in one street; what went into another stays gone."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from psycopg2.extras import DateRange

from governance.registers import registry, services
from governance.registers.declarations import Refused
from governance.registers.models import Attachment
from governance.registers.services.entering import version_of
from tests.registers.conftest import shown


@pytest.fixture
def person(cast, ground):
    with cast.home.scope():
        return ground.enter("persons", called="wide", name="司马全区", phone="13812345678")


def test_a_street_clerk_changes_nothing_that_the_whole_district_shares(cast, person, as_user):
    clerk, home = as_user("clerk"), f"/{cast.home.district}/registers/persons/"
    form = shown(clerk.get(f"{home}{person.pk}/edit/").context["form"])
    answer = clerk.post(f"{home}{person.pk}/edit/", form | {"is_party_member": "on", "reason": "越权"})
    assert answer.status_code == 400 and "属于全区" in answer.content.decode()
    form = shown(clerk.get(f"{home}{person.pk}/remove/").context["form"])
    assert clerk.post(f"{home}{person.pk}/remove/", form | {"reason": "越权"}).status_code == 400
    answer = clerk.post(f"{home}{person.pk}/reveal/", {"field": "phone", "reason": "越权"})
    assert answer.status_code == 403 and "13812345678" not in answer.content.decode()
    given = {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}
    assert clerk.post(f"{home}{person.pk}/files/", given).status_code == 400
    with cast.home.scope():
        person.refresh_from_db()
        assert not Attachment.objects.filter(register="persons", record_id=person.pk).exists()
    assert person.is_party_member is False


def test_a_file_of_the_whole_district_is_not_taken_off_by_a_street(cast, person, as_user):
    home = f"/{cast.home.district}/registers/persons/{person.pk}/"
    given = {"file": SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")}
    assert as_user("governance").post(f"{home}files/", given).status_code == 302
    with cast.home.scope():
        kept = Attachment.objects.get(register="persons", record_id=person.pk)
    assert as_user("clerk").post(f"/{cast.home.district}/files/{kept.pk}/detach/").status_code == 403
    with cast.home.scope():
        assert Attachment.objects.filter(pk=kept.pk).exists()


@pytest.mark.parametrize(("role", "sees"), [("organisation", True), ("clerk", True), ("leader", False)])
def test_the_bin_is_offered_to_those_who_may_put_something_back(cast, as_user, role, sees):
    index = as_user(role).get(f"/{cast.home.district}/registers/").content.decode()
    assert (f"/{cast.home.district}/bin/" in index) is sees


def test_a_street_clerk_enters_nothing_for_the_whole_district_but_market_firms(cast, as_user):
    answer = as_user("clerk").post(
        f"/{cast.home.district}/registers/persons/new/", {"name": "欧阳越权", "street": "", "reason": "越权"}
    )
    assert answer.status_code == 400 and "属于全区" in answer.content.decode()


def test_the_districts_staff_do(cast, person, as_user):
    office, home = as_user("governance"), f"/{cast.home.district}/registers/persons/"
    form = shown(office.get(f"{home}{person.pk}/edit/").context["form"])
    assert office.post(f"{home}{person.pk}/edit/", form | {"is_party_member": "on", "reason": "更正"}).status_code == 302
    opened = office.post(f"{home}{person.pk}/reveal/", {"field": "phone", "reason": "通知"})
    assert "13812345678" in opened.content.decode()
    log = as_user("auditor").get(f"/{cast.home.district}/disclosures/").content.decode()
    assert "通知" in log and "电话" in log
    assert as_user("clerk").get(f"/{cast.home.district}/disclosures/").status_code == 403


def test_nothing_new_is_entered_for_a_courtyard_that_left_the_register(cast, ground):
    register = registry.every()["courtyards"]
    with cast.home.scope():
        yard = ground.courtyard
        services.end(
            register, record=yard, last_day=date(2024, 5, 31), version=version_of(register, yard), by=ground.by, reason="拆除"
        )
        yard.refresh_from_db()
        with pytest.raises(Refused) as refused:
            ground.enter("buildings", courtyard=yard, name="1号楼", valid=DateRange(date(2024, 6, 1), None))
        assert refused.value.field == "courtyard"
        ground.enter("buildings", courtyard=yard, name="2号楼", valid=DateRange(date(2024, 5, 31), None))
