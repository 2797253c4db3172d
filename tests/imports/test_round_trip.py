"""A list that was exported comes back: untouched it changes nothing, edited it changes what was edited."""

import io
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from community_services.models import EmergencyRepair
from courtyards.models import Courtyard
from governance.audit.services import change
from governance.common.periods import SHANGHAI
from governance.divisions.models import Community
from governance.people.models import User
from governance.registers import registry, values
from governance.registers.services import enter
from governance.tenancy import scope
from portal.registers import addresses, columns
from tests.imports import ground
from tests.imports.ground import outcomes, rows


@pytest.fixture
def exported(case: int, as_user: Any) -> Any:
    """`exported("committees", "street=…")`: the workbook of the case's list with all its columns."""

    def fetch(key: str, query: str = "") -> bytes:
        register = registry.every()[key]
        names = ",".join(columns.offered(register))
        answer = as_user("governance", False).get(
            f"{addresses.of_list(register, str(case))}?format=xlsx&columns={names}&on=2022-07-07&{query}"
        )
        assert answer.status_code == 200
        return bytes(answer.content)

    return fetch


@pytest.fixture
def office(case: int) -> Any:
    with scope.enter(scope.Scope(signing_in="governance")):
        user = User.objects.get(username="governance")
    with scope.enter(scope.Scope(districts=(case,), actor=user.pk)):
        yield user


@pytest.fixture
def missing(case: int, office: Any) -> Any:
    """The registers of which the case has no record have one."""
    community = Community.objects.filter(district_id=case).order_by("code")[0]
    for key, data in {
        "clusters": {"name": "试验片区", "community": community}, "calendar-years": {"year": 2050, "document": "试验通知"},
        "public-incomes": {"courtyard": Courtyard.objects.filter(district_id=case).order_by("code")[0], "year": 2021,
                           "amount_fen": 120_000},
        "calendar-days": {"on": date(2022, 7, 4), "kind": "off", "name": "试验", "document": "试验通知"},
    }.items():
        enter(registry.every()[key], district=case, data=data, by=office, reason="试验")


@pytest.mark.usefixtures("missing")
@pytest.mark.parametrize("key", sorted(registry.every()))
def test_an_untouched_list_changes_nothing(case, exported, office, key):
    content = exported(key)
    assert load_workbook(io.BytesIO(content)).worksheets[0].max_row > 1, "the case has no record of it"
    found = ground.bring(key, content, by=office, district=case)
    assert set(outcomes(found)) == {"unchanged"}, [
        (row.outcome, row.faults, row.differences, row.cells) for row in rows(found) if row.outcome != "unchanged"
    ][:2]


def test_a_repair_of_midnight_comes_back_untouched(case, exported, office):
    """The number that a sheet keeps for midnight is that of the bare day."""
    midnight = datetime(2022, 7, 1, tzinfo=SHANGHAI)
    courtyard = Courtyard.objects.filter(district_id=case).order_by("code")[0]
    with change(district=case, by=office, reason="报修"):
        repair = EmergencyRepair.objects.create(
            district_id=case, street_id=courtyard.street_id, courtyard=courtyard, category="water", reported_at=midnight,
            arrived_at=midnight,
        )
    found = ground.bring("repairs", exported("repairs"), by=office, district=case)
    assert outcomes(found) == {"unchanged": EmergencyRepair.objects.filter(district_id=case).count()}
    assert repair.pk in {row.record_id for row in rows(found)}


def test_an_edited_list_changes_what_was_edited(case, exported, office):
    book = load_workbook(io.BytesIO(exported("courtyards", "street=410104001")))
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    name, households = heads["名称"], next(column for head, column in heads.items() if head.startswith("户数"))
    told = [(sheet.cell(row, name).value, sheet.cell(row, households).value) for row in (2, 3)]
    for row in (2, 3):
        sheet.cell(row, households).value += 1
    buffer = io.BytesIO()
    book.save(buffer)
    found = ground.bring("courtyards", buffer.getvalue(), by=office, district=case)
    assert outcomes(found)["changed"] == 2 and set(outcomes(found)) == {"changed", "unchanged"}
    ground.commit(found, office, confirmed=True)
    for name_, before in told:
        assert before + 1 in Courtyard.objects.filter(district_id=case, name=name_).values_list("households", flat=True)


def test_a_masked_name_comes_back_untouched_and_a_new_one_is_taken(case, exported, office):
    book = load_workbook(io.BytesIO(exported("committees", "street=410104001")))
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[1]}
    head = heads[str(values.of(registry.every()["committees"])["head"].label)]
    masked = sheet.cell(2, head).value
    assert "*" in (masked or "**")
    sheet.cell(2, head).value = "新主任"
    buffer = io.BytesIO()
    book.save(buffer)
    found = ground.bring("committees", buffer.getvalue(), by=office, district=case)
    assert outcomes(found)["changed"] == 1
    [row] = [row for row in rows(found) if row.outcome == "changed"]
    assert [d["field"] for d in row.differences] == ["head"] and "新主任" not in str(row.differences)
