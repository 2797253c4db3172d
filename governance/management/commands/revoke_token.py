"""Closes a token at once."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from governance.people import services
from governance.people.models import ApiToken
from governance.tenancy import scope


class Command(BaseCommand):
    help = "Revokes an API token by its public prefix (yz_ and eight characters)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("prefix")
        parser.add_argument("--district", type=int, required=True)
        parser.add_argument("--reason", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        by = services.service_account()
        with scope.enter(scope.Scope(districts=(options["district"],), actor=by.pk)):
            token = ApiToken.objects.filter(district_id=options["district"], prefix=options["prefix"]).first()
            if token is None:
                raise CommandError(f"The district {options['district']} has no token {options['prefix']}.")
            services.revoke_token(token=token, by=by, reason=options["reason"], now=timezone.now())
        self.stdout.write(f"{token.name} is closed.")
