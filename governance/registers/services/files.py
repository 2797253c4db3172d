"""Files on records."""

import hashlib
from typing import Any

from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers import registry, sight
from governance.registers.declarations import Refused, Register
from governance.registers.models import Attachment, AttachmentContent
from governance.registers.signals import records_moving

MOST_BYTES = 10 * 1024 * 1024
# By the first bytes, for a name can say anything: (beginning, endings of the name, media type).
KINDS: tuple[tuple[bytes, tuple[str, ...], str], ...] = (
    (b"%PDF-", (".pdf",), "application/pdf"),
    (b"\xff\xd8\xff", (".jpg", ".jpeg"), "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", (".png",), "image/png"),
    (b"PK\x03\x04", (".docx",), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    (b"PK\x03\x04", (".xlsx",), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
)


class FileRefused(Refused):
    """A file that is too large, empty, or of a kind that is not kept."""


def attach(
    register: Register, *, record: Any, name: str, content: bytes, by: User, reason: str
) -> Attachment:
    """Keeps a file with a record. Raises FileRefused, and Refused for what is not the person's street's to write."""
    sight.demand_own(register, record)
    return keep(register.key, record=record, name=name, content=content, by=by, reason=reason)


def keep(key: str, *, record: Any, name: str, content: bytes, by: User, reason: str, photo: bool = False) -> Attachment:
    """Keeps a file under a key of the caller's, who has asked whether the person may. Raises FileRefused.

    Where the key is no register's, the caller also hands the file out: no address of the registers finds it.
    """
    media_type = demand_keepable(name, content, photo=photo)
    street = getattr(record, "street_id", None)
    with change(district=record.district_id, by=by, reason=reason, street=street):
        attachment = Attachment.objects.create(
            district_id=record.district_id, street_id=street, register=key, record_id=record.pk,
            name=name[-160:], media_type=media_type, size=len(content), sha256=hashlib.sha256(content).hexdigest(),
        )
        AttachmentContent.objects.create(
            district_id=record.district_id, street_id=street, attachment_id=attachment.pk, content=content
        )
    return attachment


def demand_keepable(name: str, content: bytes, *, photo: bool = False) -> str:
    """The media type of what may be kept. Raises FileRefused for what is empty, too large, or of another kind."""
    if not content:
        raise FileRefused(_("The file is empty."), "file")
    if len(content) > MOST_BYTES:
        raise FileRefused(_("The file is larger than 10 MB. Make it smaller, or split it."), "file")
    if not photo:
        return _media_type(name, content)
    try:
        media_type = _media_type(name, content)
    except FileRefused:
        media_type = ""
    if not media_type.startswith("image/"):
        raise FileRefused(_("This is not a photo. Choose a JPEG or PNG file, with a name that says so."), "file")
    return media_type


def _media_type(name: str, content: bytes) -> str:
    for beginning, endings, media_type in KINDS:
        if content.startswith(beginning) and name.lower().endswith(endings):
            return media_type
    raise FileRefused(_("Only PDF, JPEG, PNG, DOCX and XLSX files are kept, and the name must fit the content."), "file")


def detach(*, attachment: Attachment, by: User, reason: str) -> None:
    """Takes a file off its record; as known at an earlier moment it still stands there."""
    sight.demand_own(registry.every()[attachment.register], attachment)
    with change(district=attachment.district_id, by=by, reason=reason, street=attachment.street_id):
        attachment.delete()


def follow(register: Register, *, records: Any, district: int, street: int | None) -> None:
    """Files go with their records (a query of ids) into another street, or out of any; called inside the change that moves these.

    The bytes are never rewritten, so they are kept once more where the new street can read them. What others keep
    beside the records follows by `records_moving`.
    """
    records_moving.send(sender=register.model, register=register, records=records, district=district, street=street)
    follow_key(register.key, records=records, district=district, street=street)


def follow_key(key: str, *, records: Any, district: int, street: int | None) -> None:
    """The same for the files under one key, and nothing else."""
    of_records = Attachment.objects.filter(district_id=district, register=key, record_id__in=records)
    for attachment in of_records.exclude(street=None).exclude(street=street):
        content = content_of(attachment)
        attachment.street_id = street
        attachment.save(update_fields=["street"])
        AttachmentContent.objects.create(
            district_id=district, street_id=street, attachment_id=attachment.pk, content=content
        )


def content_of(attachment: Attachment) -> bytes:
    """The bytes of a file."""
    kept = AttachmentContent.objects.filter(district_id=attachment.district_id, attachment_id=attachment.pk)
    return bytes(kept.latest("pk").content)
