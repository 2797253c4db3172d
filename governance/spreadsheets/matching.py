"""Guesses which column fills what: by what was chosen before, by its heading, by what stands in it. A person confirms."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from difflib import SequenceMatcher
from functools import partial

from governance.spreadsheets import texts, wording
from governance.spreadsheets.cells import parse
from governance.spreadsheets.sheets import Column, Raw
from governance.spreadsheets.targets import Kind, Target
from governance.spreadsheets.wording import plain

SURE, LIKELY, NONE = "sure", "likely", "none"
# From which likeness on a heading is taken for sure, or offered.
SURE_FROM, LIKELY_FROM = 0.93, 0.6
LOOKED_AT = 60
FIGURES = (Kind.COUNT, Kind.AMOUNT, Kind.AREA, Kind.MONEY)
# Headings of days and years.
OF_TIME = re.compile(r"日期|时间|年代|年份|年$|日$")
# What begins as a day, a telephone or a code is no figure, for all its digits.
NUMERAL = re.compile(r"\d|[一二三四五六七八九十零]")
NO_FIGURE = re.compile(r"^[0-9a-z]{15,}$|^1\d{10}$|^\d{4}[-./年]\d{1,2}[-./月]\d")
DATES = (Kind.DAY, Kind.PERIOD, Kind.YEAR)
HINTS = re.compile(
    r"^(?:必填|选填|掩码|脱敏|全称|简称|单选|多选|下拉选择|如有|没有则不填|可不填|填.{0,8}|例.*|格式.*|是/否|有/无|yyyy.*)$"
)
NUMBERING = re.compile(r"^(?:\(?\d{1,2}[.、)]|[一二三四五六七八九十]{1,3}、)(?!\d)")
MARKS = re.compile(r"[*:_\-—.,、/\"'?!“”]")
# Parents that say nothing which their children do not.
GENERAL = re.compile(r"基本|概况|信息|情况|^(?:楼院|小区|院落|企业|公司|其他|其它|明细|数据)$")
# What a heading that ends so can be, whatever else it is like.
ENDINGS: tuple[tuple[str, tuple[Kind, ...]], ...] = (
    (r"(?:日期|时间)$", (*DATES, Kind.TEXT)),
    (r"(?:电话|手机|手机号|号码)$", (Kind.CODE, Kind.TEXT)),
    (r"(?:人数|户数|栋数|幢数|数量|次数|个数)$", (*FIGURES,)),
    (r"面积$", (Kind.AREA, Kind.AMOUNT)),
    (r"(?:年代|年份)$", (*DATES, Kind.TEXT)),
    (r"^(?:是否|有无)", (Kind.FLAG, Kind.CHOICE)),
    (r"(?:比例|率)$", (Kind.AMOUNT,)),
)


OPPOSED = (
    "应实已未欠", ("小区", "楼院", "社区", "街道", "企业"), ("起始", "开始", "成立", "届满", "截止", "终止", "结束"),
    ("本月", "上月", "本年", "上年", "累计"), ("收入", "支出"), ("解决", "收集", "发现"),
)


@dataclass(frozen=True)
class Match:
    """What a column is taken for. `target` is empty where nobody knows; `why`: remembered, header, synonym or content."""

    column: int
    target: str
    certainty: str
    why: str


@dataclass(frozen=True)
class _Candidate:
    likeness: float
    column: Column
    target: Target
    why: str


def head_key(head: str) -> str:
    """A heading as it is remembered: without spaces, units, hints in brackets, numbering and marks."""
    parts = [_bare(part) for part in plain(head).split("·")]
    return "·".join(part for part in parts if part) or plain(head)


def _bare(part: str) -> str:
    text = NUMBERING.sub("", part)
    for inner in wording.IN_BRACKETS.findall(text):
        if inner.removeprefix("单位").lstrip(":") in wording.UNITS or HINTS.match(inner):
            text = text.replace(f"({inner})", "").replace(f"[{inner}]", "").replace(f"【{inner}】", "")
    after = wording.AFTER_MARK.search(text)
    if after and after[1] in wording.UNITS:
        text = text[: after.start()]
    return MARKS.sub("", text)


def match(
    columns: Sequence[Column], samples: Sequence[Sequence[Raw]], targets: Sequence[Target],
    remembered: Mapping[str, str] | None = None,
) -> list[Match]:
    """One answer per column, in the columns' order; no target is given twice."""
    found = _remembered(columns, targets, remembered or {})
    taken = {each.target for each in found.values() if each.target}
    values = {column.index: _values(samples, column.index) for column in columns}
    free = [column for column in columns if column.index not in found and not is_serial(column, values[column.index])]
    candidates = [
        each for column in free for target in targets
        if (each := _by_head(column, target)) and each.likeness >= LIKELY_FROM
        and not contradicts(target, values[column.index], is_named=each.likeness >= SURE_FROM)
    ]
    _take(sorted(candidates, key=lambda each: -each.likeness), found, taken)
    for column in free:
        if column.index not in found:
            rest = [target for target in targets if target.name not in taken]
            if (target := _by_content(column, values[column.index], rest)) is not None:
                found[column.index] = Match(column.index, target.name, LIKELY, "content")
                taken.add(target.name)
    return [found.get(column.index, Match(column.index, "", NONE, "")) for column in columns]


def _remembered(columns: Sequence[Column], targets: Sequence[Target], remembered: Mapping[str, str]) -> dict[int, Match]:
    names = {target.name for target in targets}
    found: dict[int, Match] = {}
    taken: set[str] = set()
    for column in columns:
        name = remembered.get(head_key(column.head)) if column.head else None
        if name is None or (name and (name not in names or name in taken)):
            continue
        taken.add(name)
        found[column.index] = Match(column.index, name, SURE, "remembered")
    return found


def _take(candidates: list[_Candidate], found: dict[int, Match], taken: set[str]) -> None:
    """The likest first; two columns that are equally like leave it to the person."""
    named: set[int] = set()
    for at, each in enumerate(candidates):
        index = each.column.index
        if index in found or each.target.name in taken or (index in named and each.likeness < SURE_FROM):
            # A column whose own target went to another is not given the next best.
            named |= {index} if each.likeness >= SURE_FROM else set()
            continue
        rivals = [
            other for other in candidates[at + 1 :]
            if other.target.name == each.target.name and other.likeness == each.likeness and other.column.index not in found
        ]
        certainty = SURE if each.likeness >= SURE_FROM and not rivals else LIKELY
        found[each.column.index] = Match(each.column.index, each.target.name, certainty, each.why)
        taken.add(each.target.name)


def _values(samples: Sequence[Sequence[Raw]], index: int) -> Sequence[Raw]:
    cells: list[Raw] = [row[index] for row in samples if index < len(row)]
    return [raw for raw in cells if raw is not None and not _says_nothing(raw)][:LOOKED_AT]


def _says_nothing(raw: Raw) -> bool:
    return isinstance(raw, str) and (texts.is_nothing(raw) or wording.is_same_as_above(raw))


def is_serial(column: Column, values: Sequence[Raw]) -> bool:
    """A column that only counts the rows."""
    name = plain(column.head)
    if wording.SERIAL.match(name):
        return True
    counts = [int(raw) for raw in values if isinstance(raw, int | str) and str(raw).strip().isdigit()]
    if name not in ("编号", "号", "") or len(counts) < 3 or len(counts) < len(values) or counts[0] > 1:
        return False
    return counts == list(range(counts[0], counts[0] + len(counts)))


def _by_head(column: Column, target: Target) -> _Candidate | None:
    if not column.head:
        return None
    best = _Candidate(0.0, column, target, "")
    for at, word in enumerate((target.label, *target.synonyms)):
        likeness = _likeness(head_key(column.head), head_key(str(word)))
        if likeness > best.likeness:
            best = _Candidate(likeness, column, target, "synonym" if at else "header")
    if best.likeness < SURE_FROM and not _may_end_so(column.head, target.kind):
        return None
    return best


def _may_end_so(head: str, kind: Kind) -> bool:
    text = head_key(head)
    return all(kind in kinds for ending, kinds in ENDINGS if re.search(ending, text))


def _likeness(head: str, word: str) -> float:
    if not word:
        return 0.0
    parents, _dot, child = head.rpartition("·")
    joined = head.replace("·", "")
    if joined == word.replace("·", ""):
        return 1.0
    without = wording.IN_BRACKETS.sub("", joined)
    if without == wording.IN_BRACKETS.sub("", word.replace("·", "")):
        return 0.96
    if parents and child == word:
        # 名称 under 自治组织 is not the courtyard's.
        return 0.95 if all(GENERAL.search(parent) for parent in parents.split("·")) else 0.62
    if parents:
        child_like = _nearly(child, word) * (0.98 if GENERAL.search(parents) else 0.7)
        return max(_nearly(without, word.replace("·", "")), child_like)
    return _nearly(without, word)


def _nearly(head: str, word: str) -> float:
    """How like two unequal headings are: one within the other, or few signs apart."""
    if head == word:
        return 0.95
    if any(_opposed(head, word, group) for group in OPPOSED):
        return 0.0
    shorter, longer = sorted((head, word), key=len)
    if len(shorter) < 2:
        return 0.0
    ratio = SequenceMatcher(None, head, word, autojunk=False).ratio()
    if shorter in longer:
        share = len(shorter) / len(longer)
        return 0.5 + 0.4 * share if longer.endswith(shorter) or longer.startswith(shorter) else 0.4 + 0.4 * share
    return 0.88 * ratio if ratio >= 0.7 else 0.0


def _opposed(head: str, word: str, group: Sequence[str]) -> bool:
    """Whether two headings differ in the very sign that matters: 应收 and 实收, 小区 and 社区."""
    here, there = ({each for each in group if each in text} for text in (head, word))
    return bool(here and there and here.isdisjoint(there))


def contradicts(target: Target, values: Sequence[Raw], *, is_named: bool = False) -> bool:
    """Whether most of what stands in a column is of another kind altogether; single faults are the cells' own.

    A list whose heading `is_named` may hold words that it does not know: those are refused one by one.
    """
    if not values:
        return False
    if target.kind in (Kind.CHOICE, Kind.CHOICES) and is_named:
        return _share(values, lambda raw: not isinstance(raw, str)) > 0.6
    if target.kind in (Kind.FLAG, Kind.CHOICE, Kind.CHOICES):
        return _share(values, lambda raw: bool(parse(target, raw).refusal)) > 0.6
    return _share(values, lambda raw: _is_alien(target.kind, raw)) > 0.6


def _is_alien(kind: Kind, raw: Raw) -> bool:
    is_moment = isinstance(raw, date | time | timedelta | bool)
    if kind in DATES:
        return not isinstance(raw, date) and not re.search(r"\d{2}|[一二三四五六七八九〇零]{2}|年|月", plain(str(raw)))
    if kind in FIGURES:
        text = plain(raw) if isinstance(raw, str) else "1"
        return is_moment or not NUMERAL.search(text) or bool(NO_FIGURE.match(text))
    if kind == Kind.PERSON:
        return not isinstance(raw, str) or bool(re.search(r"\d", raw)) or len(plain(raw)) > 20
    if kind == Kind.KEY:
        return not isinstance(raw, str)
    if kind == Kind.CODE:
        return is_moment or bool(re.fullmatch(r"[^\x00-\xff]{2,}", plain(raw) or "1"))
    return is_moment


def _share(values: Sequence[Raw], is_so: Callable[[Raw], object]) -> float:
    return sum(bool(is_so(raw)) for raw in values) / len(values)


def _by_content(column: Column, values: Sequence[Raw], targets: Sequence[Target]) -> Target | None:
    """What only one target can hold: credit codes, words of its list."""
    if len(values) < 2:
        return None
    if _share(values, lambda raw: isinstance(raw, str) and bool(texts.USCC.match(plain(raw).upper()))) > 0.8:
        return _only([each for each in targets if "uscc" in each.name or "信用代码" in str(each.label)])
    lists = [each for each in targets if each.kind in (Kind.CHOICE, Kind.CHOICES)]
    fitting = [each for each in lists if _share(values, partial(_is_read, each)) > 0.8]
    if fitting:
        return _only(fitting)
    for kind in (Kind.DAY, Kind.YEAR, Kind.FLAG):
        of_kind = [each for each in targets if each.kind == kind]
        may_be = not column.head or (kind in DATES and OF_TIME.search(column.head))
        if may_be and _share(values, partial(_speaks_for, kind)) > 0.8:
            return _only([each for each in of_kind if not column.head or _may_end_so(column.head, kind)])
    return None


def _is_read(target: Target, raw: Raw) -> bool:
    return bool(parse(target, raw).text)


def _speaks_for(kind: Kind, raw: Raw) -> bool:
    if kind == Kind.YEAR:
        return bool(re.fullmatch(r"(?:19|20)\d\d年?", plain(str(raw))))
    if kind == Kind.DAY:
        return isinstance(raw, date) or (isinstance(raw, str) and bool(parse(Target("", "", kind), raw).text))
    return isinstance(raw, str | bool) and not parse(Target("", "", kind), raw).refusal


def _only(targets: Sequence[Target]) -> Target | None:
    return targets[0] if len(targets) == 1 else None
