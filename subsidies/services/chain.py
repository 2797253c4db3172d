"""The chain over the ledger: sealed with every run, verified by anybody who may read, on a page or by a command."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import connection

from governance.audit import turns
from governance.common import sql
from subsidies.choices import BlockKind
from subsidies.models import EntitlementLine, LedgerBlock

TURN = "subsidies.chain"
# Where the rows of a kind stand.
TABLES = {BlockKind.LINES: "subsidies_entitlementline", BlockKind.PAYMENTS: "subsidies_paymentline"}


def take_turn(district: int) -> None:
    """Waits until no other transaction writes what the chain seals."""
    turns.take(district, TURN, "")


def seal(district: int, kind: BlockKind) -> None:
    """Seals the rows of a kind written since its last block, in the change that is open; the chain's turn is held."""
    statement = sql.load("subsidies", "seal").replace("{table}", TABLES[kind])
    with connection.cursor() as cursor:
        cursor.execute(statement, {"district": district, "kind": kind.value})


@dataclass(frozen=True)
class Checked:
    """A block as it says and as it is. `spoilt`: ids of rows that do not follow from themselves."""

    number: int
    kind: BlockKind
    recorded_at: datetime
    rows: int
    true_rows: int
    total_fen: int
    true_total_fen: int
    digest: str
    true_digest: str
    follows: bool
    spoilt: Sequence[int]

    @property
    def holds(self) -> bool:
        return self.follows and self.digest == self.true_digest and not self.spoilt

    @property
    def missing(self) -> int:
        """How many rows are gone, or (below zero) too many."""
        return self.rows - self.true_rows


def verify(district: int) -> list[Checked]:
    """Every block of the district, recomputed: one statement over all of its lines."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "verify_chain"), {"district": district})
        return [Checked(number, BlockKind(kind), *told) for number, kind, *told in cursor.fetchall()]


def block_of(line: EntitlementLine) -> LedgerBlock | None:
    """The block that seals a line."""
    sealed = LedgerBlock.objects.filter(district_id=line.district_id, kind=BlockKind.LINES, last_id__gte=line.pk)
    return sealed.order_by("number").first()


def root(district: int) -> LedgerBlock | None:
    """The last block: its digest stands for the whole ledger up to now."""
    return LedgerBlock.objects.filter(district_id=district).order_by("-number").first()
