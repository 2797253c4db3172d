"""News of changes, for the floors above."""

from django.dispatch import Signal

# A change of `district` is committed. Sent outside of any transaction and scope.
committed = Signal()
