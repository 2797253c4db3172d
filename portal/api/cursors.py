"""Cursors: where the next page begins, as an opaque text."""

import base64
import binascii
import json
from typing import Any

from django.http import HttpRequest

LARGEST_ID = 2**63 - 1
# What a position consists of, where it is more than the last id.
SHAPES: dict[str, tuple[type, ...]] = {"members": (str, int), "explained": (int, str, int), "changes": (int, int, str, int)}


class InvalidCursor(ValueError):
    """A text that `encode` did not make for this kind of list."""


def encode(kind: str, position: list[Any]) -> str:
    text = json.dumps([kind, *position], ensure_ascii=False)
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def decode(text: str, kind: str) -> list[Any]:
    """The position; its last part is always an id. Raises InvalidCursor."""
    try:
        told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (binascii.Error, ValueError) as error:
        raise InvalidCursor(text) from error
    if not isinstance(told, list) or len(told) < 2 or told[0] != kind:
        raise InvalidCursor(text)
    position = told[1:]
    shapes = SHAPES.get(kind, (int,))
    if len(position) != len(shapes) or not all(type(p) is s for p, s in zip(position, shapes, strict=True)):
        raise InvalidCursor(text)
    if not all(0 <= part <= LARGEST_ID if isinstance(part, int) else _can_be_asked_for(part) for part in position):
        raise InvalidCursor(text)
    return position


def _can_be_asked_for(text: str) -> bool:
    """Whether the database takes the text: no NUL, and no half of a surrogate pair."""
    return not any(letter == "\x00" or "\ud800" <= letter <= "\udfff" for letter in text)


def next_link(request: HttpRequest, kind: str, position: list[Any]) -> str:
    """The address of the page after `position`."""
    query = request.GET.copy()
    query["after"] = encode(kind, position)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
