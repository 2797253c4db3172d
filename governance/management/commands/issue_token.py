"""Makes a token for a program that pulls figures, and shows it once."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from governance.people import services
from governance.people.choices import TokenScope
from governance.people.models import User
from governance.tenancy import scope
from governance.tenancy.models import District


class Command(BaseCommand):
    help = (
        "Issues an API token of a district. With the scope write it writes what its owner may. It is stored hashed and "
        "cannot be shown again."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--district", type=int, required=True, help="six-digit division code, such as 410104")
        parser.add_argument("--name", required=True, help="the program that will use it")
        parser.add_argument("--owner", dest="responsible", required=True, help="username of the person who answers for it")
        parser.add_argument("--scope", action="append", choices=TokenScope.values, required=True, dest="scopes")
        parser.add_argument(
            "--all-districts", action="store_true",
            help="statistics of every district that the owner reads as a whole; only with --scope statistics",
        )
        parser.add_argument("--days", type=int, default=90, help="until it expires; at most 730")
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        by, now = services.service_account(), timezone.now()
        with scope.enter(scope.Scope(signing_in=options["responsible"])):
            owner = User.objects.filter(username=options["responsible"]).first()
        if owner is None:
            raise CommandError(f"There is no account {options['responsible']}; make it with manage.py add_member.")
        with scope.enter(scope.Scope(districts=(options["district"],), actor=by.pk)):
            if not District.objects.filter(pk=options["district"]).exists():
                raise CommandError(f"{options['district']} is not a tenant of this portal.")
            try:
                token, text = services.issue_token(
                    district=options["district"], name=options["name"], scopes=options["scopes"], owner=owner,
                    expires_at=now + timedelta(days=options["days"]), by=by, reason=options["reason"], now=now,
                    all_districts=options["all_districts"],
                )
            except services.TooMuchForMany as error:
                raise CommandError("With --all-districts the one --scope is statistics.") from error
            except services.TokenTooOld as error:
                raise CommandError("--days must lie between 1 and 730.") from error
        self.stdout.write(f"{token.name}: expires {timezone.localtime(token.expires_at):%Y-%m-%d}. Shown this once:\n{text}")
