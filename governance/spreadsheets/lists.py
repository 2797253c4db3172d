"""Words of a list and yes or no, as clerks write them."""

import re
import unicodedata

from django.utils.translation import gettext as _

from governance.spreadsheets.sheets import Raw
from governance.spreadsheets.targets import Target
from governance.spreadsheets.texts import Parsed, as_text, is_nothing, left_empty
from governance.spreadsheets.wording import plain, words

YES = words("是 √ ✓ ✔ ☑ ∨ v y yes 1 有 对 true t on")
NO = words("否 × ✗ ✘ ☒ x n no 0 无 不是 没有 错 false f off")
# A stroke in a column of yes and no.
STROKES = words("— - / —— --")
SEPARATORS = re.compile(r"[、,;/|+\n]|\s+")
MOST_LISTED = 12


def flag_of(target: Target, raw: Raw) -> Parsed:
    text = plain(raw) if isinstance(raw, str) else {True: "1", False: "0"}.get(raw, "?")  # type: ignore[call-overload]
    if text in YES:
        return Parsed("on")
    if text in NO:
        return Parsed("")
    if text in STROKES:
        return left_empty(raw)
    return Parsed(refusal=_("“%(text)s” says neither yes nor no. Please write 是 or 否.") % {"text": raw})


def choice_of(target: Target, raw: Raw) -> Parsed:
    word, note = chosen(target, raw)
    if word is not None:
        return Parsed(word, note)
    if is_nothing(raw):
        return left_empty(raw)
    return Parsed(refusal=_unlisted(target, str(raw)))


def chosen(target: Target, raw: Raw) -> tuple[str | None, str]:
    """The stored word for a cell, and a note where it was only the beginning of it."""
    text = plain(raw) if isinstance(raw, str) else plain(as_text(raw)[0])
    beginnings: dict[str, str] = {}
    for stored, label, others in target.choices:
        spellings = {plain(stored), plain(str(label)), *map(plain, others)}
        if text in spellings:
            return stored, ""
        if len(text) > 1 and any(spelling.startswith(text) for spelling in spellings):
            beginnings[stored] = str(label)
    if len(beginnings) == 1:
        stored, label = next(iter(beginnings.items()))
        return stored, _("“%(text)s” was read as “%(label)s”") % {"text": raw, "label": label}
    return None, ""


def _unlisted(target: Target, text: str) -> str:
    labels = "、".join(str(label) for _stored, label, _others in target.choices[:MOST_LISTED])
    return _("“%(text)s” is none of the words of this column. Please choose from: %(labels)s.") % {"text": text, "labels": labels}


def choices_of(target: Target, raw: Raw) -> Parsed:
    whole = choice_of(target, raw)
    if not whole.refusal or not isinstance(raw, str):
        return whole
    found: dict[str, str] = {}
    for piece in SEPARATORS.split(unicodedata.normalize("NFKC", raw)):
        if not piece.strip():
            continue
        word, note = chosen(target, piece)
        if word is None:
            return Parsed(refusal=_unlisted(target, piece))
        found[word] = note
    return Parsed(",".join(found), "; ".join(filter(None, found.values())))
