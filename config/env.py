"""The one place where the environment is read. `docs/environment.md` lists every name found here."""

from pathlib import Path

import environ

ROOT = Path(__file__).resolve().parent.parent

env = environ.Env()

SECRET_KEY: str = env.str("SECRET_KEY", default="")
DEBUG: bool = env.bool("DEBUG", default=False)
ALLOWED_HOSTS: list[str] = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS: list[str] = env.list("CSRF_TRUSTED_ORIGINS", default=[])
DATABASE_URL: str = env.str("DATABASE_URL", default="")
OWNER_DATABASE_URL: str = env.str("OWNER_DATABASE_URL", default="")
CELERY_BROKER_URL: str = env.str("CELERY_BROKER_URL", default="redis://127.0.0.1:6379/0")
DEMO: bool = env.bool("DEMO", default=False)
LOG_LEVEL: str = env.str("LOG_LEVEL", default="INFO")
API_UNITS_PER_MINUTE: int = env.int("API_UNITS_PER_MINUTE", default=60000)
SESSION_COOKIE_SECURE: bool = env.bool("SESSION_COOKIE_SECURE", default=False)
YUANZHI_VAR: Path = Path(env.str("YUANZHI_VAR", default=str(ROOT / "var")))


def database(url: str) -> dict[str, object]:
    """Django's settings of one PostgreSQL connection, from its URL (empty: a name that cannot connect)."""
    parsed = environ.Env.db_url_config(url) if url else {"ENGINE": "django.db.backends.postgresql", "NAME": ""}
    return {
        **parsed,
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        # A web worker that outlives a PostgreSQL restart must not answer 500 once per connection.
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": False,
    }
