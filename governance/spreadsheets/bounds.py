"""How much of a file is taken in, and the plain words in which a file is refused. No library's wording gets here."""

from django.utils.translation import gettext as _

from governance.spreadsheets.sheets import Unreadable

MEGABYTE = 1024 * 1024
FILE_BYTES = 20 * MEGABYTE
UNPACKED_BYTES = 400 * MEGABYTE
ROWS, COLUMNS, SHEETS = 100_000, 300, 60
# Of the rectangle round all values of a sheet: its readers hold the empty cells in it as well.
CELLS = 6_000_000
MERGES = 100_000
# Parts of a package; a workbook has a few per sheet.
PARTS = 3_000
# What is held whole of a package: the list of its sheets, of its relations, of its kinds; and remarks that are there.
SMALL_PART, REMARKS = 4 * MEGABYTE, 16 * MEGABYTE
# Tags of one row of a sheet, or of a page of hypertext, that a parser may have to hold at a time.
TAGS_OF_ROW, TAGS_OF_PAGE = 300_000, 2_000_000


def empty_file() -> Unreadable:
    return Unreadable(_("The file is empty. Please choose the file again."))


def empty_block() -> Unreadable:
    return Unreadable(_("Nothing was pasted. Copy the rows in Excel, heading included, and paste them here."))


def too_large() -> Unreadable:
    return Unreadable(
        _("The file is larger than %(limit)s MB. Please split it, for example by community, or remove its pictures.")
        % {"limit": FILE_BYTES // MEGABYTE}
    )


def swells() -> Unreadable:
    return Unreadable(
        _("Unpacked, the file is larger than %(limit)s MB. Please copy the table into a new workbook and send that.")
        % {"limit": UNPACKED_BYTES // MEGABYTE}
    )


def too_many_rows(sheet: str) -> Unreadable:
    return Unreadable(
        _("Sheet “%(sheet)s” has more than %(limit)s rows. Please split it into several files.")
        % {"sheet": sheet, "limit": f"{ROWS:,}"}
    )


def too_many_columns(sheet: str) -> Unreadable:
    return Unreadable(
        _("Sheet “%(sheet)s” has something in it beyond column %(limit)s. Please remove what stands far to the right.")
        % {"sheet": sheet, "limit": COLUMNS}
    )


def too_many_cells(sheet: str) -> Unreadable:
    return Unreadable(
        _(
            "Sheet “%(sheet)s” reaches over more than %(limit)s cells. Please split it, "
            "or remove what stands far outside the table."
        )
        % {"sheet": sheet, "limit": f"{CELLS:,}"}
    )


def too_many_sheets() -> Unreadable:
    return Unreadable(
        _("The workbook has more than %(limit)s sheets. Please send the sheets that matter in a workbook of their own.")
        % {"limit": SHEETS}
    )


def locked() -> Unreadable:
    return Unreadable(
        _(
            "The file is protected by a password. Open it, remove the password (File, Info, Protect Workbook), "
            "save it and send it again."
        )
    )


def broken() -> Unreadable:
    return Unreadable(
        _("The file is damaged or incomplete. Open it in Excel or WPS, save it as a new .xlsx workbook and send that.")
    )


def unsafe() -> Unreadable:
    return Unreadable(
        _("The file holds instructions that no Excel workbook has. Please copy the table into a new workbook and send that.")
    )


def other_kind(what: str) -> Unreadable:
    return Unreadable(
        _("This is %(what)s, not a workbook, whatever its name says. Please send the table as .xlsx, .xls or .csv.")
        % {"what": what}
    )


def old_kind() -> Unreadable:
    return Unreadable(
        _("The workbook is of a kind that can't be read here. Open it in Excel or WPS, save it as .xlsx and send that.")
    )


def unknown_kind() -> Unreadable:
    return Unreadable(_("This is no workbook and no text. Please send the table as .xlsx, .xls or .csv."))


def unknown_signs() -> Unreadable:
    return Unreadable(
        _("The characters of the file can't be told. Open it in Excel or WPS, save it as .xlsx or as CSV UTF-8 and send that.")
    )


def nothing_in_it() -> Unreadable:
    return Unreadable(_("There is nothing in the sheets of this file. Perhaps it was saved before the table was filled in?"))


def hold(sheet: str, height: int, width: int) -> None:
    """Refuses a sheet that reaches too far."""
    if height > ROWS:
        raise too_many_rows(sheet)
    if width > COLUMNS:
        raise too_many_columns(sheet)
    if height * width > CELLS:
        raise too_many_cells(sheet)
