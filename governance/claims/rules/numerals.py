"""Numbers written in Chinese: 百分之九十八点五, 九成八. Only what reports print figures with."""

from decimal import Decimal

DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
TENS = {"十": 10, "百": 100, "千": 1000}
SIGNS = "".join([*DIGITS, *TENS])
HALF = Decimal("0.5")


def whole(text: str) -> int:
    """九十八 is 98, 百 is 100, 十二 is 12. Raises ValueError for what is no number."""
    total, digit = 0, 0
    for sign in text:
        if sign in DIGITS:
            digit = DIGITS[sign]
        elif sign in TENS:
            total += (digit or 1) * TENS[sign]
            digit = 0
        else:
            raise ValueError(text)
    return total + digit


def decimal(text: str) -> Decimal:
    """九十八点五 is 98.5, and so is 98.5. Raises ValueError."""
    if text[:1].isdigit():
        return Decimal(text)
    before, _point, after = text.partition("点")
    places = "".join(str(DIGITS[sign]) if sign in DIGITS else "x" for sign in after)
    if "x" in places or not before:
        raise ValueError(text)
    return Decimal(f"{whole(before)}.{places}" if places else whole(before))


def tenths(text: str) -> Decimal:
    """The per cent of 九成八 (98) or 六成半 (65), of the text without 成. Raises ValueError."""
    before, after = int(text[0]) if text[0].isdigit() else whole(text[0]), text[1:]
    return Decimal(before * 10) + (HALF * 10 if after == "半" else Decimal(whole(after)) if after else Decimal(0))
