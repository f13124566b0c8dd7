"""Hostile articles made by seed, through all steps: nothing raises, and every offset points at its words.

``tests/benchmarks/hostile.py`` takes ten thousand of them.
"""

import pytest
from support import hostile

import claims_beam as cb
from claims_beam.attribution.loading import TAGGERS

pytestmark = pytest.mark.slow

SEEDS = 120


@pytest.mark.parametrize("tagger", TAGGERS)
def test_hostile_articles(tagger: str) -> None:
    loaded = cb.load(tagger=tagger)
    claims = sum(hostile.check(hostile.article(seed), loaded) for seed in range(SEEDS))
    assert claims > SEEDS


def test_the_same_seed_gives_the_same_article() -> None:
    assert [hostile.article(seed) for seed in range(20)] == [hostile.article(seed) for seed in range(20)]
