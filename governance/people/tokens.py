"""Tokens of programs: shown once, stored as a keyed hash, found by what they prove."""

import hashlib
import hmac
import secrets

from django.conf import settings

from governance.people.models import ApiToken

PREFIX = "yz"


def generate() -> tuple[str, str]:
    """A new token and its public prefix (for leak scanners and for telling tokens apart in a list)."""
    public = secrets.token_hex(4)
    return f"{PREFIX}_{public}_{secrets.token_urlsafe(32)}", f"{PREFIX}_{public}"


def digest(token: str) -> str:
    """The keyed hash under which a token is stored; a stolen table opens nothing without the server's key."""
    key = hashlib.sha256(b"yuanzhi api token" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, token.encode(), hashlib.sha256).hexdigest()


def find(token_digest: str) -> ApiToken | None:
    """The token with this hash. The caller has put it into the scope as `credential`."""
    return ApiToken.objects.filter(key_digest=token_digest).first()
