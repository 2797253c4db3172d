"""A broker and workers of a test's own, to be killed and restarted in mid-run."""

import os
import shutil
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launcher import processes
from launcher.valkey import Valkey

ROOT = Path(__file__).resolve().parents[2]


class Shift:
    """The broker and the processes of one test; all of them end with it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.broker = Valkey(folder / "valkey", folder / "valkey.log")
        self.broker.start()
        self.processes: list[Any] = []

    def start(self, *command: str) -> Any:
        env = {**os.environ, "DJANGO_SETTINGS_MODULE": "tests.jobs.fast_settings"}
        log = self.folder / f"{len(self.processes)}.log"
        started = processes.start([sys.executable, "-m", "celery", "-A", "config", *command], log=log, env=env, cwd=ROOT)
        self.processes.append(started)
        return started

    def worker(self) -> Any:
        return self.start("worker", "--concurrency=2", "--loglevel=INFO")

    def beat(self, number: int) -> Any:
        return self.start("beat", "--max-interval=1", f"--pidfile={self.folder / f'beat{number}.pid'}")

    def restart_broker(self, *, emptied: bool) -> None:
        self.broker.stop()
        if emptied:
            shutil.rmtree(self.broker.data)
        self.broker.start(self.broker.port)

    def end(self) -> None:
        for process in self.processes:
            kill(process)
        self.broker.stop()

    def logs(self) -> str:
        return "\n".join(processes.tail(log, 40) for log in sorted(self.folder.glob("*.log")))


def kill(process: Any) -> None:
    """kill -9 of the whole group, children included: nobody gets to say goodbye."""
    if process.poll() is None:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


@pytest.fixture
def shift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Shift]:
    on_duty = Shift(tmp_path)
    # Celery asks the environment at each connection, here as in the processes.
    monkeypatch.setenv("CELERY_BROKER_URL", on_duty.broker.url)
    yield on_duty
    on_duty.end()


def wait(shift: Shift, what: str, is_so: Callable[[], bool], seconds: float = 40) -> None:
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            pytest.fail(f"waited {seconds} s in vain: {what}\n{shift.logs()}", pytrace=False)
        time.sleep(0.02)
