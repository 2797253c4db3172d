"""The registers of what helps: complaints, emergency repairs, service projects and social organisations."""

from django.utils.translation import gettext_lazy as _

from community_services import models
from community_services.services import laws
from governance.registers.declarations import Group, Register, Shelf

_time = Group(_("Time"), ("valid",))
_courtyard = {"courtyard": _("Its code, such as 410104001-0001, or its name.")}
_yuan = _("yuan")

COMPLAINTS = Register(
    key="complaints", model=models.Complaint, noun=_("complaint"), nouns=_("Complaints"), shelf=Shelf.SERVICES,
    groups=(
        Group(_("Complaint"), ("number", "courtyard", "received_on", "source", "category", "summary")),
        Group(_("How it was dealt with"), ("handler", "due_on", "closed_on", "way", "agreement", "result")),
        Group(_("Call back"), ("called_back_on", "satisfaction")),
    ),
    columns=("number", "courtyard", "street", "received_on", "category", "due_on", "closed_on", "way"),
    filters=("street", "category", "way", "agreement", "source"),
    searched=("number", "summary", "courtyard__name", "courtyard__code"), order=("-received_on", "pk"),
    fixed=frozenset({"courtyard"}), untyped=frozenset({"number"}),
    help={**_courtyard, "due_on": _("Seven days after it was received, if it is left empty."),
          "summary": _("What it is about, without the caller's name.")},
    synonyms={"received_on": ("受理日期", "投诉日期"), "source": ("来源", "受理渠道"), "category": ("类别", "投诉类别"),
              "summary": ("内容摘要", "投诉内容", "内容"), "handler": ("承办", "承办人", "承办单位"),
              "due_on": ("时限", "办理时限"),
              "closed_on": ("办结日期", "办结时间"), "way": ("方式", "办理方式"), "agreement": ("调解结果", "是否达成一致"),
              "result": ("结果", "办理结果"),
              "called_back_on": ("回访", "回访日期"), "satisfaction": ("满意度", "回访结果"), "number": ("编号",)},
    identity=("courtyard", "received_on", "summary"), bulk=("handler", "due_on"), prepare=laws.prepare_complaint,
    number=laws.number_complaints, records=("44 mediation station's case",),
)
REPAIRS = Register(
    key="repairs", model=models.EmergencyRepair, noun=_("emergency repair"), nouns=_("Emergency repairs"),
    shelf=Shelf.SERVICES,
    groups=(
        Group(_("Repair"), ("courtyard", "category", "reported_at", "arrived_at", "completed_at")),
        Group(_("Cost"), ("cost_fen", "fund_source", "accepted_by")),
    ),
    columns=("courtyard", "category", "street", "reported_at", "arrived_at", "completed_at", "cost_fen"),
    filters=("street", "category"), searched=("courtyard__name", "courtyard__code"), order=("-reported_at", "pk"),
    fixed=frozenset({"courtyard"}), help=_courtyard, units={"cost_fen": _yuan}, identity=("courtyard", "reported_at"),
    synonyms={"reported_at": ("报修时间",), "arrived_at": ("到场时间",), "completed_at": ("完成时间",), "category": ("类别",),
              "cost_fen": ("费用",), "fund_source": ("资金来源",), "accepted_by": ("验收人",)},
    bulk=("fund_source",), prepare=laws.prepare_repair, records=("45 emergency repair",),
)
PROJECTS = Register(
    key="projects", model=models.ServiceProject, noun=_("service project"), nouns=_("Service projects"),
    shelf=Shelf.SERVICES,
    groups=(
        Group(_("Project"), ("name", "project_class", "street", "need_source", "resource_party")),
        Group(_("How far it is"), ("stage", "entered_on", "planned_on", "completed_on", "budget_fen")),
    ),
    columns=("name", "project_class", "street", "stage", "planned_on", "completed_on", "budget_fen"),
    filters=("project_class", "stage", "street"), searched=("name", "resource_party"), fixed=frozenset({"street"}),
    units={"budget_fen": _yuan}, identity=("name",), bulk=("project_class", "planned_on"),
    synonyms={"name": ("项目名称",), "project_class": ("类别", "项目类别"), "need_source": ("需求来源",),
              "resource_party": ("资源方",),
              "stage": ("阶段",), "planned_on": ("计划完成",), "completed_on": ("实际完成",), "budget_fen": ("经费",)},
    prepare=laws.prepare_project, records=("51 service project", "R16"),
)
SITES = Register(
    key="project-sites", model=models.ProjectSite, noun=_("site of a project"), nouns=_("Sites of projects"),
    shelf=Shelf.SERVICES,
    groups=(Group(_("Site"), ("project", "courtyard", "kind", "completed_on")),),
    columns=("project", "courtyard", "street", "kind", "completed_on"), filters=("street", "kind"),
    searched=("project__name", "courtyard__name", "courtyard__code"), fixed=frozenset({"project", "courtyard"}),
    help=_courtyard, records=("54 site of a project",),
)
INCUBATORS = Register(
    key="incubators", model=models.Incubator, noun=_("incubator"), nouns=_("Incubators"), shelf=Shelf.SERVICES,
    groups=(Group(_("Incubator"), ("name", "street")), _time),
    columns=("name", "street", "valid"), filters=("street",), searched=("name",), fixed=frozenset({"street"}),
    records=("40 incubator",),
)
SOCIAL = Register(
    key="social-organisations", model=models.SocialOrganisation, noun=_("social organisation"),
    nouns=_("Social organisations"), shelf=Shelf.SERVICES,
    groups=(
        Group(_("Organisation"), ("name", "street", "social_class", "field", "incubator")),
        Group(_("Registered or filed"), ("registered_on", "registration_number", "filed_on", "filing_number")),
        Group(_("People"), ("leader", "members")), _time,
    ),
    columns=("name", "street", "social_class", "field", "leader", "members", "valid"),
    filters=("street", "social_class", "field"), searched=("name", "registration_number", "filing_number"),
    fixed=frozenset({"street"}), units={"members": _("persons")}, bulk=("social_class", "field", "incubator"),
    synonyms={"name": ("组织名称", "社会组织名称"), "social_class": ("类别",), "field": ("领域",), "leader": ("负责人",),
              "members": ("成员数",), "incubator": ("孵化平台",), "registration_number": ("登记证号", "证号"),
              "filing_number": ("备案号",)},
    records=("38 social organisation", "R17"),
)
REGISTERS = (COMPLAINTS, REPAIRS, PROJECTS, SITES, INCUBATORS, SOCIAL)
