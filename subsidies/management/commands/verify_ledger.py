"""Recomputes the chain over the ledger and names whatever does not hold; exit code 1 where something does not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.jobs import tenants
from governance.people.services import service_account
from governance.tenancy import scope
from subsidies.choices import BlockKind
from subsidies.services import chain


class Command(BaseCommand):
    help = (
        "Verifies every ledger line, payment, batch and scheme version and every block of the chain over them; prints the last"
        " root, which notices carry."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", type=int, help="six-digit division code, such as 410104; default all")

    def handle(self, *args: Any, **options: Any) -> None:
        known = tenants.all_districts()
        chosen = known if options["district"] is None else (options["district"],)
        if not set(chosen) <= set(known):
            raise CommandError(f"{options['district']} is not a tenant of this portal.")
        by = service_account()
        faults = 0
        for district in chosen:
            with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
                faults += self._verify(district)
        if faults:
            raise CommandError(f"{faults} blocks or rows do not hold.")

    def _verify(self, district: int) -> int:
        """Says how the district's chain stands; how much of it does not hold."""
        blocks, loose = chain.verify(district), chain.unsealed(district)
        faulty = [block for block in blocks if not block.holds]
        root = blocks[-1].digest if blocks else "none yet"
        self.stdout.write(f"{district}: {len(blocks)} blocks, {len(faulty)} do not hold; root {root}")
        for block in faulty:
            self.stdout.write(f"  {_words(block)}")
        self._name(district, "tampered", chain.spoilt(faulty))
        self._name(district, "sealed by no block", loose)
        return len(faulty) + len(loose)

    def _name(self, district: int, what: str, rows: list[tuple[BlockKind, int]]) -> None:
        for one in chain.named(district, rows):
            self.stdout.write(f"  {what}: {one.kind.value} {one.pk}, {one.text}")


def _words(block: chain.Checked) -> str:
    told = [f"block {block.number} of {block.recorded_at:%Y-%m-%d %H:%M}"]
    if not block.follows:
        told.append("does not follow the block before")
    if block.missing:
        told.append(f"{abs(block.missing)} lines {'missing' if block.missing > 0 else 'too many'}")
    if block.spoilt:
        told.append(f"{len(block.spoilt)} tampered")
    if block.follows and not block.missing and not block.spoilt:
        told.append(f"its root is {block.true_digest[:16]}… by its lines, not {block.digest[:16]}…")
    return "; ".join(told)
