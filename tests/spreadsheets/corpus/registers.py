"""What the columns of the corpus may fill: the fields of four registers, as plain targets."""

from governance.spreadsheets.targets import Kind, Target

COURTYARDS = (
    Target("code", "楼院编号", Kind.CODE, ("楼院编码", "院落编号")),
    Target("name", "楼院名称", Kind.TEXT, ("小区名称", "院落名称", "楼院", "庭院名称", "名称"), is_required=True),
    Target("kind", "楼院类型", Kind.CHOICE, ("类型", "院落类型"), (
        ("courtyard", "楼院", ("老旧楼院", "庭院")), ("compound", "住宅小区", ("小区",)),
        ("building", "单体楼", ("独栋", "单栋楼")),
    )),
    Target("community", "社区", Kind.REFERENCE, ("所属社区", "所在社区", "社区名称"), is_required=True),
    Target("address", "地址", Kind.TEXT, ("详细地址", "坐落", "楼院地址", "坐落位置")),
    Target("area_m2", "建筑面积", Kind.AREA, ("总建筑面积", "面积", "建筑总面积")),
    Target("buildings", "楼栋数", Kind.COUNT, ("栋数", "楼栋数量", "幢数")),
    Target("households", "户数", Kind.COUNT, ("总户数", "居民户数", "住户数")),
    Target("residents", "常住人口数", Kind.COUNT, ("人口数", "常住人口", "居住人数")),
    Target("built_year", "建成年份", Kind.YEAR, ("建成年代", "建造年代", "竣工年份")),
    Target("valid_from", "在册起始日", Kind.DAY, ("登记日期", "入册日期", "纳入日期")),
    Target("is_three_no", "是否三无楼院", Kind.FLAG, ("三无楼院", "是否三无")),
    Target("committee_kind", "自治组织类型", Kind.CHOICE, (), (
        ("self_management", "自管会", ("自治管理委员会", "楼院自管会")), ("owners", "业主委员会", ("业委会",)),
        ("property_management", "物业管理委员会", ("物管会",)),
    )),
    Target("committee_name", "自治组织名称", Kind.TEXT),
    Target("formed_on", "自治组织成立日期", Kind.DAY, ("成立日期",)),
    Target("head", "自治组织主任", Kind.PERSON, ("主任", "负责人")),
    Target("remark", "备注", Kind.TEXT),
)
FIRMS = (
    Target("uscc", "统一社会信用代码", Kind.CODE, ("信用代码", "社会信用代码"), is_required=True),
    Target("name", "企业名称", Kind.TEXT, ("物业公司名称", "公司名称", "物业企业名称"), is_required=True),
    Target("kind", "企业类别", Kind.CHOICE, ("类别", "企业性质"), (
        ("market", "市场化物业企业", ("市场", "市场化")), ("street_platform", "街道平台公司", ("街道平台", "平台公司")),
        ("unit", "单位自管", ("单位",)),
    )),
    Target("legal_person", "法定代表人", Kind.PERSON, ("法人代表", "法人")),
    Target("area_m2", "在管面积", Kind.AREA, ("管理面积", "在管建筑面积")),
    Target("staff", "从业人数", Kind.COUNT, ("从业人员数", "员工人数")),
    Target("party_members", "党员人数", Kind.COUNT, ("党员数",)),
    Target("has_party", "有无党组织", Kind.FLAG, ("党组织", "是否建立党组织")),
    Target("formed_on", "党组织成立日期", Kind.DAY),
    Target("services", "服务内容", Kind.CHOICES, ("服务项目",), (
        ("cleaning", "保洁", ("清洁",)), ("guarding", "保安", ("秩序维护",)),
        ("repair", "维修", ("设施维修",)), ("greening", "绿化", ()),
    )),
    Target("phone", "联系电话", Kind.CODE, ("电话", "联系方式")),
)
FEES = (
    Target("courtyard", "楼院", Kind.REFERENCE, ("楼院名称", "小区名称", "项目名称"), is_required=True),
    Target("firm", "物业企业", Kind.REFERENCE, ("服务企业", "物业公司", "物业服务企业")),
    Target("period", "期间", Kind.PERIOD, ("收费期间", "月份", "所属期", "统计期间"), is_required=True),
    Target("receivable_fen", "应收", Kind.MONEY, ("应收物业费", "应收金额", "应收费用"), is_required=True),
    Target("received_fen", "实收", Kind.MONEY, ("实收物业费", "实收金额", "实收费用"), is_required=True),
    Target("households_liable", "应缴户数", Kind.COUNT, ("应收户数",)),
    Target("households_paid", "已缴户数", Kind.COUNT, ("实缴户数", "实收户数")),
    Target("rate", "收费标准", Kind.AMOUNT, ("物业费标准", "收费单价")),
)
VISITS = (
    Target("cadre", "干部", Kind.PERSON, ("包联干部", "干部姓名", "走访人"), is_required=True),
    Target("courtyard", "楼院", Kind.REFERENCE, ("分包楼院", "走访楼院", "楼院名称"), is_required=True),
    Target("visited_on", "走访日期", Kind.DAY, ("走访时间", "日期"), is_required=True),
    Target("households", "走访户数", Kind.COUNT, ("户数",)),
    Target("problems", "收集问题数", Kind.COUNT, ("问题数", "发现问题数")),
    Target("solved", "解决问题数", Kind.COUNT, ("解决数", "已解决问题数")),
    Target("summary", "走访情况", Kind.TEXT, ("内容摘要", "主要内容")),
)
