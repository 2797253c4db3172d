"""Child processes that never outlive the launcher, however it ends."""

import ctypes
import os
import pwd
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PR_SET_PDEATHSIG = 1
ON_LINUX = sys.platform.startswith("linux")


def start(
    command: Sequence[str], *, log: Path, env: Mapping[str, str] | None = None, stop_signal: int = signal.SIGTERM,
    user: str | None = None, cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Starts a command in a session of its own, its output in `log`; it gets `stop_signal` when we die.

    On Linux the kernel sends it (PR_SET_PDEATHSIG); elsewhere a guardian process watches its parent.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    if not ON_LINUX:
        command = [sys.executable, "-m", "launcher.guardian", str(os.getpid()), str(int(stop_signal)), *command]
    with log.open("ab") as output:
        return subprocess.Popen(
            list(command), stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd=cwd,
            env=dict(os.environ if env is None else env), start_new_session=True,
            preexec_fn=_before_exec(stop_signal, user, os.getpid()) if ON_LINUX else None,
        )


def _before_exec(stop_signal: int, user: str | None, parent: int) -> Callable[[], None]:
    libc = ctypes.CDLL(None, use_errno=True)
    account = pwd.getpwnam(user) if user else None

    def prepare() -> None:
        if account is not None:
            os.setgroups([])
            os.setgid(account.pw_gid)
            os.setuid(account.pw_uid)
        # After the change of user, which would clear it.
        libc.prctl(PR_SET_PDEATHSIG, int(stop_signal), 0, 0, 0)
        if os.getppid() != parent:
            os._exit(1)

    return prepare


def stop(process: subprocess.Popen[bytes], stop_signal: int = signal.SIGTERM, patience: float = 15) -> None:
    """Asks a child to stop, waits, and ends its whole session if it does not."""
    if process.poll() is None:
        process.send_signal(stop_signal)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def tail(log: Path, lines: int = 15) -> str:
    """The last lines of a log, for the message that says why a process ended."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
