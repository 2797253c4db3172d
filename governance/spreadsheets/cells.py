"""Turns a raw cell into what the register's form understands; says what was reckoned, refuses what is not clear."""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from governance.spreadsheets import days, figures
from governance.spreadsheets.lists import choice_of, choices_of, flag_of
from governance.spreadsheets.sheets import Raw
from governance.spreadsheets.targets import Kind, Target
from governance.spreadsheets.texts import (
    NONE,
    Parsed,
    cleaned,
    code_of,
    is_nothing,
    key_of,
    left_empty,
    no_content,
    person_of,
    reference_of,
    text_of,
)
from governance.spreadsheets.wording import plain

NO_END = frozenset({"至今", "长期", "长期有效", "永久", "无期限", "无固定期限", "现任", "在任", "今"})
DECADE = re.compile(r"年代|世纪|(?<!\d)\d0后")
YEARS = range(1800, 2101)


def parse(target: Target, raw: Raw, *, unit: str = "", from_1904: bool = False) -> Parsed:
    """One cell. `unit` is what the column's heading names; `from_1904` how the workbook counts its days."""
    raw = cleaned(raw)
    if raw is None:
        return Parsed()
    if isinstance(raw, str) and (refusal := no_content(raw)):
        return Parsed(refusal=refusal)
    if target.kind == Kind.DAY:
        return _day(raw, from_1904)
    if target.kind == Kind.MOMENT:
        return left_empty(raw) if is_nothing(raw) else _answer(days.moment(raw))
    if target.kind in FIGURES:
        return FIGURES[target.kind](raw, unit)
    return OTHERS[target.kind](target, raw)


def _answer(answer: days.Answer) -> Parsed:
    return Parsed(*answer)


def _day(raw: Raw, from_1904: bool) -> Parsed:
    if is_nothing(raw) or plain(raw) in NO_END:
        return left_empty(raw)
    return _answer(days.day(raw, from_1904=from_1904))


def _period(target: Target, raw: Raw) -> Parsed:
    return left_empty(raw) if is_nothing(raw) else _answer(days.period(raw))


def _figured(raw: Raw, unit: str, known: dict[str, tuple[int, int]]) -> tuple[figures.Figure, str]:
    """The figure and the unit that holds: its own, or the heading's."""
    found = figures.figure(raw, known)
    if found.refusal or found.unit:
        return found, found.unit
    if unit and unit not in known:
        return figures.Figure(refusal=_("The heading's unit %(unit)s does not fit what this column fills.") % {"unit": unit}), ""
    return found, unit


def _no_figure(raw: Raw) -> Parsed | None:
    if is_nothing(raw, none=False):
        return left_empty(raw)
    if plain(raw) in NONE:
        return Parsed(refusal=_("“%(text)s” may mean 0 or not known. Please write 0, or leave the cell empty.") % {"text": raw})
    return None


def _count(raw: Raw, unit: str) -> Parsed:
    if empty := _no_figure(raw):
        return empty
    found, of = _figured(raw, unit, figures.COUNTED)
    if found.refusal:
        return Parsed(refusal=found.refusal)
    number = found.number * figures.COUNTED.get(of, (1, 1))[0]
    if number != number.to_integral_value():
        return Parsed(refusal=_("%(text)s is no whole number.") % {"text": figures.written(number)})
    if number < 0:
        return _below_zero(number)
    text = figures.written(number)
    scaled = figures.COUNTED.get(of, (1, 1))[0] != 1
    return Parsed(text, _reckoned(found.number, of, text, "") if scaled else found.note)


def _below_zero(number: Decimal) -> Parsed:
    return Parsed(refusal=_("%(text)s is below zero. Please check the figure.") % {"text": figures.written(number)})


def _amount(raw: Raw, unit: str) -> Parsed:
    if empty := _no_figure(raw):
        return empty
    found = figures.figure(raw, figures.SAME)
    if found.refusal:
        return Parsed(refusal=found.refusal)
    if unit and unit not in figures.SAME and not found.unit:
        return Parsed(refusal=_("The heading's unit %(unit)s does not fit what this column fills.") % {"unit": unit})
    if unit == "%" and not isinstance(raw, str) and 0 < abs(found.number) <= 1:
        shown = {"share": figures.written(found.number), "hundred": figures.written(found.number * 100)}
        told = _("Is it %(share)s per cent or %(hundred)s per cent? Please write it with the sign, as “%(hundred)s%%”.")
        return Parsed(refusal=told % shown)
    return Parsed(figures.written(found.number), found.note)


def _area(raw: Raw, unit: str) -> Parsed:
    found = _converted(raw, unit, figures.AREAS, "㎡", "㎡", None)
    return _below_zero(Decimal(found.text)) if found.text.startswith("-") else found


def _money(raw: Raw, unit: str) -> Parsed:
    return _converted(raw, unit, figures.MONEYS, "元", _("yuan"), 2)


def _converted(raw: Raw, unit: str, known: dict[str, tuple[int, int]], base: str, shown: str, places: int | None) -> Parsed:
    if empty := _no_figure(raw):
        return empty
    found, of = _figured(raw, unit, known)
    if found.refusal:
        return Parsed(refusal=found.refusal)
    if of in ("", base):
        exponent = found.number.normalize().as_tuple().exponent
        fits = isinstance(exponent, int) and exponent >= -2
        return Parsed(figures.written(found.number, places if fits else None), found.note)
    text = figures.written(figures.reckoned(found.number, known[of]), places)
    return Parsed(text, _reckoned(found.number, of, text, shown))


def _reckoned(number: Decimal, unit: str, text: str, shown: str) -> str:
    return f"{figures.written(number)}{unit} = {text} {shown}".strip()


def _year(raw: Raw, unit: str) -> Parsed:
    if is_nothing(raw):
        return left_empty(raw)
    if isinstance(raw, date):
        if raw.year in (1904, 1905):
            told = _("The cell is formatted as a date and shows %(day)s. Please write the year, as 1987.")
            return Parsed(refusal=told % {"day": f"{raw:%Y-%m-%d}"})
        return Parsed(str(raw.year), _("of %(day)s the year was taken") % {"day": f"{raw:%Y-%m-%d}"})
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return Parsed(refusal=_no_year(raw))
    text = days.compact(raw)
    if DECADE.search(text):
        return Parsed(refusal=_("“%(text)s” is a decade. Please write one year, as 1987.") % {"text": raw})
    if (found := re.fullmatch(r"(\d{4})(?:年|年度|年建成?|年竣工)?", text)) and int(found[1]) in YEARS:
        return Parsed(str(int(found[1])))
    further = days.MONTH.match(text) or days.DAY.match(text) or days.COMPACT.match(text)
    if isinstance(raw, str) and further and int(text[:4]) in YEARS:
        return Parsed(str(int(text[:4])), _("of %(day)s the year was taken") % {"day": raw})
    return Parsed(refusal=_no_year(raw))


def _no_year(raw: Raw) -> str:
    return _("“%(text)s” is no year of four digits. Please write it as 1987.") % {"text": raw}


FIGURES: dict[Kind, Callable[[Raw, str], Parsed]] = {
    Kind.COUNT: _count, Kind.YEAR: _year, Kind.AMOUNT: _amount, Kind.AREA: _area, Kind.MONEY: _money,
}
OTHERS: dict[Kind, Callable[[Target, Raw], Parsed]] = {
    Kind.TEXT: text_of, Kind.CODE: code_of, Kind.PERSON: person_of, Kind.REFERENCE: reference_of, Kind.KEY: key_of,
    Kind.FLAG: flag_of, Kind.CHOICE: choice_of, Kind.CHOICES: choices_of, Kind.PERIOD: _period,
}
