"""Texts, names, codes and references as clerks write them, and the texts that say that a cell holds nothing."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from governance.spreadsheets import figures, wording
from governance.spreadsheets.sheets import Raw
from governance.spreadsheets.targets import Target
from governance.spreadsheets.wording import plain, words

INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# Full-width digits and letters and the wide space; Chinese punctuation stays as it is.
NARROW: dict[int, int | str] = {
    code: code - 0xFEE0 for low, high in (("０", "９"), ("Ａ", "Ｚ"), ("ａ", "ｚ")) for code in range(ord(low), ord(high) + 1)
}
NARROW |= {0x3000: " ", 0xA0: " "}
BETWEEN = re.compile(r"(?<=[^\x00-\xff])\s+(?=[^\x00-\xff])")
# How a CSV of ours keeps a text from being a formula.
NEUTRALISED = re.compile(r"^'(?=[=+\-@])")
ERROR = re.compile(r"^#(?:null!|div/0!|value!|ref!|name\?|num!|n/a|getting_data|spill!|calc!|blocked!|#+|不可用)$")
UNRECKONED = "#calc!"
NOTHING = words("— – - -- —— --- ———— / // \\ n/a na n.a. null nil . 。 空 暂无 暂缺 未知 不详 不清楚 不明 未填 未统计") | words(
    "待定 待查 待核实 待补 待补充"
)
NONE = frozenset({"无", "没有", "none"})
DOTS = re.compile(r"[•・‧．∙·]")
USCC = re.compile(r"^[0-9A-HJ-NP-RT-UWXY]{18}$")
# Fields of one line: a line break in their cells only wraps it.
ONE_LINE = ("name", "title", "address")


@dataclass(frozen=True)
class Parsed:
    """`text` is for the form; `note` says what was reckoned or left out; `refusal` what is wrong and how to write it."""

    text: str = ""
    note: str = ""
    refusal: str = ""


def cleaned(raw: Raw) -> Raw:
    """Without what can't be seen, and without the apostrophe that keeps a text from being a formula."""
    if not isinstance(raw, str):
        return raw
    return NEUTRALISED.sub("", INVISIBLE.sub("", raw).replace("\r\n", "\n").replace("\r", "\n").strip()) or None


def no_content(raw: str) -> str:
    text = plain(raw)
    if text == UNRECKONED:
        return _("The file holds the formula but not its result. Open it in Excel or WPS, save it and send it again.")
    if ERROR.match(text):
        return _("The cell holds Excel's error %(text)s. Please mend the formula or write the value.") % {"text": raw}
    if wording.is_same_as_above(raw):
        return _("“%(text)s”: nothing stands above it that it could repeat. Please write the value.") % {"text": raw}
    return ""


def left_empty(raw: Raw) -> Parsed:
    return Parsed(note=_("“%(text)s” was read as empty") % {"text": raw})


def is_nothing(raw: Raw, *, none: bool = True) -> bool:
    text = plain(raw)
    return text in NOTHING or (none and text in NONE)


def text_of(target: Target, raw: Raw) -> Parsed:
    if isinstance(raw, str) and is_nothing(raw):
        return left_empty(raw)
    text, note, refusal = as_text(raw)
    if target.name in ONE_LINE:
        text = " ".join(BETWEEN.sub("", text).split()) if "\n" in text else text
    return Parsed(text, note, refusal)


def as_text(raw: Raw) -> tuple[str, str, str]:
    """The text of any cell, a note or a refusal."""
    if isinstance(raw, str):
        lines = [" ".join(line.split()) for line in raw.translate(NARROW).split("\n")]
        return "\n".join(lines).strip(), "", ""
    if isinstance(raw, bool):
        return ("TRUE" if raw else "FALSE"), "", ""
    if isinstance(raw, int | float):
        if not -figures.EXACT < raw < figures.EXACT:
            return "", "", figures.lost()
        return figures.written(figures.exact(raw)), "", ""
    if isinstance(raw, datetime | date):
        text = f"{raw:%Y-%m-%d}"
        return text, _("Excel holds this cell as the date %(day)s") % {"day": text}, ""
    if isinstance(raw, time | timedelta):
        return str(raw), _("Excel holds this cell as the time %(time)s") % {"time": raw}, ""
    return "", "", ""


def code_of(target: Target, raw: Raw) -> Parsed:
    if isinstance(raw, str) and is_nothing(raw):
        return left_empty(raw)
    is_fraction = isinstance(raw, float) and not raw.is_integer() and abs(raw) < figures.EXACT
    if isinstance(raw, bool | date | time | timedelta) or is_fraction:
        return Parsed(refusal=_("“%(text)s” is no code. Please format the cell as text and write it again.") % {"text": raw})
    text, _note, refusal = as_text(raw)
    if refusal:
        return Parsed(refusal=refusal)
    text = unicodedata.normalize("NFKC", text)
    if figures.SCIENTIFIC.match(text.lower()):
        told = _("“%(text)s” is a shortened number; the digits are lost. Please write it in full.")
        return Parsed(refusal=told % {"text": raw})
    note = ""
    if re.fullmatch(r"\d+\.0+", text):
        text, note = text.split(".")[0], _("the decimals of %(text)s were left out") % {"text": text}
    text = re.sub(r"\s+", "", text) if text.isascii() else " ".join(text.split())
    return Parsed(text.upper() if USCC.match(text.upper()) else text, note)


def person_of(target: Target, raw: Raw) -> Parsed:
    if not isinstance(raw, str):
        return Parsed(refusal=_("“%(text)s” is no name. Please write the name alone.") % {"text": raw})
    if is_nothing(raw):
        return left_empty(raw)
    text = BETWEEN.sub("", " ".join(unicodedata.normalize("NFKC", raw).split()))
    text = DOTS.sub("·", text)
    if re.search(r"[\d、,;/()|+\[\]:]", text):
        return Parsed(refusal=_("“%(text)s” is more than one name. Please write one person's name alone.") % {"text": raw})
    return Parsed(text)


def reference_of(target: Target, raw: Raw) -> Parsed:
    if isinstance(raw, date | time | timedelta | bool):
        told = _("“%(text)s” is no name and no code. Please format the cell as text and write it again.")
        return Parsed(refusal=told % {"text": raw})
    found = text_of(target, raw)
    return Parsed(" ".join(BETWEEN.sub("", found.text).split()), found.note, found.refusal)


def key_of(target: Target, raw: Raw) -> Parsed:
    return Parsed(raw if isinstance(raw, str) else as_text(raw)[0])
