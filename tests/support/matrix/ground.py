"""What the probes stand on, found in the database once."""

from typing import Any

from django.db import transaction

from governance.audit.models import Change
from governance.common import codes
from governance.people.tokens import digest
from tests.support.cast import Cast
from tests.support.cast.ground import token_text
from tests.support.cast.rounds import tracking_number
from tests.support.cast.surveyed import code as survey_code
from tests.support.matrix.scopes import Ground


def of(cast: Cast, blocker: Any) -> Ground:
    """The ground of the probes in the database that Django's connection names now."""
    with blocker.unblock(), transaction.atomic():
        return Ground(
            cast=cast, change=cast.home.pk(Change), clerk=cast.home.user("clerk").pk,
            home_token_digest=digest(token_text(cast.home.district, 0)),
            home_objection=tracking_number(cast.home.district, 1),
            home_code_digest=codes.digest(survey_code(cast.home.district, 1)),
        )
