"""Verdicts for the eye: sign, tone and words; groups by document; the text of a report with its figures marked."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from governance.claims.checking import Checked
from governance.claims.models import FigureClaim
from governance.claims.rules.verdicts import AGREES, EXPLAINED, LABELS, Verdict
from governance.indicators.definitions import POPULATION_WORDS
from portal.templatetags.portal_tags import icon

TONES = {
    **dict.fromkeys(AGREES, ("good", "check")), **dict.fromkeys(EXPLAINED, ("warn", "info-circle")),
    Verdict.UNEXPLAINED: ("bad", "alert-triangle"), Verdict.INCOMPARABLE: ("plain", "search"),
}


def badge(verdict: Verdict) -> SafeString:
    """A verdict: a sign and its words, in a tone."""
    tone, sign = TONES[verdict]
    return format_html('<span class="badge badge-{} nowrap">{} {}</span>', tone, icon(sign), LABELS[verdict])


@dataclass(frozen=True)
class Row:
    """A declared value beside the computed one, as a line of the page."""

    claim: FigureClaim
    checked: Checked
    url: str
    records: str

    @property
    def badge(self) -> SafeString:
        return badge(self.checked.verdict)

    @property
    def words(self) -> str:
        """What a person said of the difference."""
        english = (get_language() or "").startswith("en")
        first, other = self.claim.explanation_zh, self.claim.explanation_en
        return (other or first) if english else (first or other)

    @property
    def population(self) -> Any:
        return POPULATION_WORDS.get(self.claim.population, "")


@dataclass(frozen=True)
class Document:
    """The declared values of one document."""

    source: str
    rows: Sequence[Row]

    @property
    def dated(self) -> Any:
        return self.rows[0].claim.source_on

    @property
    def summary(self) -> str:
        return summary([row.checked.verdict for row in self.rows])


def row(portal: Any, claim: FigureClaim, checked: Checked) -> Row:
    district = portal.district.code
    figure = reverse("district:figure-detail", kwargs={"district": district, "indicator": claim.indicator})
    query = [f"on={claim.on.isoformat()}", f"population={checked.cell.population}"]
    if claim.street:
        query.append(f"street={claim.street.code}")
    query += [part for part in portal.clock.query.split("&") if part.startswith("as_of=")]
    record = reverse("registers:record-detail", kwargs={"district": district, "key": "claims", "record": claim.pk})
    return Row(claim, checked, f"{record}{'?' if portal.clock.query else ''}{portal.clock.query}", f"{figure}?{'&'.join(query)}")


def documents(rows: Iterable[Row]) -> list[Document]:
    """Rows by their document, in the order in which the documents come."""
    found: dict[tuple[str, Any], list[Row]] = {}
    for one in rows:
        found.setdefault((one.claim.source, one.claim.source_on), []).append(one)
    return [Document(source, listed) for (source, _on), listed in found.items()]


def summary(verdicts: Sequence[Verdict]) -> str:
    """24 项中 20 项相符，3 项可说明，1 项无法解释。"""
    agree = sum(verdict in AGREES for verdict in verdicts)
    told = sum(verdict in EXPLAINED for verdict in verdicts)
    parts = [
        ngettext("%(agree)d of %(all)d figure agrees", "%(agree)d of %(all)d figures agree", len(verdicts))
        % {"agree": agree, "all": len(verdicts)}
    ]
    if told:
        parts.append(_("%(n)d differ for a reason that is told") % {"n": told})
    if unexplained := verdicts.count(Verdict.UNEXPLAINED):
        parts.append(_("%(n)d are not explained") % {"n": unexplained})
    if incomparable := verdicts.count(Verdict.INCOMPARABLE):
        parts.append(_("%(n)d can't be compared") % {"n": incomparable})
    return _("%(parts)s.") % {"parts": _(", ").join(parts)}


def marked(text: str, places: Iterable[tuple[int, int, str, int]]) -> SafeString:
    """The text with its numbers marked: start, end, tone, and the line of the table that speaks of it (-1: none)."""
    pieces: list[tuple[Any]] = []
    last = 0
    for start, end, tone, at in places:
        pieces.append((text[last:start],))
        said = text[start:end]
        inner = said if at < 0 else format_html('<a href="#figure-{}">{}</a>', at, said)
        pieces.append((format_html('<mark class="claim-mark claim-{}">{}</mark>', tone, inner),))
        last = end
    pieces.append((text[last:],))
    return format_html_join("", "{}", pieces)
