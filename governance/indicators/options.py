"""What of an indicator may be chosen: an option with its codes, and how chosen codes get into the SQL."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import translation
from django.utils.translation import get_language

CODE = re.compile(r"[a-z0-9_]{1,40}", re.ASCII)
# Codes by the name of their option, in the order of the declarations.
Bound = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Words:
    """The same text in the languages of the screens."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "zh").startswith("en") else self.zh

    @classmethod
    def of(cls, label: Any) -> "Words":
        """A label that is translated when shown, in both languages."""
        with translation.override("zh-hans"):
            zh = str(label)
        with translation.override("en"):
            return cls(zh, str(label))


@dataclass(frozen=True)
class Option:
    """A choice that an indicator's SQL understands as %(name)s: an array of codes, or NULL for all of them."""

    name: str
    label: Words
    codes: tuple[tuple[str, Words], ...]

    @classmethod
    def among(cls, name: str, label: Words, choices: Sequence[tuple[Any, Any]]) -> "Option":
        """An option over the choices of a field."""
        return cls(name, label, tuple((str(code), Words.of(text)) for code, text in choices))

    def words(self, chosen: Sequence[str]) -> Words:
        """The chosen codes as people read them, in the order of the declaration."""
        named = [words for code, words in self.codes if code in chosen]
        return Words("、".join(words.zh for words in named), ", ".join(words.en for words in named))


class CodeNotOffered(ValueError):
    """No such option, or none of its codes."""


def bound(options: Sequence[Option], chosen: Mapping[str, Sequence[str]]) -> Bound:
    """The choice in the order of the declaration; all codes of an option are no choice. Raises CodeNotOffered."""
    if strange := set(chosen) - {option.name for option in options}:
        raise CodeNotOffered(", ".join(sorted(strange)))
    found = []
    for option in options:
        codes, known = set(chosen.get(option.name, ())), [code for code, _words in option.codes]
        if codes - set(known):
            raise CodeNotOffered(", ".join(sorted(codes - set(known))))
        if codes and codes != set(known):
            found.append((option.name, tuple(code for code in known if code in codes)))
    return tuple(found)


def fill(statement: str, names: Sequence[str], chosen: Bound) -> str:
    """The statement with each option's codes in it, for many statements of one pass can't share a parameter's name.

    Only codes get there, never a text that somebody typed: what looks otherwise is refused.
    """
    codes = dict(chosen)
    for name in names:
        listed = codes.get(name)
        if listed is not None and not all(CODE.fullmatch(code) for code in listed):
            raise CodeNotOffered(name)
        array = "NULL" if listed is None else "ARRAY[" + ", ".join(f"'{code}'" for code in listed) + "]"
        statement = statement.replace(f"%({name})s", f"{array}::text[]")
    return statement
