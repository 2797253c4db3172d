"""Replaying a seal out of the history, and everything that can be wrong with one, by name."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from governance.indicators import registry
from governance.indicators.definitions import Indicator
from governance.seals import contents
from governance.seals.contents import Place
from governance.seals.models import Seal


@dataclass(frozen=True)
class Replay:
    """A seal counted again at its day and moment of knowledge.

    `changed` names the indicators that the program counts otherwise today, or no longer: for them the sealed numbers
    stand in `content`, for what was counted then can't be counted again. `differing` names the others whose numbers
    came out otherwise.
    """

    content: str
    is_identical: bool
    changed: tuple[str, ...] = ()
    differing: tuple[str, ...] = ()


@dataclass(frozen=True)
class Verdict:
    """What the verification of one seal found; nothing where it is as it was sealed."""

    seal: Seal
    faults: tuple[str, ...]
    # Nothing is wrong with the seal; the program has moved on.
    remarks: tuple[str, ...] = ()

    @property
    def is_sound(self) -> bool:
        return not self.faults


def replay(seal: Seal) -> Replay:
    """The seal's content out of the history. Needs the sight of the whole district."""
    sealed = json.loads(seal.content)
    known = registry.every()
    same = [known[key] for key, told in sealed["definitions"].items() if _is_same(known.get(key), told)]
    changed = [key for key in sealed["definitions"] if key not in {i.key for i in same}]
    numbers, divisions = contents.as_known(_place(seal, sealed), seal, same)
    figures = numbers | {key: sealed["figures"][key] for key in changed}
    content = contents.canonical(sealed | {"figures": figures, "divisions": divisions if same else sealed["divisions"]})
    differing = [key for key in sealed["figures"] if figures[key] != sealed["figures"][key]]
    return Replay(
        content, not changed and content == seal.content, tuple(_name(sealed, key) for key in changed),
        tuple(_name(sealed, key) for key in differing),
    )


def verify(seal: Seal, *, before: Seal | None) -> Verdict:
    """Hash, columns, chain and replay of one seal. `before`: the seal of the number before, None for the first."""
    faults = [*_written(seal), *_chained(seal, before)]
    remarks: list[str] = []
    try:
        again = replay(seal)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Verdict(seal, (*faults, _("The content can't be read.")))
    if again.changed:
        told = {"names": "、".join(again.changed)}
        remarks.append(_("Counted otherwise since, so not replayed: %(names)s.") % told)
    if again.differing:
        faults.append(_("The replay gives other numbers: %(names)s.") % {"names": "、".join(again.differing)})
    elif not again.is_identical and not again.changed:
        faults.append(_("The replay gives other names of places."))
    return Verdict(seal, tuple(faults), tuple(remarks))


def verify_all(district: int) -> Iterator[Verdict]:
    """Every seal of the district in the order of the chain, and a missing number as a fault of the next one."""
    before: Seal | None = None
    for seal in Seal.objects.filter(district_id=district).order_by("number"):
        yield verify(seal, before=before)
        before = seal


def before(seal: Seal) -> Seal | None:
    """The seal of the number before."""
    return Seal.objects.filter(district_id=seal.district_id, number=seal.number - 1).first()


def _is_same(indicator: Indicator | None, told: dict[str, Any]) -> bool:
    return indicator is not None and contents.fingerprint(indicator) == told["fingerprint"]


def _place(seal: Seal, sealed: dict[str, Any]) -> Place:
    told = sealed["seal"]["place"]
    return Place(seal.district_id, told["code"], told["name"], seal.street_id)


def _name(sealed: dict[str, Any], key: str) -> str:
    told = sealed["definitions"].get(key)
    return f"{told['code']} {told['label']['zh']}".strip() if told else key


def _written(seal: Seal) -> Iterator[str]:
    """What is wrong with the row itself."""
    if contents.digest(seal.content) != seal.sha256:
        yield _("The content does not fit its hash.")
    try:
        told = json.loads(seal.content)["seal"]
        names = [name for name, value in contents.heading(seal).items() if told.get(name) != value]
    except (ValueError, KeyError, TypeError, AttributeError):
        return
    if names:
        yield _("The columns differ from the content: %(names)s.") % {"names": "、".join(names)}


def _chained(seal: Seal, before: Seal | None) -> Iterator[str]:
    if seal.number == 1 and before is None:
        return
    if before is None or before.number != seal.number - 1:
        yield _("Seal no. %(number)d is missing before it.") % {"number": seal.number - 1}
    elif before.sha256 != seal.previous:
        yield _("The hash of seal no. %(number)d is another than this one holds.") % {"number": before.number}
