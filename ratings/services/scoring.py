"""What was found at many courtyards, written from the score sheet of a round in one change."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from governance.audit.services import change
from governance.people.models import User
from governance.registers.entries import tidy
from governance.registers.grids import Answer, Row, Status
from governance.tenancy import scope
from ratings.choices import Scorer
from ratings.models import Finding, RatingEntry, RatingRound
from ratings.rounds import people, pipeline
from ratings.scores import ScoreSheet, doubled, entries, number, text
from ratings.services.rounds import RoundAnnounced, columns, demand_open

Counts = Mapping[str, Decimal | int | None]


def save_scores(
    *, round: RatingRound, rows: Sequence[Row], on: date, by: User, reason: str, street: int | None
) -> list[Answer]:
    """Writes how often each item was found, every row that can stand, all in one change, and answers for each.

    A row's id is its courtyard's; an emptied cell takes the finding out. Whoever acts in one street rates the
    courtyards there that manage themselves on the day `on`; those that a firm serves are the district's to rate.
    Raises RoundAnnounced. Where nothing is written, no change is.
    """
    with transaction.atomic():
        with change(district=round.district_id, by=by, reason=reason, street=street):
            demand_writable(round)
            desk = _Desk(round, on, [row.id for row in rows if row.id is not None], by)
            answers = [desk.answer(row) for row in rows]
            desk.tell(answers)
        if not any(answer.status is Status.SAVED for answer in answers):
            transaction.set_rollback(True)
    return answers


def demand_writable(round: RatingRound) -> None:
    """Holds the round's status. Raises RoundAnnounced, unless a courtyard of it is being re-inspected."""
    try:
        demand_open(round)
    except RoundAnnounced:
        if not pipeline.is_reinspected(round):
            raise


class _Desk:
    """The courtyards that the rows mean, read and locked at once."""

    def __init__(self, round: RatingRound, on: date, courtyards: Sequence[int], by: User) -> None:
        self.round, self.sheet = round, ScoreSheet(round)
        rows = entries(round, on).filter(courtyard_id__in=courtyards)
        # In one order, so that two such saves wait for each other and not both at once.
        list(rows.order_by("pk").select_for_update(of=("self",)).values_list("pk"))
        self.entries = {entry.courtyard_id: entry for entry in rows}
        self.texts = self.sheet.texts(self.entries.values())
        self.seen = self.sheet.seen(self.entries.keys())
        found = Finding.objects.filter(
            district_id=round.district_id, round=round, courtyard_id__in=self.entries.keys(), scorer=Scorer.AGREED
        )
        self.standing = {(finding.courtyard_id, finding.item_id): finding for finding in found}
        self.own = people.own(self.entries.keys(), by, on)
        self.recorded: dict[int, dict[int, int]] = {}
        for courtyard, item, count in found.filter(seen__isnull=False).values_list("courtyard_id", "item_id").annotate(
            count=Count("seen")
        ):
            self.recorded.setdefault(courtyard, {})[item] = count
        self.is_held_to_streets = scope.read()["streets"] != "all"

    def answer(self, row: Row) -> Answer:
        entry = self.entries.get(row.id or 0)
        if row.id is None or entry is None:
            return Answer(row.key, Status.GONE, row.id, errors={"": _("There is nothing here, or it is not yours to see.")})
        texts, seen = self.texts[row.id], self.seen[row.id]
        if seen.version != row.version:
            return Answer(row.key, Status.STALE, row.id, seen.version, texts, by=seen.by, at=seen.at)
        typed = {name: tidy(given) for name, given in row.cells.items() if tidy(given) != texts[name]}
        if errors := self._locked(entry, typed):
            return Answer(row.key, Status.LOCKED, row.id, seen.version, texts, errors)
        counts, errors = self._read(typed, self.recorded.get(row.id, {}))
        if errors:
            return Answer(row.key, Status.REFUSED, row.id, seen.version, errors=errors)
        if not any(("" if value is None else text(value)) != texts[code] for code, value in counts.items()):
            return Answer(row.key, Status.SAME, row.id, seen.version, texts)
        self._write(entry, counts)
        return Answer(row.key, Status.SAVED, row.id)

    def _locked(self, entry: RatingEntry, typed: Mapping[str, str]) -> dict[str, str]:
        computed = {column.name: str(column.locked) for column in self.sheet.columns() if column.locked}
        found = {name: computed[name] for name in typed if name in computed}
        if typed and (why := pipeline.closed(self.round, entry.step)):
            found[""] = why
        if typed and entry.courtyard_id in self.own:
            found[""] = people.own_in_words()
        if typed and self.is_held_to_streets and _served(entry):
            found[""] = served()
        if typed and entry.is_doubled:  # type: ignore[attr-defined]
            found[""] = doubled()
        return found

    def _read(
        self, typed: Mapping[str, str], seen: Mapping[int, int]
    ) -> tuple[dict[str, Decimal | int | None], dict[str, str]]:
        """The numbers that the texts say, and at each cell that says none, why; none below what was `seen` one by one."""
        found: dict[str, Decimal | int | None] = {}
        errors = {}
        for code, given in typed.items():
            item = self.sheet.items[code]
            try:
                found[code] = number(item, given)
                if (value := found[code]) is not None:
                    columns(item, value)
                if item.pk in seen and (value is None or value < seen[item.pk]):
                    raise ValueError(at_least(seen[item.pk]))
            except ValueError as wrong:
                errors[code] = str(wrong)
        return found, errors

    def _write(self, entry: RatingEntry, counts: Counts) -> None:
        at = {"district_id": self.round.district_id, "round": self.round, "courtyard_id": entry.courtyard_id}
        for code, value in counts.items():
            item = self.sheet.items[code]
            finding = self.standing.get((entry.courtyard_id, item.pk))
            if value is None:
                if finding is not None:
                    finding.delete()
            elif finding is None:
                Finding.objects.create(**at, street_id=entry.street_id, item=item, **columns(item, value))
            elif value not in (finding.occurrences, finding.value):
                for name, held in columns(item, value).items():
                    setattr(finding, name, held)
                finding.save(update_fields=["occurrences", "value"])

    def tell(self, answers: Sequence[Answer]) -> None:
        """Fills in what the written rows say now: their counts, points and star."""
        written = [answer for answer in answers if answer.status is Status.SAVED and answer.id is not None]
        fresh = [self.entries[answer.id] for answer in written if answer.id is not None]
        texts = self.sheet.texts(fresh)
        seen = self.sheet.seen([entry.courtyard_id for entry in fresh])
        for answer in written:
            assert answer.id is not None
            answer.texts, answer.version = texts[answer.id], seen[answer.id].version


def at_least(count: int) -> str:
    """Why a number is too small."""
    return _("%(count)s were recorded one by one: the number can't be smaller. Take a wrong one out first.") % {"count": count}


def served() -> str:
    """Why a street does not rate a courtyard."""
    return _("A firm serves this courtyard: the district's group rates it.")


def _served(entry: Any) -> bool:
    return bool(entry.is_served)
