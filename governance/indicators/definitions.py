"""What an indicator is. Each app declares its own in `indicators.py`; the figures come from its SQL by name."""

from dataclasses import dataclass
from enum import StrEnum

from governance.common import sql
from governance.indicators.options import Bound, Option, Words, fill

__all__ = ["ALL", "EMPTY", "POPULATION_WORDS", "ROUNDING", "Better", "Indicator", "Measure", "Option", "Population", "Words"]


class Measure(StrEnum):
    """How a figure is read."""

    PERCENT = "percent"
    COUNT = "count"
    YUAN = "yuan"


class Better(StrEnum):
    """Which way a figure should move; a share that only describes has none."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


ALL = "all"
# The portal's one rounding, and what stands where there is nothing to divide by: neither 0 nor 100 %.
ROUNDING = Words("四舍五入，保留两位小数", "half-up, two decimals")
EMPTY = "—"


@dataclass(frozen=True)
class Population:
    """The members that a figure is about: a base (`courtyards`), or a part of it that is recognised by a mark.

    The SQL of the base says who stands in it from when to when, where, and under which name; the SQL of a part
    says from when to when a member carries the mark. `unmarked` means the members without it. Parts of a `family` share
    one SQL file, which understands the codes in `bound`. Of a base, `register` names the one in which its members have
    their pages.
    """

    base: str
    code: str
    app: str
    label: Words
    unmarked: bool = False
    family: str = ""
    bound: Bound = ()
    register: str = ""
    # How reports speak of its members (三无楼院), and the measure words of what a base counts (家 of firms).
    synonyms: tuple[str, ...] = ()
    counted_in: tuple[str, ...] = ()

    @property
    def statement(self) -> str:
        text = sql.load(self.app, f"populations/{self.family or (self.base if self.code == ALL else self.code)}")
        return fill(text, [name for name, _codes in self.bound], self.bound)


@dataclass(frozen=True)
class Indicator:
    """A figure with its definition.

    Two kinds. A *coverage* names its `population`, and its SQL says from when to when a member is covered; the
    denominator is the population. A *tally* has none: its SQL brings rows with numerator and denominator, valid
    from when to when; `placed` names the population that says where a row lies (else the row does).
    `fen`: both are money, kept in fen. `filters`: further parameters that the SQL understands.
    `closed_by` names the register in which an entry about a missing record closes the gap; `register` the one in which
    its members have their pages, where that is not the population's.
    `options`: what of it may be chosen; a district's variant (`variant_of` a shipped key) holds its choice in `bound`.
    `synonyms` are its names in reports (`…` skips some signs), `nouns` what stands right at its number, `counted_in`
    the measure words of that; indicators of one `kin` are taken for each other.
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
    closed_by: str = ""
    register: str = ""
    synonyms: tuple[str, ...] = ()
    nouns: tuple[str, ...] = ()
    counted_in: tuple[str, ...] = ()
    kin: str = ""
    owner: str = "governance"
    version: int = 1
    options: tuple[Option, ...] = ()
    bound: Bound = ()
    variant_of: str = ""

    @property
    def name(self) -> str:
        """The code of the catalogue, or the key where it has none."""
        return self.code or self.key

    @property
    def base(self) -> str:
        """The population that says who is a member and where; empty where the rows say it themselves."""
        return self.population or self.placed

    @property
    def decimals(self) -> int:
        """Percentages are divided when shown, to two decimals; money is yuan and fen."""
        return 0 if self.measure is Measure.COUNT else 2

    @property
    def statement(self) -> str:
        text = sql.load(self.app, f"indicators/{self.variant_of or self.key}")
        return fill(text, [option.name for option in self.options], self.bound)


# Labels of the populations by code, filled by the registry as the apps declare them.
POPULATION_WORDS: dict[str, Words] = {}
