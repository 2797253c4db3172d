"""docs/registers.md says where each entity and relation of the domain is entered; this walks its table."""

import pytest
from django.urls import resolve, reverse

from governance.people.choices import Role
from governance.people.permissions import RIGHTS
from governance.registers import registry, values
from tests.support.sources import ROOT

TABLE = ROOT / "docs" / "registers.md"
# Entities of the case that belong to these registers, by their number in the study; relations as R1 to R20.
ENTITIES = {9, 10, *range(13, 19), *range(20, 38), 46, 55, 60, 67, 69, 72}
RELATIONS = {*range(1, 14), 20}


def expected() -> list[str]:
    """The table as the declarations say it."""
    return [
        f"| {what} | `{key}` | `/<district>/registers/{key}/` | `/api/v1/districts/<district>/{key}` |"
        for key, register in registry.every().items()
        for what in register.records
    ]


def test_the_table_is_that_of_the_declarations():
    lines = [line for line in TABLE.read_text().splitlines() if line.startswith("| ") and "`" in line]
    assert lines == expected()


def test_every_entity_and_relation_has_a_register():
    found = {what.split()[0] for register in registry.every().values() for what in register.records}
    missing = {str(n) for n in ENTITIES} | {f"R{n}" for n in RELATIONS}
    assert sorted(missing - found) == []


@pytest.mark.parametrize("key", sorted(registry.every()))
def test_the_screen_and_the_endpoint_of_the_table_exist(key):
    assert resolve(f"/410104/registers/{key}/").url_name == "register-list"
    assert resolve(f"/410104/registers/{key}/new/").url_name == "record-create"
    assert resolve(f"/api/v1/districts/410104/{key}").func is not None
    assert reverse("registers:record-detail", kwargs={"district": "410104", "key": key, "record": 1})


def test_the_table_of_rights_names_every_register_and_every_role():
    assert set(RIGHTS) == set(registry.every())
    assert all(set(by_role) == set(Role.values) for by_role in RIGHTS.values())


def test_the_right_to_open_personal_data_stands_where_there_is_some():
    for key, by_role in RIGHTS.items():
        personal = [v for v in values.of(registry.every()[key]).values() if isinstance(v, values.Personal)]
        revealed = any("reveal" in verbs for verbs in by_role.values())
        assert revealed == bool(personal), key
