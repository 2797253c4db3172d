"""Which figures are kept ready: every indicator that all districts share, over each of its populations."""

from governance.indicators import registry
from governance.indicators.statements import Asked


def every() -> list[Asked]:
    """The figures in the order of their positions in the statements."""
    return [(indicator, code) for indicator in registry.every().values() for code in indicator.populations]
