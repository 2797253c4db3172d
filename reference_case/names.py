"""Generated names: plausible, and nobody's. The case says so in its banner."""

from random import Random

SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀兰霞平刚桂英华玉萍红建国志文斌辉鹏宁晨凯欣怡浩宇佳琪思远"
ROADS = [
    "书院街", "商城路", "北顺城街", "代书胡同", "南大街", "东大街", "西大街", "管城街", "城东路", "城南路",
    "陇海马路", "东明路", "紫荆山路", "航海路", "货站街", "二里岗街", "郑汴路", "未来路", "金岱路", "南曹路",
    "十八里河街", "圃田街", "商都路", "塔湾街", "平等街", "法院西街", "南关街", "布厂街", "石油路", "陇海路",
    "南顺城街", "裕鸿街", "文治路", "宝景街", "福民路", "豫英路",
]
WORKS = [
    "纺织厂", "面粉厂", "棉纺三厂", "粮食局", "供销社", "印刷厂", "机械厂", "煤炭局", "水泥厂", "铁路局",
    "公交公司", "卷烟厂", "第二小学", "商业局", "化工厂", "轴承厂", "油脂厂", "百货大楼", "房管局", "建筑公司",
    "电缆厂", "食品厂", "医药公司", "邮电局", "塑料厂",
]
FIRM_WORDS = [
    "安居", "和顺", "嘉和", "鼎盛", "恒泰", "鑫苑", "康桥", "百合", "金桂", "瑞丰", "宏达", "永安", "万和",
    "盛景", "华瑞", "同心", "新航", "祥云", "锦绣", "德润", "绿都", "清源", "富源", "中盛", "正和", "融侨",
    "天泽", "长信", "大河", "中原", "明珠", "银基", "亚星", "升龙", "美景", "顺驰", "海马", "思念", "正弘",
    "橄榄",
]
ORGANS = [
    "区委办公室", "区人大机关", "区政府办公室", "区政协机关", "区纪委监委", "区委组织部", "区委宣传部", "区委统战部",
    "区委政法委", "区委社治委", "区发展改革委", "区教育局", "区科技局", "区工信局", "区民族宗教局", "区民政局", "区司法局",
    "区财政局", "区人社局", "区住建局", "区城管局", "区农业农村局", "区商务局", "区文旅局", "区卫健委", "区退役军人局",
    "区应急局", "区审计局", "区市场监管局", "区统计局", "区医保局", "区信访局", "区住保中心", "区总工会", "团区委",
    "区妇联", "区工商联", "区残联", "区红十字会", "区档案馆", "区税务局", "区自然资源局",
]
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
ORGAN_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def person(random: Random) -> str:
    given = "".join(random.choice(GIVEN) for _ in range(random.choice((1, 2, 2))))
    return random.choice(SURNAMES) + given


def courtyard(random: Random, taken: set[str]) -> str:
    """A name not yet taken: a house number in a road, or the compound of an old works."""
    while True:
        if random.random() < 0.72:
            name = f"{random.choice(ROADS)}{random.randrange(1, 240)}号院"
        else:
            suffix = random.choice(("家属院", "家属院", "老家属院", "北院", "南院"))
            name = f"{random.choice(ROADS)}{random.choice(WORKS)}{suffix}"
        if name not in taken:
            taken.add(name)
            return name


def credit_code(random: Random, division: int) -> str:
    """A unified social credit code (GB 32100-2015) with both check characters right."""
    body = "".join(random.choice(CODE_ALPHABET) for _ in range(8))
    rest = (11 - sum(CODE_ALPHABET.index(c) * w for c, w in zip(body, ORGAN_WEIGHTS, strict=True)) % 11) % 11
    code = f"91{division}{body}{'X' if rest == 10 else rest}"
    total = sum(_value(c) * w for c, w in zip(code, CODE_WEIGHTS, strict=True))
    return code + CODE_ALPHABET[(31 - total % 31) % 31]


def _value(character: str) -> int:
    return CODE_ALPHABET.index(character)
