"""What the script of the grids says."""

from django.utils.translation import gettext as _


def words() -> dict[str, str]:
    """Sentences by key; `%s` is filled in by the script."""
    return {
        "row": _("row %s"), "new": _("new"), "incomplete": _("to be completed"), "pending": _("not saved yet"),
        "saving": _("saving"), "saved": _("saved"), "refused": _("refused"), "doubted": _("unusual"),
        "conflict": _("changed by somebody else"), "changed": _("changed by somebody else just now"),
        "locked": _("locked"), "missing": _("Still needed in this row: %s."),
        "waits": _("The row is saved once the other cells are mended."),
        "reason": _("Say above why you change this; then everything is saved."),
        "savedRows": _("Rows saved: %s."), "troubles": _("Cells to look at: %s."),
        "offline": _("No connection. What you typed is kept on this machine and sent again."),
        "signedOut": _("Your sign-in has ended. What you typed is kept on this machine."),
        "signIn": _("Sign in in a new window, then come back here"), "again": _("Send again"),
        "failed": _("It could not be saved: %s"), "empty": _("(empty)"),
        "theirs": _("%s wrote “%s” at %s."), "takeMine": _("Keep mine"), "takeTheirs": _("Take theirs"),
        "confirm": _("It is right"), "mend": _("Mend it"), "choose": _("Press Enter to choose."),
        "pasted": _("Cells pasted: %s."), "leftOver": _("What did not fit was not taken:"),
        "overRight": _("Beyond the last column: %s"), "overBottom": _("Below the last row: %s"),
        "overLocked": _("In locked cells: %s"), "filled": _("Cells filled down: %s."), "nothing": _("There is nothing to undo."),
        "undone": _("Undone. It is saved as a further correction."), "redone": _("Done again."),
        "entered": _("This row was entered as a record. Remove it on the record's own page."),
        "kept": _("Cells from before that were not saved: %s."), "keptElsewhere": _("They stand on another page of this list."),
        "take": _("Take up what I typed"), "drop": _("Forget it"), "there": _("Open that page"),
        "gone": _("Rows that are no longer here, kept in the list below: %s."), "open": _("Open the record"),
        "noTrouble": _("Nothing is left to look at."),
    }
