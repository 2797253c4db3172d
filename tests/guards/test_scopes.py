"""The keys that open more than a district (the roster, the name that signs in) are used in few places, all listed."""

import ast

from tests.support.sources import name_of, python_files, tree

KEYS = {
    "roster": {
        "governance/jobs/tenants.py": "the scheduler finds the districts that have work",
    },
    "signing_in": {
        "governance/people/backends.py": "the account of the name that signs in",
        "governance/people/services.py": "a new account, and the service account",
        "governance/management/commands/add_member.py": "the account of the person who becomes a member",
        "governance/management/commands/issue_token.py": "the account of the token's owner",
        "reference_case/services.py": "the demonstration's operator",
    },
    "credential": {
        "governance/people/identity.py": "the presented token",
    },
}
SETTERS = {"governance/tenancy/scope.py", "governance/audit/services.py"}
OWNER = {
    "config/settings/__init__.py": "names the connection",
    "reference_case/management/commands/load_reference_case.py": "ANALYZE after a bulk load",
}


def uses_of(key: str) -> set[str]:
    return {
        name_of(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.keyword) and node.arg == key
        and not (isinstance(node.value, ast.Constant) and not node.value.value)
    }


def test_wide_keys_are_used_where_they_are_listed():
    assert {key: uses_of(key) for key in KEYS} == {key: set(places) for key, places in KEYS.items()}


def test_only_the_scope_writes_its_settings():
    """`set_config('portal.…')` anywhere else could widen what a transaction may see."""
    found = {
        name_of(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and "set_config(" in node.value
        and "enable_nestloop" not in node.value and "bench" not in path.parts
    }
    assert found == SETTERS


def test_the_owner_connection_is_for_migrations_alone():
    found = {
        name_of(path)
        for path in python_files()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and node.value == "owner" and "tenancy" not in path.parts
        and name_of(path) not in OWNER
        and not name_of(path).startswith("launcher/")
    }
    uses = {
        name for name in found
        if any(
            isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant) and node.slice.value == "owner"
            for path in python_files() if name_of(path) == name for node in ast.walk(tree(path))
        )
        or any(
            isinstance(node, ast.keyword) and node.arg in ("using", "database")
            and isinstance(node.value, ast.Constant) and node.value.value == "owner"
            for path in python_files() if name_of(path) == name for node in ast.walk(tree(path))
        )
    }
    assert uses == set()
