"""The helpers for users' own tests: what they accept, what they refuse, and that a fake tagger goes where others go."""

import pickle

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to

import claims_beam as cb
from claims_beam.testing import FakeTagger, MarkupError, make_article, read_markup, speaker_names

MARKED = read_markup(
    "Ada Moreno rose. {“We sail,”} [she=Ada Moreno] <told> the crew. {+“At noon.”} [It=] <rained>, {so}."
)


def test_the_markup_gives_text_spans_and_speakers() -> None:
    assert MARKED.text == "Ada Moreno rose. “We sail,” she told the crew. “At noon.” It rained, so."
    first, second = MARKED.document().attributions
    assert [piece.of(MARKED.text) for piece in first.content] == ["“We sail,”", "“At noon.”"]
    assert [piece.of(MARKED.text) for piece in first.source] == ["she"]
    assert first.cue is not None
    assert (first.cue.text, first.cue.lemma) == ("told", "tell")
    assert [piece.of(MARKED.text) for piece in second.content] == ["so"]
    assert MARKED.speakers == ("Ada Moreno", None)


KINDS = [
    ("[]{“We sail.”}", "direct"),
    ('{"We sail,"} [Rowe] said. {+"We two."}', "direct"),
    ("[]{that they would “sail at noon”}", "mixed"),
    ("[]{“We sail”} {+and nobody else}", "mixed"),
    ("[]{that they would sail}", "indirect"),
]


@pytest.mark.parametrize(("marked", "kind"), KINDS)
def test_the_kind_is_that_of_extract_quotes(marked: str, kind: str) -> None:
    assert [attribution.kind for attribution in read_markup(marked).document().attributions] == [kind]


ESCAPED = [
    (r"\{a\} \[b\] \<c\> \\", r"{a} [b] <c> \\"[:-1]),
    (r"[x\=y] said {\{so\}}.", "x=y said {so}."),
    ("5 > 4, 1 = 1", "5 > 4, 1 = 1"),
]


@pytest.mark.parametrize(("marked", "text"), ESCAPED)
def test_a_backslash_keeps_a_mark_in_the_text(marked: str, text: str) -> None:
    assert read_markup(marked).text == text


REFUSED = [
    ("{so}", "1 contents, 0 sources"),
    ("[Rowe] said so", "0 contents, 1 sources"),
    ("[Rowe] <said> {so}. [Rowe] said {no}.", "1 cues"),
    ("[Rowe] said {+so}.", "continues the content before it"),
    ("[Rowe] said {}.", "a content is empty"),
]


@pytest.mark.parametrize(("marked", "message"), REFUSED)
def test_marks_that_do_not_fit_together_are_refused(marked: str, message: str) -> None:
    with pytest.raises(MarkupError, match=message):
        read_markup(marked)


def test_a_fake_tagger_in_the_functions() -> None:
    article = make_article(MARKED.text)
    document = cb.extract_quotes(cb.split_sentences(article), FakeTagger(MARKED, model_id="fake/7"))
    resolved = cb.resolve_speakers(document)
    claims = cb.build_claims(resolved)
    assert speaker_names(resolved) == MARKED.speakers
    assert [(claim.kind, claim.extractor.model_id) for claim in claims] == [
        ("direct", "fake/7"),
        ("indirect", "fake/7"),
    ]


def test_a_fake_tagger_in_a_pipeline() -> None:
    articles = [make_article(MARKED.text), make_article("It rained.", article_id="rain")]
    tagger = FakeTagger(MARKED)

    def tag(document: cb.Document) -> cb.Document:
        return cb.extract_quotes(document, tagger)

    expected = [tag(cb.split_sentences(article)) for article in articles]
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        documents = pipeline | beam.Create(articles).with_output_types(cb.Article) | cb.SplitSentences()
        tagged = documents | "Tag" >> beam.Map(tag)
        names = tagged | cb.ResolveSpeakers() | "Names" >> beam.Map(speaker_names)
        assert_that(tagged, equal_to(expected), "tagged")
        assert_that(names, equal_to([MARKED.speakers, ()]), "names")


def test_a_fake_tagger_can_be_pickled() -> None:
    document = cb.split_sentences(make_article(MARKED.text))
    assert pickle.loads(pickle.dumps(FakeTagger(MARKED)))(document).attributions == MARKED.attributions
