"""What is typed goes through the register's services: one change, all of it or nothing, every refusal at its cell."""

import pytest

from governance.audit import history
from governance.audit.models import Change
from governance.returns import cells, services
from property_firms.models import FeeReturn
from property_firms.returns import FEES
from tests.indicators.village import CODE
from tests.returns.street import CARRIED, JUNE, TYPED, figures


def sent(rows, **typed):
    """The page's form as a browser would send it, with some cells changed: {row number: {figure: text}}."""
    data = {cells.name_of(row, cells.VERSION): str(row.version) for row in rows}
    data |= {cells.name_of(row, name): cells.plain(FEES, row.given, name) for row in rows for name in FEES.fields}
    for number, given in typed.items():
        data |= {cells.name_of(rows[int(number[1:])], name): text for name, text in given.items()}
    return data


def read(rows, **typed):
    return cells.read(FEES, rows, sent(rows, **typed), district=CODE)


def fill(street, sheet, **more):
    return services.fill(FEES, **street.of_june, typed=sheet.typed, reason=TYPED, **more)


def test_only_the_cell_that_changed_is_typed(street):
    rows = street.rows()
    sheet = read(rows, r1={"received_fen": "１２．５０"})
    assert not sheet.errors
    assert list(sheet.typed) == [rows[1].key]
    changes = Change.objects.count()
    assert fill(street, sheet).written == 1
    row = street.rows()[1]
    assert row.given.received_fen == 1250
    assert row.given.receivable_fen == row.earlier.receivable_fen and row.given.households_paid == row.earlier.households_paid
    assert Change.objects.count() == changes + 1


def test_typed_and_carried_are_told_apart_by_their_reasons(street):
    sheet = read(street.rows(), r0={"received_fen": "12"}, r2={"households_paid": "3"})
    assert fill(street, sheet, rest=CARRIED).written == 3
    records = [FeeReturn.objects.get(pk=row.given.pk) for row in street.rows()]
    assert [history.of(record)[0].reason for record in records] == [TYPED, CARRIED, TYPED]


def test_a_figure_that_is_there_is_corrected_and_an_untouched_page_says_nothing(street):
    street.carry()
    assert not read(street.rows()).typed
    sheet = read(street.rows(), r0={"households_paid": "4"})
    fill(street, sheet)
    record = FeeReturn.objects.get(pk=street.rows()[0].given.pk)
    assert record.households_paid == 4


def test_the_same_figure_written_otherwise_is_no_change(street):
    street.returned(street.contracts[0], JUNE, receivable_fen=123400, received_fen=100000)
    sheet = read(street.rows(), r0={"receivable_fen": "1,234", "received_fen": "1000"})
    assert not sheet.typed and not sheet.errors and not sheet.says_something


def test_every_fault_is_told_at_once_and_nothing_is_written(street):
    bare = street.contract()
    rows, before = street.rows(), FeeReturn.objects.count()
    sheet = read(
        rows, r0={"received_fen": "很多"}, r1={"households_paid": "1.5"}, r2={"received_fen": "99999"},
        r3={"receivable_fen": "10"},
    )
    sheet.refuse(FEES, services.refusals(FEES, **street.of_june, typed=sheet.typed, reason=TYPED))
    assert set(sheet.errors) == {
        cells.name_of(rows[0], "received_fen"), cells.name_of(rows[1], "households_paid"),
        cells.name_of(rows[2], "received_fen"),
        *(f"{FEES.identity_of(bare)}.{name}" for name in ("received_fen", "households_liable", "households_paid")),
    }
    assert sheet.kept[cells.name_of(rows[0], "received_fen")] == "很多" and FeeReturn.objects.count() == before


def test_one_refusal_keeps_everything_out(street):
    sheet = read(street.rows(), r0={"received_fen": "1"}, r1={"received_fen": "99999"})
    with pytest.raises(services.CellsRefused) as found:
        fill(street, sheet, rest=CARRIED)
    [cell] = found.value.cells
    assert (cell.key, cell.field, cell.is_overtaken) == (street.rows()[1].key, "received_fen", False)
    assert all(row.given is None for row in street.rows())


def test_what_others_filled_in_meanwhile_is_shown_first(street):
    opened = street.rows()
    street.carry()
    late = sent(opened, r0={"received_fen": "7"})
    sheet = cells.read(FEES, street.rows(), late, district=CODE)
    # The rows that this person left alone are the others'; they are not wiped by the empty cells of the old page.
    assert list(sheet.typed) == [opened[0].key]
    with pytest.raises(services.CellsRefused) as found:
        fill(street, sheet)
    assert [cell.is_overtaken for cell in found.value.cells] == [True]
    fresh = street.rows()
    again = cells.read(FEES, fresh, sent(fresh, r0={"received_fen": "7"}), district=CODE)
    fill(street, again)
    assert street.rows()[0].given.received_fen == 700


def test_a_correction_on_an_old_page_is_refused_and_untouched_rows_stay_as_others_left_them(street):
    street.carry()
    opened = street.rows()
    mine, theirs = sent(opened, r1={"received_fen": "5"}), sent(opened, r0={"received_fen": "6"}, r1={"received_fen": "4"})
    fill(street, cells.read(FEES, opened, theirs, district=CODE))
    sheet = cells.read(FEES, street.rows(), mine, district=CODE)
    assert list(sheet.typed) == [opened[1].key]
    with pytest.raises(services.CellsRefused) as found:
        fill(street, sheet)
    assert found.value.cells[0].is_overtaken
    assert [figures(row.given)[1] for row in street.rows()[:2]] == [600, 400]
