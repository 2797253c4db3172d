"""Requests a second and their times at 16 clients, on gunicorn as `make run` starts it."""

import http.client
import os
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

from bench import coverage, timing
from bench.database import CASE, ON
from launcher import ports, processes

ROOT = Path(__file__).resolve().parents[1]
CLIENTS, SECONDS, WORKERS = 16, 6.0, 2
# Milliseconds that 19 of 20 requests stay below at this load, on two workers.
LIMIT_MS = 1_000
WORKS = {
    "4 rates by street": f"/api/v1/districts/{CASE}/statistics?indicator=I2,I11,I5,I10&population=three_no&by=street&on={ON}",
    "the same, 304": f"/api/v1/districts/{CASE}/statistics?indicator=I2,I11,I5,I10&population=three_no&by=street&on={ON}",
}


def measures(name: str) -> Iterator[timing.Measure]:
    token = str(coverage.program("statistics").defaults["HTTP_AUTHORIZATION"])
    with served() as port:
        for title, path in WORKS.items():
            headers = {"Authorization": token}
            if title.endswith("304"):
                headers["If-None-Match"] = _once(port, path, headers)[1]
            spent, passed = loaded(port, path, headers, 304 if title.endswith("304") else 200)
            told = f"{len(spent) / passed:.0f} requests/s, p50 {median(spent):.0f} ms"
            yield timing.Measure(f"load of {CLIENTS} clients, {title}: p95", quantiles(spent, n=20)[-1], LIMIT_MS, more=told)


@contextmanager
def served() -> Iterator[int]:
    """The web server on a port of its own; the environment names the database already."""
    port = ports.free()
    with tempfile.TemporaryDirectory() as folder:
        command = [
            sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--workers", str(WORKERS),
            "--timeout", "60", "--no-control-socket", "--worker-tmp-dir", folder,
        ]
        env = {**os.environ, "SECRET_KEY": os.environ.get("SECRET_KEY", "") or _key()}
        log = Path(folder) / "web.log"
        process = processes.start(command, log=log, env=env, cwd=ROOT)
        try:
            deadline = time.monotonic() + 40
            while not ports.is_taken(port):
                if time.monotonic() > deadline or process.poll() is not None:
                    raise RuntimeError(processes.tail(log))
                time.sleep(0.05)
            yield port
        finally:
            processes.stop(process)


def _key() -> str:
    """Tokens are kept under the server's key: it must be ours."""
    from django.conf import settings

    return str(settings.SECRET_KEY)


def _once(port: int, path: str, headers: dict[str, str]) -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.headers.get("ETag", "")
    finally:
        connection.close()


def loaded(port: int, path: str, headers: dict[str, str], status: int) -> tuple[list[float], float]:
    """Milliseconds of every request that the clients made side by side, and the seconds they took in all."""
    spent: list[float] = []
    faults: list[int] = []
    for _warm in range(2 * WORKERS):
        _once(port, path, headers)
    begun = time.monotonic()

    def ask() -> None:
        while time.monotonic() - begun < SECONDS:
            at = time.perf_counter()
            found, _tag = _once(port, path, headers)
            spent.append((time.perf_counter() - at) * 1000)
            if found != status:
                faults.append(found)

    clients = [threading.Thread(target=ask) for _ in range(CLIENTS)]
    for client in clients:
        client.start()
    for client in clients:
        client.join()
    if faults:
        raise RuntimeError(f"{path} answered {faults[0]} {len(faults)} times under load")
    return spent, time.monotonic() - begun
