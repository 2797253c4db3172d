"""One look at a dashboard: who looks, where, on which day, beside which earlier one."""

from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.http import urlencode

from governance.indicators.definitions import Indicator
from portal.dashboard import board, headline, places, times


class View:
    """Reads what its panels ask for, each thing once."""

    def __init__(self, request: Any, indicators: Sequence[Indicator]) -> None:
        self.request = request
        self.indicators = tuple(indicators)
        self.on: date = request.portal.clock.on
        self.place = places.place(request)

    @cached_property
    def beginnings(self) -> times.Beginnings:
        return times.beginnings(self.place.district)

    @cached_property
    def offered(self) -> list[times.Earlier]:
        """The earlier days to compare with."""
        return times.earlier(self.on, self.beginnings.roster)

    @cached_property
    def earlier(self) -> times.Earlier:
        return times.chosen(self.offered, self.request.GET.get("against", ""))

    @cached_property
    def board(self) -> board.Board:
        return board.read(self.place, self.indicators, on=self.on, before=self.earlier.day)

    @cached_property
    def headline(self) -> str:
        return headline.sentence(self.board, self.place, on=self.on, earlier=self.earlier)

    @property
    def query(self) -> str:
        """The parameters that keep an address in this place, time and comparison."""
        own = {**self.place.query}
        if "against" in self.request.GET and self.earlier.key != "month":
            own["against"] = self.earlier.key
        return "&".join(part for part in (urlencode(own), self.request.portal.clock.query) if part)
