"""News of the places, for those above."""

from django.dispatch import Signal

# Sent inside the change of a move, before the courtyard's own row follows, with `courtyard`, `to` (the community) and
# `on`. A receiver takes along what belongs to this courtyard alone, and returns in words what it took: a list of texts.
courtyard_moving = Signal()
