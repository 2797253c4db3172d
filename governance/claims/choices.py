"""What a declared value may be of: the indicators and populations that the apps declare, by their names."""

from governance.indicators import registry
from governance.indicators.definitions import POPULATION_WORDS


def indicators() -> list[tuple[str, str]]:
    """Key and name of every indicator."""
    return [(indicator.key, str(indicator.label)) for indicator in registry.every().values()]


def populations() -> list[tuple[str, str]]:
    """Code and name of every population."""
    registry.populations()
    return [(code, str(words)) for code, words in POPULATION_WORDS.items()]
