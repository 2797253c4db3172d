"""The only writers of variants: a district's own reading of an indicator is released, released anew, withdrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from governance.audit import turns
from governance.audit.services import change
from governance.indicators import catalogue, registry
from governance.indicators.definitions import POPULATION_WORDS, Indicator
from governance.indicators.models import IndicatorVariant
from governance.indicators.options import CodeNotOffered, Words, bound
from governance.people.models import User


class VariantRefused(ValueError):
    """The variant can't be released so. `field` is where, `message` says what to do."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message, self.field = message, field


@dataclass(frozen=True)
class Reading:
    """What a variant says: the population, the codes that count by option, and its names; empty ones are made up."""

    population: str
    chosen: Mapping[str, Sequence[str]]
    label_zh: str = ""
    label_en: str = ""
    why_zh: str = ""
    why_en: str = ""


def draft(of: Indicator, reading: Reading) -> IndicatorVariant:
    """The variant as it would be, unsaved, with every text in place. Raises VariantRefused."""
    if reading.population not in of.populations:
        raise VariantRefused(_("Choose one of the populations of this indicator."), "population")
    try:
        chosen = bound(of.options, reading.chosen)
    except CodeNotOffered as strange:
        raise VariantRefused(_("Choose among the offered codes.")) from strange
    if not chosen and reading.population == of.default:
        raise VariantRefused(_("This is the indicator itself. Choose another population, or leave something out."))
    label = _label(of, reading.population, chosen)
    return IndicatorVariant(
        of=of.key, population=reading.population, chosen={name: list(codes) for name, codes in chosen},
        label_zh=(reading.label_zh or label.zh)[:80], label_en=(reading.label_en or label.en)[:160],
        why_zh=(reading.why_zh or of.why.zh)[:200], why_en=(reading.why_en or of.why.en)[:200],
    )


def release(
    *, district: int, of: str, reading: Reading, in_force_from: date, by: User, reason: str
) -> IndicatorVariant:
    """A new variant of the shipped indicator `of`, as its first version. Raises VariantRefused."""
    shipped = _shipped(of)
    row = draft(shipped, reading)
    with change(district=district, by=by, reason=reason):
        turns.take(district, "governance.indicators", shipped.key)
        numbers = IndicatorVariant.objects.filter(district_id=district, of=shipped.key, version=1).count()
        row.district_id, row.key, row.version = district, f"{shipped.name}-{numbers + 1}", 1
        row.in_force_from = in_force_from
        row.save()
    return row


def revise(
    *, district: int, key: str, seen: int, reading: Reading, in_force_from: date, today: date, by: User, reason: str
) -> IndicatorVariant:
    """The next version of a variant; `seen` is the version that the person looked at.

    It is in force from today or a later day: what was counted before stays as it was. Raises VariantRefused.
    """
    with change(district=district, by=by, reason=reason):
        last = _last(district, key, seen)
        if in_force_from < max(today, last.in_force_from):
            raise VariantRefused(
                _("A new version is in force from %(day)s at the earliest: what was counted before stays as it was.")
                % {"day": max(today, last.in_force_from)}, "in_force_from",
            )
        row = draft(_shipped(last.of), reading)
        if _said(row) == _said(last):
            raise VariantRefused(_("The version in force says the same already."))
        row.district_id, row.key, row.version, row.in_force_from = district, last.key, last.version + 1, in_force_from
        row.save()
    return row


def withdraw(*, district: int, key: str, seen: int, today: date, by: User, reason: str) -> IndicatorVariant:
    """The variant is no longer asked for from today on; every version stays computable. Raises VariantRefused."""
    with change(district=district, by=by, reason=reason):
        last = _last(district, key, seen)
        return IndicatorVariant.objects.create(
            district_id=district, key=last.key, version=last.version + 1, of=last.of, population=last.population,
            chosen=last.chosen, label_zh=last.label_zh, label_en=last.label_en, why_zh=last.why_zh, why_en=last.why_en,
            in_force_from=today, is_withdrawn=True,
        )


def _shipped(name: str) -> Indicator:
    try:
        return registry.find(name)
    except registry.UnknownIndicator as unknown:
        raise VariantRefused(_("Choose the indicator first.")) from unknown


def _last(district: int, key: str, seen: int) -> IndicatorVariant:
    """The newest version, which nobody else supersedes meanwhile."""
    turns.take(district, "governance.indicators", key)
    rows = catalogue.versions(key, district)
    if not rows or rows[0].version != seen:
        raise VariantRefused(_("Somebody released another version meanwhile. Look at it anew, then change it."))
    if rows[0].is_withdrawn:
        raise VariantRefused(_("This variant is withdrawn. Define a new one."))
    return rows[0]


def _said(row: IndicatorVariant) -> tuple[object, ...]:
    return (row.population, row.chosen, row.label_zh, row.label_en, row.why_zh, row.why_en)


def _label(of: Indicator, population: str, chosen: Sequence[tuple[str, tuple[str, ...]]]) -> Words:
    """The indicator's name with what is different: the population, and what alone counts."""
    options = {option.name: option for option in of.options}
    parts = [options[name].words(codes) for name, codes in chosen]
    if population != of.default:
        parts.insert(0, POPULATION_WORDS[population])
    zh, en = "，".join(part.zh for part in parts), ", ".join(part.en for part in parts)
    return Words(f"{of.label.zh}（{zh}）", f"{of.label.en} ({en})")
