"""Records as programs read them: one statement, the columns of each adapter, no object of a model in between."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from operator import itemgetter
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, Expression, F, Func, QuerySet

from governance.common.money import to_yuan
from governance.common.periods import SHANGHAI
from governance.registers import registry, values
from governance.registers.declarations import Register
from portal.api.registers.naming import code_pattern_of, name_of

Row = dict[str, Any]
# The version that was the newest at the moment of the scope's clock, or is now.
KNOWN = (
    'FROM history."%(table)s" known WHERE known.id = %(expressions)s'
    " AND known.known_from <= COALESCE((SELECT portal.as_of()), 'infinity')"
    " AND known.known_to >= COALESCE((SELECT portal.as_of()), 'infinity')"
)


class Version(Func):
    """The id of the version that a row is read at, in the same statement as the row: never newer than what is told."""

    template = f"(SELECT max(known.version_id) {KNOWN})"
    output_field = BigIntegerField()


class KnownFrom(Func):
    """The moment since which a row is known as it is."""

    template = f"(SELECT max(known.known_from) {KNOWN})"
    output_field = DateTimeField()


@dataclass(frozen=True)
class Column:
    """One name of an answer, the paths that it is made of, and how; without `make` it is the one path's value.

    `make` is asked once for each value of the first path, and not for null.
    """

    name: str
    paths: tuple[str, ...]
    make: Callable[[Sequence[Any]], Any] | None = None


def version(register: Register) -> Expression | Version:
    """What `entering.version_of` says, for a query."""
    own = Version(F("pk"), table=register.model._meta.db_table)
    if not register.base:
        return own
    return own + Version(F(f"{register.base}_id"), table=register.base_model._meta.db_table)


def known_from(register: Register) -> list[KnownFrom]:
    """The moments at which the record and its base became what they are."""
    own = [KnownFrom(F("pk"), table=register.model._meta.db_table)]
    if register.base:
        own.append(KnownFrom(F(f"{register.base}_id"), table=register.base_model._meta.db_table))
    return own


@cache
def names(register: str) -> tuple[str, ...]:
    """Every name that a record of the register is told by."""
    told = [name for value in values.values(register).values() for name in value.names]
    return ("id", *told, "version")


@cache
def expandable(register: str) -> tuple[str, ...]:
    """The references whose records can stand in the answer themselves: those that are in a register."""
    adapters = values.values(register).values()
    return tuple(v.name for v in adapters if isinstance(v, values.Reference) and registry.of_model(v.target))


@cache
def columns(register: str, expand: frozenset[str] = frozenset(), prefix: str = "") -> dict[str, Column]:
    """The columns of a record by name; with `prefix` those of a record that another one refers to."""
    found = {"id": Column("id", (f"{prefix}id",))}
    for value in values.values(register).values():
        for column in _columns(value, prefix, value.name in expand):
            found[column.name] = column
    return found


def _columns(value: values.Value, prefix: str, is_expanded: bool) -> Iterable[Column]:
    path = prefix + value.path
    if isinstance(value, values.Reference):
        return [_expanded(value, path) if is_expanded else _reference(value, path)]
    if isinstance(value, values.Term):
        return [Column(name, (f"{path}__{end}",)) for name, end in zip(value.names, ("startswith", "endswith"), strict=True)]
    if isinstance(value, values.Money):
        return [Column(value.names[0], (path,), lambda cells: to_yuan(cells[0]))]
    if isinstance(value, values.Moment):
        return [Column(value.name, (path,), lambda cells: cells[0].astimezone(SHANGHAI))]
    if isinstance(value, values.Personal):
        masked = value.field.masked
        return [Column(value.name, (path,), lambda cells: masked(cells[0]))]
    return [Column(value.name, (path,))]


def _reference(value: values.Reference, path: str) -> Column:
    """`{id, code, name}`, or null."""
    code, name = code_pattern_of(value.target), name_of(value.target)
    paths = (f"{path}_id", *(f"{path}__{part}" for part in (*code.paths, *name.paths)))
    split = len(code.paths) + 1

    def make(cells: Sequence[Any]) -> Row:
        return {"id": cells[0], "code": code.write(cells[1:split]), "name": name.write(cells[split:])}

    return Column(value.name, paths, make)


def _expanded(value: values.Reference, path: str) -> Column:
    """The referenced record's own fields, or null."""
    register = registry.of_model(value.target)
    assert register is not None
    inner = columns(register.key, prefix=f"{path}__")
    paths = tuple(part for column in inner.values() for part in column.paths)
    chosen = list(inner.values())
    return Column(value.name, paths, lambda cells: next(_built(chosen, [cells])))


def _built(chosen: Sequence[Column], found: Iterable[Sequence[Any]]) -> Iterator[Row]:
    """The rows of a statement by name. What a column makes follows from its first cell, so it is made once for each."""
    names, places, made, at = [column.name for column in chosen], [], [], 0
    for column in chosen:
        places.append(at)
        if column.make is not None:
            known: dict[Any, Any] = {None: None}
            made.append((column.name, at, at + len(column.paths), column.make, known))
        at += len(column.paths)
    # A range is shorter than the row and keeps the picked cells a tuple, also where there is but one.
    pick = itemgetter(*places) if len(places) > 1 else itemgetter(slice(1))
    for cells in found:
        row = dict(zip(names, pick(cells), strict=True))
        for name, start, end, make, known in made:
            first = cells[start]
            if first not in known:
                known[first] = make(cells[start:end])
            row[name] = known[first]
        yield row


def read(
    register: Register, rows: QuerySet[Any], chosen: Sequence[str], expand: frozenset[str] = frozenset()
) -> list[Row]:
    """The chosen names of each row, in one statement."""
    known: Mapping[str, Column] = columns(register.key, expand)
    if "version" in chosen:
        rows = rows.annotate(record_version=version(register))
        known = {**known, "version": Column("version", ("record_version",))}
    wanted = [known[name] for name in chosen]
    if not wanted:
        return [{} for _pk in rows.values_list("pk")]
    paths = [path for column in wanted for path in column.paths]
    once = list(dict.fromkeys(paths))
    found: Iterable[Sequence[Any]] = rows.values_list(*once)
    if len(once) < len(paths):
        places = [once.index(path) for path in paths]
        found = (tuple(cells[place] for place in places) for cells in found)
    return list(_built(wanted, found))


def one(
    register: Register, rows: QuerySet[Any], chosen: Sequence[str] = (), expand: frozenset[str] = frozenset()
) -> Row | None:
    """The only row, or None."""
    found = read(register, rows[:1], chosen or names(register.key), expand)
    return found[0] if found else None
