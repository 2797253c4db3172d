"""The secrets of this installation: made once, kept readable by the owner alone."""

import json
import os
import secrets
from pathlib import Path

NAMES = ("SECRET_KEY", "postgres", "yuanzhi_owner", "yuanzhi_app", "yuanzhi_backup")


def load(folder: Path) -> dict[str, str]:
    """The secrets in `folder`/secrets.json; missing ones are made."""
    path = folder / "secrets.json"
    known: dict[str, str] = json.loads(path.read_text()) if path.exists() else {}
    if set(NAMES) - set(known):
        known |= {name: secrets.token_urlsafe(36) for name in NAMES if name not in known}
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(known, file, indent=1)
    return known
