"""Builders of what is on its way into the registers: an import with its file and a row, and a remembered layout."""

from typing import Any

from governance.spreadsheets.models import ColumnMemory, ImportContent, ImportRow, Outcome, SheetImport
from tests.support.cast.places import Place, builds

LAYOUT = {
    "signature": "0:名称", "sheets": [{"name": "Sheet1", "height": 2}], "samples": [],
    "columns": [{"index": 0, "head": "名称", "unit": "", "blanks_repeat": False}],
}
PLAN = {
    "signature": "0:名称", "sheets": ["Sheet1"], "columns": {"0": "name"}, "heads": {"0": "名称"}, "units": {}, "blanks": [],
    "fixed": {},
}


@builds(SheetImport)
def sheet_import(place: Place) -> dict[str, Any]:
    return {
        "register": "courtyards", "owner": place.by, "owner_name": place.by.name, "file_name": f"Book{place.mark}.csv",
        "size": 3, "sha256": "0" * 64, "mapping": PLAN,
        "contents": {"kind": "csv", "told": {}, "unused": [], "layouts": [LAYOUT]},
    }


@builds(ImportContent)
def content(place: Place) -> dict[str, Any]:
    return {"sheet_import": place.mine(SheetImport), "content": f"名称\n{place.mark}".encode()}


@builds(ImportRow)
def row(place: Place) -> dict[str, Any]:
    return {
        "sheet_import": place.mine(SheetImport), "number": 1, "sheet": "Sheet1", "row": 1, "cells": {"0": place.mark},
        "outcome": Outcome.REFUSED,
    }


@builds(ColumnMemory)
def memory(place: Place) -> dict[str, Any]:
    return {"register": "courtyards", "signature": "0" * 64, "columns": {f"Head{place.mark}": "name"}}
