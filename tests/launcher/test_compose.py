"""The compose file, the environment reference, the example and the settings say the same."""

import re
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parent.parent.parent
READ = set(re.findall(r'env\.\w+\("([A-Z_]+)"', (ROOT / "config/env.py").read_text()))
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())


def given(service):
    return set(COMPOSE["services"][service]["environment"])


def test_the_reference_lists_every_variable_and_no_other():
    listed = set(re.findall(r"^\| `([A-Z_]+)`", (ROOT / "docs/environment.md").read_text(), re.M))
    assert listed == READ


def test_compose_gives_every_variable_that_the_portal_reads():
    for service in ("web", "worker", "beat"):
        # Only migrations stand as the owner.
        assert given(service) == READ - {"OWNER_DATABASE_URL"}, service
    assert given("migrate") == READ


def test_the_example_names_what_compose_asks_for():
    asked = set(re.findall(r"\$\{([A-Z_]+)", (ROOT / "docker-compose.yml").read_text()))
    named = set(re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.M))
    assert named == asked


def test_the_web_and_the_worker_never_see_the_owner():
    for service in ("web", "worker", "beat"):
        text = str(COMPOSE["services"][service]["environment"])
        assert "yuanzhi_owner" not in text
        assert "yuanzhi_app" in text
