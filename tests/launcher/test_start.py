"""The one command says in a sentence what stands in its way, and whatever ends it ends all it started."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from launcher import ports

ROOT = Path(__file__).resolve().parents[2]
SERVERS = "import os, time; print(os.environ['TEST_SUPERUSER_DATABASE_URL'], flush=True); time.sleep(300)"


def run(**env):
    return subprocess.run(
        [sys.executable, "-m", "launcher", "run"], cwd=ROOT, env={**os.environ, **env}, capture_output=True, text=True,
        timeout=60,
    )


def test_a_port_in_use_is_named_with_another(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(PORT=str(port), YUANZHI_VAR=str(tmp_path / "var"))
    said = done.stdout + done.stderr
    assert done.returncode == 1 and f"Port {port} is in use" in said and f"PORT={port + 1} make run" in said
    assert "Traceback" not in said


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("not a folder")
    done = run(PORT=str(ports.free()), YUANZHI_VAR=str(tmp_path / "file" / "var"))
    said = done.stdout + done.stderr
    assert done.returncode == 1 and "Cannot write into" in said and "YUANZHI_VAR=" in said
    assert "Traceback" not in said


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_whatever_ends_the_parent_ends_its_servers(how):
    parent = subprocess.Popen(
        [sys.executable, "-m", "launcher", "test", sys.executable, "-c", SERVERS], cwd=ROOT, stdout=subprocess.PIPE,
        text=True, env={key: value for key, value in os.environ.items() if not key.startswith("TEST_")},
    )
    with parent:
        port = urlsplit(parent.stdout.readline().strip()).port
        assert ports.is_taken(port)
        parent.send_signal(how)
        deadline = time.monotonic() + 20
        while ports.is_taken(port) and time.monotonic() < deadline:
            time.sleep(0.1)
        # The grandchild may hold the pipe for a moment longer.
        parent.stdout.close()
    assert not ports.is_taken(port)
