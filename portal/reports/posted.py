"""What the designer's page sends, as the data of a form, and what it shows of them."""

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from governance.indicators.definitions import Words
from governance.registers.entries import tidy
from governance.reports.definitions import MOST_COLUMNS, MOST_CONDITIONS, MOST_LEVELS
from governance.reports.facts import Known


def read_form(sent: QueryDict) -> dict[str, Any]:
    """The form as it stands on the page, after the button that was pressed: up, down, out, or facts taken in."""
    columns = [column for at in range(MOST_COLUMNS + 1) if (column := _column(sent, at)) is not None]
    columns = _moved(columns, sent.get("do", ""))
    columns += [{"fact": key} for key in sent.getlist("add") if key not in {c.get("fact") for c in columns}]
    if head := _text(sent, "blank_head"):
        columns.append({"head": head, "reason": _text(sent, "blank_reason"), "text": _text(sent, "blank_text")})
    conditions = [
        {"fact": fact, "test": sent.get(f"condition_{at}_test", ""), "value": _text(sent, f"condition_{at}_value")}
        for at in range(MOST_CONDITIONS)
        if (fact := _text(sent, f"condition_{at}_fact"))
    ]
    return {
        "subject": _text(sent, "subject"), "title": _text(sent, "title"), "columns": columns, "conditions": conditions,
        "group_by": [key for at in range(MOST_LEVELS) if (key := _text(sent, f"group_{at}"))],
        "order": [key for at in range(2) if (key := _text(sent, f"order_{at}"))],
        "period": _text(sent, "period"), "in_street": _text(sent, "in_street"),
        "signatures": [line.strip() for line in _text(sent, "signatures").replace("；", "\n").splitlines() if line.strip()],
    }


def plain(data: Mapping[str, Any]) -> dict[str, Any]:
    """A form in the language of the reader: the portal's own have both."""
    said = dict(data)
    said["title"] = _words(said.get("title", ""))
    said["signatures"] = [_words(text) for text in said.get("signatures", ())]
    said["columns"] = [
        {name: _words(value) if name in ("head", "group", "reason", "text") else value for name, value in column.items()}
        for column in said.get("columns", ())
    ]
    return said


def shown(data: Mapping[str, Any], known: Mapping[str, Known]) -> list[dict[str, Any]]:
    """The columns for the page, with what their facts say."""
    found = []
    for at, column in enumerate(data["columns"]):
        one = known.get(column.get("fact", ""))
        empty = column.get("may_be_empty")
        found.append({
            "at": at, "column": column, "known": one,
            "wanted": not (one.fact.may_be_empty if empty is None else empty) if one else False,
        })
    return found


def by_group(known: Mapping[str, Known], chosen: set[Any]) -> list[tuple[str, list[tuple[str, str, bool]]]]:
    """The facts under the headings of their groups: key, name, whether it stands in the form already."""
    groups: dict[str, list[tuple[str, str, bool]]] = {}
    for key, one in known.items():
        groups.setdefault(str(one.group), []).append((key, str(one.fact.label), key in chosen))
    return list(groups.items())


def padded(conditions: list[Mapping[str, Any]]) -> list[tuple[int, Mapping[str, Any]]]:
    """Those that stand, and a line for one more."""
    return list(enumerate([*conditions, {}][:MOST_CONDITIONS]))


def two(keys: list[str]) -> list[tuple[int, str]]:
    return list(enumerate([*keys, "", ""][:2]))


def _column(sent: QueryDict, at: int) -> dict[str, Any] | None:
    fact, head = _text(sent, f"column_{at}_fact"), _text(sent, f"column_{at}_head")
    if f"column_{at}_fact" not in sent:
        return None
    if fact:
        given = {"fact": fact, "may_be_empty": f"column_{at}_wanted" not in sent, "head": head}
    else:
        given = {"head": head, "reason": _text(sent, f"column_{at}_reason"), "text": _text(sent, f"column_{at}_text")}
    given["group"] = _text(sent, f"column_{at}_group")
    return {name: value for name, value in given.items() if value != ""}


def _moved(columns: list[dict[str, Any]], do: str) -> list[dict[str, Any]]:
    verb, _dash, number = do.partition("-")
    if not number.isdigit() or int(number) >= len(columns):
        return columns
    at, moved = int(number), list(columns)
    if verb == "drop":
        del moved[at]
    elif verb in ("up", "down"):
        to = max(0, min(len(moved) - 1, at + (-1 if verb == "up" else 1)))
        moved.insert(to, moved.pop(at))
    return moved


def _text(sent: QueryDict, name: str) -> str:
    return tidy(sent.get(name, "").replace("\x00", ""))


def _words(value: Any) -> Any:
    return str(Words(value["zh"], value["en"])) if isinstance(value, Mapping) else value
