"""What every tagger's attributions get: layers to read, then kinds, cues, addressees and signed quotations."""

from dataclasses import replace

import pytest
from support.factories import spans_of

import claims_beam as cb
from claims_beam.records import Attribution, Cue, Document


class Given:
    """A tagger that finds what it is told to, and keeps the document that it was given."""

    model_id = "given/1"

    def __init__(self, *found: Attribution) -> None:
        self.found = found
        self.seen: Document | None = None

    def __call__(self, document: Document) -> Document:
        self.seen = document
        return replace(document, attributions=self.found)


def _finished(text: str, tagger: cb.Tagger) -> Document:
    return cb.extract_quotes(cb.Document(cb.Article("a", text)), tagger)


def test_a_tagger_sees_quotation_marks_and_names_are_found_after_it() -> None:
    tagger = Given()
    document = _finished("“We sail,” said Ines Falk.", tagger)
    assert tagger.seen is not None
    assert [piece for quotation in tagger.seen.speech.quotations for piece in quotation.pieces] == [cb.Span(0, 10)]
    assert [mention.words for mention in document.mentions if mention.form == "name"] == [("Ines", "Falk")]
    assert (document.extractor, document.attributions) == ("given/1", ())


def test_the_names_of_a_tagger_are_kept() -> None:
    class Naming(Given):
        def __call__(self, document: Document) -> Document:
            return replace(document, mentions=(cb.Mention(13, 22, "name", "ORG"),))

    document = _finished("The ship is Ines Falk.", Naming())
    assert [(mention.start, mention.kind) for mention in document.mentions] == [(13, "ORG")]


def test_the_names_of_a_tagger_may_come_in_any_order() -> None:
    text = "Ada Moreno and Jon Ash met.\n\n“We were never late.” — Maria Lopez\n\nTom Roe and Ann Lee left."
    named = cb.extract_quotes(cb.Document(cb.Article("a", text)), Given()).mentions

    class Naming(Given):
        def __call__(self, document: Document) -> Document:
            return replace(document, mentions=named[::-1])

    document = _finished(text, Naming())
    assert document.mentions == named
    [found] = document.attributions
    assert [span.of(text) for span in found.source] == ["Maria Lopez"]


@pytest.mark.parametrize(
    ("text", "content", "kind"),
    [
        ("“We sail,” said Ines Falk.", "“We sail,”", "direct"),
        ("It was “a fine day” to sail, said Ines Falk.", "It was “a fine day” to sail", "mixed"),
        ("The ferry sails, said Ines Falk.", "The ferry sails", "indirect"),
    ],
)
def test_bare_spans_get_kind_and_cue(text: str, content: str, kind: str) -> None:
    tagger = Given(Attribution(spans_of(text, content), Cue(spans_of(text, "said")), confidence=0.7))
    [attribution] = _finished(text, tagger).attributions
    assert (attribution.kind, attribution.confidence) == (kind, 0.7)
    assert attribution.cue == Cue(spans_of(text, "said"), "said", "say", "say")


@pytest.mark.parametrize("name", ["learned", "fast", "rules"])
def test_cues_mean_the_same_whichever_tagger_ran(name: str) -> None:
    text = "The ferry did not sail on Friday. Rowe told the council on Monday that the pier was unsafe."
    [attribution] = [
        attribution
        for attribution in _finished_with(name, text).attributions
        if attribution.cue and attribution.cue.text.startswith("told")
    ]
    assert attribution.cue is not None
    assert (attribution.cue.lemma, attribution.cue.class_, attribution.cue.negated) == ("tell", "say", False)
    assert attribution.addressee is not None
    assert attribution.addressee.text == "the council"


def _finished_with(name: str, text: str) -> Document:
    return cb.extract_quotes(cb.split_sentences(cb.Article("a", text)), cb.load(tagger=name))


@pytest.mark.parametrize("name", ["given", "rules"])
def test_a_signed_quotation_overrules_the_tagger(name: str) -> None:
    text = "Praise for the ferry\n\n“We were never late.” — Maria Lopez\n\nThe pier reopened."
    wrong = Attribution(spans_of(text, "“We were never late.”"), Cue(spans_of(text, "Praise")), spans_of(text, "ferry"))
    document = _finished(text, Given(wrong)) if name == "given" else _finished_with(name, text)
    [found] = document.attributions
    assert found.cue is not None
    assert [span.of(text) for span in (*found.content, *found.cue.spans, *found.source)] == [
        "“We were never late.”",
        "—",
        "Maria Lopez",
    ]
