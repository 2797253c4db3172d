"""What the columns of a sheet may fill in a register, read from the register's declaration."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from governance.divisions.models import Street
from governance.registers import values
from governance.registers.declarations import Register
from governance.spreadsheets import exporting
from governance.spreadsheets.targets import Kind, Target

KEY, CODE, STREET = "#key", "#code", "#street"
_FIRST, _LAST = _("first day"), _("last day")
# Between a reference and the part of it that a column names: `assignment/courtyard`.
PART = "/"
LANGUAGES = ("zh-hans", "en")
# How clerks head a column in any register, by the name of the field; `Register.synonyms` says what is special to one.
COMMON: dict[str, tuple[str, ...]] = {
    "courtyard": ("楼院", "楼院名称", "小区", "小区名称", "楼院(小区)", "院落", "院落名称", "楼院编号", "所属楼院"),
    "firm": ("物业公司", "物业企业", "物业服务企业", "物业公司名称", "服务企业", "企业名称", "服务主体"),
    "community": ("社区", "社区名称", "所属社区", "所在社区"),
    "street": ("街道", "街道名称", "所属街道", "办事处", "街道办事处", "街道(乡镇)"),
    "cluster": ("片区", "所属片区"),
    "committee": ("自治组织", "组织名称", "自管会名称", "业委会名称"),
    "cadre": ("分包干部", "干部姓名", "干部", "包院干部"),
    "organ_branch": ("机关支部", "机关党支部", "联建支部"),
    "courtyard_branch": ("楼院党支部", "楼院支部"),
    "organisation": ("组织", "组织名称", "党组织", "党组织名称"),
    "phone": ("电话", "联系电话", "联系方式", "手机", "手机号", "手机号码"),
    "address": ("地址", "详细地址", "坐落", "位置"),
    "period": ("期间", "月份", "所属月份", "所属期", "报告期", "季度", "统计期间"),
    "valid_from": ("起始日期", "开始日期", "起始时间", "生效日期", "起"),
    "valid_until": ("终止日期", "结束日期", "截止日期", "到期日期", "最后一日", "止"),
    "is_party_member": ("是否党员", "党员", "政治面貌"),
}
CODES = ("code", "uscc", "phone")


def targets_of(register: Register) -> tuple[Target, ...]:
    """Every target of a register, in the reading order of its form."""
    found = [Target(KEY, "record key", Kind.KEY, ("系统标识（请勿改动）", "record key (leave as it is)"))]
    adapters = values.of(register)
    hidden = {*register.derived, *register.constants, *register.untyped}
    if register.natural_key and register.natural_key in adapters and register.natural_key in hidden:
        found.append(_named(register, CODE, adapters[register.natural_key], Kind.CODE))
    for name in register.fields:
        if name not in hidden:
            found += _of(register, adapters[name])
    has_street = any(f.name == "street" for f in register.model._meta.concrete_fields)
    if has_street and not any(target.name == "street" for target in found):
        label, synonyms = _labels(Street._meta.verbose_name)
        found.append(Target(STREET, label, Kind.REFERENCE, (*synonyms, *COMMON["street"])))
    return tuple(found)


def _of(register: Register, value: values.Value) -> Iterator[Target]:
    if isinstance(value, values.Term) and value.name == "valid":
        yield _named(register, value.names[0], value, Kind.DAY, _FIRST)
        yield _named(register, "valid_until", value, Kind.DAY, _LAST, required=False)
    elif isinstance(value, values.Term):
        yield _named(register, value.name, value, Kind.PERIOD)
        yield _named(register, value.names[0], value, Kind.DAY, _FIRST, required=False)
        yield _named(register, f"{value.name}_until", value, Kind.DAY, _LAST, required=False)
    else:
        yield _named(register, value.name, value, _kind(value), value.label)
        if isinstance(value, values.Reference):
            yield from _parts(register, value)


def parts_of(model: Any) -> tuple[str, ...]:
    """By which other records a row of a table can be named: an assignment by its cadre and its courtyard."""
    named = [path.split("__")[0] for path in getattr(model, "named_by", ())]
    related = {f.name: f for f in model._meta.concrete_fields if f.is_relation}
    if not named and "courtyard" in related and model._meta.label != "courtyards.Courtyard":
        named = ["courtyard"]
    # A firm is its unit under another name; nobody names it by that.
    return tuple(name for name in named if name in related and name != "unit")


def _parts(register: Register, value: values.Reference) -> Iterator[Target]:
    taken = {*register.fields}
    for part in parts_of(value.target):
        if part not in taken:
            field: Any = value.target._meta.get_field(part)
            label, synonyms = _labels(field.verbose_name)
            yield Target(f"{value.name}{PART}{part}", label, Kind.REFERENCE, (*synonyms, *COMMON.get(part, ())))


def _named(
    register: Register, name: str, value: values.Value, kind: Kind, label: Any = None, required: bool | None = None
) -> Target:
    own, synonyms = _labels(label or value.label)
    plain = name.removeprefix("#")
    said = (*_exported(value, name), *register.synonyms.get(plain, ()), *COMMON.get(plain, ()))
    must = value.is_required if required is None else required
    return Target(name, own, kind, (*synonyms, *said), _choices(register, value), must and not name.startswith("#"))


def _exported(value: values.Value, name: str) -> tuple[str, ...]:
    """How an exported list heads the column, in both languages."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found += [c.head for c in exporting.columns_of(value.register, [value.name]) if name in (c.target, f"#{c.name}")]
    return tuple(found)


def _labels(label: Any) -> tuple[str, tuple[str, ...]]:
    """The label in the person's language, and in the other ones."""
    found = []
    for language in LANGUAGES:
        with override(language):
            found.append(str(label))
    own = str(label) if get_language() else found[0]
    return own, tuple(text for text in found if text != own)


def _kind(value: values.Value) -> Kind:
    if isinstance(value, values.Personal):
        return Kind.CODE if value.name == "phone" else Kind.PERSON
    if isinstance(value, values.Amount):
        return Kind.AREA if value.name.endswith("_m2") else Kind.AMOUNT
    if isinstance(value, values.Count):
        return Kind.YEAR if "year" in value.name else Kind.COUNT
    if value.name in CODES:
        return Kind.CODE
    kinds: tuple[tuple[type[values.Value], Kind], ...] = (
        (values.Money, Kind.MONEY), (values.Day, Kind.DAY), (values.Moment, Kind.MOMENT),
        (values.Flag, Kind.FLAG), (values.Choices, Kind.CHOICES),
        (values.Choice, Kind.CHOICE), (values.Reference, Kind.REFERENCE),
    )
    return next((kind for adapter, kind in kinds if isinstance(value, adapter)), Kind.TEXT)


def _choices(register: Register, value: values.Value) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The words of a list with their labels in both languages, and what the register adds."""
    if isinstance(value, values.Choices):
        words = value.field.base_field.choices
    elif isinstance(value, values.Choice):
        words = value.field.choices
    else:
        return ()
    found = []
    for word, label in words:
        own, others = _labels(label)
        found.append((str(word), own, (*others, *register.synonyms.get(f"{value.name}={word}", ()))))
    return tuple(found)
