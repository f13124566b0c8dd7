"""Loading a tagger by name, and what is said when that fails."""

import gc
import weakref

import pytest

from claims_beam.attribution import loading
from claims_beam.attribution.learned.tagger import LearnedTagger
from claims_beam.attribution.loading import load
from claims_beam.attribution.protocol import Tagger
from claims_beam.encoder import MODELS
from claims_beam.parsing.models import ModelNotFoundError


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return load()


def test_the_default_tagger_is_the_learned_one(tagger: Tagger) -> None:
    assert tagger.model_id == "learned/minilm-news"


def test_the_fast_tagger_has_an_encoder_of_its_own_and_the_same_heads(tagger: Tagger) -> None:
    fast = load(tagger="fast")
    assert fast.model_id == "learned/minilm-news-fast"
    assert isinstance(fast, LearnedTagger)
    assert isinstance(tagger, LearnedTagger)
    assert fast.encoder.weights.keys() == tagger.encoder.weights.keys()
    small, large = (MODELS / name / "encoder.onnx" for name in (loading.FAST_MODEL, loading.LEARNED_MODEL))
    assert small.stat().st_size < 0.8 * large.stat().st_size


def test_the_rules_say_which_model_they_parse_with() -> None:
    model_id = load(tagger="rules").model_id
    assert model_id.startswith("rules/en_core_web_sm")
    assert model_id.split("-")[-1].startswith("3.8")


def test_a_tagger_can_be_weakly_referenced(tagger: Tagger) -> None:
    assert weakref.ref(tagger)() is tagger


def test_a_dropped_tagger_is_freed() -> None:
    reference = weakref.ref(load())
    gc.collect()
    assert reference() is None


def test_an_unknown_tagger_is_refused_with_the_choices() -> None:
    with pytest.raises(ValueError, match=r"no tagger 'magic'.*rules"):
        load(tagger="magic")


def test_a_missing_model_is_refused_with_what_is_installed_and_the_cure() -> None:
    with pytest.raises(ModelNotFoundError, match=r"en_core_web_md.*installed: .*en_core_web_sm.*spacy download"):
        load(model="en_core_web_md", tagger="rules")


def test_an_empty_model_name_is_refused() -> None:
    with pytest.raises(ValueError, match="model is empty"):
        load(model="")
