"""Prepares a database, measures, prints; exit code 1 when a limit is broken."""

import sys

import django

from bench import database, timing
from launcher.trouble import Trouble


def main() -> int:
    with database.copied() as name:
        django.setup()
        from django.conf import settings
        from django.test import override_settings

        # Nobody has collected static files: pages name them without the manifest, and their folder need only be there.
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)
        plain = {**settings.STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
        with override_settings(STORAGES=plain):
            measures = measured(name)
    print("\nMedians of interleaved repetitions in milliseconds; the ratios are what to hold.\n")
    return 0 if timing.report(measures) else 1


def measured(name: str) -> list[timing.Measure]:
    from django.db import connections

    from bench import coverage, imports, ledger, pages, registers

    by = ledger.prepare()
    database.analyze(name)
    try:
        return [
            *coverage.measures(name), *ledger.measures(name, by), *pages.measures(), *imports.measures(name),
            *registers.measures(name),
        ]
    finally:
        connections.close_all()


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Trouble as problem:
        print(problem, file=sys.stderr)
        sys.exit(1)
