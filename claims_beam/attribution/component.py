"""The learned tagger as a spaCy component: ``nlp.add_pipe("claims_tagger")``.

It sets ``doc.spans["content"]``, ``["cue"]`` and ``["source"]``. Spans of one attribution share their ``id_``; a
content's ``label_`` is its kind (direct, indirect, mixed), a cue's its class (say, claim, deny ...). Spans are widened
to whole tokens.
"""

from spacy.language import Language
from spacy.tokens import Doc, Span as DocSpan, SpanGroup

from claims_beam.attribution.loading import extract_quotes, load
from claims_beam.attribution.protocol import Tagger
from claims_beam.records import Article, Attribution, Document, Span

GROUPS = ("content", "cue", "source")


@Language.factory("claims_tagger", assigns=["doc.spans"])
def make_claims_tagger(nlp: Language, name: str) -> "ClaimsTagger":
    """The component; it needs no other one in the pipeline."""
    del nlp, name
    return ClaimsTagger(load(tagger="learned"))


class ClaimsTagger:
    """Doc -> the same doc with the spans of its attributions."""

    def __init__(self, tagger: Tagger) -> None:
        self._tagger = tagger

    def __call__(self, doc: Doc) -> Doc:
        """Sets ``doc.spans``."""
        attributions = extract_quotes(Document(Article("", doc.text)), self._tagger).attributions
        for group in GROUPS:
            spans = [
                span
                for number, attribution in enumerate(attributions)
                for span in _spans(doc, attribution, group, str(number))
            ]
            doc.spans[group] = SpanGroup(doc, name=group, spans=spans)
        return doc


def _spans(doc: Doc, attribution: Attribution, group: str, id_: str) -> list[DocSpan]:
    label, spans = {
        "content": (attribution.kind, attribution.content),
        "cue": (attribution.cue.class_ or "", attribution.cue.spans) if attribution.cue else ("", ()),
        "source": ("source", attribution.source),
    }[group]
    return [_widened(doc, span, label, id_) for span in spans]


def _widened(doc: Doc, span: Span, label: str, id_: str) -> DocSpan:
    widened = doc.char_span(span.start, span.end, label=label, span_id=id_, alignment_mode="expand")
    assert widened is not None  # expanding fails only for offsets outside the text
    return widened
