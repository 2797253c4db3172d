"""The chain over the ledger: whoever spoils a line, takes one out or rewrites a block is found, by name."""

import pytest
from django.db import connection

from governance.common.periods import Month
from subsidies import services
from subsidies.choices import BlockKind
from subsidies.models import EntitlementLine, LedgerBlock
from subsidies.services import chain
from tests.subsidies import ground

MONTHS = (Month(2021, 1), Month(2021, 2))


@pytest.fixture
def sealed(laid):
    for month in MONTHS:
        services.compute_month(district=laid.district, month=month, by=laid.by, now=ground.NOW)
    return laid


def holds(laid):
    return [block.holds for block in chain.verify(laid.district)]


def test_each_run_that_writes_is_a_block_and_each_names_the_one_before(sealed):
    read, first, second = LedgerBlock.objects.all()
    assert (read.number, read.previous, read.kind, read.rows) == (1, "", BlockKind.READINGS, 1), "the scheme, as it was read"
    assert (first.number, first.previous, second.number, second.previous) == (2, read.digest, 3, first.digest)
    amounts = EntitlementLine.objects.filter(month=MONTHS[0].first).values_list("amount_fen", flat=True)
    assert (first.rows, first.total_fen) == (3, sum(amounts))
    assert holds(sealed) == [True] * 3 and chain.root(sealed.district) == second
    services.compute_month(district=sealed.district, month=MONTHS[0], by=sealed.by, now=ground.NOW)
    assert LedgerBlock.objects.count() == 3, "a run that wrote nothing seals nothing"
    sealed.set_area(sealed.courtyards[0], "900.00")
    services.compute_month(district=sealed.district, month=MONTHS[0], by=sealed.by, now=ground.NOW)
    assert holds(sealed) == [True] * 4 and LedgerBlock.objects.get(number=4).rows == 1
    assert chain.unsealed(sealed.district) == []


def test_the_database_writes_the_digest_whatever_it_is_told(sealed):
    line = EntitlementLine.objects.order_by("pk").first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT portal.line_digest(line) FROM subsidies_entitlementline line WHERE id = %s", [line.pk])
        assert cursor.fetchone() == (line.digest,) and len(line.digest) == 64


@pytest.fixture
def written(own_database):
    with ground.standing() as by:
        laid = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        laid.enrol_all()
        laid.rate_all()
        for month in MONTHS:
            services.compute_month(district=laid.district, month=month, by=by, now=ground.NOW)
        lines = list(EntitlementLine.objects.order_by("pk").values_list("pk", flat=True))
    return laid, lines


def found(laid):
    """The blocks of the two months."""
    with ground.standing():
        return [block for block in chain.verify(laid.district) if block.kind is BlockKind.LINES]


@pytest.mark.parametrize("column", [
    "district_fen = district_fen - 1", "told = told || '{\"fees\": 1}'", "recorded_at = recorded_at - interval '1 day'",
    "paid_area_m2 = 1, area_m2 = 1, entitled_fen = 30, amount_fen = 30",
])
def test_a_tampered_line_is_named(written, spoil, column):
    laid, lines = written
    spoil(f"UPDATE subsidies_entitlementline SET {column} WHERE id = {lines[4]}")
    first, second = found(laid)
    assert first.holds and not second.holds and list(second.spoilt) == [lines[4]]


def test_a_line_with_a_new_digest_still_breaks_its_block(written, spoil):
    laid, lines = written
    spoil(f"UPDATE subsidies_entitlementline SET score = 1 WHERE id = {lines[0]}")
    spoil(f"UPDATE subsidies_entitlementline line SET digest = portal.line_digest(line) WHERE id = {lines[0]}")
    first, second = found(laid)
    assert not first.holds and not first.spoilt and first.digest != first.true_digest and second.holds


def test_a_line_that_was_taken_out_is_missed_in_its_block(written, spoil):
    laid, lines = written
    spoil(f"DELETE FROM subsidies_entitlementline WHERE id = {lines[1]}")
    first, second = found(laid)
    assert not first.holds and first.missing == 1 and second.holds


@pytest.mark.parametrize("column", [
    "total_fen = 999", "rows = rows + 1", "recorded_at = recorded_at - interval '1 day'", "change_id = change_id - 1",
    "last_id = last_id - 1", "kind = 'payments'",
])
def test_a_block_that_says_another_thing_of_itself_does_not_hold(written, spoil, column):
    laid, _lines = written
    spoil(f"UPDATE subsidies_ledgerblock SET {column} WHERE number = 2 AND district_id = 990301")
    with ground.standing():
        assert [block.number for block in chain.verify(laid.district) if not block.holds][0] == 2


def test_a_rewritten_block_breaks_the_next(written, spoil):
    laid, _lines = written
    spoil("UPDATE subsidies_ledgerblock SET digest = repeat('0', 64) WHERE number = 2 AND district_id = 990301")
    first, second = found(laid)
    assert not first.holds and not second.follows


def test_a_line_stays_what_it_was_when_its_courtyard_moves(sealed):
    """The street of a line follows its courtyard; the digest is not of it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bool_and(digest = portal.line_digest(jsonb_populate_record(line, '{\"street_id\": 1}')))"
            " FROM subsidies_entitlementline line"
        )
        assert cursor.fetchone() == (True,)
