"""The only writers of the Party's registers."""

from party_org.services.board import LinesRefused, RefusedLine, apply_assignments, apply_pairings

__all__ = ["LinesRefused", "RefusedLine", "apply_assignments", "apply_pairings"]
