"""Forms that a district designs, and what was filled out of the records when."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import references
from governance.tenancy.models import AppendOnly, DistrictWideModel


class FormState(models.TextChoices):
    DRAFT = "draft", _("draft")
    RELEASED = "released", _("released")
    SUPERSEDED = "superseded", _("superseded")
    RETIRED = "retired", _("no longer asked for")


class ReportForm(DistrictWideModel):
    """A form (报表) that the district asks for: a view of the registers. A released version stays as it was."""

    key = models.CharField(_("form"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    state = models.CharField(_("state"), max_length=10, choices=FormState.choices, default=FormState.DRAFT)
    title = models.CharField(_("title"), max_length=80)
    subject = models.CharField(_("register"), max_length=40)
    # As `governance.reports.definitions.read` reads it.
    definition = models.JSONField(_("definition"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [
            *DistrictWideModel.Meta.constraints,
            models.UniqueConstraint(fields=["district", "key", "version"], name="governance_reportform_version_once"),
            models.UniqueConstraint(
                fields=["district", "key"], name="governance_reportform_one_released",
                condition=Q(state="released"),
                violation_error_message=_("Another version of this form is in use."),
            ),
            models.UniqueConstraint(
                fields=["district", "key"], name="governance_reportform_one_draft", condition=Q(state="draft"),
                violation_error_message=_("Somebody else is working on the next version of this form."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class FormFilling(AppendOnly, DistrictWideModel):
    """A form was filled and taken out, for a street or the whole district. The change says by whom.

    `cells` are those that say something, and those left to be written by hand. Beside the last filling of the same form
    for the same place: `cells_again` say what was held then and was entered once more as a new record since;
    `cells_changed` say something new. See docs/adr on forms.
    """

    form = models.CharField(_("form"), max_length=40)
    version = models.PositiveSmallIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=80)
    definition = models.JSONField(_("definition"))
    file_format = models.CharField(_("file"), max_length=8)
    on = models.DateField(_("valid on"))
    as_of = models.DateTimeField(_("as known at"), null=True, blank=True)
    rows = models.PositiveIntegerField(_("rows"))
    cells = models.PositiveIntegerField(_("cells"))
    cells_changed = models.PositiveIntegerField(_("cells that say something new"))
    cells_again = models.PositiveIntegerField(_("cells typed again"))
    cells_by_hand = models.PositiveIntegerField(_("cells left to the hand"))
    gaps = models.PositiveIntegerField(_("missing facts"))
    sha256 = models.CharField(max_length=64)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("governance_formfilling", "change")]
        indexes = [models.Index(fields=["district", "form", "-id"], name="governance_formfilling_latest")]

    @property
    def cells_spared(self) -> int:
        """Reported without anybody typing again what was held."""
        return self.cells - self.cells_again - self.cells_by_hand
