"""The taggers by name: which there are, and how each is loaded."""

from collections.abc import Callable, Mapping

from claims_beam.attribution.protocol import Tagger
from claims_beam.encoder import MODELS
from claims_beam.parsing.models import DEFAULT_MODEL, ModelName

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
