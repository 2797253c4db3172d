"""Templates and assets: all used, all defined, all ours; nothing leaves the machine."""

import ast
import hashlib
import json
import re

import pytest
from django.template.loader import get_template

from tests.support.sources import APPS, ROOT, name_of, python_files, templates, tree

# Loaded by Django or a library under a name that stands in no file of ours.
BY_CONVENTION = {"400.html", "403.html", "404.html", "500.html", "base.html"}
NAMED = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"'#]+)""")
EXTERNAL = re.compile(
    r"""(?:\b(?:src|href|action|hx-[a-z]+|poster|data)\s*=\s*["']?|url\(\s*["']?|@import\s+["']|"""
    r"""(?:fetch|import|EventSource|WebSocket)\(\s*["'`])\s*(?:https?:|wss?:)?//""",
    re.IGNORECASE,
)
VENDOR = ROOT / "static" / "vendor"


def short(path) -> str:
    return path.as_posix().split("/templates/", 1)[1]


def named_in_python() -> set[str]:
    found = set()
    for path in python_files(*APPS, "config"):
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and ".html" in node.value:
                found.add(node.value.split("#")[0])
    return found


def named_in_templates() -> set[str]:
    return {name.strip() for path in templates() for name in NAMED.findall(path.read_text())}


def test_every_template_is_used():
    unused = {short(path) for path in templates()} - named_in_python() - named_in_templates() - BY_CONVENTION
    assert unused == set()


def test_every_template_that_is_named_exists():
    known = {short(path) for path in templates()}
    named = {name for name in named_in_python() | named_in_templates() if re.fullmatch(r"[a-z_0-9/]+\.html", name)}
    foreign = {name for name in named - known if not name.startswith(("admin/", "rest_framework/", "drf_spectacular/"))}
    assert foreign == set()


def test_every_template_can_be_read():
    for path in templates():
        get_template(short(path))


def own_assets():
    return [p for p in (ROOT / "static").rglob("*") if p.is_file() and VENDOR not in p.parents]


@pytest.mark.parametrize("kind", ["templates", "assets"])
def test_nothing_is_fetched_from_another_machine(kind):
    files = templates() if kind == "templates" else [p for p in own_assets() if p.suffix in (".css", ".js", ".svg")]
    found = [
        f"{name_of(path)}:{number}"
        for path in files
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if EXTERNAL.search(line)
    ]
    assert found == []


def test_pages_carry_no_script_or_style_without_a_nonce():
    """The content security policy would refuse them; better here than on a clerk's screen."""
    found = []
    for path in templates():
        text = path.read_text()
        found += [f"{name_of(path)}: <{tag}>" for tag in re.findall(r"<(script|style)(?![^>]*nonce)[^>]*>", text)]
        found += [f"{name_of(path)}: {name}=" for name in re.findall(r"\s(on[a-z]+|style)=[\"']", text)]
    assert found == []


def test_vendored_assets_are_those_of_the_manifest():
    manifest = json.loads((VENDOR / "manifest.json").read_text())
    listed = {file: digest for package in manifest for file, digest in package["files"].items()}
    present = {
        path.relative_to(VENDOR).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    assert present == listed
    assert all(package["licence"] and package["version"] for package in manifest)


def test_every_asset_that_is_named_exists():
    pattern = re.compile(r"""{%\s*static\s+["']([^"']+)""")
    named = {name for path in templates() for name in pattern.findall(path.read_text())}
    missing = {name for name in named if not (ROOT / "static" / name).exists()}
    # Shipped with their packages.
    assert {name for name in missing if not name.startswith(("django_htmx/", "drf_spectacular_sidecar/"))} == set()


def test_every_icon_is_in_the_sprite():
    sprite = (ROOT / "static" / "vendor" / "tabler-icons" / "sprite.svg").read_text(encoding="utf-8")
    used = {name for path in templates() for name in re.findall(r'{% icon "([^"]+)"', path.read_text())}
    assert used and {name for name in used if f'id="{name}"' not in sprite} == set()
