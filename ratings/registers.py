"""The registers of the demonstration points and of the steps of their way."""

from django.utils.translation import gettext_lazy as _

from governance.registers.declarations import Group, Register, Shelf
from ratings.choices import DemonstrationState
from ratings.models import DemonstrationMove, DemonstrationPoint
from ratings.services import laws

POINTS = Register(
    key="demonstrations", model=DemonstrationPoint, noun=_("demonstration point"), nouns=_("Demonstration points"),
    shelf=Shelf.PARTY,
    groups=(
        Group(_("Which place"), ("level", "street", "community", "courtyard")),
        Group(_("Creation"), ("title", "begun_on", "document")),
    ),
    columns=("level", "street", "title", "begun_on"), filters=("level", "street"),
    searched=("street__name", "community__name", "courtyard__name", "courtyard__code", "title"),
    order=("level", "street__code", "pk"), fixed=frozenset({"level", "street", "community", "courtyard"}),
    shown_for={"community": ("level", ("community",)), "courtyard": ("level", ("courtyard",))},
    bulk=("title", "document"), prepare=laws.prepare_point, parts=((DemonstrationMove, "point"),),
    help={
        "courtyard": _("Its code, such as 410104001-0001, or its name."),
        "begun_on": _("The day from which it is in creation; later steps are entered as such."),
        "document": _("The plan or notice that takes it into creation."),
    },
    synonyms={
        "level": ("级别", "示范类别", "类别"), "title": ("示范名称", "示范点名称"), "begun_on": ("创建日期", "开始创建日期"),
        "document": ("文件", "文号", "依据文件"),
    },
    identity=("level", "street", "community", "courtyard"), records=("56 demonstration point", "R21"),
)
MOVES = Register(
    key="demonstration-moves", model=DemonstrationMove, noun=_("step of a demonstration point"),
    nouns=_("Steps of demonstration points"), shelf=Shelf.PARTY,
    groups=(Group(_("Step"), ("point", "state", "moved_on", "document")), Group(_("Why"), ("score", "ground"))),
    columns=("point", "state", "moved_on", "document", "score", "ground"), filters=("state", "street"),
    searched=(
        "point__street__name", "point__community__name", "point__courtyard__name", "point__courtyard__code", "document",
    ),
    order=("-moved_on", "pk"), derived={"street": "point.street"}, fixed=frozenset({"point", "state"}),
    shown_for={
        "score": ("state", (DemonstrationState.ASSESSED.value,)), "ground": ("state", (DemonstrationState.WITHDRAWN.value,)),
    },
    prepare=laws.prepare_move, leave=laws.leave_move,
    # Steps of one sheet rest on each other: each is tried behind those before it.
    prepares_others=True,
    help={
        "document": _("The application, assessment or decision, with its number."),
        "score": _("Of 100 points; item by item on the page of the point."),
    },
    synonyms={"state": ("状态", "创建状态"), "moved_on": ("日期", "命名日期", "申报日期"), "ground": ("撤销原因", "理由")},
    identity=("point", "moved_on"), records=("P22 demonstration pipeline",),
)
REGISTERS = (POINTS, MOVES)
