"""`indicators`: the catalogue of the district, what the portal ships and the district's own variants with their versions."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema, extend_schema_view

from governance.indicators import catalogue
from governance.indicators.definitions import EMPTY, POPULATION_WORDS, Indicator, Words
from governance.indicators.models import IndicatorVariant
from governance.tenancy import scope
from portal.api import shapes
from portal.api.answers import Body
from portal.api.endpoint import CLOCKS, PROBLEMS, SHEETS, Endpoint, stamps
from portal.api.parameters import Parameters


@extend_schema_view(
    get=extend_schema(
        operation_id="indicators", parameters=[*CLOCKS, *SHEETS],
        responses={200: shapes.Definitions, 304: None, **PROBLEMS},
    )
)
class Indicators(Endpoint):
    """The catalogue: what each indicator counts, and of which population, in Chinese and English.

    A variant of the district stands behind the indicator that it is a variant of, in the version in force on the day;
    `variants` has every version that was released, each computable by its `name` (`I3-1@2`).
    """

    token_scope = "statistics"
    rows = "indicators"

    def read(self, asked: Parameters, **path: Any) -> Callable[[], Body]:
        clock, district = asked.clock(), asked.portal.district.pk

        def build() -> Body:
            with scope.as_known_at(clock.as_of):
                known, released = catalogue.every(district, clock.on), catalogue.released(district)
            return stamps(clock) | {
                "indicators": [definition(indicator) for indicator in known.values()],
                "populations": [{"code": code, **_both(words)} for code, words in POPULATION_WORDS.items()],
                "variants": [_version(row) for row in released],
            }

        return build


def _both(words: Words) -> dict[str, str]:
    return {"zh": words.zh, "en": words.en}


def definition(indicator: Indicator) -> Body:
    return {
        "key": indicator.key, "code": indicator.code, "unit": indicator.measure.value,
        "label": _both(indicator.label), "why": _both(indicator.why), "numerator": _both(indicator.numerator),
        "denominator": _both(indicator.denominator), "population": indicator.default,
        "populations": list(indicator.populations), "filters": list(indicator.filters), "owner": indicator.owner,
        "version": indicator.version, "subject": indicator.app, "better": indicator.better.value,
        "closed_by": indicator.closed_by or None, "decimals": indicator.decimals, "rounding": "half_up", "empty": EMPTY,
        "variant_of": indicator.variant_of or None,
        "options": [
            {
                "name": option.name, **_both(option.label), "chosen": list(dict(indicator.bound).get(option.name, ())),
                "codes": [{"code": code, **_both(words)} for code, words in option.codes],
            }
            for option in indicator.options
        ],
    }


def _version(row: IndicatorVariant) -> Body:
    return {
        "name": f"{row.key}@{row.version}", "key": row.key, "version": row.version, "variant_of": row.of,
        "label": {"zh": row.label_zh, "en": row.label_en}, "why": {"zh": row.why_zh, "en": row.why_en},
        "population": row.population,
        "chosen": [{"name": name, "codes": codes} for name, codes in row.chosen.items()],
        "in_force_from": row.in_force_from, "withdrawn": row.is_withdrawn, "released_by": row.change.actor_name,
        "released_at": row.recorded_at.isoformat(), "reason": row.change.reason,
    }
