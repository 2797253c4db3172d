"""The bounds of the stars: in order, without a hole between two bands, within what can be reached."""

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from django.utils.translation import gettext as _

from ratings.choices import StarBands
from ratings.standards.faults import STEP, WHOLE, Data, Fault, mark, marked
from ratings.standards.sums import reach

STARS = ("1", "2", "3", "4", "5")


def faults(data: Data) -> Iterator[Fault]:
    """Bounds must rise from star to star (by rank: fall), each with its own star, and leave no hole."""
    bounds = {str(star): mark(bound) for star, bound in data["bounds"].items()}
    stars = sorted(int(star) for star in bounds if star in STARS)
    wrong = [star for star, bound in bounds.items() if star not in STARS or bound is None]
    if not stars or wrong:
        told = _("Each star needs a bound with at most two decimals, as text; stars are numbered 1 to 5.")
        yield from (Fault(f"bounds.{star}", told) for star in wrong or ["5"])
        return
    if stars != list(range(stars[0], stars[-1] + 1)):
        left = next(star for star in range(stars[0], stars[-1]) if star not in stars)
        told = _("Between two stars one is left out: every star from the lowest to the highest needs a bound.")
        yield Fault(f"bounds.{left}", told)
        return
    by_rank = data.get("bands") == StarBands.RANK
    for star, above in pairwise(stars):
        lower, upper = marked(bounds[str(star)]), marked(bounds[str(above)])
        if lower == upper or (lower > upper) != by_rank:
            wrong_order = _("Of rank, the bound of %(above)s stars must lie below that of %(star)s.") if by_rank else _(
                "The bound of %(above)s stars must lie above that of %(star)s."
            )
            yield Fault(f"bounds.{above}", wrong_order % {"above": above, "star": star})
    if by_rank:
        beyond = [star for star in stars if not 0 < marked(bounds[str(star)]) <= WHOLE]
        yield from (Fault(f"bounds.{star}", _("Bounds of rank are percentages above 0 and up to 100.")) for star in beyond)
    yield from _tops(data, [str(star) for star in stars], by_rank)


def _tops(data: Data, stars: list[str], by_rank: bool) -> Iterator[Fault]:
    """Upper bounds, as published tables print them, touch the next star: 81–85 | 86–90 leaves 85.5 without one."""
    tops = {str(star): top for star, top in data.get("tops", {}).items() if top is not None}
    for star, top in tops.items():
        if star not in stars or mark(top) is None:
            told = _("An upper bound belongs to a star that has a lower one, and is a number with at most two decimals, as text.")
            yield Fault(f"tops.{star}", told)
        elif by_rank:
            yield Fault(f"tops.{star}", _("By rank there are no upper bounds: leave them empty."))
        else:
            yield from _top(data, star, marked(top), str(int(star) + 1) if str(int(star) + 1) in stars else "")


def _top(data: Data, star: str, top: Decimal, above: str) -> Iterator[Fault]:
    bounds = {str(key): marked(bound) for key, bound in data["bounds"].items()}
    if top < bounds[star]:
        told = _("%(star)s stars end at %(top)s, below where they begin (%(bound)s).")
        yield Fault(f"tops.{star}", told % {"star": star, "top": top, "bound": bounds[star]})
        return
    begins = bounds[above] if above else most(data) + STEP
    words = {"star": star, "above": above, "from": top + STEP, "to": begins - STEP, "top": top, "bound": begins}
    if top + STEP < begins and above:
        told = _(
            "Between %(star)s and %(above)s stars there is a hole: scores from %(from)s to %(to)s have no star."
            " Let %(star)s stars end at %(to)s, or %(above)s begin at %(from)s."
        )
        yield Fault(f"tops.{star}", told % words)
    elif top + STEP < begins:
        told = _("Scores from %(from)s to %(to)s can be reached and have no star: let %(star)s stars end at %(to)s.")
        yield Fault(f"tops.{star}", told % words)
    elif above and top >= begins:
        told = _(
            "Scores from %(bound)s to %(top)s stand with %(star)s and with %(above)s stars: let %(star)s stars end at %(to)s."
        )
        yield Fault(f"tops.{star}", told % words)


def most(data: Data) -> Decimal:
    """The best score that there can be, bonus and all."""
    best = reach(data, bonus=False) + min(reach(data, bonus=True), marked(data.get("bonus_cap", "0")))
    return best.quantize(STEP, ROUND_HALF_UP)


def unreachable(data: Data) -> Iterator[Fault]:
    """Stars that begin beyond the best score."""
    if data.get("bands") == StarBands.RANK:
        return
    best = most(data).normalize()
    for star, bound in sorted(data["bounds"].items(), key=lambda pair: int(pair[0])):
        if marked(bound) > best:
            told = _("%(star)s stars can't be reached: they begin at %(bound)s, and all items give %(most)s.")
            yield Fault(f"bounds.{star}", told % {"star": star, "bound": bound, "most": f"{best:f}"})
