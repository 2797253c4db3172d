"""The servers a run needs, and the environment that points the portal at them."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from launcher import roles, scratch, secrets_file
from launcher.postgres import Postgres
from launcher.valkey import Valkey

DATABASE = "yuanzhi"


@contextmanager
def lasting(var: Path, say: "object") -> Iterator[dict[str, str]]:
    """The servers of `make run`, their data in `var`. DATABASE_URL or CELERY_BROKER_URL given: real ones."""
    kept = secrets_file.load(var)
    env = {**os.environ, "YUANZHI_VAR": str(var)}
    env.setdefault("SECRET_KEY", kept["SECRET_KEY"])
    with ExitStack() as stack:
        if not env.get("DATABASE_URL"):
            server = Postgres(var / "postgres", var / "log" / "postgres.log", password=kept["postgres"])
            server.start()
            stack.callback(server.stop)
            roles.ensure(server.url(), kept, DATABASE)
            for name, role in (("DATABASE_URL", "yuanzhi_app"), ("OWNER_DATABASE_URL", "yuanzhi_owner")):
                env[name] = server.url(role, kept[role], DATABASE)
        if not env.get("CELERY_BROKER_URL"):
            broker = Valkey(var / "valkey", var / "log" / "valkey.log")
            broker.start()
            stack.callback(broker.stop)
            env["CELERY_BROKER_URL"] = broker.url
        yield env


@contextmanager
def throw_away() -> Iterator[dict[str, str]]:
    """Servers for tests and benchmarks: in a folder of their own, forgetful, gone afterwards."""
    with ExitStack() as stack:
        folder = stack.enter_context(scratch.folder())
        env = {**os.environ, "YUANZHI_VAR": str(folder / "var")}
        if not env.get("TEST_SUPERUSER_DATABASE_URL"):
            server = Postgres(folder / "postgres", folder / "postgres.log", forgetful=True)
            server.start()
            stack.callback(server.stop)
            env["TEST_SUPERUSER_DATABASE_URL"] = server.url()
        broker = Valkey(folder / "valkey", folder / "valkey.log")
        broker.start()
        stack.callback(broker.stop)
        env["CELERY_BROKER_URL"] = broker.url
        (folder / "var").mkdir(exist_ok=True)
        yield env
