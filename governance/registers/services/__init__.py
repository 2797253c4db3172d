"""The only writers of registers: every verb is one change by one person for one reason."""

from governance.registers.services.answers import KeyUsed, StillRunning, keep_answer, take_key
from governance.registers.services.bin import Depended, Unrestorable, parts, remove, restore
from governance.registers.services.bulk import Outcome, set_for_all
from governance.registers.services.disclosures import disclose
from governance.registers.services.entering import NotInForce, correct, end, enter
from governance.registers.services.exports import log_export
from governance.registers.services.files import FileRefused, attach, detach
from governance.registers.services.grid import save_rows
from governance.registers.services.views import delete_view, save_view

__all__ = [
    "Depended", "FileRefused", "KeyUsed", "NotInForce", "Outcome", "StillRunning", "Unrestorable", "attach", "correct",
    "delete_view", "detach", "disclose", "end", "enter", "keep_answer", "log_export", "parts", "remove", "restore", "save_rows",
    "save_view", "set_for_all", "take_key",
]
