"""The rows of a filled form as HTML, made at once: a district's ledger has forty thousand cells."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from governance.reports.filling import Filled, Line, Opened, Summed
from governance.reports.layout import groups_of, is_number, text_of

Entries = Iterable[Line | Summed | Opened]


def head(filled: Filled, columns: Sequence[int]) -> SafeString:
    """Two rows: groups of facts, and the headings under them."""
    upper, lower, at = [f'<th scope="col" rowspan="2">{escape(_("No."))}</th>'], [], 0
    for group, count in groups_of(filled, columns):
        inside = [filled.columns[position] for position in columns[at : at + count]]
        if group:
            upper.append(f'<th scope="colgroup" colspan="{count}">{escape(group)}</th>')
            lower += [f'<th scope="col">{escape(column.title)}</th>' for column in inside]
        else:
            upper.append(f'<th scope="col" rowspan="2">{escape(inside[0].title)}</th>')
        at += count
    return SafeString(f"<tr>{''.join(upper)}</tr><tr>{''.join(lower)}</tr>")


def rows(
    filled: Filled, columns: Sequence[int], entries: Entries, *, link: Callable[[Any], str] | None = None
) -> SafeString:
    """Lines, headings and subtotals. What is missing is marked in words and colour; `link` leads to a record."""
    made = []
    for entry in entries:
        if isinstance(entry, Opened):
            title = f'<th colspan="{len(columns) + 1}" scope="rowgroup">{escape(entry.title)}</th>'
            made.append(f'<tr class="ledger-group">{title}</tr>')
        elif isinstance(entry, Summed):
            made.append(total(filled, columns, entry))
        else:
            made.append(_line(filled, columns, entry, link))
    return SafeString("".join(made))


def total(filled: Filled, columns: Sequence[int], summed: Summed) -> SafeString:
    """A subtotal, or the total."""
    texts = [text_of(filled.columns[at].fact, summed.values[at]) for at in columns]
    said = _("%(title)s: %(n)s") % {"title": summed.title, "n": summed.count}
    if texts and not texts[0]:
        texts[0] = said
        first = ""
    else:
        first = said
    cells = "".join(
        f'<td{_look(filled, at)}>{escape(text)}</td>' for at, text in zip(columns, texts, strict=True)
    )
    return SafeString(f'<tr class="ledger-sum"><td>{escape(first)}</td>{cells}</tr>')


def _line(filled: Filled, columns: Sequence[int], line: Line, link: Callable[[Any], str] | None) -> str:
    cells = [f'<td class="number">{line.number}</td>']
    for position, at in enumerate(columns):
        column, value = filled.columns[at], line.values[at]
        text = escape(text_of(column.fact, value))
        if link is not None and position == 0 and text:
            text = f'<a href="{escape(link(line.record))}">{text}</a>'  # type: ignore[assignment]
        if value is None and not column.may_be_empty and link is not None:
            cells.append(f'<td class="ledger-gap">{escape(_("missing"))}</td>')
        else:
            cells.append(f"<td{_look(filled, at)}>{text}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _look(filled: Filled, at: int) -> str:
    column = filled.columns[at]
    if is_number(column):
        return ' class="number"'
    return ' class="nowrap"' if column.look in ("day", "moment") else ""
