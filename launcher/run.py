"""`make run`: servers, roles, migrations, demonstration data, web, worker and beat; Ctrl+C stops them all."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

from launcher import ports, processes, servers, trouble

ROOT = Path(__file__).resolve().parent.parent
PYTHON = sys.executable


def var_folder() -> Path:
    """Where data lives: YUANZHI_VAR, or `var/` in the project."""
    var = Path(os.environ.get("YUANZHI_VAR") or ROOT / "var").expanduser().absolute()
    try:
        var.mkdir(parents=True, exist_ok=True)
        probe = var / ".writable"
        probe.write_text("")
        probe.unlink()
    except OSError as error:
        raise trouble.unwritable(var, error) from error
    return var


def say(text: str) -> None:
    print(text, flush=True)


def run() -> int:
    var = var_folder()
    host, port = os.environ.get("HOST", "127.0.0.1"), int(os.environ.get("PORT", "8000"))
    if ports.is_taken(port, host):
        raise trouble.port_taken(port)
    # A terminated launcher stops its children like an interrupted one.
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    say("1/6  database and broker …")
    with servers.lasting(var, say) as env:
        env |= {"DJANGO_SETTINGS_MODULE": "config.settings", "DEMO": env.get("DEMO", "1")}
        env.setdefault("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{host}")
        say("2/6  tables …")
        manage(env, var, "migrate", "--database=owner", "--verbosity=0")
        say("3/6  demonstration data (the first time takes about half a minute) …")
        manage(env, var, "load_reference_case")
        say("4/6  pages …")
        manage(env, var, "collectstatic", "--noinput", "--verbosity=0")
        children = start_children(env, var, host, port)
        say("5/6  web, worker and beat …")
        try:
            wait_for_web(children["web"], var, host, port)
            say("6/6  ready")
            introduce(var, host, port)
            return watch(children, var)
        except KeyboardInterrupt:
            say("\nStopping …")
            return 0
        finally:
            for child in children.values():
                child.send_signal(signal.SIGTERM) if child.poll() is None else None
            for child in children.values():
                processes.stop(child)


def manage(env: Mapping[str, str], var: Path, *arguments: str) -> None:
    """A management command; its output is shown only when it fails."""
    done = subprocess.run([PYTHON, "manage.py", *arguments], cwd=ROOT, env=dict(env), capture_output=True, text=True)
    with (var / "log" / "setup.log").open("a") as log:
        log.write(done.stdout + done.stderr)
    if done.returncode != 0:
        last = "\n".join((done.stdout + done.stderr).splitlines()[-12:])
        raise trouble.Trouble(f"The step “{arguments[0]}” failed:\n{last}\nMore in {var / 'log' / 'setup.log'}.")


def start_children(
    env: Mapping[str, str], var: Path, host: str, port: int
) -> dict[str, "subprocess.Popen[bytes]"]:
    commands = {
        "web": ["-m", "gunicorn", "config.wsgi", "--bind", f"{host}:{port}", "--workers", "2", "--timeout", "60",
                "--worker-tmp-dir", str(var), "--no-control-socket"],
        "worker": ["-m", "celery", "-A", "config", "worker", "--concurrency", "2", "--loglevel", "INFO"],
        "beat": ["-m", "celery", "-A", "config", "beat", "--pidfile=", "--loglevel", "INFO"],
    }
    return {
        name: processes.start([PYTHON, *command], log=var / "log" / f"{name}.log", env=env, cwd=ROOT)
        for name, command in commands.items()
    }


def wait_for_web(web: "subprocess.Popen[bytes]", var: Path, host: str, port: int) -> None:
    deadline = time.monotonic() + 40
    while time.monotonic() < deadline and web.poll() is None:
        if ports.is_taken(port, host):
            return
        time.sleep(0.1)
    raise trouble.Trouble(f"The web server did not start:\n{processes.tail(var / 'log' / 'web.log')}")


def watch(children: Mapping[str, "subprocess.Popen[bytes]"], var: Path) -> int:
    """Waits until a child ends, which none should, and says what it said last."""
    while True:
        for name, child in children.items():
            if child.poll() is not None:
                say(f"{name} ended unexpectedly:\n{processes.tail(var / 'log' / f'{name}.log')}")
                return 1
        time.sleep(0.5)


def introduce(var: Path, host: str, port: int) -> None:
    """The address, who can sign in, and a first request."""
    address = f"http://{host}:{port}"
    say(f"\n  Yuanzhi 院治 is at {address}/   (Ctrl+C stops everything; data stays in {var})\n")
    accounts = var / "demo-accounts.json"
    if accounts.exists():
        say("  Demonstration accounts")
        for account in json.loads(accounts.read_text()):
            place = account["district"] + (f" {account['street']}" if account["street"] else "")
            say(f"    {account['username']:<22} {account['password']:<18} {account['role']:<13} {place}")
    tokens = var / "demo-tokens.json"
    if tokens.exists():
        token = json.loads(tokens.read_text())["410104"]
        say("\n  Try the API:")
        say(f"    curl -H 'Authorization: Bearer {token}' \\")
        say(f"      '{address}/api/v1/districts/410104/statistics?indicator=I2&by=street&on=2022-07-07'\n")
