"""Shades: every rate falls into one class, and the legend says which."""

from decimal import Decimal

import pytest
from django.utils import translation

from governance.indicators.definitions import Better
from portal.maps.shading import legend, shade


@pytest.mark.parametrize(
    ("value", "towards_all", "evenly"),
    [(None, 0, 0), ("0.00", 1, 1), ("19.99", 1, 1), ("20.00", 1, 2), ("59.99", 1, 3), ("60.00", 2, 4), ("79.99", 2, 4),
     ("80.00", 3, 5), ("95.00", 4, 5), ("99.99", 4, 5), ("100.00", 5, 5)],
)
def test_a_rate_falls_into_its_class(value, towards_all, evenly):
    rate = None if value is None else Decimal(value)
    assert shade(rate, Better.HIGHER) == towards_all
    assert shade(rate, Better.NEITHER) == shade(rate, Better.LOWER) == evenly


def test_the_legend_names_every_class_once():
    with translation.override("en"):
        words = {each.number: each.words for each in legend(Better.HIGHER, [1, 5])}
        assert words == {1: "under 60 %", 2: "60 % to under 80 %", 3: "80 % to under 95 %", 4: "95 % to under 100 %", 5: "100 %"}
        assert [each.words for each in legend(Better.NEITHER, [0, 2])][-2:] == ["80 % and more", "no figure"]
