"""The chain over the ledger: sealed with every run, verified by anybody who may read, on a page or by a command."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db import connection
from django.utils.translation import gettext as _

from governance.audit import turns
from governance.common import sql
from subsidies.choices import BlockKind
from subsidies.models import BatchAct, EntitlementLine, LedgerBlock, PaymentLine, SchemeReading

TURN = "subsidies.chain"
Row: TypeAlias = EntitlementLine | PaymentLine | BatchAct | SchemeReading
# Where the rows of a kind stand, what of each is summed, and what its name needs beside it.
SEALED: dict[BlockKind, tuple[type[Row], str, tuple[str, ...]]] = {
    BlockKind.LINES: (EntitlementLine, "amount_fen", ("courtyard",)),
    BlockKind.PAYMENTS: (PaymentLine, "amount_fen", ("courtyard", "batch", "repayment__claim")),
    BlockKind.BATCHES: (BatchAct, "amount_fen", ("batch",)),
    BlockKind.READINGS: (SchemeReading, "0", ("scheme",)),
}


def take_turn(district: int) -> None:
    """Waits until no other transaction writes what the chain seals."""
    turns.take(district, TURN, "")


def seal(district: int, kind: BlockKind) -> None:
    """Seals the rows of a kind written since its last block, in the change that is open; the chain's turn is held."""
    model, amount, _beside = SEALED[kind]
    statement = sql.load("subsidies", "seal").replace("{table}", model._meta.db_table).replace("{amount}", amount)
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
        is_whole = self.rows == self.true_rows and self.total_fen == self.true_total_fen
        return self.follows and is_whole and self.digest == self.true_digest and not self.spoilt

    @property
    def missing(self) -> int:
        """How many rows are gone, or (below zero) too many."""
        return self.rows - self.true_rows


@dataclass(frozen=True)
class Named:
    """A row of the chain as people know it."""

    kind: BlockKind
    pk: int
    text: str


def verify(district: int) -> list[Checked]:
    """Every block of the district, recomputed: one statement over all of its rows. What no block seals, `unsealed` tells."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "verify_chain"), {"district": district})
        return [Checked(number, BlockKind(kind), *told) for number, kind, *told in cursor.fetchall()]


def unsealed(district: int) -> list[tuple[BlockKind, int]]:
    """Kind and id of every row that no block seals; there are none unless a block was taken away."""
    with connection.cursor() as cursor:
        cursor.execute(sql.load("subsidies", "unsealed"), {"district": district})
        return [(BlockKind(kind), row) for kind, row in cursor.fetchall()]


def spoilt(blocks: Iterable[Checked]) -> list[tuple[BlockKind, int]]:
    """Kind and id of every row that does not follow from itself."""
    return [(block.kind, row) for block in blocks for row in block.spoilt]


def named(district: int, rows: Sequence[tuple[BlockKind, int]]) -> list[Named]:
    """What people know some rows by, in their order: one statement for each kind."""
    found: dict[tuple[BlockKind, int], Row] = {}
    for kind, (model, _amount, beside) in SEALED.items():
        ids = [row for of, row in rows if of is kind]
        if ids:
            told = model._default_manager.filter(district_id=district, pk__in=ids).select_related(*beside)
            found |= {(kind, row.pk): row for row in told}
    return [Named(kind, pk, _name(found.get((kind, pk))) or f"{kind.label} {pk}") for kind, pk in rows]


def _name(row: Row | None) -> str:
    """The name of a row; nothing where what it belongs to was taken away."""
    match row:
        case EntitlementLine():
            correction = _(", correction %(n)s") % {"n": row.sequence} if row.sequence else ""
            return f"{row.courtyard.name} {row.month:%Y-%m}{correction}"
        case PaymentLine():
            of = row.batch or (row.repayment and row.repayment.claim)
            return f"{row.courtyard.name} {row.paid_on} {of or ''}".strip()
        case BatchAct():
            return f"{row.batch.number} {row.get_deed_display()} {row.actor_name} {row.acted_on}"
        case SchemeReading():
            return f"{row.scheme.title} {row.scheme.version}"
    return ""


def block_of(row: Row) -> LedgerBlock | None:
    """The block that seals a row."""
    kind = next(kind for kind, (model, _amount, _beside) in SEALED.items() if isinstance(row, model))
    sealed = LedgerBlock.objects.filter(district_id=row.district_id, kind=kind, last_id__gte=row.pk)
    return sealed.order_by("number").first()


def root(district: int) -> LedgerBlock | None:
    """The last block: its digest stands for the whole ledger up to now."""
    return LedgerBlock.objects.filter(district_id=district).order_by("-number").first()
