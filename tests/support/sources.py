"""Our own source files, as the guards read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
APPS = ("governance", "courtyards", "party_org", "property_firms", "community_services",
        "ratings", "subsidies", "portal", "reference_case")
PACKAGES = (*APPS, "config", "launcher", "bench")


def python_files(*packages: str, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the packages (all of ours when none is named)."""
    for package in packages or PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            if migrations or "migrations" not in path.parts:
                yield path


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def templates() -> list[Path]:
    found = sorted((ROOT / "templates").rglob("*.html"))
    return found + [path for app in APPS for path in sorted((ROOT / app / "templates").rglob("*.html"))]


def is_service(path: Path) -> bool:
    """Verbs live in services.py, or in a package of that name."""
    return path.name == "services.py" or "services" in path.parent.parts
