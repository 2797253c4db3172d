"""In which order the files of tests are begun, so that no worker waits for another at the beginning or the end."""

import json
from collections import Counter
from pathlib import Path

import pytest

# Seconds of the files that take more than ten, on some machine: how they compare is what counts. From time to time they are
# written anew from what `make test ARGS="--durations=0"` says; what is wrong here costs time and nothing else.
WEIGHTS: dict[str, int] = json.loads(Path(__file__).with_name("weights.json").read_text(encoding="utf-8"))
SECONDS_PER_TEST = 0.1
# Of a file with a browser or killed workers that nobody has timed yet.
UNKNOWN_JOURNEY = 60
# The second worker's first files, as xdist deals them out: it would only wait for the databases that the first one makes.
SECOND_WORKERS = (1, 3)


def longest_files_first(items: list[pytest.Item]) -> None:
    """Sorts by file, the longest first: the last ones are short, and the workers end together.

    Inside a file the random order stays; xdist is told to keep this one (`--no-loadscope-reorder`).
    """
    counted = Counter(_file(item) for item in items)
    slow = {_file(item) for item in items if item.get_closest_marker("journey") or item.get_closest_marker("faults")}
    with_database = {_file(item) for item in items if _needs_database(item)}

    def seconds(name: str) -> float:
        return WEIGHTS.get(name, UNKNOWN_JOURNEY if name in slow else counted[name] * SECONDS_PER_TEST)

    files = sorted(counted, key=lambda name: (-seconds(name), name))
    alone = [name for name in files if name not in with_database][: len(SECOND_WORKERS)]
    rest = [name for name in files if name not in alone]
    for place, name in zip(SECOND_WORKERS, alone, strict=False):
        rest.insert(place, name)
    rank = {name: place for place, name in enumerate(rest)}
    items.sort(key=lambda item: rank[_file(item)])


def _file(item: pytest.Item) -> str:
    return item.nodeid.partition("::")[0]


def _needs_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or bool(names & {"db", "django_db_setup", "template_databases"})
