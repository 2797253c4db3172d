"""What an indicator is. Each app declares its own in `indicators.py`; the figures come from its SQL by name."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import get_language

from governance.common import sql


class Measure(StrEnum):
    """How a figure is read."""

    PERCENT = "percent"
    COUNT = "count"
    YUAN = "yuan"


class Better(StrEnum):
    """Which way a figure should move; a share that only describes has none."""

    HIGHER = "higher"
    NEITHER = "neither"


@dataclass(frozen=True)
class Words:
    """The same text in the languages of the screens."""

    zh: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "zh").startswith("en") else self.zh


ALL = "all"


@dataclass(frozen=True)
class Population:
    """The members that a figure is about: a base (`courtyards`), or a part of it that is recognised by a mark.

    The SQL of the base says who stands in it from when to when, where, and under which name; the SQL of a part
    says from when to when a member carries the mark. `unmarked` means the members without it.
    """

    base: str
    code: str
    app: str
    label: Words
    unmarked: bool = False

    @property
    def statement(self) -> str:
        return sql.load(self.app, f"populations/{self.base if self.code == ALL else self.code}")


@dataclass(frozen=True)
class Indicator:
    """A figure with its definition.

    Two kinds. A *coverage* names its `population`, and its SQL says from when to when a member is covered; the
    denominator is the population. A *tally* has none: its SQL brings rows with numerator and denominator, valid
    from when to when; `placed` names the population that says where a row lies (else the row does).
    `fen`: both are money, kept in fen. `filters`: further parameters that the SQL understands.
    A changed definition is a new `version`, never a silent edit.
    """

    key: str
    app: str
    label: Words
    why: Words
    numerator: Words
    denominator: Words
    code: str = ""
    measure: Measure = Measure.PERCENT
    population: str = ""
    populations: tuple[str, ...] = (ALL,)
    default: str = ALL
    placed: str = ""
    fen: bool = False
    filters: tuple[str, ...] = ()
    better: Better = Better.HIGHER
    owner: str = "governance"
    version: int = 1

    @property
    def name(self) -> str:
        """The code of the catalogue, or the key where it has none."""
        return self.code or self.key

    @property
    def base(self) -> str:
        """The population that says who is a member and where; empty where the rows say it themselves."""
        return self.population or self.placed

    @property
    def statement(self) -> str:
        return sql.load(self.app, f"indicators/{self.key}")


# Labels of the populations by code, filled by the registry as the apps declare them.
POPULATION_WORDS: dict[str, Words] = {}
