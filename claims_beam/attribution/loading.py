"""The taggers by name: which there are, and how each is loaded."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache

from claims_beam.attribution.checking import checked
from claims_beam.attribution.finishing import finish, prepare
from claims_beam.attribution.protocol import Tagger
from claims_beam.encoder import MODELS
from claims_beam.parsing.models import DEFAULT_MODEL, ModelName
from claims_beam.records import Document

DEFAULT_TAGGER = "learned"

LEARNED_MODEL = "minilm-news"
"""The model folder of the tagger ``learned``, in ``claims_beam/encoder/models/``."""

FAST_MODEL = "minilm-news-fast"
"""The model folder of the tagger ``fast``, beside it: an encoder of half as many layers."""


def load(
    model: ModelName = DEFAULT_MODEL, tagger: str = DEFAULT_TAGGER, *, on_window: Callable[[], None] | None = None
) -> Tagger:
    """Return a tagger, ready for use; load it once a process and share it.

    Args:
        model: The spaCy pipeline with which the tagger ``rules`` parses, as the name of an installed one or a path.
            ``en_core_web_sm`` comes with the package. The other taggers need none.
        tagger: How attributions are found: ``learned`` (a trained encoder, the default), ``fast`` (one of half as many
            layers, which is right less often) or ``rules``.
        on_window: Called each time that the encoder of ``learned`` or ``fast`` has read a window, in the thread that
            runs it.

    Raises:
        ModelNotFoundError: The spaCy pipeline is not installed.
        ModelError: A model folder is broken.
        ValueError: There is no such tagger.

    Examples:
        >>> import claims_beam as cb
        >>> tagger = cb.load()
        >>> document = cb.split_sentences(cb.parse_article({"text": "The pier was safe, Ada Moreno said."}))
        >>> len(cb.extract_quotes(document, tagger).attributions)
        1
    """
    check_names(model, tagger)
    return _LOADERS[tagger](model, on_window)


def check_names(model: ModelName, tagger: str | None) -> None:
    """Raise ValueError for names that could be loaded nowhere; only ``load`` can say whether ``model`` is installed."""
    if not model:
        raise ValueError(f"model is empty; name an installed spaCy pipeline, such as {DEFAULT_MODEL}")
    if tagger is not None and tagger not in _LOADERS:
        raise ValueError(f"there is no tagger {tagger!r}; use one of: {', '.join(TAGGERS)}")


def _load_learned(model: ModelName, on_window: Callable[[], None] | None) -> Tagger:
    del model
    return _load_encoder(LEARNED_MODEL, on_window)


def _load_fast(model: ModelName, on_window: Callable[[], None] | None) -> Tagger:
    del model
    return _load_encoder(FAST_MODEL, on_window)


def _load_encoder(folder: str, on_window: Callable[[], None] | None) -> Tagger:
    from claims_beam.attribution.learned.model import load_model
    from claims_beam.attribution.learned.tagger import LearnedTagger

    return LearnedTagger(load_model(MODELS / folder, on_window))


def _load_rules(model: ModelName, on_window: Callable[[], None] | None) -> Tagger:
    from claims_beam.attribution.rules.tagger import RuleTagger
    from claims_beam.parsing.pipeline import shared_parsing

    del on_window
    return RuleTagger(shared_parsing(model))


_LOADERS: Mapping[str, Callable[[ModelName, Callable[[], None] | None], Tagger]] = {
    "learned": _load_learned,
    "fast": _load_fast,
    "rules": _load_rules,
}

TAGGERS = tuple(_LOADERS)


def extract_quotes(document: Document, tagger: Tagger | None = None) -> Document:
    """Return the document with its speech, mentions and attributions.

    It also has its ``phrases`` if the tagger reads clauses.

    Args:
        document: A document with its sentences.
        tagger: What finds attributions; ``claims_beam.load()`` by default, loaded at the first call.

    Raises:
        TaggerError: The tagger returns something else than the document, or spans that are not in its text.

    Examples:
        >>> import claims_beam as cb
        >>> document = cb.split_sentences(cb.parse_article({"text": "The pier was safe, Ada Moreno said."}))
        >>> [quote] = cb.extract_quotes(document).attributions
        >>> quote.kind, quote.content[0].of(document.text), quote.source[0].of(document.text)
        ('indirect', 'The pier was safe', 'Ada Moreno')
    """
    tagger = tagger or _default_tagger()
    prepared = prepare(document)
    tagged = checked(tagger(prepared), prepared, tagger.model_id)
    return replace(finish(tagged), extractor=tagger.model_id)


@lru_cache(maxsize=1)
def _default_tagger() -> Tagger:
    return load()
