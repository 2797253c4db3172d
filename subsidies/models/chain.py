"""The chain over what was computed and paid: each block seals the lines since the one before, and the block before itself."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import references
from governance.tenancy.models import AppendOnly, TenantModel
from subsidies.choices import BlockKind


class LedgerBlock(AppendOnly, TenantModel):
    """A link of the chain. `digest` is the root that a notice prints: it stands for every line up to here.

    It covers the rows of its kind with ids above those of the block of that kind before, up to `last_id`.
    """

    number = models.PositiveIntegerField(_("number"))
    kind = models.CharField(_("kind"), max_length=10, choices=BlockKind.choices)
    last_id = models.BigIntegerField()
    rows = models.PositiveIntegerField(_("lines"))
    total_fen = models.BigIntegerField(_("total"))
    previous = models.CharField(_("root before"), max_length=64, blank=True)
    digest = models.CharField(_("root"), max_length=64)

    class Meta(TenantModel.Meta):
        abstract = False
        ordering = ["number"]
        constraints = [
            *TenantModel.Meta.constraints,
            *references("subsidies_ledgerblock", "change"),
            models.UniqueConstraint(fields=["district", "number"], name="subsidies_block_number_once"),
            models.UniqueConstraint(fields=["district", "previous"], name="subsidies_block_follows_one"),
            models.CheckConstraint(
                name="subsidies_block_begins_the_chain_or_follows",
                condition=Q(number=1, previous="") | Q(number__gt=1) & ~Q(previous=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} · {self.digest[:12]}"
