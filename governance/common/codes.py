"""Codes that people type off a paper: ten signs, none mistaken for another; the last three prove that the rest is ours.

One-time codes of surveys and tracking numbers of objections. Seven random signs (31^7, about 27 thousand million) and three of
a keyed hash. So a mistyped or guessed code is told from one that was given out, without keeping used codes anywhere.
"""

import hashlib
import secrets

from django.utils.crypto import salted_hmac

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
RANDOM, PROOF = 7, 3
LENGTH = RANDOM + PROOF
# Of the module in which the first codes were made; with another none of those on paper would be known any more.
SALT = "ratings.surveys.codes"


def make() -> str:
    """A new code, as it is typed."""
    body = "".join(secrets.choice(SIGNS) for _turn in range(RANDOM))
    return body + _proof(body)


def tidy(text: str) -> str:
    """What somebody typed, as a code is kept: without spaces and hyphens, in capitals, from full-width signs too."""
    narrow = text.translate({ord("０") + n: str(n) for n in range(10)})
    return "".join(sign for sign in narrow.upper() if sign.isalnum())[: LENGTH + 1]


def shown(code: str) -> str:
    """The code as it is printed: in two halves."""
    return f"{code[:5]}-{code[5:]}"


def is_ours(code: str) -> bool:
    """Whether a tidy code can have been given out here."""
    well_formed = len(code) == LENGTH and all(sign in SIGNS for sign in code)
    return well_formed and secrets.compare_digest(_proof(code[:RANDOM]), code[RANDOM:])


def digest(code: str) -> str:
    """How the database knows a code: a keyed SHA-256, from which the code can't be had."""
    return salted_hmac(f"{SALT}.digest", code, algorithm="sha256").hexdigest()


def _proof(body: str) -> str:
    number = int.from_bytes(hashlib.sha256(salted_hmac(f"{SALT}.proof", body, algorithm="sha256").digest()).digest()[:8])
    signs = []
    for _turn in range(PROOF):
        number, place = divmod(number, len(SIGNS))
        signs.append(SIGNS[place])
    return "".join(signs)
