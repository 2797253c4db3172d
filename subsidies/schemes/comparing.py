"""What two versions of a scheme say differently, line by line."""

from collections.abc import Iterator

from governance.versions.comparing import Difference
from subsidies.reading import PLAIN
from subsidies.schemes.faults import Data
from subsidies.schemes.shape import complete

PARTS = ("title", "document", "in_force", "cap", "months", *PLAIN)


def differences(before: Data, after: Data, *, clauses: bool = True) -> list[Difference]:
    """Everything that differs, in the order of a scheme's parts; key, version and mark as an example aside.

    `table` is "", clause_of, clauses, rates or shares. Without `clauses` only what amounts follow from.
    """
    old, new = complete(before), complete(after)
    found = [Difference("", "", name, old[name], new[name]) for name in PARTS if old[name] != new[name]]
    found += [*_rates(old, new, "rate"), *_shares(old, new, "share")]
    if not clauses:
        return [one for one in found if one.part not in ("title", "document", "in_force")]
    said = sorted(old["clause_of"].keys() | new["clause_of"].keys())
    found += [
        Difference("clause_of", name, "clause", old["clause_of"].get(name), new["clause_of"].get(name))
        for name in said if old["clause_of"].get(name) != new["clause_of"].get(name)
    ]
    return [*found, *_rates(old, new, "clause"), *_shares(old, new, "clause"), *_clauses(old, new)]


def _rates(old: Data, new: Data, part: str) -> Iterator[Difference]:
    for year in sorted(old["rates"].keys() | new["rates"].keys()):
        before, after = old["rates"].get(year, {}), new["rates"].get(year, {})
        for star in sorted(before.keys() | after.keys(), reverse=True):
            was, now = before.get(star, {}).get(part), after.get(star, {}).get(part)
            if was != now:
                yield Difference("rates", f"{year}.{star}", part, was, now)


def _shares(old: Data, new: Data, part: str) -> Iterator[Difference]:
    before = {share["from"]: share[part] for share in old["shares"]}
    after = {share["from"]: share[part] for share in new["shares"]}
    for begins in dict.fromkeys([*before, *after]):
        if before.get(begins) != after.get(begins):
            yield Difference("shares", begins, part, before.get(begins), after.get(begins))


def _clauses(old: Data, new: Data) -> Iterator[Difference]:
    before = {clause["number"]: clause["text"] for clause in old["clauses"]}
    after = {clause["number"]: clause["text"] for clause in new["clauses"]}
    for number in dict.fromkeys([*before, *after]):
        if before.get(number) != after.get(number):
            yield Difference("clauses", number, "text", before.get(number), after.get(number))
