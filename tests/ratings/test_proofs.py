"""The engine's proofs: statement and rule agree on invented and shipped standards, for hundreds of courtyards at once."""

from dataclasses import replace
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from courtyards.models import Courtyard
from governance.people.services import service_account
from ratings import examples, reading, services
from ratings.models import RatingResult, RatingStandard
from ratings.rules.explanation import recompute
from ratings.rules.standard import COUNTED, Bands, Kind
from ratings.rules.stars import ranks, rate, score
from tests.ratings.invented import standards
from tests.ratings.written import data_of_rule, fill, released
from tests.subsidies import ground
from tests.support import tally

MANY = 200
READ = ("survey", "collection", "indicator")


@pytest.fixture
def many(db):
    with ground.standing() as by:
        yield ground.lay(by, areas=["1000.00"] * MANY)


def number(item, random):
    """Something that may have been found: also nothing at all, far too much, and the very bound."""
    if item.kind in COUNTED:
        return random.choice((0, 0, 1, 2, 3, random.randint(0, 40), 32767))
    most = int(100 * (item.full_mark if item.kind is Kind.POINTS else 100))
    return Decimal(random.choice((0, most, random.randint(0, most), random.randint(0, most)))) / 100


def sheet(rule, random, *, read=True):
    """A sheet of one courtyard: of each item nothing, what one found, or what two found apart."""
    found = {}
    for item in rule.items:
        if not read and item.source in READ:
            continue
        if random.random() < 0.8:
            found[item.code] = [number(item, random) for _turn in range(random.choice((1, 1, 1, 2)))]
    return found, [code for code in rule.vetoes if random.random() < 0.06]


def demand_agreement(round_, rule, sheets):
    """Every stored result is what the rule makes of its sheet, and what its own explanation recomputes to."""
    results = list(RatingResult.objects.filter(round=round_).order_by("courtyard__code"))
    assert len(results) == len(sheets)
    totals = [score(rule, found)[0] for found, _vetoes in sheets]
    places = ranks(totals)
    for result, (found, vetoes), better in zip(results, sheets, places, strict=True):
        law, told = rate(rule, found, vetoes, better=better, rated=len(sheets)), recompute(result.explanation)
        assert (law.score, law.star, law.star_by_score, law.is_vetoed, law.bonus) == (
            result.score, result.star, result.explanation["star_by_score"], result.is_vetoed, Decimal(result.explanation["bonus"])
        )
        assert (told.score, told.star, told.star_by_score, told.bonus) == (law.score, law.star, law.star_by_score, law.bonus)
        assert _parts(told) == _parts(law)
        assert told.missing == tuple(sorted(law.missing))
    return results


def _parts(rating):
    """What each item and category came to."""
    marks = {mark.item.code: (mark.points, mark.weighted) for mark in rating.marks}
    return marks, {block.category.code: (block.sum, block.points) for block in rating.blocks}


@settings(
    max_examples=12, deadline=None, phases=[Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(rule=standards(), seed=st.integers(0, 2**32))
def test_the_statement_says_what_the_rule_says_of_hundreds_of_courtyards(many, rule, seed):
    random = Random(seed)
    with transaction.atomic():
        sheets = [sheet(rule, random) for _yard in many.courtyards]
        round_ = fill(many, released(many, _typed(data_of_rule(rule))), 2030, sheets)
        assert services.compute_round(round=round_, by=many.by, now=ground.NOW).inserted == MANY
        demand_agreement(round_, rule, sheets)
        transaction.set_rollback(True)


def _typed(data):
    """Invented sources that the portal would read by itself are somebody's word here."""
    swap = {"survey": "third_party"}
    for item in data["items"]:
        item["source"] = swap.get(item["source"], item["source"])
    data["weights"] = {swap.get(source, source): weight for source, weight in data["weights"].items()}
    return data


@pytest.mark.parametrize("name", examples.NAMES)
def test_each_example_rates_the_district_and_every_star_is_explained(case, district_scope, name, record_property):
    data = examples.standard(name)
    by = service_account()
    with district_scope(case, actor=by.pk):
        standard = RatingStandard.objects.get(district_id=case, key=data["key"], status="released")
        rule = reading.rule(standard)
        assert rule.bounds == reading.rule_of_data(data).bounds
        yards = list(Courtyard.objects.filter(district_id=case).order_by("code"))
        random = Random(f"examples {name}")
        sheets = [sheet(rule, random, read=False) for _yard in yards]
        laid = ground.Ground(case, by, yards, None, None)
        round_ = fill(laid, standard, 2022, sheets)
        services.compute_round(round=round_, by=by, now=ground.NOW)
        # What was read by the portal stands in the explanation; with it the rule gives the same.
        results = {r.courtyard_id: r for r in RatingResult.objects.filter(round=round_)}
        for yard, (found, _vetoes) in zip(yards, sheets, strict=True):
            for item in results[yard.pk].explanation["items"]:
                if item["source"] in READ and item["found"]:
                    found[item["code"]] = [Decimal(text) for text in item["found"]]
        listed = demand_agreement(round_, rule, sheets)
        stars = [sum(r.star == star for r in listed) for star in range(6)]
        record_property(tally.LINE, f"ratings: {name}, {len(listed)} courtyards, stars 0 to 5 {stars}, all recomputed")
        if rule.bands is Bands.RANK:
            by_score = {}
            for result in listed:
                by_score.setdefault(result.score, set()).add(result.explanation["star_by_score"])
            assert all(len(given_) == 1 for given_ in by_score.values()), "equal scores, equal stars"


STANDARDS, SHEETS = 2_000, 50
CASES = {"made": 0}


@pytest.mark.deep
@settings(max_examples=STANDARDS, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(rule=standards(), seed=st.integers(0, 2**32))
def test_a_hundred_thousand_sheets_keep_every_law(rule, seed):
    random = Random(seed)
    shuffled = replace(
        rule, items=tuple(random.sample(rule.items, len(rule.items))),
        categories=tuple(random.sample(rule.categories, len(rule.categories))),
    )
    scores = []
    for _turn in range(SHEETS):
        found, vetoes = sheet(rule, random)
        rating = rate(rule, found, vetoes)
        scores.append(rating.score)
        _demand_caps(rule, rating, vetoes)
        other = rate(shuffled, dict(random.sample(list(found.items()), len(found))), random.sample(vetoes, len(vetoes)))
        assert (other.score, other.star, other.bonus) == (rating.score, rating.star, rating.bonus), "the order says nothing"
        _demand_monotone(rule, found, rating, random)
        CASES["made"] += 1
    _demand_fair_ties(rule, scores)


def _demand_caps(rule, rating, vetoes):
    assert all(0 <= mark.points <= mark.item.full_mark for mark in rating.marks)
    assert all(block.category.cap is None or block.points <= block.category.cap for block in rating.blocks)
    assert 0 <= rating.bonus <= rule.bonus_cap and rating.score >= 0
    assert rating.star == min([rating.star_by_score, *(rule.vetoes[code] for code in vetoes)])
    if rule.bands is Bands.SCORE:
        # No holes: a score has the star of the highest bound at or below it, and only that one.
        assert rating.star_by_score == max((star for star, bound in rule.bounds.items() if bound <= rating.score), default=0)


def _demand_monotone(rule, found, rating, random):
    """One finding bettered never costs a point, and by score never a star."""
    told = [item for item in rule.items if item.code in found]
    if not told:
        return
    item = random.choice(told)
    most = {Kind.POINTS: item.full_mark, Kind.SHORTFALL: Decimal(100), Kind.SHARE: Decimal(100), Kind.MERITS: 32767}
    best = most.get(item.kind, 0)
    bettered = rate(rule, found | {item.code: [best for _scorer in found[item.code]]})
    assert bettered.score >= rating.score and (rule.bands is Bands.RANK or bettered.star_by_score >= rating.star_by_score)


def _demand_fair_ties(rule, scores):
    """Equal scores have equal ranks, and nobody with a better score fewer stars."""
    if rule.bands is not Bands.RANK:
        return
    given = sorted(
        (total, rate(rule, {}, better=better, rated=len(scores)).star_by_score)
        for total, better in zip(scores, ranks(scores), strict=True)
    )
    assert len(dict(given)) == len(set(given)), "equal scores, equal stars"
    assert [star for _total, star in given] == sorted(star for _total, star in given)


@pytest.mark.deep
def test_how_many_cases_there_were(record_property):
    record_property(tally.LINE, f"ratings: {CASES['made']:,} invented sheets held against every law")
    assert CASES["made"] in (0, STANDARDS * SHEETS)
