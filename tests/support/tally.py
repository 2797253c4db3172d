"""Counts that a test wants to see in the last lines of the run, whichever worker it ran in."""

from typing import Any

import pytest

LINE = "tally"


def configure(config: pytest.Config) -> None:
    """Nothing to prepare: a test calls `record_property(tally.LINE, "…")`, and reports carry it to the summary."""


def report(terminal: Any) -> None:
    lines = {
        str(value)
        for outcome in ("passed", "failed")
        for test in terminal.stats.get(outcome, [])
        for name, value in getattr(test, "user_properties", [])
        if name == LINE
    }
    if lines:
        terminal.section("counts", sep="-")
        for line in sorted(lines):
            terminal.write_line(line)
