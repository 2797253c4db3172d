"""An amount in Chinese capitals (大写金额), as 《支付结算办法》 has it written on vouchers: 叁拾陆元整, 壹仟零壹元零伍分."""

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "兆")
GROUP = 10_000
# One fen less than 10¹⁶ yuan: beyond 兆 the words are read in two ways.
MOST_FEN = 10**18 - 1


class NotAnAmount(ValueError):
    """Below nothing, or too large to be written without doubt."""


def capitals(fen: int) -> str:
    """The amount of whole fen in capitals. 整 closes what has no fen. Raises NotAnAmount for a negative one."""
    if not 0 <= fen <= MOST_FEN:
        raise NotAnAmount(f"{fen} fen can't be written in capitals")
    yuan, rest = divmod(fen, 100)
    jiao, single = divmod(rest, 10)
    words = f"{_whole(yuan)}元" if yuan or not rest else ""
    # What is skipped between the last yuan and the first part that is there is told by one 零.
    if words and ((jiao and yuan % 10 == 0) or (single and not jiao)):
        words += DIGITS[0]
    words += f"{DIGITS[jiao]}角" if jiao else ""
    return words + (f"{DIGITS[single]}分" if single else "整")


def _whole(number: int) -> str:
    """A whole number in capitals; any run of zeros inside it is one 零, at its end none."""
    if number == 0:
        return DIGITS[0]
    groups: list[int] = []
    while number:
        number, group = divmod(number, GROUP)
        groups.append(group)
    words, skipped = "", False
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if group == 0:
            skipped = True
            continue
        if words and (skipped or group < GROUP // 10):
            words += DIGITS[0]
        words += _group(group) + GROUPS[at]
        skipped = False
    return words


def _group(number: int) -> str:
    """1 to 9,999 without a unit of its group."""
    words, skipped = "", False
    for at in range(3, -1, -1):
        digit = number // 10**at % 10
        if digit == 0:
            skipped = True
            continue
        words += (DIGITS[0] if words and skipped else "") + DIGITS[digit] + PLACES[at]
        skipped = False
    return words
