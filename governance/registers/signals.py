"""News of records, for those above."""

from django.dispatch import Signal

# Sent inside the change that carries records into another street, or out of any, with `register`, `records` (a query or
# list of ids), `district` and `street` (an id or None). What a receiver keeps beside these records goes along.
records_moving = Signal()
