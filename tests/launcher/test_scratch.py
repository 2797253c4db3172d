"""Folders of throw-away servers: one whose run was killed is removed by the next, one in use never."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launcher import scratch

ROOT = Path(__file__).resolve().parents[2]
HOLD = "from launcher import scratch; import sys, time\nwith scratch.folder() as made:\n print(made, flush=True); time.sleep(300)"


@pytest.fixture
def holder(tmp_path):
    """A process that has a folder, and the folder."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD], cwd=ROOT, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(tmp_path)}
    )
    with process:
        folder = Path(process.stdout.readline().strip())
        (folder / "data").mkdir()
        yield process, folder
        process.kill()


def age(folder):
    then = time.time() - 2 * scratch.YOUNG_SECONDS
    os.utime(folder, (then, then))


def test_a_folder_goes_with_its_run(tmp_path, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(scratch.tempfile, "tempdir", None)
    with scratch.folder() as made:
        assert made.parent == tmp_path and made.stat().st_mode & 0o777 == 0o755
    assert not made.exists()


def test_one_in_use_stays_and_a_killed_runs_goes(holder):
    process, folder = holder
    age(folder)
    scratch.sweep(folder.parent)
    assert (folder / "data").exists()
    process.kill()
    process.wait()
    scratch.sweep(folder.parent)
    assert not folder.exists()


def test_what_was_made_this_moment_or_has_no_lock_stays(tmp_path):
    young, foreign = tmp_path / "yuanzhi-young", tmp_path / "yuanzhi-foreign"
    for folder in (young, foreign):
        folder.mkdir()
    (young / scratch.LOCK).touch()
    age(foreign)
    scratch.sweep(tmp_path)
    assert young.exists() and foreign.exists()


def test_memory_needs_room(monkeypatch, tmp_path):
    assert not scratch.has_room(tmp_path / "nowhere")
    monkeypatch.setattr(scratch, "ROOM", 0)
    assert scratch.has_room(tmp_path) or os.statvfs(tmp_path).f_flag & os.ST_NOEXEC or not Path("/proc/meminfo").exists()
    monkeypatch.setattr(scratch, "ROOM", 2**60)
    assert not scratch.has_room(tmp_path)
