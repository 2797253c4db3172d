"""A judgement as a sentence in both languages, with its arithmetic: 577÷987=58.46%."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from governance.claims.rules.printed import Printed, Unit
from governance.claims.rules.verdicts import Figure, Judgement, Verdict, bounds, comparable, nearest_count
from governance.indicators.definitions import Words

PLACES = Words("零一二三四五六七八九", "")


def explain(judgement: Judgement) -> Words:
    """Why the printed figure is what it is, or how far it is from what the records give."""
    return {
        Verdict.EQUAL: _equal, Verdict.ROUNDED: _rounded, Verdict.TRUNCATED: _truncated,
        Verdict.APPROXIMATE: _approximate, Verdict.UNEXPLAINED: _unexplained, Verdict.INCOMPARABLE: _incomparable,
    }.get(judgement.verdict, _other)(judgement)


def _equal(j: Judgement) -> Words:
    sum_ = calculation(j.figure, j.printed)
    return Words(f"{sum_.zh}，与原文一致。", f"{sum_.en}, as printed.")


def _rounded(j: Judgement) -> Words:
    sum_, said = calculation(j.figure, j.printed), _shown(j.printed, j.printed.exact)
    if j.printed.decimals:
        places = PLACES.zh[j.printed.decimals] if j.printed.decimals < 10 else str(j.printed.decimals)
        return Words(
            f"{sum_.zh}，四舍五入保留{places}位小数为 {said.zh}，与原文一致。",
            f"{sum_.en}, which rounds to {said.en}, as printed.",
        )
    return Words(f"{sum_.zh}，四舍五入取整为 {said.zh}，与原文一致。", f"{sum_.en}, which rounds to {said.en}, as printed.")


def _truncated(j: Judgement) -> Words:
    sum_, said = calculation(j.figure, j.printed), _shown(j.printed, j.printed.exact)
    right = _rounded_to(j.printed, j.figure)
    return Words(
        f"{sum_.zh}，原文截尾为 {said.zh}，四舍五入应为 {right.zh}。",
        f"{sum_.en}; the document cuts it to {said.en}, rounded it would be {right.en}.",
    )


def _approximate(j: Judgement) -> Words:
    sum_, within = calculation(j.figure, j.printed), _range(j.printed)
    return Words(
        f"{sum_.zh}；原文为约数“{j.printed.text}”，{within.zh}，相符。",
        f"{sum_.en}; the document says “{j.printed.text}”, that is {within.en}.",
    )


def _range(printed: Printed) -> Words:
    least, most = bounds(printed)
    low, high = (None if edge is None else _shown(printed, edge) for edge in (least, most))
    if low is None:
        return Words(f"即不超过 {high.zh}", f"at most {high.en}") if high else Words("", "")
    if high is None:
        return Words(f"即不少于 {low.zh}", f"at least {low.en}")
    return Words(f"即 {low.zh} 至 {high.zh}", f"between {low.en} and {high.en}")


def _other(j: Judgement) -> Words:
    assert j.alternative is not None
    name, sum_, own = j.alternative.name, calculation(j.alternative.figure, j.printed), calculation(j.figure, j.printed)
    zh, en = {
        Verdict.OTHER_POPULATION: (f"按“{name.zh}”计为 {sum_.zh}", f"Of “{name.en}” it is {sum_.en}"),
        Verdict.OTHER_DAY: (f"{name.zh}为 {sum_.zh}", f"On {name.en} it was {sum_.en}"),
        Verdict.OTHER_INDICATOR: (f"“{name.zh}”为 {sum_.zh}", f"“{name.en}” is {sum_.en}"),
        Verdict.OTHER_PARTS: (f"{name.zh}为 {sum_.zh}", f"With {name.en} it is {sum_.en}"),
    }[j.verdict]
    how = _how(j)
    return Words(
        f"{zh}，{how.zh}“{j.printed.text}”；本项为 {own.zh}。",
        f"{en}, {how.en} “{j.printed.text}”; the figure itself is {own.en}.",
    )


def _how(j: Judgement) -> Words:
    return {
        Verdict.TRUNCATED: Words("截尾即原文", "cut off it is the printed"),
        Verdict.ROUNDED: Words("四舍五入即原文", "rounded it is the printed"),
        Verdict.APPROXIMATE: Words("合于原文", "which agrees with the printed"),
    }.get(j.fit or Verdict.EQUAL, Words("正是原文", "which is the printed"))


def _unexplained(j: Judgement) -> Words:
    sum_ = calculation(j.figure, j.printed)
    nearest = nearest_count(j.printed, j.figure)
    if nearest is None:
        off = _away(j)
        return Words(
            f"系统算得 {sum_.zh}，原文为“{j.printed.text}”，{off.zh}。",
            f"The records give {sum_.en}; the document prints “{j.printed.text}”, {off.en}.",
        )
    right, (count, exact) = _rounded_to(j.printed, j.figure), nearest
    unit = "元" if j.figure.is_money else j.figure.measure
    plain = _number(exact)
    about = f"{count:,}" if plain == f"{count:,}" else f"{count:,}（{plain}）"
    have = _plain(j.figure.numerator)
    said = j.printed.text
    return Words(
        f"{sum_.zh}，四舍五入为 {right.zh}，原文印作“{said}”；“{said}”约合 {about}{unit}，系统为 {have}{unit}。",
        f"{sum_.en}, which rounds to {right.en}; the document prints “{said}”, which would be about "
        f"{about.replace('（', ' (').replace('）', ')')} of {_plain(j.figure.denominator or 0)}, where the records have {have}.",
    )


def _away(j: Judgement) -> Words:
    """How far a printed count is from the computed one."""
    number = comparable(j.printed, j.figure) or Fraction(0)
    off = j.printed.exact - number
    size = _number(abs(off))
    return Words(f"{'多' if off > 0 else '少'} {size}", f"{size} {'more' if off > 0 else 'fewer'}")


def _incomparable(j: Judgement) -> Words:
    if j.printed.unit is Unit.POINTS:
        return Words(
            "百分点是两个比率之差，须分别核对两个比率。", "Percentage points are a difference of two rates; check each rate."
        )
    if j.figure.unit is Unit.PERCENT and not j.figure.denominator:
        return Words("当日没有可作分母的记录，算不出比率。", "On the day there is no record to divide by.")
    return Words(
        f"原文“{j.printed.text}”与本指标的计量单位不同，无法比较。",
        f"The printed “{j.printed.text}” is in another unit than the indicator.",
    )


def calculation(figure: Figure, printed: Printed) -> Words:
    """The arithmetic of a figure; of a percentage whose count is printed, the count with its whole."""
    top, whole = _plain(figure.numerator), _plain(figure.denominator or 0)
    unit = Words("元", " yuan") if figure.is_money else Words(figure.measure, "")
    added = "+".join(_plain(number) for number in figure.addends)
    if figure.unit is not Unit.PERCENT:
        return Words(f"{top}{unit.zh}", f"{top}{unit.en}")
    if printed.unit is not Unit.PERCENT:
        return Words(f"{top}{unit.zh}（共 {whole}{unit.zh}）", f"{top} of {whole}{unit.en}")
    value = _number(figure.exact or Fraction(0))
    zh, en = (f"（{added}）", f"({added})") if added else (top, top)
    return Words(f"{zh}÷{whole}={value}%", f"{en} ÷ {whole} = {value} %")


def _rounded_to(printed: Printed, figure: Figure) -> Words:
    return _shown(printed, printed.rounded(comparable(printed, figure) or Fraction(0)))


def _shown(printed: Printed, number: Fraction) -> Words:
    """A number with the digits and the unit of the printed one."""
    places = printed.decimals
    text = f"{_decimal(number, places):,.{places}f}"
    if printed.unit is Unit.PERCENT:
        return Words(f"{text}%", f"{text} %")
    return Words(f"{text}元", f"{text} yuan") if printed.unit is Unit.YUAN else Words(text, text)


def _number(number: Fraction) -> str:
    """At most two decimals, half-up, and none where there are none."""
    text = f"{_decimal(number, 2):,.2f}"
    return text.removesuffix(".00") if number.denominator == 1 else text


def _plain(number: int | Decimal) -> str:
    return _number(Fraction(number))


def _decimal(number: Fraction, places: int) -> Decimal:
    """Exact to a digit more than is shown is not enough: halves are decided on the fraction itself."""
    scaled = number * 10**places
    whole = Decimal((scaled + Fraction(1, 2)).__floor__())
    return (whole.scaleb(-places)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
