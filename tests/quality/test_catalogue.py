"""docs/quality.md says what is checked; this holds its table against the declarations."""

from django.utils import translation

from governance.people.permissions import RIGHTS
from governance.quality import registry
from governance.registers import registry as registers
from tests.support.sources import ROOT

TABLE = ROOT / "docs" / "quality.md"


def expected() -> list[str]:
    with translation.override("en"):
        return [
            f"| `{check.key}` | {check.severity.label} | {check.title} | `{check.register}` | `{check.remedy.register}` |"
            for check in registry.every().values()
        ]


def test_the_table_is_that_of_the_declarations():
    assert [line for line in TABLE.read_text().splitlines() if line.startswith("| `")] == expected()


def test_somebody_may_mend_what_every_check_finds():
    for check in registry.every().values():
        assert {check.register, check.remedy.register} <= set(registers.every())
        assert any("write" in verbs for verbs in RIGHTS[check.remedy.register].values()), check.key
