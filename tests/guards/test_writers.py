"""Only services write: the one call of each door leads to a verb, and verbs are where a change is opened."""

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.support.sources import APPS, ROOT, is_service, name_of, python_files, tree

WRITERS = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
WRITING_SQL = ("INSERT INTO", "UPDATE ", "DELETE FROM", "TRUNCATE")
# Not services, and why they may write.
ALLOWED = {
    "governance/people/models.py": "the manager that Django's own commands call",
    "governance/jobs/schedules.py": "the scheduler's table, which belongs to no tenant",
    "governance/reports/documents.py": "a Word document saves itself into memory",
    "reference_case/inserting.py": "the loader's hand: its rows are the demonstration's, in the change its service opens",
}


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


def writes(call: ast.Call) -> bool:
    """`.save()` and its like; `.update(field=…)` of a queryset, not `.update(mapping)` of a dictionary or digest."""
    if not isinstance(call.func, ast.Attribute):
        return False
    return call.func.attr in WRITERS or (call.func.attr == "update" and bool(call.keywords) and not call.args)


def test_only_services_write():
    found = [
        f"{name_of(path)}:{call.lineno} .{call.func.attr}()"
        for path in python_files(*APPS)
        if not is_service(path) and name_of(path) not in ALLOWED
        for call in calls(path)
        if writes(call)
    ]
    assert found == []


def test_the_allowed_files_still_write():
    """An exception that is no longer needed goes."""
    assert [name for name in ALLOWED if not any(writes(call) for call in calls(ROOT / name))] == []


def writing_sql_files() -> set[tuple[str, str]]:
    """(app, name) of the runtime SQL that writes."""
    found = set()
    for app in APPS:
        folder = ROOT / app / "sql"
        for path in folder.rglob("*.sql"):
            code = "\n".join(line for line in path.read_text().splitlines() if not line.lstrip().startswith("--"))
            if any(verb in code for verb in WRITING_SQL):
                found.add((app, path.relative_to(folder).with_suffix("").as_posix()))
    return found


def test_sql_that_writes_is_loaded_by_services_alone():
    files = writing_sql_files()
    assert ("subsidies", "compute_month") in files, "the guard finds nothing: has the SQL moved?"
    found = []
    for path in python_files(*APPS):
        if is_service(path) or name_of(path) == "governance/tenancy/stone.py":
            continue
        for call in calls(path):
            texts = tuple(a.value for a in call.args if isinstance(a, ast.Constant) and isinstance(a.value, str))
            if texts in files:
                found.append(f"{name_of(path)}:{call.lineno} {'/'.join(texts)}")
    assert found == []


def test_no_python_text_writes_by_sql():
    """Runtime SQL lives in files; a statement in a string escapes the reader (and this guard's siblings)."""
    found = [
        f"{name_of(path)}:{node.lineno}"
        for path in python_files(*APPS)
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        and node.value.lstrip().upper().startswith(("INSERT INTO", "DELETE FROM", "TRUNCATE "))
    ]
    assert found == []


def test_dates_are_passed_and_never_asked_of_the_database():
    """A statement that asks for today can't be run again for another day."""
    found = [
        name_of(path)
        for app in APPS
        for path in (ROOT / app / "sql").rglob("*.sql")
        if "current_date" in "\n".join(
            line for line in path.read_text().lower().splitlines() if not line.lstrip().startswith("--")
        )
    ]
    assert found == []
