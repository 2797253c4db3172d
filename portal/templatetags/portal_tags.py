"""Template tags of the portal: formatting of units and status is decided here, never in a template."""

from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from governance.common.fields import shown
from governance.common.money import to_yuan
from governance.common.periods import as_written
from governance.registers import references, values
from portal.cells import wording

register = template.Library()


@register.simple_tag
def icon(name: str) -> SafeString:
    """A decorative icon of the sprite."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("vendor/tabler-icons/sprite.svg"), name,
    )


@register.filter
def yuan(fen: int | None) -> str:
    """Fen as yuan with two decimals and thousands: 1,234.56."""
    return "—" if fen is None else f"{to_yuan(fen):,}"


@register.filter
def number(value: Any) -> str:
    """A number with thousands; a dash for nothing."""
    if value is None or value == "":
        return "—"
    return f"{value:,}" if isinstance(value, int | Decimal) else str(value)


@register.filter
def figure(cell: Any) -> str:
    """The value of a statistics cell with its unit."""
    value = cell.value
    if value is None:
        return "—"
    if cell.indicator.measure.value == "percent":
        return f"{value} %"
    if cell.indicator.measure.value == "yuan":
        return _("%(amount)s yuan") % {"amount": f"{value:,}"}
    return f"{value:,}"


@register.filter
def parts(cell: Any) -> str:
    """Numerator and denominator of a percentage."""
    if cell.denominator is None:
        return ""
    text = f"{cell.numerator:,} / {cell.denominator:,}"
    # A percentage of money has its parts in yuan.
    return _("%(amount)s yuan") % {"amount": text} if isinstance(cell.denominator, Decimal) else text


@register.filter
def signed(value: Any) -> str:
    """A difference with its sign: what it adds, or takes away."""
    return wording.signed(value)


register.filter("period", as_written)


@register.filter
def stars(star: int | None) -> str:
    """Stars for the eye; the words stand beside them for everybody else."""
    if star is None:
        return _("not rated")
    return "★" * star + "☆" * (5 - star) if star else _("no star")


@register.simple_tag
def badge(text: Any, tone: str = "plain") -> SafeString:
    """A status: tone good, warn, bad or plain; the text says it without the colour."""
    return format_html('<span class="badge badge-{}">{}</span>', tone, text)


STATE_TONES = {"committed": "good", "done": "good", "failed": "bad", "undone": "plain"}


@register.filter
def tone(state: str) -> str:
    """The tone of a state of work: over, failed, or still waiting for somebody."""
    return STATE_TONES.get(state, "warn")
# A severity's tone and sign; its words stand beside them.
SEVERITIES = {"serious": ("bad", "alert-triangle"), "notable": ("warn", "info-circle"), "hint": ("plain", "search")}


@register.simple_tag
def severity(value: Any) -> SafeString:
    """How much a finding weighs: a sign and its word."""
    tone, sign = SEVERITIES[value]
    return format_html('<span class="badge badge-{} nowrap">{} {}</span>', tone, icon(sign), value.label)


@register.simple_tag(takes_context=True)
def due(context: dict[str, Any], day: date | None) -> SafeString | str:
    """How long there is still time, or since when it is late."""
    if day is None:
        return ""
    left = (day - context["request"].portal.clock.today).days
    if left < 0:
        text = ngettext("%(n)d day late", "%(n)d days late", -left) % {"n": -left}
    else:
        text = ngettext("%(n)d day left", "%(n)d days left", left) % {"n": left} if left else _("due today")
    tone = "bad" if left < 0 else "warn" if left <= 7 else "plain"
    return format_html('<span class="badge badge-{} nowrap" title="{}">{}</span>', tone, day.isoformat(), text)


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: Any) -> str:
    """The page's query with some parameters changed; None or '' takes one out."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            query.pop(name, None)
        else:
            query[name] = value
    return f"?{query.urlencode()}" if query else "?"


@register.simple_tag(takes_context=True)
def time_query(context: dict[str, Any]) -> str:
    """`?on=…&as_of=…` of the present page, for links that stay in its time; empty for now."""
    query = context["request"].portal.clock.query
    return f"?{query}" if query else ""


@register.simple_tag
def record_title(kind: Any, record: Any) -> str:
    """What a record is called: its own name, or its register's noun with what it speaks of."""
    own = str(record)
    if "object (" not in own:
        return own
    about = getattr(record, "courtyard", None)
    return f"{about} · {kind.noun}" if about else str(kind.noun)


@register.simple_tag
def bin_label(entry: Any, kind: Any) -> str:
    """What a record in the bin was called; a record without a name of its own by its register's noun."""
    return f"{str(kind.noun).capitalize()} #{entry.record_id}" if "object (" in entry.label else str(entry.label)


@register.simple_tag
def money_unit(kind: Any, name: str) -> str:
    """The unit behind an amount of money; other values carry theirs themselves."""
    unit = kind.units.get(name, "") if name.endswith("_fen") else ""
    return f" {unit}" if unit else ""


@register.simple_tag
def relation_label(relation: Any, others: Any) -> str:
    """The heading of a relation; where its register refers in two ways, with the field that does."""
    return _told_apart(relation, others, relation["label"])


@register.simple_tag
def relation_noun(relation: Any, others: Any) -> str:
    """What can be entered, told apart like the headings."""
    return _told_apart(relation, others, relation["register"].noun)


def _told_apart(relation: Any, others: Any, name: Any) -> str:
    kind = relation["register"]
    if sum(other["register"] is kind for other in others) < 2:
        return str(name)
    return f"{name} · {values.of(kind)[relation['field']].label}"


@register.simple_tag
def parts_going(parts: Any) -> str:
    """The parts that leave with a record, with their numbers; a register of none is not named."""
    named = [(part.nouns if part else _("its place in the divisions"), count) for part, count in parts if count]
    return "、".join(f"{name} {count}" for name, count in named)


@register.simple_tag
def laid_out(fields: Any) -> list[tuple[Any, bool, str]]:
    """The fields of a group with their columns: boxes that follow each other stand in a row of their own."""
    boxes = [item["field"].widget_type == "checkbox" for item in fields]
    places = []
    for at, item in enumerate(fields):
        many = boxes[at] and (boxes[at - 1 : at] == [True] or boxes[at + 1 : at + 2] == [True])
        begins = many and at > 0 and not boxes[at - 1]
        ends = at > 1 and not boxes[at] and boxes[at - 1] and boxes[at - 2]
        whole = item["field"].widget_type == "checkboxselectmultiple"
        look = "col-12" if whole else "col-md-6 col-lg-3" if many else "col-md-6 col-lg-4"
        places.append((item, begins or ends, f"{look} lone-box" if boxes[at] and not many else look))
    return places


@register.filter
def masked(record: Any, name: str) -> str:
    """A personal field of a record as everybody may see it."""
    return shown(record, name)


@register.filter
def naming(record: Any) -> str:
    """The record as the form of another one names it, for an address."""
    return quote(references.written(record))


def _is(sort: str, name: str) -> str:
    return "descending" if sort == f"-{name}" else "ascending" if sort == name else ""


@register.simple_tag
def sort_state(sort: str, name: str) -> SafeString:
    """Tells assistive technology how the column sorts the list."""
    state = _is(sort, name)
    return format_html(' aria-sort="{}"', state) if state else SafeString("")


@register.simple_tag
def sort_mark(sort: str, name: str) -> str:
    return {"descending": " ↓", "ascending": " ↑"}.get(_is(sort, name), "")


@register.simple_tag(takes_context=True)
def sort_query(context: dict[str, Any], sort: str, name: str) -> str:
    """Sorts by the column; once more turns it round."""
    return query_with(context, sort=f"-{name}" if sort == name else name, page="")
