"""An import as its pages show it: the clerk's own cells with what is wrong in them, what changes, and what was made of all."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from governance.registers.declarations import Register
from governance.spreadsheets import filling
from governance.spreadsheets.models import ImportRow, Outcome, SheetImport
from governance.spreadsheets.plans import Plan
from governance.spreadsheets.targets import Target
from portal.registers import addresses

TONES = {
    Outcome.NEW: "good", Outcome.CHANGED: "warn", Outcome.UNCHANGED: "plain", Outcome.REFUSED: "bad",
    Outcome.CONFLICT: "bad", Outcome.DUPLICATE: "warn", Outcome.LEFT_OUT: "plain",
}
# What is looked at first.
FIRST = (
    Outcome.REFUSED, Outcome.CONFLICT, Outcome.DUPLICATE, Outcome.CHANGED, Outcome.NEW, Outcome.UNCHANGED, Outcome.LEFT_OUT
)


def outcomes(sheet_import: SheetImport) -> list[dict[str, Any]]:
    """How many rows of each outcome, the most pressing first; those of none are not told."""
    counted = sheet_import.counts.get("outcomes", {})
    return [
        {"key": outcome.value, "label": outcome.label, "count": counted[outcome], "tone": TONES[outcome]}
        for outcome in FIRST if counted.get(outcome)
    ]


def labels(register: Register) -> dict[str, str]:
    """What each target is called."""
    return {target.name: name_of(target) for target in filling.targets_of(register)}


def name_of(target: Target) -> str:
    """A target as it is offered."""
    if target.name == filling.KEY:
        return _("key of an exported list")
    if target.name == filling.STREET:
        return _("%(label)s (tells namesakes apart)") % {"label": target.label}
    if filling.PART in target.name:
        return _("%(label)s (finds the record)") % {"label": target.label}
    return target.label[:1].upper() + target.label[1:]


def columns(plan: Plan, called: dict[str, str]) -> list[dict[str, Any]]:
    """The used columns: the clerk's heading, and what it fills."""
    return [
        {"index": index, "head": plan.heads.get(index, ""), "label": called.get(name, name), "name": name}
        for index, name in sorted(plan.used.items()) if name != filling.KEY
    ]


def rows(
    sheet_import: SheetImport, register: Register, shown: Sequence[ImportRow], district: str, editing: int
) -> Iterator[dict[str, Any]]:
    """Rows with their cells, the most telling of each."""
    plan, called = Plan.read(sheet_import.mapping), labels(register)
    listed = columns(plan, called)
    one_sheet = len(plan.sheets) == 1
    records = _records(register, sheet_import, shown)
    for row in shown:
        record = records.get(row.record_id or 0)
        whole = editing == row.number
        placed = {column["index"] for column in listed}
        yield {
            "row": row, "place": _place(row, one_sheet), "tone": TONES[Outcome(row.outcome)],
            "cells": [_cell(row, column, whole) for column in listed],
            "faults": [_said(fault, called) for fault in row.faults if fault["column"] not in placed],
            "beside": [d for d in row.differences if _column_of(d["field"], listed) is None],
            "notes": [note["message"] for note in row.notes if note["column"] not in placed],
            "url": addresses.of(register, record, district) if record is not None else "",
            "choices": _choices(row), "is_edited": whole,
            "may_leave": row.outcome in (Outcome.REFUSED, Outcome.LEFT_OUT) and not row.candidates,
        }


def _place(row: ImportRow, one_sheet: bool) -> str:
    """Where the row stands in the clerk's file, as Excel counts it."""
    place = _("Row %(n)d") % {"n": row.row + 1}
    return place if one_sheet else f"{row.sheet} · {place}"


def telling(listed: Sequence[dict[str, Any]], shown: Sequence[dict[str, Any]], outcome: str) -> set[int]:
    """The columns that matter for rows of an outcome: what they are called by, and where something is wrong or changes."""
    if outcome in (Outcome.NEW, Outcome.UNCHANGED, Outcome.LEFT_OUT) or any(item["is_edited"] for item in shown):
        return {column["index"] for column in listed}
    marked = {
        cell["index"] for item in shown for cell in item["cells"]
        if cell["faults"] or cell["difference"] or cell["fixed"] is not None
    }
    return marked | {column["index"] for column in listed[:2]}


def _records(register: Register, sheet_import: SheetImport, shown: Sequence[ImportRow]) -> dict[int, Any]:
    """The records that the rows are, or became."""
    made = sheet_import.change_id is not None and sheet_import.undone_by_id is None
    ids = [row.record_id for row in shown if row.record_id and (made or row.outcome != Outcome.NEW)]
    joined = [register.base] if register.base else []
    return {r.pk: r for r in register.rows(sheet_import.district_id).filter(pk__in=ids).select_related(*joined)}


def _said(fault: dict[str, Any], called: dict[str, str]) -> str:
    label = called.get(fault["field"], "")
    return f"{label}：{fault['message']}" if label else fault["message"]


def _column_of(field: str, listed: Sequence[dict[str, Any]]) -> int | None:
    names = {field, {"valid": "valid_from"}.get(field, field)}
    return next((column["index"] for column in listed if column["name"] in names), None)


def _cell(row: ImportRow, column: dict[str, Any], whole: bool) -> dict[str, Any]:
    key, index = str(column["index"]), column["index"]
    faults = [fault for fault in row.faults if fault["column"] == index]
    difference = next((d for d in row.differences if _column_of(d["field"], [column]) is not None), None)
    raw = row.cells.get(key)
    wrong = any(fault["code"] != "doubt" for fault in faults)
    return {
        "index": index, "label": column["head"] or column["label"], "name": f"cell-{row.number}-{index}",
        "text": "" if raw is None else _shown(raw), "fixed": row.fixes.get(key), "difference": difference,
        "faults": [fault["message"] for fault in faults], "is_wrong": wrong, "is_doubt": bool(faults) and not wrong,
        "notes": [note["message"] for note in row.notes if note["column"] == index],
        "is_open": wrong or (bool(faults) and row.outcome == Outcome.REFUSED) or whole,
    }


def _shown(raw: Any) -> str:
    if isinstance(raw, bool):
        return _("yes") if raw else _("no")
    return str(raw)


def _choices(row: ImportRow) -> list[tuple[str, str]]:
    """What the person can choose for a row; empty where there is nothing to choose."""
    leave = (str(Outcome.LEFT_OUT), _("leave this row out"))
    if row.outcome == Outcome.CONFLICT or row.decision in ("mine", "theirs"):
        return [("", _("Choose")), ("mine", _("take my sheet's")), ("theirs", _("keep what stands")), leave]
    if row.candidates:
        known = [(str(c["id"]), _("it is %(label)s") % {"label": c["label"]}) for c in row.candidates]
        return [("", _("Choose")), *known, ("new", _("it is a new one")), leave]
    return []


def unused(plan: Plan) -> list[str]:
    """The headings of the columns that fill nothing."""
    left = [index for index, name in sorted(plan.columns.items()) if not name]
    return [plan.heads.get(index) or _("column %(n)d") % {"n": index + 1} for index in left]

