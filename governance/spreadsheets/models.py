"""Workbooks on their way into a register: what came in, how it was understood, and what became of each row."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import TenantPolicy, references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import TenantModel


class ImportState(models.TextChoices):
    """How far an import has come."""

    UPLOADED = "uploaded", _("columns to be confirmed")
    CHECKING = "checking", _("being checked")
    CHECKED = "checked", _("to be decided")
    COMMITTING = "committing", _("being taken over")
    COMMITTED = "committed", _("taken over")
    UNDOING = "undoing", _("being undone")
    UNDONE = "undone", _("undone")


class Outcome(models.TextChoices):
    """What a row of a workbook means for its register."""

    NEW = "new", _("new")
    CHANGED = "changed", _("changed")
    UNCHANGED = "unchanged", _("unchanged")
    REFUSED = "refused", _("to be mended")
    CONFLICT = "conflict", _("in conflict")
    DUPLICATE = "duplicate", _("possibly there already")
    LEFT_OUT = "left_out", _("left out")


class Staged(TenantModel):
    """What a person has brought in and nobody else need see: their street's, or the district staff's where it has none."""

    street = TenantForeignKey("governance.Street", null=True, blank=True, verbose_name=_("street"))
    known_time = "none"

    class Meta:
        abstract = True
        constraints = [
            TenantPolicy(name="%(app_label)s_%(class)s_tenant", shape="staged"),
            models.UniqueConstraint(fields=["district", "id"], name="%(app_label)s_%(class)s_key"),
            *references("%(app_label)s_%(class)s", "street"),
        ]


class SheetImport(Staged):
    """A file or pasted block for one register, from its arrival to its receipt."""

    register = models.CharField(_("register"), max_length=40)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_constraint=False)
    owner_name = models.CharField(_("person"), max_length=80)
    file_name = models.CharField(_("file"), max_length=160)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("received at"), db_default=Now(), editable=False)
    state = models.CharField(_("state"), max_length=12, choices=ImportState.choices, default=ImportState.UPLOADED)
    # What the file holds: kind, how it was read, and its layouts (see `services.uploads`).
    contents = models.JSONField(default=dict)
    # What the person confirmed: layout, sheets, columns, repeated blanks, values for all rows (see `mapping.Mapping`).
    mapping = models.JSONField(default=dict)
    # How many rows of each outcome and how many cells of each fate.
    counts = models.JSONField(default=dict)
    # Counts the checks that were begun: of two at once the later one goes on.
    run = models.PositiveIntegerField(default=0)
    # The district's data version of the last check: what it said holds while nothing else was written.
    checked_version = models.BigIntegerField(null=True)
    job = TenantForeignKey("governance.Job", null=True, verbose_name=_("job"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    change = TenantForeignKey("governance.Change", null=True, verbose_name=_("change"))
    committed_at = models.DateTimeField(_("taken over at"), null=True)
    undone_by = TenantForeignKey("governance.Change", null=True, verbose_name=_("undone by"))
    # A sentence for its owner: why the last step was not taken.
    message = models.CharField(max_length=300, blank=True)

    class Meta(Staged.Meta):
        abstract = False
        constraints = [
            *Staged.Meta.constraints,
            *references("governance_sheetimport", "job", "change", "undone_by"),
        ]
        indexes = [
            models.Index(fields=["district", "-id"], name="governance_import_latest"),
            models.Index(fields=["district", "sha256"], name="governance_import_same"),
        ]

    def __str__(self) -> str:
        return self.file_name

    def rows_of(self, *outcomes: str) -> models.QuerySet["ImportRow"]:
        """The rows of some outcomes, in the file's order."""
        return ImportRow.objects.filter(sheet_import=self, outcome__in=outcomes).order_by("number")


class ImportContent(Staged):
    """The bytes of an import's file, so that it can be read again and sent back with its faults marked."""

    sheet_import = TenantForeignKey(SheetImport, models.CASCADE)
    content = models.BinaryField()

    class Meta(Staged.Meta):
        abstract = False
        constraints = [
            *Staged.Meta.constraints,
            *references("governance_importcontent", "sheet_import"),
            models.UniqueConstraint(fields=["district", "sheet_import"], name="governance_importcontent_one"),
        ]


class ImportRow(Staged):
    """One row of data in an import: the clerk's own cells, what was mended in the page, and what it means."""

    sheet_import = TenantForeignKey(SheetImport, models.CASCADE)
    # Its place among the data rows, over all sheets; then sheet and row (from 0) in the file.
    number = models.PositiveIntegerField()
    sheet = models.CharField(max_length=100)
    row = models.PositiveIntegerField()
    # By column: the text of the cell as the file shows it.
    cells = models.JSONField(default=dict)
    # By column: what the person typed instead.
    fixes = models.JSONField(default=dict)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    # [{column, field, code, message}], all of them at once; `doubt` is the code of what is only unusual.
    faults = models.JSONField(default=list)
    # [{column, message}]: what was reckoned, repeated from above, or kept as it stands.
    notes = models.JSONField(default=list)
    # [{field, label, old, new}]
    differences = models.JSONField(default=list)
    # The record that the row is, with its version; what its fields were when the file was made or first checked.
    record_id = models.BigIntegerField(null=True)
    # Of what identifies it in its register: two rows of one identity are the same record.
    identity = models.CharField(max_length=64, blank=True)
    version = models.BigIntegerField(null=True)
    base = models.JSONField(default=dict)
    # [{id, label, likeness}]: records that this may be.
    candidates = models.JSONField(default=list)
    # "", "new", "mine", "theirs", "left_out", or the id of the record that it is.
    decision = models.CharField(max_length=20, blank=True)
    # {"own": {column: value}, "base": {…}} as PostgreSQL writes them; what a commit puts into the tables.
    written = models.JSONField(default=dict)
    base_id = models.BigIntegerField(null=True)

    class Meta(Staged.Meta):
        abstract = False
        constraints = [
            *Staged.Meta.constraints,
            *references("governance_importrow", "sheet_import"),
            models.UniqueConstraint(fields=["district", "sheet_import", "number"], name="governance_importrow_once"),
        ]
        indexes = [
            models.Index(fields=["district", "sheet_import", "outcome", "number"], name="governance_importrow_outcome")
        ]


class ColumnMemory(Staged):
    """How a street's sheets of one layout were understood last time: column headings to fields of the register."""

    register = models.CharField(max_length=40)
    signature = models.CharField(max_length=64)
    # Heading to field ("" is ignored by choice), and the columns in which a blank means the cell above.
    columns = models.JSONField(default=dict)
    blanks = models.JSONField(default=list)
    used_at = models.DateTimeField(db_default=Now())

    class Meta(Staged.Meta):
        abstract = False
        constraints = [
            *Staged.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "street", "register", "signature"], name="governance_columnmemory_once",
                nulls_distinct=False,
            ),
        ]
