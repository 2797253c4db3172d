"""The words by which offices mark what stands in a sheet: totals, notes, units, the same as above, nothing known."""

import re
import unicodedata
from functools import lru_cache

SPACE = re.compile(r"\s+")
# How a unit is written, in its plain form, and how the portal names it.
UNITS = {
    spelling: unit
    for unit, spellings in {
        "㎡": "m2 平方米 平米 平方 平 平方公尺",
        "万㎡": "万m2 万平方米 万平米 万平方 万平",
        "亩": "亩 市亩",
        "公顷": "公顷 ha",
        "元": "元 圆 人民币元 人民币 元整",
        "千元": "千元",
        "万元": "万元 人民币万元 万圆",
        "亿元": "亿元",
        "%": "% 百分比",
        "户": "户",
        "万户": "万户",
        "人": "人 名 人次 位",
        "万人": "万人",
        "栋": "栋 幢 座",
        "个": "个 家 处 项 件 支 次",
        "套": "套 间",
        "年": "年",
        "月": "月 个月",
        "岁": "岁",
        "层": "层",
        "元/㎡/月": "元/m2/月 元/m2·月 元/(m2·月) 元/月/m2 元/平方米/月 元/平米/月 元/月·m2 元/m2*月 元/平方米·月 元/m2",
    }.items()
    for spelling in spellings.split()
}
# What may stand at the end of a heading without a bracket; 元 alone would be found in 单元.
BARE_UNITS = ("万平方米", "万平米", "平方米", "平米", "万m2", "m2", "万元", "千元", "亿元", "亩", "%")
IN_BRACKETS = re.compile(r"[(\[【]((?:[^()\[\]【】]|\([^()]*\))*)[)\]】]")
AFTER_MARK = re.compile(r"[:/_\-,;]([^:/_\-,;]+(?:/m2/月|/月/m2|/m2)?)$")
UNIT_LINE = re.compile(r"(?:^|[\s(,;,;、]|金额|面积|货币|计量|计算)单位:((?:[^\s()])+)")

def words(text: str) -> frozenset[str]:
    """A set of words as they stand on a line."""
    return frozenset(text.split())


TOTAL = re.compile(
    r"^(?:[^,。;:]{0,14})(?:合计|总计|共计|小计|累计|总和)(?:[(:].*|\d+.{0,6})?$|^(?:平均|平均值|平均数|均值)$"
)
NOTE = re.compile(
    r"^[(\[【*※]*(?:备?注|说明|备注说明|附注|填表说明|填报说明|填写说明|填表要求|填报要求|注意事项|注意|附)\d*[)\]】]*[:.、].*"
    r"|^[*※].+|^(?:注|说明)\d+.*"
)
NUMBERED = re.compile(r"^[(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[.、)].+")
SECTION = re.compile(
    r"^[(]?[一二三四五六七八九十]{1,3}[)]?[、.:].+|^\([一二三四五六七八九十]{1,3}\).+"
    r"|^第[一二三四五六七八九十\d]{1,3}[部分章节类组].*"
)
EXAMPLE = re.compile(
    r"^[(\[【*]*(?:填写|填表|填报)?(?:示例|样例|范例|举例|例如|例子|例)\d*[)\]】]*(?:[:.,].*)?$|^\((?:示例|例)\).*"
)
INFO = re.compile(
    r"^(?:填报|填表|制表|统计|上报|报送|报表|编制|编报|审核|审批|复核|经办|负责人|分管|联系人|联系电话|单位|街道|社区|部门|日期|时间|"
    r"截止|截至|年度|期间|报告期|盖章|签字|签章|电话|金额单位|面积单位|计量单位|主管|主要领导|办事处|片区|所属|单位负责人|所在|公章)"
    r"[^:]{0,12}:"
)
INFO_KEYS = words(
    "填报单位 填报日期 填报时间 填报人 填表单位 填表人 填表日期 填表时间 制表人 制表日期 制表单位 审核人 报送单位 报送日期 "
    "统计时间"
)
REQUIREMENTS = words(
    "必填 选填 非必填 必填项 选填项 必录 选录 自动 自动计算 自动生成 下拉选择 选择 手工填写 手填 *"
)
SERIAL = re.compile(r"^(?:序号|序|编序|顺序号|排序|次序|行号|no\.?|序列号|#)$")
SAME = words("同上 同前 同左上 同上栏 同上行 〃 ″ \" '' `` ' ditto do. do ↑ ” “ ′′")
# 同　上 with the spaces that pull it apart.
LONGEST_SAME = 8
MONTH_HEAD = re.compile(r"^(?:\d{4}年)?(?:\d{1,2}月份?|\d{4}年度?|第?[一二三四1-4]季度)$")
NUMBER_HEAD = re.compile(r"^\(?\d{1,3}\)?(?:=.+)?$|^[甲乙丙丁戊己庚辛]$|^[A-Z]{1,2}$|^栏次$|^列号$|^—$|^-$")
VALUE = re.compile(
    r"^[¥$]?[-+(]?[\d,.]+\)?(?:%|元|万元|m2|万m2|平方米|亩|户|人|栋|幢|个|年|岁|号|层)?$"
    r"|^\d{4}[-./年]\d{1,2}(?:[-./月](?:\d{1,2}日?)?)?(?:[ t\d:]*)$"
    r"|^(?:是|否|有|无|√|×|✓|✗|y|n|yes|no|—|-|/)$|^[0-9a-z]{15,20}$|^1\d{10}$|^\d{3,4}-\d{7,8}$"
)
KNOWN_HEAD = re.compile(
    r"(?:名称|姓名|编号|序号|编码|代码|地址|位置|面积|户数|人数|栋数|幢数|单元数|数量|人口数?|年代|年份|年度|日期|时间|电话|方式|备注|"
    r"类型|类别|性质|状态|状况|情况|金额|应收|实收|应缴|实缴|缴费|收费|费|率|负责人|代表人|联系人|书记|主任|组长|职务|等级|星级|模式|"
    r"标准|说明|内容|摘要|来源|结果|期间|月份|面积数|总数|数|用途|楼院|小区|院落|庭院|街道|社区|网格|片区|企业|公司|单位|支部|"
    r"干部|产权|物业|组织|机构|所有人|地点|事由|对象|问题|人员|办法|措施|家数|楼长)$"
    r"|^(?:是否|有无|所属|所在|本月|本季|本年|上年|累计)"
)


def plain(text: object) -> str:
    """The text in its one normal form: no spaces, no full-width signs, small letters."""
    return _plain(text) if isinstance(text, str) else ""


@lru_cache(maxsize=20_000)
def _plain(text: str) -> str:
    return SPACE.sub("", unicodedata.normalize("NFKC", text)).lower()


def unit_in(head: str) -> str:
    """The unit that a heading names, in brackets or at its end; empty where it names none."""
    text = plain(head)
    for found in reversed(IN_BRACKETS.findall(text)):
        if unit := UNITS.get(found.removeprefix("单位").lstrip(":")):
            return unit
    after = AFTER_MARK.search(text)
    if after and (unit := UNITS.get(after[1])):
        return unit
    bare = next((each for each in BARE_UNITS if text.endswith(each) and len(text) > len(each)), "")
    return UNITS.get(bare, "")


def units_of_line(text: str) -> list[str]:
    """The units of a line such as 单位：万元、㎡."""
    found = UNIT_LINE.search(SPACE.sub(" ", plain_spaced(text)))
    if not found:
        return []
    words = [found[1], *re.split(r"[、,/;和及]", found[1])]
    return list(dict.fromkeys(UNITS[word] for word in words if word in UNITS))


def plain_spaced(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower().strip().replace("单 位", "单位").replace(" :", ":").replace(": ", ":")


def is_unit(text: str) -> bool:
    """A cell that holds a unit and nothing else."""
    bare = plain(text).strip("()[]【】").removeprefix("单位").lstrip(":")
    return bare in UNITS


def is_same_as_above(raw: object) -> bool:
    return raw.__class__ is str and len(raw) <= LONGEST_SAME and plain(raw) in SAME  # type: ignore[arg-type]


def is_total(texts: list[str]) -> bool:
    """`texts` are the plain texts of the row's first filled cells."""
    return any(TOTAL.match(text) for text in texts) or "".join(texts[:2]) in ("合计", "总计", "小计", "共计")


def is_info(text: str) -> bool:
    return bool(INFO.match(text))
