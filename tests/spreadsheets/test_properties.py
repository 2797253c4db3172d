"""What is written in any style that is understood reads back as what was meant; nothing raises; no cell is lost."""

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from governance.spreadsheets.cells import parse
from governance.spreadsheets.layout import find_table, source_rows
from governance.spreadsheets.matching import head_key, match
from governance.spreadsheets.sheets import Column, Raw, RowKind, Sheet
from governance.spreadsheets.targets import Kind, Target
from governance.spreadsheets.wording import is_same_as_above
from tests.spreadsheets.corpus.registers import COURTYARDS, FIRMS

WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}
CHOICES = (("market", "市场化物业", ("市场",)), ("street", "街道平台", ()))
ROUND = settings(max_examples=200, deadline=None)
days = st.dates(date(1950, 1, 1), date(2099, 12, 31))
raws = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.dates(),
    st.datetimes(),
    st.times(),
    st.timedeltas(),
    st.text(max_size=30),
    st.text("0123456789.,，-－年月日至/（）()元㎡亩万约第季度上半%eE+#'\"同上〃—无 \n", max_size=14),
)


def target(kind: Kind) -> Target:
    return Target("x", "x", kind, (), CHOICES)


def wide(text: str) -> str:
    return text.translate(WIDE)


@ROUND
@given(st.decimals(0, 10**9, places=2), st.sampled_from(("{}", "{:,}", " {} ", "{}㎡", "{:,}平方米", "{} m2", "wide", "float")))
def test_areas_in_any_style(number, style):
    if style == "float":
        raw: Raw = float(number)
    else:
        raw = wide(f"{number:,}㎡") if style == "wide" else style.format(number)
    parsed = parse(target(Kind.AREA), raw)
    assert Decimal(parsed.text) == number and not parsed.refusal


@ROUND
@given(
    st.decimals(0, 10**6, places=3), st.sampled_from((("亩", 2000, 3), ("万㎡", 10_000, 1), ("公顷", 10_000, 1))), st.booleans()
)
def test_areas_reckoned_from_other_units(number, unit, in_head):
    name, times, by = unit
    raw, head = (float(number), name) if in_head else (f"{number}{name}", "㎡")
    parsed = parse(target(Kind.AREA), raw, unit=head)
    assert Decimal(parsed.text) == (number * times / by).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert parsed.text in parsed.note


@ROUND
@given(st.decimals(-(10**8), 10**8, places=2), st.sampled_from(("{}", "{:,}", "¥{:,}", "{}元", "（{}）", "wide", "float")))
def test_money_in_any_style(number, style):
    if style == "float":
        raw: Raw = float(number)
    elif style == "（{}）":
        raw, number = f"（{abs(number):,}）", -abs(number)
    else:
        text = style.format(abs(number)) if style != "wide" else wide(f"{abs(number):,}元")
        raw = f"-{text}" if number < 0 else text
    parsed = parse(target(Kind.MONEY), raw)
    assert Decimal(parsed.text) == number and not parsed.refusal


@ROUND
@given(days, st.integers(0, 11))
def test_days_in_any_style(day, style):
    written: Raw = (
        day.isoformat(),
        f"{day:%Y%m%d}",
        int(f"{day:%Y%m%d}"),
        f"{day.year}.{day.month}.{day.day}",
        f"{day.year}年{day.month}月{day.day}日",
        f"{day.year}/{day.month:02}/{day.day:02}",
        wide(f"{day.year}.{day.month}.{day.day}"),
        (day - date(1899, 12, 30)).days,
        day,
        datetime.combine(day, time(8, 30)),
        f" {day.year} 年 {day.month} 月 {day.day} 日 ",
        f"{day.isoformat()} 00:00:00",
    )[style]
    parsed = parse(target(Kind.DAY), written)
    assert parsed.text == day.isoformat() and not parsed.refusal


@ROUND
@given(days)
def test_days_of_the_calendar_of_1904(day):
    assert parse(target(Kind.DAY), (day - date(1904, 1, 1)).days, from_1904=True).text == day.isoformat()


@ROUND
@given(st.integers(1980, 2050), st.integers(1, 12), st.integers(0, 5))
def test_months_in_any_style(year, month, style):
    raw: Raw = (
        f"{year}年{month}月",
        f"{year}-{month:02}",
        f"{year}.{month}",
        f"{year}{month:02}",
        int(f"{year}{month:02}"),
        date(year, month, 1),
    )[style]
    last = monthrange(year, month)[1]
    assert parse(target(Kind.PERIOD), raw).text == f"{year}-{month:02}-01/{year}-{month:02}-{last}"


@ROUND
@given(
    days,
    days,
    st.sampled_from(("{0}至{1}", "{0} 至 {1}", "{0}~{1}", "{0}到{1}", "{0}/{1}", "{0}—{1}")),
    st.sampled_from(("-", ".", "年", "")),
)
def test_two_days_in_any_style(one, other, joint, style):
    first, last = sorted((one, other))
    if style == "年":
        written = [f"{day.year}年{day.month}月{day.day}日" for day in (first, last)]
    else:
        written = [f"{day:%Y{style}%m{style}%d}" for day in (first, last)]
    assert parse(target(Kind.PERIOD), joint.format(*written)).text == f"{first}/{last}"


@settings(max_examples=1500, deadline=None)
@given(raws, st.sampled_from(list(Kind)), st.sampled_from(("", "㎡", "亩", "万元", "元", "%", "户", "元/㎡/月", "?")))
def test_nothing_raises_and_a_refused_cell_gives_no_text(raw, kind, unit):
    parsed = parse(target(kind), raw, unit=unit)
    assert isinstance(parsed.text, str) and isinstance(parsed.note, str) and isinstance(parsed.refusal, str)
    assert not (parsed.refusal and parsed.text)
    if kind in (Kind.DAY, Kind.PERIOD) and parsed.text:
        assert [date.fromisoformat(each) for each in parsed.text.split("/")]
    if kind in (Kind.COUNT, Kind.YEAR, Kind.AMOUNT, Kind.AREA, Kind.MONEY) and parsed.text:
        assert Decimal(parsed.text).is_finite() and "E" not in parsed.text


WORDS = st.sampled_from(
    (
        "序号",
        "楼院名称",
        "户数",
        "建筑面积(㎡)",
        "自治组织",
        "类型",
        "合计",
        "小计",
        "注：说明",
        "填表人：王芳",
        "同上",
        "〃",
        "例",
        "必填",
        "航海路1号院",
        "单位：万元",
        "一、街道",
        "2021.3.5",
        "是",
        "1",
        "备注",
        "三无楼院台账",
    )
)
cells = st.one_of(st.none(), st.none(), WORDS, st.integers(0, 20), st.floats(0, 1e4), days, st.text(max_size=5).filter(str.strip))
grids = st.lists(st.lists(cells, max_size=7), min_size=1, max_size=16)
blocks = st.lists(st.tuples(st.integers(0, 15), st.integers(0, 6), st.integers(0, 3), st.integers(0, 3)), max_size=4)


def _width(grid):
    """As the readers tell it: up to the last cell that holds something; rows may be longer."""
    return max((index + 1 for row in grid for index, cell in enumerate(row) if cell is not None), default=0)


@settings(max_examples=600, deadline=None)
@given(grids, blocks, st.sets(st.integers(0, 15)), st.frozensets(st.integers(0, 6)))
def test_every_cell_of_any_grid_is_accounted_for(grid, merged, hidden, repeat):
    spans = tuple((top, left, top + down, left + right) for top, left, down, right in merged if down or right)
    sheet = Sheet("s", lambda: iter([list(row) for row in grid]), len(grid), _width(grid), spans, frozenset(hidden))
    table = find_table(sheet)
    if table is None:
        return
    rows = list(source_rows(sheet, table, blanks_repeat=repeat))
    assert [row.number for row in rows] == list(range(len(grid)))
    named = {column.index for column in table.columns}
    for row, written in zip(rows, grid, strict=True):
        for index, raw in enumerate(written):
            if raw is not None:
                assert row.kind != RowKind.BLANK
                assert row.cells[index] == raw or (index in row.repeated and is_same_as_above(raw))
                assert row.kind != RowKind.DATA or index in named
    heads = [row.number for row in rows if row.kind == RowKind.HEAD]
    assert set(table.head_rows) <= set(heads)
    assert {row.number for row in rows if row.is_hidden} == hidden & set(range(len(grid)))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.one_of(WORDS, st.text(max_size=8)), st.lists(raws, max_size=4)), max_size=8))
def test_no_target_is_given_twice(drawn):
    columns = [Column(index, head) for index, (head, _values) in enumerate(drawn)]
    depth = max((len(values) for _head, values in drawn), default=0)
    samples = [[values[row] if row < len(values) else None for _head, values in drawn] for row in range(depth)]
    for targets in (COURTYARDS, FIRMS):
        found = match(columns, samples, targets, {head_key(head): "remark" for head, _values in drawn[:1]})
        assert [each.column for each in found] == [column.index for column in columns]
        given_out = [each.target for each in found if each.target]
        assert len(given_out) == len(set(given_out))


def test_a_duration_is_no_day():
    assert parse(target(Kind.DAY), timedelta(hours=3)).refusal
