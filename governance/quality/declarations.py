"""A rule of data quality is declared once; its SQL finds the records at which something is wrong, and says where it is mended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _

from governance.common import sql
from governance.registers.declarations import Text


class Severity(models.TextChoices):
    """How much a finding weighs. None of them stops anybody from saving."""

    SERIOUS = "serious", _("serious")
    NOTABLE = "notable", _("to be looked at")
    HINT = "hint", _("hint")


class Act(StrEnum):
    """How a finding is mended: a new record, or the record at which it stands corrected or ended."""

    ENTER = "enter"
    CORRECT = "correct"
    END = "end"


@dataclass(frozen=True)
class Remedy:
    """The register in which a finding is mended, and the deed in the words of its button.

    `known` says what the form of a new record begins with, from the finding: {"courtyard": "code"}; `given` the same
    as it stands: {"standing": "firm"}. A correction or an ending needs neither: it is the found record's own.
    """

    register: str
    deed: Text
    act: Act = Act.ENTER
    known: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Check:
    """A rule of data quality.

    `<app>/sql/quality/<key>.sql` answers at record level: `record_id`, `street_id` and `parameters` (jsonb) of every
    record that breaks the rule on %(on)s: all of %(district)s, or those of %(records)s where that is not NULL.
    The parameters fill `sentence`; `name` is what people call the record, `code` by what forms name it.
    """

    key: str
    app: str
    # The register of the found records.
    register: str
    severity: Severity
    title: Text
    # What is wrong, and what to do.
    sentence: Text
    remedy: Remedy
    # The field at which it stands; empty for the record as a whole.
    field: str = ""
    # A queue of tasks shows its records already: the clerk's home does not name them twice.
    is_queued: bool = False

    @property
    def right(self) -> str:
        """What a person must be allowed to do to mend it."""
        return f"{self.remedy.register}.write"

    @property
    def statement(self) -> str:
        return sql.load(self.app, f"quality/{self.key}")
