"""The spaCy pipeline that the rules tagger and the predicates parse with: one a process, whoever uses it."""

import threading
from weakref import WeakValueDictionary

import spacy
from spacy.language import Language

from claims_beam.parsing.models import ModelName, find_model

UNUSED_COMPONENTS = ("lemmatizer", "attribute_ruler", "senter", "ner")


class Parsing:
    """A pipeline that tags and parses.

    Whoever uses ``nlp`` holds ``lock``, since the memory zones of two users would mix.
    """

    def __init__(self, model: ModelName) -> None:
        """Load the spaCy pipeline of that name or path. Raises ModelNotFoundError."""
        self.nlp: Language = spacy.load(find_model(model), exclude=UNUSED_COMPONENTS)
        self.lock = threading.Lock()


_LOADING = threading.Lock()
_loaded: WeakValueDictionary[ModelName, Parsing] = WeakValueDictionary()


def shared_parsing(model: ModelName) -> Parsing:
    """Return the process's pipeline of that name, loaded at the first call and kept while anybody uses it."""
    with _LOADING:
        parsing = _loaded.get(model)
        if parsing is None:
            parsing = _loaded[model] = Parsing(model)
        return parsing
