"""Chinese names sort by a stored pinyin key: no PostgreSQL of ours has a collation that knows pinyin."""

import re
import unicodedata

from pypinyin import Style, lazy_pinyin

DIGITS = 6


def pinyin_key(name: str) -> str:
    """A sort key: toneless syllables, digits padded, so that 2号院 comes before 10号院."""
    text = unicodedata.normalize("NFKC", name).strip().lower()
    syllables = lazy_pinyin(text, style=Style.NORMAL, errors="default")
    key = " ".join(part.strip() for part in syllables if part.strip())
    return re.sub(r"\d+", lambda digits: digits[0].zfill(DIGITS), key)
