"""Recomputes the chain over the ledger and names whatever does not hold; exit code 1 where something does not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from governance.jobs import tenants
from governance.people.services import service_account
from governance.tenancy import scope
from subsidies.services import chain


class Command(BaseCommand):
    help = "Verifies every ledger line and every block of the chain; prints the last root, which notices carry."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", type=int, help="six-digit division code, such as 410104; default all")

    def handle(self, *args: Any, **options: Any) -> None:
        known = tenants.all_districts()
        chosen = known if options["district"] is None else (options["district"],)
        if not set(chosen) <= set(known):
            raise CommandError(f"{options['district']} is not a tenant of this portal.")
        by, faults = service_account(), 0
        for district in chosen:
            with scope.enter(scope.Scope(districts=(district,), actor=by.pk)):
                blocks = chain.verify(district)
            faulty = [block for block in blocks if not block.holds]
            faults += len(faulty)
            root = blocks[-1].digest if blocks else "none yet"
            self.stdout.write(f"{district}: {len(blocks)} blocks, {len(faulty)} do not hold; root {root}")
            for block in faulty:
                self.stdout.write(f"  {self._words(block)}")
        if faults:
            raise CommandError(f"{faults} blocks do not hold.")

    @staticmethod
    def _words(block: chain.Checked) -> str:
        told = [f"block {block.number} of {block.recorded_at:%Y-%m-%d %H:%M}"]
        if not block.follows:
            told.append("does not follow the block before")
        if block.missing:
            told.append(f"{abs(block.missing)} lines {'missing' if block.missing > 0 else 'too many'}")
        if block.spoilt:
            told.append("tampered lines " + ", ".join(map(str, block.spoilt)))
        if block.follows and not block.missing and not block.spoilt:
            told.append(f"its root is {block.true_digest[:16]}… by its lines, not {block.digest[:16]}…")
        return "; ".join(told)
