"""Prepares a database, measures, prints; exit code 1 when a limit is broken. `make bench ARGS="statistics scale"`: parts."""

import sys
from collections.abc import Sequence

import django

from bench import database, timing
from launcher.trouble import Trouble


def main(sections: Sequence[str]) -> int:
    unknown = set(sections) - set(SECTIONS)
    if unknown:
        raise Trouble(f"There is no section {', '.join(sorted(unknown))}; choose of: {', '.join(SECTIONS)}")
    with database.copied() as name:
        django.setup()
        from django.conf import settings
        from django.test import override_settings

        # Nobody has collected static files: pages name them without the manifest, and their folder need only be there.
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        with override_settings(STORAGES=plain):
            measures = measured(name, sections or SECTIONS)
    print("\nMedians of interleaved repetitions in milliseconds; the ratios are what to hold.\n")
    return 0 if timing.report(measures) else 1


SECTIONS = ("coverage", "statistics", "load", "ledger", "pages", "scale", "imports", "registers", "ratings", "whatif")


def measured(name: str, sections: Sequence[str]) -> list[timing.Measure]:
    """The measures of the sections, in the order that leaves each what it needs: the last ones fill the database."""
    from django.db import connections

    from bench import coverage, imports, ledger, load, pages, ratings, registers, scale, statistics, what_if

    works = {
        "coverage": lambda: coverage.measures(name), "statistics": lambda: statistics.measures(name),
        "load": lambda: load.measures(name), "ledger": lambda: ledger.measures(name, ledger.prepare()),
        "pages": pages.measures, "scale": lambda: scale.measures(name), "imports": lambda: imports.measures(name),
        "registers": lambda: registers.measures(name), "ratings": lambda: ratings.measures(name),
        "whatif": lambda: what_if.measures(name),
    }
    found: list[timing.Measure] = []
    database.analyze(name)
    try:
        for section in SECTIONS:
            if section in sections:
                print(f"measuring {section} …", file=sys.stderr)
                found += works[section]()
                database.analyze(name)
        return found
    finally:
        connections.close_all()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Trouble as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
