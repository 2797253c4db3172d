"""The difference of a figure between two sides, explained record by record; the parts always add up to the whole."""

from governance.indicators.comparing.bridges import Bridge, Composition, Step, bridge, composition
from governance.indicators.comparing.explaining import Comparison, Explained, Kind, Line, compare
from governance.indicators.comparing.sides import Side, Standing

__all__ = [
    "Bridge", "Comparison", "Composition", "Explained", "Kind", "Line", "Side", "Standing", "Step", "bridge", "compare",
    "composition",
]
