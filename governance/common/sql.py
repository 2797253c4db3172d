"""Runtime SQL lives in files, under `<app>/sql/`, and is asked for by name."""

from functools import cache
from importlib import resources


@cache
def load(app: str, name: str) -> str:
    """The text of `<app>/sql/<name>.sql`; raises FileNotFoundError for a name that does not exist."""
    return (resources.files(app) / "sql" / f"{name}.sql").read_text(encoding="utf-8")
