"""The catalogue of a district: the indicators that the portal ships, and the district's own variants of them.

Every page and endpoint that takes the name of an indicator asks here. Inside `scope.as_known_at` the answer is what
was known then. A name alone means the version in force on the day; `name@2` means that version, for ever.
"""

from dataclasses import replace
from datetime import date

from governance.indicators import registry
from governance.indicators.definitions import Indicator
from governance.indicators.models import IndicatorVariant
from governance.indicators.options import CodeNotOffered, Words, bound
from governance.indicators.registry import UnknownIndicator

__all__ = ["UnknownIndicator", "every", "find", "released", "shaped", "versions"]


def find(name: str, district: int, on: date | None = None) -> Indicator:
    """The indicator of a key, a code (in any case) or either with a version (`I3-1@2`). Raises UnknownIndicator.

    `on`: the day whose version is meant; without it the newest one.
    """
    plain, at, number = name.partition("@")
    if at and not number:
        raise UnknownIndicator(name)
    try:
        shipped = registry.find(plain)
    except UnknownIndicator:
        return _variant(name, plain, number, district, on)
    if at and number != str(shipped.version):
        raise UnknownIndicator(name)
    return shipped


def every(district: int, on: date | None = None) -> dict[str, Indicator]:
    """All indicators by key, each variant behind the one that it is a variant of."""
    mine: dict[str, list[Indicator]] = {}
    for found in _by_key(district).values():
        row = _in_force(found, on)
        indicator = None if row is None or row.is_withdrawn else shaped(row, row.key)
        if indicator is not None:
            mine.setdefault(indicator.variant_of, []).append(indicator)
    return {
        one.key: one for shipped in registry.every().values() for one in (shipped, *mine.get(shipped.key, ()))
    }


def versions(name: str, district: int) -> list[IndicatorVariant]:
    """All versions of a variant with their changes, the newest first; none for what the portal ships."""
    rows = IndicatorVariant.objects.filter(district_id=district, key__iexact=name.partition("@")[0])
    return list(rows.select_related("change").order_by("-version"))


def released(district: int) -> list[IndicatorVariant]:
    """All versions of all variants with their changes, in the order of their names."""
    rows = IndicatorVariant.objects.filter(district_id=district)
    return list(rows.select_related("change").order_by("key", "version"))


def shaped(row: IndicatorVariant, key: str) -> Indicator | None:
    """A version as the indicator that it says, under the given key; None if the portal no longer ships what it is of."""
    of = registry.every().get(row.of)
    if of is None or row.population not in of.populations:
        return None
    try:
        chosen = bound(of.options, row.chosen)
    except CodeNotOffered:
        return None
    labels = {option.name: option for option in of.options}
    zh = "".join(f"（{labels[name].label.zh}：{labels[name].words(codes).zh}）" for name, codes in chosen)
    en = "".join(f" ({labels[name].label.en}: {labels[name].words(codes).en})" for name, codes in chosen)
    return replace(
        of, key=key, code="", label=row.label, why=Words(row.why_zh, row.why_en),
        numerator=Words(of.numerator.zh + zh, of.numerator.en + en), populations=(row.population,),
        default=row.population, version=row.version, bound=chosen, variant_of=of.key,
    )


def _variant(name: str, plain: str, number: str, district: int, on: date | None) -> Indicator:
    rows = versions(plain, district)
    asked = [row for row in rows if str(row.version) == number] if number else rows[::-1]
    row = _in_force(asked, None if number else on)
    found = None if row is None or row.is_withdrawn else shaped(row, f"{row.key}@{number}" if number else row.key)
    if found is None:
        raise UnknownIndicator(name)
    return found


def _by_key(district: int) -> dict[str, list[IndicatorVariant]]:
    found: dict[str, list[IndicatorVariant]] = {}
    for row in IndicatorVariant.objects.filter(district_id=district).order_by("key", "version"):
        found.setdefault(row.key, []).append(row)
    return found


def _in_force(rows: list[IndicatorVariant], on: date | None) -> IndicatorVariant | None:
    """Of the versions, the oldest first, the one in force on the day; the first one before it was in force."""
    if not rows:
        return None
    begun = [row for row in rows if on is None or row.in_force_from <= on]
    return begun[-1] if begun else rows[0]
