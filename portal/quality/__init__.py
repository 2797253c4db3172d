"""Data quality on the screens; and the checks over several apps, which only the hall can see together."""

from portal.quality.checks import CHECKS

__all__ = ["CHECKS"]
