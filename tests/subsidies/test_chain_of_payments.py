"""The chain over what was read, paid and decided: a superuser who changes it in SQL is found, and what they changed is named."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from governance.tenancy import scope
from subsidies.choices import BlockKind
from subsidies.models import BatchAct, LedgerBlock, PaymentLine, SchemeReading
from subsidies.services import chain
from tests.payments import office as offices
from tests.subsidies import ground

BATCH = "990301-202101-01"


@pytest.fixture
def paid(own_database):
    """A month that was computed, decided and paid in full."""
    with ground.standing() as by:
        laid = ground.lay(by, areas=("1000.00", "2000.55", "12345.67"))
        laid.enrol_all()
        laid.rate_all()
        office = offices.open_office(laid)
        office.compute()
        office.paid()
    return laid


def checked(laid):
    """Blocks that do not hold, and the names of what in them does not follow from itself."""
    with ground.standing():
        blocks = chain.verify(laid.district)
        names = [one.text for one in chain.named(laid.district, chain.spoilt(blocks))]
    return [block for block in blocks if not block.holds], names


def test_what_was_read_decided_and_paid_is_sealed_as_it_comes(paid):
    faulty, spoilt = checked(paid)
    assert (faulty, spoilt) == ([], [])
    with ground.standing():
        kinds = list(LedgerBlock.objects.values_list("kind", flat=True))
        assert kinds.count("batches") == BatchAct.objects.count() == 8
        assert (kinds.count("readings"), kinds.count("lines"), kinds.count("payments")) == (1, 1, 1)
        assert chain.unsealed(paid.district) == []


@pytest.mark.parametrize("statement", [
    "UPDATE subsidies_paymentbatch SET total_fen = total_fen + 1 WHERE number = '{batch}'",
    "UPDATE subsidies_paymentbatch SET ladder = '[]' WHERE number = '{batch}'",
    "UPDATE subsidies_paymentitem SET gross_fen = gross_fen + 1, amount_fen = amount_fen + 1 WHERE reference = '{batch}-0002'",
    "DELETE FROM subsidies_paymentitem WHERE reference = '{batch}-0002'",
    "UPDATE subsidies_batchline SET amount_fen = amount_fen + 1"
    " WHERE item_id = (SELECT id FROM subsidies_paymentitem WHERE reference = '{batch}-0001')",
])
def test_a_tampered_batch_is_found_at_every_act_of_it(paid, spoil, statement):
    spoil(statement.format(batch=BATCH))
    faulty, spoilt = checked(paid)
    assert {block.kind for block in faulty} == {BlockKind.BATCHES} and len(faulty) == 8
    assert all(name.startswith(BATCH) for name in spoilt) and "编制批次" in spoilt[0]


def test_a_batch_that_was_taken_away_is_missed_by_its_acts(paid, spoil):
    spoil(f"DELETE FROM subsidies_paymentbatch WHERE number = '{BATCH}'")
    _faulty, spoilt = checked(paid)
    assert len(spoilt) == 8 and spoilt[0].startswith("批次办理")


@pytest.mark.parametrize("column", ["actor_name = '另一人'", "acted_on = acted_on - 1", "comment = '同意'", "amount_fen = 1"])
def test_a_tampered_approval_is_named(paid, spoil, column):
    spoil(f"UPDATE subsidies_batchact SET {column} WHERE deed = 'approve'")
    [faulty], [name] = checked(paid)
    assert faulty.kind is BlockKind.BATCHES and name.startswith(f"{BATCH} 批准支付")


def test_a_tampered_payment_is_named_with_its_courtyard(paid, spoil):
    with ground.standing():
        line = PaymentLine.objects.select_related("courtyard").earliest("pk")
    spoil(f"UPDATE subsidies_paymentline SET paid_on = paid_on + 1 WHERE id = {line.pk}")
    [faulty], [name] = checked(paid)
    assert faulty.kind is BlockKind.PAYMENTS and name.startswith(line.courtyard.name) and name.endswith(BATCH)


def test_a_rate_changed_in_what_was_read_is_found(paid, spoil):
    """The line's own numbers stay as they were; what they were computed by is changed."""
    said = "jsonb_set(content, '{scheme,title}', '\"另一个办法\"')"
    spoil(f"UPDATE subsidies_schemereading SET content = {said} WHERE district_id = {paid.district}")
    [faulty], [name] = checked(paid)
    with ground.standing():
        scheme = SchemeReading.objects.select_related("scheme").get().scheme
    assert faulty.kind is BlockKind.READINGS and name == f"{scheme.title} {scheme.version}"


def test_rows_whose_block_was_taken_away_are_told(paid, spoil):
    spoil("DELETE FROM subsidies_ledgerblock WHERE number = (SELECT max(number) FROM subsidies_ledgerblock)")
    faulty, _spoilt = checked(paid)
    with ground.standing():
        loose = chain.unsealed(paid.district)
    assert faulty == [] and {kind for kind, _row in loose} == {BlockKind.PAYMENTS} and len(loose) == 3


def test_the_page_names_them(paid, spoil):
    spoil("UPDATE subsidies_batchact SET comment = '同意' WHERE deed = 'approve'")
    spoil("DELETE FROM subsidies_ledgerblock WHERE number = (SELECT max(number) FROM subsidies_ledgerblock)")
    with ground.standing():
        reader = offices.person("housing", paid)
    client = Client()
    with scope.enter(scope.Scope(signing_in=reader.username)):
        client.force_login(reader)
    text = client.get(reverse("subsidies:ledger-chain", kwargs={"district": paid.district})).content.decode()
    assert f"批次办理：{BATCH} 批准支付" in text and "3 条记录未被任何区块封存" in text
    [faulty], _names = checked(paid)
    assert f"区块 {faulty.number}</div>" in text, "which block it is, on whichever page of the list it stands"


def test_the_command_says_how_it_stands_and_ends_with_an_error_where_something_does_not_hold(paid, spoil):
    said = io.StringIO()
    call_command("verify_ledger", district=paid.district, stdout=said)
    with ground.standing():
        root = chain.root(paid.district)
    assert said.getvalue() == f"990301: 11 blocks, 0 do not hold; root {root.digest}\n"
    spoil("UPDATE subsidies_batchact SET comment = '同意' WHERE deed = 'send'")
    with pytest.raises(CommandError, match="1 blocks or rows do not hold"):
        call_command("verify_ledger", district=paid.district, stdout=said)
    with ground.standing():
        sent = BatchAct.objects.get(deed="send")
    assert f"tampered: batches {sent.pk}, {BATCH} {sent.get_deed_display()} {sent.actor_name}" in said.getvalue()
    with pytest.raises(CommandError, match="not a tenant"):
        call_command("verify_ledger", district=999999)
