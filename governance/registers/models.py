"""What the shelf of registers keeps beside the records: views, files, the bin, who saw and took what, answers given once."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from governance.tenancy.constraints import references
from governance.tenancy.fields import TenantForeignKey
from governance.tenancy.models import AppendOnly, DistrictWideModel, TenantModel


class SavedView(TenantModel):
    """A list as somebody wants to see it again: its columns, filters and order, as the query of its address."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # A clerk of another street sees the view but not the account.
    owner_name = models.CharField(_("person"), max_length=80)
    register = models.CharField(_("register"), max_length=40)
    name = models.CharField(_("name"), max_length=60)
    query = models.CharField(max_length=1000, blank=True)
    is_shared = models.BooleanField(_("for everybody in the district"), default=False)
    is_default = models.BooleanField(_("opens first"), default=False)
    known_time = "none"

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["district", "register", "owner", "name"], name="governance_savedview_name_once",
                violation_error_message=_("You have a view of this name already."),
            ),
            models.UniqueConstraint(
                fields=["district", "register", "owner"], name="governance_savedview_one_default",
                condition=Q(is_default=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class BinEntry(DistrictWideModel):
    """A wrong entry that was taken out of its register. For thirty days it can be put back as it was."""

    register = models.CharField(_("register"), max_length=40)
    record_id = models.BigIntegerField()
    label = models.CharField(_("record"), max_length=200)
    # [[table, id, version_id], …], what others refer to first: the versions that are put back.
    versions = models.JSONField()
    removed_by_name = models.CharField(_("removed by"), max_length=80)
    removed_at = models.DateTimeField(_("removed at"))
    reason = models.CharField(_("reason"), max_length=300)
    restored_at = models.DateTimeField(_("put back at"), null=True, blank=True)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints]
        indexes = [models.Index(fields=["district", "-removed_at"], name="governance_binentry_latest")]

    def __str__(self) -> str:
        return self.label


class Attachment(DistrictWideModel):
    """A file on a record: a document, a photograph, a scanned form."""

    register = models.CharField(_("register"), max_length=40)
    record_id = models.BigIntegerField()
    name = models.CharField(_("file"), max_length=160)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints]
        indexes = [models.Index(fields=["district", "register", "record_id"], name="governance_attachment_of")]

    def __str__(self) -> str:
        return self.name


class AttachmentContent(AppendOnly, DistrictWideModel):
    """The bytes of an attachment. They stand in the database so that one backup is whole."""

    attachment_id = models.BigIntegerField()
    content = models.BinaryField()

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("governance_attachmentcontent", "change")]
        indexes = [models.Index(fields=["district", "attachment_id"], name="governance_content_of")]


class Disclosure(AppendOnly, DistrictWideModel):
    """Somebody opened a masked name or telephone number; the change says who and why."""

    register = models.CharField(_("register"), max_length=40)
    record_id = models.BigIntegerField()
    field = models.CharField(_("field"), max_length=40)

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("governance_disclosure", "change")]
        indexes = [models.Index(fields=["district", "-id"], name="governance_disclosure_latest")]


class ExportLog(AppendOnly, DistrictWideModel):
    """Somebody took a list out of the portal as a file; the change says who and when. Names and numbers in it are masked."""

    register = models.CharField(_("register"), max_length=40)
    # xlsx, csv or docx.
    file_format = models.CharField(_("file"), max_length=8)
    query = models.CharField(_("filter"), max_length=1000, blank=True)
    on = models.DateField(_("valid on"))
    rows = models.PositiveIntegerField(_("rows"))
    columns = models.JSONField(_("columns"))

    class Meta(DistrictWideModel.Meta):
        abstract = False
        constraints = [*DistrictWideModel.Meta.constraints, *references("governance_exportlog", "change")]
        indexes = [models.Index(fields=["district", "-id"], name="governance_exportlog_latest")]


class GivenAnswer(TenantModel):
    """The answer to a request with an `Idempotency-Key`, given again when the same request comes again."""

    token = TenantForeignKey("governance.ApiToken")
    key = models.CharField(max_length=100)
    request_digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    headers = models.JSONField(default=dict)
    body = models.TextField()
    given_at = models.DateTimeField(db_default=Now(), editable=False)
    known_time = "none"

    class Meta(TenantModel.Meta):
        abstract = False
        constraints = [
            *TenantModel.Meta.constraints,
            *references("governance_givenanswer", "token"),
            models.UniqueConstraint(fields=["district", "token", "key"], name="governance_givenanswer_once"),
        ]
