"""The model-free tagger: paired quotation marks, cue words, and their subject and complement from spaCy's parse."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc

from claims_beam.attribution.kinds import Marked
from claims_beam.attribution.rules.assembly import Reading, assemble, outermost
from claims_beam.attribution.rules.direct import find_direct, find_introduction
from claims_beam.attribution.rules.drafts import Draft, to_draft
from claims_beam.attribution.rules.indirect import find_indirect
from claims_beam.lexicon import cue_verbs
from claims_beam.parsing import frames
from claims_beam.parsing.pipeline import Parsing
from claims_beam.records import Document, Span
from claims_beam.text.plain import read_plainly
from claims_beam.text.sanitize import encodable
from claims_beam.text.spans import holds

_BATCH = 32


class RuleTagger:
    """Finds attributions by rules on a spaCy pipeline that tags and parses.

    Articles are parsed one by one, a bounded number of frames at a time, each batch in its own memory zone: the result
    depends on the article alone and memory stays flat. Calls from several threads wait for each other.
    """

    def __init__(self, parsing: Parsing) -> None:
        """Keep the pipeline to parse with, which may have other users."""
        self._parsing, self._nlp = parsing, parsing.nlp
        self.model_id = f"rules/{self._nlp.lang}_{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    def __call__(self, document: Document) -> Document:
        """Return a prepared document with its attributions, in text order of their first content piece."""
        return read_plainly(self._read, document)

    def _read(self, document: Document) -> Document:
        text = encodable(document.text)
        marked = Marked.of(document.speech)
        with self._parsing.lock:
            tokenize = frames.make_tokenizer(self._nlp)
            cut = frames.cut_frames(text, document.sentences, document.speech.utterances, tokenize)
            drafts = assemble(self._readings(text, cut, marked))
        found = sorted((draft.finished() for draft in drafts), key=lambda attribution: attribution.content)
        return replace(document, attributions=tuple(found))

    def _readings(self, text: str, cut: Iterator[frames.Frame], marked: Marked) -> Iterator[Reading]:
        while True:
            with self._nlp.memory_zone():
                batch = list(islice(cut, _BATCH))
                parsed = self._parse(batch)
                readings = [_reading(text, frame, doc, marked) for frame, doc in zip(batch, parsed, strict=True)]
                del parsed
            if not batch:
                return
            yield from readings

    def _parse(self, batch: Sequence[frames.Frame]) -> list[Doc | None]:
        """Return the frames' parses, None for those that hold no word the rules start from."""
        wanted = [index for index, frame in enumerate(batch) if _is_worth_parsing(frame)]
        docs: list[Doc | None] = [None] * len(batch)
        fresh = (frames.to_doc(self._nlp, batch[index]) for index in wanted)
        for index, doc in zip(wanted, self._nlp.pipe(fresh, batch_size=_BATCH), strict=True):
            docs[index] = doc
        return docs


def _is_worth_parsing(frame: frames.Frame) -> bool:
    if any(token.utterance is not None for token in frame):
        return not _is_bare(frame)
    return frame[-1].word == ":" or any(token.word.lower() in cue_verbs.TRIGGERS for token in frame)


def _is_bare(frame: frames.Frame) -> bool:
    return not any(token.utterance is None and token.word[0].isalnum() for token in frame)


def _reading(text: str, frame: frames.Frame, doc: Doc | None, marked: Marked) -> Reading:
    """Return what the rules find in one frame."""
    found: list[Draft] = []
    introduction = None
    if doc is not None:
        direct = list(find_direct(doc, frame))
        heads = {attribution.head.i for attribution in direct}
        indirect = [attribution for attribution in find_indirect(doc) if attribution.head.i not in heads]
        found = [to_draft(text, frame, attribution, marked) for attribution in direct + indirect]
        found = outermost([draft for draft in found if draft.content])
        introduction = next((to_draft(text, frame, draft, marked) for draft in find_introduction(doc)), None)
    utterances = dict.fromkeys(Span(token.start, token.end) for token in frame if token.utterance is not None)
    covered = [piece for draft in found for piece in draft.content]
    loose = [utterance for utterance in utterances if not any(holds(piece, utterance) for piece in covered)]
    return Reading(found, introduction, loose, _is_bare(frame))
