"""Measures the portal against bare SQL in one run: `make bench`."""
