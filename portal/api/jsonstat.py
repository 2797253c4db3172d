"""JSON-stat 2.0: the cells of an answer as a cube of indicator, population, division and time.

Pure. `value` is the cube in row-major order, null where there is no figure; `status` says which kind of none. JSON-stat
knows only numbers, so the exact numerators and denominators stand beside them, in `extension`.
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any

Cell = Mapping[str, Any]
# Statuses of what has no number.
NOT_ASKED, NOTHING_TO_DIVIDE = "x", "n"
UNITS = {"percent": "%", "count": "", "yuan": "CNY"}
DECIMALS = {"percent": 2, "count": 0, "yuan": 2}


def dataset(cells: Sequence[Cell], labels: Mapping[str, str], *, label: str, **beside: Any) -> dict[str, Any]:
    """The cube. `labels`: the indicators' by the name they were asked for; `beside`: further members of `extension`."""
    dimensions = {
        "indicator": _listed(cell["indicator"] for cell in cells), "population": _listed(cell["population"] for cell in cells),
        "division": _listed(cell["division"] for cell in cells), "time": _listed(time(cell) for cell in cells),
    }
    size = [len(codes) for codes in dimensions.values()]
    flat: list[Cell | None] = [None] * prod(size)
    for cell in cells:
        place = (cell["indicator"], cell["population"], cell["division"], time(cell))
        at = 0
        for codes, length, code in zip(dimensions.values(), size, place, strict=True):
            at = at * length + codes[code]
        flat[at] = cell
    return {
        "version": "2.0", "class": "dataset", "label": label, "id": list(dimensions), "size": size,
        "role": {"time": ["time"], "geo": ["division"], "metric": ["indicator"]},
        "dimension": _dimensions(dimensions, cells, labels),
        "value": [None if cell is None else number(cell["value"]) for cell in flat],
        "status": {str(at): _status(cell) for at, cell in enumerate(flat) if _status(cell)},
        "extension": {
            **beside, "status": {NOT_ASKED: "not a figure", NOTHING_TO_DIVIDE: "nothing to divide by"},
            "numerator": [None if cell is None else cell["numerator"] for cell in flat],
            "denominator": [None if cell is None else cell["denominator"] for cell in flat],
        },
    }


def time(cell: Cell) -> str:
    """What a cell's place in time is called: its period, or its day."""
    return str(cell["period"] or cell["on"])


def number(text: str | None) -> int | float | None:
    """The decimal text of a value as the number that JSON-stat asks for."""
    if text is None:
        return None
    return float(text) if "." in text else int(text)


def _listed(codes: Any) -> dict[str, int]:
    """The codes of a dimension in the order in which they come, with their places."""
    return {code: at for at, code in enumerate(dict.fromkeys(codes))}


def _status(cell: Cell | None) -> str:
    if cell is None:
        return NOT_ASKED
    return NOTHING_TO_DIVIDE if cell["value"] is None else ""


def _dimensions(
    dimensions: Mapping[str, Mapping[str, int]], cells: Sequence[Cell], labels: Mapping[str, str]
) -> dict[str, Any]:
    units = {cell["indicator"]: {"label": UNITS[cell["unit"]], "decimals": DECIMALS[cell["unit"]]} for cell in cells}
    names = {cell["division"]: cell["division_name"] for cell in cells}
    categories: dict[str, dict[str, Any]] = {name: {"index": list(codes)} for name, codes in dimensions.items()}
    categories["indicator"] |= {"label": {code: labels[code] for code in dimensions["indicator"]}, "unit": units}
    categories["division"]["label"] = names
    return {name: {"label": name, "category": category} for name, category in categories.items()}
