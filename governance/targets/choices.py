"""What a target may be set for: the indicators and populations of the catalogue, as a form offers them."""

from governance.indicators import registry
from governance.indicators.definitions import ALL, POPULATION_WORDS, Better


def indicators() -> list[tuple[str, str]]:
    """Every indicator that should move one way, by key; a share that only describes has no target."""
    return [
        (key, f"{indicator.code} {indicator.label}".strip())
        for key, indicator in registry.every().items() if indicator.better is not Better.NEITHER
    ]


def populations() -> list[tuple[str, str]]:
    """Every part of a population, by code."""
    registry.every()
    return [(code, str(POPULATION_WORDS[code])) for code in (ALL, *sorted(set(POPULATION_WORDS) - {ALL}))]
