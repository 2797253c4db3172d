"""An import is undone as one step, every row and figure as before; what is newer stands in its way and is listed."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courtyards.models import Courtyard, Placement
from governance.audit.services import change
from governance.indicators import registry as indicators
from governance.indicators import statistics
from governance.indicators.questions import Question
from governance.registers import registry, services
from governance.registers.services.entering import version_of
from governance.returns.models import ReturnSubmission
from governance.spreadsheets import services as sheets
from governance.spreadsheets.models import ImportState
from tests.imports.ground import book, bring, commit, outcomes

HEAD = ("楼院名称", "社区", "建筑面积", "户数", "登记日期")
TABLES = ("courtyards_courtyard", "courtyards_placement")


def state() -> dict[str, list[Any]]:
    """Every row of the tables an import of courtyards writes to."""
    found = {}
    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"SELECT to_jsonb(t) FROM {table} t ORDER BY id")
            found[table] = [row for (row,) in cursor.fetchall()]
    return found


def figures(district: int) -> list[Any]:
    """Every indicator of the district on a day."""
    found = statistics.values(Question(district, date(2022, 7, 7)), list(indicators.every().values()))
    return [(cell.indicator.key, cell.numerator, cell.denominator) for cell in found]


def one_new(by, district, community):
    """An import of one new courtyard, taken over."""
    content = book(HEAD, ("试验路21号院", community, 3000, 40, "2021-01-01"))
    return commit(bring("courtyards", content, by=by, district=district), by)


def undo(found, by):
    return sheets.undo(sheet_import=found, by=by, reason="误导入")


def test_what_was_entered_leaves_and_what_was_changed_is_as_before(desk, home, community, ground):
    courtyard = ground.courtyard
    before = state()
    content = book(HEAD, (courtyard.name, community, 4000, 60, None), ("试验路21号院", community, 3000, 40, "2021-01-01"))
    found = bring("courtyards", content, by=desk, district=home, fixed={"valid_from": "2023-01-01"})
    assert outcomes(found) == {"new": 1, "changed": 1}
    commit(found, desk)
    assert state() != before and Placement.objects.filter(courtyard__name="试验路21号院").exists()
    done = undo(found, desk)
    assert done.state == ImportState.UNDONE and done.undone_by.reason == "误导入"
    assert state() == before


def test_a_newer_edit_stands_in_the_way_and_is_named(desk, home, community):
    found = one_new(desk, home, community)
    register, made = registry.every()["courtyards"], Courtyard.objects.get(name="试验路21号院")
    services.correct(register, record=made, data={"households": 41}, version=version_of(register, made), by=desk, reason="核实")
    [blocker] = sheets.blockers(found)
    assert blocker.register == "courtyards" and "试验路21号院" in blocker.label and blocker.actor == desk.name
    with pytest.raises(sheets.StoodUpon):
        undo(found, desk)
    assert Courtyard.objects.get(pk=made.pk).households == 41


def test_a_record_that_refers_to_it_stands_in_the_way(desk, home, community, ground):
    found = one_new(desk, home, community)
    made = Courtyard.objects.get(name="试验路21号院")
    ground.enter("buildings", courtyard=made, name="1号楼")
    [blocker] = sheets.blockers(found)
    assert blocker.register == "buildings"
    with pytest.raises(sheets.StoodUpon):
        undo(found, desk)


def test_returns_of_a_month_that_was_handed_in_stay(desk, home, ground):
    ground.contract  # noqa: B018  (entered for what it leaves behind)
    content = book(
        ("楼院", "物业公司", "月份", "应收", "实收", "应缴户数", "已缴户数"),
        (ground.courtyard.code, ground.firm.unit.uscc, "2023-06", 1000, 900, 40, 30),
    )
    found = commit(bring("fee-returns", content, by=desk, district=home), desk)
    assert sheets.blockers(found) == []
    with change(district=home, by=desk, reason="上报"):
        ReturnSubmission.objects.create(
            district_id=home, street_id=ground.courtyard.street_id, form="fee-returns", month=date(2023, 6, 1), state="submitted",
            submitted_by=desk, submitted_by_name=desk.name, submitted_at=found.uploaded_at,
        )
    [blocker] = sheets.blockers(found)
    assert blocker.register == "fee-returns"
    with pytest.raises(sheets.StoodUpon):
        undo(found, desk)


def test_it_is_undone_once(desk, home, community):
    found = one_new(desk, home, community)
    undo(found, desk)
    with pytest.raises(sheets.StoodUpon):
        undo(found, desk)


names = st.lists(st.integers(1, 30), min_size=1, max_size=8, unique=True)
areas = st.decimals(Decimal("20"), Decimal("9999"), places=2)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=names, second=names, data=st.data())
def test_commit_then_undo_restores_rows_and_statistics(desk, home, community, first, second, data):
    """Whatever stood there before, whatever the file says of it."""
    from django.db import transaction

    with transaction.atomic():
        def content(numbers):
            return book(HEAD, *[
                (f"验算路{n}号院", community, data.draw(areas), data.draw(st.integers(10, 50)), "2021-01-01") for n in numbers
            ])

        base = bring("courtyards", content(first), by=desk, district=home, again=True)
        commit(base, desk, confirmed=True)
        before, counted = state(), figures(home)
        found = bring("courtyards", content(second), by=desk, district=home, again=True)
        if set(outcomes(found)) & {"new", "changed"}:
            commit(found, desk, confirmed=True)
            undo(found, desk)
        assert state() == before
        assert figures(home) == counted
        transaction.set_rollback(True)
