"""The register of declared values."""

from django.utils.translation import gettext_lazy as _

from governance.claims import laws
from governance.claims.models import FigureClaim
from governance.registers.declarations import Group, Register, Shelf

CLAIMS = Register(
    key="claims", model=FigureClaim, noun=_("declared value"), nouns=_("Declared values"), shelf=Shelf.FIGURES,
    groups=(
        Group(_("Figure"), ("indicator", "population", "street", "on", "printed", "value")),
        Group(_("Source"), ("source", "source_on", "quote")),
        Group(_("Difference"), ("explanation_zh", "explanation_en")),
    ),
    columns=("indicator", "population", "street", "on", "printed", "source", "source_on"),
    filters=("street", "indicator"), searched=("source", "printed"), order=("source_on", "source", "pk"),
    untyped=frozenset({"value"}), bulk=("source", "source_on"),
    help={
        "printed": _("Exactly as the document prints it: 59%, 1200余, 约100万元."),
        "population": _("Empty where the document does not say of which."),
        "street": _("Empty where the figure is of the whole district."),
        "on": _("The day of which the document speaks."),
    },
    synonyms={
        "indicator": ("指标", "指标名称"), "population": ("范围", "统计范围"), "on": ("统计日期", "截至日期"),
        "printed": ("原文数值", "声明值", "数值"), "source": ("来源", "材料名称"), "source_on": ("材料日期", "发布日期"),
        "quote": ("原文", "原文位置"), "explanation_zh": ("差异说明", "说明"),
    },
    identity=("indicator", "population", "on", "source", "printed"), prepare=laws.prepare,
    records=("F declared value",),
)
REGISTERS = (CLAIMS,)
