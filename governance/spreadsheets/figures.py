"""Figures as clerks write them: 12,345.67元, 3.2亩, （1,200.00）, 3521.6平方米. What is no figure is refused, not guessed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _

from governance.spreadsheets.sheets import Raw
from governance.spreadsheets.wording import UNITS, plain, words

CENT = Decimal("0.01")
# 1 亩 is 2000/3 ㎡: kept as a fraction, so that the rounding happens once.
AREAS = {"㎡": (1, 1), "万㎡": (10_000, 1), "亩": (2_000, 3), "公顷": (10_000, 1)}
MONEYS = {"元": (1, 1), "千元": (1_000, 1), "万元": (10_000, 1), "亿元": (100_000_000, 1)}
COUNTED = {"户": (1, 1), "万户": (10_000, 1), "人": (1, 1), "万人": (10_000, 1)} | dict.fromkeys(
    words("栋 个 套 年 月 岁 层 单元 次 场 天 小时 分钟 台 辆 条 部 张 本 份"), (1, 1)
)
# Units of which a figure without a conversion may be.
SAME = dict.fromkeys(("元/㎡/月", "元", "%", "分", "户", "人", "㎡", *COUNTED), (1, 1))
FIGURE = re.compile(
    r"^(?P<minus>[-−–+])?(?P<open>\()?(?P<minus2>-)?[¥]?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d*)?|\d+(?:\.\d*)?|\.\d+)(?P<rest>.*)$"
)
ROUGH = re.compile(r"约|大概|左右|上下|余|多|近|将近|不足|不到|以上|以下|几|数十|数百|若干|[≈≥≤><~]|\d\+$|可能|估")
SCIENTIFIC = re.compile(r"^[-+]?\d+(?:\.\d+)?e[+-]?\d+$")
NUMERALS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
TENS = {"十": 10, "百": 100, "千": 1000}
# From here on Excel itself no longer holds each digit.
EXACT = 10**15


@dataclass(frozen=True)
class Figure:
    """A number and the unit that was written behind it; or why it is none."""

    number: Decimal = Decimal(0)
    unit: str = ""
    note: str = ""
    refusal: str = ""


def figure(raw: Raw, known: Mapping[str, tuple[int, int]]) -> Figure:
    """`known` are the units that may stand behind the number."""
    if isinstance(raw, bool) or not isinstance(raw, int | float | str):
        return Figure(refusal=_("“%(text)s” is no figure.") % {"text": raw})
    if isinstance(raw, str):
        return _written(raw, known)
    if not -EXACT < raw < EXACT:
        return Figure(refusal=lost())
    return Figure(exact(raw))


def lost() -> str:
    return _("Excel holds 15 digits of a number; the others of this one are lost. Please write it as text.")


def exact(raw: int | float) -> Decimal:
    """What the cell shows: 0.1 + 0.2 is 0.3, as in Excel, which holds 15 digits."""
    return Decimal(raw) if isinstance(raw, int) else Decimal(format(raw, ".15g"))


def _written(raw: str, known: Mapping[str, tuple[int, int]]) -> Figure:
    text = plain(raw).removeprefix("人民币").removeprefix("rmb")
    note = ""
    if re.search(r"\d。\d", text):
        text = text.replace("。", ".", 1)
        note = _("“。” was read as a decimal point")
    if SCIENTIFIC.match(text):
        told = _("“%(text)s” is a shortened number; the digits are lost. Please write it in full.")
        return Figure(refusal=told % {"text": raw.strip()})
    if ROUGH.search(text):
        return Figure(refusal=_("“%(text)s” is no exact figure. Please write the number alone.") % {"text": raw.strip()})
    found = FIGURE.match(text)
    if not found:
        return _in_numerals(raw, text, known)
    rest = found["rest"]
    if found["open"]:
        rest = rest.removesuffix(")") if rest.endswith(")") else rest.replace(")", "", 1) if rest.startswith(")") else "?"
    unit = UNITS.get(rest, rest)
    if rest and unit not in known:
        return _unknown(raw, found["digits"], rest, known)
    number = Decimal(found["digits"].replace(",", ""))
    is_negative = (found["minus"] or "") in tuple("-−–") or bool(found["minus2"])
    if found["open"] and not (found["minus"] or found["minus2"]):
        is_negative = True
        note = _("a figure in brackets was read as negative")
    return Figure(-number if is_negative else number, unit if rest else "", note)


def _unknown(raw: str, digits: str, rest: str, known: Mapping[str, tuple[int, int]]) -> Figure:
    text = raw.strip()
    if rest in UNITS:
        return Figure(refusal=_("“%(text)s” has another unit than this column. Please write it without a unit.") % {"text": text})
    if rest.startswith(","):
        told = _("The comma in “%(text)s” can be read in two ways. Please write the number without commas.")
        return Figure(refusal=told % {"text": text})
    return Figure(refusal=_("“%(text)s” is no plain figure. Please write the number alone, for example %(digits)s.") % {
        "text": text, "digits": digits.replace(",", "").rstrip("."),
    })


def _in_numerals(raw: str, text: str, known: Mapping[str, tuple[int, int]]) -> Figure:
    """三十二户, with a note; anything else is no figure."""
    body = next((text[: -len(unit)] for unit in known if unit and text.endswith(unit) and len(text) > len(unit)), text)
    number = _numerals(body)
    if number is None:
        return Figure(refusal=_("“%(text)s” is no figure. Please write the number in digits.") % {"text": raw.strip()})
    return Figure(Decimal(number), "", _("%(text)s was read as %(number)s") % {"text": raw.strip(), "number": number})


def _numerals(text: str) -> int | None:
    if not text or len(text) > 9 or any(sign not in NUMERALS and sign not in TENS for sign in text):
        return None
    if not any(sign in TENS for sign in text):
        return int("".join(str(NUMERALS[sign]) for sign in text)) if len(text) == 1 else None
    total, digit, last = 0, None, 10_000
    for sign in text:
        if sign in TENS:
            if TENS[sign] >= last or (digit is None and total):
                return None
            last = TENS[sign]
            total += (1 if digit is None else digit) * last
            digit = None
        elif digit:
            return None
        else:
            digit = NUMERALS[sign]
    # 三百五 is 350 in speech and 305 to a reader in haste.
    if digit and last > 10 and text[-2] != "零" and text[-2] != "〇":
        return None
    return total + (digit or 0)


def written(number: Decimal, places: int | None = None) -> str:
    """A plain decimal number: no thousands, no exponent."""
    if places is not None:
        return f"{number:.{places}f}"
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text) or "0"


def reckoned(number: Decimal, factor: tuple[int, int]) -> Decimal:
    """In the register's unit, half up to two decimals."""
    return (number * factor[0] / factor[1]).quantize(CENT, ROUND_HALF_UP)
