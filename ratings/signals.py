"""News of the ratings, for those above."""

from django.dispatch import Signal

# Sent inside the transaction with `round`, `by` and `now` when results of a round were written.
rating_published = Signal()
