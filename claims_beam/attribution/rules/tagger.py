"""The model-free tagger: paired quotation marks, cue words, and their subject and complement from spaCy's parse."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from spacy.tokens import Doc

from claims_beam.attribution.kinds import Marked, kind_of
from claims_beam.attribution.rules.assembly import Reading, assemble, outermost
from claims_beam.attribution.rules.confidence import confidence_of
from claims_beam.attribution.rules.direct import find_direct, find_introduction
from claims_beam.attribution.rules.findings import Finding, merged, to_finding
from claims_beam.attribution.rules.indirect import find_indirect
from claims_beam.lexicon import cue_verbs
from claims_beam.lexicon.cue_classes import class_of
from claims_beam.parsing import frames
from claims_beam.parsing.pipeline import Parsing
from claims_beam.records import Addressee, Attribution, Cue, Document, Mention, Span, join_pieces
from claims_beam.speakers.mentions import find_mentions
from claims_beam.text.quotation.speech import Speech, find_speech
from claims_beam.text.sanitize import encodable

_BATCH = 32


class RuleTagger:
    """Finds attributions by rules on a spaCy pipeline that tags and parses.

    Articles are parsed one by one, a bounded number of frames at a time, each batch in its own memory zone: the result
    depends on the article alone and memory stays flat. Calls from several threads wait for each other.
    """

    def __init__(self, parsing: Parsing) -> None:
        """parsing: the pipeline to parse with, which may have other users."""
        self._parsing, self._nlp = parsing, parsing.nlp
        self.model_id = f"rules/{self._nlp.lang}_{self._nlp.meta['name']}-{self._nlp.meta['version']}"

    def __call__(self, document: Document) -> Document:
        """The document with quotes and mentions; it must have its sentences."""
        text = encodable(document.text)
        speech = find_speech(text)
        marked = Marked([*speech.fragments, *speech.verbatim])
        with self._parsing.lock:
            cut = frames.cut_frames(text, document.sentences, speech.utterances, frames.tokenizer_of(self._nlp))
            found = assemble(self._readings(text, cut, marked))
        attributions = sorted(
            (_attribution(document.text, finding, speech, marked) for finding in found),
            key=lambda attribution: attribution.content,
        )
        mentions = _mentions(found, find_mentions(text))
        return replace(document, attributions=tuple(attributions), mentions=mentions, extractor=self.model_id)

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
        """The frames' parses, None for those that hold no word the rules start from."""
        wanted = [at for at, frame in enumerate(batch) if _is_worth_parsing(frame)]
        docs: list[Doc | None] = [None] * len(batch)
        fresh = (frames.to_doc(self._nlp, batch[at]) for at in wanted)
        for at, doc in zip(wanted, self._nlp.pipe(fresh, batch_size=_BATCH), strict=True):
            docs[at] = doc
        return docs


def _is_worth_parsing(frame: frames.Frame) -> bool:
    if any(token.utterance is not None for token in frame):
        return not _is_bare(frame)
    return frame[-1].word == ":" or any(token.word.lower() in cue_verbs.TRIGGERS for token in frame)


def _is_bare(frame: frames.Frame) -> bool:
    return not any(token.utterance is None and token.word[0].isalnum() for token in frame)


def _reading(text: str, frame: frames.Frame, doc: Doc | None, marked: Marked) -> Reading:
    found: list[Finding] = []
    introduction = None
    if doc is not None:
        direct = list(find_direct(doc, frame))
        heads = {attribution.head.i for attribution in direct}
        indirect = [attribution for attribution in find_indirect(doc) if attribution.head.i not in heads]
        found = [to_finding(text, frame, attribution, marked) for attribution in direct + indirect]
        found = outermost([finding for finding in found if finding.content])
        introduction = next((to_finding(text, frame, each, marked) for each in find_introduction(doc)), None)
    utterances = dict.fromkeys(Span(token.start, token.end) for token in frame if token.utterance is not None)
    covered = [piece for finding in found for piece in finding.content]
    loose = [u for u in utterances if not any(piece.start <= u.start and u.end <= piece.end for piece in covered)]
    return Reading(found, introduction, loose, _is_bare(frame))


def _mentions(found: Iterable[Finding], names: Iterable[Mention]) -> tuple[Mention, ...]:
    """The article's names and pronouns, and the sources that are neither, in text order."""
    at = {(name.start, name.end): name for name in names}
    for finding in found:
        if finding.source_mention:
            at.setdefault((finding.source_mention.start, finding.source_mention.end), finding.source_mention)
    return tuple(at[span] for span in sorted(at))


def _attribution(text: str, finding: Finding, speech: Speech, marked: Marked) -> Attribution:
    content = tuple(merged(finding.content))
    class_ = class_of(finding.lemma)
    cue = Cue(join_pieces(text, finding.cue), finding.cue, finding.lemma, class_, finding.negated)
    to = finding.addressee
    addressee = Addressee(to.of(text), to.start, to.end) if to else None
    kind = kind_of(content, speech, marked)
    return Attribution(kind, content, cue, finding.source, addressee, confidence_of(finding.rule))
