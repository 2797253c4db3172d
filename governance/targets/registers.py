"""The register of targets."""

from django.utils.translation import gettext_lazy as _

from governance.registers.declarations import Group, Register, Shelf
from governance.targets import laws
from governance.targets.models import FigureTarget

TARGETS = Register(
    key="targets", model=FigureTarget, noun=_("target"), nouns=_("Targets"), shelf=Shelf.FIGURES,
    groups=(
        Group(_("What is to be reached"), ("indicator", "population", "street", "value", "due_on")),
        Group(_("Basis"), ("document", "valid")),
    ),
    columns=("indicator", "population", "street", "value", "due_on", "valid", "document"), filters=("street", "indicator"),
    searched=("document",), order=("indicator", "due_on", "pk"), bulk=("document", "due_on"), prepare=laws.prepare,
    help={
        "population": _("Leave it empty for the population that the figure is usually counted for."),
        "street": _("Leave it empty for the whole district; a street without a target of its own is held to it."),
        "value": _("For a rate in per cent, for a number in pieces."),
    },
    records=("P5 dated target of a figure",),
)
REGISTERS = (TARGETS,)
