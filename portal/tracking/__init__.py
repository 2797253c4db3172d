"""Whoever objects follows the objection without an account: by its tracking number, whatever it objects to."""
