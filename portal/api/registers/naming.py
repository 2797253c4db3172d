"""How rows of a table are named, as columns that a list can select: found out once from the table's own `__str__`.

A list of a thousand contracts names a thousand courtyards. Built as objects only to be asked for their names they cost
more than the whole answer, so a sample with marked values is asked once, and its answer is the pattern for all rows.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import Model

from governance.common.fields import PersonalField
from governance.registers.values import code_of

# A marked value stands between two of these; a personal one starts with a character that the mask lets through.
MARK, FIRST_PERSONAL = "\x01", 0xE000
MARKED = re.compile(rf"{MARK}([a-z0-9_]+){MARK}|([\ue000-\uf8ff])\*\*")


class NotAPattern(TypeError):
    """The name of a table's rows is more than its columns side by side."""


@dataclass(frozen=True)
class Pattern:
    """A text made of columns: the literal parts around them, their paths, and how each is shown."""

    literals: tuple[str, ...]
    paths: tuple[str, ...]
    shown: tuple[Callable[[str], str], ...]

    def write(self, values: Sequence[Any]) -> str:
        if self.literals == ("", "") and self.shown == (str,):
            # Nearly all: one column as it is.
            return str(values[0] or "")
        parts = [self.literals[0]]
        for literal, show, value in zip(self.literals[1:], self.shown, values, strict=True):
            parts += (show(value or ""), literal)
        return "".join(parts)


@cache
def name_of(model: type[Model]) -> Pattern:
    """The pattern of `str(row)`. Raises NotAPattern."""
    sample, personal = _sample(model)
    return _pattern(str(sample), personal, model)


@cache
def code_pattern_of(model: type[Model]) -> Pattern:
    """The pattern of the code by which people know a row; without columns where it has none. Raises NotAPattern."""
    sample, personal = _sample(model)
    return _pattern(code_of(sample), personal, model)


def _sample(model: type[Model]) -> tuple[Any, dict[str, tuple[str, PersonalField]]]:
    """A row whose every text says where it stands, with the rows that it is named by."""
    personal: dict[str, tuple[str, PersonalField]] = {}
    rows = {"": model()}
    for path in sorted(_named_by(model)):
        before, _, name = path.rpartition("__")
        field: Any = rows[before]._meta.get_field(name)
        rows[path] = field.related_model()
        setattr(rows[before], name, rows[path])
    for before, row in rows.items():
        for field in row._meta.concrete_fields:
            path = f"{before}__{field.name}" if before else field.name
            if isinstance(field, PersonalField):
                letter = chr(FIRST_PERSONAL + len(personal))
                personal[letter] = (path, field)
                setattr(row, field.attname, letter * 3)
            elif not field.is_relation and not field.generated:
                setattr(row, field.attname, f"{MARK}{path}{MARK}")
    return rows[""], personal


def _named_by(model: type[Model]) -> Iterator[str]:
    """Paths to the rows that a row is named by, those on the way to them, and those that they are named by."""
    for path in getattr(model, "named_by", ()):
        target: Any = model
        steps = path.split("__")
        for number, step in enumerate(steps, start=1):
            target = target._meta.get_field(step).related_model
            way = "__".join(steps[:number])
            yield way
            yield from (f"{way}__{further}" for further in _named_by(target))


def _pattern(text: str, personal: dict[str, tuple[str, PersonalField]], model: type[Model]) -> Pattern:
    literals, paths, shown, at = [], [], [], 0
    for found in MARKED.finditer(text):
        literals.append(text[at:found.start()])
        path, show = (found[1], str) if found[1] else (personal[found[2]][0], personal[found[2]][1].masked)
        paths.append(path)
        shown.append(show)
        at = found.end()
    literals.append(text[at:])
    if any(MARK in part or any(letter in part for letter in personal) for part in literals):
        raise NotAPattern(model._meta.label)
    return Pattern(tuple(literals), tuple(paths), tuple(shown))
