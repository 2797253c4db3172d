"""The words by which a report speaks of a district's indicators and streets, from their declarations."""

import re

from governance.claims.rules.printed import Unit
from governance.claims.rules.vocabulary import Term, Vocabulary
from governance.divisions.models import Street
from governance.indicators import registry
from governance.indicators.definitions import ALL, Indicator, Measure, Population

UNITS = {Measure.PERCENT: Unit.PERCENT, Measure.COUNT: Unit.COUNT, Measure.YUAN: Unit.YUAN}
WHOLE = ("全区", "全部", "整体", "所有")
OFFICE = re.compile(r"(街道|镇|乡|园区)?(办事处)?$")


def vocabulary(district: int) -> Vocabulary:
    """All terms, and the streets by the names that people use: 北下街 of 北下街街道."""
    streets = Street.objects.filter(district_id=district).values_list("pk", "name")
    short = ((pk, OFFICE.sub("", name) or name) for pk, name in streets)
    return Vocabulary(tuple(map(term, registry.every().values())), tuple((pk, name) for pk, name in short if len(name) > 1))


def term(indicator: Indicator) -> Term:
    """An indicator with its words; its own names stand beside the synonyms."""
    whole = _population(indicator, ALL)
    return Term(
        key=indicator.key, unit=UNITS[indicator.measure], names=_names(indicator), nouns=indicator.nouns,
        counted_in=indicator.counted_in or (whole.counted_in if whole and indicator.population else ()),
        around=whole.synonyms if whole else (), populations=_populations(indicator, whole), is_money=indicator.fen,
    )


def measure_word(indicator: Indicator) -> str:
    """The measure word of what the indicator counts, such as 家; empty where it says none."""
    whole = _population(indicator, ALL)
    words = indicator.counted_in or (whole.counted_in if whole and indicator.population else ())
    return words[0] if words else ""


def _names(indicator: Indicator) -> tuple[str, ...]:
    """Its name, its code, and its synonyms. A count has its nouns for a name, which stand at the number."""
    own = [] if indicator.measure is Measure.COUNT else [indicator.label.zh, indicator.code]
    return tuple(dict.fromkeys(word for word in (*own, *indicator.synonyms) if len(word) > 1))


def _populations(indicator: Indicator, whole: Population | None) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The words of its populations; all of them only where the text says so (全区楼院), for every part is called so too."""
    found = []
    for code in indicator.populations:
        if code == ALL:
            words = tuple(f"{all_}{noun}" for all_ in WHOLE for noun in (whole.synonyms if whole else ()))
        else:
            population = _population(indicator, code)
            words = population.synonyms if population else ()
        # An indicator that is named after a population (the share of 三无楼院) is not about that population.
        if words and not any(word in name for word in words for name in _names(indicator)):
            found.append((code, words))
    return tuple(found)


def _population(indicator: Indicator, code: str) -> Population | None:
    return registry.populations().get((indicator.base, code))
