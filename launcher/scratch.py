"""A folder for servers that are thrown away: in memory where there is room, and gone even after a kill."""

import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
# A run of the whole suite takes about a quarter of it.
ROOM = 4 * 2**30
PREFIX = "yuanzhi-"
LOCK = "in-use"
# A folder without its lock may have been made this very moment.
YOUNG_SECONDS = 60


@contextmanager
def folder() -> Iterator[Path]:
    """An empty folder that everybody may enter. TMPDIR, where it is set, says where; so does having no room in memory."""
    place = Path(tempfile.gettempdir()) if os.environ.get("TMPDIR") or not has_room(MEMORY) else MEMORY
    sweep(place)
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=place, ignore_cleanup_errors=True) as name:
        made = Path(name)
        made.chmod(0o755)
        with (made / LOCK).open("w") as lock:
            # Held until this process ends, in whatever way; its children don't inherit it.
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield made


def has_room(place: Path) -> bool:
    """Whether copies of a database are safe there: enough is free, in the folder and of the memory, and programs may run."""
    try:
        there = os.statvfs(place)
        memory = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return False
    available = next(int(line.split()[1]) for line in memory.splitlines() if line.startswith("MemAvailable:")) * 1024
    return (
        os.access(place, os.W_OK) and not there.f_flag & os.ST_NOEXEC
        and min(there.f_bavail * there.f_frsize, available) >= ROOM
    )


def sweep(place: Path) -> None:
    """Removes what runs left behind that were killed, the servers' data above all; those under way hold their lock."""
    for left in place.glob(f"{PREFIX}*"):
        try:
            if _is_old(left) and not _is_held(left / LOCK):
                shutil.rmtree(left, ignore_errors=True)
        except OSError:
            # Another sweep was quicker.
            continue


def _is_old(left: Path) -> bool:
    told = left.stat()
    return told.st_uid == os.geteuid() and time.time() - told.st_mtime > YOUNG_SECONDS


def _is_held(lock: Path) -> bool:
    """A folder without a lock is none of ours, or of an earlier version of this: it is left alone."""
    if not lock.exists():
        return True
    with lock.open("r") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False
